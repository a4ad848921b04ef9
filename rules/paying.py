"""How a payment goes its way: the steps of the text, and beside them what any house of money keeps to.

No text speaks of budgets, of a second signature over large sums or of money the bank sends back;
whoever keeps the books of public money does. These provisions carry no article and say so.
"""

from dataclasses import dataclass, replace
from functools import cache

from . import edition
from .base import Edition, Seat, Step
from .facts import Facts, shown
from .kinds import given
from .money import figures
from .payable import PaidBack
from .uses import to_be_judged
from .verdict import UNKNOWN, Answer, Finding, Requirement, hard, soft

APPROVER, CLERK = "finance_approver", "finance_clerk"
STOPPED = "SPEND-claimed-back"
HOUSE = "—"  # stands where an article would: the provision is the house's own


@cache
def procedure(code: str, key: str) -> Edition:
    """An edition with the whole way of a payment and of its spending in place of the text's part."""
    text = edition(code, key)
    own = {step.name: step for step in text.steps}
    judged = (to_be_judged(text.spending),) if text.spending else ()
    more = {"approve": BUDGET + SECOND, "spend": judged + WITHIN + _stopped(text), "pay": STILL}
    kept = [
        replace(step, requires=(*step.requires, *more.get(step.name, ()))) for step in text.steps
    ]
    if "prepare" in own:
        kept += [_endorse(own["approve"]), TAKE_BACK, BOUNCE, CORRECT, STRIKE, DEMAND, EXTEND]
    if "spend" not in own and text.spending:
        kept.append(_spend(text))
    return replace(text, steps=tuple(map(_reached_from_both, kept)))


def _reached_from_both(step: Step) -> Step:
    """What is done from prepared is done from endorsed too."""
    both = step.name in ("approve", "reject")
    return replace(step, sources=(*step.sources, "endorsed")) if both else step


def _endorse(approve: Step) -> Step:
    """The first of two signatures, on what the text asks of the last."""
    asks = "达到本机关规定金额的，由两名财务审批人先后审批。"
    needed = hard("house-endorse", HOUSE, "达到须两人审批的金额。", needs_second)
    requires = (needed, *approve.requires)
    return replace(approve, name="endorse", label="初次审批", article=HOUSE, asks=asks,
                   sources=("prepared",), requires=requires, in_text=False)  # fmt: skip


def _spend(text: Edition) -> Step:
    """Where the text has no step of spending, what it says of the money is still kept to."""
    clause = text.spending
    assert clause is not None
    asked = hard("house-purpose", clause.article, clause.asks, given("purpose"))
    rows = (asked, to_be_judged(clause), *WITHIN, *_stopped(text))
    return Step("spend", "登记支出", Seat.UNIT, "clerk", clause.article, clause.asks, (),
                rows, in_text=False)  # fmt: skip


def _stopped(text: Edition) -> tuple[Requirement, ...]:
    """Where the text claims money back for fraud, nothing is used once that is decided.

    After every other end the money is kept, and what is kept may still be used.
    """
    rows = (row for step in text.steps for row in step.requires)
    one = next((row for row in rows if isinstance(row.test, PaidBack)), None)
    asks = "查实作假、决定追回补助以后，不得再动用。"
    return (hard(STOPPED, one.article, asks, nothing_claimed),) if one else ()


@dataclass(frozen=True)
class Unhindering(Requirement):
    """Held to where the facts are known; what nobody recorded is told and stands in nobody's way."""

    def judge(self, facts: Facts, *, judging: bool) -> Finding:
        found = super().judge(facts, judging=judging)
        return found._replace(blocks=False) if found.outcome is UNKNOWN else found


def needs_second(facts: Facts) -> Answer:
    """The sum reaches what the authority lets pass only under two signatures."""
    limit = facts.second_from_fen
    if limit is None:
        return Answer(False, "本机关没有规定须两人审批的金额", "直接办理审批")
    value = f"{figures(facts.amount_fen or 0)}元，两人审批的起点{figures(limit)}元"
    return Answer((facts.amount_fen or 0) >= limit, value, "直接办理审批")


