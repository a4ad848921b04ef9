"""The page of one union: what stands below it or in it, as far as this person sees."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from workshops import clock
from workshops.applications.lifecycle import State as FileState
from workshops.applications.models import Application
from workshops.studios.filing import thawed
from workshops.titles.duties import of_year
from workshops.titles.lifecycle import HELD, State
from workshops.titles.models import Title
from workshops.titles.pages import add_paid
from workshops.titles.reminders import ORDER, Reminder
from workshops.unions.models import Appointment, Kind, Person, Role, TradeUnion

ON_A_PAGE = 50
UPWARDS = ("parent__parent__parent", "screening_union")


class Seen(NamedTuple):
    """Whose page it is, who looks, and when."""

    union: TradeUnion
    person: Person
    on: date

    def of_unit(self, path: str) -> Q:
        """What belongs to the units of this union, by the way to the unit's union."""
        if self.union.kind == Kind.UNIT:
            return Q((path, self.union))
        if self.union.kind == Kind.AUTHORITY:
            return Q()
        ways = ("screening_union", "screening_union__parent", "parent", "parent__parent")
        found = Q()
        for way in ways:
            found |= Q((f"{path}__{way}", self.union))
        return found

    @property
    def titles(self) -> QuerySet:
        seen = Title.objects.visible_to(self.person, on=self.on)
        mine = Title.objects.filter(self.of_unit("studio__unit_union"))
        if self.union.kind == Kind.AUTHORITY:
            mine = mine.filter(authority=self.union)
        return mine.filter(pk__in=seen.order_by().values("pk"))


@require_safe
def union(request, pk):
    """What a union is, what stands in it or below it, and what its regulation leaves open."""
    on, person = clock.today(), request.user
    found = get_object_or_404(TradeUnion.objects.select_related(*UPWARDS), pk=pk)
    own = {post.union_id for post in person.posts(on)}
    near = TradeUnion.objects.filter(pk__in=own).select_related("parent__parent__parent")
    if found.authority.pk not in {one.authority.pk for one in near}:
        raise Http404
    seen, regulation = Seen(found, person, on), found.regulation
    page = {"union": found, "edition": regulation.editions[-1] if regulation else None}
    page |= told(seen, page["edition"], names=bool(own & {found.pk, *above(found)}))
    page |= _rows(seen, request.GET.get("page"))
    return render(request, "unions/union.html", page)


def above(union: TradeUnion) -> list[int]:
    """The unions that look after this one."""
    found = [union.parent_id, union.screening_union_id, union.authority.pk]
    return [pk for pk in found if pk]


# What is counted, in one question


def told(seen: Seen, edition, *, names: bool) -> dict:
    """How many titles by state, what is late, what was paid, which files are open, who is there."""
    queries = [_states(seen), _late(seen), _paid(seen), _files(seen), _below(seen)]
    queries += [_people(seen)] if names else []
    rows = list(queries[0].union(*queries[1:], all=True))
    found = {part: [thawed(plain) for name, plain in rows if name == part] for part in PARTS}
    labels, states = dict(FileState.choices), dict(State.choices)
    counted = Counter()
    for row in found["late"]:
        counted[_words(edition, row)] += row["n"]
    return {
        "states": [(states[row["state"]], row["n"]) for row in found["states"]],
        "titles_in_all": sum(row["n"] for row in found["states"]),
        "held": sum(row["n"] for row in found["states"] if row["state"] in HELD),
        "late": counted.most_common(),
        "late_in_all": sum(counted.values()),
        "paid_fen": sum(row["fen"] or 0 for row in found["paid"]),
        "payments": sum(row["n"] for row in found["paid"]),
        "files": [(labels[row["state"]], row["n"]) for row in found["files"]],
        "children": sorted(found["below"], key=lambda row: row["title"]),
        "people": [(row["name"], Role(row["role"]).label) for row in found["people"]],
    }


PARTS = ("states", "late", "paid", "files", "below", "people")


def _words(edition, row: dict) -> str:
    """What is late, in the words of the text."""
    if row["duty"] == ORDER:
        return "限期整改"
    duty = edition.duty(row["duty"]) if edition else None
    return of_year(row["due_on"].year, duty.label if duty else row["duty"])


def _grouped(rows: QuerySet, part: str, keys: tuple, **plain) -> QuerySet:
    """Counts by these keys, in a shape one union can hold."""
    named = JSONObject(**{key: key for key in keys}, **plain)
    groups = rows.order_by().values(*keys).annotate(part=Value(part), plain=named)
    return groups.values_list("part", "plain")


