"""All papers of one applicant together: which kinds there are, who is in them, where a field is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from checkers.extraction.field import Found, Paper
from checkers.reading.document import Failure, Place
from checkers.rules.numbers import IdNumber, clean_number, differing, read_id_number
from knowledge.patterns import compiled
from knowledge.wording.normal_form import to_simplified

FORM, PROPOSAL, LICENCE = "application_form", "project_proposal", "licence"
PERSONAL = ("id_card", "skill_certificate", "honour_certificate", "achievement_proof")
# Kinds whose every paper is somebody's: an unknown name on one is a listed person's misspelt.
OF_EACH_PERSON = ("id_card", "skill_certificate")

# Names of persons may differ in one character and still be meant for the same one; numbers in two digits (OCR).
NAME_SLIP = 1
MISREAD_DIGITS = 2
# A form with this many empty places and at most so many filled ones (a printed title, a year) was not filled in.
BLANK_FORM_FROM = 6
BLANK_FORM_FILLED = 2
_UNIT_PEOPLE = ("unit.legal_representative", "unit.contact_name")
_MEMBER = compiled(r"members\[(\d+)\]\.(\w+)")
_NOT_IN_NAME = compiled(r"[\s·•・.．]")
_NOT_IN_UNIT_NAME = compiled(r"[\s（）()“”\"'《》·,，.。]")


def plain_name(name: str) -> str:
    """A person's name without spaces and dots, in simplified script (recognised text mixes them)."""
    return to_simplified(_NOT_IN_NAME.sub("", unicodedata.normalize("NFKC", name)))


def plain_unit_name(name: str) -> str:
    """A unit's name without spaces, brackets and marks, which people write in several ways."""
    return to_simplified(_NOT_IN_UNIT_NAME.sub("", unicodedata.normalize("NFKC", name)))


@dataclass(frozen=True)
class Sighting:
    """A field as one paper gives it."""

    paper: Paper
    name: str
    found: Found

    @property
    def text(self) -> str:
        return "、".join(self.found.value) if isinstance(self.found.value, tuple) else str(self.found.value)

    @property
    def doubtful(self) -> bool:
        return self.found.doubtful


@dataclass
class Person:
    """The leader or a member as listed (`base` is leader or members[n]), and the papers that are this person's own."""

    base: str
    name: Sighting
    number: Sighting | None = None
    own: list[Paper] = field(default_factory=list)
    elsewhere: list[tuple[Paper, str]] = field(default_factory=list)

    @property
    def plain(self) -> str:
        return plain_name(self.name.text)

    def sightings(self, key: str) -> Iterator[Sighting]:
        """A field (`id_number`) of this person: as listed, in other lists, on the person's own papers."""
        for paper, base in [(self.name.paper, self.base), *self.elsewhere, *((p, "leader") for p in self.own)]:
            found = paper.fields.get(f"{base}.{key}")
            if found is None and key == "name" and paper.person is not None:
                found = Found(
                    paper.person, paper.person, paper.document.blocks[0].place if paper.document.blocks else Place()
                )
            if found is not None:
                yield Sighting(paper, f"{self.base}.{key}", found)

    def has(self, kind: str) -> bool:
        return any(paper.kind == kind for paper in self.own)


