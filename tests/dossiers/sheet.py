"""A sheet: one paper's labels and texts, and the record of what was written on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from tests.dossiers import writing
from tests.dossiers.case import Case, Stage

Value = str | int | bool | list[str]

LABELS: dict[str, tuple[str, ...]] = {
    "unit.name": ("单位名称", "申报单位", "申报单位名称", "单位全称"),
    "unit.uscc": ("统一社会信用代码", "社会信用代码", "统一信用代码"),
    "unit.type": ("单位类型", "单位性质", "单位类别"),
    "unit.registered_place": ("注册地", "注册登记地", "注册所在地"),
    "unit.legal_representative": ("法定代表人", "法人代表", "单位法定代表人"),
    "unit.address": ("单位地址", "经营地址", "通讯地址", "详细地址"),
    "unit.contact_name": ("联系人", "单位联系人", "申报联系人", "经办人"),
    "unit.contact_phone": ("联系人电话", "联系电话", "单位联系电话"),
    "unit.staff_count": ("职工总数", "从业人数", "在职职工人数"),
    "unit.skilled_staff_count": ("技能人才人数", "技能人员数", "其中技能人才数"),
    "unit.training_area_m2": ("实训场地面积", "技能实训场地", "实训场地", "培训场地面积"),
    "studio.name": ("工作室名称", "拟设立工作室名称", "申报工作室名称"),
    "studio.occupation": ("工作室职业（工种）", "所属职业工种", "申报职业（工种）"),
    "studio.team_size": ("团队成员人数（不含领办人）", "成员人数（不含领办人）", "工作室成员数（领办人除外）"),
    "leader.name": ("领办人姓名", "领衔人", "技能大师姓名", "工作室领办人"),
    "leader.sex": ("性别",),
    "leader.birth_date": ("出生年月", "出生日期", "生日"),
    "leader.id_number": ("身份证号码", "公民身份号码", "身份证号", "证件号码"),
    "leader.phone": ("领办人手机", "手机号码", "领衔人移动电话"),
    "leader.post": ("现任岗位", "工作岗位", "所在岗位及职务"),
    "leader.occupation": ("从事职业（工种）", "现从事工种", "职业（工种）"),
    "leader.skill_level": ("职业技能等级", "职业资格等级", "技能等级", "技术等级"),
    "leader.certificate_number": ("证书编号", "职业资格证书号", "技能等级证书编号"),
    "leader.years_in_trade": ("从业年限", "从事本工种年限", "本职业工龄"),
    "leader.honours": ("所获荣誉", "获得荣誉称号", "主要荣誉及表彰"),
    "leader.achievements": ("主要业绩成果", "技术成果", "主要工作业绩", "突出贡献"),
    "leader.apprentices": ("带徒情况", "技艺传承情况", "培养徒弟情况"),
    "project.name": ("项目名称", "拟实施项目名称", "立项项目"),
    "project.goal": ("项目目标", "建设目标", "预期目标"),
    "project.content": ("项目内容", "主要建设内容", "实施内容"),
    "project.schedule": ("进度安排", "实施计划", "阶段安排"),
    "project.outputs": ("预期成果", "成果形式", "项目产出"),
    "project.period": ("项目起止时间", "建设周期", "项目实施期限", "起止年月"),
    "project.start": ("项目开始日期", "开始时间"),
    "project.end": ("项目结束日期", "完成时间"),
    "project.budget_total": ("项目经费预算", "经费预算合计", "项目总预算"),
    "project.budget_items": ("经费预算明细", "经费支出预算"),
    "project.funding_requested": ("申请资助金额", "申请财政补助", "申请经费"),
    "support.venue": ("场地保障", "工作场所", "场所条件"),
    "support.equipment": ("设备设施", "设备保障", "主要设备"),
    "support.funding": ("资金支持", "单位经费支持", "配套资金"),
    "support.management_rules": ("管理制度", "工作室管理制度", "配套管理制度"),
    "support.work_plan": ("工作规划", "工作规划及目标任务", "工作计划"),
    "support.dedicated_account": ("专门账目（科目）", "资金专账", "专账管理"),
    "other.has_studio": ("本单位是否已设立技能大师工作室", "单位现有技能大师工作室情况"),
    "other.has_studio_same_trade": ("本单位相同职业（工种）是否已建立技能大师工作室",),
    "other.in_service": ("是否在职在聘", "在职情况"),
    "other.training_qualification": ("职业技能培训资质",),
}
MEMBER_LABELS = {
    "name": "姓名",
    "id_number": "身份证号码",
    "skill_level": "技能等级",
    "certificate_number": "证书编号",
    "role": "团队分工",
}
UNIT_TYPES = {
    "enterprise": "企业",
    "industry_association": "行业协会",
    "training_institution": "职业技能培训机构",
    "public_training_base": "市级以上公共技能实训基地",
    "skilled_talent_base": "市级以上高技能人才培训基地",
    "public_institution": "事业单位",
}
UNITS = {
    "unit.staff_count": "人",
    "unit.skilled_staff_count": "人",
    "unit.training_area_m2": "平方米",
    "studio.team_size": "人",
    "leader.years_in_trade": "年",
}
MONEY = {"project.budget_total", "project.funding_requested"}
FORM_KIND, PROPOSAL_KIND = "application_form", "project_proposal"


@dataclass(frozen=True)
class Style:
    """One applicant's way of writing."""

    seed: int
    day: str
    birth: str
    money: str
    area: str
    unit_in_label: bool
    mark: str
    spaced_name: bool
    drawn_signature: bool
    seal_words: bool

    @classmethod
    def draw(cls, rng: Random) -> Style:
        """A style by chance."""
        return cls(
            rng.randrange(10**6),
            rng.choice(("cn", "cn", "cn0", "dot", "iso")),
            rng.choice(("cn", "iso", "dot", "month", "hanzi")),
            rng.choice(("wan", "capital", "plain", "cents")),
            rng.choice(("平方米", "㎡", "m²")),
            rng.random() < 0.4,
            rng.choice("☑√■"),
            rng.random() < 0.3,
            rng.random() < 0.4,
            rng.random() < 0.5,
        )


