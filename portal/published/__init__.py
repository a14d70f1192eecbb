"""What is published, as the portal hands it out: the site, and the releases with their files."""
