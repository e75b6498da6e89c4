# Who decides and enforces. One outside commander has the last word: that is why nothing here can
# wait for itself, and why so much rests on parties that did not sign.

# What the annex means, IFOR's commander says, alone.
decision "ifor-final" {
  by       = ifor
  rule     = "single"
  blockers = [ifor]
}

# Whether the parties have complied at D+120, in the alliance's final estimate.
decision "nac-assess" {
  by   = nac
  rule = "consensus"
}

# Complaints and coordination. The commission only advises: IFOR takes the chair, is not bound,
# and nobody can stop it there.
decision "jmc-advise" {
  by       = jmc
  blockers = []
}

condition "armed-entry" {
  text  = "Somebody comes into the zone under arms"
  judge = ifor
}

# Without such an entry nothing more is owed and the phase is closed.
branch "enforcement" {
  if   = armed-entry
  then = [enforce-zone]
}

commitment "enforce-zone" {
  by       = ifor
  to       = [rbih, fbih, rs]
  text     = "Use the force that is needed against whoever entered; allowed, not owed"
  strength = "policy"
  source   = "annex-1a"
}

level "ifor-troops" {
  of    = ifor
  unit  = "people"
  basis = "in theatre, all contributing countries"
}

level "heavy-weapons-left" {
  of    = [rbih, fbih, rs]
  unit  = "pieces"
  basis = "heavy weapons still in the zone of separation"
}

level "prisoners-exchanged" {
  unit  = "people"
  basis = "prisoners freed by all sides since the signature"
}

level "prisoners-held" {
  unit  = "people"
  basis = "prisoners still held by all sides"
}
