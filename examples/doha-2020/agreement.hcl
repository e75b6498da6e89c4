# The Doha agreement: withdrawal in two stages against guarantees on terrorism, with an exchange
# of prisoners, talks among Afghans and an end of sanctions hung between them.
#
# Look at these. The first stage (8,600 troops, five bases, 135 days) waits for nothing the
# Taliban do; only the second hangs on their conduct, and the Doha text names nobody to judge it.
# The dates for sanctions stand on the calendar while their trigger, the talks, does not: when
# the talks slipped by half a year the dates passed first (`lockstep dates --if
# intra-afghan-talks=2020-09-12`). And the United States promises what others hold: Kabul the
# prisoners, the allies their troops, the Security Council its list.

clock "signature" {
  at = "2020-02-29"
}

clock "intra-afghan-start-planned" {
  at = "2020-03-10"
}

clock "intra-afghan-start-actual" {
  at = intra-afghan-talks
}

# Conditions

condition "taliban-perform" {
  text          = "The Taliban commit to the second part and act on it"
  controlled-by = [taliban]
}

condition "joint-assessment" {
  text          = "The Taliban meet their commitments, as the two Governments find together"
  judge         = [us, afghan-gov]
  judged        = "jointly"
  controlled-by = [taliban]
}

condition "relevant-sides-approve" {
  text          = "All sides concerned, which are not named, coordinate and approve the releases"
  controlled-by = [us, taliban, afghan-gov]
}

condition "announced-to-witnesses" {
  text          = "Guarantees and timeline are announced with international witnesses present"
  controlled-by = [us, taliban]
}

# Decisions. The two papers differ on who finds that the second stage may begin.

decision "conditions-met-doha" {
  by      = us
  rule    = "single"
  governs = [full-withdrawal]
}

decision "conditions-met-jd" {
  by      = [us, afghan-gov]
  rule    = "consensus"
  governs = [full-withdrawal]
}

# In together, out together: a rule of the mission, which neither paper mentions.
decision "nato-leave" {
  by      = rsm
  rule    = "consensus"
  governs = [non-us-troops, allies-proportional]
}

decision "prisoners-jirga" {
  by   = loya-jirga
  rule = "majority"
}

# First stage: 135 days

commitment "us-8600" {
  by      = us
  to      = [taliban, afghan-gov]
  text    = "Come down to 8,600 American troops"
  article = "I.A.1"
  due     = signature + "135d"
  changes = { us-troops = 8600 }
  source  = "joint-declaration"
}

commitment "allies-proportional" {
  by      = us
  to      = taliban
  text    = "Have allied and coalition troops come down in the same proportion"
  article = "I.A.1"
  due     = signature + "135d"
  source  = "doha-text"
  note    = "Promised by the United States; each nation decides on its own troops."
}

exchange "first-cut" {
  mode  = "proportional"
  sides = [[us-8600], [allies-proportional]]
}

commitment "five-bases" {
  by      = us
  to      = taliban
  text    = "Take all troops out of five bases"
  article = "I.A.2"
  due     = signature + "135d"
  changes = { us-bases = "-5" }
  source  = "summaries"
}

# Second stage: to the end of the fourteenth month

commitment "full-withdrawal" {
  by       = us
  to       = taliban
  text     = "Take out all remaining foreign troops, contractors, trainers and other civilians"
  article  = "I.B"
  after    = [us-8600, five-bases, conditions-met-doha, conditions-met-jd]
  provided = [taliban-perform, joint-assessment]
  due      = signature + "14mo"
  for      = [ct-guarantees]
  changes  = { foreign-troops = 0 }
  source   = "doha-text"
  note     = "Diplomats excepted. Often reported as 1 May 2021; the count gives 29 April."
}

commitment "ct-guarantees" {
  by      = taliban
  to      = us
  text    = "Let nobody, Al Qaeda included, use the country against the United States and allies"
  article = "II.1-5"
  kind    = "continuing"
  for     = [full-withdrawal]
  source  = "doha-text"
  note    = "No hosting, recruiting, training, fund-raising, visas or passports."
}

commitment "no-force" {
  by      = us
  to      = taliban
  text    = "Neither threaten nor use force against the country, nor meddle in its affairs"
  article = "I.F"
  kind    = "prohibition"
  source  = "doha-text"
}

# Prisoners

commitment "free-5000" {
  by       = us
  to       = taliban
  text     = "Use its weight so that Taliban prisoners, 5,000 at most, go free"
  article  = "I.C"
  strength = "best-effort"
  provided = relevant-sides-approve
  due      = "2020-03-10"
  changes  = { taliban-prisoners-freed = 5000 }
  source   = "doha-text"
  note     = "The prisoners are the Government's, which did not sign and must let them go."
}

commitment "free-1000" {
  by      = taliban
  to      = afghan-gov
  text    = "Let prisoners from the Government's side, 1,000 at most, go"
  article = "I.C"
  due     = "2020-03-10"
  changes = { government-prisoners-freed = 1000 }
  source  = "doha-text"
}

exchange "prisoners" {
  mode  = "commensurate"
  sides = [[free-5000], [free-1000]]
}

commitment "free-rest" {
  by       = us
  to       = taliban
  text     = "See all remaining prisoners released"
  article  = "I.C"
  strength = "intent"
  after    = [intra-afghan-talks]
  due      = intra-afghan-start-planned + "3mo"
  source   = "doha-text"
}

# Talks among Afghans

commitment "intra-afghan-talks" {
  by       = taliban
  to       = afghan-gov
  text     = "Begin negotiations with the Afghan sides"
  article  = "Preamble 3"
  after    = [free-5000, free-1000]
  provided = announced-to-witnesses
  due      = "2020-03-10"
  source   = "doha-text"
}

commitment "ceasefire-agenda" {
  by      = [taliban, afghan-gov]
  to      = us
  text    = "Take up a lasting ceasefire in those negotiations"
  article = "Preamble 4"
  after   = [intra-afghan-talks]
  source  = "doha-text"
}

# Sanctions

commitment "us-sanctions-review" {
  by       = us
  to       = taliban
  text     = "Review the American sanctions and reward list, so as to end them"
  article  = "I.D"
  strength = "intent"
  after    = [intra-afghan-talks]
  due      = "2020-08-27"
  source   = "summaries"
}

commitment "un-sanctions" {
  by       = [us, afghan-gov]
  to       = taliban
  text     = "Work in the Security Council to have the Taliban taken off its list"
  article  = "I.E"
  strength = "intent"
  after    = [intra-afghan-talks]
  due      = "2020-05-29"
  source   = "summaries"
  note     = "The list is the Security Council's to change."
}

# The declaration, which is softer on the prisoners than the paper signed the same day

commitment "jd-feasibility" {
  by         = afghan-gov
  to         = us
  text       = "Join talks on whether many prisoners on both sides could be released"
  instrument = "Joint declaration"
  strength   = "intent"
  source     = "joint-declaration"
}

commitment "jd-support-ansf" {
  by         = us
  to         = afghan-gov
  text       = "Ask for money every year to train and equip the Afghan forces"
  instrument = "Joint declaration"
  kind       = "continuing"
  strength   = "intent"
  source     = "joint-declaration"
}

# Readings

# Kabul, March 2020: prisoners are let go inside the talks, and as violence falls.
reading "kabul" {
  of    = afghan-gov
  after = { free-5000 = [intra-afghan-talks] }
}

# The Taliban: no talks before the five thousand are free. So says the text as well.
reading "taliban" {
  of    = taliban
  after = { intra-afghan-talks = [free-5000] }
}
