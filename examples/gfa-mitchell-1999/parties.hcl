party "uk" {
  name = "British Government"
  kind = "government"
}

party "uup" {
  name = "Ulster Unionist Party"
  kind = "organisation"
}

party "sdlp" {
  name = "Social Democratic and Labour Party"
  kind = "organisation"
}

party "sinn-fein" {
  name = "Sinn Féin"
  kind = "organisation"
}

party "ira" {
  name     = "Provisional IRA"
  kind     = "armed-group"
  role     = "absent"
  at-table = false
}

party "iicd" {
  name = "Independent International Commission on Decommissioning"
  kind = "body"
  role = "verifier"
}

source "irish-times-reports" {
  publisher   = "The Irish Times, reports of 1999 to 2005"
  reliability = "B"
}
