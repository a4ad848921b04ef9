"""What becomes of it below: passed on, received, matched, spent on invoices, looked at by two."""

from rules.clauses import Spending
from subsidies.matching.actions import enter_match
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from subsidies.payments.receipts import enter_receipt
from subsidies.payments.standing import last_day, lock
from subsidies.spending.actions import check_use, spend
from subsidies.spending.models import Aspect, Expense
from subsidies.spending.passing import between, goes_between, pass_on
from workshops.records.actions import advance
from workshops.records.lifecycle import Refused
from workshops.unions.models import Role

from .cast import Cast, paper

THINGS = ("示波器", "高速电主轴", "技能培训教材", "专利年费", "试验耗材")
PLAIN = ("设备购置", "培训学习", "项目研究")


def paid(cast: Cast) -> list[Payment]:
    """The payments of the year that left, in their order."""
    found = Payment.objects.filter(title__authority=cast.authority, state=State.PAID)
    return list(
        found.select_related("title__studio__unit_union", "title__authority").order_by("pk")
    )


def passed(cast: Cast, payment: Payment) -> None:
    """Where the text books it there, the union between has it a day and passes it on whole."""
    union = between(payment.title.unit_union)
    if union and goes_between(payment):
        came, act = cast.when(4, 21)["on"], cast.when(4, 22)
        clerk = cast.holder(Role.FINANCE_CLERK, union)
        pass_on(payment, came, act["on"], by=clerk, **act)


def received(cast: Cast, payment: Payment) -> None:
    """The clerk sees it on the account."""
    act = cast.when(4, 24)
    enter_receipt(payment, act["on"], by=cast.holder(Role.CLERK, payment.title.unit_union), **act)
    payment.refresh_from_db()


def matched(cast: Cast, payment: Payment, late: bool) -> None:
    """The unit puts as much beside it where the text asks; one of them after the last day."""
    if lock(payment) is None:
        return
    act = cast.when(6, 10) if late else cast.when(4, 28)
    assert late == (act["on"] > last_day(payment, act["on"]))
    clerk = cast.holder(Role.CLERK, payment.title.unit_union)
    enter_match(payment, payment.amount_fen, act["on"], paper("配套到位证明"), by=clerk, **act)


def entered(cast: Cast, payment: Payment, number: int, month: int, **other) -> Expense:
    """One expense: a fifth of the grant, less some jiao and fen, so that sums are not round."""
    act, uses = cast.when(month, 15), allowed(cast)
    details = {
        "spent_on": act["on"],
        "purpose": uses[number % len(uses)],
        "what": THINGS[number % len(THINGS)],
        "amount_fen": payment.amount_fen // 5 - 137 * number - 9,
        "paid_to": "演示仪器有限公司",
        "invoice_number": f"2600{payment.pk:04}{month:02}{number:03}",
    }
    clerk = cast.holder(Role.CLERK, payment.title.unit_union)
    return spend(payment, details | other, [paper("发票")], by=clerk, **act)


def allowed(cast: Cast) -> tuple[str, ...]:
    """What the text wants money spent on; where it names nothing, what units mostly buy."""
    clause = cast.edition.spending
    return (clause.allowed if isinstance(clause, Spending) else ()) or PLAIN


def refused(cast: Cast, payment: Payment) -> str:
    """An expense the text forbids is refused; returns the article. Empty where it forbids none."""
    clause = cast.edition.spending
    if not isinstance(clause, Spending) or not clause.forbidden:
        return ""
    try:
        entered(cast, payment, 90, 7, purpose=clause.forbidden[0])
    except Refused as refusal:
        return f"{refusal.verdict.blocking[0].article}：{clause.forbidden[0]}"
    raise AssertionError("a forbidden purpose went through")


def struck(cast: Cast, wrong: Expense) -> None:
    """One entered with the wrong sum is struck out, and entered anew on the same invoice."""
    clerk = cast.holder(Role.CLERK, wrong.union)
    why = {"reason": "金额录错，按发票重新登记"}
    advance(wrong, "strike_expense", by=clerk, given=why, **cast.when(8, 3))
    right = {"amount_fen": wrong.amount_fen - 10_000, "invoice_number": wrong.invoice_number}
    entered(cast, wrong.payment, 91, 8, **right)


def checked(cast: Cast, payment: Payment) -> None:
    """Two people of the authority look at what it was used for and at its invoices."""
    told = {"met": True, "remark": "已核对票据。", **cast.when(11, 5)}
    check_use(payment, Aspect.CONTENT, by=cast.holder(Role.REVIEW_OFFICE), **told)
    check_use(payment, Aspect.FIGURES, by=cast.holder(Role.FINANCE_CLERK), **told)


def uses(cast: Cast) -> str:
    """Receipts, matching, expenses; returns what was refused by an article."""
    payments = paid(cast)
    for payment in payments:
        passed(cast, payment)
        received(cast, payment)
        matched(cast, payment, late=payment == payments[-1])
    first = [entered(cast, one, number, 6) for number, one in enumerate(payments)]
    for number, payment in enumerate(payments[::2]):
        entered(cast, payment, number, 7)
    article = refused(cast, payments[0])
    struck(cast, first[0])
    checked(cast, payments[0])
    return article
