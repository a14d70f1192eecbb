"""Landing: what is delivered is kept as it came, answered, and numbered in receipts."""
