"""What is not there: papers, filled places, signatures, seals, dates."""

from __future__ import annotations

from collections.abc import Sequence

from checkers.extraction.field import Blank, Paper, Signing
from checkers.extraction.kinds import named_other
from checkers.extraction.plausible import is_person
from checkers.reading.document import Place
from checkers.report.masking import mask_numbers
from checkers.report.model import Finding, Outcome
from checkers.report.texts import kind_title
from checkers.rules.crosschecks import may_be_filled, may_be_held
from checkers.rules.dossier import FORM, PROPOSAL, Dossier, Person, plain_name
from checkers.rules.findings import Findings
from checkers.rules.texts import say, title_of
from checkers.rules.unread import unread_people
from checkers.rules.words import says_none, words
from knowledge.pack import Material, Pack

# What has to be claimed on a form before a proof of it is asked for.
_CLAIMS = {"honour_certificate": "leader.honours", "achievement_proof": "leader.achievements"}
_STEP = "application"
# So many characters of a left-over hint are shown.
_SHOWN = 40
_SIGNING_RULES = {"signature": "signature-missing", "seal": "seal-missing", "date": "date-missing"}


def check_completeness(pack: Pack, dossier: Dossier, excused: set[str], found: Findings) -> None:
    """Missing papers by the pack, then what the papers at hand leave open; `excused` kinds need not be handed in."""
    _unrecognised(dossier, found)
    _Materials(pack, dossier, found).check(excused)
    for paper in dossier.usable:
        _left_overs(paper, found)
        _blanks(dossier, paper, found)
        if paper.kind in (FORM, PROPOSAL):
            _signings(paper, found)
    found.look("field-blank", "placeholder-left")


def _unrecognised(dossier: Dossier, found: Findings) -> None:
    for paper in dossier.of("other"):
        if named_other(paper.document):
            continue
        blocks = paper.document.blocks
        place = blocks[0].place if blocks else Place()
        found.add("document-kind-unrecognised", "unknown", at=(paper, place))


class _Materials:
    """The papers that a pack asks for, against those at hand and those that could not be read."""

    def __init__(self, pack: Pack, dossier: Dossier, found: Findings) -> None:
        self.pack, self.dossier, self.found = pack, dossier, found
        # Files that could not be read stand for the paper that their name tells, else for any one that is missing.
        self.unread = [_kind_by_name(name) for name, _ in dossier.failures]
        self.unread_names = [plain_name(name) for name, _ in dossier.failures]

    def check(self, excused: set[str]) -> None:
        for material in self.pack.materials:
            if material.when != _STEP or material.kind in excused:
                continue
            if material.if_claimed:
                self._claimed(material)
            elif material.per:
                self._per_person(material)
            else:
                self._one(material)
        self._of_unread_members()
        self.found.look("material-missing")

    def _one(self, material: Material) -> None:
        kind = material.kind
        if any(p.kind == kind for p in self.dossier.usable) or self._accounted_for(kind):
            return
        empty = next((p for p in self.dossier.of(kind)), None)
        text = "material-missing-blank" if empty is not None else "material-missing"
        sure = not may_be_held(self.dossier, kind)
        self._missing(material, kind, text, {"title": material.title}, empty, sure)

    def _per_person(self, material: Material) -> None:
        kind = material.kind
        people = [p for p in _people(self.dossier, material) if plain_name(p.name.text)]
        lacking = [p for p in people if not p.has(kind)]
        if not people and not self.dossier.of(kind) and self.dossier.filled(FORM):
            if not self._accounted_for(kind):
                self._missing(material, kind, "material-missing", {"title": material.title})
            return
        lacking = [p for p in lacking if not self._accounted_for(kind, p)]
        if len(lacking) == len(people) > 1:
            names = "、".join(p.plain for p in lacking)
            sure = all(is_person(p.plain) for p in lacking)
            parts = {"kind": kind_title(kind), "names": names}
            self._missing(material, kind, "material-missing-all", parts, sure=sure)
            return
        for person in lacking:
            parts = {"name": person.plain, "kind": kind_title(kind)}
            sure = is_person(person.plain) and not self._unrecognised(kind, person)
            self._missing(material, f"{kind}:{person.plain}", "material-missing-person", parts, sure=sure)

    def _of_unread_members(self) -> None:
        """Notes that nobody looked for the papers of members whom the form names, but who were not read."""
        material = next((m for m in self.pack.materials if m.when == _STEP and "member" in m.per), None)
        members = self.dossier.members
        if material is None or not self.dossier.filled(FORM) or (members and not unread_people(self.dossier)):
            return
        parts = {"kind": kind_title(material.kind), "count": str(len(members))}
        self._put(material, "members", "unknown", "members-unread" if members else "members-unread-all", parts)

    def _claimed(self, material: Material) -> None:
        kind, leader = material.kind, self.dossier.leader
        claim = self.dossier.first(_CLAIMS[kind]) if kind in _CLAIMS else None
        if leader is None or claim is None or says_none(claim.text) or self._accounted_for(kind):
            return
        # A proof may bear the unit's or the project's name: any paper of the kind will do.
        if not self.dossier.of(kind):
            parts = {"claimed": title_of(_CLAIMS[kind]), "name": leader.plain, "kind": kind_title(kind)}
            self._missing(material, f"{kind}:{leader.plain}", "material-missing-claimed", parts)

    def _unrecognised(self, kind: str, person: Person) -> bool:
        """Whether a file whose kind was not told by its text may be this person's paper, by its name."""
        return any(
            p.kind == "other" and person.plain in plain_name(p.file) and _kind_by_name(p.file) in (kind, None)
            for p in self.dossier.papers
        )

    def _accounted_for(self, kind: str, person: Person | None = None) -> bool:
        """Whether a file that could not be read may be this paper; each such file stands for one."""
        for n, (unread, name) in enumerate(zip(self.unread, self.unread_names, strict=True)):
            if unread == kind and (person is None or person.plain in name or not self._names_somebody(name)):
                if person is not None and person.plain in name:
                    self._use(n)
                return True
        if None in self.unread:
            self._use(self.unread.index(None))
            return True
        return False

    def _use(self, n: int) -> None:
        del self.unread[n], self.unread_names[n]

    def _names_somebody(self, name: str) -> bool:
        return any(p.plain in name for p in self.dossier.people)

    def _missing(
        self,
        material: Material,
        subject: str,
        text: str,
        parts: dict[str, str],
        empty: Paper | None = None,
        sure: bool = True,
    ) -> None:
        if sure:
            self._put(material, subject, "fail", text, parts, empty)
        else:
            told = say(text, "message", **parts)
            self._put(material, subject, "unknown", "unsure", {**parts, "told": told}, empty)

    def _put(
        self,
        material: Material,
        subject: str,
        outcome: Outcome,
        text: str,
        parts: dict[str, str],
        empty: Paper | None = None,
    ) -> None:
        self.found.put(
            Finding(
                rule=material.missing_rule or "material-missing",
                outcome=outcome,
                subject=subject,
                clause=self.pack.clauses.full_id(material.clause),
                quote=material.quote,
                file=empty.file if empty is not None else None,
                message=mask_numbers(say(text, "message", **parts)),
                fix=mask_numbers(say(text, "fix", **parts)),
            )
        )


