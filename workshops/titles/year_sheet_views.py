"""The joint check sheet for print: blank before the visit, and as it was issued after."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.documents.pdf import NotDrawn, press
from workshops.documents.serving import as_pdf

from .year_sheets import CheckSheet, blank, drawn, page
from .year_views import seen

NOT_DRAWN = "检查表暂时没有画成，请稍后再试；再不成，请联系系统管理员。"
log = logging.getLogger(__name__)


@require_safe
def blank_sheet(request, pk, key, year):
    """The sheet to take along: the money as it is known today, with room to write and sign."""
    title, on = seen(request, pk), clock.today()
    duty = title.edition.duty(key)
    if duty is None or not duty.signed_by or title.named_on is None:
        raise Http404
    name = f"{title.studio.title}{year}年度{duty.label}表（空白）"
    return _shown(request, lambda: press.draw(page(blank(title, duty, year, on))), name, pk)


@require_safe
def check_sheet(request, pk):
    """The sheet of a recorded check, the same bytes ever after."""
    sheets = CheckSheet.objects.visible_to(request.user, on=clock.today())
    sheet = get_object_or_404(sheets.select_related("record"), record=pk)
    return _shown(request, lambda: drawn(sheet), sheet.number, sheet.record.title_id)


def _shown(request, draw, name: str, title: int):
    try:
        return as_pdf(draw(), name)
    except NotDrawn:
        log.exception("the sheet %s was not drawn", name)
        messages.warning(request, NOT_DRAWN)
        return redirect("duties", title)
