"""Identity cards, licences, certificates: fields from their fixed words, with or without colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checkers.extraction.field import Found
from checkers.extraction.values import (
    Reading,
    find_dates,
    joined,
    read_date,
    read_identity,
    read_level,
    read_sex,
    read_term,
    read_text,
    read_unit_name,
    read_unit_type,
    read_uscc,
)
from checkers.reading.document import Block, Paragraph, Picture, Place, Table
from knowledge.patterns import compiled

# The contract's kinds of unit; a licence's 类型 often is none of them.
UNIT_TYPES = frozenset(
    {
        "enterprise", "industry_association", "training_institution", "public_training_base", "skilled_talent_base",
        "public_institution",
    }
)  # fmt: skip
# Below this the OCR's own score makes a value doubtful.
SURE = 0.9


@dataclass(frozen=True)
class Line:
    """A line of a card with its place and how surely it was read."""

    text: str
    place: Place
    sure: float


def lines_of(blocks: tuple[Block, ...]) -> list[Line]:
    """The lines of the blocks; the cells of a table's row make one line."""
    found: list[Line] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.extend(Line(t, block.place, block.sure) for t in block.text.split("\n") if t.strip())
        elif isinstance(block, Table):
            for row in block.by_row().values():
                if any("\n" in c.text.strip() for c in row):  # a card in each cell
                    found.extend(Line(t, c.place, c.sure) for c in row for t in c.text.split("\n") if t.strip())
                    continue
                text = "  ".join(c.text.replace("\n", " ") for c in row if c.text.strip())
                if text:
                    found.append(Line(text, row[0].place, min(c.sure for c in row)))
    return found


_GAP = r"\s*[:：]?\s*"
# The words of a card that end the value before them.
_NEXT = (
    r"(?=\s+(?:姓\s*名|性\s*别|民\s*族|出\s*生|住\s*址|公民身份|身份证|证件|证书|职\s*业|工\s*种|等\s*级|技能等级|级\s*别|发证|评价|鉴定|"
    r"类\s*型|法定代表人|住\s*所|注册资本|成立日期|营业期限|有效期|经营范围|登记机关|统一社会|名\s*称|业务范围|开办资金|举办单位|理论|操作|评定)[^\s:：]{0,6}(?:[:：\s]|$)|$)"
)


def _after(words: str, text: str) -> str | None:
    """What follows the words in a line, up to the next words of a card."""
    match = re.search(rf"(?:{words}){_GAP}(?P<value>.*?){_NEXT}", text)
    return match["value"].strip() if match and match["value"].strip() else None


def _spaced(word: str) -> str:
    return r"\s*".join(word)


# 职业资格证书 is a title, no occupation.
_NOT_IN = {"职业": r"(?!\s*(?:资格|技能|证书))"}


