"""Hands a drawn PDF to the browser: shown there, under its own name, kept by nobody between."""

from urllib.parse import quote

from django.http import HttpResponse


def as_pdf(drawn: bytes, name: str) -> HttpResponse:
    """The answer that shows a PDF; `name` is what it is saved as, without its ending."""
    saved = quote(f"{name}.pdf")
    headers = {
        "Content-Disposition": f"inline; filename=\"paper.pdf\"; filename*=UTF-8''{saved}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)
