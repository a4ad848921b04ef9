"""How a claim goes its way: filed, decided under the step of the text, refused or withdrawn."""

from dataclasses import replace
from functools import cache

from . import edition
from .base import Edition, Seat, Step
from .claims import Content, Granted, Ladder, Prizes, ShareOfCost
from .facts import Facts
from .kinds import given
from .money import figures
from .procedure import title_held
from .verdict import Answer, Test, hard

Kind = ShareOfCost | Ladder | Prizes | Granted
FILED, DECIDED, REFUSED = "filed", "decided", "refused"


def kinds(text: Edition) -> tuple[Kind, ...]:
    """What may be asked for under this text beside the sum at naming."""
    return tuple(one for one in text.claims if isinstance(one, Kind))


def kind_of(text: Edition, key: str) -> Kind | None:
    return next((one for one in kinds(text) if one.key == key), None)


@cache
def procedure(code: str, key: str, kind: str) -> Edition:
    """An edition with the steps of one kind of claim in place of its own."""
    text = edition(code, key)
    claim = kind_of(text, kind)
    return replace(text, steps=_steps(text, claim) if claim else ())


def _steps(text: Edition, claim: Kind) -> tuple[Step, ...]:
    deciding = text.step(claim.step) or _plain(claim)
    first = claim.first if isinstance(claim, Granted) else tuple(r.id for r in deciding.requires)
    asked = tuple(r for r in deciding.requires if r.id in first)
    whole = hard("claim-what", claim.article, "写明申请的内容。", named)
    reason = hard("reason", "—", "写明理由。", given("reason"))
    unit, authority = Seat.UNIT, Seat.AUTHORITY
    return (
        Step("file_claim", "提出申请", unit, "clerk", claim.article, claim.asks, ("draft",),
             (whole, *asked)),
        replace(deciding, sources=(FILED,)),
        Step("refuse_claim", "不予补助", authority, "secretary", "—", "写明理由，通知申请的工会。",
             (FILED,), (reason,), in_text=False),
        Step("withdraw_claim", "撤回申请", unit, "clerk", "—", "基层工会撤回，可以重新提出。",
             (FILED,), in_text=False),
    )  # fmt: skip


def _plain(claim: Kind) -> Step:
    """Where the text names no step, the authority settles what the arithmetic of the text brings."""
    return Step("grant_claim", f"核定{claim.label}", Seat.AUTHORITY, "secretary", claim.article,
                claim.asks, (FILED,), (
        hard(f"{claim.key}-held", claim.article, "是已命名、称号有效的工作室。", title_held),
        hard(f"{claim.key}-once", claim.article, "同一张发票、同一份证书只能申请一次。", used_once),
        hard(f"{claim.key}-sum", claim.article, claim.asks, brings(claim)),
    ))  # fmt: skip


def named(facts: Facts) -> Answer:
    """Something is asked for."""
    what = facts.grant.title if facts.grant else ""
    return Answer(bool(what), what or "还没有填写", "先添加申请的内容")


def used_once(facts: Facts) -> Answer:
    """No invoice and no certificate twice, in this claim or another under the same authority."""
    again = "、".join(facts.claimed.again) if facts.claimed else ""
    return Answer(not again, f"已经用过：{again}" if again else "没有重复", "删去重复的一项")


def brings(claim: Kind) -> Test:
    """The claim brings a sum by the arithmetic of the text."""

    def test(facts: Facts) -> Answer:
        owed = claim.total(facts.claimed or Content(), facts)
        if owed.refused:
            return Answer(False, owed.refused, "改正或者删去这一项以后再办理")
        value = f"{owed.shown}，补助{figures(owed.amount_fen)}元"
        return Answer(owed.amount_fen > 0, value, "补助不足一分的不必申请")

    return test


def uses_up(claim: Kind, state: str, facts: Facts) -> bool:
    """Whether a claim in that state keeps what it lists from being asked for again."""
    if isinstance(claim, Granted):
        spent = (FILED, DECIDED, REFUSED) if claim.by_filing(facts) else (DECIDED,)
        return state in spent
    return state in (FILED, DECIDED)
