"""What a form tells outside its questions: in its title and headings, in general text, in hints left standing."""

from __future__ import annotations

import re

from checkers.extraction import values
from checkers.extraction.answers import Gathered
from checkers.extraction.cards import SURE
from checkers.extraction.field import Found, LeftOver
from checkers.extraction.form import Form
from checkers.extraction.left_overs import plain_hint
from checkers.extraction.letters import aspects_in
from checkers.extraction.plausible import may_be
from checkers.extraction.prose import told_in
from checkers.extraction.questions import is_question
from checkers.extraction.values import is_blank, joined
from knowledge.patterns import compiled
from knowledge.wording.numerals import parse_number

# What a general paragraph on conditions says of each support, by its words.
_SUPPORT_WORDS = {
    "support.venue": r"场地|场所|厂房|车间|办公室|实训室",
    "support.equipment": r"设备|设施|仪器|工具",
    "support.funding": r"资金|经费|投入",
    "support.management_rules": r"管理制度|规章制度|制度|(?<![按据照])《(?![^《》]{0,6}[省市区])[^《》]{0,24}(?:管理办法|管理规定|管理细则|运行办法|章程)》",
    "support.work_plan": r"工作规划|工作计划|规划",
    "support.dedicated_account": r"专门账目|专账|专门科目|单独核算|专项账目|独立账目|专户",
}


def read_beside(form: Form, reading: Gathered, kind: str) -> None:
    """Keeps what no slot tells: the studio's name and occupation, the team's size, supports, prose, left-over hints."""
    _studio_name(form, reading)
    if kind == "application_form":
        _studio_occupation(form, reading)
        _team_size(form, reading)
    _support(form, reading)
    _prose(form, reading)
    _leftovers(form, reading)


_STUDIO = "工作室"
_LONGEST_STUDIO = 40


def _studio_name(form: Form, reading: Gathered) -> None:
    """The studio's name where it stands under no more than 工作室: it begins with the leader's."""
    leader = reading.fields.get("leader.name")
    if leader is None or "studio.name" in reading.fields:
        return
    for text, place in form.texts:
        named = re.search(
            rf"{re.escape(str(leader.value))}[\u4e00-\u9fff（）()]{{0,{_LONGEST_STUDIO}}}?{_STUDIO}", joined(text)
        )
        name = "" if named is None else named[0]
        if name:
            reading.fields["studio.name"] = Found(name, text, place, leader.doubtful)
            reading.blanks = [b for b in reading.blanks if b.field != "studio.name"]
            return


def _studio_occupation(form: Form, reading: Gathered) -> None:
    """The occupation on a cover is the studio's where the leader's stands in a section of its own."""
    named = [s for s in form.slots if s.label.field == "person.occupation" and not is_blank(s.value)]
    cover = next((s for s in named if s.who is None), None)
    if cover is not None and any(s.who == "leader" for s in named) and "studio.name" in reading.fields:
        read = values.read_text(cover.value)
        if read is not None:
            reading.fields.setdefault(
                "studio.occupation", Found(read.value, cover.value, cover.place, cover.sure < SURE)
            )


