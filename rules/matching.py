"""Money that stays locked until the unit has matched it, and the accounts it is booked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .base import Parameter
from .calendar import add_months
from .duties import rolling
from .facts import Facts, shown
from .money import figures
from .verdict import Answer, Test


@dataclass(frozen=True, eq=False)
class Matching:
    """One to one of what was received, so many months after receipt; as a test, whether unlocked.

    Money is unlocked for what is spent from the day on which the match was whole.

    The readings say whose account counts, whether a rest day moves the limit, whether late money
    opens the lock, and whether the lock is on before the limit is out.
    """

    months: int
    clock: Parameter
    roll_forward: Parameter
    late: Parameter
    lock: Parameter

    def due(self, facts: Facts) -> date | None:
        """The last day, clamped to the end of a shorter month; None before receipt."""
        return rolling(self._after_receipt, self.roll_forward)(facts)

    def _after_receipt(self, facts: Facts) -> date | None:
        by_union = self.clock.chosen(facts) == "union_receipt"
        received = facts.union_received_on if by_union else facts.unit_received_on
        return received and add_months(received, self.months)

    def __call__(self, facts: Facts) -> Answer:
        due, received = self.due(facts), facts.received_fen
        if due is None or received is None:
            return Answer(None, "资助到账的日期或金额未登记", "登记到账日期和金额")
        value = f"收到{figures(received)}元，配套{figures(facts.matched_fen)}元，期限{shown(due)}"
        used, whole = facts.spent_on or facts.on, facts.matched_on
        early = used <= due and not self.lock.chosen(facts)
        if facts.matched_fen < received:
            return Answer(early, value, f"所在单位配套不少于{figures(received)}元后才能动用")
        if facts.spent_on and whole and facts.spent_on < whole:
            value += f"，{shown(whole)}配套到位，{shown(facts.spent_on)}支出"
            remedy = "配套到位以前的支出不能由资助资金列支，由所在单位承担"
            return Answer(early, value, remedy)
        late = (whole or facts.on) > due
        value += "，逾期配套" if late else ""
        return Answer(not late or self.late.chosen(facts), value, "逾期配套的不得动用")


def used_for(uses: tuple[str, ...]) -> Test:
    """Spent on one of these."""

    def test(facts: Facts) -> Answer:
        if not facts.purpose:
            return Answer(None, "支出用途未填写", "填写支出用途")
        return Answer(facts.purpose in uses, facts.purpose, f"限用于{'、'.join(uses)}")

    return test


def booked_on(
    accounts: Mapping[str, str], channel: str, everywhere: str, others: Parameter
) -> Test:
    """On the account the text names for that entry: it names them for one channel of money.

    One entry is the same everywhere; what `others` book otherwise is theirs to type (A-24).
    """

    def test(facts: Facts) -> Answer:
        wanted = accounts.get(facts.booking or "")
        if not facts.account_title or not facts.channel or wanted is None:
            return Answer(None, "记账事项、渠道或科目未填写", "填写记账事项、渠道和科目")
        named = facts.channel == channel or facts.booking == everywhere
        if not named and others.chosen(facts) != "same":
            return Answer(True, f"{facts.account_title}（文本未写，由财务录入）")
        return Answer(facts.account_title == wanted, facts.account_title, f"科目为“{wanted}”")

    return test


def booked_whole(facts: Facts) -> Answer:
    """What came in is booked and passed on as one sum."""
    if facts.amount_fen is None or facts.received_fen is None:
        return Answer(None, "记账金额或收到的金额未填写", "填写金额")
    value = f"记账{figures(facts.amount_fen)}元，收到{figures(facts.received_fen)}元"
    return Answer(facts.amount_fen == facts.received_fen, value, "按收到的金额全额记账")
