# Politics before disarmament.
reading "unita" {
  of = unita
  after = {
    quartering           = [unity-government]
    state-administration = [savimbi-status]
  }
}

# Disarmament before politics. The text says so already of the government of unity.
reading "gov" {
  of = gov
  after = {
    unity-government = [quartering]
    savimbi-status   = [quartering]
  }
}
