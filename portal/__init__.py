"""The portal: deliver, understand, download; it writes landings and reads releases."""
