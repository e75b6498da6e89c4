# Where the facts were read. Reliability is the Admiralty grade, A to F.

source "initiative-text" {
  publisher   = "Text of the initiative, in Wikisource and the PA-X collection"
  published   = "2022-07-22"
  reliability = "A"
}

source "press-2022-07-22" {
  publisher   = "Statement of Ukraine's minister of infrastructure, in press reports"
  published   = "2022-07-22"
  reliability = "B"
}

source "press-2022-11" {
  publisher   = "The Kyiv Independent, Babel and Politico"
  published   = "2022-11-02"
  reliability = "B"
}

source "trade-press-2022-11" {
  publisher   = "Dry Cargo Magazine and Aquafeed"
  published   = "2022-11-17"
  reliability = "B"
}

source "press-2023-03-18" {
  publisher   = "The Kyiv Independent, Oils and Fats International, Aquafeed"
  published   = "2023-03-18"
  reliability = "B"
}

source "press-2023-05-17" {
  publisher   = "Al Jazeera"
  published   = "2023-05-17"
  reliability = "B"
}

source "sputnik-2023-05-18" {
  publisher   = "Sputnik"
  published   = "2023-05-18"
  reliability = "C"
}

source "press-2023-07-17" {
  publisher   = "Shipping Telegraph and others"
  published   = "2023-07-17"
  reliability = "B"
}

source "crew-press-2023" {
  publisher   = "Crew Mirror"
  reliability = "C"
}

source "unchecked" {
  publisher   = "Recollection of the authors of this example, held against no text"
  reliability = "F"
}
