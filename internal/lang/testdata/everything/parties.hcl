# Every block and every attribute of the language, in no order that matters.

agreement "everything-1" {
  title  = "Everything that can be said"
  signed = "2020-02-29"
  zone   = "Asia/Kabul"
  count  = "inclusive"
  parts  = ["Annex A", "Side letter"]
}

party "us" {
  name = "United States"
  kind = "state"
}

party "taliban" {
  name = "د افغانستان اسلامي امارت"
  kind = "armed-group"
}

party "kabul" {
  kind     = "government"
  role     = "absent"
  at-table = false
}

party "allies" {
  kind    = "alliance"
  members = []
}

party "nato" {
  kind    = "alliance"
  members = [us, allies]
}

party "delegation" {
  kind    = "body"
  of      = taliban
  mandate = [withdrawal]
}

party "silent-delegation" {
  kind    = "body"
  of      = taliban
  mandate = []
}

party "un" {
  kind = "organisation"
  role = "verifier"
}

party "envoy" {
  kind = "person"
  role = "facilitator"
}

condition "calm" {
  text          = "Violence is reduced"
  judge         = [us, taliban]
  judged        = "any"
  controlled-by = taliban
  indicator     = "attacks a week"
  threshold     = 12.5
  data          = "joint monitoring"
}

condition "quiet" {
  judge     = un
  threshold = "none of note"
}

decision "approve" {
  by       = [us, nato]
  rule     = at-least(2)
  blockers = us
  governs  = [us-troops, leave-bases]
  refers   = withdrawal
}

decision "reduce" {
  by      = nato
  rule    = "silence"
  silence = "48h"
}

decision "third" {
  by   = nato
  rule = "at-least(1)"
}

issue "withdrawal" {
  between     = [us, taliban]
  bracketed   = "within [14] months"
  commitments = [leave-bases]
}

issue "prisoners" {
  bracketed = ["[all]", "[5000]"]
}

issue "ceasefire-terms" {
  bracketed = true
}

round "doha-9.1" {
  on      = "2019-08-22T23:30:00+04:30"
  parties = [us, delegation]
  issues  = [withdrawal]
  next    = signed + "2w"
}
