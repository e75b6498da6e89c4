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

party "south-delegation" {    # want "ceasefire is beyond the mandate" "elections is beyond the mandate"
  of      = south
  mandate = [withdrawal]
}

round "first" {
  parties = [north, south-delegation]
  issues  = [withdrawal, elections]
}
