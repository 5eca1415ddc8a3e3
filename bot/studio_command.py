"""`studiobot studio`: registers, changes, lists and removes studios from the command line, for whoever runs the service."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.arguments import day
from knowledge.errors import InputError

# What a command needs is imported when it runs: the other commands start without it.
if TYPE_CHECKING:
    from bot.reminders.outside import OutsideAddress
    from bot.settings import Settings
    from bot.store import Registered, Store
    from knowledge.timeline import Remark

DONE = 0
_OWNER = ("cli", "cli")
# What `edit` changes: the studio's fields, each with its option, what is written after it, and what it is.
_EDITABLE = {
    "name": ("--name", "NAME", "工作室名称"),
    "established": ("--established", "DATE", "设立（挂牌）日期"),
    "unit": ("--unit", "UNIT", "所在单位"),
    "leader": ("--leader", "NAME", "领办人"),
    "project_start": ("--project-start", "DATE", "在建项目的开始日期"),
    "project_end": ("--project-end", "DATE", "在建项目的结束日期"),
    "leads": ("--leads", "DAYS", "提前几天提醒，如 30,7,1,0"),
    "hour": ("--hour", "HOUR", "几点提醒"),
}


def add_studio(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser."""
    studio = commands.add_parser("studio", help="登记、修改、列出、删除工作室")
    actions = studio.add_subparsers(title="做什么", required=True)
    add = actions.add_parser("add", help="登记一个工作室")
    add.add_argument("--policy", required=True, help="政策编号（studiobot packs 列出）")
    add.add_argument("--name", required=True, help="工作室名称")
    add.add_argument("--established", required=True, type=day, metavar="DATE", help="设立（挂牌）日期，如 2026-03-02")
    add.add_argument("--unit", default="", help="所在单位")
    add.add_argument("--leader", default="", help="领办人")
    add.add_argument("--project-start", type=day, metavar="DATE", help="在建项目的开始日期")
    add.add_argument("--project-end", type=day, metavar="DATE", help="在建项目的结束日期")
    _add_recipients(add)
    add.set_defaults(run=_add)
    edit = actions.add_parser("edit", help='修改一个工作室；只改写出来的项，写空（""）就是清空')
    edit.add_argument("id", type=int, help="编号（studiobot studio list 列出）")
    for field, (option, shown, title) in _EDITABLE.items():
        edit.add_argument(option, dest=field, metavar=shown, help=title)
    edit.add_argument("--drop", action="append", default=[], metavar="LABEL", help="不再提醒这里（list 列出的写法）")
    _add_recipients(edit)
    edit.set_defaults(run=_edit)
    listed = actions.add_parser("list", help="列出登记的工作室")
    listed.add_argument("--json", action="store_true", help="打印一个 JSON 对象")
    listed.set_defaults(run=_list)
    remove = actions.add_parser("remove", help="删除一个工作室")
    remove.add_argument("id", type=int, help="编号（studiobot studio list 列出）")
    remove.set_defaults(run=_remove)


def _add_recipients(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--telegram", action="append", default=[], metavar="CHAT", help="提醒发到这个 Telegram 聊天，可写几次"
    )
    parser.add_argument(
        "--to", action="append", default=[], metavar="ADDRESS", help="提醒发到这个邮箱或群机器人，可写几次"
    )
    parser.add_argument("--json", action="store_true", help="打印一个 JSON 对象")


def _add(options: argparse.Namespace) -> int:
    from bot.conversation.studio_fields import UnusableError, read_name
    from bot.reminders.schedule import Planner
    from bot.settings import read_settings
    from bot.store import Owner, Registered, open_store
    from knowledge.pack import load_library
    from knowledge.timeline import Studio, check_registration, today

    library, settings = load_library(), read_settings()
    pack = library.pack(options.policy)
    facts = Studio(pack.id, options.established, options.project_start, options.project_end, kept_from=today())
    _refuse_problems(check_registration(pack, facts, today()))
    try:
        unit, leader = (read_name(text) if text else "" for text in (options.unit, options.leader))
        registered = Registered(Owner(*_OWNER), facts, read_name(options.name), unit, leader)
    except UnusableError as error:
        raise InputError(str(error)) from None
    addresses = asyncio.run(_tried(options.to, registered.name, settings))
    store = open_store(settings.data)
    with store.database.atomic():
        registered = store.studios.add(registered)
        _keep_recipients(store, registered.id, options.telegram, addresses)
        Planner(library.packs, store, today).plan(registered.id)
    _print([_object(store, registered)], as_json=options.json)
    store.close()
    return DONE


