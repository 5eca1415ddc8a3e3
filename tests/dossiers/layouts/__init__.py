"""The DOCX layouts: each module has NAME, form(sheet) and proposal(sheet)."""

from __future__ import annotations

from types import ModuleType

from tests.dossiers.layouts import controls, grid, headings, landscape, narrative, sidebar, stacked

LAYOUTS: tuple[ModuleType, ...] = (grid, sidebar, headings, stacked, controls, landscape, narrative)
