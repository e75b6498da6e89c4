agreement "stock" {
  zone = "Asia/Kabul"
}

party "us" {
}

party "taliban" {
}

party "nato" {
  members = [us]
}

clock "signed" {
}

commitment "leave-bases" {
  by = us
}

commitment "no-haven" {
  kind = "continuing"
}

commitment "no-attacks" {
  kind = "prohibition"
}

condition "calm" {
}

decision "approve" {
}

exchange "swap" {
  sides = [[leave-bases], [no-haven]]
}

level "us-troops" {
}

level "us-bases" {
}

task "training" {
}

issue "withdrawal" {
}

resource "lift.us" {
}

source "report-001" {
}
