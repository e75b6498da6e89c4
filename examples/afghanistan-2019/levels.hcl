# The figures and the work that hangs on them.
#
# Two figures of 8,600 stand in the reports and have nothing to do with each other: the troops of
# all other nations in February, and the Americans who were to stay in September. Here they are
# two levels with two counting rules, so that nobody adds or compares them by accident.
#
# The mission's 17,000 are reported as half American, which makes 8,500 Americans and, beside
# 8,600 others, 17,100: the figures are round. The September report says some 16,000. The mission
# is therefore not declared to be the sum of its parts.

level "us-troops" {
  of       = us
  unit     = "people"
  basis    = "Americans in the country, whether in the mission or not"
  baseline = 14000
  place    = "Afghanistan"
  serves   = [ct-strikes, allied-logistics]
}

level "us-in-mission" {
  of       = us
  unit     = "people"
  basis    = "Americans inside the mission; the other Americans serve outside it"
  share-of = { nato-mission = 0.5 }
  place    = "Afghanistan"
}

level "allied-troops" {
  of       = european-allies
  unit     = "people"
  basis    = "all nations but the United States, in the international force"
  baseline = 8600
  place    = "Afghanistan"
  serves   = [training]
}

level "nato-mission" {
  of       = rsm
  unit     = "people"
  basis    = "all nations in the mission, as NATO rounds it; 39 contributors"
  baseline = 17000
  place    = "Afghanistan"
}

# How many bases the Americans hold is not said, only that they would leave five.
level "us-bases" {
  of    = us
  unit  = "bases"
  basis = "bases with American troops"
  place = "Afghanistan"
}

# Work that must go on. Each depends on the next: a small strike force cannot work while the army
# around it falls apart, the army needs its trainers, and the trainers need American bases,
# supplies and lift. The plan hands the training to the 8,600; whether fewer could do it, and how
# many Americans the support takes (any above none, here), the reports do not say.

task "ct-strikes" {
  text       = "Strikes on Al Qaeda and Daesh, some together with Afghan commandos"
  needs      = { us-troops = 1 }
  depends-on = [training]
  until      = us-full-withdrawal
}

task "intelligence" {
  text       = "Work of the American intelligence service in the country"
  depends-on = [ct-strikes]
  until      = us-full-withdrawal
}

task "training" {
  text       = "Train and advise the Afghan forces"
  needs      = { allied-troops = 8600 }
  depends-on = [allied-logistics]
  until      = intra-afghan-plan
}

task "allied-logistics" {
  text  = "Bases, supplies, lift and armed help for the allied trainers"
  needs = { us-troops = 1 }
  until = intra-afghan-plan
}
