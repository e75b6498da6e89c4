# Each side wants to see the other's half of "concurrently" done before it begins its own.
reading "sequential" {
  of = [fdre, tplf]
  after = {
    heavy-weapons = [foreign-out]
    foreign-out   = [heavy-weapons]
  }
}

# What nobody verifies does not count, so that both halves wait for the monitors.
reading "verified" {
  after = {
    heavy-weapons = [monitor-set-up]
    foreign-out   = [monitor-set-up]
  }
}
