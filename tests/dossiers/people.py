"""Invented people and companies, with numbers whose check digits are right (or wrong on request)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方袁柳史唐薛雷贺汤罗"
MALE_GIVEN = "伟强磊洋勇军杰涛明超刚平辉鹏飞斌波宇浩凯健俊帆志文海东建国德林松柏毅恒"
FEMALE_GIVEN = "芳娜敏静丽艳娟霞秀燕玲桂英华慧巧美雅梅莉红月清婉倩雪琴云岚蕾"
LANDLINE = {"dongguan": "0769-2200", "daxing": "010-6020"}
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
USCC_PREFIX = {
    "enterprise": "91",
    "industry_association": "51",
    "training_institution": "52",
    "public_training_base": "52",
    "skilled_talent_base": "52",
    "public_institution": "12",
}
LEVEL_DIGIT = {"高级技师": "1", "技师": "2", "高级工": "3", "中级工": "4", "初级工": "5"}


@dataclass(frozen=True)
class Person:
    """One invented person; the identity number agrees with birth and sex."""

    name: str
    sex: str
    birth: date
    id_number: str
    phone: str


def id_check_digit(first17: str) -> str:
    """The GB 11643 check digit of the first seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def id_number(rng: Random, birth: date, sex: str, region: str) -> str:
    """A valid identity number for this birth date and sex."""
    order = rng.randrange(10, 90)
    last = rng.choice("13579" if sex == "男" else "02468")
    first17 = f"{region}{birth:%Y%m%d}{order:02d}{last}"
    return first17 + id_check_digit(first17)


def wrong_check_digit(number: str) -> str:
    """The same identity number with a check digit that cannot be."""
    return number[:17] + next(d for d in "1357902468" if d != id_check_digit(number[:17]))


def other_valid_id(number: str) -> str:
    """Another valid number with the same region, birth and sex."""
    order = (int(number[14:16]) + 9) % 100
    first17 = f"{number[:14]}{order:02d}{number[16]}"
    return first17 + id_check_digit(first17)


def check_character_character(first17: str) -> str:
    """The GB 32100 check character of the first seventeen characters."""
    total = sum(USCC_ALPHABET.index(char) * weight for char, weight in zip(first17, USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def uscc(rng: Random, unit_type: str, region: str) -> str:
    """A valid unified social credit code; its organisation part is valid too."""
    while True:
        body = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
        total = sum(int(char, 36) * weight for char, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
        check = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
        first17 = USCC_PREFIX.get(unit_type, "91") + region + body + check
        return first17 + check_character_character(first17)


def wrong_uscc(code: str) -> str:
    """The same code with a check character that cannot be."""
    return code[:17] + next(c for c in "0123456789" if c != check_character_character(code[:17]))


def mobile(rng: Random) -> str:
    """A well-formed mobile number from ranges that look made up."""
    return f"1{rng.choice('3589')}{rng.choice('0123456789')}0000{rng.randrange(10000):04d}"


def landline(rng: Random, policy: str) -> str:
    """A well-formed local telephone number."""
    return f"{LANDLINE[policy]}{rng.randrange(10000):04d}"


def name(rng: Random, sex: str, taken: set[str]) -> str:
    """A name that nobody in this dossier has yet, nor one a character away."""
    given = MALE_GIVEN if sex == "男" else FEMALE_GIVEN
    while True:
        text = rng.choice(SURNAMES) + "".join(rng.sample(given, rng.choice((1, 2, 2, 2))))
        if text not in taken and not any(text[0] == other[0] for other in taken):
            taken.add(text)
            return text


def similar_name(text: str) -> str:
    """A name that differs in its last character."""
    last = next(char for char in "民文宏珍" if char != text[-1])
    return text[:-1] + last if len(text) > 2 else text + last


def birth_date(rng: Random, first_year: int, last_year: int) -> date:
    """A birth date within the years given, both included."""
    year, month = rng.randint(first_year, last_year), rng.randint(1, 12)
    return date(year, month, rng.randint(1, calendar.monthrange(year, month)[1]))


def person(rng: Random, taken: set[str], years: tuple[int, int], region: str, sex: str = "") -> Person:
    """An invented person born within the years given."""
    sex = sex or rng.choice("男男女")
    birth = birth_date(rng, *years)
    return Person(name(rng, sex, taken), sex, birth, id_number(rng, birth, sex, region), mobile(rng))


def certificate_number(rng: Random, level: str, year: int = 2019) -> str:
    """A 22-character certificate number with the level at its sixteenth place."""
    prefix = rng.choice("SYJ") + "000044" + f"{rng.randrange(10**6):06d}" + f"{year % 100:02d}"
    return f"{prefix}{LEVEL_DIGIT[level]}{rng.randrange(10**6):06d}"


def with_level_digit(number: str, level: str) -> str:
    """The certificate number with another level at its sixteenth place."""
    return number[:15] + LEVEL_DIGIT[level] + number[16:]
