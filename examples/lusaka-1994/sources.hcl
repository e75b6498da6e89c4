# Where the facts were read. Reliability is the Admiralty grade, A to F.

source "protocol-text" {
  publisher   = "United Nations, S/1994/1441, with the provisions as held by the Kroc Institute"
  reliability = "A"
}

source "accords-matrix" {
  publisher   = "Peace Accords Matrix, Kroc Institute, University of Notre Dame"
  reliability = "B"
}

source "monitor-1996-05" {
  publisher   = "Angola Peace Monitor, in Africa Focus"
  published   = "1996-05-27"
  reliability = "B"
}

source "monitor-1996-12" {
  publisher   = "Angola Peace Monitor III, 4"
  published   = "1996-12-16"
  reliability = "B"
}

source "weekly-1997-09" {
  publisher   = "Mail & Guardian"
  published   = "1997-09-24"
  reliability = "B"
}

source "monitor-1997-11" {
  publisher   = "Angola Peace Monitor, in Africa Focus"
  published   = "1997-11-03"
  reliability = "B"
}

source "weekly-1998-03" {
  publisher   = "Mail & Guardian"
  published   = "1998-03-09"
  reliability = "B"
}

source "encyclopedia" {
  publisher   = "Wikipedia in German, article on the protocol"
  reliability = "D"
}

source "unchecked" {
  publisher   = "Recollection of the authors of this example, held against no text"
  reliability = "F"
}
