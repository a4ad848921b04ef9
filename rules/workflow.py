"""Steps of plain workflow, the same under every text and in none of them: back, withdrawn, refused."""

from .base import Seat, Step
from .kinds import given
from .verdict import hard


def send_back(sources: tuple[str, ...], to: str = "单位工会") -> Step:
    """A filing goes back to be completed, with what is wanted."""
    wanted = (hard("reason", "—", "写明补正要求。", given("reason")),)
    asks, officer = f"指明要补正的内容，退回{to}。", "screening_officer"
    return Step(
        "send_back",
        "退回补正",
        Seat.RECOMMENDER,
        officer,
        "—",
        asks,
        sources,
        wanted,
        in_text=False,
    )


def withdraw(what: str, sources: tuple[str, ...], by: str = "单位工会") -> Step:
    """The unit takes its own filing back, called as the text calls it."""
    asks = f"{by}撤回本次{what}。"
    return Step("withdraw", f"撤回{what}", Seat.UNIT, "clerk", "—", asks, sources, in_text=False)


def reject() -> Step:
    """A payment goes back to whoever prepared it, approved or not, as long as nothing was paid."""
    why = (hard("reason", "—", "写明退回理由。", given("reason")),)
    asks, sources, approver = "审批人退回，写明理由。", ("prepared", "approved"), "finance_approver"
    return Step(
        "reject", "退回拨付", Seat.AUTHORITY, approver, "—", asks, sources, why, in_text=False
    )
