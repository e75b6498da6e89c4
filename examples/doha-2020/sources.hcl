# Where it was read. Agency reports carry the name of the agency even where a newspaper printed
# them, and `repeats` where an outlet only passes another one's work on.
#
# A statement of a party is reported by whoever carried it; that it is the party's own word is
# said in the evidence (`rests-on` claimed), not here.

# The two papers

source "doha-text" {
  publisher   = "Text of the Doha agreement"
  published   = "2020-02-29"
  reliability = "A"
}

source "joint-declaration" {
  publisher   = "Text of the joint declaration"
  published   = "2020-02-29"
  reliability = "A"
}

source "summaries" {
  publisher   = "Published summaries of the Doha agreement"
  reliability = "C"
}

# Official counts

source "sigar-2020-07" {
  publisher   = "SIGAR, quarterly report to Congress of July 2020"
  published   = "2020-07-30"
  reliability = "A"
}

source "sigar-2021-01" {
  publisher   = "SIGAR, quarterly report to Congress of January 2021"
  published   = "2021-01-30"
  reliability = "A"
}

source "placemat-2019-10" {
  publisher   = "NATO, key facts and figures of the mission, October 2019"
  published   = "2019-10-22"
  reliability = "A"
}

source "placemat-2020-06" {
  publisher   = "NATO, key facts and figures of the mission, June 2020"
  reliability = "A"
}

source "placemat-2021-02" {
  publisher   = "NATO, key facts and figures of the mission, February 2021"
  reliability = "A"
}

source "un-monitors-2020" {
  publisher   = "United Nations, Analytical Support and Sanctions Monitoring Team"
  published   = "2020-06-01"
  reliability = "B"
}

# Agencies and press, in order of time

source "pajhwok-2015" {
  publisher   = "Pajhwok Afghan News"
  reliability = "B"
}

source "afghanistan-times-2015" {
  publisher   = "Afghanistan Times, after Pajhwok Afghan News"
  reliability = "C"
  repeats     = "pajhwok-2015"
}

source "ava-declaration" {
  publisher   = "Afghan Voice Agency, on the joint declaration"
  reliability = "C"
}

source "zdf-stoltenberg" {
  publisher   = "ZDF, interview with the Secretary General of NATO"
  reliability = "B"
}

source "ava-stoltenberg" {
  publisher   = "Afghan Voice Agency, on an interview of ZDF"
  reliability = "C"
  repeats     = "zdf-stoltenberg"
}

source "press-2020-03-01" {
  publisher   = "Press reports on President Ghani's news conference"
  published   = "2020-03-01"
  reliability = "B"
}

source "press-prisoners" {
  publisher   = "The Washington Post, on the release of prisoners"
  published   = "2020-03-12"
  reliability = "B"
}

source "ap-2020-04-05" {
  publisher   = "Associated Press"
  published   = "2020-04-05"
  reliability = "B"
}

source "tolonews-2020-04-08" {
  publisher   = "TOLOnews"
  published   = "2020-04-08"
  reliability = "B"
}

source "reuters-2020-04-12" {
  publisher   = "Reuters"
  published   = "2020-04-12"
  reliability = "B"
}

source "reporterly-2020-04-13" {
  publisher   = "Reporterly"
  published   = "2020-04-13"
  reliability = "C"
}

source "ariana-2020-04-18" {
  publisher   = "Ariana News"
  published   = "2020-04-18"
  reliability = "B"
}

source "ava-2020-05-31" {
  publisher   = "Afghan Voice Agency"
  published   = "2020-05-31"
  reliability = "C"
}

source "ani-2020-06-03" {
  publisher   = "Asian News International"
  published   = "2020-06-03"
  reliability = "C"
}

source "afp-2020-06-18" {
  publisher   = "Agence France-Presse"
  published   = "2020-06-18"
  reliability = "B"
}

source "afghanistan-times-2020-07-01" {
  publisher   = "Afghanistan Times"
  published   = "2020-07-01"
  reliability = "C"
}

source "pentagon-2020-07-14" {
  publisher   = "United States Department of Defense, statement"
  published   = "2020-07-14"
  reliability = "B"
}

source "defensemirror-2020-07-14" {
  publisher   = "DefenseMirror, on the statements of the day"
  published   = "2020-07-14"
  reliability = "C"
}

source "tolonews-2020-07-16" {
  publisher   = "TOLOnews, on the Acting Foreign Minister's news conference"
  published   = "2020-07-16"
  reliability = "B"
}

source "ians-2020-07-16" {
  publisher   = "Indo-Asian News Service"
  published   = "2020-07-16"
  reliability = "C"
}

source "pajhwok-2020-07-30" {
  publisher   = "Pajhwok Afghan News"
  published   = "2020-07-30"
  reliability = "B"
}

source "sputnik-2020-07-31" {
  publisher   = "Sputnik"
  published   = "2020-07-31"
  reliability = "C"
}

source "sputnik-2020-08-07" {
  publisher   = "Sputnik"
  published   = "2020-08-07"
  reliability = "C"
  repeats     = "sputnik-2020-07-31"
}

source "reuters-2020-08-09" {
  publisher   = "Reuters"
  published   = "2020-08-09"
  reliability = "B"
}

source "raha-2020-08-09" {
  publisher   = "Raha Press"
  published   = "2020-08-09"
  reliability = "C"
}

