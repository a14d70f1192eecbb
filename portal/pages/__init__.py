"""Pages: a module for each kind, with its addresses and who may ask for them in `PAGES`."""
