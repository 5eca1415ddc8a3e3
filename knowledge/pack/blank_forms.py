"""The shape of a pack's `forms.toml`: the blank reference forms that we offer for its papers.

A form holds labels and hints only. What the policy says stands beside them as citations, so that a figure of the policy
is never retyped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from knowledge.pack.models import Citation, Cite, Record

# A hint begins so, that one left in a filled form is told from an entry.
HINT_START = "此处填写"

# Sections are numbered 一 to 十.
MAX_SECTIONS = 10

# The fields of the check report (`n` counts a table's rows).
_REPORT_FIELDS = {
    "unit": "name uscc type registered_place legal_representative address contact_name contact_phone staff_count "
    "skilled_staff_count training_area_m2 licence_valid_until",
    "studio": "name occupation team_size",
    "leader": "name sex birth_date id_number phone post occupation skill_level certificate_number years_in_trade "
    "honours achievements apprentices",
    "members[n]": "name id_number skill_level certificate_number role",
    "project": "name goal content schedule outputs start end budget_items budget_total funding_requested",
    "support": "venue equipment funding management_rules work_plan dedicated_account",
    "declaration": "signature seal date",
}
REPORT_FIELDS = frozenset(f"{group}.{name}" for group, names in _REPORT_FIELDS.items() for name in names.split())

Layout = Literal["fields", "members", "schedule", "budget", "attachments", "declaration"]
# Half a line, a whole line, or a whole line with room for sentences (choices stand one below the other).
Size = Literal["half", "full", "long"]


class FormField(Record):
    """An entry of a form: its label and what helps to fill it in, a grey `hint` or `choices` to tick (value → words).

    Without `id` it is asked by the policy and read by no rule. In a table of rows it is a column, with no hint, as wide as
    its `share` beside those of the others.
    """

    id: str | None = None
    label: str
    hint: Annotated[str, Field(pattern=f"^(?:{HINT_START}.*)?$")] = ""
    choices: dict[str, str] = Field(default_factory=dict)
    size: Size = "half"
    share: Annotated[int, Field(ge=1)] = 1


class FormSection(Record):
    """A titled part of a form, one table; `text` is read before it, `note` is small print below it, `cite` is why
    it is asked.

    "members", "schedule" and "budget" are tables of empty rows whose columns are the fields; a budget ends with a total.
    "attachments" lists the pack's materials, "declaration" has places to sign, seal and date.
    """

    title: str
    layout: Layout = "fields"
    text: str = ""
    note: str = ""
    field: tuple[FormField, ...] = ()
    cite: tuple[Cite, ...] = ()

    @model_validator(mode="after")
    def _helped(self) -> FormSection:
        for field in self.field:
            if (self.layout == "fields") != (bool(field.hint) != bool(field.choices)):
                raise ValueError(f"{field.label}: a hint or choices belong to the fields layout, and to it only")
        if (self.layout == "attachments") == bool(self.field):
            raise ValueError("fields belong to every layout but attachments")
        return self


class BlankForm(Record):
    """A reference form for one kind of document; `file` is its file name without the ending."""

    kind: Literal["application_form", "project_proposal"]
    file: str
    title: str
    section: Annotated[tuple[FormSection, ...], Field(min_length=1, max_length=MAX_SECTIONS)]

    def fields(self) -> Iterator[FormField]:
        """All entries and columns in their order."""
        for section in self.section:
            yield from section.field

    def citations(self) -> Iterator[Citation]:
        for section in self.section:
            yield from section.cite

    def words(self) -> Iterator[str]:
        """All that the form says itself, quotes apart."""
        for section in self.section:
            yield from (section.title, section.text, section.note)
        for field in self.fields():
            yield from (field.label, field.hint, *field.choices.values())
