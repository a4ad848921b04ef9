"""Titles named under each text, and what happens to them in their years, in one line each."""

from datetime import date

from tests.make import make_city, make_title
from tests.people import moment
from workshops.records.actions import advance
from workshops.titles import keeping

EDITIONS = {
    "china_communications": "provisional",
    "shandong": "circular-2018",
    "quzhou": "trial-2016",
    "yangpu": "undated",
}
NAMED = date(2026, 3, 20)


def titled(code):
    """A city whose authority works by that text, and a title it named on NAMED."""
    city = make_city()
    title = make_title(city, named_on=NAMED)
    city.authority.jurisdiction = code
    city.authority.save()
    title.edition_key = EDITIONS.get(code, title.edition_key)
    title.save()
    title.refresh_from_db()
    return city, type(title).objects.get(pk=title.pk)


def done(title, key, year, by, on, *, met=True, **more):
    """A duty of a year recorded on a day, found as it should be or not."""
    duty = title.edition.duty(key)
    looked = {thing: {"met": met, "remark": ""} for thing in duty.looks_at}
    at = {"by": by, "on": on, "at": moment(on)}
    row = keeping.fulfil(title, duty, year, on, met=met, looked=looked, **at, **more)
    title.refresh_from_db()
    return row


def step(title, name, by, on, **given):
    """One step through the one door."""
    fresh = type(title).objects.get(pk=title.pk)
    return advance(fresh, name, by=by, on=on, at=moment(on), given=given)


def state(title) -> str:
    return type(title).objects.get(pk=title.pk).state


def ordered(title, by, on, until, **given):
    plain = {"rectify_by": until, "reason": "台账不全", "things": "补齐台账\n恢复活动"}
    return step(title, "order_rectification", by, on, **plain | given)


def rechecked(title, by, on, *, put_right):
    order = title.rectifications.get(closed_on=None)
    at = {"by": by, "on": on, "at": moment(on)}
    keeping.recheck(order, on, put_right, "逐项看过", **at)


def visits(city, title, *results):
    """China Communications: the affiliated union's yearly visits from 2027 on."""
    for year, met in enumerate(results, start=2027):
        done(title, "visit", year, city.screening_officer, date(year, 11, 20), met=met)


def spot_checked(city, title, *, met=False):
    done(title, "spot_check", 2027, city.review_office, date(2027, 5, 10), met=met)
