"""What may be done to a title, what it owes and what it is owed, under each of the five texts.

A reference, written from the articles alone and kept as plain as it can be: nothing here comes
from `rules`. Where a text leaves a point open, it is read as the house reads it by default.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from .days import month_on, whole_years, year_end, years_on

ACTIVE, YELLOW, RECTIFYING, REVOKED = "active", "yellow_carded", "rectifying", "revoked"
WAN = 10_000_00  # fen


@dataclass
class Life:
    """One title: what is on record, and what a decision has made of it."""

    named_on: date
    kind: str = ""
    state: str = ACTIVE
    results: dict[int, bool] = field(default_factory=dict)
    check: tuple[date, bool] | None = None  # the last one no decision has settled yet
    settled: date | None = None  # the day of the last check a decision did settle
    limit: date | None = None
    recheck: bool | None = None
    works: bool = False
    paid: dict[str, int] = field(default_factory=dict)
    beside: int = 0  # paid beside the sum at naming: by other unions, on other claims
    first_paid_on: date | None = None
    received: tuple[date, int] | None = None
    matched: int = 0
    back: int = 0  # claimed back by a decision
    carded: tuple[int, ...] = ()  # the years for which a card was given

    @property
    def held(self) -> bool:
        return self.state != REVOKED

    @property
    def paid_out(self) -> int:
        return sum(self.paid.values())

    def lawful(self, step: str, on: date, given: dict) -> bool:
        """Whether the text lets the step be taken on that day; what it lacks it does not."""
        rule = getattr(self, f"may_{step}", None)
        kept = step in ("spend", "claim_back")  # money that was paid outlives the title
        return rule is not None and (self.held or kept) and bool(rule(on, given))

    def take(self, step: str, on: date, given: dict) -> None:
        """The step taken."""
        target = {"yellow_card": YELLOW, "order_rectification": RECTIFYING}
        target |= {"delist": REVOKED, "claim_back": REVOKED}
        self.state = target.get(step, ACTIVE)
        if step == "order_rectification":
            self.limit, self.recheck = given["rectify_by"], None
        if step in ("close_rectification", "renew") and self.check:
            self.settled, self.check = self.check[0], None
        if step == "confirm_effect":
            self.works = True
        if step == "yellow_card":
            self.carded += (max(self.results),)
        if self.state == REVOKED:
            self.back += given["recover_fen"]

    # `duties` gives each duty that has one its next last day; `owed` the sums whose conditions
    # are there, paid or not, while the title is held.

    def from_next_year(self, on: date) -> date:
        return year_end(max(on.year, self.named_on.year + 1))


class PutRight(Life, ABC):
    """CC 9, SD 20, YP 12: a fault found is put right by a day, or the title ends."""

    def may_order_rectification(self, on, given):
        found = self.check is not None and not self.check[1] and self.said(on, given)
        return self.state == ACTIVE and found and given["rectify_by"] > on

    def may_close_rectification(self, on, given):
        return self.state == RECTIFYING and self.recheck is True

    @abstractmethod
    def said(self, on, given) -> bool:
        """What the order must say."""

    def not_put_right(self, on) -> bool:
        return self.state == RECTIFYING and self.recheck is False and on > self.limit


class ChinaCommunications(PutRight):
    """Five roads to the end; only fraud brings money back (arts. 7, 8, 9, 11)."""

    def may_confirm_effect(self, on, given):
        return self.state == ACTIVE and given["judged"]

    def said(self, on, given):
        return given["ground"] in ("stopped", "chaotic")

    def may_delist(self, on, given):
        shown = getattr(self, f"by_{given['ground']}", None)
        back = self.paid_out + self.beside if given["ground"] == "fraud" else 0
        return shown is not None and shown(on, given) and given["recover_fen"] == back

    def by_not_put_right(self, on, given):
        return self.not_put_right(on)

    def by_twice(self, on, given):
        visits = [met for _, met in sorted(self.results.items())]
        return any(not one and not two for one, two in pairwise(visits))

    def by_leader(self, on, given):
        return "leader_left_on" in given and given["leader_left_on"] <= on and given["inoperable"]

    def by_liability(self, on, given):
        return "liability_decision" in given and {"act", "decision"} & set(given["roster_at"])

    def by_fraud(self, on, given):
        return "verified_finding" in given

    def duties(self, on):
        return dict.fromkeys(("evaluation", "visit", "filing"), self.from_next_year(on))

    def owed(self, on):
        return {"base": 5 * WAN} if self.held and self.works else {}


class Nanchang(Life):
    """Three parts over at most five years, moved by yearly results (arts. 11, 14, 15)."""

    PARTS = (30 * WAN, 30 * WAN, 40 * WAN)

    def course(self):
        """The years in which parts fell due, of warnings, left to decide, and of the end."""
        first = self.named_on.year
        due, cards, asked, ends = [first], [], [], None
        before, failed = None, False
        for year, met in sorted(self.results.items()):
            within = len(due) < len(self.PARTS) and year <= first + 4
            if within and met:
                due.append(year)
            elif not met and (not within or (failed and before == year - 1)):
                ends = year
                break
            elif not met:
                (asked if failed and year not in self.carded else cards).append(year)
            before, failed = year, not met
        return due, cards, asked, ends

    def may_claim_back(self, on, given):
        """Found out after an ending for other reasons: decided once, never more than was paid."""
        told = {"verified_finding", "reason"} <= {*given}
        return (
            self.state == REVOKED
            and not self.back
            and told
            and 0 < given["recover_fen"] <= self.paid_out + self.beside
        )

    def latest(self):
        return max(self.results, default=None)

    def may_yellow_card(self, on, given):
        """Once for each failed year; of two around a gap the authority says they do not run on."""
        _, cards, asked, _ = self.course()
        apart = self.latest() in asked and "reason" in given
        return self.latest() not in self.carded and (self.latest() in cards or apart)

    def may_restore(self, on, given):
        return self.state == YELLOW and self.results.get(self.latest(), False)

    def may_delist(self, on, given):
        _, _, asked, ends = self.course()
        fraud = "verified_finding" in given
        decided = self.latest() in asked and "reason" in given
        back = self.paid_out + self.beside if fraud else 0
        return (fraud or decided or ends is not None) and given["recover_fen"] == back

    def duties(self, on):
        due, _, _, ends = self.course()
        days = {"self_check": year_end(max(on.year, self.named_on.year))}
        if ends is None and len(due) == len(self.PARTS):
            days["after_cycle"] = year_end(max(on.year, due[-1] + 1))
        elif ends is None and on.year > self.named_on.year + 4:
            days["after_cycle"] = year_end(on.year)
        return days

    def owed(self, on):
        due, _, _, ends = self.course()
        sums = zip("123", self.PARTS, strict=True)
        return dict(list(sums)[: len(due)]) if self.held and ends is None else {}


class Shandong(PutRight):
    """Inspected every third year; one sum, locked until it is matched (arts. 14 to 16, 20)."""

    SUMS = {"labour_model": 5 * WAN, "craftsman": 5 * WAN, "great_craftsman": 30 * WAN}

    def said(self, on, given):
        return "reason" in given

    def may_delist(self, on, given):
        if given["ground"] == "other_basis":  # not in the text: decided on a basis of its own
            return "verified_finding" in given and "reason" in given
        return given["ground"] == "rectification" and self.not_put_right(on)

    def may_spend(self, on, given):
        whole = self.received is not None and self.matched >= self.received[1]
        return whole and given["purpose"] == "设备购置"

    def duties(self, on):
        rounds = max(1, -(-(on.year - self.named_on.year) // 3))
        days = dict.fromkeys(("evaluation", "evaluation_above"), self.from_next_year(on))
        days["inspection"] = year_end(self.named_on.year + 3 * rounds)
        return days | ({"match": month_on(self.received[0])} if self.received else {})

    def owed(self, on):
        return {"base": self.SUMS[self.kind]} if self.held else {}


class Cycles(Life):
    """QZ 17, YP 12: three years from the naming; the third anniversary opens the next cycle."""

    EARLY = 0  # how many years before its end a cycle may be looked at

    def closed_by(self, day) -> int:
        return (whole_years(self.named_on, day) + self.EARLY) // 3

    def of_a_cycle(self, check) -> bool:
        """It was made at the end of a cycle that no settled check has closed yet."""
        done = self.closed_by(self.settled) if self.settled else 0
        return check is not None and self.closed_by(check[0]) > done

    def may_renew(self, on, given):
        """A good check closes the last cycle that has run out, not an older one."""
        check = self.check
        good = self.state == ACTIVE and self.of_a_cycle(check) and check[1]
        return good and self.closed_by(check[0]) >= whole_years(self.named_on, on) // 3

    def cycle_end(self, on):
        return years_on(self.named_on, 3 * (whole_years(self.named_on, on) // 3 + 1))


class Quzhou(Cycles):
    """A failed assessment ends the title at once; fraud ends it and is made known (16 to 20)."""

    def may_delist(self, on, given):
        if given["ground"] == "fraud":
            return "verified_finding" in given and "criticism_number" in given
        failed = self.of_a_cycle(self.check) and not self.check[1]
        return given["ground"] == "cycle" and failed

    def duties(self, on):
        days = {"cycle": self.cycle_end(on)}
        if self.first_paid_on:
            rounds = max(1, -(-(on.year - self.first_paid_on.year) // 2))
            days["fund_check"] = year_end(self.first_paid_on.year + 2 * rounds)
        return days

    def owed(self, on):
        return {"base": 1 * WAN} if self.held else {}


class Yangpu(Cycles, PutRight):
    """Visited at the end of a cycle; what is wrong is put right, else the plaque goes (12, 13)."""

    EARLY = 1  # the last year of a cycle is its end
    FIVE = ("leader", "team", "project", "outcome", "venue")

    def said(self, on, given):
        to = given["notified_kind"] in ("trade", "subdistrict", "direct")
        named = given["ground"] in self.FIVE and "notice_number" in given
        return to and named and self.of_a_cycle(self.check)

    def may_renew(self, on, given):
        return super().may_renew(on, given) and given["judged"]

    def may_delist(self, on, given):
        if given["ground"] == "other_basis":
            return "verified_finding" in given and "reason" in given
        return given["ground"] == "not_put_right" and self.not_put_right(on)

    def may_keep_on(self, on, given):
        over = "retires_on" in given and given["retires_on"] < on
        return self.state == ACTIVE and over and given["leader_willing"] and given["unit_keeps"]

    def duties(self, on):
        days = dict.fromkeys(("self_check", "evaluation", "filing"), self.from_next_year(on))
        return days | {"visit": self.cycle_end(on)}

    def owed(self, on):
        return {"base": 1 * WAN} if self.held else {}


CODES = ["china_communications", "nanchang", "shandong", "quzhou", "yangpu"]
TEXTS = dict(zip(CODES, (ChinaCommunications, Nanchang, Shandong, Quzhou, Yangpu), strict=True))
