"""The dialogue, free of any channel: messages, commands, button presses and files in, replies out."""

from bot.conversation.conversation import Conversation
from bot.conversation.model import (
    BOTH,
    Attachment,
    Button,
    ClauseHit,
    DocumentView,
    Job,
    Message,
    Progress,
    Reply,
    Span,
)

__all__ = [
    "BOTH", "Attachment", "Button", "ClauseHit", "Conversation", "DocumentView", "Job", "Message", "Progress", "Reply",
    "Span",
]  # fmt: skip
