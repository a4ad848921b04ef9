"""The day of receipt put right: only with the bank slip, not past what was done with the money."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from subsidies.audit.exceptions import exceptions
from subsidies.books import funds
from subsidies.books.models import Movement
from subsidies.books.reports import Span, account_over
from subsidies.books.tables import fund_rows_table
from subsidies.matching import actions as matching
from subsidies.payments import standing
from subsidies.payments.receipts import enter_receipt
from tests.make import PDF
from tests.people import TODAY
from tests.province import make_province
from tests.subsidies.books.keeping import account, make_book
from tests.subsidies.spending.granted import spent
from tests.subsidies.test_matching import WHOLE, act, page, put_beside, received
from workshops.clock import move_to
from workshops.records.lifecycle import NotPossible
from workshops.records.models import Attachment, Event

pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 20)
RIGHT = {"received_on": "2026-03-09", "why": "核对回单"}


def slip():
    return SimpleUploadedFile("银行回单.pdf", PDF + b"slip")


@pytest.fixture
def place():
    move_to(LATER)
    return make_province()


def correct(client, place, payment, **more):
    return page(client, place.clerk, payment, "payment_receipt", **(RIGHT | more))


def test_it_is_put_right_with_a_reason_and_the_slip_and_moves_the_limit(client, place):
    payment = received(place)

    correct(client, place, payment, slip=slip())

    payment.refresh_from_db()
    event = Event.objects.filter(act="更正到账日期").get()
    assert (event.before, event.why) == ({"received_on": "2026-03-02"}, "核对回单")
    assert Attachment.objects.about(payment).filter(slot="receipt").count() == 1
    assert standing.last_day(payment, TODAY) == date(2026, 4, 9)
    shown = page(client, place.finance_clerk, payment, "payment").content.decode()
    assert "更正到账日期的银行回单：银行回单.pdf" in shown


def test_the_same_day_is_no_correction_and_without_the_slip_none_is_taken(client, place):
    payment = received(place)

    same = correct(client, place, payment, received_on="2026-03-02", slip=slip())
    bare = correct(client, place, payment)

    assert (same.context["form"].errors.keys(), bare.context["form"].errors.keys()) == (
        {"received_on"},
        {"slip"},
    )
    with pytest.raises(NotPossible):
        enter_receipt(payment, date(2026, 3, 9), "核对回单", by=place.clerk, **act(LATER))
    payment.refresh_from_db()
    assert payment.received_on == TODAY


@pytest.mark.parametrize("done", ["matched", "spent"])
def test_it_does_not_move_past_what_was_matched_or_spent_since(client, place, done):
    payment = received(place)
    row = put_beside(place, payment, WHOLE)
    if done == "spent":
        spent(place, payment, spent_on=TODAY + timedelta(days=1))
        matching.strike(row, "误", by=place.clerk, **act(LATER))

    refused = correct(client, place, payment, slip=slip())

    assert "先冲销" in str(refused.context["form"].errors["received_on"])
    given = {"slip": slip(), "by": place.clerk}
    with pytest.raises(NotPossible):
        enter_receipt(payment, date(2026, 3, 9), "核对回单", **given, **act(LATER))


def test_every_correction_is_listed_for_those_who_audit(client, place):
    payment = received(place)
    correct(client, place, payment, slip=slip())

    for union in (payment.title.authority, payment.title.unit_union):
        found = [one for one in exceptions(union, 2026, LATER) if one.sort == "更正到账日期"]
        assert [(one.on, one.why) for one in found] == [
            (LATER, "2026年3月2日更正为2026年3月9日：核对回单")
        ]
        assert exceptions(union, 2027, LATER) == []


# The books: what was entered wrongly is never counted beside what is right


def running(payment):
    rows = funds.rows(Movement.objects.filter(payment=payment, union=payment.title.unit_union))
    return [(row.on, funds.left_after(row)[0]) for row in rows]


@pytest.mark.parametrize(
    ("first", "right", "left"),
    [
        (date(2026, 3, 2), date(2026, 3, 9), [0, 0, WHOLE]),
        (date(2026, 3, 9), date(2026, 3, 2), [WHOLE, WHOLE, WHOLE]),
    ],
)
def test_no_line_of_fund_or_bank_book_holds_the_sum_twice(client, place, first, right, left):
    book = make_book(place.unit, place.clerk)
    payment = received(place, first)

    correct(client, place, payment, received_on=right.isoformat(), slip=slip())

    assert running(payment) == sorted(zip([first, first, right], left, strict=True))
    march = Span(date(2026, 3, 1), date(2026, 3, 1))
    lines = account_over(book, account(book.chart, "102"), march).lines
    ends = {line.voucher.on: line.running for line in lines}
    assert ends == ({first: 0, right: WHOLE} if right > first else {first: WHOLE, right: WHOLE})


def test_struck_lines_say_so_on_page_and_on_paper(client, place):
    payment = received(place)
    correct(client, place, payment, slip=slip())
    client.force_login(place.clerk)

    shown = client.get(reverse("fund", args=[payment.title_id])).content.decode()
    found = funds.rows(Movement.objects.filter(title=payment.title, union=place.unit))
    table = fund_rows_table(payment.title, found)

    assert shown.count('<span class="tag">已冲销</span>') == 1
    assert [row[4].endswith("（已冲销）") for row in table.rows] == [True, False, False]
