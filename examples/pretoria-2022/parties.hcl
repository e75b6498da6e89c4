party "fdre" {
  name = "ኢትዮጵያ (Federal Government of Ethiopia)"
  kind = "government"
}

party "endf" {
  name = "Ethiopian National Defence Force"
  kind = "body"
  of   = fdre
}

party "tplf" {
  name = "ህወሓት (TPLF and the forces of Tigray)"
  kind = "armed-group"
}

# What the TPLF gets for its heavy weapons hangs on its leaving.
party "eritrea" {
  name     = "ኤርትራ (Eritrea)"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "amhara-forces" {
  name     = "Amhara regional force (special forces and militia)"
  kind     = "armed-group"
  role     = "absent"
  at-table = false
}

party "au" {
  name = "High-Level Panel of the African Union"
  kind = "organisation"
  role = "guarantor"
}

party "mvcm" {
  name     = "Monitoring, Verification and Compliance Mission of the African Union"
  kind     = "organisation"
  role     = "verifier"
  at-table = false
}

party "joint-committee" {
  name     = "Joint Committee"
  kind     = "body"
  role     = "verifier"
  at-table = false
  members  = [fdre, tplf, au]
}

party "igad" {
  name = "Intergovernmental Authority on Development"
  kind = "organisation"
  role = "verifier"
}
