"""Reminders and announcements as letters of the outbox, no faster than answers can go out beside them."""

from __future__ import annotations

from bot.conversation.reminder_message import announcement_message, reminder_message
from bot.reminders.delivery import Notice
from bot.store import Announcement, Letter, Store
from bot.telegram.incoming import CHANNEL
from bot.telegram.outgoing import Target, outgoing_of, reminder_slot
from bot.telegram.sender import Sender

# The share of Telegram's pace that reminders may take; the rest is for people who wait for an answer.
_SHARE = 0.6


class TelegramReminders:
    """The Telegram channel of the delivery."""

    name = CHANNEL

    def __init__(self, store: Store, sender: Sender, messages_per_second: float) -> None:
        self._store = store
        self._sender = sender
        self._most = max(1, int(messages_per_second * _SHARE))
        self._put: list[Letter] = []

    def room(self) -> int:
        """A second's share, less what is not sent yet of the one before."""
        return self._most - self._sender.waiting()

    def reaches(self, address: str) -> bool:
        return not self._store.chats.is_blocked(CHANNEL, address)

    def post(self, notice: Notice) -> None:
        target = Target(int(notice.recipient.address))
        slot = reminder_slot(notice.number)
        self._put += self._store.mail.post(outgoing_of((reminder_message(notice),), target, slot))

    def post_announcement(self, announcement: Announcement) -> None:
        target = Target(int(announcement.address))
        self._put += self._store.mail.post(outgoing_of((announcement_message(announcement),), target))

    def posted(self) -> None:
        letters, self._put = self._put, []
        self._sender.send(letters)

    def rolled_back(self) -> None:
        self._put = []
