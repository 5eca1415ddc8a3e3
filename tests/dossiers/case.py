"""One applicant's truth as frozen values, and the making of an invented one."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.dossiers import people
from tests.dossiers.trades import TRADES, Trade

REGIONS = {"dongguan": "441900", "daxing": "110115"}
TOWNS = {
    "dongguan": ("长安镇", "虎门镇", "寮步镇", "大朗镇", "厚街镇", "塘厦镇"),
    "daxing": ("黄村镇", "西红门镇", "亦庄镇", "旧宫镇", "魏善庄镇", "庞各庄镇"),
}
STREETS = ("振业路", "兴工路", "科创二街", "永和路", "金星西路", "德政街")
BRANDS = ("恒昱", "锦铭", "拓瑞", "嘉砚", "明澄", "启辰达", "汇隽", "众硕", "瀚岳", "宏霁", "安诺信", "泽楷")
INSTITUTION_TYPES = ("training_institution", "public_training_base", "skilled_talent_base")


@dataclass(frozen=True)
class Unit:
    """The applying unit."""

    name: str
    uscc: str
    type: str
    registered_place: str
    legal_representative: str
    address: str
    contact_name: str
    contact_phone: str
    staff_count: int
    skilled_staff_count: int
    training_area_m2: int
    licence_valid_until: date | None
    founded: date
    has_studio: bool = False


@dataclass(frozen=True)
class Leader:
    """The skill master who leads the studio."""

    name: str
    sex: str
    birth_date: date
    id_number: str
    phone: str
    post: str
    occupation: str
    skill_level: str
    certificate_number: str
    years_in_trade: int
    honours: tuple[str, ...]
    achievements: str
    apprentices: str
    in_service: bool = True


@dataclass(frozen=True)
class Member:
    """One member of the team besides the leader."""

    name: str
    id_number: str
    skill_level: str
    certificate_number: str
    role: str


@dataclass(frozen=True)
class Stage:
    """One row of the project's schedule."""

    start: date
    end: date
    task: str


@dataclass(frozen=True)
class Project:
    """The project that the studio is to carry out; start, end and total are None where there is none."""

    name: str
    goal: str
    content: str
    schedule: tuple[Stage, ...]
    outputs: str
    start: date | None
    end: date | None
    budget_items: tuple[tuple[str, int], ...]
    budget_total: int | None
    funding_requested: int | None


@dataclass(frozen=True)
class Support:
    """What the unit gives the studio, in its own words."""

    venue: str
    equipment: str
    funding: str
    management_rules: str
    work_plan: str
    dedicated_account: str


@dataclass(frozen=True)
class Case:
    """Everything one paper may say about one applicant."""

    policy: str
    as_of: date
    unit: Unit
    studio_name: str
    team_size: int
    leader: Leader
    members: tuple[Member, ...]
    project: Project
    support: Support
    declared: date

    def with_unit(self, **changes: object) -> Case:
        """The case with another unit."""
        return replace(self, unit=replace(self.unit, **changes))  # type: ignore[arg-type]

    def with_leader(self, **changes: object) -> Case:
        """The case with another leader."""
        return replace(self, leader=replace(self.leader, **changes))  # type: ignore[arg-type]

    def with_member(self, index: int, **changes: object) -> Case:
        """The case with the member at this place (from 0) changed."""
        changed = replace(self.members[index], **changes)  # type: ignore[arg-type]
        return replace(self, members=(*self.members[:index], changed, *self.members[index + 1 :]))

    def with_project(self, **changes: object) -> Case:
        """The case with another project."""
        return replace(self, project=replace(self.project, **changes))  # type: ignore[arg-type]

    def with_support(self, **changes: object) -> Case:
        """The case with other support."""
        return replace(self, support=replace(self.support, **changes))  # type: ignore[arg-type]


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the month's last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_after(start: date, months: int) -> date:
    """The last day of a period of whole months that begins on this first of a month."""
    return add_months(start, months) - timedelta(days=1)


