"""Writes a pack's reference forms into a folder."""

from __future__ import annotations

from pathlib import Path

from checkers.forms.layout import form_document
from checkers.forms.texts import text
from knowledge.errors import InputError
from knowledge.pack import Pack


def write_forms(pack: Pack, folder: Path) -> list[Path]:
    """The DOCX files written to `folder`, one a form of the pack; none where the pack has no forms.

    InputError where the folder can't be written to, or where a file of that name is there: it may be filled in by now.
    """
    targets = [(form, folder / f"{form.file}.docx") for form in pack.blank_forms]
    for _, path in targets:
        if path.exists():
            raise InputError(text("already_there", folder=folder, file=path.name))
    try:
        for form, path in targets:
            folder.mkdir(parents=True, exist_ok=True)
            form_document(pack, form).save(str(path))
    except OSError as error:
        raise InputError(text("not_writable", folder=folder)) from error
    return [path for _, path in targets]
