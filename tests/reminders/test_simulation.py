"""Five years of 500 studios in fake time, with kills, jumps of the clock, a second process and a failing channel."""

from __future__ import annotations

import asyncio
import logging
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from knowledge.pack import load_library
from knowledge.timeline import SHANGHAI
from tests.reminders.simulation import Simulation, World

START = datetime(2026, 1, 5, 9, tzinfo=SHANGHAI)


def simulation(folder: Path, seed: int, studios: int, **luck: float) -> Simulation:
    world = World(random.Random(seed), START, **luck)  # type: ignore[arg-type]
    made = Simulation(load_library().packs, folder, world)
    made.register(studios)
    made.start(1)
    return made


def compare(sim: Simulation, days: int) -> tuple[int, int, int]:
    """How many went, went twice and were given up; fails where one is lost, comes unasked or doubles without a cause."""
    first = START.date()
    must, may = sim.expected(first, first + timedelta(days=days - 1))
    gone, given_up = sim.gone(), sim.undelivered()
    last = (first + timedelta(days=days - 1)).isoformat()
    assert must
    lost = must - gone.keys() - given_up
    unasked = {key for key in gone if key[3] <= last} - must - may
    doubled = {key: count for key, count in gone.items() if count > 1}
    print(
        f"{len(must)} due, {sum(gone.values())} sent, {len(lost)} lost, {len(doubled)} sent twice, "
        f"{sum(sim.world.cut_off.values())} cut off, {len(given_up)} given up, "
        f"{sim.world.kills} kills, {sim.world.failures} failed sends"
    )
    assert not lost
    assert not unasked
    assert all(count - 1 <= sim.world.cut_off[key] for key, count in doubled.items())
    return len(gone), len(doubled), len(given_up)


def test_five_years_of_500_studios_lose_nothing(tmp_path: Path) -> None:
    sim = simulation(tmp_path, 1, 500, kill_share=0.01, fail_share=0.2)
    days = 5 * 365
    logging.disable(logging.WARNING)  # each failed send says so, thousands of times

    async def run() -> None:
        luck = sim.world.luck
        day = 0
        while day < days:
            if day % 90 == 30:  # a second process for a while
                sim.start(2)
            if day % 90 == 60 and len(sim.processes) > 1:
                sim.processes.pop().store.close()
            if day % 200 == 100:  # the clock runs wrong for a day, either way
                sim.world.skew = timedelta(days=luck.choice((-3, -1, 2)), hours=luck.randrange(12))
            else:
                sim.world.skew = timedelta()
            if day % 400 == 250:  # the service stands still, once longer than its plans reach
                pause = luck.choice((3, 20, 75))
                sim.world.now += timedelta(days=pause)
                day += pause
            await sim.day()
            day += 1
        sim.world.kill_share = sim.world.fail_share = 0.0
        for _ in range(3):
            await sim.day()

    try:
        asyncio.run(run())
    finally:
        logging.disable(logging.NOTSET)
    compare(sim, days)


@pytest.mark.parametrize("seed", range(3))
def test_without_trouble_each_goes_once(tmp_path: Path, seed: int) -> None:
    sim = simulation(tmp_path, seed, 20)

    async def run() -> None:
        for _ in range(500):
            await sim.day()

    asyncio.run(run())
    _, doubled, given_up = compare(sim, 500)
    assert doubled == given_up == 0
