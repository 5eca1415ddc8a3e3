"""Numbers and dates that can't be right by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checkers.extraction.field import Paper, PartialDate
from checkers.extraction.values import find_dates, read_date
from checkers.reading.document import Paragraph
from checkers.report.texts import field_title
from checkers.rules.crosschecks import pieces
from checkers.rules.dossier import FORM, LICENCE, MISREAD_DIGITS, PROPOSAL, Dossier, Person, Sighting
from checkers.rules.findings import Findings, graver
from checkers.rules.numbers import (
    IdNumber,
    certificate_level,
    clean_number,
    differing,
    phone_sound,
    read_id_number,
    uscc_problem,
)
from checkers.rules.texts import role_title, say, title_of
from checkers.rules.words import says_none
from knowledge.patterns import compiled

_PHONES = ("leader.phone", "unit.contact_phone")


def check_validity(dossier: Dossier, found: Findings) -> None:
    """Identity numbers, credit codes, telephones, dates, certificate numbers, the licence's term."""
    _unreal(dossier, found)
    for person in dossier.people:
        _id_number(dossier, person, found)
    _levels(dossier, found)
    if dossier.leader is not None:
        _birth_and_sex(dossier, dossier.leader, found)
    _uscc(dossier, found)
    _phones(dossier, found)
    _licence(dossier, found)


def _unreal(dossier: Dossier, found: Findings) -> None:
    """Values that the reader already knows to be none (a 30th of February)."""
    seen: set[tuple[str, str]] = set()
    for paper in dossier.usable:
        for name, value in paper.fields.items():
            if value.problem is None or (name, value.raw) in seen:
                continue
            seen.add((name, value.raw))
            at = Sighting(paper, name, value)
            if value.problem == "date-invalid":
                parts = {"title": title_of(name), "value": value.raw}
                outcome, sure = graver(value.doubtful), not (paper.document.recognised and _is_beyond(value.raw))
                found.add("date-invalid", outcome, name, at=at, parts=parts, sure=sure)
        _unreal_in_prose(paper, seen, found)
    found.look("date-invalid")


def _unreal_in_prose(paper: Paper, seen: set[tuple[str, str]], found: Findings) -> None:
    """A line that is nothing but a date, as below a signature, and a date that the calendar has not."""
    if paper.kind not in (FORM, PROPOSAL) or paper.document.recognised:
        return
    told = {raw for _, raw in seen}
    for block in paper.document.blocks:
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        if not _ONLY_A_DATE.fullmatch(text) or text in told:
            continue
        reading = read_date(text)
        if reading is not None and reading.problem == "date-invalid":
            told.add(text)
            parts = {"title": title_of("declaration.date"), "value": text}
            found.add("date-invalid", "fail", "declaration.date", at=(paper, block.place), parts=parts)


_ONLY_A_DATE = compiled(
    r"(?:20\d\d|二[〇○零]二[〇○零一二三四五六七八九])\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*[日号]"
)
# No month has more days. 日 and 月 are recognised as 1 (9月9日 as 9月91); a 32nd is somebody's slip.
_MOST_DAYS, _MOST_MONTHS = 31, 12
_STROKE = 1


def _is_beyond(text: str) -> bool:
    """Whether a date is one of no month at all, by a stroke too many that is recognised in it."""
    return any(
        number > most and number % 10 == _STROKE
        for d, _ in find_dates(text)
        for number, most in ((d.month or 1, _MOST_MONTHS), (d.day or 1, _MOST_DAYS))
    )


def _id_number(dossier: Dossier, person: Person, found: Findings) -> None:
    sightings = list(person.sightings("id_number"))
    if not sightings:
        return
    found.look("id-number-invalid")
    sound = [valid.number for s in sightings if (valid := dossier.valid_number(s)) is not None]
    for sighting in sightings:
        read = read_id_number(sighting.text, dossier.as_of)
        if isinstance(read, IdNumber) or misread(sighting, sound):
            continue
        why = say("id-number-invalid-why", read)
        title = role_title(person.base) + person.plain + field_title("leader.id_number")
        parts = {"title": title, "value": clean_number(sighting.text), "why": why}
        found.add("id-number-invalid", graver(sighting.doubtful), sighting.name, at=sighting, parts=parts)
        return


