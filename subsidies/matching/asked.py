"""By when a text wants as much put beside a payment, and which payments wait for it."""

from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

import rules
from rules.facts import Facts
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from workshops.titles.lifecycle import HELD


def to_be_matched() -> Q:
    """The payments under texts that want as much put beside them by a day."""
    found = Q(pk=None)
    for place, regulation in rules.regulations().items():
        keys = [one.key for one in regulation.editions if matched_by(one)]
        if keys:
            found |= Q(title__authority__jurisdiction=place, title__edition_key__in=keys)
    return found


def matched_by(edition):
    """The duty to put as much beside it, where the text has one with a last day."""
    duties = (one for one in edition.duties if one.key == "match" and one.due)
    return next(duties, None)


def asked_by(payment: Payment, duty, on: date, notices) -> date | None:
    """By when the text wants it matched."""
    return last_day(duty, payment.received_on, on, payment.title.settings, notices)


def last_day(duty, came: date | None, on: date, settings: dict, notices) -> date | None:
    """The same of what was read by itself."""
    received = {"union_received_on": came, "unit_received_on": came}
    return duty.due(Facts(on=on, settings=settings, workdays=notices, **received))


def unmatched():
    """The payments that came under titles that stand, and are not matched whole yet."""
    stands = Q(matchings__struck_on=None)
    found = Payment.objects.filter(to_be_matched(), state=State.PAID, received_on__isnull=False)
    found = found.filter(title__state__in=HELD)
    put = Coalesce(Sum("matchings__amount_fen", filter=stands), 0)
    return found.annotate(put=put).filter(put__lt=F("amount_fen"))
