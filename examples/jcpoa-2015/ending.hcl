# How the plan ends: by Termination Day, or before it by the snapback. The burden is reversed.
# Once a participant has given notice, the old sanctions return after thirty days unless the
# Council resolves to keep the relief, and each permanent member can stop that alone.

commitment "termination-day" {
  by         = unsc
  to         = iran
  text       = "The resolution lapses and the Council closes the file"
  article    = "34 v"
  instrument = "Security Council resolution 2231 (2015)"
  starts     = termination
  unless     = [snapback]
  source     = "plan-text"
}

condition "significant-non-performance" {
  text          = "A participant fails to perform in a significant way"
  controlled-by = iran
}

commitment "notify-non-performance" {
  by       = e3
  to       = unsc
  text     = "Notify the Council of significant non-performance"
  strength = "intent"
  provided = significant-non-performance
  source   = "council-briefing-2025"
  note     = <<-EOT
    A right of every participant and nobody's duty; in 2025 the E3 used it.
    Whether one that has left may still use it was disputed in 2020.
  EOT
}

commitment "snapback" {
  by         = unsc
  to         = [us, e3]
  text       = "Put the sanctions of the years before the plan back in force"
  instrument = "Security Council resolution 2231 (2015)"
  not-before = e3-notification + "30d"
  due        = before(termination)
  provided   = !taken(council-keep-relief)
  source     = "press-2025-08-28"
  note       = "Only while the resolution is in force, hence before Termination Day."
}

branch "snap" {
  if   = notify-non-performance && !taken(council-keep-relief)
  then = [snapback]
  else = [termination-day]
}

condition "sanctions-reintroduced" {
  text          = "Sanctions that were lifted are brought back, or new ones put in their place"
  controlled-by = [us, eu, unsc]
}

commitment "iran-reciprocal-exit" {
  by       = iran
  to       = iran
  text     = "Treat the return of sanctions as a reason to stop performing, in whole or in part"
  article  = "26, 36 and 37"
  provided = sanctions-reintroduced
  source   = "unchecked"
}

power "iran-stops-performing" {
  by   = iran
  when = iran-reciprocal-exit
  does = "terminate"
  on   = [iran-nuclear-steps, enrichment-cap, centrifuge-cap]
}

# Decisions.

# Fifteen days, more if all agree, then fifteen for the ministers, and five after an advisory
# board's opinion: thirty-five in all before anyone may go to the Council.
decision "jc-dispute" {
  by   = joint-commission
  rule = "consensus"
}

# Within twenty-four days over all; by consensus or else five of the eight.
decision "jc-access" {
  by   = joint-commission
  rule = at-least(5)
}

decision "council-keep-relief" {
  by       = unsc
  rule     = "majority"
  blockers = [us, uk, france, russia, china]
}

decision "earlier-adoption" {
  by   = joint-commission
  rule = "consensus"
}

# The plan stands unless Congress disapproves within its sixty days.
decision "us-domestic-review" {
  by      = us-congress
  rule    = "silence"
  silence = "60d"
}

# Who can stop either of these alone is what `lockstep blockers` answers.

goal "relief-given" {
  of    = iran
  reach = eu-us-lift
}

goal "relief-kept" {
  of    = iran
  reach = taken(council-keep-relief)
}
