"""Reads one pack's folder into a verified Pack."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.clauses import parse_clauses
from knowledge.errors import PackError
from knowledge.pack.blank_forms import BlankForm
from knowledge.pack.deadlines import Deadline
from knowledge.pack.interview_questions import InterviewData
from knowledge.pack.models import (
    Asks,
    BoundaryCase,
    Material,
    Policy,
    QuestionForm,
    Rule,
    Subject,
    SubsidyTerm,
    Topic,
    Value,
)
from knowledge.pack.pack import Pack
from knowledge.pack.verify import verify, verify_interview

_Record = TypeVar("_Record", bound=BaseModel)


def load_pack(folder: Path, subject_ids: set[str], shared: InterviewData | None = None) -> Pack:
    """The verified pack in `folder`; PackError names the file and the key that is wrong.

    `shared` are the questions that all packs share; without them the interview is the pack's own file alone.
    """
    policy = _parse(Policy, _toml(folder / "policy.toml"), folder / "policy.toml")
    _verify_source(folder, policy)
    text = folder / "text.md"
    values: dict[str, tuple[Value, ...]] = {}
    for value in _records(Value, [folder / "values.toml"], "value"):
        values[value.id] = (*values.get(value.id, ()), value)
    topics: dict[str, Topic] = {}
    for topic in _records(Topic, sorted((folder / "topics").glob("*.toml")), "topic"):
        if topic.subject in topics:
            raise PackError(f"{policy.id}/topics: {topic.subject} stands twice")
        topics[topic.subject] = topic
    pack = Pack(
        policy=policy,
        clauses=parse_clauses(policy.id, text.read_text(encoding="utf-8"), f"{policy.id}/text.md"),
        values=values,
        rules=tuple(_records(Rule, [folder / "rules.toml"], "rule")),
        materials=tuple(_records(Material, [folder / "materials.toml"], "material")),
        deadlines=tuple(_records(Deadline, [folder / "deadlines.toml"], "deadline")),
        subsidy_terms=tuple(_records(SubsidyTerm, [folder / "subsidies.toml"], "term")),
        topics=topics,
        cases=tuple(_records(BoundaryCase, sorted((folder / "cases").glob("*.toml")), "case")),
        blank_forms=tuple(_records(BlankForm, folder.glob("forms.toml"), "form")),
        interview=load_interview(folder).over(shared or InterviewData(), policy.id),
    )
    verify(pack, subject_ids)
    if shared is not None:
        verify_interview(pack, subject_ids)
    return pack


def load_interview(folder: Path) -> InterviewData:
    """The folder's `interview.toml`; an empty one where there is none."""
    path = folder / "interview.toml"
    return _parse(InterviewData, _toml(path), path) if path.is_file() else InterviewData()


def load_subjects(files: Iterable[Path]) -> dict[str, Subject]:
    """The subjects of all files by id, in file order."""
    subjects: dict[str, Subject] = {}
    for subject in _records(Subject, files, "subject"):
        if subject.id in subjects:
            raise PackError(f"subjects: {subject.id} stands twice")
        subjects[subject.id] = subject
    return subjects


def load_asks(files: Iterable[Path], subject_ids: set[str]) -> dict[str, tuple[str, ...]]:
    """The ways in which people ask, by subject; PackError names a subject that is not known."""
    found: dict[str, tuple[str, ...]] = {}
    for asks in _records(Asks, files, "ask"):
        if asks.subject not in subject_ids:
            raise PackError(f"asks: unknown subject {asks.subject}")
        found[asks.subject] = (*found.get(asks.subject, ()), *asks.lines)
    return found


def load_forms(files: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Examples of how questions are put, by form (a proposition with + or -, or `open`)."""
    forms: dict[str, tuple[str, ...]] = {}
    for form in _records(QuestionForm, files, "form"):
        forms[form.name] = (*forms.get(form.name, ()), *form.asks)
    return forms


def _verify_source(folder: Path, policy: Policy) -> None:
    digest = hashlib.sha256((folder / policy.source_file).read_bytes()).hexdigest()
    if digest != policy.source_sha256:
        raise PackError(f"{policy.id}/policy.toml source_sha256: {policy.source_file} has {digest}")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{path.parent.name}/{path.name} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path.parent.name}/{path.name}: {error}") from None


def _parse(model: type[_Record], data: dict[str, Any], path: Path) -> _Record:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        name = data.get("id") or data.get("subject") or data.get("kind") or ""
        raise PackError(f"{path.parent.name}/{path.name} {name} {key}: {first['msg']}") from None


def _records(model: type[_Record], paths: Iterable[Path], key: str) -> list[_Record]:
    found: list[_Record] = []
    for path in paths:
        data = _toml(path)
        if set(data) - {key}:
            raise PackError(f"{path.parent.name}/{path.name}: only [[{key}]] tables belong here")
        found.extend(_parse(model, record, path) for record in data.get(key, []))
    return found
