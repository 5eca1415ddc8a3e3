"""Identity cards, certificates, licences and honours: what they say and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from tests.dossiers.canvas import Canvas, PdfCanvas, PictureCanvas
from tests.dossiers.case import Case, Leader, Member, add_months, trade_of
from tests.dossiers.papers import Papers
from tests.dossiers.sheet import Value
from tests.dossiers.stamps import seal_picture
from tests.dossiers.writing import write_day

RED, BLUE, GREY = (190, 30, 35), (60, 110, 170), (120, 120, 120)
LEVEL_RANK = {"高级技师": "一级", "技师": "二级", "高级工": "三级", "中级工": "四级", "初级工": "五级"}
LICENCE = {
    "enterprise": ("营业执照", "有限责任公司（自然人投资或控股）", "法定代表人", "住所", "营业期限", "市场监督管理局"),
    "industry_association": (
        "社会团体法人登记证书",
        "社会团体（行业协会）",
        "法定代表人",
        "住所",
        "有效期限",
        "民政局",
    ),
    "public_institution": ("事业单位法人证书", "事业单位", "法定代表人", "住所", "有效期", "事业单位登记管理局"),
}
HOMES = {"dongguan": ("广东省东莞市", "莞城街道"), "daxing": ("北京市大兴区", "清源街道")}
PRIVATE = ("民办非企业单位登记证书", "民办非企业单位（法人）", "法定代表人", "住所", "有效期限", "民政局")


@dataclass(frozen=True)
class Card:
    """One card: whose it is, how large, how drawn, and what a clerk reads on it."""

    kind: str
    who: str
    stem: str
    size: tuple[float, float]
    draw: Callable[[Canvas, float, float], None]
    fields: dict[str, Value]


def portrait() -> Image.Image:
    """A grey head and shoulders."""
    picture = Image.new("RGBA", (220, 280), (214, 226, 238, 255))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((65, 45, 155, 150), fill=(150, 135, 125, 255))
    draw.pieslice((20, 160, 200, 420), 180, 360, fill=(85, 95, 120, 255))
    return picture


def id_card(case: Case, who: str) -> Card:
    """A second-generation identity card, front and back, one above the other."""
    person = holder(case, who)
    name, number = person.name, person.id_number
    birth, sex = date(int(number[6:10]), int(number[10:12]), int(number[12:14])), "女男"[int(number[16]) % 2]
    rng = Random(number)
    place, street = HOMES[case.policy]
    address = f"{place}{street}{rng.choice('东西南北')}正路{rng.randrange(5, 90)}号"
    valid = date(2015 + rng.randrange(9), birth.month, min(birth.day, 28))

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(x, y, 85.6, 54, BLUE, (238, 245, 250), 0.4)
        for row, (label, text) in enumerate(
            (
                ("姓名", name),
                ("性别", f"{sex}    民族  汉"),
                ("出生", f"{birth.year} 年 {birth.month} 月 {birth.day} 日"),
            )
        ):
            canvas.text(x + 5, y + 6 + row * 8, label, 2.8, BLUE)
            canvas.text(x + 15, y + 5.8 + row * 8, text, 3.4)
        canvas.text(x + 5, y + 30, "住址", 2.8, BLUE)
        canvas.text(x + 15, y + 29.8, address[:12], 3.2)
        canvas.text(x + 15, y + 34.6, address[12:], 3.2)
        canvas.text(x + 5, y + 46, "公民身份号码", 2.8, BLUE)
        canvas.text(x + 29, y + 45.6, number, 3.9)
        canvas.image(portrait(), x + 59, y + 8, 22)
        canvas.box(x, y + 58, 85.6, 54, BLUE, (243, 244, 236), 0.4)
        canvas.text(x + 47, y + 66, "中华人民共和国", 5, middle=True)
        canvas.text(x + 47, y + 75, "居 民 身 份 证", 6.4, middle=True)
        canvas.text(x + 16, y + 95, f"签发机关  {'东莞市' if case.policy == 'dongguan' else '北京市'}公安局", 3)
        canvas.text(x + 16, y + 102, f"有效期限  {valid:%Y.%m.%d}-{add_months(valid, 240):%Y.%m.%d}", 3)

    fields: dict[str, Value] = {f"{who}.name": name, f"{who}.id_number": number}
    if who == "leader":
        fields |= {"leader.sex": sex, "leader.birth_date": birth.isoformat()}
    return Card("id_card", who, f"身份证-{name}", (85.6, 112), draw, fields)


def skill_certificate(case: Case, who: str) -> Card:
    """A certificate of a vocational skill level."""
    person = holder(case, who)
    issued = date(2000 + int(person.certificate_number[13:15]), 1 + len(person.name), 12)
    occupation = case.leader.occupation
    rows = (
        ("姓    名", person.name),
        ("证件类型", "居民身份证"),
        ("证件号码", person.id_number),
        ("职业名称", occupation),
        ("职业技能等级", f"{LEVEL_RANK[person.skill_level]}/{person.skill_level}"),
        ("证书编号", person.certificate_number),
        ("发证日期", write_day(issued, "cn")),
    )
    issuer = ("东莞市" if case.policy == "dongguan" else "北京市") + "职业技能评价中心"

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(x, y, 150, 105, RED, (253, 250, 240), 0.8)
        canvas.text(x + 75, y + 7, "职业技能等级证书", 7, RED, middle=True)
        canvas.text(x + 75, y + 17, "Certificate of Occupational Skill Level", 3, GREY, middle=True)
        for row, (label, text) in enumerate(rows):
            canvas.text(x + 12, y + 27 + row * 9, f"{label}：", 3.8, GREY)
            canvas.text(x + 42, y + 27 + row * 9, text, 4)
        canvas.image(portrait(), x + 116, y + 26, 24)
        canvas.text(x + 100, y + 86, issuer, 3.6)
        canvas.image(seal_picture(issuer), x + 104, y + 66, 34)

    fields: dict[str, Value] = {
        f"{who}.name": person.name,
        f"{who}.id_number": person.id_number,
        f"{who}.skill_level": person.skill_level,
        f"{who}.certificate_number": person.certificate_number,
    }
    if who == "leader":
        fields["leader.occupation"] = occupation
    return Card("skill_certificate", who, f"技能等级证书-{person.name}", (150, 105), draw, fields)


def licence(case: Case) -> Card:
    """A business licence or a legal person's registration certificate."""
    unit = case.unit
    heading, kind, chief, home, term, office = LICENCE.get(unit.type, PRIVATE)
    until = f"至{write_day(unit.licence_valid_until, 'cn0')}" if unit.licence_valid_until else "长期"
    span = f"{write_day(unit.founded, 'cn0')}{until}" if unit.licence_valid_until else until
    place = (
        "深圳市"
        if "深圳" in unit.registered_place
        else ("东莞市" if case.policy == "dongguan" else unit.registered_place)
    )
    rows = (
        ("名称", unit.name),
        ("类型", kind),
        (chief, unit.legal_representative),
        (home, unit.address),
        ("成立日期", write_day(unit.founded, "cn0")),
        (term, span),
        ("业务范围", f"{trade_of(case).business}相关服务、技术开发与培训"),
    )

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(x, y, 190, 130, RED, (254, 251, 243), 1)
        canvas.text(x + 95, y + 9, heading, 11, middle=True)
        canvas.text(x + 12, y + 28, "统一社会信用代码", 3.6, GREY)
        canvas.text(x + 12, y + 34, unit.uscc, 4.6)
        for row, (label, text) in enumerate(rows):
            canvas.text(x + 12, y + 47 + row * 9, label, 3.8, GREY)
            canvas.text(x + 42, y + 47 + row * 9, text, 4)
        canvas.text(x + 125, y + 112, f"登记机关：{place}{office}", 3.4)
        canvas.text(x + 140, y + 118, write_day(unit.founded, "cn"), 3.4)
        canvas.image(seal_picture(place + office), x + 142, y + 90, 36)

    fields: dict[str, Value] = {
        "unit.name": unit.name,
        "unit.uscc": unit.uscc,
        "unit.legal_representative": unit.legal_representative,
        "unit.address": unit.address,
        "unit.licence_valid_until": unit.licence_valid_until.isoformat() if unit.licence_valid_until else "长期",
    }
    if unit.type in LICENCE:
        fields["unit.type"] = unit.type
    return Card("licence", "unit", heading, (190, 130), draw, fields)


