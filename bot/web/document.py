"""The dialog that shows a clause in its document."""

from __future__ import annotations

from html import escape

from nicegui import ui

from bot.conversation import Conversation, DocumentView, texts


def open_document(conversation: Conversation, clause: str, quote: str) -> None:
    """Opens the document with the clause marked and scrolled to, where there is such a clause."""
    view = conversation.document(clause, quote)
    if view is None:
        return
    with ui.dialog() as dialog, ui.card().classes("document"):
        with ui.row().classes("w-full items-center justify-between no-wrap"):
            ui.label(view.title).classes("font-bold")
            ui.button(icon="close", on_click=dialog.close).props(f'flat round dense aria-label="{texts.text("close")}"')
        ui.html(_document_html(view), sanitize=False)
    dialog.on(
        "show",
        lambda: ui.run_javascript("document.querySelector('.document .marked')?.scrollIntoView({block: 'center'})"),
    )
    dialog.on("hide", dialog.delete)
    dialog.open()


def _document_html(view: DocumentView) -> str:
    """The document as HTML, everything from it escaped; the quote is marked within the marked clause."""
    parts: list[str] = []
    for line in view.lines:
        text = escape(line.text)
        if line.clause is None:
            parts.append(f"<h3>{text}</h3>")
        elif line.note:
            parts.append(f'<p class="note">{text}</p>')
        elif line.highlighted:
            quote = escape(view.quote)
            parts.append(f'<p class="marked">{text.replace(quote, f"<mark>{quote}</mark>") if quote else text}</p>')
        else:
            parts.append(f"<p>{text}</p>")
    return "".join(parts)