def schedule(start: date, months: int, trade: Trade) -> tuple[Stage, ...]:
    """Four stages that fill a period of whole months."""
    tasks = (
        "组建团队，制定实施方案，完成设备调试",
        f"开展{trade.technique}试验与改进",
        f"面向本单位及行业开展{trade.occupation}培训和师带徒",
        "总结验收，整理成果资料并推广",
    )
    cuts = [months * part // 4 for part in range(5)]
    return tuple(
        Stage(add_months(start, a), last_day_after(start, b), task)
        for a, b, task in zip(cuts, cuts[1:], tasks, strict=False)
    )


def trade_of(case: Case) -> Trade:
    """The trade that this case is about."""
    return next(trade for trade in TRADES if trade.occupation == case.leader.occupation)


def with_period(case: Case, start: date, months: int) -> Case:
    """The case with a project of this many whole months, its schedule inside."""
    return case.with_project(
        start=start, end=last_day_after(start, months), schedule=schedule(start, months, trade_of(case))
    )


def with_team(case: Case, size: int) -> Case:
    """The case with only this many members besides the leader."""
    return replace(case, members=case.members[:size], team_size=size)


def unit_name(rng: Random, policy: str, unit_type: str, trade: Trade) -> str:
    """A name for a unit of this type."""
    base = trade.business.removesuffix("服务")
    city, brand = ("东莞市" if policy == "dongguan" else "北京"), rng.choice(BRANDS)
    if policy == "dongguan":
        endings = {
            "enterprise": f"{brand}{trade.business}有限公司",
            "industry_association": f"{trade.business}行业协会",
            "training_institution": f"{brand}职业培训学校",
            "public_training_base": f"{brand}技能实训中心",
            "skilled_talent_base": f"{brand}高技能人才培训中心",
            "public_institution": f"{base}检验所",
        }
        return city + endings[unit_type]
    endings = {"enterprise": f"{brand}{trade.business}有限公司", "public_institution": f"市大兴区{base}服务中心"}
    return city + endings[unit_type]


def make_unit(rng: Random, policy: str, unit_type: str, trade: Trade, taken: set[str], as_of: date) -> Unit:
    """An invented unit of this type in the policy's own area."""
    place = "广东省东莞市" if policy == "dongguan" else "北京市大兴区"
    staff = rng.randrange(60, 480)
    founded = date(rng.randint(2003, 2016), rng.randint(1, 12), rng.randint(1, 28))
    limited = unit_type != "enterprise" or rng.random() < 0.3
    return Unit(
        name=unit_name(rng, policy, unit_type, trade),
        uscc=people.uscc(rng, unit_type, REGIONS[policy]),
        type=unit_type,
        registered_place=place,
        legal_representative=people.name(rng, "男", taken),
        address=f"{place}{rng.choice(TOWNS[policy])}{rng.choice(STREETS)}{rng.randrange(2, 298)}号",
        contact_name=people.name(rng, "女", taken),
        contact_phone=people.mobile(rng) if rng.random() < 0.6 else people.landline(rng, policy),
        staff_count=staff,
        skilled_staff_count=staff * rng.randrange(30, 70) // 100,
        training_area_m2=rng.choice((260, 480, 800, 1500)) if unit_type == "enterprise" else rng.randrange(21, 60) * 50,
        licence_valid_until=date(as_of.year + rng.randint(2, 14), founded.month, founded.day) if limited else None,
        founded=founded,
    )


def make_leader(rng: Random, policy: str, trade: Trade, taken: set[str], region: str) -> Leader:
    """An invented leader, years away from retirement whatever table applies."""
    sex = rng.choice("男男男女")
    who = people.person(rng, taken, (1970, 1986) if sex == "男" else (1984, 1991), region, sex)
    level = rng.choice(("高级技师", "技师"))
    city = "东莞市" if policy == "dongguan" else "大兴区"
    honours = (f"2019年{city}技术能手", f"2022年{city}五一劳动奖章", "2021年省级行业技能竞赛一等奖")
    return Leader(
        name=who.name,
        sex=who.sex,
        birth_date=who.birth,
        id_number=who.id_number,
        phone=who.phone,
        post=trade.post,
        occupation=trade.occupation,
        skill_level=level,
        certificate_number=people.certificate_number(rng, level),
        years_in_trade=2025 - who.birth.year - rng.randint(20, 23),
        honours=tuple(rng.sample(honours, rng.choice((1, 2)))),
        achievements=f"独创{trade.technique}，{trade.effect}，为单位年节约成本约{rng.randrange(18, 90)}万元。",
        apprentices=f"累计带徒{rng.randrange(8, 26)}名，其中{rng.randrange(3, 8)}人取得高级工及以上证书。",
    )


def make_member(rng: Random, taken: set[str], region: str, role: str) -> Member:
    """An invented member of the team."""
    who = people.person(rng, taken, (1976, 1999), region)
    level = rng.choice(("技师", "高级工", "高级工", "中级工"))
    return Member(who.name, who.id_number, level, people.certificate_number(rng, level, 2021), role)


def in_thirds(items: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """A longer budget: each item in three parts."""
    parts = ("前期", "中期", "后期")
    return tuple(
        (f"{name}（{part}）", cost // 300 * 100 if part != "后期" else cost - cost // 300 * 200)
        for name, cost in items
        for part in parts
    )


def make_project(rng: Random, policy: str, trade: Trade, as_of: date) -> Project:
    """An invented project that fits the policy's period and cap."""
    start = add_months(as_of.replace(day=1), rng.randint(1, 3))
    months = 36 if policy == "dongguan" else rng.choice((10, 12, 12))
    requested = 100_000 if policy == "dongguan" else rng.choice((30_000, 40_000, 45_000, 50_000))
    total = requested + rng.choice((0, 20_000, 60_000))
    shares = [total // 1000 * part // 100 * 1000 for part in (30, 22, 18, 16)]
    items = tuple(zip(trade.costs, [*shares, total - sum(shares)], strict=True))
    if rng.random() < 0.3:
        items = in_thirds(items)
    aim = "围绕“两区”建设和急需紧缺职业，" if policy == "daxing" else "围绕产业转型升级，"
    return Project(
        name=trade.project,
        goal=f"{aim}推广{trade.technique}，{trade.effect}，培养一批{trade.occupation}骨干。",
        content=f"开展{trade.technique}攻关；开展师带徒和技艺传承培训活动；编制操作规范1套；组织技术交流4次。",
        schedule=schedule(start, months, trade),
        outputs=f"形成工艺规范1份、培训教材1册；培训{trade.occupation}60人次；新增高级工6名。",
        start=start,
        end=last_day_after(start, months),
        budget_items=items,
        budget_total=total,
        funding_requested=requested,
    )


def make_support(rng: Random, trade: Trade) -> Support:
    """What a willing unit promises."""
    return Support(
        venue=f"提供独立工作场所{rng.randrange(8, 20) * 10}平方米及会议室一间",
        equipment=trade.equipment,
        funding=f"每年安排配套资金{rng.randrange(3, 13)}万元，列入单位年度预算",
        management_rules="已制定工作室管理制度、师带徒制度和设备使用制度",
        work_plan="已编制工作规划和年度目标任务，按季度检查落实",
        dedicated_account="已设立工作室资金管理专门账目，专款专用",
    )


def make_case(rng: Random, policy: str, unit_type: str, as_of: date) -> Case:
    """A whole clean applicant; nothing in it breaks a rule."""
    taken: set[str] = set()
    trade, region = rng.choice(TRADES), REGIONS[policy]
    roles = ("技术攻关", "带徒传艺", "资料与档案", "培训组织", "设备管理", "质量检测")
    members = tuple(make_member(rng, taken, region, role) for role in roles[: rng.randint(4, 6)])
    leader = make_leader(rng, policy, trade, taken, region)
    return Case(
        policy=policy,
        as_of=as_of,
        unit=make_unit(rng, policy, unit_type, trade, taken, as_of),
        studio_name=f"{leader.name}{trade.occupation}技能大师工作室",
        team_size=len(members),
        leader=leader,
        members=members,
        project=make_project(rng, policy, trade, as_of),
        support=make_support(rng, trade),
        declared=as_of - timedelta(days=rng.randint(2, 20)),
    )
