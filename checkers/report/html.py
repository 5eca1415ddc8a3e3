"""The report as one page that needs nothing else: no script, no request, no style sheet of its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from checkers.report.model import CheckReport
from checkers.report.texts import say
from checkers.report.view import Titles, view_of

_FOLDER = Path(__file__).parent


def to_html(
    report: CheckReport,
    policy_title: str,
    clause_label: Callable[[str], str],
    earlier: CheckReport | None = None,
    notes: Sequence[str] = (),
    remarks: Sequence[str] = (),
) -> str:
    """The page; `notes` are what to heed about the policy (a draft, a term ended), `remarks` what to say first."""
    view = view_of(report, Titles(policy_title, clause_label, notes, remarks), earlier)
    style = _style()
    # The page's own style sheet is the only thing that a browser may use, known by its hash.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(view=view, say=say, style=Markup(style), style_hash=digest)


@cache
def _style() -> str:
    return (_FOLDER / "report.css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    loader = FileSystemLoader(_FOLDER)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")
