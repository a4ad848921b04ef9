"""Money is used after it was matched; what was matched later, struck or entered late is told."""

from datetime import date, timedelta

import pytest

from subsidies.audit.exceptions import exceptions
from subsidies.matching import actions as matching
from tests.people import TODAY
from tests.province import make_province
from tests.subsidies.spending.granted import spent
from tests.subsidies.test_matching import WHOLE, act, page, proof, put_beside, received
from workshops.clock import move_to
from workshops.records.lifecycle import NotPossible, Refused

pytestmark = pytest.mark.django_db
MATCHED = date(2026, 3, 20)
LATER = date(2026, 5, 20)


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


@pytest.fixture
def payment(place):
    return received(place)


def told(payment, year=2026, on=LATER):
    return [(one.sort, one.why) for one in exceptions(payment.title.unit_union, year, on)]


def late(place, payment, fen, day, entered):
    """A match that bears an earlier day than that of its entry."""
    who = {"by": place.clerk, **act(entered)}
    return matching.enter_match(payment, fen, day, proof(), **who)


def test_an_expense_before_the_match_was_whole_is_refused_with_the_article(place, payment):
    put_beside(place, payment, WHOLE, MATCHED)

    with pytest.raises(Refused) as refusal:
        spent(place, payment, spent_on=MATCHED - timedelta(days=1))

    [one] = refusal.value.verdict.blocking
    assert one.article == "第十六条"
    assert "2026年3月20日配套到位，2026年3月19日支出" in one.shown
    assert spent(place, payment, spent_on=MATCHED).pk


def test_striking_a_match_of_used_money_is_said_before_and_listed_after(client, place, payment):
    row = put_beside(place, payment, WHOLE, MATCHED)
    before = page(client, place.clerk, payment, "strike_matching", row.pk).content.decode()
    spent(place, payment, 700, spent_on=MATCHED)

    after = page(client, place.clerk, payment, "strike_matching", row.pk).content.decode()
    matching.strike(row, "误", by=place.clerk, **act(MATCHED))

    assert "已动用而配套不足" not in before
    assert "已支出7.00元，冲销后配套只有0.00元，少于收到的50,000.00元" in after
    [(_, why)] = [one for one in told(payment) if one[0] == "已动用而配套不足"]
    assert why.startswith("已支出7.00元；收到50,000.00元，配套0.00元")


def test_a_match_entered_after_the_last_day_with_a_day_before_it_is_told(client, place, payment):
    late(place, payment, WHOLE, MATCHED, LATER)
    move_to(LATER)

    shown = page(client, place.clerk, payment).content.decode()

    assert "登记晚于期限" in shown
    assert "2026年5月20日登记" in shown
    why = "配套日期2026年3月20日，期限2026年4月2日，2026年5月20日才登记"
    assert told(payment) == [("配套登记晚于期限", why)]


def test_a_match_entered_in_time_is_nothing_out_of_the_ordinary(client, place, payment):
    put_beside(place, payment, WHOLE, MATCHED)

    assert "登记晚于期限" not in page(client, place.clerk, payment).content.decode()
    assert told(payment) == []


@pytest.mark.parametrize(
    ("fen", "day", "field"),
    [
        (WHOLE * 10 + 1, MATCHED, "amount_fen"),
        (9_999_999_999_900, MATCHED, "amount_fen"),
        (WHOLE, date(2020, 1, 1), "paid_on"),
        (WHOLE, MATCHED + timedelta(days=1), "paid_on"),
    ],
)
def test_sums_and_days_that_cannot_be_are_refused(place, payment, fen, day, field):
    assert matching.wrong(payment, fen, day, MATCHED).keys() == {field}
    with pytest.raises(NotPossible):
        late(place, payment, fen, day, MATCHED)


def test_the_form_says_what_cannot_be(client, place, payment):
    sent = {"amount_fen": "99999999999", "paid_on": "2020-01-01", "proof": proof()}

    answer = page(client, place.clerk, payment, **sent)

    assert answer.context["form"].errors.keys() == {"amount_fen", "paid_on"}


def test_more_than_one_to_one_and_what_was_set_aside_before_the_receipt_count(place, payment):
    named = payment.title.named_on
    assert named < payment.received_on or named == payment.received_on

    assert matching.wrong(payment, WHOLE * 10, named, MATCHED) == {}
