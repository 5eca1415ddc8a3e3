"""Which blanks a form has, by group, for each policy; layouts arrange them."""

from __future__ import annotations

from tests.dossiers.sheet import Sheet

UNIT = (
    "unit.name",
    "unit.uscc",
    "unit.registered_place",
    "unit.legal_representative",
    "unit.contact_name",
    "unit.contact_phone",
    "unit.staff_count",
    "unit.skilled_staff_count",
    "unit.training_area_m2",
    "unit.address",
)
LEADER = (
    "leader.name",
    "leader.sex",
    "leader.birth_date",
    "leader.phone",
    "leader.id_number",
    "leader.post",
    "leader.occupation",
    "leader.skill_level",
    "leader.certificate_number",
    "leader.years_in_trade",
)
LEADER_LONG = ("leader.honours", "leader.achievements", "leader.apprentices")
SUPPORT = ("support.venue", "support.equipment", "support.funding", "support.management_rules", "support.work_plan")
STUDIO = ("studio.name", "studio.occupation", "studio.team_size")
PROJECT_HEAD = ("project.name", "unit.name", "leader.name", "studio.name", "unit.contact_name", "unit.contact_phone")
PROJECT_LONG = ("project.goal", "project.content", "project.outputs")

SMALL_PRINT = {
    "dongguan": (
        "填表说明：1. 本表一律打印填写，不得涂改，一式3份。",
        "2. 行业协会、培训机构类单位技能实训场地应不少于1000平方米。",
        "3. 领办人申请时一般应距法定退休年龄3年以上；启动资金为10万元。",
        "4. 各栏不够填写时可另附页，附页不超过5页。",
    ),
    "daxing": (
        "填表说明：1. 请用A4纸双面打印，一式2份，于通知要求的日期前报送。",
        "2. 除技能大师外，团队应由3名以上正式员工组成。",
        "3. 建设项目经费补助最高不超过5万元，项目建设期一般不超过1年。",
        "4. 如有不实，取消申报资格。",
    ),
}
PROMISE = "本单位承诺以上填报内容真实、准确，未被列入失信联合惩戒名单；如有虚假，愿承担相应责任。"
OFFICE = {"dongguan": "镇街（园区）人力资源和社会保障分局意见", "daxing": "区人力资源和社会保障局意见"}


def other_lines(sheet: Sheet) -> list[str]:
    """The questions that have no field of their own, as this policy's form asks them."""
    names = (
        ["other.has_studio"] if sheet.case.policy == "dongguan" else ["other.has_studio_same_trade", "other.in_service"]
    )
    if sheet.case.unit.type == "industry_association":
        names.append("other.training_qualification")
    return names


def support_names(sheet: Sheet) -> tuple[str, ...]:
    """The support that this policy asks for."""
    return (*SUPPORT, "support.dedicated_account") if sheet.case.policy == "daxing" else SUPPORT