def _people(dossier: Dossier, material: Material) -> list[Person]:
    leader = dossier.leader
    people = [leader] if leader is not None and "leader" in material.per else []
    return [*people, *(dossier.members if "member" in material.per else ())]


def _kind_by_name(file: str) -> str | None:
    """The kind of paper that a file's name tells."""
    return next((kind for kind, names in words().file_names.items() if any(n in file for n in names)), None)


def _left_overs(paper: Paper, found: Findings) -> None:
    for left in paper.left_overs:
        text = left.text if len(left.text) <= _SHOWN else left.text[:_SHOWN] + "…"
        # Beside an answer to the same question it may be the form's own example.
        answered = paper.fields.get(left.field) if left.field is not None else None
        sure = answered is None or not answered.label
        found.add("placeholder-left", subject=left.field, at=(paper, left.place), parts={"text": text}, sure=sure)


def _blanks(dossier: Dossier, paper: Paper, found: Findings) -> None:
    hinted = {left.field for left in paper.left_overs} | {
        "declaration.signature",
        "declaration.seal",
        "declaration.date",
    }
    seen: set[str] = set()
    unsure = _is_misread(paper)
    for blank in paper.blanks:
        if blank.field in words().optional or blank.field in hinted or blank.field in seen or _of_office(blank):
            continue
        seen.add(blank.field)
        parts = {"label": blank.label, "title": title_of(blank.field)}
        sure = not (blank.doubtful or unsure or may_be_filled(dossier, paper, blank))
        if sure and blank.struck:
            found.add("field-blank", "unknown", blank.field, at=(paper, blank.place), text="field-struck", parts=parts)
        else:
            found.add("field-blank", subject=blank.field, at=(paper, blank.place), parts=parts, sure=sure)


# 经办人 beside nothing is where an office's clerk signs.
_CLERK = "经办"
# In a PDF or a scan, where cells are told from lines, so many blanks beside so many answers are a layout misread.
_MANY_BLANKS, _SOME_ANSWERS = 4, 5


def _of_office(blank: Blank) -> bool:
    return blank.field == "unit.contact_name" and blank.label.startswith(_CLERK)


def _is_misread(paper: Paper) -> bool:
    """Whether more is blank in a paper than people leave out who fill in the rest of it."""
    drawn = paper.document.format in ("pdf", "scan")
    return drawn and len(paper.blanks) >= _MANY_BLANKS and len(paper.fields) >= _SOME_ANSWERS


def _signings(paper: Paper, found: Findings) -> None:
    """One finding for each thing to sign, seal or date that is left out in several places of one paper."""
    for role, rule in _SIGNING_RULES.items():
        asked = [s for s in paper.signings if s.role == role]
        if asked:
            found.look(rule)
        left_out = [s for s in asked if not s.done]
        surely = [s for s in left_out if s.sure]
        shown = surely or left_out
        if shown:
            parts = {"label": _labels(shown)}
            at = (paper, shown[0].place)
            found.add(rule, subject=f"declaration.{role}", at=at, parts=parts, sure=bool(surely))


def _labels(signings: Sequence[Signing]) -> str:
    return "」「".join(dict.fromkeys(s.label for s in signings))
