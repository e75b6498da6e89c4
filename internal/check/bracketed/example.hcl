agreement "example" {
}

party "north" {
}

party "south" {
}

commitment "observers" {
  by = [north, south]
}

issue "verification" {    # want "The text on verification is not agreed"
  between     = [north, south]
  bracketed   = "by a third party"
  commitments = [observers]
}

issue "withdrawal" {
  between = [north, south]
}
