"""Questions that got no answer: kept as text, without what says who somebody is."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from bot.store import Gap, GapStore
from bot.store.gaps import mask


@pytest.fixture
def store() -> GapStore:
    return GapStore(Database(memory=True))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("我的身份证44190019680101123X对吗", "我的身份证***对吗"),
        ("电话 138 0000 0000", "电话 ***"),
        ("１３８００００００００", "***"),
        ("场地1000平方米, 10万元", "场地1000平方米, 10万元"),
    ],
)
def test_it_masks_identity_like_numbers(text: str, kept: str) -> None:
    assert mask(text) == kept


def test_it_groups_by_reason_place_and_subject_the_most_frequent_first(store: GapStore) -> None:
    for text in ("甲", "乙", "乙"):
        store.add(Gap(text, "unanswered", "x", "award_tax"))
    store.add(Gap("丙", "disliked", None, None))

    first, second = store.groups()

    assert (first.count, first.texts) == (3, ("乙", "甲"))
    assert (second.reason, second.policy) == ("disliked", None)


def test_an_empty_store_has_no_groups(store: GapStore) -> None:
    assert store.groups() == []
