"""Pages of what falls due: the list for one's unions, and calendar files for telephones."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops import clock

from .duties import Line, keeper, laid_out
from .ics import calendar_file
from .models import Title
from .reminders import LAST_DAYS, Reminder, Stage
from .year_views import seen

ON_A_PAGE = 50
MOST = 300  # titles in one person's calendar file; more would not fit a telephone


@require_safe
def reminders(request):
    """What is due or late for the unions of this person, the oldest last day first."""
    on, asked = clock.today(), request.GET.get("stage", "")
    stage = asked if asked in Stage.values else ""
    found = Reminder.objects.for_person(request.user, on=on)
    late = found.filter(due_on__lt=on)
    wanted = {Stage.LATE: late, Stage.AHEAD: found.filter(due_on__gte=on)}.get(stage, found)
    rows = wanted.select_related("title__studio__unit_union")
    rows = rows.select_related("title__authority").order_by("due_on", "pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"reminders": page, "stage": stage, "stages": Stage.choices, "on": on}
    shown["beside"] = beside(request.user, on, stage) if page.number == 1 else []
    shown |= {"previous_url": "", "next_url": "", "label": f"第{page.number}页"}
    if page.has_previous():
        shown["previous_url"] = f"?stage={stage}&page={page.previous_page_number()}"
    if page.has_next():
        shown["next_url"] = f"?stage={stage}&page={page.next_page_number()}"
    return render(request, "titles/reminders.html", shown)


def beside(person, on, stage: str) -> list[dict]:
    """The last days of money, soonest first, as far as they fit a page."""
    found = [row for source in LAST_DAYS for row in source(person, on)]
    late = {Stage.LATE: True, Stage.AHEAD: False}.get(stage)
    found = [row for row in found if late is None or row["overdue"] == late]
    return sorted(found, key=lambda row: row["deadline"])[:ON_A_PAGE]


@require_safe
def title_calendar(request, pk):
    """The last days of one title, for whoever sees it."""
    one = seen(request, pk)
    lines = [line for line in laid_out(one, clock.today(), years=3) if line.record is None]
    return _file([(one, line) for line in lines], f"title-{pk}", clock.now())


@require_safe
def my_calendar(request):
    """The last days this person keeps, of all titles."""
    on, person = clock.today(), request.user
    titles = Title.objects.visible_to(person, on=on).filter(named_on__isnull=False)
    joined = "studio__unit_union", "authority", "supervising_union", "application__call"
    found = titles.select_related(*joined).with_years().order_by("-named_on", "pk")[:MOST]
    mine = [(title, line) for title in found for line in _own(title, person, on)]
    return _file(mine, "duties", clock.now())


def _own(title: Title, person, on) -> list[Line]:
    lines = (line for line in laid_out(title, on) if line.record is None)
    return [line for line in lines if keeper(title, line.duty, person, on)]


def _file(pairs, name: str, at) -> HttpResponse:
    days = [
        (
            f"{title.pk}-{line.duty.key}-{line.due_on.isoformat()}@studios",
            line.due_on,
            f"{title.studio.title}：{line.label}（{line.duty.article}）",
        )
        for title, line in pairs
    ]
    content = calendar_file(days, at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
