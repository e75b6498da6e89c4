# Where the facts were read. Reliability is the Admiralty grade, A to F.

source "ceasefire-text" {
  publisher   = "Agreement of 23 June 2016 on ceasefire and laying down of arms, PA-X collection"
  published   = "2016-06-23"
  reliability = "A"
}

source "europa-press-2016-12-28" {
  publisher   = "Europa Press"
  published   = "2016-12-28"
  reliability = "B"
}

source "mission-2017-03" {
  publisher   = "UN Mission in Colombia"
  published   = "2017-03-02"
  reliability = "A"
}

source "un-news-2017-06" {
  publisher   = "UN News"
  reliability = "A"
}

source "mission-2017-06" {
  publisher   = "UN Mission in Colombia, as reported and on the peacekeeping site"
  published   = "2017-06-27"
  reliability = "A"
}

source "press-2017-05-30" {
  publisher   = "BBC, as reproduced elsewhere"
  published   = "2017-05-30"
  reliability = "B"
}

source "peace-report-2017-06-15" {
  publisher   = "Colombia Peace Report, on a statement of the UN Mission"
  published   = "2017-06-15"
  reliability = "B"
}

source "solidarity-2017" {
  publisher   = "Justice for Colombia and others"
  published   = "2017-06-17"
  reliability = "C"
}

source "press-2017-09" {
  publisher   = "Colombia Reports"
  reliability = "B"
}

source "mission-letter" {
  publisher   = "Letter of the head of the UN Mission, in Latin American Post"
  reliability = "B"
}

source "unchecked" {
  publisher   = "Recollection of the authors of this example, held against no text"
  reliability = "F"
}
