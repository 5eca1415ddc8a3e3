"""Conditions in three values: what is not stated is unknown, never false."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.facts import Facts
from knowledge.predicates import Predicate, evaluate

VALUES = {"limit": 10.0}


def check(condition: dict[str, Any], **facts: float | str) -> bool | None:
    return evaluate(
        Predicate.model_validate(condition), Facts(facts), VALUES.get, lambda rule, _: {"r": True}.get(rule)
    )


@pytest.mark.parametrize(("number", "least", "most", "below", "above"), [
    (9, False, True, True, False), (10, True, True, False, False), (11, True, False, False, True),
])  # fmt: skip
def test_limits(number: float, least: bool, most: bool, below: bool, above: bool) -> None:
    assert check({"at_least": ["n", "limit"]}, n=number) is least
    assert check({"at_most": ["n", "limit"]}, n=number) is most
    assert check({"below": ["n", "limit"]}, n=number) is below
    assert check({"above": ["n", "limit"]}, n=number) is above


@pytest.mark.parametrize("condition", [
    {"at_least": ["n", "limit"]}, {"is": ["kind", "a"]}, {"present": "n"}, {"not_": {"is": ["kind", "a"]}},
    {"rule_fails": "unknown"}, {"any_of": [{"is": ["kind", "a"]}]},
])  # fmt: skip
def test_what_is_not_stated_is_unknown(condition: dict[str, Any]) -> None:
    assert check(condition) is None


def test_a_value_outside_its_period_is_unknown() -> None:
    assert check({"at_least": ["n", "expired"]}, n=1) is None


def test_all_and_any() -> None:
    yes, no, unknown = {"is": ["k", "a"]}, {"is": ["k", "b"]}, {"is": ["other", "a"]}

    assert check({"all_of": [yes, no, unknown]}, k="a") is False
    assert check({"all_of": [yes, unknown]}, k="a") is None
    assert check({"any_of": [no, yes, unknown]}, k="a") is True
    assert check({"any_of": [no, unknown]}, k="a") is None


def test_rules() -> None:
    assert check({"rule_holds": "r"}) is True
    assert check({"rule_fails": "r"}) is False


def test_but_a_predicate_has_exactly_one_condition() -> None:
    with pytest.raises(ValidationError):
        Predicate.model_validate({"present": "a", "is": ["k", "a"]})
