"""What is kept between runs, in SQLite."""

from bot.store.chats import Chat, ChatStore
from bot.store.database import Store, open_store
from bot.store.gaps import Gap, GapGroup, GapStore
from bot.store.mail import Letter, Mail, Outgoing
from bot.store.reminders import Planned, ReminderRow, ReminderStore
from bot.store.rounds import Announcement, RoundStore
from bot.store.studios import Owner, Recipient, Registered, StudioStore

__all__ = [
    "Announcement", "Chat", "ChatStore", "Gap", "GapGroup", "GapStore", "Letter", "Mail", "Outgoing", "Owner",
    "Planned", "Recipient", "Registered", "ReminderRow", "ReminderStore", "RoundStore", "Store", "StudioStore",
    "open_store",
]  # fmt: skip
