agreement "example" {
}

party "north" {
}

party "south" {
}

clock "approval" {
}

commitment "arms" {
  by    = south
  after = [posts]
}

commitment "posts" {
  by    = north
  after = [arms]
}

commitment "elections" {    # want "elections can never start"
  by    = [north, south]
  after = [posts]
}

# An any-of with a way out can start, and a clock that has not started may.
commitment "census" {
  by     = north
  after  = any(posts, reached("2021-01-01"))
  starts = approval
}

# Only one side of a branch comes into being.
condition "calm" {
  judge = north
}

commitment "vote" {
  by = south
}

commitment "count" {        # want "count can never start"
  by    = south
  after = [vote]
}

branch "season" {
  if   = calm
  then = [vote]
  else = [count]
}

# What has happened is not undone.
commitment "appeal" {       # want "appeal can never start"
  by     = south
  after  = [vote]
  unless = started(vote)
}
