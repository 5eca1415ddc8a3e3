"""How the text beside each label is read: the contract's field → the reader of its type."""

from __future__ import annotations

from collections.abc import Callable

from checkers.extraction import values
from checkers.extraction.values import Reading, joined

_Reader = Callable[[str, str], Reading | None]
READERS: dict[str, _Reader] = {
    "unit.name": values.read_unit_name,
    "unit.uscc": values.read_uscc,
    "unit.type": values.read_unit_type,
    "unit.legal_representative": values.read_name,
    "unit.contact_name": values.read_name,
    "unit.contact_phone": values.read_phone,
    "unit.staff_count": values.read_count,
    "unit.skilled_staff_count": values.read_count,
    "unit.training_area_m2": values.read_area,
    "unit.licence_valid_until": values.read_term,
    "studio.team_size": values.read_team,
    "leader.name": values.read_name,
    "leader.sex": values.read_sex,
    "leader.birth_date": values.read_date,
    "leader.id_number": values.read_identity,
    "leader.phone": values.read_phone,
    "leader.skill_level": values.read_level,
    "leader.certificate_number": lambda text, _: (
        Reading(number) if (number := joined(text).upper().strip("_")) else None
    ),
    "leader.years_in_trade": values.read_count,
    "leader.honours": values.read_list,
    "leader.apprentices": values.read_taught,
    "unit.existing_studios": values.read_whether,
    "leader.existing_studios": values.read_whether,
    "project.start": values.read_date,
    "project.end": values.read_date,
    "project.budget_total": values.read_money,
    "project.funding_requested": values.read_money,
}