@dataclass(frozen=True)
class Written:
    """Words that stand in a blank in place of the case's own; no value where nobody can read one."""

    field: str
    text: str
    value: Value | None = None


@dataclass(frozen=True)
class Entry:
    """A blank of the form: its label and what is written in it."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Declaration:
    """The foot of a paper."""

    signature: str
    drawn: bool
    seal: str
    seal_words: bool
    date: str


@dataclass
class Sheet:
    """One paper being filled in."""

    kind: str
    case: Case
    style: Style
    written: tuple[Written, ...] = ()
    signed: bool = True
    sealed: bool = True
    dated: bool = True
    fields: dict[str, Value] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        """What this paper is called where the policy is in force."""
        if self.case.policy == "dongguan":
            return "东莞市技能大师工作室" + ("申报书" if self.kind == FORM_KIND else "项目立项书")
        return "大兴区技能大师工作室" + ("申报表" if self.kind == FORM_KIND else "建设项目计划书")

    def label(self, name: str) -> str:
        """The label of a field, with its unit where this style puts it there."""
        text = Random(f"{self.style.seed}:{name}").choice(LABELS[name])
        unit = self.label_unit(name)
        return f"{text}（{unit}）" if unit else text

    def label_unit(self, name: str) -> str:
        """The unit written in the label, if any."""
        if not self.style.unit_in_label:
            return ""
        if name in MONEY:
            amount = getattr(self.case.project, name.split(".")[1]) or 0
            wan = self.style.money == "wan"
            return (
                "" if self.style.money == "capital" or (wan and amount % 1000) else writing.MONEY_UNIT[self.style.money]
            )
        return "" if name == "studio.team_size" else UNITS.get(name, "")

    def ask(self, name: str) -> Entry:
        """Writes one field and keeps what a reader can read of it."""
        self.asked.add(name)
        override = next((item for item in self.written if item.field == name), None)
        text, value = (override.text, override.value) if override else self._own(name)
        if value is not None and not name.startswith("other."):
            self.fields[name] = value
        return Entry(name, self.label(name) if name in LABELS else "", text)

    def entries(self, names: Iterable[str]) -> list[Entry]:
        """Several fields in order."""
        return [self.ask(name) for name in names]

    def member_rows(self) -> list[list[str]]:
        """The members' cells, a row each, in the order of MEMBER_LABELS."""
        return [
            [self.ask(f"members[{n}].{key}").text for key in MEMBER_LABELS]
            for n in range(1, len(self.case.members) + 1)
        ]

    def stage_rows(self) -> list[tuple[str, str]]:
        """The schedule's rows: the months and the task."""
        rows = [(self._stage_period(stage), stage.task) for stage in self.case.project.schedule]
        self.asked.add("project.schedule")
        if rows:
            self.fields["project.schedule"] = [" ".join(row) for row in rows]
        return rows

    def budget_rows(self) -> list[tuple[str, str]]:
        """The budget's rows: the item and the amount in plain yuan."""
        items = self.case.project.budget_items
        self.asked.add("project.budget_items")
        if items:
            self.fields["project.budget_items"] = [f"{name} {amount}" for name, amount in items]
        return [(name, f"{amount:,}" if self.style.money == "cents" else str(amount)) for name, amount in items]

    def budget_sum(self) -> str:
        """The total below the budget's rows, in plain yuan."""
        self.ask("project.budget_total")
        total = self.case.project.budget_total
        return "/" if total is None else f"{total:,}" if self.style.money == "cents" else str(total)

    def period(self) -> Entry:
        """Start and end in one blank."""
        start, end = self.ask("project.start"), self.ask("project.end")
        return Entry(
            "project.period", self.label("project.period"), f"{start.text} 至 {end.text}" if start.text != "/" else "/"
        )

    def declare(self) -> Declaration:
        """Signature, seal and date as this paper has them."""
        self.asked.update(("declaration.signature", "declaration.seal", "declaration.date"))
        if self.signed:
            self.fields["declaration.signature"] = self.case.leader.name
        if self.sealed:
            self.fields["declaration.seal"] = True
        day = self.ask("declaration.date").text if self.dated else ""
        return Declaration(
            self.case.leader.name if self.signed else "",
            self.style.drawn_signature,
            self.case.unit.name if self.sealed else "",
            self.style.seal_words,
            day,
        )

    def unit_type_boxes(self) -> str:
        """The types of unit that this policy's form offers, as boxes."""
        types = [
            name
            for name in UNIT_TYPES
            if self.case.policy == "dongguan" or name in ("enterprise", "public_institution")
        ]
        self.ask("unit.type")
        return writing.write_boxes(
            [UNIT_TYPES[name] for name in types], UNIT_TYPES[self.case.unit.type], self.style.mark
        )

    def choice(self, name: str, options: list[str]) -> Entry:
        """A field as a row of boxes."""
        entry = self.ask(name)
        known = entry.text in options
        return Entry(
            name, entry.label, writing.write_boxes(options, entry.text, self.style.mark) if known else entry.text
        )

    def _stage_period(self, stage: Stage) -> str:
        first, last = writing.write_month(stage.start), writing.write_month(stage.end)
        return first if first == last else f"{first}—{last}"

    def _own(self, name: str) -> tuple[str, Value | None]:
        if name in SPECIAL:
            return SPECIAL[name](self)
        if name.startswith("members["):
            return self._member(name)
        group, key = name.split(".")
        if name == "studio.name":
            return self.case.studio_name, self.case.studio_name
        return self._plain(name, getattr(getattr(self.case, group), key))

    def _plain(self, name: str, value: Any) -> tuple[str, Value | None]:
        if value is None:
            return "/", None
        if isinstance(value, date):
            return writing.write_day(value, self.style.day), value.isoformat()
        if name in MONEY:
            return writing.write_money(value, self.style.money, bool(self.label_unit(name))), value
        if isinstance(value, int):
            unit = "" if self.label_unit(name) else UNITS.get(name, "")
            return f"{value}{self.style.area if unit == '平方米' else unit}", value
        return str(value), value

    def _member(self, name: str) -> tuple[str, Value]:
        head, key = name.split(".")
        value: str = getattr(self.case.members[int(head[8:-1]) - 1], key)
        return (self._spaced(value) if key == "name" else value), value

    def _spaced(self, name: str) -> str:
        return f"{name[0]}　{name[1]}" if self.style.spaced_name and len(name) == 2 else name

    def _honours(self) -> tuple[str, Value]:
        honours = self.case.leader.honours
        return "；".join(f"{n}.{text}" for n, text in enumerate(honours, 1)), list(honours)

    def _yes_no(self, yes: bool) -> tuple[str, Value]:
        return writing.write_boxes(["是", "否"], "是" if yes else "否", self.style.mark), yes


SPECIAL: dict[str, Callable[[Sheet], tuple[str, Value | None]]] = {
    "leader.name": lambda sheet: (sheet._spaced(sheet.case.leader.name), sheet.case.leader.name),
    "leader.birth_date": lambda sheet: writing.write_birth(sheet.case.leader.birth_date, sheet.style.birth),
    "leader.honours": Sheet._honours,
    "studio.occupation": lambda sheet: (sheet.case.leader.occupation, sheet.case.leader.occupation),
    "studio.team_size": lambda sheet: sheet._plain("studio.team_size", sheet.case.team_size),
    "unit.type": lambda sheet: (UNIT_TYPES[sheet.case.unit.type], sheet.case.unit.type),
    "declaration.date": lambda sheet: sheet._plain("declaration.date", sheet.case.declared),
    "other.has_studio": lambda sheet: sheet._yes_no(sheet.case.unit.has_studio),
    "other.has_studio_same_trade": lambda sheet: sheet._yes_no(sheet.case.unit.has_studio),
    "other.in_service": lambda sheet: (("在职在聘" if sheet.case.leader.in_service else "已办理退休，返聘"), True),
    "other.training_qualification": lambda _: ("具备本行业技能人才培训资质（培备〔2023〕17号）", True),
}
