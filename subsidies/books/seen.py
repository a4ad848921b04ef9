"""What the pages of the books have in common: the one door, the way, the span, files to take."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse

from workshops import clock
from workshops.documents.pdf import NotDrawn, press
from workshops.documents.serving import PDF, as_file, as_workbook
from workshops.documents.workbooks import workbook
from workshops.records.actions import record

from .forms import SpanForm
from .posts import keeping_post
from .reports import Span
from .sets import Book, first_of
from .tables import as_csv

ON_A_PAGE = 50
MOST_PRINTED = 400  # rows of a print; more would keep the press longer than a paper may
UP = "union__parent__parent__parent"
log = logging.getLogger(__name__)


def book_seen(request, pk) -> Book:
    """The books, for those who may read them."""
    found = Book.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(found.with_since().select_related(UP, "chart"), pk=pk)


def book_kept(request, pk) -> Book:
    """The books, for those who keep them; others are told that they may only read."""
    book = book_seen(request, pk)
    if keeping_post(book.union, request.user, clock.today()) is None:
        raise PermissionDenied("账套由本工会财务人员（基层工会由经办人）登记，您可以查看。")
    return book


def way(book: Book, *last: str) -> list[dict]:
    """The way to a page of a set of books."""
    home = {"label": "账套", "url": reverse("books")}
    here = {"label": book.union.title, "url": reverse("book", args=[book.pk])}
    return [home, here, *({"label": word} for word in last)]


def span_of(request, book: Book) -> tuple[Span, SpanForm]:
    """The months asked for, within the books; the present year where nothing is asked."""
    form, on = SpanForm(request.GET), clock.today()
    given = form.cleaned_data if form.is_valid() else {}
    first, last = given.get("from"), given.get("until")
    if first and last:
        first, last = sorted((first, last))
    latest = first_of(book.ended_on or max(on, book.opened_on))
    last = max(min(last or latest, latest), book.opened_on)
    first = first or max(last.replace(month=1), book.opened_on)
    span = Span(min(max(first_of(first), book.opened_on), last), first_of(last))
    return span, SpanForm(initial={"from": span.first, "until": span.last})


def page_of(request, rows):
    """Fifty rows, the page asked for."""
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


def turning(request, page) -> dict:
    """The addresses of the pages before and after, with what else was asked."""
    asked = request.GET.copy()

    def at(number):
        asked["page"] = number
        return f"?{asked.urlencode()}"

    label = f"第 {page.start_index()}–{page.end_index()} 条，共 {page.paginator.count} 条"
    back = at(page.previous_page_number()) if page.has_previous() else ""
    on = at(page.next_page_number()) if page.has_next() else ""
    return {"previous_url": back, "next_url": on, "label": label}


def workbook_of(request, table, union) -> HttpResponse:
    """A report as a workbook; who took it is recorded."""
    content = workbook(table.title, table.columns, table.rows, table.totals)
    noted(request, table, union)
    return as_workbook(content, table.title)


def csv_of(request, table, union) -> HttpResponse:
    """A report as CSV."""
    noted(request, table, union)
    return as_file(as_csv(table), "text/csv; charset=utf-8", f"{table.title}.csv")


def print_of(request, table, union, back: str) -> HttpResponse:
    """A report on paper; too long a one is refused with the way out."""
    if len(table.rows) > MOST_PRINTED:
        most = f"一次最多打印{MOST_PRINTED}行，这里有{len(table.rows)}行，"
        messages.info(request, f"{most}请缩短月份范围，或导出工作簿。")
        return redirect(back)
    page = {"table": table, "on": clock.today()}
    return drawn(request, "papers/books_table.html", page, f"{table.title}.pdf", back)


def drawn(request, template: str, page: dict, name: str, back: str) -> HttpResponse:
    """A page of ours as PDF, to look at first; where the press fails, back with word of it."""
    try:
        content = press.draw(render_to_string(template, page))
    except NotDrawn:
        log.exception("%s was not drawn", template)
        messages.warning(request, "PDF 暂时没有画成，请稍后再试。")
        return redirect(back)
    return as_file(content, PDF, name, shown=True)


def noted(request, table, union) -> None:
    """Record who took it away and how many rows it had."""
    after = {"rows": len(table.rows), "about": table.about}
    at, post = clock.now(), next(iter(request.user.posts(clock.today())), None)
    record(f"导出{table.title}"[:60], union, by=request.user, at=at, post=post, after=after)
