# No fourth term before the demands are met; these are the two that have names here.
reading "russia" {
  of    = russia
  after = { renewal-4 = [swift-rshb, ammonia-pipeline] }
}

# Ammonia only under a renewed initiative that opens more ports.
reading "ukraine" {
  of    = ukraine
  after = { ammonia-pipeline = [renewal-4] }
}

# The third term as Ukraine counted it.
reading "third-term-of-120-days" {
  of  = ukraine
  due = { renewal-3 = term3 + "120d" }
}
