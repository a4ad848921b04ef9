"""The acts of the books: opened, given rules, months closed, what waits booked."""

from datetime import date, datetime, timedelta

from django.db import transaction

from rules.facts import shown
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Appointment, Person, TradeUnion

from .charts import Chart
from .posting import Waits, lock, post
from .posts import keeping_post
from .sets import Book, Closing, PostingRule, first_of, month_after
from .vouchers import Voucher, waiting
from .year_end import uncleared

ONE_DAY = timedelta(days=1)


def permitted(union: TradeUnion, person: Person, on: date) -> Appointment:
    """The post in which this person keeps the union's books; raises NotPermitted."""
    found = keeping_post(union, person, on)
    if found is None:
        raise NotPermitted("books")
    return found


def open_books(
    union: TradeUnion,
    chart: Chart,
    month: date,
    *,
    by: Person,
    on: date,
    at: datetime,
    reason: str = "",
) -> Book:
    """Open a union's books from a month on; those before end with the day before it.

    Raises NotPermitted, or NotPossible with a sentence.
    """
    opened_on, who = first_of(month), permitted(union, by, on)
    with transaction.atomic():
        lock(union.pk)
        before = union.books.filter(ended_on=None).first()
        if not chart.holds_on(opened_on) and not reason:
            raise NotPossible(f"{chart}{chart.validity}，启用月份不在其中，沿用的须写明理由。")
        if before:
            end(before, opened_on)
        book = Book.objects.create(
            union=union, chart=chart, opened_on=opened_on, reason=reason, kept_by=by, kept_at=at
        )
        after = {"chart": str(chart), "opened_on": opened_on}
        record("建账", union, by=by, post=who, at=at, why=reason, after=after)
    return book


def end(book: Book, opened_on: date) -> None:
    """The books before end with the day before; every month until then must be closed."""
    if opened_on <= book.opened_on:
        raise NotPossible(f"启用月份须晚于原账套的启用月份（{shown(book.opened_on)}）。")
    if book.open_month() != opened_on:
        raise NotPossible(
            f"原账套结账到{shown(opened_on - ONE_DAY)}之后，才能从这个月起另建账套，"
            "启用月份须是原账套第一个还没有结账的月份。"
        )
    book.ended_on = opened_on - ONE_DAY
    book.save(update_fields=["ended_on"])


def set_rule(book: Book, kind: str, debit, credit, from_on: date, *, by, on, at) -> PostingRule:
    """Say on which accounts a kind of movement is booked from a day on; raises NotPermitted."""
    who = permitted(book.union, by, on)
    with transaction.atomic():
        lock(book.union_id)
        rule = PostingRule.objects.create(
            book=book,
            kind=kind,
            debit=debit,
            credit=credit,
            from_on=from_on,
            made_by=by,
            made_at=at,
        )
        after = {"rule": str(rule), "from_on": from_on}
        record("设置记账规则", book.union, by=by, post=who, at=at, after=after)
    return rule


def post_waiting(
    book: Book, chosen: list[int] | None, *, by: Person, on: date, at: datetime
) -> tuple[list[Voucher], dict[int, str]]:
    """Book what waits, all or those chosen, in order; returns vouchers, and reasons by movement.

    Raises NotPermitted. What cannot be booked is left waiting and does not hold up the rest.
    """
    who = permitted(book.union, by, on)
    vouchers, left = [], {}
    with transaction.atomic():
        lock(book.union_id)
        found = waiting(book).select_related("title__authority", "union", "reverses", "reversal")
        found = found if chosen is None else found.filter(pk__in=chosen)
        for movement in sorted(found, key=in_turn):
            try:
                vouchers.append(post(movement, by=by, at=at))
            except Waits as why:
                left[movement.pk] = str(why)
        if vouchers:
            first, last = vouchers[0], vouchers[-1]
            after = {"rows": len(vouchers), "first": str(first), "last": str(last)}
            record("记账", book.union, by=by, post=who, at=at, after=after)
    return vouchers, left


def in_turn(movement) -> tuple[date, int]:
    """By day, and what undoes another after it whatever its day."""
    wrong = movement.reverses
    return max(movement.on, wrong.on) if wrong else movement.on, movement.pk


def close_months(book: Book, until: date, *, by: Person, on: date, at: datetime) -> list[Closing]:
    """Close every open month up to this one; raises NotPermitted, or NotPossible with words."""
    who, until = permitted(book.union, by, on), first_of(until)
    with transaction.atomic():
        lock(book.union_id)
        month, closed = book.open_month(), []
        refuse_closing(book, month, until, on)
        while month <= until:
            waits = waiting(book).filter(on__lt=month_after(month)).count()
            own = {"book": book, "month": month, "waiting": waits}
            closed.append(Closing.objects.create(**own, closed_by=by, closed_at=at))
            month = month_after(month)
        after = {"until": str(closed[-1]), "waiting": closed[-1].waiting}
        record("结账", book.union, by=by, post=who, at=at, after=after)
    return closed


def refuse_closing(book: Book, month: date, until: date, on: date) -> None:
    """Raise NotPossible where the month is closed already, not yet over, or something is typed."""
    if until < month:
        raise NotPossible(f"{until.year}年{until.month}月已经结账。")
    if month_after(until) > on:
        raise NotPossible(f"{until.year}年{until.month}月还没有过完，月末以后才能结账。")
    if book.ended_on and until > book.ended_on:
        raise NotPossible(f"这个账套只记到{shown(book.ended_on)}。")
    drafts = book.drafts.filter(decided_at=None, on__lt=month_after(until)).count()
    if drafts:
        raise NotPossible(f"还有{drafts}张这个月以前的凭证等待审核，审核或者退回以后再结账。")
    if why := uncleared(book, month, until):
        raise NotPossible(why)
