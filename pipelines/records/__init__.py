"""Records: the accepted rows of what stands, a month at a time, without a day in it."""
