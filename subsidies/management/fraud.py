"""A fraud found out: where the text claims money back, it is demanded and repaid in two parts."""

from datetime import date

from rules.kinds import words_of
from rules.payable import paid_back
from subsidies.payments.models import Payment
from subsidies.recovery.actions import demand, repay
from subsidies.recovery.reporting import report
from workshops.records.actions import advance
from workshops.titles.models import Title
from workshops.unions.models import Role

from .cast import Cast, judged, paper

FINDING = "核查报告已认定申报成果系冒用他人专利（虚构）"


def claimed_back(cast: Cast, payment: Payment) -> bool:
    """Whether it came to that: the title struck off, the notice sent, the whole sum repaid."""
    rule = cast.edition.step("delist")
    back = rule and paid_back(rule)
    if not back:
        return False
    act, title = cast.when(9, 10), Title.objects.get(pk=payment.title_id)
    given = {"verified_finding": FINDING, "reason": FINDING, "judgements": judged(rule)}
    given |= {"ground": "fraud"} if words_of(rule, "ground") else {}
    given["recover_fen"] = back.due(title.facts(act["on"], given))
    decision = advance(title, "delist", by=cast.holder(rule.role), given=given, **act)
    repaid(cast, decision)
    return True


def repaid(cast: Cast, decision) -> None:
    """Half in the first week of October, the rest in the last, each with the unit's bank slip."""
    clerk = cast.holder(Role.FINANCE_CLERK)
    until = date(cast.year, 10, 31)
    payee = {"holder": decision.union.title, "bank": "虚构银行营业部", "number": "6222000000000001"}
    clawback = demand(decision, until, payee=payee, by=clerk, **cast.when(9, 11))
    unit = cast.holder(Role.CLERK, clawback.title.unit_union)
    half = clawback.amount_fen // 2 + 1
    for fen, day in ((half, 9), (clawback.amount_fen - half, 26)):
        act = cast.when(10, day)
        number = f"收-10-{day:03}"
        slip = report(clawback, fen, act["on"], paper("银行回单"), by=unit, **act)
        repay(clawback, fen, act["on"], number, None, slip=slip, by=clerk, **act)
