"""What is kept between runs, in SQLite."""

from bot.store.gaps import Gap, GapGroup, GapStore, open_gap_store

__all__ = ["Gap", "GapGroup", "GapStore", "open_gap_store"]
