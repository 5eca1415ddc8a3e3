"""What is read from one file: typed values, each with where it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from checkers.reading.document import Document, Place


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as it is written: the month or the day may be missing (1968年3月)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    def earliest(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)


Value = str | float | PartialDate | tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A field's value: typed, and `raw` as it is written in the file.

    Levels are 高级技师, 技师, 高级工, 中级工, 初级工, 特级技师 or 首席技师; areas are m², money yuan, counts numbers;
    `unit.type` is one of the contract's; support.* are the text that is written. `doubtful`: read unsurely (OCR, or two
    readings in one file). `label`: the words of the form that ask for it. `problem`: the contract's rule id where what is written is no value (date-invalid); `value` is
    then the raw text.
    """

    value: Value
    raw: str
    place: Place
    doubtful: bool = False
    problem: str | None = None
    label: str = ""


@dataclass(frozen=True)
class Blank:
    """A label of the form with nothing filled in beside it; `field` is the contract's id.

    `doubtful`: there is ink that could not be read, or the label itself was read together with something else; `struck`:
    somebody drew a stroke there (—, /), who may have had nothing to fill in.
    """

    field: str
    label: str
    place: Place
    doubtful: bool = False
    struck: bool = False


@dataclass(frozen=True)
class LeftOver:
    """A hint of the form or of an example that was left where a value belongs (此处填写…, XXX); `field` where known."""

    text: str
    place: Place
    field: str | None = None


@dataclass(frozen=True)
class Signing:
    """A place to sign, seal or date: what is asked there, and whether it is there (`seal`: a red seal shows).

    `role` is "signature", "seal" or "date"; `label` the words of the form (领办人签字, 单位盖章); `value` what is there:
    the name, the date. Where it is not `sure`, an open place may be somebody else's, or done in a way that was not seen.
    """

    role: str
    label: str
    place: Place
    done: bool
    value: str | PartialDate = ""
    problem: str | None = None
    sure: bool = True


@dataclass(frozen=True)
class BudgetRow:
    """A row of a budget: what for, and yuan (None where no amount is readable)."""

    title: str
    amount: float | None
    place: Place


@dataclass(frozen=True)
class ScheduleRow:
    """A row of a schedule: its time as written and as dates (start, end), None where not readable."""

    text: str
    start: PartialDate | None
    end: PartialDate | None
    place: Place


@dataclass(frozen=True)
class Paper:
    """One file of a dossier, understood: its kind by the contract, and all that was read from it.

    `fields` are keyed by the contract's ids, `members[1].name` and so on counting from 1 as listed. A card or certificate
    of one person has `person`, and its fields stand under leader.* ids whoever it belongs to (leader.name is then the
    card's name). A file with several cards gives several papers of the same `file`. `form` is the same for all pages of a
    form that comes as one picture a page.
    """

    file: str
    kind: str
    document: Document
    fields: dict[str, Found] = field(default_factory=dict)
    person: str | None = None
    blanks: tuple[Blank, ...] = ()
    left_overs: tuple[LeftOver, ...] = ()
    signings: tuple[Signing, ...] = ()
    budget: tuple[BudgetRow, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    form: str | None = None

    def text(self, name: str) -> str | None:
        """A field's value as text, None where it was not found or is no text."""
        found = self.fields.get(name)
        return found.value if found is not None and isinstance(found.value, str) else None

    def number(self, name: str) -> float | None:
        """A field's value as a number, None where it was not found or is none."""
        found = self.fields.get(name)
        return found.value if found is not None and isinstance(found.value, float) else None