source "sputnik-2020-08-11" {
  publisher   = "Sputnik"
  published   = "2020-08-11"
  reliability = "C"
}

source "ap-2020-08-14" {
  publisher   = "Associated Press"
  published   = "2020-08-14"
  reliability = "B"
}

source "new-york-times-2020-09-03" {
  publisher   = "The New York Times"
  published   = "2020-09-03"
  reliability = "B"
}

source "afp-2020-09-03" {
  publisher   = "Agence France-Presse"
  published   = "2020-09-03"
  reliability = "B"
}

source "tass-2020-09-10" {
  publisher   = "TASS, on an interview with several American outlets"
  published   = "2020-09-10"
  reliability = "C"
}

source "sputnik-2020-09-12" {
  publisher   = "Sputnik"
  published   = "2020-09-12"
  reliability = "C"
}

source "reuters-2020-10-18" {
  publisher   = "Reuters"
  published   = "2020-10-18"
  reliability = "B"
}

source "ariana-2020-10-18" {
  publisher   = "Ariana News"
  published   = "2020-10-18"
  reliability = "B"
}

source "washington-post-2020-11-14" {
  publisher   = "The Washington Post"
  published   = "2020-11-14"
  reliability = "B"
}

source "press-2020-11-18" {
  publisher   = "American press on the further cut"
  published   = "2020-11-18"
  reliability = "B"
}

# December 2020; the days are not known.
source "press-2020-12" {
  publisher   = "Military.com and other press"
  reliability = "C"
}

source "press-2020-12-22" {
  publisher   = "American press on the further cut"
  published   = "2020-12-22"
  reliability = "B"
}

source "business-recorder-2021-01-04" {
  publisher   = "Business Recorder"
  published   = "2021-01-04"
  reliability = "C"
}

source "reuters-2021-01-15" {
  publisher   = "Reuters"
  published   = "2021-01-15"
  reliability = "B"
}

source "press-2021-01-28" {
  publisher   = "The Hill"
  published   = "2021-01-28"
  reliability = "B"
}

source "afp-2021-01-29" {
  publisher   = "Agence France-Presse"
  published   = "2021-01-29"
  reliability = "B"
}

source "iranpress-2021-04-14" {
  publisher   = "Iran Press"
  published   = "2021-04-14"
  reliability = "C"
}

source "reuters-2021-04-14" {
  publisher   = "Reuters"
  published   = "2021-04-14"
  reliability = "B"
}

source "new-york-times-2021-04" {
  publisher   = "The New York Times"
  published   = "2021-04-14"
  reliability = "B"
}

source "ariana-2021-04-15" {
  publisher   = "Ariana News"
  published   = "2021-04-15"
  reliability = "B"
}

source "ycnews-2021-04-29" {
  publisher   = "YC News, on NATO's table of February"
  published   = "2021-04-29"
  reliability = "C"
}

source "mehr-2021-05-01" {
  publisher   = "Mehr News Agency"
  published   = "2021-05-01"
  reliability = "C"
}

source "civil-2021-06-28" {
  publisher   = "Civil Georgia"
  published   = "2021-06-28"
  reliability = "B"
}

source "romania-insider-2021-06-28" {
  publisher   = "Romania Insider"
  published   = "2021-06-28"
  reliability = "B"
}

source "ap-2021-06-30" {
  publisher   = "Associated Press"
  published   = "2021-06-30"
  reliability = "B"
}

source "sputnik-2021-06-30" {
  publisher   = "Sputnik"
  published   = "2021-06-30"
  reliability = "C"
}

source "times-2021-07-01" {
  publisher   = "The Times"
  published   = "2021-07-01"
  reliability = "B"
}

source "ap-2021-07-02" {
  publisher   = "Associated Press"
  published   = "2021-07-02"
  reliability = "B"
}

source "tass-2021-07-23" {
  publisher   = "TASS, after TOLOnews"
  published   = "2021-07-23"
  reliability = "C"
}

source "reuters-2021-08-16" {
  publisher   = "Reuters"
  published   = "2021-08-16"
  reliability = "B"
}

source "reuters-2021-08-20" {
  publisher   = "Reuters"
  published   = "2021-08-20"
  reliability = "B"
}

source "ap-2021-08-28" {
  publisher   = "Associated Press"
  published   = "2021-08-28"
  reliability = "B"
}

source "ap-turkey-2021-08-28" {
  publisher   = "Associated Press"
  published   = "2021-08-28"
  reliability = "B"
}

source "guardian-2021-08-29" {
  publisher   = "The Guardian"
  published   = "2021-08-29"
  reliability = "B"
}

# Announced in Washington in the afternoon of the 30th, when it was the 31st in Kabul.
source "axios-2021-08-31" {
  publisher   = "Axios, on the announcement of the Central Command"
  published   = "2021-08-31"
  reliability = "B"
}

source "press-2021-08-31" {
  publisher   = "Agency reports on the last flight"
  published   = "2021-08-31"
  reliability = "B"
}

source "encyclopedia" {
  publisher   = "Wikipedia, article on the agreement"
  reliability = "C"
}

# Put down from memory by whoever wrote this example; nobody should build on it.
source "unchecked" {
  publisher   = "Recollection of the authors of this example, held against no text"
  reliability = "F"
}
