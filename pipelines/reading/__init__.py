"""Reading: what people deliver, in whatever form, turned into rows of the contracts.

A file is parsed once into grids of text (`parsing`), scanned for what must never arrive
(`identity`), its sheets recognised by their headers (`files`), and its texts read as the types of
the contracts (`casts`). Every repair is counted; no value of a file gets into an error.
"""
