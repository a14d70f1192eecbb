"""What administrators and analysts look at: who came in, who delivered, whether all is well."""
