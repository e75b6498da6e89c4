agreement "example" {
}

party "north" {    # want "north can have given 3 more than it has received"
}

party "south" {
}

party "east" {    # want "east can have given 2 more than it has received"
}

party "west" {
}

# North hands over everything before it gets anything.

commitment "leave" {
  by     = north
  to     = south
  weight = 2
}

commitment "release" {
  by    = north
  to    = south
  after = [leave]
}

commitment "disarm" {
  by     = south
  to     = north
  weight = 4
  after  = [release]
}

# East has drawn a line, and the state in which it has given most lies beyond
# it. West has drawn one that its worst state does not cross.

commitment "open" {
  by     = east
  to     = west
  weight = 2
}

commitment "pay" {
  by     = west
  to     = east
  weight = 9
  after  = [open]
}

redline "no-gift" {
  of    = east
  never = done(open) && !done(pay)
}

redline "no-closed-border" {
  of    = west
  never = done(pay) && !done(open)
}
