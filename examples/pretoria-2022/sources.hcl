source "pretoria-text" {
  publisher   = "Excerpts of the Pretoria text, and AP on its deadlines"
  published   = "2022-11-02"
  reliability = "B"
}

source "nairobi-text" {
  publisher   = "Text of the Nairobi declaration, PA-X Peace Agreements Database"
  published   = "2022-11-12"
  reliability = "A"
}

source "commanders-2022-11" {
  publisher   = "APA News and Addis Standard on the meeting of the commanders"
  published   = "2022-11-12"
  reliability = "C"
}

source "reporter-2022-12" {
  publisher   = "The Reporter (Ethiopia) and Agenzia Nova on the monitors' terms of reference"
  reliability = "C"
}

source "addis-standard-2023-01" {
  publisher   = "Addis Standard on the handover of 10 January 2023"
  reliability = "C"
}

source "agencies-2023-01" {
  publisher   = "AllAfrica, Al Jazeera and AP, January 2023"
  reliability = "B"
}

source "gorebet-2023-01" {
  publisher   = "gorebet.com on who is still in the region"
  reliability = "D"
}

source "prensa-latina-2023-04-20" {
  publisher   = "Prensa Latina"
  published   = "2023-04-20"
  reliability = "C"
}

# Widely known, but not checked against a document for this example.
source "unchecked" {
  publisher = "General knowledge"
}
