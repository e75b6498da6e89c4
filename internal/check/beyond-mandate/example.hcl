agreement "example" {
}

party "north" {
}

party "south" {
}

issue "withdrawal" {
  between = [north, south]
}

issue "ceasefire" {
  between = [north, south]
}

issue "elections" {
}

issue "customs" {
}

party "south-delegation" {    # want "ceasefire is beyond the mandate" "elections is beyond the mandate" "border is beyond the mandate"
  of      = south
  mandate = [withdrawal]
}

# It comes as a member of a body too.
party "envoys" {
  members = [north, south-delegation]
}

issue "border" {
}

decision "open-border" {
  by     = envoys
  rule   = "consensus"
  refers = [border]
}

# A body that decides as one does not ask its members.
decision "customs-union" {
  by     = envoys
  rule   = "single"
  refers = [customs]
}

round "first" {
  parties = [north, south-delegation]
  issues  = [withdrawal, elections]
}
