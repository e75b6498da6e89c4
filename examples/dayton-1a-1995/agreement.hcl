# Annex 1A of the Dayton peace agreement for Bosnia and Herzegovina: how three armies part.
#
# An outside force takes over from the United Nations, and from that day ("D") a ladder of dates
# runs: leave the Sarajevo line, clear a zone on both sides of the cease-fire line, leave what
# passes to the other entity, put what is left into cantonments.
#
# Look at the two day zeros: the exit of foreign forces runs from the signature, all the rest from
# the transfer of authority. Suppose that it slips (`lockstep dates DIR --if
# transfer-of-authority=1995-12-25`) and see which day stays where it is. Look also at the weeks
# between `phase2-vacate` and `phase2-no-entry`, in which the ground belongs to nobody's army.
# There is no circular wait: every step waits for the outside force or for the step before it.

agreement "dayton-1a-1995" {
  title  = "Dayton Peace Agreement, Annex 1A: Military Aspects of the Peace Settlement"
  signed = "1995-12-14"
  zone   = "Europe/Sarajevo"
  parts  = ["Annex 1A"]
}

# The annex binds from the day of its signature.
clock "signature" {
  at = "1995-12-14"
}

# D-day: the day on which the United Nations force hands over to IFOR, whenever that is.
clock "toa" {
  at = done(transfer-of-authority)
}

commitment "transfer-of-authority" {
  by      = [unprofor, ifor]
  to      = [rbih, fbih, rs]
  text    = "Pass command in the theatre from the United Nations force to IFOR"
  article = "I.1"
  starts  = "1995-12-20"
  due     = "1995-12-20"
  source  = "annex-1a"
  note    = "The annex names no day; this is the one that was set and kept as D-day."
}

commitment "cessation" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "Go on holding the cease-fire of 5 October 1995"
  article = "II"
  kind    = "continuing"
  starts  = signature
  while   = annex-in-force
  source  = "unchecked"
}

condition "annex-in-force" {
  text = "The annex is in force"
}

commitment "foreign-forces-out" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "See to it that every foreign force has left the country"
  article = "III.2"
  due     = signature + "30d"
  verify  = ifor
  source  = "handbook"
  note    = <<-EOT
    Those who must leave, volunteers and advisers from abroad, signed nothing, and those who
    owe it do not fully command them.
  EOT
}

commitment "armed-civilians" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "Dissolve all groups of armed civilians"
  article = "II.3"
  due     = toa + "30d"
  source  = "handbook"
}

commitment "sarajevo-positions" {
  by      = [rbih, rs]
  to      = [rbih, rs]
  text    = "Give up the listed positions along the line through Sarajevo"
  article = "IV.2"
  after   = [transfer-of-authority]
  due     = toa + "7d"
  verify  = ifor
  place   = "Sarajevo"
  source  = "annex-1a"
}

commitment "phase1-zos" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "Pull back from the cease-fire line on both sides and clear the zone of separation"
  article = "IV.2"
  after   = [transfer-of-authority]
  due     = toa + "30d"
  changes = { zone-half-width = 2 }
  verify  = ifor
  source  = "annex-1a"
  note    = "Owed by all at the same time; phase dates after the handbook."
}

level "zone-half-width" {
  unit     = "km"
  basis    = "from the cease-fire line, on each side; before the annex there is no zone"
  baseline = 0
}

commitment "mines-marked" {
  by      = [rbih, fbih, rs]
  to      = ifor
  text    = "Clear the mines in the zone or mark where they lie"
  article = "IV.2"
  due     = toa + "30d"
  source  = "hina-1996-01-20"
}

commitment "phase2-vacate" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "Withdraw from the ground that goes to the other entity"
  article = "IV.3"
  after   = [phase1-zos]
  due     = toa + "45d"
  verify  = ifor
  source  = "handbook"
}

# The rule forbids entry before this day, so the act that is dated here is the entry itself.
commitment "phase2-no-entry" {
  by         = [rbih, fbih, rs]
  to         = [rbih, fbih, rs]
  text       = "Keep one's army out of ground received until the ninety-first day, then enter"
  article    = "IV.3"
  after      = [phase2-vacate]
  not-before = toa + "91d"
  verify     = ifor
  source     = "handbook"
  note       = "Others give day 90 as the end: the last day forbidden, not the first allowed."
}

commitment "phase3-cantonment" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "Bring heavy arms and troops into cantonments, or demobilise them"
  article = "IV.4"
  after   = [phase2-vacate]
  due     = toa + "120d"
  verify  = ifor
  source  = "handbook"
}

commitment "prisoners" {
  by      = [rbih, fbih, rs]
  to      = [rbih, fbih, rs]
  text    = "Free every prisoner, fighters and civilians alike"
  article = "IX"
  due     = toa + "30d"
  verify  = icrc
  source  = "unchecked"
  note    = "Owed by all sides to all sides at the same time."
}
