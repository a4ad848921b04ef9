"""Under which number a payment stands: the voucher of our own books, else one kept elsewhere."""

from datetime import date

from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from subsidies.books.models import Kind
from subsidies.books.sets import Book
from subsidies.books.vouchers import Voucher

BY_BOOKS = "由账套编号"  # what the rules are told where the number is the books' own
OUTSIDE = "外部凭证号或银行回单号"
VOUCHER, WAITS = "记账凭证号", "待记账"
HELP_BOOKS = (
    "记账凭证号由账套自动编号，登记后显示在本页。银行回单有号码的填在这里备查，没有的不填。"
)
HELP_OUTSIDE = "账不在本系统里记，照财务软件里的凭证号填写。"
SHARED = "确是同一张凭证或者回单付了几笔"


def told() -> dict:
    """Read along with payments: their voucher in the books, and since when there are books."""
    # Not `reverses=None`: SQLite takes that for one row by its unique index, and reads them all.
    first = Voucher.objects.standing().alias(undoes=Coalesce("reverses", 0)).filter(undoes=0)
    own = first.filter(movement__payment=OuterRef("pk"), movement__kind=Kind.PAID)
    own = own.order_by("-movement__pk", "-pk")
    plain = own.values(plain=JSONObject(month="month", number="number"))
    books = Book.objects.filter(union=OuterRef("title__authority")).order_by().values("union")
    since = books.annotate(first=Min("opened_on")).values("first")
    return {"booked": Subquery(plain[:1]), "books_since": Subquery(since)}


def booked_since(authority_id: int) -> date | None:
    """The day from which on that authority's money is booked here."""
    return Book.objects.filter(union=authority_id).aggregate(first=Min("opened_on"))["first"]


def settled(payment, step: str) -> dict:
    """What is settled of the number before a step's form is filled in: the books give it."""
    booked = step == "pay" and booked_since(payment.title.authority_id)
    return {"voucher_number": BY_BOOKS} if booked else {}


def numbers(payment) -> tuple[str, str]:
    """The number of its voucher, and what was typed beside the books' own; read by `told`."""
    day, since = payment.paid_on, payment.books_since
    if day is None:
        return "", ""
    if since is None or day < since:
        return payment.voucher_number, ""
    return in_books(payment.booked), payment.voucher_number


def in_books(booked: dict | None) -> str:
    if not booked:
        return WAITS
    month = date.fromisoformat(f"{booked['month']}")
    return f"{month.year}年{month.month}月 记-{booked['number']}"


def as_given(since: date | None, typed: str, day: date) -> dict:
    """The number as the step is given it: typed, or the books' own and what was typed beside."""
    if since is None or day < since:
        return {"voucher_number": typed}
    return {"voucher_number": BY_BOOKS, "slip_number": typed}


def typed(given: dict) -> str:
    """What was typed of the number, out of what the step was given."""
    own = given["voucher_number"]
    return given.get("slip_number", "") if own == BY_BOOKS else own


def kept(given: dict, number: str) -> dict:
    """The typed number as the history keeps it, under the name it has there."""
    name = "slip_number" if given["voucher_number"] == BY_BOOKS else "voucher_number"
    return {name: number} if number else {}


def number_in(former: dict) -> str:
    """What was typed before a correction, as the history keeps it."""
    return former.get("voucher_number") or former.get("slip_number", "")


def used(payments, number: str, year: int) -> str:
    """Which of these payments bear that number in that year, in words; empty where none does."""
    same = payments.filter(voucher_number=number, paid_on__year=year)
    found = list(same.select_related("title__studio").order_by("pk")[:3])
    return "、".join(str(one) for one in found)


def again(year: int, number: str, where: str) -> str:
    """The sentence over a number that was used before."""
    return f"“{number}”{year}年已用于{where}。填错的请改正；{SHARED}的，在下面勾选后再提交。"
