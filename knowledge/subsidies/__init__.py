"""Sums of what a studio can receive, term by term, each with its clause and condition."""

from knowledge.subsidies.sums import Line, Sum, add_up, chosen_terms, is_named, told_alone
from knowledge.subsidies.table import SubsidyTable, policy_notes, subsidy_table

__all__ = [
    "Line",
    "SubsidyTable",
    "Sum",
    "add_up",
    "chosen_terms",
    "is_named",
    "policy_notes",
    "subsidy_table",
    "told_alone",
]