def signed_twice(facts: Facts) -> Answer:
    """Below the limit one signature is enough; from it on another person signed before."""
    if not needs_second(facts).met:
        return Answer(True, "不需要两人审批")
    value = needs_second(facts).shown
    return Answer(bool(facts.endorsed), value, "先由另一名财务审批人办理初次审批")


def within_budget(facts: Facts) -> Answer:
    """The year's budget covers it, or a recorded decision lets it go past."""
    left, sum_ = facts.budget_left_fen, facts.amount_fen or 0
    if left is None:
        return Answer(None, "本年度没有登记预算，尚未核对", "由财务审批人登记本年度预算以后核对")
    room = f"还可审批{figures(left)}元" if left >= 0 else f"已超出{figures(-left)}元"
    value = f"本年度预算{room}，本笔{figures(sum_)}元"
    if sum_ <= left:
        return Answer(True, value)
    if facts.over_budget:
        return Answer(True, f"{value}；同意超出预算的决定：{facts.over_budget}")
    return Answer(False, value, "先追加预算，或者写明同意超出预算的决定文号")


def within_grant(facts: Facts) -> Answer:
    """No more is spent than what came in and is not yet spent or given back."""
    left, sum_ = facts.unspent_fen, facts.amount_fen
    if left is None or sum_ is None:
        return Answer(None, "到账或者支出金额没有登记", "先登记到账，再填写支出金额")
    value = f"还可动用{figures(left)}元，本笔{figures(sum_)}元"
    return Answer(0 < sum_ <= left, value, f"金额须大于零，不超过{figures(left)}元")


def nothing_claimed(facts: Facts) -> Answer:
    """No decision claims back what was paid."""
    sum_ = facts.claimed_back_fen
    value = f"已决定追回{figures(sum_)}元" if sum_ else "没有决定追回"
    return Answer(not sum_, value, "按决定退还；没有登记的支出由单位自有资金承担")


def invoice_once(facts: Facts) -> Answer:
    """The invoice was not charged to a grant before."""
    again = facts.invoice_used
    return Answer(not again, again or "没有重复", "同一张发票只能列支一次，请核对发票号码")


def repaid_ahead(facts: Facts) -> Answer:
    """The day by which money is to come back lies ahead; no text fixes how long."""
    if facts.repay_by is None:
        return Answer(None, "退还期限没有填写", "填写退还期限")
    value = f"退还期限{shown(facts.repay_by)}"
    return Answer(facts.repay_by > facts.on, value, "退还期限须晚于通知当日")


def not_received(facts: Facts) -> Answer:
    """The unit's union has not entered that the money came in."""
    came = facts.union_received_on
    value = f"{shown(came)}已登记到账" if came else "没有登记到账"
    return Answer(came is None, value, "基层工会登记错了、没有收到的，先由其撤销到账登记")


def not_claimed_back(facts: Facts) -> Answer:
    """No decision claims money back under this title: what returns then is a repayment."""
    sum_ = facts.claimed_back_fen
    value = f"已决定追回{figures(sum_)}元" if sum_ else "没有决定追回"
    return Answer(not sum_, value, "退回的款请在“追回”里登记退还")


def before_the_end(facts: Facts) -> Answer:
    """It left before the title ended; what left later was not to leave, and is entered with a reason."""
    ended, left = facts.ended_on, facts.paid_on
    if ended is None:
        return Answer(True, "称号没有终止")
    value = f"称号已于{shown(ended)}终止，不再拨付"
    remedy = "没有付出的，由财务审批人退回；确已付出的，按实际日期登记，并另行追回"
    if left is None:
        return Answer(None, value, remedy)
    return Answer(left <= ended, f"{value}；拨付日期{shown(left)}", remedy)


