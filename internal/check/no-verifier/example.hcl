agreement "example" {
}

party "north" {
}

party "south" {
}

commitment "leave" {    # want "Nobody verifies leave"
  by = north
}

commitment "disarm" {    # want "Nobody verifies disarm"
  by     = south
  verify = []
}

commitment "count" {
  by     = south
  verify = [north]
}
