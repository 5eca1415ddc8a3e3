"""Sums for several studios of one message, each with its class and team, and for several places, each with its terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.answering.answer import Cited
from knowledge.answering.phrases import say
from knowledge.answering.totals import ADDS_UP, APART, SumAnswer, citations_of, cited_values, filled_up, written
from knowledge.answering.worked import made_up_by, named_terms, unit_asked
from knowledge.facts import Facts, FactValue
from knowledge.pack import Pack
from knowledge.pack.display import figure, money, plain
from knowledge.pack.models import SubsidyTerm
from knowledge.patterns import compiled
from knowledge.subsidies import Line, Sum, add_up, chosen_terms, is_named, names_whole
from knowledge.understanding.team import read_members
from knowledge.wording.numerals import NUMBER, parse_number

# What reads the facts of a text for sums at a place (a policy id).
Reader = Callable[[str, str], Facts]
# 两家a一家c, 隔壁厂a类队员五个,我们c类队员才一个: studios told by their class.
_OF_CLASS = compiled(
    rf"(?:(?P<n>{NUMBER}|俩|仨)(?:家|个|间)(?:工作室|厂|公司)?)?(?:都)?(?:是|报|定|评|拿)?(?:了|的|成|个)?(?P<choice>(?<![a-z])[a-z](?![a-z]))(?:类|档|级)?"
)
_FEW = {"俩": 2.0, "仨": 3.0}
# What says that the classes are of several studios, not of one whose class is open or changes.
_SEVERAL = compiled(
    r"[两俩三仨四五2-5](?:家|个(?:子)?公司|个厂|个工作室|子公司)|(?:甲|乙)|老大|老二|隔壁|(?:一|1)家[^?]*(?:一|1)家|另一?(?:家|个)|姐妹|兄弟单位|同行|他们?(?:家|厂)?[^?]{0,30}我们?"
)
_ONE_STUDIO = compiled(r"(?:一|同一|1)个工作室")
_EACH_ONE = compiled(r"(?:各|每)[^,.;?!]{0,6}(?:一|1)个工作室")
_MORE = compiled(
    r"(?:多|少)(?:拿|得|领|给|出|收)(?:了|到)?(?:多少|几|好多)|(?:多|少|差)(?:出)?(?:多少|几|好多)|比.{1,8}(?:多|少)"
)
_TOGETHER = compiled(
    r"加(?:起来|一起|一块|一堆|总|埋)|(?:两|三|几)(?:家|边|头|地|处|个公司)[^,.;?!]{0,6}(?:合|加|共|拢|总|前后)|集团[^,.;?!]{0,4}(?:总|一共|共)"
)
_MAKE_UP = compiled(r"追(?:得)?(?:上|平)|补(?:得)?回|够|抵")
_SENTENCE_END = compiled(r"[,.;?!:]")
# Clauses about both places: 启动的也算,加起来最多多少.
_OF_ALL = compiled(
    r"也算|都算|全算|算上|不算|别算|都不|加起来|加一起|一共|总共|合计|各自|升级什么|全加|两边|两头|双双|三年为限|为限"
)


@dataclass(frozen=True)
class _Studio:
    """One kind of studio of a message: so many of it, its class and what else is told of it."""

    title: str
    number: float
    sum: Sum


def several_studios(pack: Pack, text: str, facts: Facts) -> SumAnswer | None:
    """What several studios of one place come to together, or what one has more than the other."""
    term = next((t for t in pack.subsidy_terms if t.choose_by), None)
    if term is None or not _SEVERAL.search(text) or (_ONE_STUDIO.search(text) and not _EACH_ONE.search(text)):
        return None
    told = [m for m in _OF_CLASS.finditer(text) if m["choice"].upper() in term.choices]
    if len(told) < 2:
        return None
    ends = [*(m.start() for m in told[1:]), len(text)]
    parts = [text[m.start() : end] for m, end in zip(told, ends, strict=True)]
    teams = [_team(part) for part in parts]
    if any(t is not None for t in teams) and None in teams:
        return None
    rest: dict[str, FactValue] = {k: v for k, v in facts.values.items() if k != "studio.team_size"}
    studios = []
    for match, team in zip(told, teams, strict=True):
        choice = match["choice"].upper()
        own: dict[str, FactValue] = {**rest, str(term.choose_by): choice}
        if team is not None:
            own["studio.team_size"] = team
        case = Facts(own)
        terms = chosen_terms(pack, case, text)
        named = named_terms(pack, case, text)
        with_people = team is not None
        terms = [t for t in terms if t in named or (with_people and t.stage == "acceptance")]
        total = add_up(pack, terms, case)
        if total.open or not total.lines or (not with_people and any(line.term.cap for line in total.lines)):
            return None
        number = _FEW.get(match["n"] or "") or parse_number(match["n"] or "一") or 1.0
        studios.append(_Studio(say("of_class", choice=choice), number, total))
    return _of_studios(pack, studios, text)


# b类另一家带6个: the second studio's team is told short.
_TEAM_TOLD_SHORT = compiled(rf"(?:带|领|配|有)(?:着|了)?(?P<n>{NUMBER}|俩|仨)(?:个|名|位|人)(?:[,.;?! ]|人|$)")


def _team(part: str) -> FactValue | None:
    """The members beside the leader that what is told of one studio counts; None where it counts none."""
    told = read_members(part).get("studio.team_size")
    short = _TEAM_TOLD_SHORT.search(part) if told is None else None
    return told if short is None else _FEW.get(short["n"]) or parse_number(short["n"])


def _of_studios(pack: Pack, studios: list[_Studio], text: str) -> SumAnswer | None:
    amounts = [s.number * s.sum.total for s in studios]
    if len(studios) == 2 and _MORE.search(text) and not _TOGETHER.search(text):
        lead = say("difference_only", difference=_difference(amounts))
        result = abs(amounts[0] - amounts[1])
    elif ADDS_UP.search(text) or _TOGETHER.search(text):
        parts = "＋".join(f"{s.title}{money(a)}" for s, a in zip(studios, amounts, strict=True))
        lead = say("together", parts=parts, total=money(sum(amounts)))
        result = sum(amounts)
    else:
        return None
    lines = [lead]
    for studio in studios:
        terms = "＋".join(_line(pack, line) for line in studio.sum.lines)
        one = say("studio_sum", title=studio.title, total=money(studio.sum.total), parts=terms)
        if studio.number > 1:
            product = money(studio.number * studio.sum.total)
            one += say("so_many_studios", number=plain(studio.number), one=money(studio.sum.total), total=product)
        lines.append(f"· {one}")
    conditions = dict.fromkeys(f"{ln.term.title}：{ln.term.condition}" for s in studios for ln in s.sum.lines)
    lines.append("；".join(conditions) + "。")
    cited = {c.clause: c for s in studios for c in citations_of(pack, s.sum)}
    return SumAnswer("\n".join(lines), tuple(cited.values()), frozenset({result}))


def _line(pack: Pack, line: Line) -> str:
    """启动资金10万元（第十一条（一））, or with how many times its amount is given."""
    text = f"{line.term.title}{money(line.amount)}"
    if line.stated is not None:
        unit = "人" if line.term.people else ""
        text = f"{line.term.title}{figure(line.value.number, 'yuan')}×{plain(line.count)}{unit}={money(line.amount)}"
    return f"{text}（{pack.label(line.value.clause)}）"


def _difference(amounts: list[float]) -> str:
    less, more = sorted(amounts)
    return f"{money(more)}－{money(less)}={money(more - less)}"


def several_places(
    packs: list[Pack], names: Callable[[str], tuple[str, ...]], text: str, read: Reader
) -> SumAnswer | None:
    """The sums of several places in one message, together or the difference; None where one of them names no term.

    `names` tells the places (policy ids) that a clause names.
    """
    apart, together = APART.search(text) or _MORE.search(text), ADDS_UP.search(text) or _TOGETHER.search(text)
    if not apart and not together and not _MAKE_UP.search(text):
        return None
    told = _by_place([p.id for p in packs], names, text)
    sums: list[tuple[Pack, Sum]] = []
    units: list[tuple[Pack, SubsidyTerm]] = []
    for pack in packs:
        said = told[pack.id]
        # 俩人抬杠 counts no members.
        facts = Facts(read_members(said)).over(read(said, pack.id).without("studio.team"))
        named = [t for t in pack.subsidy_terms if not t.count_value and is_named(t, facts, said)]
        if not named or not any(t in named for t in named_terms(pack, facts, said)):
            return None
        alone = named_terms(pack, facts, said)
        one = len(alone) == 1 and not alone[0].choose_by and alone[0].count is None
        terms = chosen_terms(pack, facts, said) if names_whole(pack, facts, said) and not one else alone
        unit = unit_asked(pack, said)
        if unit is not None:
            units.append((pack, unit))
            terms = [t for t in terms if t is not unit]
        total = add_up(pack, terms, filled_up(pack, terms, facts, said))
        if unit is not None and not total.lines:
            continue
        if total.open or not total.lines:
            return None
        sums.append((pack, total))
    amounts = [total.total for _, total in sums]
    if units:
        return _made_up(units, sums, text)
    if not apart and not together:
        return _ratio(sums)
    if apart and not (together and _TOGETHER.search(text)) and len(amounts) == 2:
        lead = say("difference_only", difference=_difference(amounts))
    else:
        lead = say("together", parts="＋".join(money(a) for a in amounts), total=money(sum(amounts)))
    lines = [lead, *(f"{pack.policy.name}：{written(pack, total)}" for pack, total in sums)]
    return SumAnswer("\n".join(lines), _in_turn([citations_of(pack, total) for pack, total in sums]))


def _ratio(sums: list[tuple[Pack, Sum]]) -> SumAnswer | None:
    """How many of the one place's amount make up the other's."""
    (less, small), (more, large) = sorted(sums, key=lambda row: row[1].total)
    if len(sums) != 2 or len(small.lines) != 1 or len(large.lines) != 1:
        return None
    lead = say(
        "ratio",
        more=more.policy.name + large.lines[0].term.title, large=money(large.total),
        less=less.policy.name + small.lines[0].term.title, small=money(small.total),
        times=plain(round(large.total / small.total, 2)),
    )  # fmt: skip
    return SumAnswer(lead, _in_turn([citations_of(pack, total) for pack, total in sums]))


def _made_up(units: list[tuple[Pack, SubsidyTerm]], sums: list[tuple[Pack, Sum]], text: str) -> SumAnswer | None:
    """How many of the one place's term (项目) make up what the other gives, or gives more."""
    amounts = sorted(total.total for _, total in sums)
    if len(units) != 1 or not amounts or len(amounts) > 2:
        return None
    (pack, term), rest = units[0], amounts[-1]
    lead = ""
    if len(amounts) == 2:
        lead, rest = say("difference_only", difference=_difference(amounts)), amounts[1] - amounts[0]
    value = pack.value(str(term.value))
    if rest <= 0 or value is None:
        return None
    lines = [lead + made_up_by(pack, rest, term, text), *(f"{p.policy.name}：{written(p, t)}" for p, t in sums)]
    cited = _in_turn([*(citations_of(p, t) for p, t in sums), cited_values(pack, [value])])
    return SumAnswer("\n".join(lines), cited)


def _by_place(places: list[str], names: Callable[[str], tuple[str, ...]], text: str) -> dict[str, str]:
    """What a message tells of each place: the clauses from its name on, and those about all of them."""
    told: dict[str, list[str]] = {place: [] for place in places}
    current: tuple[str, ...] = tuple(places)
    for clause in _SENTENCE_END.split(text):
        named = names(clause)
        if named:
            current = named
        for place in places if not named and _OF_ALL.search(clause) else current:
            if place in told:
                told[place].append(clause)
    return {place: ",".join(clauses) for place, clauses in told.items()}


def _in_turn(rows: list[tuple[Cited, ...]]) -> tuple[Cited, ...]:
    found: dict[str, Cited] = {}
    for rank in range(max(len(row) for row in rows)):
        for row in rows:
            if rank < len(row):
                found.setdefault(row[rank].clause, row[rank])
    return tuple(found.values())
