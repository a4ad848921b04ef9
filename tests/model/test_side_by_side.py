"""The same facts under five rule books: one life, and what each text makes of it."""

from datetime import date

import pytest

from .both import Both
from .histories import Happening, History, menu
from .lives import TEXTS

NAMED = date(2026, 3, 20)
FAILED = {"met": False}
FIRST_YEAR = Happening(date(2027, 12, 20), "result", {"year": 2027, **FAILED})
SECOND_YEAR = Happening(date(2028, 12, 20), "result", {"year": 2028, **FAILED})
CHECK = Happening(date(2029, 3, 25), "check", FAILED)
ORDER = Happening(date(2029, 3, 26), "look", {"days": 60, "pick": 1, "sum": 0})
RECHECK = Happening(date(2029, 5, 20), "recheck", FAILED)
PAPERS = {"reason": "写明依据", "notice_number": "演改1号", "criticism_number": "演通1号"}
AT_HAND = Happening(NAMED, "evidence", PAPERS)
FRAUD = Happening(date(2029, 4, 1), "evidence", {"verified_finding": "核查报告"})
GONE = Happening(
    date(2029, 4, 1), "evidence", {"leader_left_on": date(2029, 4, 1), "inoperable": "停止活动"}
)
LIABLE = Happening(
    date(2029, 4, 1), "evidence", {"liability_decision": "演纪1号", "roster_at": ("act",)}
)
LIMIT = date(2029, 5, 25)  # of the order

# What may be done then: the day, what had happened, and the steps in the order of the texts.
CC, NC, SD, QZ, YP = TEXTS
NOTHING: set[str] = set()
OWN_BASIS = "delist other_basis"
TABLE = {
    "named, and nothing more": (NAMED, [], {}),
    "one failed year": (FIRST_YEAR.on, [FIRST_YEAR], {NC: {"yellow_card"}}),
    "two failed years": (
        SECOND_YEAR.on,
        [FIRST_YEAR, SECOND_YEAR],
        {CC: {"delist twice"}, NC: {"delist results"}},
    ),
    "a failed check after three years": (
        CHECK.on,
        [CHECK],
        {
            CC: {"order_rectification"},
            SD: {"order_rectification"},
            QZ: {"delist cycle"},
            YP: {"order_rectification"},
        },
    ),
    "not put right, on the last day of the limit": (LIMIT, [CHECK, ORDER, RECHECK], {}),
    "not put right, the day after": (
        date(2029, 5, 26),
        [CHECK, ORDER, RECHECK],
        {CC: {"delist not_put_right"}, SD: {"delist rectification"}, YP: {"delist not_put_right"}},
    ),
    "fraud, found out": (
        FRAUD.on,
        [FRAUD],
        {
            CC: {"delist fraud"},
            NC: {"delist fraud"},
            SD: {OWN_BASIS},
            QZ: {"delist fraud"},
            YP: {OWN_BASIS},
        },
    ),
    "the leader gone, and nothing done since": (GONE.on, [GONE], {CC: {"delist leader"}}),
    "a member held liable": (LIABLE.on, [LIABLE], {CC: {"delist liability"}}),
}


def lived(code: str, happenings: list[Happening]) -> Both:
    """That life under that text, told to model and software alike."""
    kind = "great_craftsman" if code == SD else ""
    both = Both(History(code, NAMED, kind, ()))
    for one in [AT_HAND, *happenings]:
        assert not getattr(both, one.what)(one.on, **one.more)
    return both


def open_steps(both: Both, on: date) -> set[str]:
    """What the software lets be done that day; what a person finds or decides is left out."""
    facts, more = both.book.facts(on), {"days": 60, "pick": 0, "sum": 0}
    tried = menu(both.code, on, more, both.held, (0,))
    left = {"confirm_effect", "spend"}
    # Nanchang's ending names no ground: with nothing found out it rests on the results alone.
    unproved = {"decided", *([] if "verified_finding" in both.held else ["fraud"])}
    return {
        f"{step} {given['ground']}" if step == "delist" else step
        for step, given in tried
        if step not in left
        and given.get("ground") not in unproved
        and both.book.lawful(step, {"judged": True, **given}, facts)
    }


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("scene", TABLE)
def test_each_text_makes_its_own_of_the_same_facts(scene, code):
    on, happenings, allowed = TABLE[scene]
    both = lived(code, happenings)

    assert open_steps(both, on) == allowed.get(code, NOTHING)


MONEY = {  # in yuan: at naming, once its good effect is confirmed, and back for fraud
    CC: (0, 50_000, 50_000),
    NC: (300_000, 300_000, 300_000),
    SD: (300_000, 300_000, 0),
    QZ: (10_000, 10_000, 0),
    YP: (10_000, 10_000, 0),
}


@pytest.mark.parametrize("code", TEXTS)
def test_each_text_pays_and_takes_back_its_own(code):
    at_naming, confirmed, back = MONEY[code]
    both = lived(code, [FRAUD])
    assert sum(both.book.owed(both.book.facts(NAMED)).values()) == at_naming * 100

    if code == CC:
        both.take(NAMED, "confirm_effect", {})
    assert both.pay(FRAUD.on, nth=0) == []
    assert both.life.paid_out == confirmed * 100
    facts, ends = both.book.facts(FRAUD.on), {CC: "fraud", QZ: "fraud"}
    given = {**both.held, "ground": ends.get(code, "other_basis"), "recover_fen": back * 100}

    assert both.book.lawful("delist", given, facts)
    wrong = both.book.lawful("delist", {**given, "recover_fen": 1}, facts)
    assert wrong is (back == 0)  # where nothing is said of it, the sum is nobody's question


LAST_DAYS = {  # as seen from the second year
    CC: {"evaluation": "2027-12-31", "visit": "2027-12-31", "filing": "2027-12-31"},
    NC: {"self_check": "2027-12-31"},
    SD: {
        "evaluation": "2027-12-31",
        "evaluation_above": "2027-12-31",
        "inspection": "2029-12-31",
    },
    QZ: {"cycle": "2029-03-20"},
    YP: dict.fromkeys(("self_check", "evaluation", "filing"), "2027-12-31")
    | {"visit": "2029-03-20"},
}


@pytest.mark.parametrize("code", TEXTS)
def test_each_text_has_its_own_last_days(code):
    both = lived(code, [])
    found = both.book.duties(both.book.facts(date(2027, 6, 1)))

    assert {key: day.isoformat() for key, day in found.items()} == LAST_DAYS[code]


@pytest.mark.parametrize("code", TEXTS)
def test_only_one_text_shuts_out_for_ever(code):
    assert lived(code, []).book.edition.step("delist").bars is (code == NC)
