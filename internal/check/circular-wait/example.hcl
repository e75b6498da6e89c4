agreement "example" {
}

party "north" {
}

party "south" {
}

# The text alone is sound.
commitment "leave" {
  by   = north
  to   = south
  text = "Withdraw from the bases"
}

commitment "talks" {
  by   = south
  to   = north
  text = "Open talks"
}

# Each side reads an order into it; only the two readings together cannot be
# performed.
reading "north-line" {
  of    = north
  after = { leave = [talks] }    # want "2 commitments wait for one another"
}

reading "south-line" {
  of    = south
  after = { talks = [leave] }
}

# Waits for the start inside a simultaneous exchange dissolve.
commitment "free-prisoners" {
  by    = north
  after = [started(open-border)]
}

commitment "open-border" {
  by    = south
  after = [started(free-prisoners)]
}

exchange "same-day" {
  mode  = "simultaneous"
  sides = [[free-prisoners], [open-border]]
}

# A step that must have begun before it begins.
commitment "package" {
  by    = [north, south]
  after = [started(package)]    # want "package waits for itself"
}
