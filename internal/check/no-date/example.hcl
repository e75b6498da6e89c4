agreement "example" {
}

party "north" {
}

party "south" {
}

clock "signature" {
  at = "2020-01-01"
}

commitment "amnesty" {    # want "amnesty has no date and no trigger"
  by = north
}

commitment "dated" {
  by  = north
  due = signature + "30d"
}

commitment "ordered" {
  by    = north
  after = [amnesty]
}

commitment "hoped-for" {
  by       = south
  strength = "intent"
}

commitment "no-attacks" {
  by   = south
  kind = "prohibition"
}
