"""What can honestly be said of counts: pure functions over arrays that know nothing of Stekken."""
