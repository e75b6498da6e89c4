agreement "example" {
}

party "north" {
}

party "south" {
}

level "troops" {
  of       = north
  baseline = 14000
}

level "bases" {
  of       = north
  baseline = 5
}

condition "calm" {
  judge = south
}

commitment "halve" {    # want "halve waits for no act of anyone else"
  by      = north
  changes = { troops = 7000 }
}

commitment "phase-out" {    # want "phase-out waits for no act of anyone else"
  by       = north
  keeps    = { bases = 5 }
  schedule = { troops = { "2030-01-01" = 3000, "2031-01-01" = 0 } }
}

commitment "pack" {    # want "pack waits for no act of anyone else"
  by    = north
  after = [halve]
}

commitment "leave" {
  by         = north
  after      = [talks]
  changes    = { troops = 0 }
  reversible = false
}

commitment "talks" {
  by       = south
  after    = [halve]
}

commitment "fund" {
  by       = north
  provided = calm
}

# What waits for a figure that somebody else must bring about waits for them.
commitment "disarm-half" {
  by       = south
  provided = troops < 10000
}

commitment "disarm-rest" {    # want "disarm-rest waits for no act of anyone else"
  by       = south
  provided = troops > 10000
}

# Where somebody else must say that it has come to that, it waits for them.
commitment "stay" {
  by = north
}

branch "season" {
  if   = calm
  else = [stay]
}

commitment "shut-post" {    # want "shut-post waits for no act of anyone else"
  by = north
}

branch "pace" {
  if   = talks
  else = [shut-post]
}
