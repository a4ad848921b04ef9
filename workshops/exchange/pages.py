"""What the pages of this room show: the studios within reach, and all that stands of one."""

from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from workshops.studios import reach
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.unions.models import Person

from . import offers
from .models import Alliance, Liaison
from .showcases import Showcase
from .transfers import Status, Transfer, catalogue

EXCHANGES = 20  # shown on one page; the older ones follow
HUB = "交流与展示"
UP = ("unit_union__screening_union__parent__parent", "unit_union__parent__parent__parent")


def within_reach(person: Person, on: date):
    """The studios of the own unit, of the units one recommends, of one's own authority."""
    return Studio.objects.filter(reach.whole(person, on), copy_of=None).select_related(*UP)


def studio_of(person: Person, pk: int, on: date, *keys: str) -> Studio:
    """A studio of which something here can be read, or 404; `offers` holds what its text has."""
    gone = Transfer.objects.standing().filter(studio=OuterRef("pk"), outcome=None)
    last = Title.objects.filter(studio=OuterRef("pk")).order_by("-pk").values("edition_key")[:1]
    seen = within_reach(person, on).annotate(has_lost=Exists(gone), held=Subquery(last))
    studio = get_object_or_404(seen, pk=pk)
    studio.offers = offers.offered(studio)
    if not any(key in studio.offers for key in keys or offers.KEYS):
        raise Http404
    return studio


def listed(person: Person, on: date, q: str):
    """The named studios within reach, each with whom to call and whether it is shown."""
    named = Title.objects.filter(studio=OuterRef("pk"), named_on__isnull=False)
    rows = within_reach(person, on).filter(Exists(named)).order_by("pk")
    if q:
        rows = rows.filter(Q(title__icontains=q) | Q(unit_union__title__icontains=q))
    called = Prefetch("liaisons", Liaison.objects.standing(), to_attr="called")
    shown = Prefetch("showcases", Showcase.objects.standing(), to_attr="shown")
    return rows.prefetch_related(called, shown)


def way(*last: tuple[str, str]) -> list[dict]:
    """The way to a page of this room."""
    steps = [(HUB, reverse("exchange")), *last]
    return [{"label": label, "url": url} for label, url in steps]


def studio_way(studio: Studio, *last: str) -> list[dict]:
    here = (studio.title, reverse("studio_exchange", args=[studio.pk]))
    return way(here, *((label, "") for label in last))


# One studio


def of_studio(studio: Studio, person: Person, on: date, before: str | None = None) -> dict:
    """All that stands of a studio here, as far as its text has it."""
    has = studio.offers
    page = {"studio": studio, "has": has, "lacking": offers.lacking(has)}
    page["writes"] = offers.unit_post(studio, person, on) is not None
    page["withdraws"] = offers.withdrawing_post(studio, person, on) is not None
    if offers.EXCHANGE in has:
        liaisons = list(studio.liaisons.order_by("-from_on", "-pk"))
        page["liaison"] = next((one for one in liaisons if one.until_on is None), None)
        page["former"] = [one for one in liaisons if one.until_on]
        page |= some(studio.exchanges, before)
        page["exchanges_here"] = offers.near_post(studio, person, on) is not None
    if offers.ALLIANCE in has:
        joined = studio.memberships.select_related("alliance").order_by("left_on", "-joined_on")
        page["memberships"] = list(joined)
    if offers.TRANSFER in has:
        page["outcomes"] = outcomes_of(studio, person, on)
        page["lost"] = lost(studio) if studio.has_lost else ()
    if offers.SHOWCASE in has:
        page["show"] = shown(studio)
    return page


def some(rows, before: str | None) -> dict:
    """A page of exchange, newest first: from the newest on, or what lies before a row."""
    if before:
        if not (before.isdecimal() and len(before) < 16):
            raise BadRequest("翻页的地址不对。")
        last = get_object_or_404(rows, pk=before)
        same_day = Q(happened_on=last.happened_on, pk__lt=last.pk)
        rows = rows.filter(Q(happened_on__lt=last.happened_on) | same_day)
    found = list(rows.order_by("-happened_on", "-pk")[: EXCHANGES + 1])
    more = len(found) > EXCHANGES
    return {"exchanges": found[:EXCHANGES], "older": found[EXCHANGES - 1].pk if more else None}


def outcomes_of(studio: Studio, person: Person, on: date) -> list:
    """The outcomes of a studio, each with where it is now."""
    rows = list(catalogue(person, on).filter(studio=studio).order_by("-on", "-pk"))
    for row in rows:
        row.status_label = Status(row.status).label
    return rows


def lost(studio: Studio):
    """What became of outcomes whose own rows a filing has struck out since."""
    return Transfer.objects.standing().filter(studio=studio, outcome=None)


def shown(studio: Studio) -> Showcase | None:
    """What consent stands for, and whether it is on show now."""
    here = Showcase.objects.on_show().filter(pk=OuterRef("pk"))
    rows = studio.showcases.standing().select_related("person")
    return rows.annotate(on_show=Exists(here)).first()


# One alliance


def alliance_of(person: Person, pk: int, on: date) -> Alliance:
    """An alliance this person may see, or 404."""
    seen = Alliance.objects.visible_to(person, on=on)
    return get_object_or_404(seen.select_related("union", "authority", "leading"), pk=pk)


def of_alliance(alliance: Alliance, person: Person, on: date, before: str | None = None) -> dict:
    """Who belongs to an alliance and what it did; telephones for whoever may have them."""
    members = list(
        alliance.memberships.select_related("studio__unit_union").order_by("joined_on", "pk")
    )
    seen = Liaison.objects.visible_to(person, on=on).standing()
    called = {one.studio_id: one for one in seen.filter(studio__memberships__alliance=alliance)}
    rows = [
        {
            "member": one,
            "liaison": called.get(one.studio_id),
            "leads": one.left_on is None and one.studio_id == alliance.leading_id,
            "leaves": one.left_on is None
            and offers.leaving_post(one.studio, alliance, person, on) is not None,
        }
        for one in members
    ]
    keeps = offers.keeping_post(alliance, person, on) is not None
    return {
        "alliance": alliance,
        "members": [row for row in rows if row["member"].left_on is None],
        "gone": [row for row in rows if row["member"].left_on],
        "keeps": keeps and alliance.ended_on is None,
        "writes": offers.leading_post(alliance, person, on) is not None
        and alliance.ended_on is None,
    } | some(alliance.exchanges, before)
