agreement "example" {
}

party "guest" {
  role     = "absent"
  at-table = false
}

party "away" {
  at-table = false
}

party "host" {
}

party "observer" {
  role = "verifier"
}

commitment "host-act" {
  by = host
}

commitment "guest-act" {    # want "guest-act is owed by guest (no signatory) and away (not at the table)"
  by = [host, guest, away]
}

commitment "report" {    # want "report is owed by observer (no signatory)"
  by = observer
}

# Who signed another instrument is not said here.
commitment "declare" {    # want "declare is owed, in another instrument, by guest (no signatory)"
  by         = guest
  instrument = "Joint declaration"
}
