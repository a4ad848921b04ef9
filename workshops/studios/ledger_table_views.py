"""Pages of ledgers as tables and books: many rows brought in, workbooks, the book to bind."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.documents.pdf import NotDrawn, press
from workshops.documents.serving import PDF, as_file, as_workbook
from workshops.documents.sheets import NotRead
from workshops.documents.workbooks import of_sheets
from workshops.records.actions import record

from . import ledger_books as books
from .fields import EARLIEST, LATEST
from .ledger_acts import NotWritten, last_key, write_all
from .ledger_forms import RowsForm
from .ledger_pages import Room, room_of
from .ledger_rows import HEADINGS, columns_of, note_repeats, pasted, read
from .ledger_views import moment, not_yours, number_in, writing

log = logging.getLogger(__name__)


# Many rows


@require_http_methods(["GET", "POST"])
def ledger_import(request, pk, key):
    """Bring many rows: read, looked through line by line, then written all together or not."""
    room, one, post = writing(request, pk, key)
    if post is None:
        return not_yours(request, room, one, "成批记入台账")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RowsForm(*sent)
    page = {"room": room, "ledger": one, "form": form}
    page["columns"] = [HEADINGS[name] for name in columns_of(one)]
    page["crumbs"] = room.way((one.label, room.url("ledger", key)), ("成批记入", ""))
    if request.method != "POST" or not form.is_valid():
        return render(request, "ledgers/import.html", page)
    try:
        text = _text(form)
    except NotRead as refusal:
        form.add_error("book", str(refusal))
        return render(request, "ledgers/import.html", page)
    found = read(text, one, room.on)
    if "confirmed" in request.POST and found.is_sound:
        done = _all_written(request, room, one, found, post)
        if done:
            return done
    note_repeats(found, room.studio.ledger_entries.filter(ledger=key))
    page |= {"found": found, "text": text, "seen": last_key(room.studio, one)}
    page["again"] = RowsForm(initial={"text": text})
    return render(request, "ledgers/preview.html", page, status=200 if found.is_sound else 422)


def _text(form) -> str:
    """What was pasted, or the first sheet of the workbook as if it had been; raises NotRead."""
    book = form.cleaned_data.get("book")
    return pasted(book.read()) if book else form.cleaned_data["text"]


def _all_written(request, room, ledger, found, post):
    """The way on once all rows are written; None where others wrote in between."""
    rows = [row.given for row in found.rows]
    seen = number_in(request.POST.get("seen", ""))
    try:
        count = write_all(room.studio, ledger, rows, seen=seen, post=post, **moment(request))
    except NotWritten as refusal:
        messages.warning(request, str(refusal))
        return None
    messages.success(request, f"已记入{ledger.label}{count}条。")
    return redirect(room.url("ledger", ledger.key))


@require_safe
def ledger_template(request, pk, key):
    """An empty workbook to fill in."""
    _, one, _ = writing(request, pk, key)
    content = of_sheets(books.template(one, clock.today()))
    return as_workbook(content, f"{one.label}模板")


# What leaves the house


def _wanted(request, pk) -> tuple[Room, int | None, list[str]]:
    """The room, the year and the ledgers an address asks for; all of them where it says none."""
    room = room_of(request.user, pk, clock.today())
    year, key = number_in(request.GET.get("year", "")) or None, request.GET.get("ledger", "")
    if not room.ledgers or (year and not EARLIEST.year <= year <= LATEST.year):
        raise Http404
    return room, year, [room.ledger(key).key] if key else [one.key for one in room.ledgers]


def _note(request, act: str, room: Room, rows: int) -> None:
    """Record who took the ledgers away."""
    post = next(iter(request.user.posts(room.on)), None)
    record(act, room.studio, post=post, after={"rows": rows}, **moment(request))


@require_safe
def ledger_workbook(request, pk):
    """The rows of one ledger or of all, as a workbook."""
    room, year, keys = _wanted(request, pk)
    made = books.sheets(room, year, keys)
    _note(request, "导出台账", room, sum(len(one.rows) for one in made))
    name = made[0].tab if len(made) == 1 else "台账"
    return as_workbook(of_sheets(made), f"{room.studio.title}{name}{year or ''}")


@require_safe
def ledger_book(request, pk):
    """The book as a page, to look at and to print from the browser; its volumes as PDF."""
    room, year, keys = _wanted(request, pk)
    volumes, asked = books.volumes_of(room, year, keys), request.GET.copy()
    asked.pop("volume", None)
    page = {"studio": room.studio, "year": year, "crumbs": room.way(("打印", ""))}
    page |= {"asked": asked.urlencode(), "volumes": range(1, volumes + 1)}
    if volumes * books.VOLUME <= books.MOST_ON_PAGE:
        page |= books.book(room, year, keys, 0, volumes) | {"volumes": page["volumes"]}
    return render(request, "ledgers/book.html", page)


@require_safe
def ledger_book_pdf(request, pk):
    """The book as PDF: cover, contents, a chapter for each kind; a long one volume by volume."""
    room, year, keys = _wanted(request, pk)
    volumes, volume = books.volumes_of(room, year, keys), number_in(request.GET.get("volume", ""))
    back = f"{room.url('ledger_book')}?{request.GET.urlencode()}"
    if volume > volumes or (volumes > 1 and not volume):
        messages.info(request, f"记录较多，分{volumes}册，请逐册打开。")
        return redirect(back)
    found = books.book(room, year, keys, volume or 1, volumes)
    try:
        drawn = press.draw(render_to_string("papers/ledger_book.html", found))
    except NotDrawn:
        log.exception("the ledgers of studio %s were not drawn", pk)
        messages.warning(request, "成册的 PDF 暂时没有画成，请稍后再试，或用浏览器打印这一页。")
        return redirect(back)
    _note(request, "打印台账", room, found["rows"])
    part = f"第{volume}册" if volumes > 1 else ""
    name = f"{room.studio.title}{found['title']}{year or ''}{part}.pdf"
    return as_file(drawn, PDF, name, shown=True)
