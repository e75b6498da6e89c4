# Where the facts were read. Reliability is the Admiralty grade, A to F.

source "plan-text" {
  publisher   = "Text of the plan as reproduced by reasonedcomments.org"
  published   = "2015-07-14"
  reliability = "B"
}

source "wire-timeline-2015" {
  publisher   = "Reuters"
  published   = "2015-07-14"
  reliability = "B"
}

source "key-dates-forecast" {
  publisher   = "jpoasanctions.org"
  reliability = "C"
}

source "arms-control-summary" {
  publisher   = "Arms Control Association, with the United States Institute of Peace"
  reliability = "B"
}

source "chronology" {
  publisher   = "United States Institute of Peace, The Iran Primer"
  published   = "2019-06-17"
  reliability = "B"
}

source "agency-timeline" {
  publisher   = "Agence France-Presse"
  reliability = "B"
}

source "iran-foreign-ministry-2021" {
  publisher   = "Ministry of Foreign Affairs of Iran, as reproduced by Iran Watch"
  published   = "2021-03-25"
  reliability = "C"
}

source "press-2025-08-28" {
  publisher   = "eunews.it and others"
  published   = "2025-08-28"
  reliability = "C"
}

source "council-briefing-2025" {
  publisher   = "Report of a Security Council briefing, citizenportal.ai"
  reliability = "C"
}

source "iran-foreign-ministry-2025" {
  publisher   = "Embassy of Iran in Thailand and Iran Press"
  reliability = "C"
}

source "snapback-explained" {
  publisher   = "Institute for the Study of War, as reproduced elsewhere"
  reliability = "C"
}

source "unchecked" {
  publisher   = "Recollection of the authors of this example, held against no text"
  reliability = "F"
}
