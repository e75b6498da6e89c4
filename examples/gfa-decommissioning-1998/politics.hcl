# What is decided, by whom, and what happens when the arms do not come.

# Ministers are shared out in turn by strength (d'Hondt) and need consent in both communities, so
# that either large party can stop it.
decision "ministers" {
  by       = executive
  blockers = [uup, sinn-fein]
}

# London can take the powers back at any time.
decision "suspend" {
  by       = uk
  rule     = "single"
  blockers = [uk]
}

# Whether the party stays in government, its council decides.
decision "uuc-mandate" {
  by       = uuc
  rule     = "majority"
  blockers = [uuc]
}

# Parliament moved the last day for arms year by year, in the end to 2007.
decision "extend-scheme" {
  by   = uk
  rule = "single"
}

# London alone says when the institutions stop and when they go on again.
condition "institutions-at-work" {
  text          = "Executive and assembly have their powers and use them"
  judge         = uk
  controlled-by = uk
}

condition "no-arms-in-time" {
  text          = "No arms have been given up by February 2000"
  judge         = uuc
  controlled-by = ira
}

# Otherwise the executive simply goes on.
branch "default" {
  if   = no-arms-in-time
  then = [leader-resigns]
}

commitment "leader-resigns" {
  by       = uup
  to       = uuc
  text     = "The party leader leaves office, unless London suspends first"
  strength = "policy"
  unless   = taken(suspend)
  source   = "irish-times-reports"
}
