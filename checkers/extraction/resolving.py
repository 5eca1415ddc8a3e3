"""A label and where it stands → the contract's field that it asks for."""

from __future__ import annotations

from checkers.extraction.form import Slot
from checkers.extraction.labels import bare
from checkers.extraction.people import LEADER_ROLE
from checkers.extraction.values import joined
from knowledge.patterns import compiled

_PERIOD = frozenset({"project.period", "project.start", "project.end"})
# In an application form 起止时间 alone may be of a job or a school.
_OF_PROJECT = compiled(r"项目|建设|培育|实施")


# 工作室负责人姓名 asks for the leader wherever it stands.
_LEADER = compiled(rf"{LEADER_ROLE.pattern}|(?:工作室|项目)负责人")
# Titles of a proposal's own budget, which elsewhere ask what the unit gives.
_OF_A_BUDGET = frozenset({"经费", "资金", "资金来源", "经费来源"})
# 负责人 may be a project's or the studio's, 单位负责人 is not.
_HEAD = compiled(r"(?!.*(?:单位|法人|企业|公司|机构|学校|院校|协会|中心|行政)).*负责人")
_POST = compiled(r"岗\s*位|职\s*务")
# What 名称 alone is the name of, by section.
_NAMED: dict[str | None, str | None] = {"project": "project.name", "studio": "studio.name", "members": None}


def resolved(slot: Slot, before: str | None, kind: str) -> str | None:
    """The contract's field of a slot, by whose section it stands in and what was asked just before."""
    name = slot.label.field
    if slot.who is not None and slot.who.startswith("unit."):  # 联系人 beside 姓名 and 电话
        known = {"person.name": slot.who, "phone": "unit.contact_phone" if "contact" in slot.who else None}
        return known.get(name, None if name.startswith("person.") else name)
    if (
        kind == "application_form"
        and name in _PERIOD
        and slot.who != "project"
        and not _OF_PROJECT.search(slot.label.text)
    ):
        return None
    if kind == "project_proposal" and slot.who != "support" and bare(slot.label.text) in _OF_A_BUDGET:
        return None
    if name == "phone" and LEADER_ROLE.search(joined(slot.label.text)):
        return "leader.phone"
    if name == "phone":
        if before in ("unit.contact_name", "unit.contact_phone"):
            return "unit.contact_phone"
        if slot.who == "leader" or (before or "").startswith("leader."):
            return "leader.phone"
        return "unit.contact_phone"
    if (
        name == "unit.legal_representative"
        and _HEAD.fullmatch(joined(slot.label.text)) is not None
        and (slot.who in ("leader", "project") or (kind == "project_proposal" and bare(slot.label.text) == "负责人"))
    ):
        return "leader.name"
    if name == "person.occupation" and (slot.who == "studio" or (before or "").startswith("studio.")):
        return "studio.occupation"
    if name.startswith("person."):
        if name == "person.role":
            return "leader.post" if slot.who == "leader" and _POST.search(slot.label.text) else None
        if slot.who == "unit" and name == "person.name" and not _LEADER.search(joined(slot.label.text)):
            return None
        return f"leader.{name.removeprefix('person.')}"
    if name == "unit.name" and joined(slot.label.text).strip(":") == "名称":
        who = "project" if slot.who in (None, "leader") and kind == "project_proposal" else slot.who
        name = _NAMED.get(who, name) or ""
        return name or None
    if name == "studio.team_size" and slot.who == "unit" and bare(slot.label.text) in ("总人数", "人数"):
        return "unit.staff_count"
    if name == "studio.team_size" and slot.who not in ("studio", "members") and bare(slot.label.text) == "人数":
        return None
    if name == "project.outputs" and slot.who == "leader" and kind == "application_form":
        return "leader.achievements"
    return name
