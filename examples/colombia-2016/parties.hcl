# Who is in the schedule: two parties, a mission that counts the arms, the mechanism and the
# commission in which the parties sit together, a Congress that must legislate, two guarantors,
# and armed men who stayed outside.

party "government" {
  name = "Gobierno de Colombia (Government of Colombia)"
  kind = "government"
}

party "farc" {
  name = "FARC-EP"
  kind = "armed-group"
}

party "un-mission" {
  name     = "UN Mission in Colombia"
  kind     = "organisation"
  role     = "verifier"
  at-table = false
}

party "mvm" {
  name     = "Tripartite Monitoring and Verification Mechanism"
  kind     = "body"
  role     = "verifier"
  at-table = false
  members  = [government, farc, un-mission]
}

party "csivi" {
  name    = "CSIVI, the parties' follow-up commission"
  kind    = "body"
  role    = "facilitator"
  members = [government, farc]
}

# The amnesty is its law to pass.
party "congress" {
  name     = "Congreso de la República (Congress of Colombia)"
  kind     = "body"
  role     = "absent"
  at-table = false
}

party "cuba" {
  name = "Cuba"
  kind = "state"
  role = "guarantor"
}

party "norway" {
  name = "Norge (Norway)"
  kind = "state"
  role = "guarantor"
}

party "dissidents" {
  name     = "Dissidents of FARC, and the EPL"
  kind     = "armed-group"
  role     = "third-party"
  at-table = false
}
