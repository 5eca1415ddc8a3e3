"""How people write dates, money, areas and choices."""

from __future__ import annotations

from datetime import date

DIGITS = "〇一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
MONEY_UNIT = {"wan": "万元", "capital": "大写", "plain": "元", "cents": "元"}


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")


def chinese_date(day: date, with_day: bool) -> str:
    """一九六八年三月十五日."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月" + (f"{chinese_number(day.day)}日" if with_day else "")


def write_day(day: date, style: str) -> str:
    """A whole date in one of four styles."""
    return {
        "cn": f"{day.year}年{day.month}月{day.day}日",
        "cn0": f"{day.year}年{day.month:02d}月{day.day:02d}日",
        "dot": f"{day.year}.{day.month:02d}.{day.day:02d}",
        "iso": day.isoformat(),
        "hanzi": chinese_date(day, True),
    }[style]


def write_birth(day: date, style: str) -> tuple[str, str]:
    """A birth date as written, and in plain form with or without its day."""
    month = f"{day:%Y-%m}"
    forms = {
        "cn": (f"{day.year}年{day.month}月{day.day}日", day.isoformat()),
        "iso": (day.isoformat(), day.isoformat()),
        "dot": (f"{day:%Y.%m}", month),
        "month": (f"{day.year}年{day.month}月", month),
        "hanzi": (chinese_date(day, False), month),
    }
    return forms[style]


def write_month(day: date) -> str:
    """2025年9月."""
    return f"{day.year}年{day.month}月"


def capital_money(amount: int) -> str:
    """壹拾万元整: an amount under a hundred million in bank capitals."""

    def section(number: int) -> str:
        text, zero = "", False
        for value, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit = number // value % 10
            if digit:
                text += ("零" if zero else "") + CAPITALS[digit] + unit
            zero = not digit and bool(text)
        return text

    high, low = divmod(amount, 10_000)
    text = section(high) + "万" if high else ""
    if low:
        text += ("零" if high and low < 1000 else "") + section(low)
    return f"{text}元整"


def write_money(amount: int, style: str, unit_in_label: bool) -> str:
    """An amount in yuan in one of four styles; 万元 only where it divides."""
    if style == "capital":
        return capital_money(amount)
    if style == "wan" and amount % 1000 == 0:
        return f"{amount / 10_000:g}" + ("" if unit_in_label else "万元")
    text = f"{amount:,.2f}" if style == "cents" else str(amount)
    return text + ("" if unit_in_label and style != "wan" else "元")


def write_boxes(options: list[str], chosen: str, mark: str) -> str:
    """A row of boxes with one ticked, as □企业 ☑行业协会."""
    return "  ".join((mark if option == chosen else "□") + option for option in options)