def on_the_account_of_the_day(facts: Facts) -> Answer:
    """After another account has taken its place nothing goes to the one that was approved."""
    changed, left = facts.payee_changed_on, facts.paid_on
    if changed is None:
        return Answer(True, "收款账户没有更换")
    value = f"收款账户已于{shown(changed)}更换"
    remedy = (
        "没有付出的，由财务审批人退回，按现用账户重新编制；确已付到原账户的，核实后写明理由登记"
    )
    if left is None:
        return Answer(None, value, remedy)
    return Answer(left < changed, f"{value}；拨付日期{shown(left)}", remedy)


BUDGET: tuple[Requirement, ...] = (
    Unhindering("house-budget", HOUSE, "不超过本年度预算，超过的须有决定。", within_budget),
)
SECOND: tuple[Requirement, ...] = (
    hard("house-second", HOUSE, "达到规定金额的，须由两人先后审批。", signed_twice),
)
STILL: tuple[Requirement, ...] = (
    soft("house-ended", HOUSE, "称号终止以后不再拨付。", before_the_end),
    soft("house-account", HOUSE, "账户更换以后不再付到原账户。", on_the_account_of_the_day),
)
WITHIN: tuple[Requirement, ...] = (
    hard("house-left", HOUSE, "不超过这笔补助还没有用的金额。", within_grant),
    hard("house-invoice", HOUSE, "同一张发票只列支一次。", invoice_once),
)

TAKE_BACK = Step(
    "take_back", "撤回编制", Seat.AUTHORITY, CLERK, HOUSE, "编制有误、还没有人审批的，由编制人写明理由撤回。", ("prepared",), (
        hard("house-take-back", HOUSE, "写明撤回的理由。", given("reason")),
    ), in_text=False,
)  # fmt: skip
BOUNCE = Step(
    "bounce", "登记退汇", Seat.AUTHORITY, CLERK, HOUSE, "银行退回款项，登记退回日期和原因。", ("paid",), (
        hard("house-bounce", HOUSE, "写明退回日期和原因。", given("returned_on", "reason")),
        hard("house-bounce-open", HOUSE, "基层工会没有收到这笔款。", not_received),
        hard("house-bounce-claimed", HOUSE, "没有决定追回这个称号的补助。", not_claimed_back),
    ), in_text=False,
)  # fmt: skip
CORRECT = Step(
    "correct", "更正拨付登记", Seat.AUTHORITY, CLERK, HOUSE, "凭证号或者拨付日期登记有误的，写明理由更正。", ("paid",), (
        hard("house-correct", HOUSE, "写明正确的凭证号、日期和更正理由。", given("voucher_number", "paid_on", "reason")),
    ), in_text=False,
)  # fmt: skip
STRIKE = Step(
    "strike_expense", "冲销支出", Seat.UNIT, "clerk", HOUSE, "登记有误或者退货退款的，写明理由冲销，重新登记。", ("stands",), (
        hard("house-strike", HOUSE, "写明冲销的理由。", given("reason")),
    ), in_text=False,
)  # fmt: skip
AHEAD = hard("house-repay", HOUSE, "写明退还期限，长短由命名机关定。", repaid_ahead)
DEMAND = Step(
    "demand", "发出追回通知", Seat.AUTHORITY, CLERK, HOUSE, "按决定的金额通知退还，写明期限。", (), (
        hard("house-demand", HOUSE, "金额是决定追回的金额。", given("recover_fen")), AHEAD,
    ), in_text=False,
)  # fmt: skip
EXTEND = Step(
    "extend_demand", "延长退还期限", Seat.AUTHORITY, APPROVER, HOUSE, "确有原因的，写明理由延长期限。", ("demanded",), (
        hard("house-extend", HOUSE, "写明理由。", given("reason")), AHEAD,
    ), in_text=False,
)  # fmt: skip