_LEADER = r"(?:领办人|领衔人|带头人|技能大师|大师|主持人)"
_HEADS = r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[人名](?!以上|及以上|取得|获|晋|参加|通过|被|次)"
# What may stand between those who are counted and their number.
_COUNTED = r"(?:\([^()\d]*\)|人数|总数|数量?|规模|编制|名单|花名册|名册|一览表?|现有|共有|另有|现|共计|合计|总计|共|计|由|为|有|是|约|[:,、_=(]|除[^,。\d]{2,6}外)*"
# How a text tells the size of a team: 团队成员（4人，不含领办人）; 4人（大师本人不计入）; 合计（不含领办人）：4人;
# 除领办人外，另有4人; 团队由4人组成.
_TEAM = (
    compiled(rf"(?:团队|小组|班组)?(?:成员|组员|团队|工作室人员){_COUNTED}{_HEADS}"),
    compiled(rf"^{_HEADS}\((?:不含|不计|不包括|除)?[^()\d]{{0,4}}{_LEADER}[^()\d]{{0,6}}(?:不含|不计|除外|以外|不包括|另计)?[^()\d]{{0,3}}\)$"),
    compiled(rf"(?:合计|共计|总计|人数|共):?{_HEADS}[(,]?[不含计包括除]{{1,3}}{_LEADER}"),
    compiled(rf"(?:合计|共计|总计|人数|共)\([不含计包括除]{{1,3}}{_LEADER}[^()\d]{{0,6}}\):?{_HEADS}"),
    compiled(rf"(?:工作室|团队)(?:连同?|含|包括)(?:{_LEADER}|乙方|本人)(?:在内)?共有?{_HEADS}"),
    compiled(rf"(?:团队|成员|队伍|班子)\((?:不含|不计|含|包括|连同?){_LEADER}(?:在内)?,?(?:共有?|计|合计|总计)?{_HEADS}\)"),
    compiled(rf"(?:成员|团队|名单|一览表?)\([^()\d]{{0,12}}(?:合计|共计|共|计){_HEADS}\)"),
    compiled(rf"除{_LEADER}(?:本人)?[以之]?外,?(?:工作室|团队|成员|其他|其余|另|还|共|现|有|配备|为){{0,6}}{_HEADS}"),
)  # fmt: skip


def _team_size(form: Form, reading: Gathered) -> None:
    """The size of the team where it is told in a heading rather than asked."""
    for text, place in form.texts:
        if "studio.team_size" in reading.fields:
            return
        for sentence in _SENTENCE.split(joined(text).replace("_", "")):
            match = next((m for pattern in _TEAM if (m := pattern.search(sentence)) is not None), None)
            count = None if match is None else parse_number(match["count"])
            if count is not None and not _NOT_TOLD.search(sentence):
                reading.fields["studio.team_size"] = Found(float(count), sentence, place, label=sentence)
                break


_SENTENCE = compiled(r"[。;!]")
# The form's own words, not the applicant's.
_NOT_TOLD = compiled(r"应|须|请|填写|不少于|^\s*(?:依据|注|说明|备注|提示)[:：]|承诺|声明|虚假|责任")


def _support(form: Form, reading: Gathered) -> None:
    """Supports that are told of in a general text rather than under labels of their own."""
    for name, found in aspects_in(form.texts):
        reading.fields.setdefault(name, found)
    for text, place in form.texts:
        if is_question(text):
            continue
        if len(joined(text)) < 8 or not re.search(
            r"提供|保障|配备|建立|制定|设立|投入|安排|拥有|已有|具有|设有|落实|配置", text
        ):
            continue
        for name, words in _SUPPORT_WORDS.items():
            match = re.search(words, text)
            if match is None or name in reading.fields or _NOT_TOLD.search(text):
                continue
            reading.fields[name] = Found(values.plain(text), text, place)


def _prose(form: Form, reading: Gathered) -> None:
    """What running text tells of fields that no question of the form asks for."""
    asked = reading.fields.keys() | {blank.field for blank in reading.blanks} | {b.field for b in reading.left_overs}
    for name, found in told_in(form.texts).items():
        if name not in asked and may_be(name, found.value, found.raw):
            reading.fields[name] = found


# A hint is no longer than this.
_LONGEST_HINT = 60


# So many characters at its beginning tell that a hint was told with its question.
_SAME_HINT = 10


def _bare(hint: str) -> str:
    return joined(hint).strip("。；;")


def _leftovers(form: Form, reading: Gathered) -> None:
    """Hints left in text that stands under no label."""
    known = {_bare(left.text) for left in reading.left_overs}  # each is said once, with its question
    places = {left.place for left in reading.left_overs}
    for text, place in form.texts:
        sentences = (s for s in re.split(r"[。；;\n]", text) if len(joined(s)) <= _LONGEST_HINT)
        hint = next((found for s in sentences if (found := plain_hint(s)) is not None), None)
        if hint is None or place in places or any(_bare(hint)[:_SAME_HINT] in told for told in known):
            continue
        reading.left_overs.append(LeftOver(hint, place))
        places.add(place)
