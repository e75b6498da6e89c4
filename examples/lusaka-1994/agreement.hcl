# The Lusaka Protocol of November 1994 between the Government of Angola and UNITA. It puts
# everything into one row: first the UN builds quartering areas, then all of UNITA's soldiers
# come into them, and only when that is concluded do selection for the army, demobilisation, the
# return of the generals, the government of unity and the state's administration follow. One
# hold-out at `quartering` stops the rest. Look at
#   - the readings: UNITA wanted posts before its soldiers were all in, the Government wanted it
#     the other way round; the text sides with the Government, so UNITA's line alone is a circle;
#   - `unita-troops-quartered`, a number of heads with no baseline: it was met while the fighters
#     stayed outside;
#   - `un-sanctions` and `unavem-leaves`, which hang on progress that nobody is named to judge.

agreement "lusaka-1994" {
  title  = "Angola: the Government and UNITA, Lusaka 1994"
  signed = "1994-11-20"
  zone   = "Africa/Luanda"
}

# Planned for the fifteenth, signed on the twentieth.
clock "signature" {
  at = "1994-11-20"
}

clock "ceasefire-start" {
  at = signature + "2d"
}

# What is counted.

level "quartering-areas" {
  of    = un
  unit  = "areas"
  basis = "built and ready to receive soldiers"
}

level "unita-troops-quartered" {
  of    = unita
  unit  = "people"
  basis = "registered in a quartering area, armed or not"
}

level "unita-left-areas" {
  of    = unita
  unit  = "people"
  basis = "soldiers of UNITA who have left the areas again, since the first came"
}

level "unita-armed-outside" {
  of    = unita
  unit  = "people"
  basis = "armed and outside the areas, an estimate"
}

level "unita-in-faa" {
  of    = faa
  unit  = "people"
  basis = "soldiers of UNITA taken into the army"
}

# The last of them, of whom UNITA said in 1998 that they had not been demobilised yet.
level "unita-residual" {
  of    = unita
  unit  = "people"
  basis = "soldiers of UNITA still under arms, as UNITA declares them"
}

level "unita-residual-disarmed" {
  of    = unita
  unit  = "people"
  basis = "of those still under arms in December 1997, since disarmed"
}

level "unita-generals-in-faa" {
  of    = faa
  unit  = "people"
  basis = "generals of UNITA who have returned to the army"
}

# The military row.

commitment "ceasefire" {
  by     = [gov, unita]
  to     = [gov, unita]
  text   = "Hold fire again, everywhere"
  kind   = "continuing"
  due    = ceasefire-start
  verify = [un]
  source = "protocol-text"
}

commitment "un-areas-ready" {
  by      = un
  to      = unita
  text    = "Build the areas in which the soldiers are to be quartered"
  changes = { quartering-areas = 15 }
  source  = "accords-matrix"
}

commitment "quartering" {
  by      = unita
  to      = gov
  text    = "Bring every soldier of UNITA into the fifteen areas"
  after   = [un-areas-ready]
  changes = { unita-troops-quartered = 62500 }
  verify  = [un]
  source  = "protocol-text"
}

commitment "unita-arms" {
  by     = unita
  to     = gov
  text   = "Give every weapon into the UN's keeping while the soldiers come in"
  after  = [un-areas-ready]
  verify = [un]
  source = "protocol-text"
}

exchange "soldiers-with-arms" {
  mode  = "simultaneous"
  sides = [[quartering], [unita-arms]]
}

commitment "faa-selection" {
  by      = [gov, faa]
  to      = unita
  text    = "Choose soldiers of UNITA for the army"
  after   = [quartering]
  changes = { unita-in-faa = 26300 }
  verify  = [un]
  source  = "protocol-text"
  note    = "Begins only once quartering is concluded."
}

commitment "demobilise" {
  by     = [gov, unita]
  to     = [gov, unita]
  text   = "Send home those who were not chosen"
  after  = [quartering, faa-selection]
  verify = [un]
  source = "protocol-text"
}

commitment "generals-return" {
  by      = unita
  to      = gov
  text    = "Nine generals go back to the army"
  after   = [quartering]
  changes = { unita-generals-in-faa = 9 }
  source  = "protocol-text"
}

commitment "rapid-police-quartered" {
  by     = gov
  to     = unita
  text   = "Confine the rapid reaction police to barracks and pull troops back"
  verify = [un]
  source = "unchecked"
}

# The political part.

commitment "unity-government" {
  by     = [gov, unita]
  to     = unita
  text   = "Form one government and parliament with UNITA's ministers and deputies"
  after  = [quartering]
  source = "monitor-1996-12"
}

commitment "savimbi-status" {
  by     = gov
  to     = savimbi
  text   = "Give the head of the largest opposition party a standing of his own in law"
  due    = "1996-12-31"
  source = "monitor-1996-12"
}

commitment "state-administration" {
  by     = unita
  to     = gov
  text   = "Let the state's administration back everywhere, the diamond fields included"
  after  = [demobilise]
  source = "weekly-1997-09"
}
