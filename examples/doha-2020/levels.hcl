# The figures. Two things to look at.
#
# The Americans are counted twice: all who are in the country, of whom the agreement speaks, and
# those inside the mission, whom NATO counts among its own. The mission's total therefore says
# nothing of the Americans outside it. And each side counts the prisoners that the other has let
# go as well as those it let go itself, so that one number often has two fathers.

level "us-troops" {
  of       = us
  unit     = "people"
  basis    = "American troops in the country"
  baseline = 13000
  place    = "Afghanistan"
}

level "non-us-troops" {
  of    = rsm
  unit  = "people"
  basis = "allied and coalition troops in the country, without the American ones"
  place = "Afghanistan"
}

level "foreign-troops" {
  unit  = "people"
  basis = "all foreign troops; contractors, trainers and other civilians must leave as well"
  parts = [us-troops, non-us-troops]
  place = "Afghanistan"
}

level "us-bases" {
  of    = us
  unit  = "bases"
  basis = "bases with American or allied troops"
  place = "Afghanistan"
}

level "taliban-prisoners-freed" {
  of       = afghan-gov
  unit     = "people"
  basis    = "Taliban prisoners let go by the Government since signature"
  baseline = 0
  ceiling  = 5000
}

level "government-prisoners-freed" {
  of       = taliban
  unit     = "people"
  basis    = "prisoners of the Taliban let go since signature"
  baseline = 0
  ceiling  = 1000
}

# The mission and those who made it up, nation by nation, as its public tables count them: all
# whom a nation has there, those in supporting roles included

level "rsm-troops" {
  of    = rsm
  unit  = "people"
  basis = "all nations in the mission, the United States included"
  parts = [
    us-in-mission,
    germany-troops,
    italy-troops,
    georgia-troops,
    uk-troops,
    romania-troops,
    turkey-troops,
    other-contingents,
  ]
  place = "Afghanistan"
}

level "us-in-mission" {
  of    = us
  unit  = "people"
  basis = "Americans inside the mission"
  place = "Afghanistan"
}

level "germany-troops" {
  of    = germany
  unit  = "people"
  basis = "Germans in the mission"
  place = "Afghanistan"
}

level "italy-troops" {
  of    = italy
  unit  = "people"
  basis = "Italians in the mission"
  place = "Afghanistan"
}

level "georgia-troops" {
  of    = georgia
  unit  = "people"
  basis = "Georgians in the mission"
  place = "Afghanistan"
}

level "uk-troops" {
  of    = uk
  unit  = "people"
  basis = "Britons in the mission"
  place = "Afghanistan"
}

level "romania-troops" {
  of    = romania
  unit  = "people"
  basis = "Romanians in the mission"
  place = "Afghanistan"
}

level "turkey-troops" {
  of    = turkey
  unit  = "people"
  basis = "Turks in the mission"
  place = "Afghanistan"
}

level "other-contingents" {
  of    = rsm
  unit  = "people"
  basis = "all nations in the mission that have no level of their own here"
  place = "Afghanistan"
}