def misread(sighting: Sighting, sound: Iterable[str]) -> bool:
    """Whether a number from a picture is a sound one that stands elsewhere, with a character or two misread."""
    if sighting.paper.document.format != "scan" and not sighting.doubtful:
        return False
    number = clean_number(sighting.text)
    return any(abs(len(s) - len(number)) <= 1 and _nearly(number, s) for s in sound)


def _nearly(number: str, sound: str) -> bool:
    if len(number) == len(sound):
        return differing(number, sound) <= MISREAD_DIGITS
    longer, shorter = (number, sound) if len(number) > len(sound) else (sound, number)
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _birth_and_sex(dossier: Dossier, leader: Person, found: Findings) -> None:
    number = best_number(dossier, leader)
    if number is None:
        return
    born, sex = list(leader.sightings("birth_date")), list(leader.sightings("sex"))
    for sighting in born:
        written = sighting.found.value
        found.look("id-birth-date-mismatch")
        if isinstance(written, PartialDate) and not _agrees(written, number.birth):
            parts = {"title": title_of("leader.birth_date"), "birth": written, "number_birth": number.birth.isoformat()}
            outcome, sure = graver(sighting.doubtful), not _told_elsewhere(sighting, number.birth)
            found.add("id-birth-date-mismatch", outcome, "leader.birth_date", at=sighting, parts=parts, sure=sure)
            break
    for sighting in sex:
        found.look("id-sex-mismatch")
        if sighting.text[:1] in ("男", "女") and sighting.text[:1] != number.sex:
            parts = {"title": title_of("leader.sex"), "sex": sighting.text[:1], "number_sex": number.sex}
            found.add("id-sex-mismatch", graver(sighting.doubtful), "leader.sex", at=sighting, parts=parts)
            break


def best_number(dossier: Dossier, person: Person) -> IdNumber | None:
    """A person's sound identity number, the card's before the form's."""
    sightings = sorted(person.sightings("id_number"), key=lambda s: (s.doubtful, s.paper.kind != "id_card"))
    return next((number for s in sightings if (number := dossier.valid_number(s)) is not None), None)


def _told_elsewhere(sighting: Sighting, birth: date) -> bool:
    """Whether the paper also holds the right date, alone in a line or box: then another one was taken for it."""
    texts = (line for line, _ in pieces(sighting.paper) if len(line) <= _LONGEST_DATE and line != sighting.found.raw)
    dates = (d for line in texts for d, exists in find_dates(line) if exists)
    return any(d.month is not None and _agrees(d, birth) for d in dates)


# A line with no more than a date and its label.
_LONGEST_DATE = 24


def _agrees(written: PartialDate, birth: date) -> bool:
    return (
        written.year == birth.year
        and written.month in (None, birth.month)
        and (written.day is None or written.day == birth.day)
    )


# One person's level may be wrong; so many people's, all with the same one, show that their boxes were misread.
_SEVERAL = 2


@dataclass(frozen=True)
class _WrongLevel:
    """A listed level that a certificate, or the level in a certificate's number, does not bear out."""

    person: Person
    listed: Sighting
    at: Sighting
    other: str
    doubtful: bool
    text: str


def _levels(dossier: Dossier, found: Findings) -> None:
    """The levels on the form against the certificates' and against the levels in the certificates' numbers."""
    borne_out = [told for person in dossier.people if (told := _borne_out(person)) is not None]
    trusted = sum(borne_out) >= _BORNE_OUT and sum(borne_out) >= _BORNE_OUT * borne_out.count(False)
    wrong = [w for person in dossier.people if (w := _wrong_level(person, trusted, found)) is not None]
    sure = len(wrong) < _SEVERAL or len({w.listed.text for w in wrong}) > 1
    for w in wrong:
        parts = {"name": w.person.plain, "level": w.listed.text, "other": w.other}
        outcome, subject = graver(w.doubtful), f"{w.person.base}.skill_level"
        found.add("certificate-level-mismatch", outcome, subject, at=w.at, text=w.text, parts=parts, sure=sure)


