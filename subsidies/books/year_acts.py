"""The acts of a year's end: saying where accounts clear to, and putting the transfer down."""

from datetime import date, datetime

from django.db import transaction

from workshops.records.actions import record
from workshops.records.lifecycle import NotPossible
from workshops.unions.models import Person

from .actions import permitted
from .clearing import ClearingRule
from .drafts import put_down
from .posting import lock
from .sets import Book
from .vouchers import Draft, Source
from .year_end import entries, in_review, last_day, obstacles, sides_of, standing, transfer_in

REASON = "年末把收入、支出科目的余额转入净资产科目"


def set_clearing(book: Book, chosen, *, by: Person, on: date, at: datetime) -> list[ClearingRule]:
    """Say where accounts go at the end of a year; raises NotPermitted. `chosen` are pairs."""
    who = permitted(book.union, by, on)
    with transaction.atomic():
        lock(book.union_id)
        own = {"book": book, "made_by": by, "made_at": at}
        rules = [ClearingRule.objects.create(account=a, target=t, **own) for a, t in chosen]
        for rule in rules:
            after = {"rule": str(rule)}
            record("设置结转规则", book.union, by=by, post=who, at=at, after=after)
    return rules


def put_down_year_end(book: Book, year: int, *, by: Person, on: date, at: datetime) -> Draft:
    """Put down the transfer of a year for review; raises as `put_down` does."""
    permitted(book.union, by, on)
    with transaction.atomic():
        lock(book.union_id)
        typed, found = in_review(book), entries(book, year)
        refuse_again(book, year, typed)
        for one in obstacles(book, year, on, found, typed, book.open_month()):
            raise NotPossible(one.why)
        if not found:
            raise NotPossible(f"{year}年收入、支出科目没有余额，不用结转，可以直接结账。")
        about = (book, Source.YEAR_END, last_day(year), f"{year}年年终结转")
        return put_down(*about, sides_of(found), REASON, by=by, on=on, at=at)


def refuse_again(book: Book, year: int, typed: list[Draft]) -> None:
    """Raise NotPossible where the year is cleared, or another reviews the transfer already."""
    if standing(book, year):
        raise NotPossible(f"{year}年已经办理年终结转，不能重复办理。")
    if transfer_in(typed):
        raise NotPossible("年终结转凭证已经在等待审核。")
