source "agreement-2008" {
  publisher   = "Text and summaries of the agreement"
  published   = "2008-11-17"
  reliability = "B"
}

source "cns-2008-12-04" {
  publisher   = "CNSNews"
  published   = "2008-12-04"
  reliability = "C"
}

# Counts the president's own date among those of the agreement.
source "washington-post-2009-05-16" {
  publisher   = "The Washington Post"
  published   = "2009-05-16"
  reliability = "B"
}

# A draft in which the end of 2011 could still be moved.
source "wikinews-2008-08-22" {
  publisher   = "Wikinews"
  published   = "2008-08-22"
  reliability = "D"
}

source "white-house" {
  publisher   = "The White House, facts on the drawdown"
  reliability = "A"
}

source "globalsecurity" {
  publisher   = "GlobalSecurity.org, order of battle"
  reliability = "C"
}

source "gao-2009-11" {
  publisher   = "GAO, as reported in November 2009"
  reliability = "B"
}

source "forecast-2009-09-30" {
  publisher   = "General Odierno's forecast, as reported"
  published   = "2009-09-30"
  reliability = "B"
}

source "press-2009-12" {
  publisher   = "infomory.com"
  reliability = "D"
}

source "the-hill-2011" {
  publisher   = "The Hill and others, October to December 2011"
  reliability = "C"
}

# Widely known, but not checked against a document for this example.
source "unchecked" {
  publisher = "General knowledge"
}
