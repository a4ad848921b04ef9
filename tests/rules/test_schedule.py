"""The staged subsidy: what no run of results may ever pay, and an oracle written apart."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules.facts import Facts
from rules.schedule import Standing

FIRST = 2026
NAMED_ON = date(FIRST, 5, 20)
WAN = 1_000_000  # fen
RESULTS = {"P": True, "F": False}
RUNS = st.text("PF.", max_size=11)  # the second to the twelfth year; a dot is a year without result
SHORT_RUNS = ["".join(run) for n in range(7) for run in product("PF", repeat=n)]

edition = rules.edition("nanchang", "revised-draft")


def schedule(run: str, on: date | None = None):
    """The schedule of a title named in the first year with these results since."""
    years = enumerate(run, start=FIRST + 1)
    results = {year: RESULTS[sign] for year, sign in years if sign in RESULTS}
    on = on or date(max(FIRST + 4, FIRST + len(run)), 12, 31)
    return edition.schedule(Facts(on=on, named_on=NAMED_ON, results=results))


def due(found) -> list[tuple[int, int]]:
    """Ordinal year and amount in 万 of each instalment that fell due, in order."""
    parts = [i for i in found.instalments if i.standing is Standing.DUE]
    return [(i.year - FIRST + 1, i.amount_fen // WAN) for i in parts]


# What no run of results may do


@given(RUNS)
def test_no_run_pays_another_sum_than_thirty_sixty_or_a_hundred(run):
    assert schedule(run).due_fen // WAN in (30, 60, 100)


@given(RUNS)
def test_no_year_pays_two_instalments_and_they_come_in_order(run):
    found = due(schedule(run))

    assert [year for year, _ in found] == sorted({year for year, _ in found})
    assert [amount for _, amount in found] == [30, 30, 40][: len(found)]


@given(RUNS)
def test_the_third_never_comes_before_the_third_year_and_nothing_after_the_fifth(run):
    years = [year for year, _ in due(schedule(run))]

    assert years[0] == 1
    assert years[2:] == [] or years[2] >= 3
    assert years[-1] <= 5


@given(RUNS)
def test_later_instalments_come_only_in_years_that_passed(run):
    assert {run[year - 2] for year, _ in due(schedule(run))[1:]} <= {"P"}


@given(RUNS)
def test_nothing_is_due_in_or_after_the_year_of_revocation(run):
    found = schedule(run)
    last = due(found)[-1][0] + FIRST - 1

    assert found.revoked_year is None or last < found.revoked_year


@given(RUNS, RUNS)
def test_what_has_fallen_due_is_never_moved_by_later_results(run, more):
    before, after = due(schedule(run)), due(schedule(run + more))

    assert after[: len(before)] == before


@given(RUNS)
def test_a_yellow_card_answers_a_failed_year_that_is_not_the_second_running(run):
    for year in schedule(run).yellow_years:
        at = year - FIRST - 1

        assert run[at] == "F"
        assert at == 0 or run[at - 1] != "F"


@given(RUNS)
def test_amounts_of_all_parts_make_one_million(run):
    assert sum(i.amount_fen for i in schedule(run).instalments) == 100 * WAN


@given(RUNS.filter(lambda run: len(run) < 4), st.dates(NAMED_ON, date(FIRST + 4, 12, 31)))
def test_within_five_years_nothing_lapses_unless_the_title_falls(run, on):
    found = schedule(run, on=on)
    lapsed = [i.key for i in found.instalments if i.standing is Standing.LAPSED]

    assert lapsed == [] or found.revoked_year is not None


# The formal rule, written once more without looking at the other


def oracle(run: str) -> dict:
    """Walk `(k, prev)`: k is the next instalment, prev the result of the year before."""
    paid, yellow, complete, revoked, article = [(1, 30)], [], None, None, ""
    following, previous = 2, ""
    for year, result in enumerate(run, start=2):
        if complete is None and result == "P":
            paid.append((year, 30 if following == 2 else 40))
            following += 1
            complete = year if following == 4 else None
        elif complete is None and previous != "F":
            yellow.append(year)
        elif result == "F":
            article = "第十四条" if complete else "第十一条第（四）项"
            revoked = year
            break
        previous = result
    return {
        "paid": paid,
        "yellow": yellow,
        "complete": complete,
        "revoked": revoked,
        "article": article,
    }


@pytest.mark.parametrize("run", SHORT_RUNS)
def test_the_rules_and_the_oracle_agree(run):
    found = schedule(run)

    assert {
        "paid": due(found),
        "yellow": [year - FIRST + 1 for year in found.yellow_years],
        "complete": found.complete_year and found.complete_year - FIRST + 1,
        "revoked": found.revoked_year and found.revoked_year - FIRST + 1,
        "article": found.revoked_article,
    } == oracle(run)


# Without a naming, and as the days go by


def test_a_studio_not_named_has_no_instalments():
    assert edition.schedule(Facts(on=NAMED_ON)).instalments == ()


@pytest.mark.parametrize(
    ("on", "standing"),
    [(date(2030, 12, 31), Standing.WAITING), (date(2031, 1, 1), Standing.LAPSED)],
)
def test_the_last_day_of_the_fifth_year_still_belongs_to_the_cycle(on, standing):
    assert schedule("P", on=on).instalments[2].standing is standing


def test_a_result_of_the_naming_year_itself_moves_nothing():
    facts = Facts(on=date(2026, 12, 31), named_on=NAMED_ON, results={2026: False})

    assert edition.schedule(facts).yellow_years == ()
