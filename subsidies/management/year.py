"""Plays a year of an authority's money through the real acts, from the call to the closed books."""

from dataclasses import dataclass

from django.db.models import Q

import rules
from subsidies.payments.models import Payment
from workshops.applications.calls import Call
from workshops.titles.direct import words_asked
from workshops.unions.models import Kind, TradeUnion

from . import bookkeeping, namings
from .cast import Cast, Unplayable
from .fraud import claimed_back
from .grants import falling_due, grants
from .uses import paid, uses


@dataclass(frozen=True)
class Played:
    """What came of it: the authority and year, and what the text refused on the way."""

    authority: TradeUnion
    year: int
    titles: int
    bounced: int
    refused: str
    recovered: bool


def play(code: str, year: int, studios: int, direct: list[int]) -> Played:
    """A year of that authority: so many titles by filing, and of each type named from a roll."""
    cast = cast_of(code, year)
    titles = named(cast, studios, direct)
    books = [bookkeeping.of_authority(cast, 2 * sum(falling_due(cast)))]
    grants(cast, titles)
    refused = uses(cast)
    recovered = claimed_back(cast, paid(cast)[1])
    books += bookkeeping.of_others(cast, books[0].chart)
    bookkeeping.closed(cast, books)
    bounced = Payment.objects.filter(title__authority=cast.authority, state="bounced").count()
    return Played(cast.authority, year, len(titles), bounced, refused, recovered)


def cast_of(code: str, year: int) -> Cast:
    """The authority of that regulation in the demo, with its call of the year."""
    if code not in rules.regulations():
        raise Unplayable(f"没有“{code}”这部办法。")
    authority = TradeUnion.objects.filter(jurisdiction=code, kind=Kind.AUTHORITY).first()
    begun = Q(year=year) | Q(opens_on__year=year)  # a batch may be called by the year before
    call = authority and Call.objects.filter(begun, authority=authority).first()
    if call is None:
        raise Unplayable(f"演示数据中没有{year}年度的申报批次，请先载入演示数据。")
    if call.opened_on:
        raise Unplayable("本年度的申报批次已经开放。请在新载入的演示数据上运行。")
    if call.edition.schedule is None:
        raise Unplayable(f"{call.edition.source}没有规定补助，没有可以走一年的资金。")
    return Cast(call, year)


def named(cast: Cast, studios: int, direct: list[int]) -> list:
    """The studios of the year with their titles."""
    filing, on_roll = namings.patterns(cast)
    types = namings.direct_types(cast)
    if len(direct) > len(types):
        raise Unplayable("这部办法直接命名的工作室类型没有这么多，请减少 --direct 的个数。")
    new = [namings.like(filing[n % len(filing)], cast, n + 1) for n in range(studios)]
    titles = namings.named(cast, new)
    rolls = words_asked(cast.edition, "leaders", "roll") if direct else []
    for type_, roll, number in zip(types, rolls, direct, strict=False):
        first = len(titles) + 1
        titles += namings.named_directly(cast, type_, roll, number, on_roll[0], first)
    for title in titles:
        namings.confirmed(cast, title)
    return titles
