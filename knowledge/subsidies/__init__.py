"""Sums of what a studio can receive, term by term, each with its clause and condition."""

from knowledge.subsidies.sums import Line, Sum, add_up, chosen_terms

__all__ = ["Line", "Sum", "add_up", "chosen_terms"]