@dataclass
class _Card:
    lines: list[Line]

    def value(self, *words: str) -> tuple[str, Line] | None:
        """What stands beside (or below) the first of the words that the card has."""
        return next(self.values(*words), None)

    def values(self, *words: str) -> Iterator[tuple[str, Line]]:
        """What stands beside (or below) each of the words, also where running text holds one before the box does."""
        for word in words:
            for i, line in enumerate(self.lines):
                text = _after(_spaced(word) + _NOT_IN.get(word, ""), line.text)
                if text is not None:
                    yield text, line
                elif joined(line.text).strip("：:") == word and i + 1 < len(self.lines):
                    yield self.lines[i + 1].text, self.lines[i + 1]

    def whole(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def line_with(self, pattern: str) -> Line:
        """The line that the pattern is found in, else the first."""
        return next((line for line in self.lines if re.search(pattern, line.text)), self.lines[0])


def _found(reading: Reading | None, raw: str, line: Line) -> dict[str, Found] | None:
    if reading is None:
        return None
    value = Found(reading.value, raw, line.place, reading.doubtful or line.sure < SURE, reading.problem)
    return {"": value}


def _put(fields: dict[str, Found], name: str, reading: Reading | None, raw: str, line: Line) -> None:
    found = _found(reading, raw, line)
    if found is not None:
        fields[name] = found[""]


def read_id_card(blocks: tuple[Block, ...]) -> dict[str, Found]:
    """Name, sex, birth and number of one identity card."""
    card = _Card(lines_of(blocks))
    fields: dict[str, Found] = {}
    if (name := card.value("姓名")) is not None:
        _put(fields, "leader.name", Reading(joined(name[0])), *name)
    if (sex := card.value("性别")) is not None:
        _put(fields, "leader.sex", read_sex(sex[0]), *sex)
    if (born := card.value("出生日期", "出生")) is not None:
        text = re.sub(r"\s+", "", born[0])
        _put(fields, "leader.birth_date", read_date(text), text, born[1])
    number = card.value("公民身份号码", "身份证号码", "身份号码", "身份证号")
    if number is None:
        line = card.line_with(r"\d{6}\s?\d{8}\s?\d{3}[\dXx]")
        number = (line.text, line)
    _put(fields, "leader.id_number", read_identity(number[0]), number[0], number[1])
    return fields


_LEVEL_LINE = r"(?:高级技师|技师)(?!学院|学校|协会)|高级工|中级工|初级工|[一二三四五]级"
# An office that is named after a level (某市技师学院) tells nobody's.
_OFFICE = compiled(r"(?:高级)?技师(?:学院|学校|协会)")
_LEVEL_WORDS = ("职业技能等级", "技能等级", "职业资格等级", "资格等级", "评价等级", "等级", "级别")


_NUMBER_FIRST = compiled(r"(?:[A-Z]{0,4}\d[\dA-Z]{7,})(?![\dA-Z])")


def _certificate_number(text: str) -> Reading:
    """The number at the beginning of what stands beside 证书编号; letters of a seal may follow it."""
    first = _NUMBER_FIRST.match(joined(text).upper())
    return Reading(first[0] if first is not None else joined(text).upper().strip("。."))


# The rest of 职业（工种） where a gap was recognised within the label.
_OF_TRADE = compiled(r"^\s*[（(]工种[)）](?:名称)?\s*[:：]?\s*")


def read_skill_certificate(blocks: tuple[Block, ...]) -> dict[str, Found]:
    """Holder, occupation, level and number of one skill certificate."""
    card = _Card(lines_of(blocks))
    fields: dict[str, Found] = {}
    if (name := card.value("姓名", "持证人", "持证人姓名")) is not None:
        _put(
            fields, "leader.name", Reading(joined(re.split(r"\s", name[0])[0] if len(name[0]) > 8 else name[0])), *name
        )
    level = next((told for told in card.values(*_LEVEL_WORDS) if read_level(told[0]) is not None), None)
    if level is None:
        line = card.line_with(rf"(?:{_LEVEL_LINE})(?!证书)")
        level = (_OFFICE.sub("", line.text), line)
    _put(fields, "leader.skill_level", read_level(level[0]), *level)
    if (
        trade := card.value(
            "职业（工种）名称",
            "职业(工种)名称",
            "职业名称",
            "职业（工种）",
            "职业(工种)",
            "职业工种",
            "工种名称",
            "职业及等级",
            "职业",
            "工种",
        )
    ) is not None:
        _put(fields, "leader.occupation", read_text(_OF_TRADE.sub("", trade[0])), *trade)
    if (number := card.value("证书编号", "证书号码", "证书号", "编号")) is not None:
        _put(fields, "leader.certificate_number", _certificate_number(number[0]), *number)
    if (identity := card.value("身份证号码", "证件号码", "公民身份号码", "身份证号", "身份证件号码")) is not None:
        _put(fields, "leader.id_number", read_identity(identity[0]), *identity)
    if (sex := card.value("性别")) is not None:
        _put(fields, "leader.sex", read_sex(sex[0]), *sex)
    return fields


_TERM = r"有\s*效\s*期(?:\s*限)?(?:\s*[至到])?|营\s*业\s*期\s*限"
# What a line begins with that goes on with a term begun in the line before.
_END_OF_TERM = compiled(
    r"\s*[至到]?\s*(?:(?:19|20)\d\d\s*[年.\-/]\s*\d{1,2}\s*(?:[月.\-/]\s*\d{1,2}\s*日?)?|长\s*期|永\s*久|无固定期限)"
)


def _whole_term(card: _Card, text: str, line: Line) -> tuple[str, str]:
    """A term with its end where that stands in one of the next lines, and the words that ask for it."""
    asked = re.search(_TERM, line.text)
    label = asked[0] if asked is not None else ""
    at = card.lines.index(line)
    if not re.search(r"[至到~～—\-]\s*$", text):
        return text, label
    after = card.lines[at + 1 : at + 1 + _NEXT_LINES]
    ends = (end[0] for n in after if (end := _END_OF_TERM.match(n.text)) is not None)
    return text + next(ends, ""), label


_NEXT_LINES = 2


# 学府路56号3 goes on with 号楼 at the end of the next line.
_END_OF_ADDRESS = compiled(
    r"(?:[\dA-Za-z\-—]{0,4}(?:号楼|号|楼|栋|座|幢|层|室|房|单元|综合楼|[一二三四五六七八九十]+层)){1,4}"
)
_ADDRESS_OPEN = compiled(r"(?:\d|[号路街道])$")


def _whole_address(card: _Card, text: str, line: Line) -> str:
    """An address with its end where that stands in the next line."""
    after = card.lines[card.lines.index(line) + 1 :][:1]
    rest = joined(re.split(r"\s{2,}", after[0].text.strip())[-1]) if after else ""
    return text + rest if _ADDRESS_OPEN.search(joined(text)) and _END_OF_ADDRESS.fullmatch(rest) else text


# Words of a licence that no unit's name holds; recognised text runs into them.
_OTHER_WORDS = compiled(
    r"(?<=\S{4})\s*(?:注册资本|开办资金|法定代表人|成立日期|营业期限|经营范围|业务范围|统一社会信用代码)"
)


def read_licence(blocks: tuple[Block, ...]) -> dict[str, Found]:
    """Name, code, type, legal representative, seat and term of a licence."""
    card = _Card(lines_of(blocks))
    fields: dict[str, Found] = {}
    if (name := card.value("名称", "单位名称", "企业名称")) is not None:
        name = (_OTHER_WORDS.split(name[0])[0], name[1])
        _put(fields, "unit.name", read_unit_name(name[0]), *name)
    if (code := card.value("统一社会信用代码", "信用代码")) is not None:
        _put(fields, "unit.uscc", read_uscc(code[0]), *code)
    if "unit.uscc" not in fields:
        line = card.line_with(r"[0-9A-Z]{18}")
        _put(fields, "unit.uscc", read_uscc(line.text), line.text, line)
    if (kind := card.value("类型", "单位性质", "法人类型")) is not None:
        told = read_unit_type(kind[0])
        if (
            told is not None and told.value not in UNIT_TYPES and name is not None
        ):  # 社会团体: the name says of what kind
            told = read_unit_type(name[0])
        if told is not None and told.value in UNIT_TYPES:
            _put(fields, "unit.type", told, *kind)
    if (person := card.value("法定代表人", "负责人")) is not None:
        _put(fields, "unit.legal_representative", Reading(joined(person[0])), *person)
    if (seat := card.value("住所", "地址")) is not None:
        seat = (_whole_address(card, *seat), seat[1])
        _put(fields, "unit.registered_place", read_text(seat[0]), *seat)
        _put(fields, "unit.address", read_text(seat[0]), *seat)
    if (term := card.value("营业期限", "有效期限", "有效期至", "有效期", "证书有效期")) is not None:
        _put(fields, "unit.licence_valid_until", read_term(*_whole_term(card, *term)), *term)
    return fields


_AWARDED = compiled(
    r"(?:授予|被评为|荣获|获得?|评为)[^\n]{0,40}?[“\"「『《]?(?P<honour>[^“”\"「」『』《》\n，。,]{4,40}?)[”\"」』》]?(?:荣誉)?(?:称号|(?P<rank>一等奖|二等奖|三等奖|金奖|第一名)|[，。,\n]|$)"
)
# Words before a name in running text: 由张三同志完成, 兹证明我单位张三同志.
_BEFORE_NAME = compiled(
    r"^(?:兹|特此|证明|我单位|本单位|我司|我公司|该单位|职工|员工|师傅|授予|表彰|由|经|对|将|给|以|为|是|系|其中|和|与|及|在|被|同意|聘请)+"
)
_LONGEST_IN_TEXT = 4
_HOLDER = compiled(
    r"^\s*(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff·]){1,4})\s*(?:同志|先生|女士|师傅)?\s*[:：]?\s*$|(?:授予|兹证明|表彰)\s*(?P<named>[\u4e00-\u9fff]{2,4}?)\s*(?:同志|先生|女士|师傅)|(?P<polite>(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,12}?)\s*(?:同志|先生|女士)"
)


def _of_text(match: re.Match[str]) -> str:
    """A name out of running text, without the words before it; empty where what is left is hardly a name."""
    name = _BEFORE_NAME.sub("", str(match["named"] or match["polite"]))
    return name if 2 <= len(name) <= _LONGEST_IN_TEXT else ""


# 何兆辉同志： is surer than a name alone in its line.
_ADDRESSED = compiled(
    r"^\s*(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff·]){1,4}?)\s*(?:同志|先生|女士|师傅)\s*[:：]?\s*$(?P<named>)?(?P<polite>)?"
)


def _holders(card: _Card, pattern: re.Pattern[str]) -> Iterator[tuple[str, Line]]:
    """Names that may be the holder's, each with its line."""
    for line in card.lines:
        match = pattern.search(line.text)
        name = joined(match["name"] or _of_text(match)) if match else ""
        name = re.sub(r"(?:同志|先生|女士|师傅)$", "", name)
        if name and not re.search(r"证书?$|荣誉|证明|专利|奖状|成果|局$|会$|部$", name):
            yield name, line


def read_honour(blocks: tuple[Block, ...]) -> dict[str, Found]:
    """Holder and title of an honour."""
    card = _Card(lines_of(blocks))
    fields: dict[str, Found] = {}
    named = card.value("姓名", "获奖人", "获得者", "发明人", "主要完成人", "完成人")
    if named is not None:
        name = re.sub(r"(?:同志|先生|女士|师傅)$", "", joined(re.split(r"[、，,;；\s]", named[0])[0]))
        _put(fields, "leader.name", Reading(name), *named)
    else:
        holder = next(_holders(card, _ADDRESSED), None) or next(_holders(card, _HOLDER), None)
        if holder is not None:
            name, line = holder
            _put(fields, "leader.name", Reading(name), line.text, line)
    match = _AWARDED.search(card.whole()) or _AWARDED.search(card.whole().replace("\n", ""))
    if match:
        line = card.line_with(re.escape(match["honour"][:3]))
        honour = joined(match["honour"]) + (match["rank"] or "")
        _put(fields, "leader.honours", Reading((honour,)), match[0], line)
    return fields


_WORKER = compiled(
    r"(?:职工|员工|师傅|我单位|本单位|我司|我公司)(?:的)?(?P<name>(?!应用|推广|使用|实施|投产|批准|同意|研究|组织|技术)[\u4e00-\u9fff]{2,3}?)(?:同志|师傅)?(?=在|于|，|,|主持|参与|完成|研发|独创|发明|自)"
)
_AT_POST = compiled(r"在(?P<post>[^，。,；]{2,16}?)岗位")
_RESULT = compiled(r"(?:成果|业绩|内容|如下)[:：](?P<text>[\s\S]+?)(?:特此证明|$)")
# 兹证明我单位张三同志主持完成……，该成果已……
_DONE = compiled(
    r"(?:同志|师傅|员工|职工)\s*(?:[（(][^（()）]*[)）])?[,，]?\s*(?P<text>(?:主持|参与|独立|牵头|负责|完成|研发|发明|创造|带领)[\s\S]{4,200}?)(?:[,，。；;]\s*(?:该|此|上述|其)(?:项|一)?(?:成果|技术|工法|项目|操作法|方法)|。|特此证明|$)"
)
_UNIT_NAME = r"[\u4e00-\u9fff（）()·]{3,30}?(?:公司|学校|协会|中心|学院|集团|厂|院|所|商会|研究会|基地|合作社)"
_SEALED = compiled(
    rf"^\s*(?:(?:证明)?单位[^：:]{{0,6}}[:：])?\s*(?P<unit>{_UNIT_NAME})\s*(?:[（(](?:盖章|公章|章)[)）])?\s*$"
)


_QUOTED = compiled(r"[“「『《](?P<name>[^“”「」『』《》]{4,60})[”」』》]")


def _named_achievement(card: _Card) -> tuple[str, Line] | None:
    """The name of the invention or method that a certificate is about, with its line."""
    for i, line in enumerate(card.lines):
        name = _after(r"(?:实用新型|发明|外观设计|专利|成果|项目|作品|软件)\s*名\s*称", line.text)
        if name is not None:
            rest = card.lines[i + 1].text.strip() if i + 1 < len(card.lines) else ""
            return joined(name + ("" if re.search(r"[:：]", rest) else rest)), line
    whole = joined(card.whole())
    quoted = _QUOTED.search(whole)
    return None if quoted is None else (quoted["name"], card.line_with(re.escape(quoted["name"][:4])))


def read_achievement(blocks: tuple[Block, ...]) -> dict[str, Found]:
    """Holder, post, result, unit, seal and date of a proof of achievement."""
    fields = read_honour(blocks)
    card = _Card(lines_of(blocks))
    whole = card.whole()
    fields.pop("leader.honours", None)
    if (worker := _WORKER.search(whole)) is not None:
        _put(fields, "leader.name", Reading(worker["name"]), worker[0], card.line_with(worker["name"]))
    if (post := _AT_POST.search(whole)) is not None:
        _put(fields, "leader.post", Reading(post["post"]), post[0], card.line_with(re.escape(post["post"])))
    result = _RESULT.search(whole) or _DONE.search(whole.replace("\n", ""))
    if result is not None:
        text = joined(result["text"])
        _put(fields, "leader.achievements", Reading(text), text, card.line_with("成果|业绩|内容|如下"))
    elif (named := _named_achievement(card)) is not None:
        _put(fields, "leader.achievements", Reading(named[0]), *named)
    if (owner := card.value("专利权人", "完成单位", "主要完成单位", "申报单位", "著作权人")) is not None:
        _put(fields, "unit.name", read_text(owner[0]), *owner)
    for line in card.lines:
        if (unit := _SEALED.match(line.text)) is not None:
            _put(fields, "unit.name", read_text(unit["unit"]), line.text, line)
        dates = find_dates(line.text)
        if dates and len(joined(line.text)) <= 16:
            _put(fields, "declaration.date", Reading(dates[0][0]), line.text, line)
    seal = next((b for b in blocks if isinstance(b, Picture) and b.seal), None)
    if seal is not None:
        fields["declaration.seal"] = Found("有", "", seal.place)
    return fields


READERS = {
    "id_card": read_id_card,
    "skill_certificate": read_skill_certificate,
    "licence": read_licence,
    "honour_certificate": read_honour,
    "achievement_proof": read_achievement,
}
