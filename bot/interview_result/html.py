"""The result as one page that needs nothing else: no script, no request, no style sheet of its own."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.interview_result.texts import say
from bot.interview_result.view import ResultView

_FOLDER = Path(__file__).parent


def to_html(view: ResultView) -> str:
    """The page; its own style sheet is the only thing that a browser may use, known by its hash."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(view=view, say=say, style=Markup(style), style_hash=digest)


@cache
def _style() -> str:
    return (_FOLDER / "page.css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
