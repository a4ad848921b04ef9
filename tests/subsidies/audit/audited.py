"""A year with money in it, and what an auditor writes of it."""

from datetime import timedelta

from subsidies.audit import pages
from subsidies.audit.actions import answer, draw, find, reply
from tests.make import moment
from tests.subsidies.spending.granted import grant, spent
from tests.workshops.titles.living import NAMED

UNTIL = NAMED + timedelta(days=10)


def at(day=NAMED):
    return {"on": day, "at": moment(day)}


def found(city, payment, *, concerned=None, about=None):
    """A finding about a payment, to be put right by its unit's union."""
    told = pages.about(city.authority, about or f"payment-{payment.pk}")
    given = {"concerned": concerned or city.unit, "text": "发票抬头不是本单位"}
    given |= {"basis": "补助办法第十三条", "reply_by": UNTIL}
    return find(city.authority, 2026, told, given, by=city.auditor, **at())


def replied(city, finding, *papers):
    return reply(finding, "已换开发票", papers, by=city.clerk, **at())


def closed(city, finding, kind="closed", reply_by=None):
    return answer(finding, kind, "已核实", reply_by, by=city.auditor, **at())


def drawn(city, number=1, pool="payments", seed="八一"):
    return draw(city.authority, 2026, pool, number, seed, by=city.auditor, **at())


def year(code="nanchang"):
    """A city with one grant and one expense of it."""
    city, payment = grant(code)
    spent(city, payment)
    return city, payment
