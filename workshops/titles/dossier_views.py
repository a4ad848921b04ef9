"""The dossier of a title as PDF, for whoever sees the title; who took it stands in the history."""

import logging
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.documents.pdf import NotDrawn, press
from workshops.records.actions import record

from .dossier import dossier
from .models import Title

TAKEN = "打印卷宗"
log = logging.getLogger(__name__)


@require_safe
def dossier_pdf(request, pk):
    """Everything kept of a title, bound in order."""
    person, on = request.user, clock.today()
    joined = "studio__unit_union", "authority", "application__call", "supervising_union"
    seen = Title.objects.visible_to(person, on=on).select_related(*joined).with_years()
    title = get_object_or_404(seen, pk=pk)
    try:
        drawn = press.draw(render_to_string("papers/dossier.html", dossier(title, person, on)))
    except NotDrawn:
        log.exception("the dossier of title %s was not drawn", pk)
        messages.warning(request, "卷宗暂时没有画成，请稍后再试；再不成，请联系系统管理员。")
        return redirect("title", pk)
    post = next(iter(person.posts(on)), None)
    record(TAKEN, title, by=person, post=post, at=clock.now())
    name = quote(f"{title.studio.title}卷宗.pdf")
    headers = {
        "Content-Disposition": f"inline; filename=\"dossier.pdf\"; filename*=UTF-8''{name}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)
