"""An applicant's files → Documents of one shape."""

from checkers.reading.document import Document, Failure, Place
from checkers.reading.intake import LEFT_UNREAD, FileReading, Intake, read_files

__all__ = ["LEFT_UNREAD", "Document", "Failure", "FileReading", "Intake", "Place", "read_files"]
