"""Mail: reminders of what is still to be delivered, and how letters are handed to a mail server."""
