# FARC: the last arms only after the guarantees and the prisoners' release. The Government: the
# guarantees only after the arms. The exchange lets both begin on one day; it does not help,
# since each side waits for the other to have finished.
reading "farc-demand" {
  of = [farc, government]
  after = {
    arms-100            = [security-guarantees]
    security-guarantees = [arms-100]
  }
}
