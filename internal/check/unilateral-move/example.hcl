agreement "example" {
}

party "north" {
}

party "south" {
}

party "alliance" {
  members = [north, south]
}

level "troops" {
  of       = alliance
  baseline = 17000
}

level "bases" {
  of       = alliance
  baseline = 12
}

# Either of the first two changes the level before anybody has agreed; the
# third waits.
decision "reduce" {    # want "troops can change before reduce is taken"
  by      = alliance
  rule    = "consensus"
  governs = [troops, bases, go-home]
}

decision "renew" {    # want "second-term can start before renew is taken"
  by      = alliance
  rule    = "silence"
  governs = [second-term]
}

commitment "halve" {
  by      = north
  changes = { troops = "-7000" }
}

commitment "cap" {
  by      = south
  kind    = "continuing"
  after   = [first-term]
  changes = { troops = 8600 }
}

commitment "close-bases" {
  by      = north
  after   = [reduce]
  changes = { bases = 0 }
}

commitment "go-home" {
  by    = south
  after = [close-bases]
}

commitment "first-term" {
  by = [north, south]
}

commitment "second-term" {
  by    = [north, south]
  after = [first-term]
}