def honour(case: Case, index: int) -> Card:
    """A certificate of honour."""
    text, name = case.leader.honours[index], case.leader.name
    year, award = text[:4], text[5:]
    giver = ("东莞市" if case.policy == "dongguan" else "大兴区") + "总工会"

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.box(x, y, 180, 120, RED, (255, 248, 232), 1.6)
        canvas.box(x + 4, y + 4, 172, 112, (205, 165, 70), None, 0.6)
        canvas.text(x + 90, y + 14, "荣 誉 证 书", 13, RED, middle=True)
        canvas.text(x + 22, y + 46, f"{name} 同志：", 6)
        canvas.text(x + 34, y + 60, f"荣获{text}，", 6)
        canvas.text(x + 22, y + 71, "特发此证，以资鼓励。", 6)
        canvas.text(x + 118, y + 92, giver, 5)
        canvas.text(x + 118, y + 100, f"{year}年12月", 4.4)
        canvas.image(seal_picture(giver), x + 122, y + 76, 34)

    return Card(
        "honour_certificate",
        "leader",
        f"荣誉证书-{award}",
        (180, 120),
        draw,
        {"leader.name": name, "leader.honours": [text]},
    )


def achievement(case: Case) -> Card:
    """The unit's proof of what the leader has achieved."""
    leader, unit = case.leader, case.unit
    lines = [leader.achievements[at : at + 26] for at in range(0, len(leader.achievements), 26)]

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.text(x + 90, y + 12, "技术成果证明", 8, middle=True)
        canvas.text(x + 15, y + 34, f"兹证明我单位职工{leader.name}在{leader.post}岗位工作期间，取得以下成果：", 4.4)
        for row, line in enumerate(lines):
            canvas.text(x + 15, y + 44 + row * 8, line, 5)
        canvas.text(x + 15, y + 48 + len(lines) * 8, "特此证明。", 4.6)
        canvas.text(x + 95, y + 90, f"{unit.name}（盖章）", 4.2)
        canvas.text(x + 110, y + 98, write_day(case.declared - timedelta(days=9), "cn"), 4.2)
        canvas.image(seal_picture(unit.name), x + 105, y + 74, 36)

    fields: dict[str, Value] = {
        "leader.name": leader.name,
        "leader.post": leader.post,
        "leader.achievements": leader.achievements,
        "unit.name": unit.name,
        "declaration.seal": True,
        "declaration.date": (case.declared - timedelta(days=9)).isoformat(),
    }
    return Card("achievement_proof", "leader", "技术成果证明", (180, 120), draw, fields)


