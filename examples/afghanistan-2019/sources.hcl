# The five reports, and the two root reports that two of them pass on. The days are inferred:
# the copies carry none.

source "washington-post-january" {
  publisher   = "The Washington Post"
  published   = "2019-01-31"
  reliability = "B"
}

source "january" {
  publisher   = "Washington Examiner, after The Washington Post"
  published   = "2019-01-31"
  reliability = "C"
  repeats     = "washington-post-january"
}

source "brussels-february" {
  publisher   = "Agency report from the NATO defence ministers' meeting"
  published   = "2019-02-14"
  reliability = "B"
}

source "new-york-times-february" {
  publisher   = "The New York Times"
  published   = "2019-02-28"
  reliability = "B"
}

source "pentagon-plan" {
  publisher   = "Reprint of The New York Times"
  published   = "2019-02-28"
  reliability = "C"
  repeats     = "new-york-times-february"
}

source "doha-august" {
  publisher   = "Broadcaster's summary of agency reports from Doha and Wellington"
  published   = "2019-08-06"
  reliability = "C"
}

source "brussels-september" {
  publisher   = "Agency report on the Secretary of State's visit to Brussels"
  published   = "2019-09-02"
  reliability = "B"
}

# What else the evidence needs: other reports of the same days, and NATO's own table

source "reuters-september" {
  publisher   = "Reuters, in the Daily Beast"
  published   = "2019-09-02"
  reliability = "B"
}

source "press-camp-david" {
  publisher   = "Al Jazeera and other press on the end of the talks"
  published   = "2019-09-08"
  reliability = "B"
}

source "placemat-october" {
  publisher   = "NATO, key facts and figures of the mission, October 2019"
  published   = "2019-10-22"
  reliability = "A"
}
