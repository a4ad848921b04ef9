"""The same title as the software has it: plain rows, told as facts, judged by the edition."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import rules
from rules.facts import Facts, Judgement
from rules.schedule import Standing
from rules.verdict import Force
from workshops.titles.lifecycle import TitleLifecycle
from workshops.titles.years import put_right, told

UNION = "演示厂工会"
CHECKED = {
    "china_communications": "spot_check",
    "shandong": "inspection",
    "quzhou": "cycle",
    "yangpu": "visit",
}
YEARLY = {"china_communications": "visit", "nanchang": "assessment"}
CHARTS = {
    name: vars(TitleLifecycle)[name]._django_fsm.transitions
    for name in vars(TitleLifecycle)
    if hasattr(vars(TitleLifecycle)[name], "_django_fsm")
}


def laid_over(facts: Facts, more: dict) -> Facts:
    """`dataclasses.replace` in a twentieth of the time: a hundred fields are not asked again."""
    new = object.__new__(Facts)
    new.__dict__.update(facts.__dict__)
    new.__dict__.update(more)
    return new


@dataclass
class Book:
    """One title and its rows; the state moves as the life cycle of titles moves it."""

    code: str
    named_on: date
    kind: str = ""
    state: str = "active"
    rows: list = field(default_factory=list)
    orders: list = field(default_factory=list)
    settled_on: date | None = None
    known: dict = field(default_factory=dict)

    def __post_init__(self):
        self.edition = rules.regulations()[self.code].editions[-1]

    def row(self, duty: str, on: date, met: bool | None, year: int | None = None) -> bool:
        """A duty recorded as done; here nothing is in the way of it."""
        more = {
            "year": year or on.year,
            "passed": met,
            "turn": len(self.rows),
            "withdrawn_at": None,
        }
        self.rows.append(SimpleNamespace(duty=duty, assessed_on=on, **more))
        return True

    def recheck(self, on: date, met: bool) -> None:
        """What was found of the last order."""
        self.orders[-1].rechecked_on, self.orders[-1].put_right = on, met

    def paid(self, key: str, on: date) -> None:
        """One sum has left."""
        fen = self.edition.schedule(self.facts(on)).instalment(key).amount_fen
        self.known["paid_fen"] = self.known.get("paid_fen", 0) + fen
        self.known.setdefault("first_paid_on", on)

    def facts(self, on: date) -> Facts:
        """What a title tells of itself on that day."""
        known = told(self.edition, self.rows, self.settled_on)
        known |= self.known
        known |= put_right(self.orders) if self.state == "rectifying" else {}
        known |= {"struck_off": self.state == "revoked", "title_type": self.kind or None}
        return Facts(on=on, named_on=self.named_on, **known)

    def lawful(self, step: str, given: dict, facts: Facts) -> bool:
        """Whether machine and procedure have the step from this state, and it is allowed."""
        rule = self.edition.step(step)
        if rule is None or (step in CHARTS and not self.is_possible(rule)):
            return False
        judged = [one.id for one in rule.requires if one.force is Force.JUDGED]
        found = {id: Judgement(given["judged"], "某人") for id in judged}
        over = {name: value for name, value in given.items() if name != "judged"}
        return bool(self.edition.judge(step, laid_over(facts, {**over, "judgements": found})))

    def is_possible(self, rule) -> bool:
        return self.state in rule.sources and self.state in CHARTS[rule.name]

    def take(self, step: str, on: date, given: dict) -> None:
        """The step taken, as the acts of titles take it."""
        self.state = str(CHARTS[step][self.state].target)
        if step in ("close_rectification", "renew"):
            self.settled_on = on
        if step == "yellow_card":
            cards = self.known.get("carded_years", ())
            self.known["carded_years"] = (*cards, max(self.facts(on).results))
        if step == "confirm_effect":
            self.known["real_effect"] = True
        if self.state == "revoked":
            back = self.known.get("claimed_back_fen", 0)
            self.known["claimed_back_fen"] = back + given["recover_fen"]
        if self.state == "rectifying":
            blank = {"rechecked_on": None, "put_right": None, "closed_on": None}
            self.orders.append(SimpleNamespace(due_on=given["rectify_by"], **blank))
        else:
            for order in self.orders:
                order.closed_on = order.closed_on or on

    def duties(self, facts: Facts) -> dict[str, date]:
        days = {one.key: one.due(facts) for one in self.edition.duties if one.due}
        return {key: day for key, day in days.items() if day is not None}

    def owed(self, facts: Facts) -> dict[str, int]:
        """The sums the edition would let be prepared, each judged as its payment is."""
        parts = self.edition.schedule(facts).instalments
        fit = laid_over(facts, {"paid_fen": 0, "payee_holder": UNION, "unit_union": UNION})
        keys = {one.key: one.amount_fen for one in parts if one.standing is Standing.DUE}
        return {
            key: fen
            for key, fen in keys.items()
            if self.lawful("prepare", {"instalment": key, "amount_fen": fen}, fit)
        }
