"""Scores answers against a question set: right, abstained or wrong, by kind of question."""

from knowledge.evaluation.report import Tally, written
from knowledge.evaluation.scoring import Expected, Judgement, judge, load_questions

__all__ = ["Expected", "Judgement", "Tally", "judge", "load_questions", "written"]
