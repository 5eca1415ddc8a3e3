"""Clauses that a person names by number (第六条): shown verbatim, or said not to exist."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answering.answer import Answer, Cited
from knowledge.answering.phrases import say
from knowledge.pack import Pack
from knowledge.patterns import compiled
from knowledge.wording.numerals import NUMBER, parse_number

_ARTICLE = compiled(rf"第\s?(?P<number>{NUMBER})\s?条(?:第?\s?[（(]?(?P<item>{NUMBER})[)）]?\s?(?:款|项)?)?")
_WANTS_TEXT = compiled(
    r"说什么|说的什么|说了什么|说啥|写什么|写的什么|写了什么|写啥|讲什么|讲的什么|讲啥|内容|原文|原话|全文|怎么说|怎么写|念|规定了?什么|是什么|是啥|what does|text of"
)


@dataclass(frozen=True)
class ClauseLookup:
    """A clause number in a question: found in a pack, or `missing`."""

    pack: Pack
    number: int
    clause_id: str | None
    count: int
    wants_text: bool

    @property
    def missing(self) -> bool:
        return self.clause_id is None

    def correction(self) -> str:
        return say("no_such_clause", number=self.number, count=self.count)

    def answer(self) -> Answer:
        """The clause verbatim (with those below it), or that there is none of this number."""
        if self.clause_id is None:
            return Answer(status="not_covered", policy=self.pack.id, text=self.correction())
        clauses = [self.pack.clauses[self.clause_id], *self.pack.clauses.children(self.clause_id)]
        text = "\n".join(f"{c.label}：{c.text}" for c in clauses)
        cited = tuple(Cited(clause=c.id, quote=c.paragraphs[-1]) for c in clauses)
        return Answer(status="answered", policy=self.pack.id, text=text, citations=cited)


def find_clause(text: str, packs: list[Pack]) -> ClauseLookup | None:
    """The clause that the text names by number, in the first pack whose clauses are numbered so."""
    match = _ARTICLE.search(text)
    if match is None:
        return None
    number = parse_number(match["number"])
    numbered = [p for p in packs if any(c.mark.startswith("第") for c in p.clauses)]
    if number is None or not numbered:
        return None
    pack = numbered[0]
    articles = [c for c in pack.clauses if "." not in c.local_id and c.mark]
    local = str(int(number))
    item = parse_number(match["item"]) if match["item"] else None
    if item is not None and pack.clauses.full_id(f"{local}.{int(item)}") in pack.clauses:
        local = f"{local}.{int(item)}"
    clause_id = pack.clauses.full_id(local)
    found = clause_id if clause_id in pack.clauses else None
    return ClauseLookup(pack, int(number), found, len(articles), _WANTS_TEXT.search(text) is not None)
