agreement "example" {
}

party "seller" {
}

party "buyer" {
}

# A sale of goods. Payment may be violated, delivery is then suspended, and only
# the late payment frees it. The late payment may expire: then nothing is left
# that could.
commitment "delivery" {    # want "delivery can stay open for ever"
  by = seller
  to = buyer
}

commitment "payment" {
  by = buyer
  to = seller
}

clock "last-day" {
}

commitment "late-payment" {
  by     = buyer
  to     = seller
  after  = [breached(payment)]
  unless = last-day
}

power "suspend-delivery" {
  by   = seller
  when = breached(payment)
  does = "suspend"
  on   = [delivery]
}

power "resume-delivery" {
  by   = [seller, buyer]
  when = late-payment
  does = "resume"
  on   = [delivery]
}

# The same, but the seller may also end it: nothing stays open.
commitment "second-delivery" {
  by = seller
}

commitment "second-payment" {
  by = buyer
}

power "suspend-second-delivery" {
  by   = seller
  when = breached(second-payment)
  does = "suspend"
  on   = [second-delivery]
}

power "end-second-sale" {
  by   = seller
  when = breached(second-payment)
  does = "terminate"
  on   = [second-delivery, second-payment]
}

# A withdrawal for as long as nobody attacks: once an attack is found to be one,
# it stays one.
commitment "no-attacks" {
  by   = buyer
  kind = "prohibition"
}

commitment "withdrawal" {    # want "withdrawal can stay open for ever"
  by    = seller
  while = no-attacks
}

# A condition that does not hold today may hold tomorrow.
condition "calm" {
}

commitment "patrols" {
  by    = seller
  while = calm
}
