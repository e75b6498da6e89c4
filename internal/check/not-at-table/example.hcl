agreement "example" {
}

party "guest" {
  role     = "absent"
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

commitment "guest-act" {    # want "guest-act is owed by a party that did not sign"
  by = [host, guest]
}

commitment "report" {    # want "report is owed by a party that did not sign"
  by = observer
}

# Who signed another instrument is not said here.
commitment "declare" {    # want "declare is owed, in another instrument, by a party"
  by         = guest
  instrument = "Joint declaration"
}
