"""The name a text gives the account of an entry, and what it has against another."""

from collections.abc import Mapping
from datetime import date

from rules.base import Booking, Edition
from rules.facts import Facts
from rules.verdict import Finding
from workshops.unions.models import TradeUnion

STEP = "book"
OTHER = "另一科目"  # no chart calls an account so


def booking_of(edition: Edition, kind: str) -> Booking | None:
    """How the text calls that kind of movement, where it says on which account it is booked."""
    return next((one for one in edition.bookings if one.kind == kind), None)


def refusals(
    edition: Edition,
    kind: str,
    union: TradeUnion,
    account: str,
    *,
    on: date,
    sums: tuple[int, int] = (0, 0),
    settings: Mapping | None = None,
) -> list[Finding]:
    """What the text has against booking it on that account; nothing where it does not say.

    `sums` are what is booked and what came in, in fen.
    """
    booking = booking_of(edition, kind)
    if booking is None:
        return []
    facts = Facts(
        on=on,
        booking=booking.key,
        channel=union.kind,
        account_title=account,
        amount_fen=sums[0],
        received_fen=sums[1],
        settings=settings or {},
    )
    return list(edition.judge(STEP, facts).blocking)


def named(
    edition: Edition, kind: str, union: TradeUnion, *, on: date, settings: Mapping | None = None
) -> Booking | None:
    """The account the text wants for it at that union, if another would be refused there."""
    refused = refusals(edition, kind, union, OTHER, on=on, settings=settings)
    return booking_of(edition, kind) if refused else None


def editions_of(union: TradeUnion) -> tuple[Edition, ...]:
    """The editions a union's money may be moved under, the latest last."""
    return union.regulation.editions if union.regulation else ()


def account_named_in(union: TradeUnion, titles: set[str], on: date) -> str:
    """An account of these that a text names for this union, with the text; else nothing."""
    for edition in reversed(editions_of(union)):
        for booking in edition.bookings:
            if booking.account in titles and named(edition, booking.kind, union, on=on):
                return f"{edition.source}写明的“{booking.account}”"
    return ""
