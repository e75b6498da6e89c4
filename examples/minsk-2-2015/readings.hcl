# Which step comes first? Both orders are those of the Chatham House study of 2020.
#
# Each can be followed if the text gives way. The text with Ukraine's order is a circle of four:
# the elections wait for full control of the border, that for the beginning of its return, and
# that, by point 9, for the elections; the special status hangs in between. One wait must go, and
# there is only one whose going is enough.

# Security first: ceasefire, foreign forces out, border, then elections, then status.
reading "ukraine" {
  of = ukraine
  after = {
    p10-foreign-forces = [p1-ceasefire]
    p9-border-complete = [p10-foreign-forces]
    p12-elections      = [p9-border-complete]
    p11-special-status = [p12-elections]
  }
}

# Status first: special status and elections, then the border; forces leave at the end.
reading "russia" {
  of = russia
  after = {
    p12-elections      = [p11-special-status]
    p9-border-start    = [p12-elections]
    p10-foreign-forces = [p11-constitution]
  }
}

# Fourteen days from the ceasefire rather than from the beginning of the pull-out.
reading "fortnight-from-ceasefire" {
  due = { p2-pullout = ceasefire-start + "14d" }
}
