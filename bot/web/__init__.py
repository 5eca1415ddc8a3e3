"""The web assistant on this machine: a chat page over the conversation."""

from bot.web.server import serve

__all__ = ["serve"]
