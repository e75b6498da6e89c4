agreement "example" {
}

party "north" {
}

party "south" {
}

level "troops" {    # want "troops changes with no baseline"
  of = north
}

level "bases" {
  of       = north
  baseline = 5
}

commitment "cut" {
  by      = north
  changes = { troops = 8600 }
}

commitment "close" {
  by      = north
  changes = { bases = 0 }
}
