"""The documents' own words: a whole document with one clause marked, one clause, clauses searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation.model import Button, ClauseHit, ClauseLine, DocumentView, Message, Span, plain
from bot.conversation.texts import text
from knowledge.answering import Assistant
from knowledge.clauses import Clause
from knowledge.pack import Pack
from knowledge.patterns import compiled

# 6.1.2, policy/6.1.2, 4.2.p3
_CLAUSE_ID = compiled(r"(?:(?P<policy>[a-z_]+)/)?(?P<local>\d+(?:\.\d+)*(?:\.?p\d+)?)$")
# A search brings so many subjects' clauses before those that only hold the words.
_SUBJECTS = 4


@dataclass(frozen=True)
class Clauses:
    """Looks clauses up in the packs of one assistant."""

    assistant: Assistant

    def label(self, clause_id: str) -> str:
        """The clause as people name it, its place first."""
        pack = self._packs[clause_id.split("/")[0]]
        return f"{pack.policy.name} {pack.clauses[clause_id].label}"

    def button(self, clause_id: str) -> Button:
        return Button(self.label(clause_id), f"clause:{clause_id}")

    def document(self, clause_id: str, quote: str = "") -> DocumentView | None:
        """The whole document that a clause belongs to, the clause marked; None where there is no such clause."""
        pack = self._packs.get(clause_id.split("/")[0])
        if pack is None or clause_id not in pack.clauses:
            return None
        lines: list[ClauseLine] = []
        chapter = ""
        for clause in pack.clauses:
            if clause.chapter != chapter:
                chapter = clause.chapter
                lines.append(ClauseLine(None, chapter))
            first, *rest = clause.paragraphs
            marked = clause.id == clause_id
            lines.append(ClauseLine(clause.id, f"{clause.mark} {first}".strip(), marked))
            lines.extend(ClauseLine(clause.id, paragraph, marked) for paragraph in rest)
            if marked:
                lines.extend(ClauseLine(clause.id, text("note", note=n), note=True) for n in pack.notes(clause))
        return DocumentView(pack.policy.title, tuple(lines), quote)

    def message(self, clause_id: str) -> Message:
        """One clause verbatim, with those below it; says so where there is no such clause."""
        pack = self._packs.get(clause_id.split("/")[0])
        if pack is None or clause_id not in pack.clauses:
            return Message(plain(text("unknown_clause", clause=clause_id.split("/")[-1])))
        clause = pack.clauses[clause_id]
        spans = [Span(f"{pack.policy.title} {clause.label}\n", "bold"), Span(_words(clause), "quote")]
        for below in pack.clauses.children(clause_id):
            spans += [Span("\n"), Span(_words(below), "quote")]
        spans += [Span("\n" + text("note", note=note), "small") for note in pack.notes(clause)]
        return Message(tuple(spans))

    def named(self, argument: str, policy: str | None) -> list[str] | None:
        """The clause ids that `6.1.2` can mean, in the chosen place or in each; None where no number was given."""
        match = _CLAUSE_ID.match(argument.strip().lower().replace("．", "."))
        if match is None:
            return None
        chosen = match["policy"] or policy
        packs = [self._packs[chosen]] if chosen in self._packs else list(self._packs.values())
        return [clause_id for pack in packs for clause_id in _numbered(pack, match["local"])]

    def search(self, words: str, policy: str | None, most: int) -> list[ClauseHit]:
        """Clauses on what the words are about, then those that hold the words; at most `most`."""
        packs = [self._packs[policy]] if policy in self._packs else list(self._packs.values())
        found = [*self._on_subject(words, packs), *_holding(words, packs)]
        return [self._hit(clause_id) for clause_id in list(dict.fromkeys(found))[:most]]

    def _on_subject(self, words: str, packs: list[Pack]) -> Iterable[str]:
        for subject in self.assistant.likely_subjects(words)[:_SUBJECTS]:
            for pack in packs:
                topic = pack.topics.get(subject)
                for cite in (*topic.cite, *topic.items) if topic is not None and not topic.silent else ():
                    yield pack.clauses.full_id(cite.clause)

    def _hit(self, clause_id: str) -> ClauseHit:
        pack = self._packs[clause_id.split("/")[0]]
        return ClauseHit(clause_id, self.label(clause_id), pack.clauses[clause_id].text)

    @property
    def _packs(self) -> dict[str, Pack]:
        return self.assistant.library.packs


def _numbered(pack: Pack, local: str) -> list[str]:
    """The clause of this number; where only its parts have text of their own, those."""
    clause_id = pack.clauses.full_id(local)
    if clause_id in pack.clauses:
        return [clause_id]
    parts = [clause.id for clause in pack.clauses.children(clause_id)]
    return [part for part in parts if not any(part.startswith(f"{other}.") for other in parts)]


def _words(clause: Clause) -> str:
    return f"{clause.mark} {clause.text}".strip()


def _holding(words: str, packs: list[Pack]) -> Iterable[str]:
    wanted = words.split()
    return (clause.id for pack in packs for clause in pack.clauses if wanted and all(w in clause.text for w in wanted))
