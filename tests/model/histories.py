"""Histories at random: what happens to a title through its years, and where a day is a boundary."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from .days import month_on, year_end, years_on

FIRST_DAYS = ((2, 29), (12, 31), (1, 1), (1, 31), (10, 15), (6, 30), (12, 20))
KINDS = ("labour_model", "craftsman", "great_craftsman")
GROUNDS = {
    "china_communications": ("not_put_right", "twice", "leader", "liability", "fraud", "cycle"),
    "nanchang": ("results", "fraud", "decided"),
    "shandong": ("rectification", "other_basis", "fraud"),
    "quzhou": ("cycle", "fraud", "not_put_right"),
    "yangpu": ("not_put_right", "other_basis", "cycle"),
}
FAULTS = {
    "china_communications": ("stopped", "chaotic", "team"),
    "yangpu": ("team", "venue", "dirt"),
}
DAY = timedelta(days=1)


class Happening(NamedTuple):
    """What happened on a day: a record made, evidence come to hand, or a look at what is lawful."""

    on: date
    what: str
    more: dict

    def __str__(self) -> str:
        told = "，".join(f"{key}={value}" for key, value in self.more.items())
        return f"{self.on} {self.what} {told}"


class History(NamedTuple):
    """One title's life to be: the text, the naming, and what happens."""

    code: str
    named_on: date
    kind: str
    happenings: tuple[Happening, ...]

    def __str__(self) -> str:
        head = f"{self.code} {self.kind} named {self.named_on}"
        return "\n".join([head, *map(str, self.happenings)])


def at_random(code: str, seed: str, named: date | None = None) -> History:
    """The history of that seed: the same seed brings the same history."""
    chance = Random(seed)
    named = named or some_naming(chance)
    found = [*records(code, named, chance), *evidence(named, chance), *looks(named, chance)]
    # A record of a day comes before what is decided that day.
    found.sort(key=lambda one: (one.on, one.what == "look"))
    kind = chance.choice(KINDS) if code == "shandong" else ""
    return History(code, named, kind, tuple(found))


def some_naming(chance: Random) -> date:
    """A day of naming, mostly one with which a year or a month ends badly."""
    month, day = chance.choice(FIRST_DAYS)
    year = 2024 if (month, day) == (2, 29) else chance.randint(2019, 2027)
    return date(year, month, day) + chance.choice((0, 0, 0, 45)) * DAY


def somewhen(named: date, chance: Random, most: int = 2900) -> date:
    """A day of the years after the naming, often a boundary or next to one."""
    if chance.random() < 0.5:
        return named + chance.randint(1, most) * DAY
    years = chance.randint(1, 7)
    edge = chance.choice((years_on(named, years), year_end(named.year + years), month_on(named)))
    return max(named + DAY, edge + chance.choice((-1, 0, 1)) * DAY)


def records(code: str, named: date, chance: Random) -> list[Happening]:
    """What staff write down: yearly results in their order, checks, re-checks, money."""
    found = []
    good = chance.choice((0.3, 0.6, 0.8))
    for year in range(named.year + 1, named.year + chance.randint(2, 8)):
        if chance.random() < 0.85:
            on = date(year, 11, 1) + chance.randint(0, 100) * DAY
            found.append(Happening(on, "result", {"year": year, "met": chance.random() < good}))
    for what in ("check", "recheck", "noise"):
        more = {"met": chance.random() < good}
        found.append(Happening(somewhen(named, chance), what, more))
    return found + money(code, named, chance)


def money(code: str, named: date, chance: Random) -> list[Happening]:
    """What was paid, received and matched."""
    found = []
    for _ in range(chance.randint(0, 3)):
        found.append(Happening(somewhen(named, chance), "pay", {"nth": chance.randint(0, 2)}))
    if chance.random() < 0.4:
        fen = chance.randint(1, 900) * 10_000
        found.append(Happening(somewhen(named, chance), "beside", {"fen": fen}))
    if code == "shandong" and chance.random() < 0.8:
        on = chance.choice((date(named.year + 1, 1, 31), somewhen(named, chance, 90)))
        found.append(Happening(on, "receive", {}))
        for _ in range(chance.randint(0, 2)):
            more = {"share": chance.choice((1, 50, 99, 100, 120))}
            found.append(Happening(somewhen(on, chance, 60), "match", more))
    return found


