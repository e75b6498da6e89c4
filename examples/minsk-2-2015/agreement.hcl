# Thirteen points. Ceasefire, pull-out of heavy weapons and prisoners come with days; the
# political points come with an order, and the border stands at the end of it.
#
# Look at these. The text alone can be performed. So can each side's own order. The text together
# with Ukraine's order cannot: elections wait for the border, the border for the elections
# (readings.hcl). Point 10, the foreign forces, has neither day nor place in the order, so each
# side may put it where it likes. And the laws that everything hangs on are owed by a parliament
# that is not a party.

clock "signature" {
  at = "2015-02-12"
}

clock "ceasefire-start" {
  at = "2015-02-15"
}

# By this day the pull-out must have begun.
clock "pullout-latest-start" {
  at = ceasefire-start + "2d"
}

# Width of the zone without the weapons of each class. Ukraine counts from the line as it is,
# the areas from the line of 19 September 2014; Debaltseve was not drawn.

level "artillery-zone" {
  of       = [ukraine, cadlr]
  unit     = "km"
  basis    = "zone without artillery of 100 mm and more"
  baseline = 0
}

level "rocket-zone" {
  of       = [ukraine, cadlr]
  unit     = "km"
  basis    = "zone without multiple rocket launchers"
  baseline = 0
}

level "heavy-rocket-zone" {
  of       = [ukraine, cadlr]
  unit     = "km"
  basis    = "zone without Tornado-S, Uragan, Smerch and Tochka"
  baseline = 0
}

# Conditions

condition "point-11-agreed" {
  text          = "Point 11 is carried out as agreed in the Contact Group with the areas"
  judge         = cadlr
  controlled-by = [rada, cadlr]
}

condition "elections-fair" {
  text          = "The OSCE finds the local elections free and fair"
  judge         = odihr
  controlled-by = [ukraine, cadlr]
}

# Decisions

decision "tcg-consensus" {
  by       = tcg
  rule     = "consensus"
  blockers = [ukraine, russia, cadlr]
  governs  = [p12-elections, p9-border-complete]
}

# Two readings, the second with two thirds; the language knows no rule for that.
decision "rada-constitution" {
  by      = rada
  rule    = "majority"
  governs = [p11-constitution]
}

# All 57 states decide again and again; two of them have reason to refuse. No mandate, no monitors.
decision "osce-mandate" {
  by       = osce
  rule     = "consensus"
  blockers = [russia, ukraine]
}

# Points 1 to 3: the military part

commitment "p1-ceasefire" {
  by      = [ukraine, cadlr]
  to      = [ukraine, cadlr]
  text    = "Cease fire at once and everywhere"
  article = "1"
  kind    = "continuing"
  due     = ceasefire-start
  verify  = osce
  source  = "package"
}

commitment "p2-pullout" {
  by       = [ukraine, cadlr]
  to       = [ukraine, cadlr]
  text     = "Pull heavy weapons back by equal distances"
  article  = "2"
  after    = [p1-ceasefire]
  start-by = pullout-latest-start
  due      = pullout-latest-start + "14d"
  changes = {
    artillery-zone    = 50
    rocket-zone       = 70
    heavy-rocket-zone = 140
  }
  verify = osce
  place  = "From the actual line (Ukraine) and the line of 19 September 2014 (the areas)"
  source = "package"
  note   = "Counted from the ceasefire itself, the fourteen days end on 1 March."
}

commitment "p3-osce-monitoring" {
  by       = osce
  to       = [ukraine, cadlr]
  text     = "Watch over both of these from the day on which the first weapon moves"
  article  = "3"
  kind     = "continuing"
  while    = osce-mandate
  start-by = pullout-latest-start
  source   = "package"
}

exchange "monitored-pullout" {
  mode  = "simultaneous"
  sides = [[p2-pullout], [p3-osce-monitoring]]
}

# Points 4 to 8

commitment "p4-dialogue" {
  by      = [ukraine, cadlr]
  to      = cadlr
  text    = "Open a dialogue on how local elections are held"
  article = "4"
  after   = [p2-pullout]
  starts  = p2-pullout + "1d"
  due     = p2-pullout + "1d"
  source  = "package"
  note    = "Disputed: one day after the first weapon has moved, or after the last?"
}

commitment "p4-rada-resolution" {
  by      = rada
  to      = cadlr
  text    = "Resolve which territory comes under the special regime"
  article = "4"
  due     = signature + "30d"
  source  = "package"
}

commitment "p5-amnesty" {
  by      = ukraine
  to      = cadlr
  text    = "Pass a law of pardon and amnesty"
  article = "5"
  source  = "package"
}

commitment "p6-prisoners" {
  by      = [ukraine, cadlr]
  to      = [ukraine, cadlr]
  text    = "Exchange all detained persons for all"
  article = "6"
  after   = [p2-pullout]
  due     = p2-pullout + "5d"
  source  = "package"
}

commitment "p7-aid" {
  by      = [ukraine, cadlr]
  to      = cadlr
  text    = "Make sure that humanitarian aid arrives safely"
  article = "7"
  source  = "package"
}

commitment "p8-economy" {
  by      = ukraine
  to      = cadlr
  text    = "Restore pensions, banking and other economic ties"
  article = "8"
  source  = "package"
}

# Points 9 to 12: border, foreign forces, constitution, elections

commitment "p9-border-start" {
  by      = [russia, cadlr]
  to      = ukraine
  text    = "Begin to give the state border back to Ukraine's control"
  article = "9"
  after   = [p12-elections]
  starts  = p12-elections + "1d"
  source  = "package"
}

commitment "p9-border-complete" {
  by       = [russia, cadlr]
  to       = ukraine
  text     = "Give the whole border back"
  article  = "9"
  after    = [p9-border-start, p11-constitution, p11-special-status]
  provided = [point-11-agreed, tcg-consensus]
  due      = "2015-12-31"
  source   = "package"
}

commitment "p10-foreign-forces" {
  by      = russia
  to      = ukraine
  text    = "Withdraw foreign formations, arms and mercenaries; disarm illegal groups"
  article = "10"
  verify  = osce
  source  = "package"
  note    = "The point names no performer; Russia denies that it is the one meant."
}

commitment "p11-constitution" {
  by      = rada
  to      = cadlr
  text    = "Put decentralisation, agreed with the areas, into a new constitution"
  article = "11"
  after   = [rada-constitution]
  due     = "2015-12-31"
  source  = "package"
}

commitment "p11-special-status" {
  by      = rada
  to      = cadlr
  text    = "Pass a lasting law on the special status of the areas"
  article = "11"
  due     = "2015-12-31"
  source  = "package"
}

commitment "p12-elections" {
  by      = [ukraine, cadlr]
  to      = cadlr
  text    = "Elect local councils by the standards of the OSCE and rules agreed with the areas"
  article = "12"
  after   = [p4-dialogue, tcg-consensus]
  verify  = odihr
  source  = "package"
}

# Point 13

commitment "p13-working-groups" {
  by      = tcg
  to      = [ukraine, cadlr]
  text    = "Set up working groups and step up their work"
  article = "13"
  source  = "package"
}

# The Steinmeier formula, put forward later in 2015 and accepted by Ukraine in 2019: the status
# is in force provisionally from the evening of the elections and stays if they were fair.

branch "steinmeier" {
  if   = elections-fair
  then = [steinmeier-status]
}

commitment "steinmeier-status" {
  by         = rada
  to         = cadlr
  text       = "Let the special status, provisional since election night, stay in force"
  instrument = "Steinmeier formula"
  kind       = "continuing"
  source     = "encyclopaedia"
}
