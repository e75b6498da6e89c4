# The cessation of hostilities between Ethiopia and the Tigray People's Liberation Front, signed
# in Pretoria on 2 November 2022, and the declaration by which the commanders filled it in at
# Nairobi ten days later.
#
# One word carries the deal: heavy weapons are handed over "concurrently" with the departure of
# foreign forces, and those forces signed nothing. Look at the exchange `concurrently`: neither
# half may start alone. Under the reading `sequential`, in which each side waits to see the other's
# half done, nothing moves at all: a circular wait that an exchange does not dissolve.
#
# Look also at the dates: Nairobi's plan for light weapons falls seven days before Pretoria's last
# day for the weapons themselves, and the monitors have no date at all.

agreement "pretoria-2022" {
  title  = "Pretoria agreement and Nairobi declaration: ending hostilities in Tigray"
  signed = "2022-11-02"
  zone   = "Africa/Addis_Ababa"
  parts  = ["Nairobi declaration of the commanders, 12 November 2022"]
}

clock "pretoria" {
  at = "2022-11-02"
}

# Midnight before the Thursday.
clock "effective" {
  at = "2022-11-03"
}

clock "nairobi" {
  at = "2022-11-12"
}

# Commanders are back at their posts.
clock "orientation-start" {
  at = "2022-11-15"
}

commitment "cessation" {
  by     = [fdre, tplf]
  to     = [fdre, tplf]
  text   = "End all hostilities for good"
  kind   = "continuing"
  due    = "2022-11-03"
  source = "pretoria-text"
}

commitment "hotline" {
  by      = [fdre, tplf]
  to      = [fdre, tplf]
  text    = "Open a line between the commanders"
  article = "6(b)"
  due     = pretoria + "1d"
  source  = "unchecked"
}

commitment "commanders-meet" {
  by      = [fdre, tplf]
  to      = [fdre, tplf]
  text    = "Bring the senior commanders together on how to disarm"
  article = "6(c)"
  after   = [hotline]
  due     = pretoria + "5d"
  source  = "pretoria-text"
}

commitment "light-weapons" {
  by      = tplf
  to      = fdre
  text    = "Disarm completely, light weapons included"
  article = "6"
  after   = [heavy-weapons, light-plan]
  due     = effective + "30d"
  verify  = mvcm
  source  = "pretoria-text"
}

commitment "humanitarian" {
  by     = fdre
  to     = tplf
  text   = "Let relief through without hindrance and keep services running again"
  kind   = "continuing"
  source = "pretoria-text"
}

commitment "airport-control" {
  by     = tplf
  to     = fdre
  text   = "Let the federation take charge of airports, roads, borders and federal facilities"
  source = "pretoria-text"
}

commitment "delisting" {
  by     = fdre
  to     = tplf
  text   = "Help to have parliament take the TPLF off the list of terrorist organisations"
  source = "unchecked"
}

# Parliament lifts the designation, by a majority of the governing side.
decision "parliament-delist" {
  by       = fdre
  rule     = "majority"
  blockers = [fdre]
}

commitment "interim-administration" {
  by     = [fdre, tplf]
  to     = tplf
  text   = "Talk, then set up a regional administration for the interim that includes everybody"
  after  = [parliament-delist]
  source = "pretoria-text"
}

commitment "contested-areas" {
  by      = [fdre, tplf]
  to      = tplf
  text    = "Resolve the disputed areas by way of the constitution"
  article = "10"
  source  = "unchecked"
}

commitment "monitor-set-up" {
  by     = au
  to     = [fdre, tplf]
  text   = "Put a mission of no more than ten experts in place for six months"
  source = "reporter-2022-12"
}

# Whether somebody complies: one representative of each side, the African Union in the chair.
decision "jc-monitor" {
  by = joint-committee
}
