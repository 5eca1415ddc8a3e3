"""A document → the papers in it, with typed fields and where each was found."""

from checkers.extraction.papers import extract

__all__ = ["extract"]
