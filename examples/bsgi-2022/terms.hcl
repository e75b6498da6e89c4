# Four terms. Each is renewed in silence; a notice by any one party ends or changes it. Whether a
# notice that only shortens the next term counts was never settled.

condition "notice-given" {
  text          = "A party gives notice that it ends or changes the initiative"
  controlled-by = [russia, ukraine, turkey]
}

commitment "term" {
  by     = [russia, ukraine, turkey]
  to     = un
  text   = "Keep the initiative in force for 120 days"
  starts = signature
  due    = signature + "120d"
  source = "initiative-text"
  note   = "Its last day is 18 November on one count; the next term was said to begin on the 19th."
}

commitment "renewal-2" {
  by       = [russia, ukraine, turkey]
  to       = un
  text     = "Go on for another 120 days"
  after    = [term]
  provided = renew
  unless   = notice-given
  starts   = term2
  due      = term2 + "120d"
  source   = "trade-press-2022-11"
}

commitment "renewal-3" {
  by       = [russia, ukraine, turkey]
  to       = un
  text     = "Go on a third time, for 60 days as Russia has it"
  after    = [renewal-2]
  provided = renew-3
  unless   = notice-given
  starts   = term3
  due      = term3 + "60d"
  source   = "press-2023-03-18"
  note     = "Ukraine held that it was 120 days; Türkiye and the United Nations named no number."
}

commitment "renewal-4" {
  by       = [russia, ukraine, turkey]
  to       = un
  text     = "Go on a fourth time, for 60 days"
  after    = [renewal-3]
  provided = renew-4
  unless   = notice-given
  starts   = term4
  due      = term4 + "60d"
  source   = "press-2023-05-17"
}

# The same rule three times over, since each renewal is taken or broken for itself. How long the
# silence must last is not said.

decision "renew" {
  by       = [russia, ukraine, turkey]
  rule     = "silence"
  blockers = [russia, ukraine, turkey]
  governs  = [renewal-2]
}

decision "renew-3" {
  by       = [russia, ukraine, turkey]
  rule     = "silence"
  blockers = [russia, ukraine, turkey]
  governs  = [renewal-3]
}

decision "renew-4" {
  by       = [russia, ukraine, turkey]
  rule     = "silence"
  blockers = [russia, ukraine, turkey]
  governs  = [renewal-4]
}

# What is given in return.

commitment "ru-un-memorandum" {
  by         = un
  to         = russia
  text       = "Help Russian food and fertiliser reach the world's markets for three years"
  instrument = "Memorandum between the United Nations and Russia"
  kind       = "continuing"
  strength   = "best-effort"
  until      = signature + "3y"
  for        = [no-attack]
  source     = "press-2023-03-18"
}

commitment "ammonia-pipeline" {
  by     = ukraine
  to     = russia
  text   = "Let ammonia flow again from Togliatti to Odesa"
  for    = [renewal-4]
  source = "press-2023-05-17"
}

commitment "swift-rshb" {
  by       = western-states
  to       = russia
  text     = "Let the Russian Agricultural Bank use SWIFT again"
  strength = "intent"
  for      = [renewal-4]
  source   = "press-2023-05-17"
  note     = "Asked for, as reported; nobody who could give it has promised it."
}
