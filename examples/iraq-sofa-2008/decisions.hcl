# Parliament by a majority; after it each member of the presidency council could still refuse.
decision "ratify" {
  by       = iraqi-parliament
  rule     = "majority"
  blockers = [iraqi-parliament]
}

# Either side alone, with a year's notice; the other cannot stop it.
decision "terminate" {
  by       = [us, iraq]
  rule     = at-least(1)
  blockers = []
}

# To stay beyond 2011. It needed a vote on immunity that nobody in parliament would put forward.
decision "extend" {
  by       = [us, iraq]
  rule     = "consensus"
  blockers = [us, iraq]
}

condition "voters-reject" {
  text          = "The voters turn the agreement down"
  judge         = iraqi-voters
  controlled-by = iraqi-voters
}

# Otherwise the end of 2011 stands.
branch "referendum-no" {
  if   = voters-reject
  then = [early-exit]
}

commitment "early-exit" {
  by      = us
  to      = iraq
  text    = "Be out when the year of notice ends, about the middle of 2010"
  due     = done(referendum) + "1y"
  changes = { us-troops = 0 }
  source  = "cns-2008-12-04"
}

# Otherwise there is nobody left after the end of 2011.
branch "extension" {
  if   = extend
  then = [trainers-stay]
}

commitment "trainers-stay" {
  by       = us
  to       = iraq
  text     = "Leave trainers in the country, if both sides agree on their immunity"
  kind     = "continuing"
  strength = "intent"
  source   = "the-hill-2011"
}
