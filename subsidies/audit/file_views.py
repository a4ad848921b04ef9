"""The audit file as PDF, a volume at a time; the history notes who took it."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.documents.pdf import NotDrawn, press
from workshops.documents.serving import as_pdf
from workshops.records.actions import record

from .actions import audit_post
from .file import audit_file as bound
from .file import volumes
from .views import union_of

log = logging.getLogger(__name__)


@require_safe
def audit_file(request, pk, year):
    """One volume of the file of a union's year."""
    union, on = union_of(request, pk, year), clock.today()
    asked = request.GET.get("volume", "1")
    if not (asked.isdecimal() and 1 <= int(asked[:4]) <= volumes(union, year)):
        raise Http404
    says = bound(union, year, int(asked), on) | {"person": request.user}
    try:
        drawn = press.draw(render_to_string("papers/audit_file.html", says))
    except NotDrawn:
        log.exception("the audit file of union %s, %s was not drawn", pk, year)
        messages.warning(request, "经审档案暂时没有画成，请稍后再试；再不成，请联系系统管理员。")
        return redirect("audit_year", pk, year)
    post = audit_post(union, request.user, on)
    record("打印经审档案", union, by=request.user, post=post, at=clock.now(), after={"year": year})
    return as_pdf(drawn, f"{union.title}{year}年度经审档案第{asked}卷")