def holder(case: Case, who: str) -> Leader | Member:
    """The leader or the member named as in the contract."""
    return case.leader if who == "leader" else case.members[int(who[8:-1]) - 1]


def cards_of(papers: Papers) -> list[Card]:
    """All the cards that these papers come with."""
    case = papers.cards
    people = ["leader", *(f"members[{n}]" for n in range(1, len(case.members) + 1))]
    found = [
        licence(case),
        *(id_card(case, who) for who in people),
        *(skill_certificate(case, who) for who in people),
        *(honour(case, index) for index in range(len(case.leader.honours))),
        achievement(case),
    ]
    left_out = papers.left_out
    return [card for card in found if card.kind not in left_out and f"{card.kind}:{card.who}" not in left_out]


def pages_of(cards: Sequence[Card], together: bool) -> list[list[Card]]:
    """The cards by file: one each, or several identity cards and certificates on a page."""
    if not together:
        return [[card] for card in cards]
    pages: list[list[Card]] = []
    for card in cards:
        per_page = {"id_card": 4, "skill_certificate": 2}.get(card.kind, 1)
        if pages and pages[-1][0].kind == card.kind and len(pages[-1]) < per_page:
            pages[-1].append(card)
        else:
            pages.append([card])
    return pages


def place_of(kind: str, index: int) -> tuple[float, float]:
    """Where the nth card of a kind goes on an A4 page."""
    if kind == "id_card":
        return 14.0 + index % 2 * 96, 20.0 + index // 2 * 128
    return 30.0, 25.0 + index * 130


def draw_page(page: Sequence[Card], path: Path) -> None:
    """Draws one file of cards, as text PDF or as a picture by its ending."""
    single = len(page) == 1
    width, height = (page[0].size[0] + 12, page[0].size[1] + 12) if single else (210.0, 297.0)
    canvas: Canvas = PdfCanvas(width, height) if path.suffix == ".pdf" else PictureCanvas(width, height)
    for index, card in enumerate(page):
        x, y = (6.0, 6.0) if single else place_of(card.kind, index)
        card.draw(canvas, x, y)
    canvas.save(path)
