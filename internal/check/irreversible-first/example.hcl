agreement "example" {
}

party "north" {
}

party "south" {
}

commitment "scrap-missiles" {    # want "scrap-missiles cannot be taken back and can be done"
  by         = north
  to         = south
  for        = [lift-embargo]
  reversible = false
}

commitment "lift-embargo" {
  by = south
  to = north
}

# Can be taken back.
commitment "open-border" {
  by         = north
  for        = [lift-embargo]
  reversible = true
}

# Comes after what is given for it.
commitment "free-prisoners" {
  by         = south
  after      = [withdraw]
  reversible = false
}

commitment "withdraw" {
  by  = north
  for = [free-prisoners]
}

# In force from the moment the demolition may begin.
commitment "demolish-base" {
  by         = north
  after      = [no-attack]
  for        = [no-attack, pay]
  reversible = false
}

commitment "no-attack" {
  by   = south
  kind = "continuing"
}

commitment "pay" {
  by    = south
  after = [demolish-base]
}

# Nothing is given for it.
commitment "hand-over-maps" {
  by         = north
  reversible = false
}
