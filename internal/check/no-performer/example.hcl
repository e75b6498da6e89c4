agreement "example" {
}

party "north" {
}

party "south" {
}

commitment "release" {    # want "Nobody is named to perform release"
  text = "Prisoners will be released"
}

commitment "visit" {
  by = north
}
