# The Package of Measures of 12 February 2015 ("Minsk II"), agreed overnight by the leaders of
# four states and signed by the Contact Group.
#
# Two things to look at here. The authorities of the two areas sign without a title and are not
# at the leaders' table, yet owe half of the package. And parliament in Kyiv, which has to pass
# the laws and change the constitution, has signed nothing.

agreement "minsk-2-2015" {
  title  = "Package of Measures for the Implementation of the Minsk Agreements (Minsk II)"
  signed = "2015-02-12"
  zone   = "Europe/Kyiv"
  parts  = ["Package of Measures", "Steinmeier formula"]
}

party "ukraine" {
  name = "Україна (Ukraine)"
  kind = "state"
}

# One of three in the Contact Group; sees itself as a mediator and not as a debtor.
party "russia" {
  name = "Российская Федерация (Russian Federation)"
  kind = "state"
}

party "cadlr" {
  name     = "Certain areas of the Donetsk and Luhansk regions (ОРДЛО)"
  kind     = "armed-group"
  at-table = false
}

party "rada" {
  name     = "Верховна Рада (parliament of Ukraine)"
  kind     = "body"
  role     = "absent"
  at-table = false
}

# Verifies, and has signed the package with the other members of the Contact Group.
party "osce" {
  name = "OSCE"
  kind = "organisation"
}

party "odihr" {
  name     = "OSCE Office for Democratic Institutions and Human Rights"
  kind     = "organisation"
  role     = "verifier"
  at-table = false
  of       = osce
}

party "tcg" {
  name    = "Trilateral Contact Group"
  kind    = "body"
  role    = "facilitator"
  members = [ukraine, russia, osce]
}

party "france" {
  name = "France"
  kind = "state"
  role = "guarantor"
}

party "germany" {
  name = "Deutschland (Germany)"
  kind = "state"
  role = "guarantor"
}

# Sources

source "package" {
  publisher   = "Text of the Package of Measures, in translation"
  published   = "2015-02-12"
  reliability = "A"
}

source "conundrum" {
  publisher   = "Duncan Allan, The Minsk Conundrum, Chatham House"
  published   = "2020-05-22"
  reliability = "B"
}

source "osce-2015-04" {
  publisher   = "Press report on the monitors of the OSCE, April 2015"
  reliability = "C"
}

source "encyclopaedia" {
  publisher   = "Encyclopaedia articles on Minsk II"
  reliability = "C"
}

source "unchecked" {
  publisher   = "Recollection of the authors of this example, held against no text"
  reliability = "F"
}
