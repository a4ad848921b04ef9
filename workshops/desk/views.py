"""The first page, and the demo city's clock."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from workshops import clock
from workshops.applications.calls import Call
from workshops.publicity.models import Posting
from workshops.records.actions import record
from workshops.studios.ledger_pages import writes_in_ledgers
from workshops.titles.reminders import remind
from workshops.unions.accounts import UNLOADED

from .due import ONE_DAY, due_after, next_due
from .waiting import nothing_yet, waiting_for

SOON = 5  # days ahead shown beside the desk


@require_safe
def desk(request):
    """What waits for me, each line with its state and its day."""
    on, person = clock.today(), request.user
    posts, groups = person.posts(on), waiting_for(person, on)
    page = {
        "today": on,
        "my_posts": posts,
        "groups": groups,
        "nothing_yet": [] if groups else nothing_yet(person, on),
        "unloaded": [p.union for p in posts if p.union.regulation is None],
        "unloaded_words": UNLOADED,
        "coming": _coming(person, on) if posts else [],
        "keeps_ledgers": any(map(writes_in_ledgers, posts)),
    }
    return render(request, "desk/desk.html", page)


def _coming(person, on) -> list[dict]:
    """The next days that matter to this person, for the side of the desk."""
    calls = Call.objects.visible_to(person, on=on)
    postings = Posting.objects.filter(call__in=calls)
    coming = due_after(on, calls=calls, postings=postings)[:SOON]
    return [{"label": due.label, "value": due.on, "kind": "date"} for due in coming]


@login_not_required
@require_POST
def demo_clock(request):
    """Move the demo city's day forward: by a day, to what falls due next, or to a date."""
    if not settings.DEMO:
        raise Http404
    before = clock.today()
    try:
        day = _wanted(request.POST, before)
        _move(request, before, day)
        messages.success(request, f"演示日期已到{day.year}年{day.month}月{day.day}日。")
    except ValueError as refusal:
        messages.warning(request, str(refusal))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, None) and back.startswith("/")
    return redirect(back if safe else "desk")


def _wanted(posted, today: date) -> date:
    """The day asked for; ValueError says what is wrong with it."""
    if posted.get("move") == "day":
        return today + ONE_DAY
    if posted.get("move") == "next":
        return next_due(today).on
    try:
        return date.fromisoformat(posted.get("on", ""))
    except ValueError:
        raise ValueError("日期写法不对，请从日历中选一天。") from None


def _move(request, before: date, day: date) -> None:
    with transaction.atomic():
        row = clock.move_to(day)
        remind(day)  # the nights that passed
        by = request.user if request.user.is_authenticated else None
        post = next(iter(by.posts(before)), None) if by else None
        change = {"before": {"today": before}, "after": {"today": day}}
        record("拨动演示时钟", row, by=by, post=post, at=clock.now(), **change)
