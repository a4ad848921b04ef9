"""The way of a batch: many payments made into one list, and announced together once approved.

No text speaks of batches; each payment in one keeps to its own text. Its provisions carry no
article and say so.
"""

from dataclasses import dataclass

from .base import Edition, Seat, Step
from .facts import Facts
from .kinds import given
from .paying import CLERK, HOUSE
from .verdict import Answer, hard


@dataclass(frozen=True)
class House(Edition):
    """What the house keeps to by itself; no text to cite."""

    @property
    def source(self) -> str:
        return "批次办理的要求（不出自办法）"


def not_empty(facts: Facts) -> Answer:
    """Something was chosen."""
    count = facts.batch_rows or 0
    return Answer(count > 0, f"{count}笔", "至少选中一笔")


def nothing_waits(facts: Facts) -> Answer:
    """Every payment of the batch has been approved, or is out of it."""
    count = facts.batch_waiting or 0
    value = f"还有{count}笔等待编制或审批" if count else "都已办完"
    return Answer(count == 0, value, "先办完，或者退回、移出不办的")


def something_approved(facts: Facts) -> Answer:
    """There is money to announce."""
    count = facts.batch_approved or 0
    value = f"已审批{count}笔" if count else "现在没有"
    return Answer(count > 0, value, "先办理审批")


APPROVED = (
    hard("house-batch-done", HOUSE, "批次里的款项都已审批，不办的已退回、移出。", nothing_waits),
    hard("house-batch-some", HOUSE, "有已审批的款项。", something_approved),
)
STEPS = (
    Step("make", "编制批次", Seat.AUTHORITY, CLERK, HOUSE, "把多笔到期应付的补助编成一个批次，一起办理。", (), (
        hard("house-batch-rows", HOUSE, "至少有一笔款项。", not_empty),
    ), in_text=False),
    Step("announce", "制发汇总通知", Seat.AUTHORITY, CLERK, HOUSE, "批次内的款项都审批后，制发汇总拨付通知。", ("made",),
         APPROVED, in_text=False),
    Step("announce_again", "重新制发汇总通知", Seat.AUTHORITY, CLERK, HOUSE, "制发后有退回、退汇的，写明理由重新制发。", ("announced",), (
        *APPROVED,
        hard("house-batch-why", HOUSE, "写明重新制发的理由。", given("reason")),
    ), in_text=False),
)  # fmt: skip

EDITION = House(
    key="batches", title="批次办理", number="", issuer="", interpreter="", effective=None,
    plaque="", words={}, screeners=(), screening_levels=0, steps=STEPS,
)  # fmt: skip
