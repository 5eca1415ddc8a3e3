"""What an update is, in the dialogue's terms: who wrote where, and what."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.store import Chat
from bot.telegram.outgoing import Target

CHANNEL = "telegram"


@dataclass(frozen=True)
class Command:
    """A command without its slash and what was typed after it."""

    name: str
    argument: str


@dataclass(frozen=True)
class File:
    """A file that a person sent; `size` is None where Telegram does not say."""

    id: str
    name: str
    size: int | None


@dataclass(frozen=True)
class Incoming:
    """One message that the bot has to deal with: text, a command, or a file."""

    chat: Chat
    target: Target
    private: bool
    message: int
    edited: bool
    text: str = ""
    command: Command | None = None
    file: File | None = None


def incoming_of(update: Update, bot_id: int, bot_name: str) -> Incoming | None:
    """The message in an update; None where it is not for the bot (a group's own talk, another bot's words)."""
    message = update.message or update.edited_message
    if message is None or message.via_bot is not None or (message.from_user is not None and message.from_user.is_bot):
        return None
    private = message.chat.type == ChatType.PRIVATE
    command = _command(message, bot_name)
    file = _file(message)
    text = _without_mention(message, bot_name)
    if not private and not (command or text != (message.text or message.caption) or _replies_to(message, bot_id)):
        return None
    text = (text or "").strip()
    if command is None and file is None and not text:
        return None
    return Incoming(
        chat=person_in(message),
        target=Target(
            message.chat.id,
            message.message_thread_id if message.is_topic_message else None,
            None if private else message.message_id,
        ),
        private=private,
        message=message.message_id,
        edited=update.edited_message is not None,
        text=text,
        command=command,
        file=file,
    )


def person_in(message: Message) -> Chat:
    """The person who wrote a message, in its chat; anonymous ones are told by the chat they write for."""
    person = message.from_user or message.sender_chat or message.chat
    return Chat(CHANNEL, str(message.chat.id), str(person.id))


def _command(message: Message, bot_name: str) -> Command | None:
    """The command at the message's start, where it is for this bot or for any."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    first = next((e for e in entities if e.type == MessageEntity.BOT_COMMAND and e.offset == 0), None)
    if first is None:
        return None
    word, _, bot = text[1 : first.length].partition("@")
    if bot and bot.lower() != bot_name.lower():
        return None
    return Command(word.lower(), text[first.length :].strip())


def _without_mention(message: Message, bot_name: str) -> str | None:
    """The message's text without the bot's name; the same text where it does not name the bot."""
    text = message.text or message.caption
    if text is None:
        return None
    entities = message.parse_entities([MessageEntity.MENTION]) or message.parse_caption_entities(
        [MessageEntity.MENTION]
    )
    for mention in entities.values():
        if mention.lower() == f"@{bot_name.lower()}":
            text = text.replace(mention, " ")
    return text


def _replies_to(message: Message, bot_id: int) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot_id


def _file(message: Message) -> File | None:
    if message.document is not None:
        document = message.document
        return File(document.file_id, document.file_name or "", document.file_size)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return File(largest.file_id, f"{message.message_id}.jpg", largest.file_size)
    return None
