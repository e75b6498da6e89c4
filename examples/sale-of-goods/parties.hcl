party "seller" {
  name = "Seller"
  kind = "organisation"
}

party "buyer" {
  name = "Buyer"
  kind = "organisation"
}
