"""Question → answer with citations, verdict and caveats."""

from knowledge.answering.answer import Answer, Cited
from knowledge.answering.assistant import Assistant, open_assistant

__all__ = ["Answer", "Assistant", "Cited", "open_assistant"]
