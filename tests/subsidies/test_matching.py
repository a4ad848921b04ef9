"""What came in and what was put beside it: entered by the unit's own clerk, only where asked."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from subsidies.matching import actions as matching
from subsidies.models import Matching
from subsidies.payments import standing
from subsidies.payments.receipts import enter_receipt
from tests.make import NAMED_ON, PDF, make_city, make_payment, moment
from tests.people import TODAY
from tests.province import choose, make_province, paid
from workshops.clock import move_to
from workshops.records.actions import broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment, Event

pytestmark = pytest.mark.django_db
AT = {"on": NAMED_ON, "at": moment(NAMED_ON)}


def test_a_text_without_matching_locks_nothing():
    payment = make_payment(make_city())

    assert standing.lock(payment) is None
    assert standing.standing(payment, NAMED_ON) is None


def test_before_the_money_left_no_receipt_is_entered():
    city = make_city()
    payment = make_payment(city)

    with pytest.raises(NotPossible):
        enter_receipt(payment, NAMED_ON, by=city.clerk, **AT)


@pytest.mark.parametrize("who", ["finance_clerk", "other_clerk", "stranger"])
def test_only_the_units_clerk_enters_what_came_in(who):
    city = make_city()

    with pytest.raises(NotPermitted):
        enter_receipt(make_payment(city), NAMED_ON, by=getattr(city, who), **AT)


def test_the_page_leads_back_where_the_text_has_no_matching(client):
    city = make_city()
    payment = make_payment(city)
    client.force_login(city.clerk)

    answer = client.get(reverse("matching", args=[payment.pk]))

    assert answer.url == reverse("payment", args=[payment.pk])


# Where the text has it matched

WHOLE = 5_000_000


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


def proof(name="回单.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def act(day: date) -> dict:
    return {"on": day, "at": moment(day)}


def received(place, day=TODAY):
    """The grant, paid, and come in that day."""
    payment = paid(place, on=TODAY)
    enter_receipt(payment, day, by=place.clerk, **act(day))
    payment.refresh_from_db()
    return payment


def put_beside(place, payment, fen, day=TODAY, paper=b""):
    return matching.enter_match(
        payment, fen, day, proof(content=PDF + paper), by=place.clerk, **act(day)
    )


def page(client, person, payment, name="matching", *more, **sent):
    client.force_login(person)
    address = reverse(name, args=[payment.pk, *more])
    return client.post(address, sent) if sent else client.get(address)


def test_money_not_yet_come_in_is_locked_and_cannot_be_matched(place):
    payment = paid(place)

    found = standing.standing(payment, TODAY)

    assert (found.blocks, found.article, standing.last_day(payment, TODAY)) == (
        True,
        "第十六条",
        None,
    )
    with pytest.raises(NotPossible):
        put_beside(place, payment, WHOLE)


def test_one_to_one_in_two_rows_opens_the_lock_at_the_last_fen(place):
    payment = received(place)
    put_beside(place, payment, WHOLE - 1)
    still = standing.standing(payment, TODAY)
    put_beside(place, payment, 1)

    assert (still.blocks, standing.standing(payment, TODAY).blocks) == (True, False)


@pytest.mark.parametrize(
    ("came", "last"),
    [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 10, 15), date(2026, 11, 15)),
    ],
)
def test_a_month_ends_with_the_shorter_month(place, came, last):
    payment = received(place, came)

    assert standing.last_day(payment, came) == last


@pytest.mark.parametrize(("day", "late"), [(date(2026, 4, 2), False), (date(2026, 4, 3), True)])
@pytest.mark.parametrize("opens", [True, False])
def test_late_money_is_marked_and_the_reading_says_whether_it_opens(place, day, late, opens):
    choose(place, "late_match_unlocks", opens)
    payment = received(place)
    put_beside(place, payment, WHOLE, day)

    found = standing.standing(payment, day)

    assert ("逾期配套" in found.shown, found.blocks) == (late, late and not opens)


@pytest.mark.parametrize("locked", [True, False])
def test_a_reading_says_whether_it_is_locked_within_the_month(place, locked):
    choose(place, "lock_before_match", locked)
    payment = received(place)

    assert standing.standing(payment, date(2026, 4, 2)).blocks is locked
    assert standing.standing(payment, date(2026, 4, 3)).blocks is True


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "city_officer", "secretary"])
@pytest.mark.parametrize("name", ["matching", "payment_receipt"])
def test_for_those_who_see_no_payment_there_is_no_page(client, place, who, name):
    payment = received(place)
    row = put_beside(place, payment, 1)

    assert page(client, getattr(place, who), payment, name).status_code == 404
    assert page(client, getattr(place, who), payment, "strike_matching", row.pk).status_code == 404


def test_who_pays_reads_the_page_and_enters_nothing(client, place):
    payment = received(place)
    row = put_beside(place, payment, 1)

    answer = page(client, place.finance_clerk, payment)

    assert answer.context["form"] is None
    assert page(client, place.finance_clerk, payment, amount_fen="1").status_code == 404
    for more in (("payment_receipt",), ("strike_matching", row.pk)):
        assert page(client, place.finance_clerk, payment, *more).status_code == 404
    assert Matching.objects.count() == 1


def test_of_two_clerks_who_enter_the_same_one_is_too_late(place):
    payment = paid(place)
    enter_receipt(payment, TODAY, by=place.clerk, **act(TODAY))
    with pytest.raises(NotPossible):
        enter_receipt(payment, TODAY, by=place.second_clerk, **act(TODAY))

    put_beside(place, payment, WHOLE)
    with pytest.raises(NotPossible):
        matching.enter_match(payment, WHOLE, TODAY, proof(), by=place.second_clerk, **act(TODAY))

    assert (Matching.objects.count(), Attachment.objects.about(payment).count()) == (1, 1)
    assert broken_link() is None


@pytest.mark.parametrize("amount", ["0", "-5", "12.345", "五万", ""])
def test_an_amount_that_is_none_is_said_and_not_entered(client, place, amount):
    payment = received(place)

    sent = {"amount_fen": amount, "paid_on": "2026-03-02", "proof": proof()}
    answer = page(client, place.clerk, payment, **sent)

    assert answer.context["form"].errors.keys() == {"amount_fen"}
    assert not Matching.objects.exists()


def test_without_proof_or_with_a_day_to_come_nothing_is_entered(client, place):
    payment = received(place)

    answer = page(client, place.clerk, payment, amount_fen="50000", paid_on="2026-03-03")

    assert answer.context["form"].errors.keys() == {"paid_on", "proof"}
    assert not Matching.objects.exists()


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-03"])
def test_money_comes_in_after_it_left_and_not_in_days_to_come(client, place, day):
    payment = paid(place)

    answer = page(client, place.clerk, payment, received_on=day)

    assert answer.context["form"].errors.keys() == {"received_on"}


def test_a_wrong_entry_is_struck_out_with_its_reason_and_locks_again(client, place):
    payment = received(place)
    row = put_beside(place, payment, WHOLE)

    without = page(client, place.clerk, payment, "strike_matching", row.pk, why="")
    page(client, place.clerk, payment, "strike_matching", row.pk, why="重复录入")
    again = page(client, place.clerk, payment, "strike_matching", row.pk, why="重复录入")

    event = Event.objects.about(payment).order_by("number").last()
    assert (without.status_code, again.status_code) == (200, 404)
    assert (event.act, event.why, event.before["amount"]) == ("冲销配套", "重复录入", "50,000.00元")
    assert standing.standing(payment, TODAY).blocks is True
    assert "重复录入" in page(client, place.clerk, payment).content.decode()


def test_what_was_struck_out_may_be_entered_again(place):
    payment = received(place)
    row = put_beside(place, payment, WHOLE)
    matching.strike(row, "误", by=place.second_clerk, **act(TODAY))
    put_beside(place, payment, WHOLE)

    assert standing.standing(payment, TODAY).blocks is False
