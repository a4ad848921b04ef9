"""The dossier of a title, as PDF and as a page; the history notes who took or read it."""

import logging

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.documents.pdf import NotDrawn, press
from workshops.documents.serving import as_pdf
from workshops.records.actions import record

from .dossier import dossier
from .models import Title
from .supported import Support
from .views import way
from .years import Rectification

TAKEN, READ = "打印卷宗", "首次查阅卷宗"
log = logging.getLogger(__name__)


def _bound(request, pk) -> tuple[Title, dict]:
    """The title and all that its dossier says to this person."""
    person, on = request.user, clock.today()
    joined = "studio__unit_union", "authority", "application__call", "supervising_union"
    seen = Title.objects.visible_to(person, on=on).select_related(*joined)
    given = Prefetch("supports", Support.objects.select_related("union"))
    orders = Prefetch("rectifications", Rectification.objects.prefetch_related("items"))
    title = get_object_or_404(seen.prefetch_related(given, orders).with_years(), pk=pk)
    return title, dossier(title, person, on)


def _note(request, act: str, title: Title) -> None:
    """Put down who took it or read it."""
    post = next(iter(request.user.posts(clock.today())), None)
    record(act, title, by=request.user, post=post, at=clock.now())


@require_safe
def dossier_pdf(request, pk):
    """Everything kept of a title, bound in order."""
    title, says = _bound(request, pk)
    try:
        drawn = press.draw(render_to_string("papers/dossier.html", says))
    except NotDrawn:
        log.exception("the dossier of title %s was not drawn", pk)
        messages.warning(request, "卷宗暂时没有画成，请稍后再试；再不成，请联系系统管理员。")
        return redirect("title", pk)
    _note(request, TAKEN, title)
    return as_pdf(drawn, f"{title.studio.title}卷宗")


@require_safe
def dossier_page(request, pk):
    """The same as a page, to read on a screen and to print from there; noted once a person."""
    title, says = _bound(request, pk)
    own = (one for one in says["events"] if one.act == READ and one.person_id == request.user.pk)
    if not any(own):
        _note(request, READ, title)
    return render(request, "titles/dossier.html", says | {"crumbs": way(title, "卷宗")})
