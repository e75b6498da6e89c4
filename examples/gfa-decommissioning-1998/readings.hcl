# No guns, no government: the arms come before the executive.
reading "unionist" {
  of    = uup
  after = { form-executive = [ira-arms] }
}

# Arms go only once the settlement works: executive, powers and troops first.
reading "republican" {
  of    = [sinn-fein, ira]
  after = { ira-arms = [form-executive, devolve, normalise-security] }
}
