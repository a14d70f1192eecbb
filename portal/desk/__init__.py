"""The desk: uploads that wait for a word, and the processes that look at them and land them.

A page hands an upload to the `Desk` and gets an `Answer`. Files are opened in worker processes
alone: the web process imports nothing that reads them, and one that breaks on a file harms nobody.
"""

from portal.desk.answers import Answer
from portal.desk.desk import Desk
from portal.desk.errors import DeskBusyError, DeskError, TooLargeError
from portal.desk.pending import Upload, Uploads
from portal.desk.writing import Writing

__all__ = [
    "Answer", "Desk", "DeskBusyError", "DeskError", "TooLargeError", "Upload", "Uploads", "Writing",
]  # fmt: skip
