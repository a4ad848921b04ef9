"""Claims bring the sums the worked cases say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules.claims import Purchase
from rules.facts import Facts
from rules.money import yuan
from rules.worked import found_of_claim, written_of_claim

from .cases import edition_of, files, worked

NAMED_ON = date(2026, 5, 20)
NANCHANG = {claim.key: claim for claim in rules.edition("nanchang", "revised-draft").claims}


@pytest.mark.parametrize(
    ("code", "case"), worked("claim"), ids=lambda v: v["title"] if isinstance(v, dict) else v
)
def test_a_claim_brings_what_is_written(code, case):
    found = found_of_claim(edition_of(code, case), files()[code], case)

    assert found == written_of_claim(case)


def test_every_claim_is_seen_paid_and_refused():
    seen = {(code, case["key"], "refused" in case) for code, case in worked("claim")}
    wanted = {
        (code, claim.key, refused)
        for code, regulation in rules.regulations().items()
        for claim in regulation.editions[-1].claims
        for refused in (True, False)
    }

    assert wanted - seen == set()


def test_the_places_of_a_year_and_their_ceilings():
    prizes = NANCHANG["prizes"]

    assert prizes.places == 40
    assert prizes.ceiling_fen == yuan(1_340_000)
    assert [p.ceiling_fen // 100 for p in prizes.prizes] == [
        200_000,
        300_000,
        240_000,
        500_000,
        100_000,
    ]


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=5))
def test_a_tenth_is_off_by_half_a_fen_at_most(costs):
    bought = [Purchase(cost, NAMED_ON) for cost in costs]

    found = NANCHANG["equipment"].owed(bought, Facts(on=NAMED_ON, named_on=NAMED_ON))

    assert -5 <= sum(costs) - 10 * found.amount_fen < 5
