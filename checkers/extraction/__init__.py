"""Documents → the papers in them, with typed fields and where each was found."""

from checkers.extraction.page_files import extract_all
from checkers.extraction.papers import extract

__all__ = ["extract", "extract_all"]
