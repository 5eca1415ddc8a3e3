"""Ways out that the studios bring themselves: e-mail, and the robots of work groups, through Apprise."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from bot.reminders.texts import say, service_title
from knowledge.patterns import compiled

_MAIL = compiled(r"[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$")
# Only these services' own addresses: any other could be a machine in this one's own network.
_ROBOTS = {
    "wecom": (
        compiled(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([\w-]{8,64})$"),
        "wecombot://{key}",
    ),
    "dingtalk": (compiled(r"https://oapi\.dingtalk\.com/robot/send\?access_token=(\w{16,128})$"), "dingtalk://{key}"),
    "feishu": (compiled(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]{8,64})$"), "feishu://{key}"),
}
# So much of an address tells one from another, and does not give it away.
_TAIL = 4
_MAIL_KIND = "mail"


class UnknownAddressError(Exception):
    """Nothing can be sent to what was given; `reason` names the sentence that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class OutsideAddress:
    """Where to send, as it is kept (a secret: the kind of service, a colon, its key), and how a person is told of it."""

    address: str
    label: str


# Sends a title and a body to one of Apprise's addresses; whether the service took them.
Notify = Callable[[str, str, str], Awaitable[bool]]


async def notify_by_apprise(url: str, title: str, body: str) -> bool:
    """Whether the service took a message."""
    import apprise  # heavy, and of use only to those who set it up

    # It logs addresses, and they hold keys.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    service = apprise.Apprise()
    return bool(service.add(url)) and bool(await service.async_notify(body=body, title=title))


@dataclass(frozen=True)
class Outside:
    """Sends to addresses that people bring; `mail_url` is the account that e-mail is sent from, empty for none."""

    mail_url: str = ""
    notify: Notify = notify_by_apprise
    name: str = "apprise"

    def address(self, text: str) -> OutsideAddress:
        """The address that a person typed. UnknownAddressError where nothing can be sent there."""
        text = text.strip()
        for kind, (pattern, _) in _ROBOTS.items():
            if (match := pattern.match(text)) is not None:
                key = match[1]
                return OutsideAddress(f"{kind}:{key}", say("robot", kind=service_title(kind), tail=key[-_TAIL:]))
        if _MAIL.match(text) is None:
            raise UnknownAddressError("outside_unknown")
        if not self.mail_url:
            raise UnknownAddressError("outside_no_mail")
        return OutsideAddress(f"{_MAIL_KIND}:{text}", text)

    async def send(self, address: str, title: str, body: str) -> bool:
        """Whether a message went out to an address as it is kept."""
        kind, _, key = address.partition(":")
        if kind == _MAIL_KIND:
            joined = "&" if "?" in self.mail_url else "?"
            return bool(self.mail_url) and await self.notify(f"{self.mail_url}{joined}to={quote(key)}", title, body)
        return await self.notify(_ROBOTS[kind][1].format(key=key), title, body)