@dataclass(frozen=True)
class Dossier:
    """The papers that were read, the files that could not be, and the day they are checked at."""

    papers: tuple[Paper, ...]
    failures: tuple[tuple[str, Failure], ...]
    as_of: date

    def of(self, *kinds: str) -> list[Paper]:
        return [paper for paper in self.papers if paper.kind in kinds]

    def blank(self, paper: Paper) -> bool:
        """Whether a form was handed in with hardly anything filled in."""
        filled = [n for n, found in paper.fields.items() if not n.startswith("declaration.") and found.problem is None]
        return len(paper.blanks) + len(paper.left_overs) >= BLANK_FORM_FROM and len(filled) <= BLANK_FORM_FILLED

    @cached_property
    def usable(self) -> tuple[Paper, ...]:
        """The papers that say something: without forms that were left empty."""
        return tuple(p for p in self.papers if p.kind not in (FORM, PROPOSAL) or not self.blank(p))

    def filled(self, *kinds: str) -> list[Paper]:
        return [paper for paper in self.usable if paper.kind in kinds]

    def sightings(self, name: str, *kinds: str) -> list[Sighting]:
        """A field in all papers of `kinds` (the forms where none is named), the application form's first."""
        kinds = kinds or (FORM, PROPOSAL)
        return [Sighting(p, name, p.fields[name]) for kind in kinds for p in self.filled(kind) if name in p.fields]

    def first(self, name: str, *kinds: str) -> Sighting | None:
        """The field's first sound value."""
        return next((s for s in self.sightings(name, *kinds) if s.found.problem is None), None)

    def listed(self, paper: Paper) -> list[Person]:
        """The members that a paper lists, over all pages of a form that comes as one picture a page."""
        pages = [p for p in self.usable if p.kind == paper.kind and p.form == paper.form is not None] or [paper]
        return [person for page in pages for person in members_of(page)]

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The leader and the members as listed, each with the papers that are theirs."""
        return tuple(_people(self))

    @property
    def leader(self) -> Person | None:
        return next((p for p in self.people if p.base == "leader"), None)

    @property
    def members(self) -> tuple[Person, ...]:
        """The listed members without the leader, each once."""
        leader = self.leader
        known: list[Person] = []
        for person in self.people:
            if person.base != "leader" and not any(
                same_person(person, k) for k in [*known, *([leader] if leader else [])]
            ):
                known.append(person)
        return tuple(known)

    def valid_number(self, sighting: Sighting) -> IdNumber | None:
        """The identity number of a sighting, None where it is not one."""
        read = read_id_number(sighting.text, self.as_of)
        return read if isinstance(read, IdNumber) else None


def same_person(one: Person, other: Person) -> bool:
    """Whether two entries are one person: the same number, or the same name where a number is missing."""
    numbers = [clean_number(p.number.text) for p in (one, other) if p.number is not None]
    if len(numbers) == 2:
        return numbers[0] == numbers[1]
    return one.plain == other.plain


def _people(dossier: Dossier) -> list[Person]:
    people = _listed(dossier)
    if not people:
        return []
    left = _unassigned_papers(dossier, people)
    _other_lists(dossier, people)
    _nearest([paper for paper in left if not _of_the_unit(dossier, paper)], people)
    return people


def _listed(dossier: Dossier) -> list[Person]:
    """The leader and the members of the first form that lists any."""
    people: list[Person] = []
    leader = dossier.first("leader.name")
    if leader is not None:
        people.append(Person("leader", leader, _number(leader.paper, "leader")))
    for paper in (*dossier.filled(FORM), *dossier.filled(PROPOSAL)):
        listed = dossier.listed(paper)
        if listed:
            return [*people, *listed]
    return people


def members_of(paper: Paper) -> Iterator[Person]:
    """The members that one paper lists, in its order."""
    found = [(int(m[1]), name) for name in paper.fields if (m := _MEMBER.fullmatch(name)) and m[2] == "name"]
    for n, name in sorted(found):
        base = f"members[{n}]"
        if plain_name(str(paper.fields[name].value)):
            yield Person(base, Sighting(paper, name, paper.fields[name]), _number(paper, base))


def _number(paper: Paper, base: str) -> Sighting | None:
    name = f"{base}.id_number"
    return Sighting(paper, name, paper.fields[name]) if name in paper.fields else None


def _unassigned_papers(dossier: Dossier, people: Sequence[Person]) -> list[Paper]:
    """Gives each personal paper to the person whose name, else whose number it bears; returns those left over."""
    left = []
    for paper in dossier.of(*PERSONAL):
        owner = _by_name(paper, people) or _by_number(paper, people)
        if owner is None:
            left.append(paper)
        else:
            owner.own.append(paper)
    return left


def paper_name(paper: Paper) -> str | None:
    """The name that a personal paper bears, without spaces."""
    name = paper.person or paper.text("leader.name")
    return plain_name(name) if name else None


def _by_name(paper: Paper, people: Iterable[Person]) -> Person | None:
    name = paper_name(paper)
    return next((p for p in people if name is not None and p.plain == name), None)


def _by_number(paper: Paper, people: Iterable[Person]) -> Person | None:
    found = paper.fields.get("leader.id_number")
    if found is None:
        return None
    number = clean_number(str(found.value))
    return next((p for p in people if p.number is not None and clean_number(p.number.text) == number), None)


def _other_lists(dossier: Dossier, people: Sequence[Person]) -> None:
    """Notes where the other forms name the same leader and members."""
    home = people[0].name.paper
    for paper in dossier.filled(FORM, PROPOSAL):
        leader = people[0] if people[0].base == "leader" else None
        if leader is not None and paper is not home and "leader.name" in paper.fields:
            leader.elsewhere.append((paper, "leader"))
        listed = list(members_of(paper))
        if leader is not None and paper is not home:  # a table of one row, of who is responsible
            leader.elsewhere += [(paper, other.base) for other in listed if other.plain == leader.plain]
        members = [p for p in people if p.base != "leader"]
        if not members or paper is members[0].name.paper:
            continue
        free = [p for p in members if p.plain not in {o.plain for o in listed}]
        for other in listed:
            match = next((p for p in members if p.plain == other.plain), None) or next(
                (p for p in free if _meant(p, other)), None
            )
            if match is not None:
                match.elsewhere.append((paper, other.base))
                free = [p for p in free if p is not match]


def _meant(person: Person, other: Person) -> bool:
    if person.number is not None and other.number is not None:
        return clean_number(person.number.text) == clean_number(other.number.text)
    return name_distance(person.plain, other.plain) <= NAME_SLIP


def _nearest(papers: Iterable[Paper], people: Sequence[Person]) -> None:
    """Gives a paper with an unlisted name to the nearest person who has none of its kind."""
    for paper in papers:
        name = paper_name(paper)
        lacking = [p for p in people if not p.has(paper.kind)]
        if name is None:
            if lacking and paper.kind in OF_EACH_PERSON and not _is_back(paper):
                lacking[0].own.append(paper)
            continue
        if paper.kind not in OF_EACH_PERSON:
            lacking = [p for p in people if name_distance(p.plain, name) <= NAME_SLIP]
        if lacking:
            min(lacking, key=lambda p: _distance(p, paper, name)).own.append(paper)


# All that the back of an identity card tells.
_TOLD_ON_BACK = {"unit.licence_valid_until"}


def _is_back(paper: Paper) -> bool:
    """Whether a paper is the back of an identity card, which is nobody's by itself."""
    return paper.kind == "id_card" and paper.fields.keys() == _TOLD_ON_BACK


def _of_the_unit(dossier: Dossier, paper: Paper) -> bool:
    """Whether a paper belongs to the unit's own people, whose cards come along unasked."""
    others = [s.text for n in _UNIT_PEOPLE for s in dossier.sightings(n, FORM, PROPOSAL, LICENCE)]
    return paper_name(paper) in {plain_name(name) for name in others}


def _distance(person: Person, paper: Paper, name: str) -> tuple[int, int]:
    number = paper.fields.get("leader.id_number")
    apart = (
        differing(clean_number(person.number.text), clean_number(str(number.value)))
        if number is not None and person.number is not None
        else 18
    )
    return name_distance(person.plain, name), apart


def name_distance(one: str, other: str) -> int:
    """How many characters have to be changed, added or left out to make one name of the other."""
    return Levenshtein.distance(one, other)


def where(place: Place | None) -> str | None:
    """A place as people read it; None where there is none."""
    return str(place) or None if place is not None else None
