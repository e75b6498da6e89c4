agreement "example" {
}

party "north" {
}

party "south" {
}

condition "calm" {    # want "Nobody is named to judge calm"
  text = "Violence stays low"
}

condition "report-filed" {
  text  = "The yearly report is filed"
  judge = [north, south]
}

commitment "no-safe-haven" {
  by   = south
  kind = "continuing"
}

commitment "quiet" {
  by        = south
  kind      = "continuing"
  benchmark = report-filed
}

commitment "leave" {    # want "Nobody is named to judge the conduct that leave hangs on"
  by       = north
  provided = no-safe-haven
}

commitment "fund" {
  by       = north
  provided = [quiet, holds(report-filed)]
}

# An exchange asks for every member, so for the prohibition in it too.
commitment "no-parades" {
  by   = south
  kind = "prohibition"
}

commitment "hand-over-maps" {
  by = north
}

exchange "quiet-for-maps" {
  sides = [[hand-over-maps], [no-parades]]
}

commitment "pay" {    # want "Nobody is named to judge the conduct that pay hangs on"
  by       = north
  provided = quiet-for-maps
}
