"""Reminders to the addresses that studios brought: the same words as in a chat, without its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.reminder_message import reminder_message
from bot.conversation.studio_texts import say
from bot.reminders.delivery import NotDeliveredError, Notice
from bot.reminders.outside import Outside


@dataclass(frozen=True)
class OutsideReminders:
    """The delivery's channel to e-mail and work groups."""

    outside: Outside

    @property
    def name(self) -> str:
        return self.outside.name

    async def send(self, notice: Notice) -> None:
        """Sends a reminder. NotDeliveredError where the service did not take it."""
        message = reminder_message(notice)
        if not await self.outside.send(notice.recipient.address, say("outside_title"), message.text):
            raise NotDeliveredError
