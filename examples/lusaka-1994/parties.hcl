# Who is in the protocol: two parties, an army that is to take in the other one's soldiers, a
# leader who did not sign, and those who watch.

party "gov" {
  name = "Governo de Angola, MPLA (Government of Angola)"
  kind = "government"
}

party "unita" {
  name = "UNITA"
  kind = "armed-group"
}

# His movement signed; he stayed away.
party "savimbi" {
  name     = "Jonas Savimbi"
  kind     = "person"
  role     = "absent"
  at-table = false
  of       = unita
}

party "faa" {
  name = "Forças Armadas Angolanas (Angolan Armed Forces)"
  kind = "body"
  of   = gov
}

party "un" {
  name = "UN mission: UNAVEM III, then MONUA"
  kind = "organisation"
  role = "verifier"
}

party "joint-commission" {
  name    = "Joint Commission"
  kind    = "body"
  role    = "verifier"
  members = [gov, unita, un]
}

party "troika" {
  name = "Observer troika: United States, Russia, Portugal"
  kind = "alliance"
  role = "guarantor"
}

party "unsc" {
  name     = "UN Security Council"
  kind     = "body"
  role     = "guarantor"
  at-table = false
}
