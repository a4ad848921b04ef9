"""Hands a file to the browser under its own name: shown or taken away, kept by nobody between."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from rules.facts import shown
from workshops import clock
from workshops.records.actions import record

from .workbooks import TYPE, workbook

PDF = "application/pdf"


def as_file(content: bytes, kind: str, name: str, *, shown: bool = False) -> HttpResponse:
    """The answer that gives a file of that type to take away, or to look at first."""
    headers = {
        "Content-Disposition": content_disposition_header(not shown, name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


def as_pdf(drawn: bytes, name: str) -> HttpResponse:
    """The answer that shows a PDF; `name` is what it is saved as, without its ending."""
    return as_file(drawn, PDF, f"{name}.pdf", shown=True)


def as_workbook(content: bytes, name: str) -> HttpResponse:
    """The answer that gives a workbook; `name` is what it is saved as, without its ending."""
    return as_file(content, TYPE, f"{name}.xlsx")


def as_taken(request, act: str, title: str, content: bytes, rows: int) -> HttpResponse:
    """A workbook on its way; the history notes who took it, in which post, and how much."""
    on, at = clock.today(), clock.now()
    post = next(iter(request.user.posts(on)), None)
    subject, after = post.union if post else request.user, {"rows": rows, "title": title}
    record(act, subject, by=request.user, at=at, post=post, after=after)
    return as_workbook(content, f"{title}{on}")


def as_table(request, act: str, title: str, columns, rows, totals=None) -> HttpResponse:
    """The same for a table of one sheet, with the day in its heading."""
    content = workbook(f"{title}（{shown(clock.today())}）", columns, rows, totals)
    return as_taken(request, act, title, content, len(rows))
