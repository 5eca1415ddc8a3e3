"""The dialogue, free of any channel: messages and button presses in, replies out."""

from bot.conversation.conversation import Conversation
from bot.conversation.model import BOTH, Button, ChatState, DocumentView, Message, Turn

__all__ = ["BOTH", "Button", "ChatState", "Conversation", "DocumentView", "Message", "Turn"]
