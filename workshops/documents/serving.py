"""Hands a file to the browser under its own name: shown or taken away, kept by nobody between."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .workbooks import TYPE

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
