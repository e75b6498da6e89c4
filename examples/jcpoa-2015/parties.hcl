# Who is in the plan of 2015: seven states and the European Union on the one side of the table
# and on the other, an agency that verifies, a Council that endorses, and a parliament that may
# spoil it.

party "iran" {
  name = "ایران (Iran)"
  kind = "state"
}

party "us" {
  name = "United States"
  kind = "state"
}

party "uk" {
  name = "United Kingdom"
  kind = "state"
}

party "france" {
  name = "France"
  kind = "state"
}

party "germany" {
  name = "Deutschland (Germany)"
  kind = "state"
}

party "china" {
  name = "中国 (China)"
  kind = "state"
}

party "russia" {
  name = "Россия (Russia)"
  kind = "state"
}

party "eu" {
  name = "European Union"
  kind = "organisation"
}

party "e3" {
  name    = "E3"
  kind    = "alliance"
  members = [uk, france, germany]
}

party "iaea" {
  name     = "International Atomic Energy Agency"
  kind     = "organisation"
  role     = "verifier"
  at-table = false
}

party "unsc" {
  name     = "UN Security Council"
  kind     = "body"
  role     = "guarantor"
  at-table = false
}

party "joint-commission" {
  name     = "Joint Commission"
  kind     = "body"
  role     = "facilitator"
  at-table = false
  members  = [iran, us, uk, france, germany, china, russia, eu]
}

party "us-congress" {
  name     = "US Congress"
  kind     = "body"
  role     = "third-party"
  at-table = false
}
