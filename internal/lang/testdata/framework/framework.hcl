agreement "framework-2019" {
  title = "Withdrawal framework, as reported January to September 2019"
  zone  = "Asia/Kabul"
}

party "us" {
  name = "United States"
  kind = "state"
}

party "taliban" {
  kind = "armed-group"
}

party "kabul" {
  name     = "Government of Afghanistan"
  kind     = "government"
  role     = "absent"                              # must act, did not sign
  at-table = false
}

party "us-president" {
  kind = "person"
  of   = us
}

party "allies" {
  kind = "alliance"
}

party "nato" {
  kind    = "alliance"
  members = [us, allies]
}

party "taliban-delegation" {
  kind    = "body"
  of      = taliban
  mandate = [withdrawal, counter-terrorism]        # the issues it may agree to
}

issue "withdrawal" {
}

issue "counter-terrorism" {
}

issue "ceasefire-terms" {
  between = [taliban, kabul]
}

clock "approval" {
  at = taken(us-approve)                           # not started; may never be
}

decision "us-approve" {
  by   = us-president
  rule = "single"
}

level "us-troops" {
  of       = us
  unit     = "people"
  basis    = "in country, training and counter-terrorism"
  baseline = 14000
}

commitment "leave-five-bases" {
  by       = us
  to       = taliban
  text     = "Withdraw from five bases"
  starts   = approval
  due      = approval + "4mo"
  provided = no-safe-haven
  for      = [no-safe-haven]
  source   = "report-001"
}

commitment "no-safe-haven" {
  by     = taliban
  to     = [us, nato]
  text   = "Keep others from using the territory for attacks"
  kind   = "continuing"
  verify = []                                      # nobody: a finding
}

commitment "ceasefire" {
  by   = [taliban, kabul]
  text = "Permanent ceasefire"
}

commitment "meet-kabul" {
  by   = taliban
  to   = kabul
  text = "Accept the government at the table"
}

commitment "afghan-plan" {
  by    = [taliban, kabul]
  text  = "Agree a political plan"
  after = [meet-kabul]
}

commitment "full-withdrawal" {
  by         = us
  to         = taliban
  text       = "Withdraw all troops"
  after      = [started(ceasefire), afghan-plan]
  takes      = "3y..5y"
  changes    = { us-troops = 0 }
  reversible = false
}

exchange "all-at-once" {
  mode  = "simultaneous"
  sides = [[full-withdrawal], [ceasefire]]
}

decision "reduce-presence" {
  by      = nato
  rule    = "consensus"
  governs = [us-troops]                            # this level may fall only once it is taken
}

reading "taliban-line" {
  of    = taliban
  after = { meet-kabul = [full-withdrawal] }       # waits that this interpretation adds
}

redline "no-early-exit" {
  of    = kabul
  never = done(full-withdrawal) && !started(ceasefire)
}
