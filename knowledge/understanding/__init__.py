"""A message and its context → place, questions, facts, form."""

from knowledge.understanding.compiled import load_compiled
from knowledge.understanding.follow_up import told_ahead
from knowledge.understanding.form import Form, is_question, settle, unframed
from knowledge.understanding.place import Place, PlaceFinder
from knowledge.understanding.question import Context, Question, Reading
from knowledge.understanding.tags import is_tag
from knowledge.understanding.understanding import Understander

__all__ = [
    "Context",
    "Form",
    "Place",
    "PlaceFinder",
    "Question",
    "Reading",
    "Understander",
    "is_question",
    "is_tag",
    "load_compiled",
    "settle",
    "told_ahead",
    "unframed",
]
