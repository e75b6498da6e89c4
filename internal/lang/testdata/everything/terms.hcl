clock "signed" {
  at = "2020-02-29"
}

clock "approval" {
  at = latest(taken(approve), started(leave-bases))
}

clock "never" {
}

commitment "leave-bases" {
  by         = us
  to         = [taliban, kabul]
  text       = <<EOT
Withdraw from five bases,
  "all" of them.
EOT
  article    = "1.A.1"
  instrument = "Doha"
  kind       = "once"
  strength   = "best-effort"
  after      = [started(ceasefire), calm && !breached(no-haven)]
  provided   = at-least(2, no-haven, holds(quiet), agreed(withdrawal) || taken(approve))
  while      = kept(no-haven)
  unless     = reached("2024-01-01") || us-troops > 20000
  starts     = approval
  not-before = "2020-03-10"
  start-by   = earliest(signed + "10d", approval)
  due        = before("2020-07-13")
  takes      = "3mo..9mo"
  for        = [no-haven]
  changes    = { us-troops = "-5400", us-bases = 0 }
  schedule   = { us-troops = { "2020-07-13" = 8600, (signed + "14mo") = "100%" }, us-bases = [3, 0] }
  uses       = { "lift.1" = 3 }
  reversible = 0.25
  weight     = 2.5
  verify     = [un]
  baseline   = 14000
  benchmark  = [calm, quiet]
  place      = "Helmand"
  source     = "report-001"
  note       = "as reported"
}

commitment "stay" {
  by       = us
  kind     = "continuing"
  keeps    = { us-troops = 8600 }
  schedule = [{ at = signed, target = 8600 }, { share = 0.5 }, { level = us-bases, target = "30%" }]
  until    = done(leave-bases) + "1y" + "2d"
  uses     = ["lift.1"]
}

commitment "no-haven" {
  by        = taliban
  kind      = "prohibition"
  benchmark = "no attacks from the territory"
  verify    = []
}

commitment "ceasefire" {
  by         = [taliban, kabul]
  strength   = "intent"
  reversible = false
  after      = swap
}

exchange "swap" {
  mode      = "commensurate"
  sides     = [[leave-bases, stay], ceasefire, []]
  tolerance = 0.2
}

level "us-troops" {
  of       = us
  unit     = "people"
  basis    = "in country"
  baseline = 14000
  ceiling  = 20000
  floor    = 0
  rate     = "500 per 1mo"
  parts    = [us-bases]
  share-of = { all-troops = 0.5 }
  place    = "Afghanistan"
  serves   = training
}

level "us-bases" {
  rate = { most = 1, per = "2w" }
}

level "all-troops" {
  rate = "500/mo"
}

task "training" {
  text       = "Train and advise"
  needs      = { us-troops = 1000 }
  depends-on = [supply]
  until      = "2024-12-31"
}

task "supply" {
  until = taken(approve)
}

task "guarding" {
  until = signed + "14mo"
}

power "1st-power" {
  by     = us
  when   = breached(no-haven)
  does   = "terminate"
  on     = [leave-bases]
  within = "30d"
  unless = calm
}

branch "either" {
  if   = calm
  then = leave-bases
  else = [stay]
}

reading "line" {
  of    = taliban
  after = { ceasefire = [done(leave-bases)], stay = calm }
  drops = { leave-bases = [calm, no-haven] }
  due   = { ceasefire = "2021-01-01" }
}

redline "no-exit" {
  of    = kabul
  never = leave-bases && !started(ceasefire)
}

goal "peace" {
  of    = [us, taliban]
  reach = [ceasefire]
}

scenario "likely" {
  likelihood = { taliban = 0.5, leave-bases = 1 }
  takes      = { leave-bases = "3mo..5mo" }
  delay      = "2w..4w"
  starts     = { signed = "2020-02-29", leave-bases = approval + "3d" }
}

scenario "even" {
  likelihood = 0.5
  takes      = "1mo"
  delay      = { us = "1w" }
}

resource "lift.1" {
  capacity = "40 per 1w"
}

resource "trains" {
  capacity = 3
}

source "report-001" {
  publisher   = "A newspaper"
  published   = "2019-09-05"
  file        = "report-001.txt"
  reliability = "B"
  repeats     = "report-000"
}

source "report-000" {
}

source "report-002" {
  repeats = report-000
}
