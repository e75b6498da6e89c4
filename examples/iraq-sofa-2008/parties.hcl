party "us" {
  name = "United States"
  kind = "state"
}

party "iraq" {
  name = "العراق (Iraq)"
  kind = "state"
}

party "iraqi-parliament" {
  name     = "مجلس النواب (Council of Representatives)"
  kind     = "body"
  role     = "absent"
  at-table = false
  of       = iraq
}

party "iraqi-voters" {
  name     = "Voters of Iraq"
  kind     = "body"
  role     = "absent"
  at-table = false
}

party "jmocc" {
  name    = "Joint Military Operations Coordination Committee"
  kind    = "body"
  role    = "facilitator"
  members = [us, iraq]
}

party "coalition" {
  name     = "Other forces of the coalition"
  kind     = "alliance"
  role     = "absent"
  at-table = false
}
