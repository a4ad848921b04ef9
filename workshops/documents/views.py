"""Shows an issued paper as it was issued."""

import logging

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.records.actions import record
from workshops.records.models import Event, Paper

from .papers import content
from .pdf import NotDrawn
from .serving import as_pdf

OPENED = "首次查阅文书"
log = logging.getLogger(__name__)


@require_safe
def paper(request, pk):
    """The bytes of one paper, for whoever may see what it is about."""
    found = get_object_or_404(Paper.objects.select_related("decision"), pk=pk)
    if not found.subject_visible_to(request.user, on=clock.today()):
        raise Http404
    try:
        drawn = content(found)
    except NotDrawn:
        log.exception("paper %s was not drawn", found.pk)
        return render(request, "papers/not_drawn.html", {"paper": found}, status=503)
    _note_opening(found, by=request.user, at=clock.now())
    return as_pdf(drawn, found.number)


def _note_opening(paper, *, by, at) -> None:
    """Record the first time each person opens a paper."""
    subject, after = paper.subject(), {"number": paper.number, "sha256": paper.sha256}
    post = next(iter(by.posts(at.date())), None)
    before = Event.objects.about(subject).filter(act=OPENED, person=by)
    if not before.filter(after__number=paper.number).exists():
        record(OPENED, subject, by=by, post=post, at=at, after=after)
