"""Everything around the released tables: numbered releases, files for readers, metadata, changes."""
