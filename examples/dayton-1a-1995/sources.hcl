source "annex-1a" {
  publisher   = "NATO and the Office of the High Representative: text of Annex 1A"
  published   = "1995-12-14"
  reliability = "A"
}

source "handbook" {
  publisher   = "United States handbook on the agreement, PC-1510-100-96: dates of the phases"
  reliability = "B"
}

source "hina-1996-01-20" {
  publisher   = "HINA, report OTS/4212731"
  published   = "1996-01-20"
  reliability = "C"
}

source "hina-1996-02-05" {
  publisher   = "HINA, report OTS/4213179"
  published   = "1996-02-05"
  reliability = "C"
}

source "hina-1996-04-20" {
  publisher   = "HINA, report OTS/4214857"
  published   = "1996-04-20"
  reliability = "C"
}

source "nato-1996-04-29" {
  publisher   = "NATO, press release (96)60"
  published   = "1996-04-29"
  reliability = "B"
}

source "planken-1996-01" {
  publisher   = "planken.org, chronicle of January 1996"
  reliability = "D"
}

# Widely known, but not checked against a document for this example.
source "unchecked" {
  publisher = "General knowledge"
}
