# A first agreement. Change it into your own and run `lockstep check` after every change.
# Order never matters: blocks may stand anywhere, in any *.hcl file of this folder.

agreement "first" {
  title  = "Two sides stop shooting and let the prisoners go"
  signed = "2030-01-15"
  zone   = "UTC"
}

# Who acts, judges, verifies or receives. Names may be in any script; ids are ASCII.
party "north" {
  name = "Government of the North"
  kind = "government"
}

party "south" {
  name = "Movement of the South"
  kind = "armed-group"
}

party "observers" {
  name = "Joint observers"
  kind = "organisation"
  role = "verifier"
}

# A clock is a day zero. Without `at` it has not started, and everything counted from it says so.
clock "signature" {
  at = "2030-01-15"
}

# A continuing commitment is in force rather than done. This one waits for nobody, which the check
# notes (unconditional-step): both owe it at once, so here it is meant.
commitment "ceasefire" {
  by       = [north, south]
  to       = [north, south]
  text     = "Cease all fire"
  kind     = "continuing"
  starts   = signature
  start-by = signature
  verify   = observers
}

# A list means all of it: this waits for the ceasefire to be in force. Its day moves with it.
commitment "free-prisoners" {
  by     = north
  to     = south
  text   = "Free all prisoners of the South"
  after  = [started(ceasefire)]
  due    = started(ceasefire) + "30d"
  verify = observers
}

commitment "open-talks" {
  by     = south
  to     = north
  text   = "Open talks on a settlement"
  after  = [started(ceasefire)]
  due    = started(ceasefire) + "60d"
  verify = observers
}

# A reading is one party's interpretation: waits it adds to the text. Each of these two is sound
# by itself. Together they wait for one another, and the check says so: that is what this first
# project teaches. Mend it by dropping one of the waits, or by an exchange:
#
#   exchange "same-day" {
#     mode  = "simultaneous"
#     sides = [[free-prisoners], [open-talks]]
#   }
#
# with the two waits written as started(open-talks) and started(free-prisoners).
#
# The check also notes (sole-blocker) that either side, by not holding its fire, can stop what the
# other owes. That is what a mutual ceasefire means. And it warns (exposed) that whoever goes first
# gives all it owes before it has received anything: the exchange would not change that, since its
# acts start together and end one by one. Handing over in parts, in turn, would.
reading "talks-first" {
  of    = north
  after = { free-prisoners = [open-talks] }
}

reading "prisoners-first" {
  of    = south
  after = { open-talks = [free-prisoners] }
}
