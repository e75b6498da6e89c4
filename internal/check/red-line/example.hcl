agreement "example" {
}

party "north" {
}

party "south" {
}

commitment "ceasefire" {
  by = [north, south]
}

commitment "withdraw" {
  by    = north
  after = [talks]
}

commitment "talks" {
  by = [north, south]
}

commitment "disarm" {
  by    = south
  after = [withdraw]
}

commitment "rebuild" {
  by    = north
  after = [disarm]
}

level "troops" {
  of       = north
  baseline = 9000
}

commitment "first-cut" {
  by      = north
  changes = { troops = "-5000" }
}

commitment "second-cut" {
  by      = north
  after   = [disarm]
  changes = { troops = "-5000" }
}

redline "no-early-exit" {    # want "the red line no-early-exit of south can be crossed"
  of    = south
  never = done(withdraw) && !started(ceasefire)
}

# Ruled out by the order: south disarms before anything is rebuilt.
redline "no-gift" {
  of    = north
  never = started(rebuild) && !disarm
}

redline "no-vacuum" {    # want "no-vacuum of south can be crossed"
  of    = south
  never = troops < 1000 && !rebuild
}

# The second cut comes after the disarmament.
redline "no-weakness" {
  of    = north
  never = troops < 4000 && !disarm
}
