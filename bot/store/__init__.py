"""What is kept between runs, in SQLite."""

from bot.store.chats import Chat, ChatStore
from bot.store.database import Store, open_store
from bot.store.gaps import Gap, GapGroup, GapStore
from bot.store.mail import Letter, Mail, Outgoing

__all__ = ["Chat", "ChatStore", "Gap", "GapGroup", "GapStore", "Letter", "Mail", "Outgoing", "Store", "open_store"]
