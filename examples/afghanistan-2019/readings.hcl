# What each side said must come first. Each line can be followed as long as it stands alone.
#
# Taken together the first two lock: the withdrawal waits for a plan among Afghans, the plan for
# the Taliban to sit down with the government, and that for the withdrawal. The way out that one
# official named himself, everything at the same time, is the third line; taken at its word it
# waits for itself, since the package that must be under way contains the withdrawal. Said as a
# joint start (one simultaneous exchange), it needs nobody to go first.

# A senior American official to a newspaper, January 2019.
reading "us-jan" {
  of = us
  after = {
    us-full-withdrawal = [ceasefire, intra-afghan-plan]
    intra-afghan-plan  = [taliban-meet-government]
  }
}

# The Taliban, throughout: first the foreigners, then the government in Kabul.
reading "taliban-line" {
  of    = taliban
  after = { taliban-meet-government = [us-full-withdrawal] }
}

# The same official, letter for letter: withdrawing begins only once carrying out has begun.
reading "all-at-once" {
  of    = us
  after = { us-full-withdrawal = [started(us-full-withdrawal)] }
}