def _edit(options: argparse.Namespace) -> int:
    from bot.conversation.studio_fields import Hours, UnusableError, with_field
    from bot.reminders.schedule import Planner
    from bot.settings import read_settings
    from bot.store import open_store
    from knowledge.pack import load_library
    from knowledge.timeline import check_registration, today

    library, settings = load_library(), read_settings()
    store = open_store(settings.data)
    registered = _existing(store, options.id)
    hours = Hours(settings.reminders_from_hour, settings.reminders_until_hour)
    try:
        for field in _EDITABLE:
            if (typed := getattr(options, field)) is not None:
                registered = with_field(registered, field, typed, hours)
    except UnusableError as error:
        raise InputError(str(error)) from None
    _refuse_problems(check_registration(library.pack(registered.facts.policy), registered.facts, today()))
    recipients = {recipient.label: recipient for recipient in store.studios.recipients(registered.id)}
    unknown = [label for label in options.drop if label not in recipients]
    if unknown:
        raise InputError(f"没有这个接收提醒的地方：{'、'.join(unknown)}；现有：{'、'.join(recipients) or '无'}")
    addresses = asyncio.run(_tried(options.to, registered.name, settings))
    with store.database.atomic():
        store.studios.change(registered)
        for label in options.drop:
            store.studios.drop_recipient(recipients[label])
        _keep_recipients(store, registered.id, options.telegram, addresses)
        Planner(library.packs, store, today).plan(registered.id)
    _print([_object(store, registered)], as_json=options.json)
    store.close()
    return DONE


def _refuse_problems(remarks: Iterable[Remark]) -> None:
    problems = [remark.message for remark in remarks if remark.severity == "problem"]
    if problems:
        raise InputError("".join(problems))


def _existing(store: Store, number: int) -> Registered:
    studio = store.studios.get(number)
    if studio is None:
        raise InputError(f"没有编号 {number} 的工作室；studiobot studio list 列出现有的")
    return studio


def _keep_recipients(store: Store, studio: int, chats: list[str], addresses: list[OutsideAddress]) -> None:
    for chat in chats:
        store.studios.add_recipient(studio, "telegram", _chat(chat), f"Telegram {chat}")
    for address in addresses:
        store.studios.add_recipient(studio, "apprise", address.address, address.label)


async def _tried(typed: list[str], name: str, settings: Settings) -> list[OutsideAddress]:
    """The addresses, each after a test message went out. InputError where one did not."""
    from bot.conversation.studio_texts import say
    from bot.reminders.outside import Outside, UnknownAddressError

    outside = Outside("" if settings.mail_url is None else settings.mail_url.get_secret_value())
    found = []
    for text in typed:
        try:
            address = outside.address(text)
        except UnknownAddressError as error:
            raise InputError(say(error.reason)) from None
        if not await outside.send(address.address, say("outside_title"), say("outside_test", name=name)):
            raise InputError(say("outside_failed"))
        found.append(address)
    return found


def _chat(text: str) -> str:
    if not text.removeprefix("-").isdigit():
        raise InputError(f"--telegram 要写聊天的数字编号：{text}")
    return text


def _list(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store import open_store

    store = open_store(read_settings().data)
    _print([_object(store, studio) for studio in store.studios.all()], as_json=options.json)
    store.close()
    return DONE


def _remove(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store import open_store

    store = open_store(read_settings().data)
    store.studios.remove(_existing(store, options.id).id)
    store.close()
    return DONE


def _object(store: Store, studio: Registered) -> dict[str, Any]:
    facts = studio.facts
    days = {"established": facts.established, "project_start": facts.project_start, "project_end": facts.project_end}
    return {
        "id": studio.id,
        "policy": facts.policy,
        "name": studio.name,
        **{name: None if value is None else value.isoformat() for name, value in days.items()},
        "recipients": [recipient.label for recipient in store.studios.recipients(studio.id)],
        "undelivered": len(store.reminders.failed(studio.id)),
    }


def _print(studios: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"studios": studios}, ensure_ascii=False))
        return
    for studio in studios:
        to = "、".join(studio["recipients"]) or "没有接收提醒的地方"
        failed = f"，没送到 {studio['undelivered']} 条" if studio["undelivered"] else ""
        print(
            f"{studio['id']}  {studio['name']}（{studio['policy']}）设立 {studio['established']}，提醒发到：{to}{failed}"
        )
    if not studios:
        print("还没有登记工作室。")
