party "rbih" {
  name = "Republika Bosna i Hercegovina (Republic of Bosnia and Herzegovina)"
  kind = "state"
}

party "fbih" {
  name = "Federacija Bosne i Hercegovine (Federation of Bosnia and Herzegovina)"
  kind = "government"
}

# Belgrade spoke for it.
party "rs" {
  name     = "Република Српска (Republika Srpska)"
  kind     = "government"
  at-table = false
}

party "croatia" {
  name = "Hrvatska (Croatia)"
  kind = "state"
  role = "guarantor"
}

party "fry" {
  name = "Савезна Република Југославија (Federal Republic of Yugoslavia)"
  kind = "state"
  role = "guarantor"
}

party "ifor" {
  name     = "IFOR, the Implementation Force"
  kind     = "alliance"
  role     = "verifier"
  at-table = false
}

party "unprofor" {
  name     = "UNPROFOR, the United Nations Protection Force"
  kind     = "organisation"
  role     = "verifier"
  at-table = false
}

party "nac" {
  name     = "North Atlantic Council"
  kind     = "alliance"
  role     = "guarantor"
  at-table = false
}

party "jmc" {
  name     = "Joint Military Commission"
  kind     = "body"
  role     = "facilitator"
  at-table = false
  members  = [ifor, rbih, fbih, rs]
}

party "foreign-fighters" {
  name     = "Fighters and advisers from abroad"
  kind     = "armed-group"
  role     = "absent"
  at-table = false
}

party "icrc" {
  name     = "International Committee of the Red Cross"
  kind     = "organisation"
  role     = "facilitator"
  at-table = false
}
