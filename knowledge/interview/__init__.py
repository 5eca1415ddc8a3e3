"""The guided interview (资格自测): the questions that still matter for one case, drawn from the packs' rules."""

from knowledge.interview.asking import Asked, Why, choose, dont_know, next_question, question_of, start, state_number
from knowledge.interview.state import Answer, Interview
from knowledge.interview.typed import AnswerReader

__all__ = [
    "Answer",
    "AnswerReader",
    "Asked",
    "Interview",
    "Why",
    "choose",
    "dont_know",
    "next_question",
    "question_of",
    "start",
    "state_number",
]
