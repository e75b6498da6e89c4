# The nuclear plan of July 2015 between Iran, six powers and the European Union, which a
# resolution of the Security Council made the world's. Its circle was "you first": Iran would
# not take its programme down before the sanctions went, the others would not lift them before
# it was down. Look at
#   - the clocks: every later day is counted from one endorsement;
#   - `eu-regulation-ahead` and `us-waivers-ahead`, legal acts prepared on Adoption Day, and the
#     exchange `implementation-day`, in which one report of the verifier lets them take effect;
#   - `snapback` against `termination-day`: two provisions that run towards the same date, and a
#     decision in which each of five members alone can end the relief and none can save it.

agreement "jcpoa-2015" {
  title = "Nuclear plan for Iran of 2015 (JCPOA), with Security Council resolution 2231"
  zone  = "Europe/Vienna"
  parts = ["Annexes I to V", "Security Council resolution 2231 (2015)"]
}

# Day zeros. Participants could have agreed on an earlier Adoption Day (the decision
# `earlier-adoption`); it was not taken, so that the ninety days ran. One forecast of the time had
# 19 October, a day more than the day of the endorsement and ninety days give.

clock "finalisation" {
  at = "2015-07-14"
}

clock "endorsement" {
  at = "2015-07-20"
}

clock "adoption" {
  at = endorsement + "90d"
}

clock "implementation" {
  at = "2016-01-16"
}

clock "transition" {
  at = adoption + "8y"
}

clock "termination" {
  at = adoption + "10y"
}

# The thirty days of the snapback are counted from here. In 2025 that was 28 August.
clock "e3-notification" {
  at = done(notify-non-performance)
}

# What is counted.

level "enriched-uranium" {
  of    = iran
  unit  = "kg"
  basis = "uranium enriched to at most 3.67 per cent, kept in the country"
}

level "enrichment" {
  of    = iran
  unit  = "percent"
  basis = "highest share of the fissile isotope in what is produced"
}

level "centrifuges" {
  of    = iran
  unit  = "machines"
  basis = "first-generation machines enriching uranium"
  place = "Natanz"
}

# From the close of the talks to Adoption Day.

commitment "submit-to-council" {
  by      = [us, e3, china, russia]
  to      = iran
  text    = "Put the endorsing resolution before the Council without delay once talks are closed"
  article = "34 i"
  starts  = finalisation
  source  = "plan-text"
  note    = "Promptly is the text's only measure; no day is set."
}

commitment "adoption-day" {
  by      = [iran, us, eu, e3, china, russia]
  to      = iran
  text    = "The plan comes into effect and everyone begins to prepare"
  article = "34 ii"
  starts  = adoption
  after   = [submit-to-council]
  source  = "plan-text"
}

# The two sides' acts up to Implementation Day.

commitment "iran-nuclear-steps" {
  by         = iran
  to         = [us, eu, e3]
  text       = "Take out centrifuges, rebuild the Arak core and ship out the stock"
  article    = "Annex V, 15.1 to 15.11"
  instrument = "Annex V"
  after      = [adoption-day]
  for        = [eu-us-lift]
  changes    = { enriched-uranium = 300 }
  verify     = [iaea]
  source     = "plan-text"
}

commitment "eu-regulation-ahead" {
  by     = eu
  to     = iran
  text   = "Pass the regulation in advance, to work from Implementation Day"
  after  = [adoption-day]
  source = "wire-timeline-2015"
}

commitment "us-waivers-ahead" {
  by     = us
  to     = iran
  text   = "Sign the waivers in advance, to work from Implementation Day"
  after  = [adoption-day]
  source = "wire-timeline-2015"
}

commitment "iaea-report" {
  by      = iaea
  to      = [iran, us, eu]
  text    = "Confirm in one report that the nuclear steps were taken"
  article = "34 iii"
  after   = [iran-nuclear-steps]
  source  = "plan-text"
}

commitment "eu-us-lift" {
  by         = [eu, us]
  to         = iran
  text       = "End or stop applying the nuclear-related sanctions that are listed"
  article    = "34 iii"
  instrument = "Annex II"
  after      = [started(iaea-report)]
  for        = [iran-nuclear-steps]
  source     = "plan-text"
}

commitment "un-terminate-old" {
  by         = unsc
  to         = iran
  text       = "End the earlier resolutions"
  instrument = "Security Council resolution 2231 (2015)"
  after      = [started(iaea-report)]
  source     = "plan-text"
}

# One trigger: the report and the relief come about in one step, so that nobody is first.
exchange "implementation-day" {
  mode  = "simultaneous"
  sides = [[iaea-report], [eu-us-lift, un-terminate-old]]
}

commitment "enrichment-cap" {
  by     = iran
  to     = [us, e3]
  text   = "Keep enrichment at 3.67 per cent or below for fifteen years"
  kind   = "continuing"
  starts = implementation
  until  = implementation + "15y"
  keeps  = { enrichment = 3.67 }
  verify = [iaea]
  source = "chronology"
  note   = "The fifteen years are unchecked."
}

commitment "centrifuge-cap" {
  by     = iran
  to     = [us, e3]
  text   = "Run no more than 5,060 first-generation centrifuges for ten years"
  kind   = "continuing"
  starts = implementation
  until  = implementation + "10y"
  keeps  = { centrifuges = 5060 }
  verify = [iaea]
  place  = "Natanz"
  source = "unchecked"
}

# Transition Day comes eight years after Adoption Day, or on the day on which the agency reaches
# its broader conclusion, if that is sooner.

condition "broader-conclusion" {
  text  = "All nuclear material in the country is found to be in peaceful use"
  judge = iaea
}

commitment "transition-day" {
  by      = [eu, us]
  to      = iran
  text    = "Give relief from a further group of sanctions"
  article = "34 iv"
  starts  = earliest(holds(broader-conclusion), transition)
  due     = transition
  verify  = [iaea]
  source  = "plan-text"
}

commitment "iran-ratify-ap" {
  by       = iran
  to       = iaea
  text     = "Bring the Additional Protocol before parliament to be ratified"
  article  = "34 iv"
  strength = "best-effort"
  starts   = earliest(holds(broader-conclusion), transition)
  source   = "plan-text"
}

exchange "second-relief" {
  mode  = "simultaneous"
  sides = [[transition-day], [iran-ratify-ap]]
}
