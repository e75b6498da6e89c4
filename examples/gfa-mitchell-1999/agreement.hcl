# The way out that Senator Mitchell's review found in November 1999 for the Belfast Agreement.
#
# The example gfa-decommissioning-1998 shows how two readings stop executive, devolution and
# arms. The review cut the knot with one day on which three things begin together: the executive
# sits, London hands over the powers, and the IRA appoints its representative. Each still waits
# for the others, but only for their start, and inside a simultaneous exchange that dissolves.
# It happened on 2 December 1999.
#
# Look at what was left out of the exchange: the arms themselves follow that day without a date
# that both sides had accepted. Ten weeks later London suspended the executive.

agreement "gfa-mitchell-1999" {
  title = "Review of the Belfast Agreement, November 1999: the steps of one day"
  zone  = "Europe/London"
}

exchange "one-day" {
  mode  = "simultaneous"
  sides = [[form-executive], [devolve], [ira-representative]]
}

commitment "form-executive" {
  by     = [uup, sdlp, sinn-fein]
  to     = [uup, sdlp, sinn-fein]
  text   = "Take office together"
  after  = [started(ira-representative)]
  source = "irish-times-reports"
}

commitment "devolve" {
  by     = uk
  to     = [uup, sdlp, sinn-fein]
  text   = "Hand over the powers of government"
  after  = [started(form-executive)]
  source = "irish-times-reports"
}

commitment "ira-representative" {
  by     = ira
  to     = iicd
  text   = "Appoint somebody to deal with the commission"
  after  = [started(form-executive), started(devolve)]
  source = "irish-times-reports"
}

# The Ulster Unionist Council expected it by its review in February 2000; nobody had promised it.
commitment "ira-arms" {
  by     = ira
  to     = uup
  text   = "Put arms beyond use"
  verify = iicd
  source = "irish-times-reports"
}
