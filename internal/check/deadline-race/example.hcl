agreement "example" {
}

party "north" {
}

party "south" {
}

clock "signature" {
  at = "2020-02-29"
}

commitment "talks" {
  by  = [north, south]
  due = "2020-03-10"
}

commitment "delist" {    # want "delist can be overdue before it may begin"
  by    = north
  after = [talks]
  due   = "2020-05-29"
}

commitment "report" {
  by    = north
  after = [talks]
  due   = talks + "90d"
}

commitment "first-cut" {
  by     = north
  starts = signature + "30d"
  due    = signature + "135d"
}