EVIDENCE: dict[str, Callable[[date, Random], dict]] = {
    "leader": lambda on, chance: {
        "leader_left_on": on + chance.choice((-9, 0, 30)) * DAY,
        "inoperable": chance.choice(("", "三个月没有活动")),
    },
    "liability": lambda on, chance: {
        "liability_decision": "演纪〔2027〕2号",
        "roster_at": chance.choice(((), ("act",), ("decision",), ("now",), ("act", "now"))),
    },
    "fraud": lambda on, chance: (
        {"verified_finding": "核查报告"}
        | chance.choice(({}, {"criticism_number": "演通〔2027〕1号"}))
    ),
    "reason": lambda on, chance: {"reason": "写明依据和理由"},
    "notice": lambda on, chance: {"notice_number": "演改〔2027〕1号"},
    "retirement": lambda on, chance: {
        "retires_on": on + chance.choice((-1, 0, 1, 400)) * DAY,
        "leader_willing": chance.random() < 0.8,
        "unit_keeps": chance.random() < 0.8,
    },
}


def evidence(named: date, chance: Random) -> list[Happening]:
    """What comes to hand one day, and can be put forward from then on, if not that very day."""
    found = []
    for which, made in EVIDENCE.items():
        if chance.random() < (0.8 if which in ("reason", "notice") else 0.3):
            on = somewhen(named, chance)
            found.append(Happening(on, "evidence", made(on, chance)))
            found += look(on, chance) if chance.random() < 0.3 else []
    return found


def looks(named: date, chance: Random) -> list[Happening]:
    """Days on which everything is compared and one lawful step is taken, often after a check."""
    found = []
    for _ in range(chance.randint(2, 5)):
        on, later = somewhen(named, chance), chance.choice((0, 1, 20, 200, 900))
        if chance.random() < 0.7:
            found.append(Happening(on, "check", {"met": chance.random() < 0.5}))
        found += look(on + chance.randint(0, later) * DAY, chance)
    return found


def look(on: date, chance: Random) -> list[Happening]:
    """One such day; where an order could be given, its limit has its own re-check and look."""
    days = chance.choice((-1, 0, 1, 30, 90, 800))
    more = {"days": days, "pick": chance.randint(0, 9), "sum": chance.randint(0, 2)}
    found = [Happening(on, "look", more)]
    if days > 1 and chance.random() < 0.6:
        put_right = {"met": chance.random() < 0.5}
        found.append(Happening(on + chance.choice((1, days)) * DAY, "recheck", put_right))
        edge = on + (days + chance.choice((0, 1))) * DAY
        found.append(Happening(edge, "look", {**more, "pick": chance.randint(0, 9)}))
    return found


def menu(code: str, on: date, more: dict, held: dict, sums: tuple[int, ...]) -> list[tuple]:
    """Everything that could be tried that day: each step with what a person would put forward."""
    recover = {"recover_fen": sums[more["sum"]]}
    until = {"rectify_by": on + more["days"] * DAY, "notified_kind": "trade"}
    fault = FAULTS.get(code, ("",))
    orders = [{"ground": fault[more["pick"] % len(fault)], **until, **held}]
    ends = [
        {"ground": ground, **recover, **of_ground(code, ground, held)} for ground in GROUNDS[code]
    ]
    judged = {"judged": more["pick"] != 1}
    plain = {"close_rectification": {}, "yellow_card": {}, "restore": {}}
    cards = [("yellow_card", {k: v for k, v in held.items() if k == "reason"})]
    plain |= {"spend": {"purpose": "设备购置"}} if code == "shandong" else {}
    kept = {"retires_on", "leader_willing", "unit_keeps"}
    plain |= {"confirm_effect": judged, "renew": judged}
    plain["keep_on"] = {name: value for name, value in held.items() if name in kept}
    tried = [*plain.items(), *cards, *(("order_rectification", one) for one in orders)]
    return [*tried, *(("delist", one) for one in ends), ("claim_back", {**recover, **held})]


def of_ground(code: str, ground: str, held: dict) -> dict:
    """The evidence a person puts forward; results speak for themselves in Nanchang."""
    if code != "nanchang" or ground == "fraud":
        return held
    wanted = ("reason",) if ground == "decided" else ()
    return {name: held[name] for name in wanted if name in held}
