"""What the pages of matched money say: when each entry was made, what striking it brings."""

from datetime import date

from django.db.models import Sum
from django.utils.timezone import localtime

from rules import money
from subsidies.payments.models import Payment

from .models import Matching


def rows(payment: Payment, last: date | None) -> list[dict]:
    """The entries of a payment; `late` says one was made after the last day its own day keeps."""
    found = payment.matchings.select_related("proof").order_by("paid_on", "pk")
    return [{"row": one} | entered(one, last) for one in found]


def entered(one: Matching, last: date | None) -> dict:
    """When it was entered, as its proof tells."""
    day = localtime(one.proof.kept_at).date() if one.proof else None
    return {"entered_on": day, "late": bool(last and day and one.paid_on <= last < day)}


def stricken(one: Matching) -> list[str]:
    """What it brings to strike out an entry of money that was used already."""
    payment = one.payment
    spent = payment.expenses.filter(struck_on=None).aggregate(fen=Sum("amount_fen"))["fen"]
    stands = payment.matchings.filter(struck_on=None).aggregate(fen=Sum("amount_fen"))["fen"]
    left = stands - one.amount_fen
    if not spent or left >= payment.amount_fen:
        return []
    sums = [money.figures(fen) for fen in (spent, left, payment.amount_fen)]
    return [
        "这笔补助已支出{}元，冲销后配套只有{}元，少于收到的{}元：属于已动用而配套不足，"
        "列入审计的例外。".format(*sums),
        "配套补足以前，不能再登记支出。",
    ]
