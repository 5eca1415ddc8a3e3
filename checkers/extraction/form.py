"""What a form asks and holds, and where the walk through a document is."""

from __future__ import annotations

from dataclasses import dataclass, field

from checkers.extraction.labels import Label
from checkers.reading.document import Cell, Place

# Fields whose value may run over several paragraphs below their heading.
LONG = frozenset(
    {
        "project.goal", "project.content", "project.schedule", "project.outputs",
        "leader.honours", "leader.achievements", "leader.apprentices",
        "support.venue", "support.equipment", "support.funding", "support.management_rules", "support.work_plan",
        "support.dedicated_account",
    }
)  # fmt: skip
# This share of a row's cells must be labels for the values to stand in the row below.
MOSTLY = 0.6


@dataclass(frozen=True)
class Slot:
    """A label with what stands beside it (possibly nothing); `who` is whose section it stands in."""

    label: Label
    value: str
    place: Place
    who: str | None
    sure: float = 1.0


@dataclass(frozen=True)
class Record:
    """One row below a header: its cells by the header's words, in order."""

    cells: tuple[tuple[str, Cell], ...]
    who: str | None
    place: Place


@dataclass
class Form:
    """All that a document asks and holds."""

    slots: list[Slot] = field(default_factory=list)
    members: list[Record] = field(default_factory=list)
    budget: list[Record] = field(default_factory=list)
    schedule: list[Record] = field(default_factory=list)
    texts: list[tuple[str, Place]] = field(default_factory=list)


@dataclass
class Walk:
    """Where the walk through a document is: whose section, which long text is open, and below which headers of a table
    without lines (`columns`, with rows of members, budget or schedule). `asked` is a label that stood alone in the line before,
    `question` the sentence that asked;
    `told_by_gap` counts the lines with questions and answers a gap apart, `told_in_frames` those with questions in frames;
    `unanswered`: the last slot ended its line with nothing behind its colon."""

    form: Form
    who: str | None = None
    open: Label | None = None
    open_place: Place = field(default_factory=Place)
    open_who: str | None = None
    text: list[str] = field(default_factory=list)
    sure: float = 1.0
    columns: list[str] = field(default_factory=list)
    rows_of: str = "members"
    asked: Label | None = None
    question: str = ""
    unanswered: bool = False
    told_by_gap: int = 0
    told_in_frames: int = 0

    def close(self) -> None:
        """Ends the long text that is open and keeps it as a slot."""
        if self.open is not None:
            self.form.slots.append(
                Slot(self.open, "\n".join(self.text).strip(), self.open_place, self.open_who, self.sure)
            )
        self.open, self.text, self.sure = None, [], 1.0

    def start(self, label: Label, place: Place) -> None:
        """Opens a long text below a heading."""
        self.close()
        self.open, self.open_place, self.open_who = label, place, self.who
