# The framework of 2019: Washington and the Taliban negotiated the withdrawal of foreign troops
# against a promise to keep terrorist groups out. No text was public. What stands here is
# what five reports of January to September 2019 say of it, so the versions of one year lie side
# by side and do not all fit.
#
# Look at these. The reductions of February and September wait for nothing the Taliban do. The
# five bases are counted from an approval that has no day, and hang on conduct that nobody is
# named to judge. The allies take over the training and need the logistics of those who leave.
# "Permanent" and "all troops" are both on paper. The waits that lock the whole into a circle are
# in readings.hcl: they are what each side said, and neither is in the other's text.

clock "approval" {
  at = taken(us-approve)
}

clock "framework-in-principle" {
  at = "2019-01-26"
}

# Conditions. All are words of one side; for none is a judge named.

condition "taliban-keep-word" {
  text          = "The Taliban keep their word"
  controlled-by = [taliban]
}

condition "package-under-way" {
  text          = "All issues are agreed, and carrying the agreement out has begun"
  controlled-by = [us, taliban, afghan-gov]
}

condition "undisclosed-aims" {
  text          = "Aims are reached that the official would not name"
  controlled-by = [taliban, afghan-gov]
}

condition "terms-set-with-afghans" {
  text          = "The terms are met that the alliance and the Afghans have set together"
  controlled-by = [nato, afghan-gov, taliban]
}

# Decisions

decision "nato-reduce" {
  by      = nato
  rule    = "consensus"
  governs = [us-troops, allied-troops, nato-mission]
}

decision "us-approve" {
  by      = us-president
  rule    = "single"
  governs = [us-leave-five-bases]
}

decision "taliban-refer" {
  by     = taliban-leadership
  rule   = "single"
  refers = [ceasefire-terms, intra-afghan-talks]
}

# The January line: no part of the package counts by itself.
decision "nothing-until-all" {
  by     = us
  rule   = "single"
  refers = [withdrawal, counter-terrorism, ceasefire-terms, intra-afghan-talks]
}

# Withdrawal

commitment "us-leave-five-bases" {
  by       = us
  to       = taliban
  text     = "Clear five bases of American troops"
  provided = taliban-keep-word
  starts   = approval
  due      = approval + "4mo"
  for      = [taliban-bar-terrorists]
  changes  = { us-bases = "-5" }
  source   = "brussels-september"
  note     = "About four months. Other reports of the same days: 135 days, 20 weeks, five months."
}

commitment "us-halve" {
  by       = us
  to       = taliban
  text     = "Halve the American force, within months"
  strength = "intent"
  changes  = { us-troops = 7000 }
  source   = "pentagon-plan"
  note     = "The plan of February ties it to nothing the Taliban do."
}

commitment "us-to-8600" {
  by       = us
  to       = taliban
  text     = "Come down to 8,600 American troops"
  strength = "intent"
  changes  = { us-troops = 8600 }
  source   = "brussels-september"
}

commitment "us-permanent-presence" {
  by       = us-president
  to       = us
  text     = "Keep American troops for good, 8,600 at first, whatever the deal brings"
  kind     = "continuing"
  strength = "intent"
  keeps    = { us-troops = 8600 }
  source   = "brussels-september"
  note     = "Reported words of the President; against us-full-withdrawal."
}

commitment "us-full-withdrawal" {
  by       = us
  to       = taliban
  text     = "Bring every American soldier home, within three to five years"
  provided = [package-under-way, undisclosed-aims]
  takes    = "3y..5y"
  for      = [taliban-bar-terrorists]
  changes  = { us-troops = 0 }
  source   = "pentagon-plan"
  note     = "The permission is that of the January report, the duration that of February."
}

commitment "allies-leave-too" {
  by       = european-allies
  to       = taliban
  text     = "The troops of all other nations go together with the Americans"
  after    = [nato-reduce]
  provided = terms-set-with-afghans
  changes  = { allied-troops = 0 }
  source   = "pentagon-plan"
}

commitment "no-unilateral-cut" {
  by     = us
  to     = nato
  text   = "Make no cut in troops without the allies"
  kind   = "prohibition"
  source = "brussels-february"
}

# The work that is handed over

commitment "us-shift-to-ct" {
  by       = us
  to       = us
  text     = "Turn from training to strikes against terrorist groups"
  strength = "intent"
  source   = "pentagon-plan"
  note     = "To go ahead even if the talks fail."
}

commitment "allies-take-training" {
  by     = european-allies
  to     = afghan-forces
  text   = "Train the Afghan forces in the Americans' place"
  kind   = "continuing"
  while  = us-logistics-backup
  until  = allies-leave-too
  keeps  = { allied-troops = 8600 }
  source = "pentagon-plan"
}

commitment "us-logistics-backup" {
  by     = us
  to     = european-allies
  text   = "Supply the allied troops and come to their aid, in part from outside the country"
  kind   = "continuing"
  source = "pentagon-plan"
}

commitment "us-residual-ct" {
  by     = us
  to     = us
  text   = "Hold back a few thousand for strikes until the last have left"
  kind   = "continuing"
  until  = us-full-withdrawal
  source = "pentagon-plan"
}

commitment "fund-ansf" {
  by       = [us, european-allies]
  to       = afghan-forces
  text     = "Go on paying for the Afghan forces"
  kind     = "continuing"
  strength = "intent"
  source   = "brussels-february"
}

# What the Taliban and the government owe

commitment "taliban-bar-terrorists" {
  by     = taliban
  to     = us
  text   = "Break with terrorist groups and keep them from using the country for attacks"
  kind   = "continuing"
  for    = [us-full-withdrawal]
  source = "doha-august"
}

commitment "ceasefire" {
  by     = [taliban, afghan-gov]
  to     = us
  text   = "Permanent ceasefire"
  kind   = "continuing"
  source = "january"
  note   = "Outside what the delegation in Doha may agree to."
}

commitment "intra-afghan-plan" {
  by     = [taliban, afghan-gov]
  to     = us
  text   = "Settle between them how the country is to be governed in peace"
  source = "january"
}

commitment "taliban-meet-government" {
  by       = taliban
  to       = afghan-gov
  text     = "Sit down with the government"
  strength = "intent"
  source   = "january"
  note     = "Not refused in principle, say the Americans: only when and how is open."
}

commitment "leadership-answer" {
  by     = taliban-delegation
  to     = us
  text   = "Bring the leadership's answer on the ceasefire and on talks among Afghans"
  after  = [taliban-refer]
  due    = "2019-02-28"
  source = "january"
  note   = "Owed to the meeting announced for February; the last day of the month stands here."
}

# Pace. Both are about keeping step, not about one common first day.

exchange "leave-together" {
  mode  = "proportional"
  sides = [[us-full-withdrawal], [allies-leave-too]]
}

exchange "handover" {
  mode  = "commensurate"
  sides = [[us-shift-to-ct], [allies-take-training]]
}

# The President is free to overturn the plan, whenever he likes.
power "president-upends" {
  by   = us-president
  does = "terminate"
  on   = [us-leave-five-bases, us-halve, us-to-8600, us-full-withdrawal, us-shift-to-ct]
}

# What both sides would call the whole.
goal "package" {
  of    = [us, taliban]
  reach = [us-leave-five-bases, us-full-withdrawal, allies-leave-too, ceasefire, intra-afghan-plan, leadership-answer]
}