# A number of digits alone may be of another series: it counts where so many people's bear their levels out, and so many
# times as many as do not.
_BORNE_OUT = 2


def _borne_out(person: Person) -> bool | None:
    """Whether somebody's number of digits alone holds the level that is listed; None where there is no such number."""
    listed = next(iter(person.sightings("skill_level")), None)
    numbers = [s.text for s in person.sightings("certificate_number") if clean_number(s.text).isdigit()]
    levels = [level for n in numbers if (level := certificate_level(n)) is not None]
    return listed.text in levels if listed is not None and levels else None


def _wrong_level(person: Person, trusted: bool, found: Findings) -> _WrongLevel | None:
    """`trusted`: numbers of digits alone hold levels in these papers."""
    listed = next(iter(person.sightings("skill_level")), None)
    if listed is None or listed.paper.kind not in (FORM, PROPOSAL):
        return None
    certificates = [p for p in person.own if p.kind == "skill_certificate"]
    shown = [Sighting(p, "leader.skill_level", f) for p in certificates if (f := p.fields.get("leader.skill_level"))]
    if shown:
        found.look("certificate-level-mismatch")
        if not any(s.text == listed.text for s in shown):
            doubtful = listed.doubtful or all(s.doubtful for s in shown)
            return _WrongLevel(person, listed, listed, shown[0].text, doubtful, "certificate-level-mismatch")
    numbers = [
        (s, level)
        for s in person.sightings("certificate_number")
        if (level := certificate_level(s.text)) and (trusted or not clean_number(s.text).isdigit())
    ]
    if not numbers:
        return None
    found.look("certificate-level-mismatch")
    if any(level == listed.text for _, level in numbers):
        return None
    sighting, level = numbers[0]
    doubtful = listed.doubtful or sighting.doubtful
    return _WrongLevel(person, listed, sighting, level, doubtful, "certificate-level-mismatch-number")


def _uscc(dossier: Dossier, found: Findings) -> None:
    sightings = [s for s in dossier.sightings("unit.uscc", FORM, LICENCE, PROPOSAL) if not says_none(s.text)]
    sound = [clean_number(s.text) for s in sightings if uscc_problem(s.text) is None]
    for sighting in sightings:
        found.look("uscc-invalid")
        problem = uscc_problem(sighting.text)
        if problem is not None and not misread(sighting, sound):
            parts = {"value": clean_number(sighting.text), "why": say("uscc-invalid-why", problem)}
            found.add("uscc-invalid", "warn", "unit.uscc", at=sighting, parts=parts)
            return


def _phones(dossier: Dossier, found: Findings) -> None:
    told: set[str] = set()  # a number that stands under two questions is mended once
    for name in _PHONES:
        for sighting in dossier.sightings(name):
            found.look("phone-invalid")
            number = clean_number(sighting.text)
            if not says_none(sighting.text) and not phone_sound(sighting.text) and number not in told:
                told.add(number)
                parts = {"title": title_of(name), "value": sighting.found.raw or sighting.text}
                found.add("phone-invalid", graver(sighting.doubtful), name, at=sighting, parts=parts)
                break


def _licence(dossier: Dossier, found: Findings) -> None:
    for sighting in dossier.sightings("unit.licence_valid_until", LICENCE, FORM):
        until = sighting.found.value
        if not isinstance(until, PartialDate):
            continue
        found.look("licence-expired")
        if _ends_before(until, dossier.as_of):
            parts = {"until": until, "as_of": dossier.as_of.isoformat()}
            found.add(
                "licence-expired", graver(sighting.doubtful), "unit.licence_valid_until", at=sighting, parts=parts
            )
        return


def _ends_before(until: PartialDate, on: date) -> bool:
    """Whether a term that ends with the day, month or year `until` is over on `on`."""
    end = (until.year, until.month or 12, until.day or 31)
    return end < (on.year, on.month, on.day)
