# What the return talks of 2021 and 2022 made of the plan: Iran wanted sanctions off, and seen
# to be off, before it went back; the United States wanted the programme back down first. Under
# this reading the text waits for itself.
reading "vienna-2021" {
  of = [iran, us]
  after = {
    iran-nuclear-steps = [eu-us-lift]
    eu-us-lift         = [iran-nuclear-steps]
  }
}

# How 2015 had cut that circle: Iran waits for the legal acts that the others have prepared, not
# for the relief itself, which one report then sets off.
reading "prepared-first" {
  of    = iran
  after = { iran-nuclear-steps = [eu-regulation-ahead, us-waivers-ahead] }
}
