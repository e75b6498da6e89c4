# The Belfast (Good Friday) Agreement of 1998, as far as arms and self-government go.
#
# The text binds the parties in the talks to use their influence, not the armed groups to give up
# arms. It puts no order between the two things that mattered most: a government with everybody in
# it, and the arms of one party's friends. So each side read an order into it (readings.hcl).
#
# Look at `circular-wait`: either reading is sound by itself, and the two together stop
# everything. Look at `not-at-table`: the arms are owed by people who signed nothing. How it was
# got moving in 1999 is told by the example gfa-mitchell-1999.

agreement "gfa-decommissioning-1998" {
  title  = "Belfast (Good Friday) Agreement: decommissioning and devolution"
  signed = "1998-04-10"
  zone   = "Europe/London"
  parts  = ["Letter of the Prime Minister on office and decommissioning"]
}

clock "agreement" {
  at = "1998-04-10"
}

# The people approve, North and South; the two years for arms run from here.
clock "referendum" {
  at = "1998-05-22"
}

commitment "use-influence" {
  by       = [sinn-fein, uup, sdlp]
  to       = [uk, ireland]
  text     = "Use whatever influence one has so that all paramilitaries disarm"
  strength = "best-effort"
  provided = overall-settlement
  due      = referendum + "2y"
  verify   = iicd
  source   = "irish-times-chronology"
}

condition "overall-settlement" {
  text = "It happens as part of carrying out the settlement as a whole"
}

commitment "ira-arms" {
  by     = ira
  to     = uup
  text   = "Put all arms beyond use"
  due    = referendum + "2y"
  verify = iicd
  source = "peace-accords-matrix"
  note   = "What the commission saw it kept secret: done for some, and not for others."
}

commitment "loyalist-arms" {
  by     = loyalists
  to     = sinn-fein
  text   = "Put all arms beyond use"
  due    = referendum + "2y"
  verify = iicd
  source = "peace-accords-matrix"
}

commitment "form-executive" {
  by     = [uup, sdlp, sinn-fein]
  to     = [sinn-fein, sdlp]
  text   = "Form the executive in which power is shared, once an assembly has been elected"
  source = "mirror-2001"
}

commitment "devolve" {
  by     = uk
  to     = executive
  text   = "Hand the powers of government over to the executive"
  after  = [form-executive]
  source = "mirror-2001"
}

commitment "ira-representative" {
  by     = ira
  to     = iicd
  text   = "Appoint somebody to deal with the commission"
  after  = [form-executive]
  source = "irish-times-reports"
  note   = "Came with the review of 1999, meant for the day of devolution."
}

commitment "schemes" {
  by     = [uk, ireland]
  to     = iicd
  text   = "Bring the schemes for decommissioning into force"
  due    = "1998-06-30"
  source = "irish-times-chronology"
}

commitment "prisoners" {
  by     = [uk, ireland]
  to     = [sinn-fein, loyalists]
  text   = "Free the prisoners who qualify"
  while  = ceasefires-hold
  due    = referendum + "2y"
  source = "unchecked"
  note   = "Others count the two years from the start of the scheme, 28 July 1998."
}

condition "ceasefires-hold" {
  text          = "The organisation to which the prisoner belongs keeps its ceasefire"
  controlled-by = [ira, loyalists]
}

commitment "normalise-security" {
  by       = uk
  to       = sinn-fein
  text     = "Cut troops and take down installations"
  provided = threat-allows
  source   = "unchecked"
}

condition "threat-allows" {
  text = "The threat is low enough for it"
}

commitment "dump-inspection" {
  by     = ira
  to     = inspectors
  text   = "Open arms dumps to inspection"
  verify = inspectors
  source = "irish-times-reports"
}
