# What the commanders added at Nairobi.

commitment "orientation" {
  by         = [endf, tplf]
  to         = [endf, tplf]
  text       = "Commanders explain to their troops what is to come"
  article    = "2.1(a)"
  instrument = "Nairobi declaration"
  after      = [commanders-meet]
  starts     = orientation-start
  due        = orientation-start + "7d"
  source     = "nairobi-text"
}

commitment "disengage" {
  by         = [endf, tplf]
  to         = [endf, tplf]
  text       = "Pull the forces apart, four areas in four days"
  article    = "2.1(b)"
  instrument = "Nairobi declaration"
  after      = [orientation]
  due        = orientation + "4d"
  place      = "four areas"
  source     = "nairobi-text"
  note       = "Owed by both at the same time."
}

commitment "federal-authority" {
  by         = fdre
  to         = tplf
  text       = "Take up the federal duties in the region again, services among them"
  article    = "2.1(c)"
  instrument = "Nairobi declaration"
  after      = [disengage]
  source     = "nairobi-text"
}

exchange "concurrently" {
  mode  = "simultaneous"
  sides = [[heavy-weapons], [foreign-out]]
}

commitment "heavy-weapons" {
  by         = tplf
  to         = fdre
  text       = "Give up heavy weapons"
  article    = "2.1(d)"
  instrument = "Nairobi declaration"
  after      = [disengage]
  for        = [foreign-out]
  verify     = mvcm
  source     = "nairobi-text"
}

commitment "foreign-out" {
  by         = [fdre, eritrea, amhara-forces]
  to         = tplf
  text       = "See all foreign forces, and all that are not the federal army's, out of the region"
  article    = "2.1(d)"
  instrument = "Nairobi declaration"
  for        = [heavy-weapons]
  verify     = mvcm
  place      = "Tigray"
  source     = "nairobi-text"
  note       = "Promised by the federation alone; the others are those who must actually leave."
}

commitment "light-plan" {
  by         = joint-committee
  to         = [fdre, tplf]
  text       = "Work out plan and calendar for the light weapons"
  article    = "2.1(e)"
  instrument = "Nairobi declaration"
  due        = nairobi + "14d"
  source     = "nairobi-text"
}
