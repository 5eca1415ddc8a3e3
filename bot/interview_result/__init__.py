"""The result of an interview as a page to print and as a DOCX file."""

from bot.interview_result.docx import write_docx
from bot.interview_result.html import to_html
from bot.interview_result.view import ResultView, result_view

__all__ = ["ResultView", "result_view", "to_html", "write_docx"]
