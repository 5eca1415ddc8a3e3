"""Two processes on one data folder: their transactions take turns."""

from __future__ import annotations

import threading
from pathlib import Path

from bot.store import Store, open_store


def count(store: Store) -> int:
    return int(store.database.execute("select count(*) from things").fetchone()[0])


def add(store: Store) -> None:
    """Reads, then writes what it read."""
    with store.database.atomic():
        store.database.execute("insert into things values (?)", (count(store) + 1,))


def test_a_transaction_that_reads_first_waits_for_one_that_writes(tmp_path: Path) -> None:
    one = open_store(tmp_path)
    one.database.execute("create table things (number integer)")
    begun = threading.Event()

    def other() -> None:
        begun.set()
        add(open_store(tmp_path))

    thread = threading.Thread(target=other)
    with one.database.atomic():
        before = count(one)
        thread.start()
        begun.wait()
        thread.join(0.5)  # it waits for this transaction's end, as far as can be seen in half a second
        assert thread.is_alive()
        one.database.execute("insert into things values (?)", (before + 1,))
    thread.join()

    assert [row[0] for row in one.database.execute("select number from things order by number")] == [1, 2]


def test_what_fails_within_a_transaction_leaves_nothing_of_its_part(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.database.execute("create table things (number integer)")
    with store.database.atomic():
        add(store)
        try:
            with store.database.atomic():
                add(store)
                raise ValueError
        except ValueError:
            pass
    assert count(store) == 1
