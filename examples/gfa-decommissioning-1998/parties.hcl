party "uk" {
  name = "British Government"
  kind = "government"
}

party "ireland" {
  name = "Rialtas na hÉireann (Irish Government)"
  kind = "government"
}

party "uup" {
  name = "Ulster Unionist Party"
  kind = "organisation"
}

# It can bring its own leader down.
party "uuc" {
  name     = "Ulster Unionist Council"
  kind     = "body"
  role     = "third-party"
  at-table = false
  of       = uup
}

party "sdlp" {
  name = "Social Democratic and Labour Party"
  kind = "organisation"
}

party "sinn-fein" {
  name = "Sinn Féin"
  kind = "organisation"
}

party "dup" {
  name     = "Democratic Unionist Party"
  kind     = "organisation"
  role     = "absent"
  at-table = false
}

# Holds the arms and signed nothing.
party "ira" {
  name     = "Provisional IRA"
  kind     = "armed-group"
  role     = "absent"
  at-table = false
}

party "loyalists" {
  name     = "Loyalist armed movement (UVF and UFF)"
  kind     = "armed-group"
  role     = "absent"
  at-table = false
}

party "iicd" {
  name = "Independent International Commission on Decommissioning"
  kind = "body"
  role = "verifier"
}

party "inspectors" {
  name     = "Martti Ahtisaari and Cyril Ramaphosa"
  kind     = "person"
  role     = "verifier"
  at-table = false
}

party "executive" {
  name     = "Northern Ireland Executive"
  kind     = "body"
  at-table = false
  members  = [uup, sdlp, sinn-fein, dup]
}
