"""Sums of what a studio can receive, term by term, each with its clause and condition."""

from knowledge.subsidies.sums import (
    Line,
    Sum,
    add_up,
    at_most_of_everything,
    chosen_terms,
    is_named,
    names_whole,
    set_aside,
    told_alone,
)
from knowledge.subsidies.table import SubsidyTable, policy_notes, subsidy_table

__all__ = [
    "Line",
    "SubsidyTable",
    "Sum",
    "add_up",
    "at_most_of_everything",
    "chosen_terms",
    "is_named",
    "names_whole",
    "policy_notes",
    "set_aside",
    "subsidy_table",
    "told_alone",
]
