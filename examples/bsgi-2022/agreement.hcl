# The Black Sea Grain Initiative of July 2022: two papers with the same words, and beside them a
# memorandum between the United Nations and Russia. It ran for four terms, each renewed unless
# somebody objected, and ended on the last day of the fourth. Look at
#   - the terms: `term` and `renewal-2` to `renewal-4`, counted from four days zero, and a
#     reading in which the third has another length;
#   - the decisions under silence, by which any one of three states can end it;
#   - `jcc-plan`, by which any delegation can stop the ships without leaving;
#   - the readings: what Russia asked before the last renewal lay with Ukraine in one case and
#     with states outside the papers in the others.

agreement "bsgi-2022" {
  title  = "Grain through the Black Sea: the Istanbul papers of July 2022"
  signed = "2022-07-22"
  zone   = "Europe/Istanbul"
  parts = [
    "Paper signed by Ukraine, Türkiye and the United Nations",
    "Paper of the same words signed by Russia, Türkiye and the United Nations",
    "Memorandum between the United Nations and Russia",
  ]
}

# Day zero of each term. The parties counted the days at the edges differently: the second term
# is a day shorter on one count than on another, and the third was taken to begin on 18 March.

clock "signature" {
  at = "2022-07-22"
}

clock "term2" {
  at = "2022-11-19"
}

clock "term3" {
  at = "2023-03-18"
}

clock "term4" {
  at = "2023-05-18"
}

# What is counted.

level "grain" {
  of    = ukraine
  unit  = "tonnes a month"
  basis = "grain and other food shipped from the three ports"
}

level "grain-total" {
  of    = ukraine
  unit  = "tonnes"
  basis = "shipped from the three ports since the first ship"
}

level "inspections-per-day" {
  of    = jcc
  unit  = "inspections"
  basis = "inbound and outbound vessels, by mixed teams"
  place = "Istanbul"
}

level "inspection-teams" {
  of    = jcc
  unit  = "teams"
  basis = "teams at work on one day"
  place = "Istanbul"
}

# How long the third term lasts is a figure on which the parties differ; `renewal-3` has the
# shorter one and a reading the longer.
level "third-term" {
  unit  = "days"
  basis = "length of the third term"
}

# How the corridor works.

commitment "jcc-set-up" {
  by     = [turkey, un, ukraine, russia]
  to     = [ukraine, russia]
  text   = "Set the centre up in Istanbul before the first ship moves"
  source = "initiative-text"
}

condition "initiative-in-force" {
  text = "The initiative still runs"
}

commitment "no-attack" {
  by     = [russia, ukraine]
  to     = [ukraine, turkey]
  text   = "Leave the initiative's ships and harbours unharmed"
  kind   = "prohibition"
  while  = initiative-in-force
  verify = [jcc]
  source = "initiative-text"
}

commitment "safe-corridor" {
  by     = ukraine
  to     = [russia, turkey]
  text   = "Lead the ships through Ukrainian waters"
  kind   = "continuing"
  after  = [jcc-set-up]
  place  = "Odesa, Chornomorsk and Pivdennyi"
  source = "initiative-text"
}

commitment "inspections" {
  by     = jcc
  to     = russia
  text   = "Inspect vessels on their way in and out, in teams of all four"
  kind   = "continuing"
  after  = [jcc-set-up]
  verify = [jcc]
  source = "initiative-text"
  note   = <<-EOT
    No number is promised. Five teams before 31 October 2022, about four ships a day;
    ten from then on, and 36 inspections on 1 November.
  EOT
}

# If one of the four suspends its part, the others may go on. From 31 October to 2 November 2022
# they did.
decision "russia-suspends" {
  by   = russia
  rule = "single"
}

commitment "inspections-by-three" {
  by     = [turkey, un, ukraine]
  to     = russia
  text   = "Go on inspecting in teams of the remaining three"
  kind   = "continuing"
  after  = [jcc-set-up]
  source = "press-2022-11"
}

branch "suspension" {
  if   = taken(russia-suspends)
  then = [inspections-by-three]
  else = [inspections]
}

commitment "exports" {
  by       = ukraine
  to       = un
  text     = "Ship five million tonnes a month"
  kind     = "continuing"
  strength = "intent"
  after    = [any(inspections, inspections-by-three), safe-corridor]
  provided = jcc-plan
  keeps    = { grain = 5000000 }
  source   = "press-2022-07-22"
}

# The list of vessels and the plan of inspections need all four delegations.
decision "jcc-plan" {
  by       = jcc
  rule     = "consensus"
  blockers = [russia, ukraine, turkey]
  governs  = [exports]
}
