"""What waits of the books, for the desk: to open them, to book, to review what was typed."""

from functools import partial

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from workshops.desk.waiting import Lines, asks
from workshops.unions.models import Appointment, Kind, Role, TradeUnion

from .models import Movement
from .posts import FINANCE, UNIT
from .sets import Book, Closing, first_of, month_after, month_before
from .vouchers import Draft, Source, Voucher, booked


def unions_as(person, on, finance, clerks):
    """The unions in which a person does what finance does: as finance, or at a unit without it."""
    there = Appointment.objects.in_force(on).filter(union=OuterRef("pk"), role__in=FINANCE)
    alone = Q(kind=Kind.UNIT, pk__in=person.unions_as(*clerks, on=on)) & ~Exists(there)
    own = Q(pk__in=person.unions_as(*finance, on=on))
    return TradeUnion.objects.filter(own | alone)


@asks
def to_book(person, on):
    """For whoever keeps books: movements without a voucher, or without any books at all."""
    if not person.holds(Role.FINANCE_CLERK, Role.CLERK, on=on):
        return
    kept = unions_as(person, on, (Role.FINANCE_CLERK,), (Role.CLERK,))
    of_book = Movement.objects.filter(~booked(), union=OuterRef("union"))
    of_book = of_book.filter(on__gte=OuterRef("since")).order_by().values("union")
    count = Coalesce(Subquery(of_book.annotate(n=Count("pk")).values("n")), 0)
    books = Book.objects.filter(union__in=kept.values("pk"), ended_on=None).with_since()
    books = books.annotate(waits=count).filter(waits__gt=0)
    plain = JSONObject(pk="pk", at="pk", union="union__title", waits="waits")
    yield Lines("待记账", reverse("books"), books.annotate(plain=plain), _to_book)
    moved = Exists(Movement.objects.filter(union=OuterRef("pk")))
    without = kept.filter(moved, ~Exists(Book.objects.filter(union=OuterRef("pk"))))
    plain = JSONObject(pk="pk", at="pk", union="title")
    yield Lines("建账", reverse("books"), without.annotate(plain=plain), _to_open)


def _to_book(row: dict) -> dict:
    return {
        "title": f"{row['union']}：{row['waits']} 笔收支",
        "url": reverse("book_waiting", args=[row["pk"]]),
        "state_label": "待记账",
        "tone": "warn",
        "hint": "设置记账规则以后，可以一次记完。",
    }


def _to_open(row: dict) -> dict:
    return {
        "title": f"为{row['union']}建账",
        "url": f"{reverse('book_new')}?union={row['pk']}",
        "state_label": "未建账",
        "hint": "已有补助收支。选用会计科目表以后，收支一登记就生成记账凭证。",
    }


@asks
def to_review(person, on):
    """For whoever may review, what another typed."""
    if not person.holds(*FINANCE, *UNIT, on=on):
        return
    near = unions_as(person, on, FINANCE, UNIT)
    rows = Draft.objects.filter(decided_at=None, book__union__in=near.values("pk"))
    rows = rows.exclude(made_by=person)
    plain = JSONObject(pk="pk", at="pk", summary="summary", union="book__union__title")
    yield Lines("等您审核的凭证", reverse("books"), rows.annotate(plain=plain), _to_review)


def _to_review(row: dict) -> dict:
    return {
        "title": f"{row['union']}：{row['summary']}",
        "url": reverse("draft", args=[row["pk"]]),
        "state_label": "待审核",
        "tone": "progress",
        "hint": "由另一人编制的凭证，审核同意后编号记账。",
    }


@asks
def to_close(person, on):
    """For whoever keeps books: months that are over and open, and a year that is to be cleared."""
    if not person.holds(Role.FINANCE_CLERK, Role.CLERK, on=on):
        return
    kept = unions_as(person, on, (Role.FINANCE_CLERK,), (Role.CLERK,))
    own = {"book": OuterRef("pk")}
    last = Closing.objects.filter(**own).order_by("-month").values("month")[:1]
    cleared = Voucher.objects.filter(**own, source=Source.YEAR_END, reversal=None)
    typed = Draft.objects.filter(**own, source=Source.YEAR_END, decided_at=None)
    books = Book.objects.filter(union__in=kept.values("pk"), ended_on=None)
    books = books.annotate(last=Subquery(last), typed=Exists(typed))
    books = books.annotate(cleared=Subquery(cleared.order_by("-month").values("month")[:1]))
    this = first_of(on)
    over = Q(last=None, opened_on__lt=this) | Q(last__lt=month_before(this))
    said = {"last": "last", "cleared": "cleared", "typed": "typed"}
    plain = JSONObject(pk="pk", at="opened_on", union="union__title", **said)
    rows, line = books.filter(over).annotate(plain=plain), partial(_to_close, month_before(this))
    yield Lines("月结和年终结转", reverse("books"), rows, line, whole=True)


def _to_close(until, row: dict) -> dict | None:
    """The months up to `until` are over; a year is cleared before its December is closed."""
    first = month_after(row["last"]) if row["last"] else row["at"]
    if first.month == 12 and row["cleared"] != first:
        return None if row["typed"] else _to_clear(first.year, row)
    until = min(until, first.replace(month=11)) if first.month < 12 else first
    months = f"{first.month}月" if first == until else f"{first.month}月至{until.month}月"
    return {
        "title": f"{row['union']}：{first.year}年{months}可以结账",
        "url": reverse("book_months", args=[row["pk"]]),
        "state_label": "待结账",
        "hint": "核对科目余额表以后结账。结账以后不再向这些月份记账。",
    }


def _to_clear(year: int, row: dict) -> dict:
    return {
        "title": f"{row['union']}：办理{year}年年终结转",
        "url": reverse("year_end", args=[row["pk"]]),
        "state_label": "年终结转",
        "tone": "warn",
        "hint": "把收入、支出科目的余额转入净资产科目，再结12月的账；没有余额的直接结账。",
    }
