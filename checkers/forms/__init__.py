"""Blank reference forms drawn from a pack, as DOCX."""

from checkers.forms.writing import write_forms

__all__ = ["write_forms"]
