# What those outside do: sanctions on UNITA, and the UN's own departure.

condition "concrete-steps" {
  text          = "UNITA takes steps that are concrete and cannot be taken back"
  controlled-by = unita
}

condition "progress" {
  text          = "Quartering, demobilisation and the state's return are moving on"
  controlled-by = [gov, unita]
}

commitment "un-sanctions" {
  by     = unsc
  to     = gov
  text   = "Bar UNITA's officials from travel, close its offices, stop its flights"
  kind   = "continuing"
  after  = taken(unsc-vote)
  unless = concrete-steps
  due    = "1997-09-30"
  source = "weekly-1997-09"
  note   = "Voted for 30 September 1997 on that condition; put off by a month."
}

# Without such steps the sanctions come into force; with them they stay suspended.
branch "sanctions" {
  if   = concrete-steps
  else = [un-sanctions]
}

commitment "unavem-leaves" {
  by     = un
  to     = [gov, unita]
  text   = "Withdraw the UN's units at a pace that keeps step with progress"
  starts = "1997-02-01"
  while  = progress
  source = "monitor-1996-12"
}

# Both parties must agree, with the UN and the observers in the room.
decision "jc-consensus" {
  by       = joint-commission
  rule     = "consensus"
  blockers = [gov, unita]
}

decision "unsc-vote" {
  by      = unsc
  rule    = "majority"
  governs = [un-sanctions]
}
