"""The numeric core of certified suppression: what to hide, and whole-number proof that it suffices."""
