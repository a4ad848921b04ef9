"""The money of one title kept on paper: what may move, what did, what is left; in plain whole fen.

A reference, kept as plain as it can be: nothing here comes from `subsidies`.
"""

from dataclasses import dataclass, field
from datetime import date

FALLEN = ("rejected", "bounced")


@dataclass
class Sum:
    """One payment on its way, and what its unit did with it."""

    key: str
    fen: int
    state: str = "prepared"
    number: int = 0
    left_on: date | None = None
    received: bool = False
    matched: int = 0
    spent: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        """What may still be used; nothing before it came."""
        return (self.fen if self.received else 0) - sum(self.spent) - sum(self.back)


@dataclass
class Purse:
    """All that moved under one title. `owed` is what the model of the text makes payable."""

    matching: bool  # whether the text wants each sum matched before it is used
    sums: list[Sum] = field(default_factory=list)
    claimed: int = 0
    demanded: bool = False
    ended: date | None = None

    def standing(self, key: str) -> Sum | None:
        return next((s for s in self.sums if s.key == key and s.state not in FALLEN), None)

    def may_prepare(self, key: str, owed: dict[str, int]) -> bool:
        """Only what is owed by the text that day, and only once."""
        return key in owed and self.standing(key) is None

    def may_approve(self, one: Sum, owed: dict[str, int]) -> bool:
        """The condition must still be there when it is approved."""
        return one.state == "prepared" and one.key in owed

    def may_pay(self, one: Sum, on: date, *, reasoned: bool) -> bool:
        """After the title's end only with a reason."""
        return one.state == "approved" and (self.ended is None or on <= self.ended or reasoned)

    def may_bounce(self, one: Sum) -> bool:
        """What the unit has not entered, and no decision claims back: else it is a repayment."""
        return one.state == "paid" and not one.received and not self.claimed

    def may_receive(self, one: Sum) -> bool:
        return one.state == "paid" and not one.received

    def may_match(self, one: Sum) -> bool:
        return self.matching and one.received

    def may_spend(self, one: Sum, fen: int) -> bool:
        open_ = not self.matching or one.matched >= one.fen
        keeps = not self.claimed  # a decision for fraud ends all use
        return keeps and one.state == "paid" and one.received and open_ and 0 < fen <= one.left

    @property
    def paid(self) -> int:
        return sum(one.fen for one in self.sums if one.state == "paid")

    @property
    def recovered(self) -> int:
        return sum(sum(one.back) for one in self.sums)

    def may_repay(self, fen: int) -> bool:
        return self.demanded and 0 < fen <= self.claimed - self.recovered

    def repay(self, fen: int) -> None:
        """Laid over the payments in the order in which they left."""
        paid = (s for s in self.sums if s.state == "paid")
        for one in sorted(paid, key=lambda s: (s.left_on, s.number)):
            part = min(fen, one.fen - sum(one.back))
            if part > 0:
                one.back.append(part)
                fen -= part

    def books(self) -> dict[str, int]:
        """What must stand in the books of authority and unit, by kind of movement."""
        return {
            "paid": self.paid,
            "received": sum(one.fen for one in self.sums if one.received),
            "spent": sum(sum(one.spent) for one in self.sums),
            "given_back": self.recovered,
            "recovered": self.recovered,
        }
