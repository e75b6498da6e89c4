# Two papers of one day, 29 February 2020: the agreement between the United States and the
# Taliban, signed in Doha, and the declaration of the United States with the Government of
# Afghanistan, issued in Kabul.
#
# The Government is a party to the second paper only, yet the first lives on what it does: the
# prisoners to be freed are its prisoners. The allies, who have half of the foreign troops, are
# party to neither.

agreement "doha-2020" {
  title  = "Doha agreement and Kabul joint declaration, 29 February 2020"
  signed = "2020-02-29"
  zone   = "Asia/Kabul"
  parts  = ["Doha agreement", "Joint declaration"]
}

party "us" {
  name = "United States"
  kind = "state"
}

party "taliban" {
  name = "Taliban (طالبان)"
  kind = "armed-group"
}

party "afghan-gov" {
  name     = "Islamic Republic of Afghanistan"
  kind     = "government"
  role     = "absent"
  at-table = false
}

party "rsm" {
  name     = "Resolute Support Mission (NATO and partners)"
  kind     = "alliance"
  role     = "absent"
  at-table = false
  members  = [us, germany, italy, georgia, uk, romania, turkey]
}

party "germany" {
  name     = "Germany"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "italy" {
  name     = "Italy"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "georgia" {
  name     = "Georgia (საქართველო)"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "uk" {
  name     = "United Kingdom"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "romania" {
  name     = "Romania"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "turkey" {
  name     = "Türkiye"
  kind     = "state"
  role     = "absent"
  at-table = false
}

party "unsc" {
  name     = "United Nations Security Council"
  kind     = "organisation"
  role     = "absent"
  at-table = false
}

# Called in August 2020 to decide on the last 400 prisoners.
party "loya-jirga" {
  name     = "Consultative Loya Jirga (لویه جرگه)"
  kind     = "body"
  role     = "third-party"
  at-table = false
}

party "qatar" {
  name = "Qatar (قطر)"
  kind = "state"
  role = "facilitator"
}
