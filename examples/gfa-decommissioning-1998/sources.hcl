source "irish-times-chronology" {
  publisher   = "The Irish Times, chronology with the text of the pledge and of the letter"
  reliability = "B"
}

source "irish-times-reports" {
  publisher   = "The Irish Times, reports of 1999 to 2005"
  reliability = "B"
}

source "peace-accords-matrix" {
  publisher   = "Peace Accords Matrix, Notre Dame: disarmament in Northern Ireland"
  reliability = "B"
}

source "mirror-2001" {
  publisher   = "The Mirror, chronology of October 2001"
  reliability = "C"
}

# Widely known, but not checked against a document for this example.
source "unchecked" {
  publisher = "General knowledge"
}
