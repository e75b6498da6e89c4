# The laying down of arms under Colombia's final accord of 2016: a hundred and eighty days from
# D-day, in tranches thirty days apart. Every day is fixed to D, while the arms can only be laid
# down in camps that the Government builds; the camps came three months late. Look at
#   - `lockstep dates`: no day of slack from the registration to the last container, and what
#     `--if camps-built=2017-03-31` does to it;
#   - the findings about fixed days that can pass before what they wait for;
#   - `individual-arms`, a percentage whose whole was registered only later;
#   - the readings and the exchange `arms-for-guarantees`: each side's last act waits for the
#     other's, and beginning together does not help as long as both wait for the end.

agreement "colombia-2016" {
  title  = "Colombia: ceasefire and laying down of arms, schedule from D-day"
  signed = "2016-11-24"
  zone   = "America/Bogota"
}

# Day zero. Day 180 is 30 May 2017; it is 29 May where D-day is counted as day one.
clock "d" {
  at = "2016-12-01"
}

# What is counted.

level "zones" {
  of    = government
  unit  = "places"
  basis = "twenty zones and six points, ready to live in"
}

level "individual-arms" {
  of    = farc
  unit  = "percent"
  basis = "share of the registered personal arms that lies in the UN's containers"
}

level "arms-registered" {
  of    = farc
  unit  = "percent"
  basis = "share of the personal arms that stands in the register"
}

level "arms-stored" {
  of    = un-mission
  unit  = "pieces"
  basis = "arms in the UN's containers; personal, from caches and of the camps' guards"
}

# FARC told of 988 places in the end.
level "caches-cleared" {
  of    = farc
  unit  = "caches"
  basis = "hidden stores that the mission has emptied or destroyed"
}

level "monuments-standing" {
  of    = un-mission
  unit  = "monuments"
  basis = "built out of the arms that were laid down"
}

# Into the zones.

commitment "camps-built" {
  by      = government
  to      = farc
  text    = "Make ready twenty zones and six points"
  due     = d + "30d"
  changes = { zones = 26 }
  source  = "mission-letter"
}

commitment "amnesty-law" {
  by     = congress
  to     = farc
  text   = "Enact the amnesty under the accelerated procedure"
  for    = [forces-move-in]
  source = "unchecked"
}

commitment "forces-move-in" {
  by     = farc
  to     = government
  text   = "Move everyone into the zones"
  after  = [amnesty-law]
  due    = d + "30d"
  verify = [mvm]
  source = "unchecked"
}

# The arms. The tranches keep thirty days between them, whatever the first one does.

commitment "register-arms" {
  by     = [farc, un-mission]
  to     = government
  text   = "Establish which weapons there are, and enter each in a register"
  after  = [forces-move-in, camps-built]
  starts = d + "90d"
  verify = [un-mission]
  source = "mission-2017-03"
}

commitment "arms-30" {
  by      = farc
  to      = government
  text    = "Hand three tenths of the personal arms over to the UN"
  after   = [register-arms]
  due     = d + "90d"
  changes = { individual-arms = 30 }
  verify  = [un-mission]
  source  = "solidarity-2017"
}

commitment "arms-60" {
  by         = farc
  to         = government
  text       = "Hand over another three tenths"
  after      = [arms-30]
  not-before = arms-30 + "30d"
  due        = d + "120d"
  changes    = { individual-arms = 60 }
  verify     = [un-mission]
  source     = "unchecked"
}

commitment "arms-100" {
  by         = farc
  to         = government
  text       = "Hand over the remaining four tenths"
  after      = [arms-60]
  not-before = arms-60 + "30d"
  due        = d + "150d"
  changes    = { individual-arms = 100 }
  verify     = [un-mission]
  source     = "unchecked"
}

commitment "security-guarantees" {
  by     = government
  to     = farc
  text   = "Guarantee safety and legal standing as the arms are laid down"
  source = "solidarity-2017"
}

exchange "arms-for-guarantees" {
  mode  = "simultaneous"
  sides = [[arms-100], [security-guarantees]]
}

commitment "caches" {
  by     = farc
  to     = un-mission
  text   = "Tell where the hidden arms are, so that what is unstable can be destroyed"
  verify = [un-mission]
  source = "mission-2017-06"
}

commitment "security-arms" {
  by     = farc
  to     = un-mission
  text   = "Give up, after all others, the weapons with which the camps are guarded"
  after  = [arms-100]
  due    = "2017-08-01"
  source = "mission-2017-06"
  note   = "The revised day. Until then these arms are also the camps' protection from others."
}

# Out of the zones.

commitment "extract-all" {
  by         = un-mission
  to         = government
  text       = "Carry every weapon away; with that the zones close"
  after      = [arms-100]
  not-before = arms-100 + "30d"
  due        = d + "180d"
  source     = "mission-2017-03"
}

commitment "reincorporation" {
  by     = government
  to     = farc
  text   = "Turn the zones into places of training and return to civil life"
  after  = [extract-all]
  source = "mission-2017-06"
}

commitment "monuments" {
  by      = un-mission
  to      = [government, farc]
  text    = "Build three memorials out of the arms"
  after   = [extract-all]
  changes = { monuments-standing = 3 }
  source  = "ceasefire-text"
}

# Decisions. New days take both parties, with the UN, and no new negotiation.

decision "change-dates" {
  by       = [csivi, un-mission]
  rule     = "consensus"
  blockers = [government, farc]
}

power "new-dates" {
  by   = csivi
  when = change-dates
  does = "extend"
  on   = [camps-built, arms-30, arms-60, arms-100, security-arms, extract-all]
}

# Incidents: by consensus; the UN coordinates and settles.
decision "mvm-dispute" {
  by   = mvm
  rule = "consensus"
}
