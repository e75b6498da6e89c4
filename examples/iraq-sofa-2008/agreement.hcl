# The agreement of 17 November 2008 on the withdrawal of United States forces from Iraq.
#
# It goes by fixed days and almost no conditions: out of the cities by the middle of 2009, out of
# the country by the end of 2011. What one side gives is given by the calendar, so its exposure
# runs one way, and can be foreseen.
#
# Look at the instruments: the famous date of 31 August 2010 is not in the agreement. It is the
# national policy of a later president, often reported as if both sides had agreed on it. Look at
# `all-out` as well: by the text's own order the only thing that Iraq owes before any step of the
# United States is `isf-ready`, and that has no date.

agreement "iraq-sofa-2008" {
  title  = "Agreement on the withdrawal of United States forces from Iraq"
  signed = "2008-11-17"
  zone   = "Asia/Baghdad"
  parts  = ["National policy of the United States, 2009"]
}

clock "in-force" {
  at = "2009-01-01"
}

# The end of 2008, and what GAO counted in late 2009.

level "us-troops" {
  of       = us
  unit     = "people"
  basis    = "American troops in Iraq"
  baseline = 146000
}

level "bases" {
  of       = us
  unit     = "bases"
  basis    = "facilities and areas in use in Iraq"
  baseline = 295
}

commitment "leave-cities" {
  by      = us
  to      = iraq
  text    = "Take combat troops out of all cities, towns and villages"
  article = "24.2"
  after   = [isf-ready]
  due     = "2009-06-30"
  place   = "cities, towns and villages"
  source  = "agreement-2008"
}

commitment "isf-ready" {
  by      = iraq
  to      = us
  text    = "Have Iraqi forces take on all of security, province by province"
  article = "24.2"
  source  = "unchecked"
}

commitment "all-out" {
  by      = us
  to      = iraq
  text    = "Take every soldier out of Iraq"
  article = "24.1"
  after   = [leave-cities]
  due     = "2011-12-31"
  changes = { us-troops = 0 }
  source  = "agreement-2008"
}

commitment "hand-over-bases" {
  by      = us
  to      = iraq
  text    = "Give back all facilities and areas in use"
  due     = "2011-12-31"
  changes = { bases = 0 }
  source  = "gao-2009-11"
}

# While there are troops at all: it is suspended without any, and over once all have left.
commitment "approve-operations" {
  by      = us
  to      = iraq
  text    = "Run operations only with Iraq's consent, and in coordination with it"
  article = "4"
  kind    = "continuing"
  starts  = in-force
  while   = us-troops > 0
  until   = done(all-out)
  source  = "unchecked"
}

commitment "detainees" {
  by     = us
  to     = iraq
  text   = "Release detainees or hand them over; from then on hold nobody for more than a day"
  source = "agreement-2008"
}

commitment "referendum" {
  by     = iraq
  to     = iraqi-voters
  text   = "Let the people vote on the agreement"
  due    = "2009-07-30"
  source = "cns-2008-12-04"
}

commitment "no-launchpad" {
  by     = us
  to     = iraq
  text   = "Attack no other state from Iraqi soil"
  kind   = "prohibition"
  starts = in-force
  source = "unchecked"
}

# Announced by the new president in 2009. Nothing in the agreement asks for it.
commitment "end-combat-2010" {
  by         = us
  to         = us
  text       = "End the combat mission and keep no more than fifty thousand"
  instrument = "National policy of the United States, 2009"
  strength   = "intent"
  due        = "2010-08-31"
  changes    = { us-troops = 50000 }
  source     = "white-house"
}
