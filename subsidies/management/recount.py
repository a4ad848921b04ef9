"""Counts a year's money again from the raw rows alone, and lays it beside what the rooms say."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from subsidies.books.models import Kind, Movement
from subsidies.books.reports import Span, agree, balances, totals
from subsidies.books.sets import Book
from subsidies.books.vouchers import VoucherLine
from subsidies.budgets.models import Allotment
from subsidies.budgets.reckoning import by_year
from subsidies.matching.models import Matching
from subsidies.payments.models import Payment
from subsidies.payments.standing import put_beside
from subsidies.recovery.models import Clawback, Repayment
from subsidies.spending.models import Expense, unspent
from subsidies.spending.passing import Passing
from workshops.records.actions import altered_decisions, broken_link

CAME = {"passed_in", "received", "recovered"}
BETWEEN = {"passed_in": "上级拨来", "passed_on": "拨付基层工会"}


class Line(NamedTuple):
    """One figure: what the software says, and what the rows come to when counted by hand."""

    label: str
    said: int
    counted: int

    @property
    def agrees(self) -> bool:
        return self.said == self.counted


def recount(authority, year: int) -> list[Line]:
    """Every figure of that authority's year."""
    moved = movements(authority)
    budget = next(one for one in by_year([authority.pk], date(year, 12, 31)) if one.year == year)
    return [
        *of_grants(authority, budget, moved),
        *of_units(authority, moved),
        *of_accounts(authority, moved),
        *of_books(authority, moved),
        Line("断开的履历", broken_link() is not None, 0),
        Line("被改动的决定", len(altered_decisions()), 0),
    ]


def movements(authority) -> dict[str, Counter]:
    """What moved in each union's hands, by kind: reversals taken off, row by row."""
    sums: dict[str, Counter] = {}
    rows = Movement.objects.filter(title__authority=authority)
    for union, kind, fen, undoes in rows.values_list("union", "kind", "amount_fen", "reverses"):
        sums.setdefault(union, Counter())[kind] += -fen if undoes else fen
    return sums


def total(moved: dict[str, Counter], kind: str) -> int:
    return sum(one[kind] for one in moved.values())


def of_grants(authority, budget, moved) -> list[Line]:
    """Budget, approvals, payments, and what came back."""
    own, year = {"title__authority": authority}, budget.year
    paid = fen(Payment.objects.filter(state="paid", **own))
    approved = Payment.objects.filter(state__in=("approved", "paid"), approved_on__year=year, **own)
    allotted = Allotment.objects.filter(budget__authority=authority, budget__year=year)
    back = fen(Repayment.objects.filter(struck_on=None, clawback__title__authority=authority))
    claims = Clawback.objects.filter(**own)
    left = sum(one.left_fen for one in claims.with_sums())
    stands = Movement.objects.filter(title__authority=authority)
    return [
        Line("下达的预算", budget.allotted or 0, fen(allotted)),
        Line("已审批", budget.approved, fen(approved)),
        Line("已拨付（预算）", budget.paid, paid),
        Line("已拨付（收支）", stands.total(Kind.PAID), paid),
        Line("收支逐行：拨出", total(moved, "paid"), paid),
        Line("收回（命名机关）", stands.total(Kind.RECOVERED), back),
        Line("退回（基层工会）", total(moved, "given_back"), back),
        Line("追回未还清", left, fen(claims) - back),
    ]


def of_units(authority, moved) -> list[Line]:
    """What the units received, put beside and used, and what they still hold."""
    own = {"title__authority": authority}
    payments = list(Payment.objects.filter(state="paid", **own).select_related("title__studio"))
    came = sum(one.amount_fen for one in payments if one.received_on)
    spent = fen(Expense.objects.filter(state="stands", payment__title__authority=authority))
    beside = Matching.objects.filter(struck_on=None, payment__title__authority=authority)
    held = sum(unspent(one) or 0 for one in payments)
    back = total(moved, "given_back")
    return [
        Line("基层工会到账", total(moved, "received"), came),
        Line("单位配套", sum(put_beside(one)["matched_fen"] for one in payments), fen(beside)),
        Line("支出", total(moved, "spent"), spent),
        Line("基层工会结存", held, came - spent - back),
    ]


def of_accounts(authority, moved) -> list[Line]:
    """What stands on each account the text names, and what moved for which it names it."""
    passed = Passing.objects.standing().filter(payment__title__authority=authority)
    whole = fen(Payment.objects.filter(pk__in=passed.values("payment")))
    lines = []
    for booking in authority.regulation.editions[-1].bookings:
        sides = {"voucher__movement__kind": booking.kind, "voucher__book__union__in": moved}
        rows = VoucherLine.objects.filter(account__full_title=booking.account, **sides)
        net = sum(d - c for d, c in rows.values_list("debit_fen", "credit_fen"))
        said = net if booking.side == "debit" else -net
        lines.append(Line(f"科目“{booking.account}”", said, total(moved, booking.kind)))
        if booking.kind in BETWEEN:
            lines.append(Line(f"转拨：{BETWEEN[booking.kind]}", total(moved, booking.kind), whole))
    return lines


def of_books(authority, moved) -> list[Line]:
    """Each union's bank account by its trial balance, and both sides of all vouchers."""
    lines, banks, counted, unlike = [], 0, 0, 0
    for book in Book.objects.filter(union__in=moved).select_related("union"):
        span = Span(book.opened_on, book.opened_on.replace(month=12))
        rows = balances(book, span)
        banks += sum(one.closing for one in rows if one.account.holds_money)
        counted += sum(f if k in CAME else -f for k, f in moved[book.union_id].items())
        unlike += not agree(totals(rows))
    own = VoucherLine.objects.filter(voucher__book__union__in=moved)
    first = own.filter(voucher__source="opening", account__holds_money=True)
    counted += sum(debit - credit for debit, credit in first.values_list("debit_fen", "credit_fen"))
    sides = list(own.values_list("debit_fen", "credit_fen"))
    lines.append(Line("各账套银行存款余额", banks, counted))
    lines.append(Line("凭证借方、贷方", sum(d for d, _ in sides), sum(c for _, c in sides)))
    lines.append(Line("不平的试算平衡表", unlike, 0))
    booked = Movement.objects.filter(union__in=moved, vouchers=None).count()
    return [*lines, Line("没有记账的收支", booked, 0)]


def fen(rows) -> int:
    """The sum of the rows, one after another."""
    return sum(rows.values_list("amount_fen", flat=True))
