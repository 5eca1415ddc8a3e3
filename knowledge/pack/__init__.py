"""Loads and verifies policy packs: every quote verbatim, every reference resolved, every clause used."""

from knowledge.pack.library import Library, load_library
from knowledge.pack.models import Case, Citation, Material, Policy, Rule, Subject, Topic, Value
from knowledge.pack.pack import Pack

__all__ = [
    "Case",
    "Citation",
    "Library",
    "Material",
    "Pack",
    "Policy",
    "Rule",
    "Subject",
    "Topic",
    "Value",
    "load_library",
]
