"""The guided interview (资格自测): the questions that still matter for one case, drawn from the packs' rules."""

from knowledge.interview.asking import Asked, Why, choose, dont_know, next_question, question_of, start, state_number
from knowledge.interview.outcome import Condition, Outcome, compare, headline, outcome_of
from knowledge.interview.state import Answer, Interview
from knowledge.interview.trace import Trace, trace_lines, trace_of
from knowledge.interview.typed import AnswerReader

__all__ = [
    "Answer",
    "AnswerReader",
    "Asked",
    "Condition",
    "Interview",
    "Outcome",
    "Trace",
    "Why",
    "choose",
    "compare",
    "dont_know",
    "headline",
    "next_question",
    "outcome_of",
    "question_of",
    "start",
    "state_number",
    "trace_lines",
    "trace_of",
]
