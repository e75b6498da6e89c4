# Who is in it, what is on the table, and where it was read.
#
# Three things to look at. The government that must make peace is absent. The delegation that
# negotiates may agree to two of the four issues only. And an alliance that says "together" holds
# one member whose president may change his mind alone.

agreement "afghanistan-2019" {
  title = "Withdrawal framework for Afghanistan, January to September 2019, from five press reports"
  zone  = "Asia/Kabul"
}

# The side that has foreign troops in the country

party "us" {
  name = "United States"
  kind = "state"
}

# Never in the room; his envoy is there for him.
party "us-president" {
  name = "President of the United States (Donald Trump)"
  kind = "person"
  of   = us
}

party "us-envoy" {
  name = "US envoy (Zalmay Khalilzad)"
  kind = "person"
  of   = us
}

party "european-allies" {
  name     = "The rest of the force (European and partner nations)"
  kind     = "alliance"
  at-table = false
}

party "nato" {
  name     = "NATO (North Atlantic Council)"
  kind     = "alliance"
  at-table = false
  members  = [us, european-allies]
}

party "rsm" {
  name     = "Resolute Support Mission"
  kind     = "alliance"
  at-table = false
  members  = [us, european-allies]
}

# The other side of the table

party "taliban" {
  name = "Taliban (طالبان)"
  kind = "armed-group"
}

party "taliban-delegation" {
  name    = "Taliban delegation in Doha"
  kind    = "body"
  of      = taliban
  mandate = [withdrawal, counter-terrorism]
}

party "taliban-leadership" {
  name     = "Taliban leadership"
  kind     = "body"
  of       = taliban
  at-table = false
}

# Those who must act and are not there

party "afghan-gov" {
  name     = "Government of Afghanistan (دولت افغانستان)"
  kind     = "government"
  role     = "absent"
  at-table = false
}

party "afghan-forces" {
  name     = "Afghan security forces"
  kind     = "body"
  role     = "absent"
  at-table = false
  of       = afghan-gov
}

# Others

party "qatar" {
  name = "Qatar (قطر)"
  kind = "state"
  role = "facilitator"
}

party "al-qaeda" {
  name     = "Al Qaeda"
  kind     = "armed-group"
  role     = "third-party"
  at-table = false
}

party "islamic-state" {
  name     = "Islamic State (Daesh)"
  kind     = "armed-group"
  role     = "third-party"
  at-table = false
}

# The four issues. The delegation said in January that the last two were not for it to settle
# and that it would carry them to its leadership.

issue "withdrawal" {
  between     = [us, taliban]
  commitments = [us-leave-five-bases, us-halve, us-to-8600, us-full-withdrawal]
}

issue "counter-terrorism" {
  between     = [us, taliban]
  commitments = [taliban-bar-terrorists, us-residual-ct]
}

issue "ceasefire-terms" {
  between     = [taliban, afghan-gov, us]
  commitments = [ceasefire]
}

issue "intra-afghan-talks" {
  between     = [taliban, afghan-gov]
  commitments = [taliban-meet-government, intra-afghan-plan]
}

# The rounds. The meeting after January was announced for February, without a day; it opened on
# the 25th.

round "january" {
  on      = "2019-01-26"
  parties = [us-envoy, taliban-delegation]
  issues  = [withdrawal, counter-terrorism, ceasefire-terms, intra-afghan-talks]
  next    = "2019-02-25"
}

round "february" {
  on      = "2019-02-25"
  parties = [us-envoy, taliban-delegation]
  issues  = [withdrawal, counter-terrorism]
  next    = "2019-03-02"
}

round "august" {
  on      = "2019-08-03"
  parties = [us-envoy, taliban-delegation]
  issues  = [withdrawal, counter-terrorism]
}
