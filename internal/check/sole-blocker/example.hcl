agreement "example" {
}

party "north" {    # want "north can alone stop 3 commitments of others"
}

# Stops nothing but what it owes itself.
party "south" {
}

party "capital" {    # want "capital is no signatory and can alone stop 2 commitments of others"
  role = "absent"
}

party "commission" {    # want "commission is not at the table and can alone stop 1 commitment of others"
  at-table = false
}

# Either of them is enough.
party "observers" {
  role = "verifier"
}

party "press" {
  role = "third-party"
}

condition "calm" {
  judge = commission
}

condition "quiet" {
  judge  = [observers, press]
  judged = "any"
}

commitment "plan" {
  by = [north, capital]
}

commitment "release" {
  by    = south
  after = [plan]
}

commitment "disarm" {
  by    = south
  after = [release]
}

commitment "rebuild" {
  by       = north
  provided = calm
}

commitment "return" {
  by       = south
  after    = [any(rebuild, withdraw)]
  provided = quiet
}

commitment "withdraw" {
  by = north
}
