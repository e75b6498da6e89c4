# A sale of machine tools, invented, with the clauses that such contracts share.
#
# The buyer pays and the seller delivers. If the payment is found to be violated, the buyer owes a
# late payment with interest, and until it is there the seller may suspend the delivery. After
# the grace days the seller may let the late payment go.
#
# Look at what is left then: the delivery is suspended, the late payment that would let it go on
# is void, and no clause resumes or ends the sale. Nobody has done anything that the text forbids
# after the first violation, and the contract stays open for ever.
#
# One clause was forgotten; with it nothing stays open:
#
#   power "end-sale" {
#     by   = seller
#     when = breached(pay)
#     does = "terminate"
#     on   = [deliver, pay, pay-late]
#   }

agreement "sale-of-goods" {
  title = "Sale of three machine tools"
  zone  = "Europe/Vienna"
}

clock "signature" {
  at = "2026-03-02"
}

clock "grace-over" {
  at = signature + "24d"
}

commitment "pay" {
  by      = buyer
  to      = seller
  text    = "Pay the price in full"
  article = "3"
  due     = signature + "14d"
  weight  = 10
}

commitment "deliver" {
  by         = seller
  to         = buyer
  text       = "Hand the three machines over at the buyer's works"
  article    = "2"
  due        = signature + "42d"
  weight     = 10
  for        = [pay]
  reversible = true
}

commitment "pay-late" {
  by      = buyer
  to      = seller
  text    = "Pay the price with interest"
  article = "5"
  after   = [breached(pay)]
}

commitment "keep-secret" {
  by      = [seller, buyer]
  to      = [seller, buyer]
  text    = "Tell nobody the terms of this sale"
  article = "8"
  kind    = "prohibition"
}

# The powers

power "hold-back" {
  by   = seller
  when = breached(pay)
  does = "suspend"
  on   = [deliver]
}

power "go-on" {
  by   = buyer
  when = pay-late
  does = "resume"
  on   = [deliver]
}

power "let-go" {
  by   = seller
  when = grace-over
  does = "terminate"
  on   = [pay-late]
}
