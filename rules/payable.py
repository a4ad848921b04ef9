"""Conditions on the named years and the money, given the schedule of the text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .base import Parameter, Step
from .facts import Facts
from .money import figures
from .schedule import Schedule, Scheduling, Standing
from .verdict import Answer, Test

WHOLE, BOTH = "all_union_support", "arts_11_12"  # the wide readings
REVOCABLE = "等历年结果达到撤销情形后再办理；查实弄虚作假的，另依查实认定办理"
RESULT = {True: "合格", False: "不合格", None: "尚无"}


def instalment_due(schedule: Scheduling) -> Test:
    """The chosen instalment is payable by the text on these facts."""

    def test(facts: Facts) -> Answer:
        whole = schedule(facts)
        one = whole.instalment(facts.instalment)
        if one is None:
            return Answer(False, "没有这一笔补助", "从补助安排中选择一笔")
        if facts.struck_off or whole.revoked_year:
            return Answer(False, f"{one.label}：称号已撤销或应予撤销", "撤销后未拨付的不再拨付")
        value = f"{one.label}{one.standing.label}（{one.why}）"
        if facts.amount_fen not in (None, one.amount_fen):
            return Answer(False, f"{value}，金额与办法不一致", "退回后按办法规定的金额重新编制")
        return Answer(one.standing is Standing.DUE, value, "等条件具备后再办理")

    return test


def latest_result(facts: Facts) -> tuple[int | None, str]:
    """The last year that has a result, and how it reads; results may be entered after new year."""
    year = max(facts.results, default=None)
    if year is None:
        return None, "尚无考评结果"
    return year, f"{year}年度结果：{RESULT[facts.results[year]]}"


def failed_once(schedule: Scheduling) -> Test:
    """The latest year failed within the cycle, and not for the second time running.

    A-19: with a year without result between two failures the authority decides that, in writing.
    """

    def test(facts: Facts) -> Answer:
        year, value = latest_result(facts)
        found = schedule(facts)
        last = max((y.year for y in found.years if y.result is not None), default=year)
        if last in facts.carded_years:
            return Answer(False, f"{last}年度已给予黄牌警告", "等下一年度的结果")
        if left := left_to_decide(found):
            return Answer(
                bool(facts.reason) or None, undecided(left), "认定不属于连续两年的，写明理由"
            )
        if last != year:
            value = f"{last}年度没有考评结果，按不合格办理"
        return Answer(last in found.yellow_years, value, why_no_card(found, facts, year))

    return test


def why_no_card(found: Schedule, facts: Facts, year: int | None) -> str:
    """What keeps a warning away, and what there is to do instead."""
    if year is None:
        return "先登记年度考评结果，不合格的才给予黄牌警告"
    if found.revoked_year:
        return f"{found.revoked_year}年度已达到撤销情形，办理撤销，不再警告"
    if facts.results[year]:
        return "最近年度合格，不给予警告；以后年度不合格时再办理"
    return "不在补助周期以内，按补助周期结束后的考核办理"


def passed_latest(facts: Facts) -> Answer:
    """The latest assessment was passed."""
    year, value = latest_result(facts)
    if year is None:
        return Answer(False, value, "先登记年度考评结果，合格的才能解除")
    return Answer(facts.results[year], value, "这一年度不合格；等下一年度登记为合格后再解除")


def left_to_decide(found: Schedule) -> int | None:
    """The last failed year, where a year without a result before it leaves open if it is the second."""
    year = next((line.year for line in reversed(found.years) if line.result is not None), None)
    failed = {line.year for line in found.years if line.result is False}
    return year if year in failed - {*found.yellow_years, found.revoked_year} else None


def undecided(year: int) -> str:
    return f"{year}年不合格，上一年度没有结果，是否属于连续两年由命名机关决定"


def revocable(schedule: Scheduling) -> Test:
    """A ground of the text for striking off is there: results, or a verified finding.

    A-19: whether failures on both sides of a year without a result are two running is decided
    by the authority, in writing.
    """

    def test(facts: Facts) -> Answer:
        found, settled = schedule(facts), bool(facts.reason)
        if facts.verified_finding:
            return Answer(True, f"查实弄虚作假：{facts.verified_finding}")
        if year := left_to_decide(found):
            return Answer(settled or None, undecided(year), "认定属于连续两年的，写明理由")
        if found.revoked_year:
            return Answer(True, f"{found.revoked_year}年，{found.revoked_article}")
        value = f"{latest_result(facts)[1]}，没有达到撤销情形；没有查实弄虚作假"
        return Answer(False, value, REVOCABLE)

    return test


def failed_twice_running(source: Parameter) -> Test:
    """Two results running were failures, whichever two; a year without a result parts nothing.

    A-11: the yearly visits alone, or by the other reading every recorded check among them.
    """

    def test(facts: Facts) -> Answer:
        found = [(date(year, 12, 31), met) for year, met in facts.results.items()]
        if source.chosen(facts) == "mixed":
            found += facts.checks.items()
        met = [result for _, result in sorted(found)]
        value = "、".join("达标" if one else "不达标" for one in met) or "尚无"
        twice = any(not one and not two for one, two in pairwise(met))
        return Answer(
            twice,
            f"历次考核结果：{value}",
            "最近没有连续两次不达标；等下一次结果，或者改依其他情形",
        )

    return test


@dataclass(frozen=True, eq=False)
class PaidBack:
    """Everything paid comes back where `fraud` was found, nothing on any other ground.

    A-12: by the reading `wide` what stands in the fact `beside` comes back too; `word` is the
    verb of the text.
    """

    fraud: Callable[[Facts], bool]
    scope: Parameter
    wide: str
    beside: str
    word: str

    def reaches_beside(self, facts: Facts) -> bool:
        """Whether money beside the instalments comes back as well."""
        return self.fraud(facts) and self.scope.chosen(facts) == self.wide

    def due(self, facts: Facts) -> int:
        """The sum in fen; 0 where nothing comes back."""
        more = getattr(facts, self.beside) if self.reaches_beside(facts) else 0
        return facts.paid_fen + more if self.fraud(facts) else 0

    def __call__(self, facts: Facts) -> Answer:
        due, word = self.due(facts), self.word
        value = f"应{word}{figures(due)}元" if self.fraud(facts) else f"不{word}已拨付的"
        if facts.recover_fen is None:
            return Answer(None if due else True, value, f"写明决定{word}的金额")
        value += f"，决定{word}{figures(facts.recover_fen)}元"
        return Answer(facts.recover_fen == due, value, f"{word}金额须为{figures(due)}元")


def recovers(ground: str, scope: Parameter) -> PaidBack:
    """On this ground everything paid is claimed back, on any other nothing."""
    return PaidBack(lambda facts: facts.ground == ground, scope, WHOLE, "support_fen", "追回")


def all_paid_back(scope: Parameter) -> PaidBack:
    """A verified fraud brings back everything paid, no other ending does."""
    return PaidBack(lambda facts: bool(facts.verified_finding), scope, BOTH, "claims_fen", "收回")


def found_out_later(back: PaidBack, reading: Parameter) -> Test:
    """A-63: found out after another ending; what comes back is decided, by the other reading all.

    It is decided once, and never more than was paid.
    """

    def test(facts: Facts) -> Answer:
        if not facts.verified_finding:
            return Answer(None, "没有查实认定", "先写明查实认定")
        if facts.claimed_back_fen:
            value = f"此前已决定{back.word}{figures(facts.claimed_back_fen)}元"
            return Answer(False, value, "已经作过决定的，不再办理")
        due, sum_ = back.due(facts), facts.recover_fen
        value = f"已拨付{figures(due)}元"
        if sum_ is None:
            return Answer(None if due else False, value, f"写明决定{back.word}的金额")
        least = due if reading.chosen(facts) == "recover" else 1
        value += f"，决定{back.word}{figures(sum_)}元"
        return Answer(0 < least <= sum_ <= due, value, f"须大于零，不超过{figures(due)}元")

    return test


def paid_back(step: Step) -> PaidBack | None:
    """What the text says of money coming back in this step; None where it is silent."""
    return next((one.test for one in step.requires if isinstance(one.test, PaidBack)), None)


def in_time_or_due(schedule: Scheduling, reading: Parameter) -> Test:
    """A-20: by the other reading a part put off by a failed year may be paid, and need not be."""

    def test(facts: Facts) -> Answer:
        instalments = schedule(facts).instalments
        one = next((i for i in instalments if i.key == facts.instalment), None)
        if facts.named_on is None or one is None or one.year is None:
            return Answer(True, "没有顺延")
        late = one.year > facts.named_on.year + instalments.index(one)
        value = f"{one.label}顺延到{one.year}年度" if late else "没有顺延"
        return Answer(not late or reading.chosen(facts) == "due", value, "由命名机关决定是否拨付")

    return test


def paid_once(facts: Facts) -> Answer:
    """Nothing has been paid under this title yet."""
    return Answer(facts.paid_fen == 0, f"已拨付{figures(facts.paid_fen)}元", "已经发放过，不再编制")