def _flat(rows: QuerySet, part: str, **plain) -> QuerySet:
    laid = rows.order_by().annotate(part=Value(part), plain=JSONObject(**plain))
    return laid.values_list("part", "plain")


def _states(seen: Seen) -> QuerySet:
    return _grouped(seen.titles, "states", ("state",), n=Count("pk"))


def late_rows(seen: Seen) -> QuerySet:
    """What is late under the titles of this page and concerns who reads it, as on their desk."""
    own = [post.union_id for post in seen.person.posts(seen.on)]
    rows = Reminder.objects.concerning(own, seen.on).filter(due_on__lt=seen.on)
    return rows.filter(title__in=seen.titles.values("pk"))


def _late(seen: Seen) -> QuerySet:
    told_twice = Count("title", distinct=True)  # each union concerned has a row of its own
    return _grouped(late_rows(seen), "late", ("duty", "due_on"), n=told_twice)


def _paid(seen: Seen) -> QuerySet:
    payments = Title._meta.get_field("payments").related_model.objects
    rows = payments.visible_to(seen.person, on=seen.on).filter(state="paid")
    rows = rows.filter(title__in=seen.titles.values("pk"))
    return _grouped(rows, "paid", ("state",), n=Count("pk"), fen=Sum("amount_fen"))


def _files(seen: Seen) -> QuerySet:
    live = Application.objects.visible_to(seen.person, on=seen.on).live().order_by()
    mine = Application.objects.filter(seen.of_unit("studio__unit_union"))
    if seen.union.kind == Kind.AUTHORITY:
        mine = mine.filter(call__authority=seen.union)
    mine = mine.filter(pk__in=live.values("pk"))
    return _grouped(mine, "files", ("state",), n=Count("pk"))


def _below(seen: Seen) -> QuerySet:
    """The unions right below that are no unit's; units stand in the table with what they hold."""
    found = TradeUnion.objects.filter(parent=seen.union).exclude(kind=Kind.UNIT)
    return _flat(found, "below", pk="pk", title="title")


def _people(seen: Seen) -> QuerySet:
    """Who is in post, for those beside and above; experts stay unnamed."""
    posts = Appointment.objects.in_force(seen.on).filter(union=seen.union)
    posts = posts.filter(person__is_active=True).exclude(role=Role.EXPERT)
    return _flat(posts, "people", name="person__full_name", role="role")


# The rows, a page at a time


def _rows(seen: Seen, number) -> dict:
    """A unit's titles, or the units below with what they hold."""
    made = _titles(seen, number) if seen.union.kind == Kind.UNIT else _units(seen, number)
    page, last = made["page"], made["page"].paginator.count
    made["label"] = f"第{page.start_index()}–{page.end_index()}条，共{last}条"
    made["previous_url"] = f"?page={page.number - 1}" if page.has_previous() else ""
    made["next_url"] = f"?page={page.number + 1}" if page.has_next() else ""
    return made


def _titles(seen: Seen, number) -> dict:
    found = seen.titles.select_related("studio", "authority").order_by("-named_on", "-pk")
    page = Paginator(found, ON_A_PAGE).get_page(number)
    add_paid(page.object_list)
    return {"page": page, "titles": page.object_list}


def _units(seen: Seen, number) -> dict:
    """The units that hold titles, each with how many, warned ones, and what is late."""
    names = ("studio__unit_union", "studio__unit_union__title")
    warned = Q(state__in=(State.YELLOW_CARDED, State.RECTIFYING))
    groups = seen.titles.order_by().values_list(*names)
    groups = groups.annotate(
        n=Count("pk"), held=Count("pk", filter=Q(state__in=HELD)), w=Count("pk", filter=warned)
    )
    page = Paginator(groups.order_by(names[1]), ON_A_PAGE).get_page(number)
    keys = [row[0] for row in page.object_list]
    late = late_rows(seen).filter(title__studio__unit_union__in=keys)
    told_once = late.values_list("title__studio__unit_union", "title", "duty", "due_on").distinct()
    counted = Counter(row[0] for row in told_once)
    units = [
        {"pk": pk, "title": title, "n": n, "held": held, "warned": w, "late": counted[pk]}
        for pk, title, n, held, w in page.object_list
    ]
    return {"page": page, "units": units}
