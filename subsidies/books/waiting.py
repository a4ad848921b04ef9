"""What waits of the books, for the desk: to open them, to book, to review what was typed."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from workshops.desk.waiting import Lines, asks
from workshops.unions.models import Appointment, Kind, Role, TradeUnion

from .models import Movement
from .posts import FINANCE, UNIT
from .sets import Book
from .vouchers import Draft, booked


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
        "hint": "手工编制的凭证，审核同意后编号记账。",
    }
