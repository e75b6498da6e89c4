# Who is in the initiative. Ukraine and Russia signed two papers with the same words, each with
# Türkiye and the United Nations, so that they owe each other nothing directly.

party "ukraine" {
  name = "Україна (Ukraine)"
  kind = "state"
}

party "russia" {
  name = "Россия (Russia)"
  kind = "state"
}

party "turkey" {
  name = "Türkiye"
  kind = "state"
}

# It signed both papers, and stands surety for them.
party "un" {
  name = "United Nations"
  kind = "organisation"
}

party "jcc" {
  name    = "Joint Coordination Centre, Istanbul"
  kind    = "body"
  role    = "verifier"
  members = [ukraine, russia, turkey, un]
}

# What Russia asked for in return (payments, insurance, spare parts) is theirs to give.
party "western-states" {
  name     = "States and banks that apply sanctions"
  kind     = "alliance"
  role     = "absent"
  at-table = false
}
