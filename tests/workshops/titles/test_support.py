"""What other unions gave a named studio: recorded, struck out, and claimed back after a fraud."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import PDF, moment
from workshops.clock import move_to
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Decision, Event
from workshops.titles.past import past
from workshops.titles.supports import enter_support, strike

from .living import state, step, titled
from .test_endings import FOUND, paid

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
SENT = {"giver": "演示省总工会", "amount_fen": "7000", "given_on": "2026-06-20"}
SENT |= {"voucher": "记字9号"}


def given(title, by, amount=700_000, on=DAY, **more):
    plain = {"giver": "演示省总工会", "voucher": "记字9号"}
    at = {"by": by, "on": on, "at": moment(on)}
    return enter_support(title, amount, date(2026, 6, 20), **plain | more, **at)


def page(client, person, name, *args, **sent):
    client.force_login(person)
    address = reverse(name, args=args)
    return client.post(address, sent) if sent else client.get(address)


def test_a_fraud_brings_back_line_by_line_what_unions_gave_and_nobody_types_a_sum(client):
    city, title = titled("china_communications")
    paid(city, title)
    given(title, city.clerk)
    move_to(date(2027, 6, 1))

    asked = {"ground": "fraud", "verified_finding": "核查报告〔2027〕1号"}
    address = reverse("title_step", args=[title.pk, "delist"])
    client.force_login(city.secretary)
    shown = client.get(address, asked).content.decode()
    client.post(address, asked | {"save": "done"})

    told = ("演示省总工会的扶持资金", "记字9号", "57,000.00", "和各级工会的扶持资金")
    assert [word for word in told if word not in shown] == []
    assert 'name="support_fen"' not in shown
    kept = Decision.objects.get(step="delist").particulars
    assert [line["amount_fen"] for line in kept["recovery"]["lines"]] == [5_000_000, 700_000]
    assert kept["recover_fen"] == 5_700_000


def test_by_the_narrow_reading_only_the_grant_comes_back():
    city, title = titled("china_communications")
    paid(city, title)
    given(title, city.clerk)
    type(title).objects.filter(pk=title.pk).update(settings={"clawback.scope": "grant_only"})

    kept = step(title, "delist", city.secretary, DAY, recover_fen=5_000_000, **FOUND)

    assert [line["amount_fen"] for line in kept.particulars["recovery"]["lines"]] == [5_000_000]


def test_what_was_struck_out_is_not_claimed_back():
    city, title = titled("china_communications")
    row = given(title, city.clerk)
    strike(row, "同一笔登记了两次", by=city.clerk, on=DAY, at=moment(DAY))

    assert title.facts(DAY).support_fen == 0
    assert Event.objects.about(title).order_by("number").last().why == "同一笔登记了两次"


def test_the_same_voucher_is_entered_once_however_often_it_is_sent(client):
    city, title = titled("nanchang")
    move_to(DAY)
    for _ in range(2):
        page(client, city.clerk, "support", title.pk, **SENT)

    assert [row.amount_fen for row in title.supports.all()] == [700_000]
    with pytest.raises(NotPossible):
        given(title, city.clerk)


def test_its_proof_opens_to_those_who_see_the_title_alone(client):
    city, title = titled("china_communications")
    move_to(DAY)
    upload = SimpleUploadedFile("回单.pdf", PDF)
    page(client, city.clerk, "support", title.pk, **SENT, proof=upload)
    proof = title.supports.get().proof_id

    for person, answer in ((city.review_office, 200), (city.stranger, 404)):
        found = page(client, person, "attachment", proof)
        list(found)  # to the end, for a paper is sent from its open file
        assert found.status_code == answer


def test_each_union_strikes_out_only_what_it_entered(client):
    city, title = titled("china_communications")
    move_to(DAY)
    row = given(title, city.clerk)
    with pytest.raises(NotPermitted):
        strike(row, "误", by=city.review_office, on=DAY, at=moment(DAY))

    other = page(client, city.review_office, "strike_support", title.pk, row.pk, why="误")
    for _ in "ab":
        page(client, city.clerk, "strike_support", title.pk, row.pk, why="录错")

    assert Event.objects.filter(act="冲销其他扶持资金").count() == 1
    assert other.status_code == 404
    assert "录错" in page(client, city.review_office, "support", title.pk).content.decode()


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "neighbour_officer"])
def test_a_stranger_finds_no_page_of_it_and_enters_nothing(client, who):
    city, title = titled("china_communications")
    move_to(DAY)

    assert page(client, getattr(city, who), "support", title.pk).status_code == 404
    with pytest.raises(NotPermitted):
        given(title, getattr(city, who))


@pytest.mark.parametrize("code", ["shandong", "quzhou", "yangpu"])
def test_a_text_without_it_has_no_page_for_a_named_studio(client, code):
    city, title = titled(code)
    move_to(DAY)

    assert page(client, city.clerk, "support", title.pk).status_code == 404
    with pytest.raises(NotPossible):
        given(title, city.clerk)


def test_after_the_end_nothing_is_entered_or_struck_out(client):
    city, title = titled("china_communications")
    row = given(title, city.clerk)
    step(title, "delist", city.secretary, DAY, recover_fen=700_000, **FOUND)
    move_to(DAY)

    with pytest.raises(NotPossible):
        strike(row, "误", by=city.clerk, on=DAY, at=moment(DAY))
    assert state(title) == "revoked"
    assert "不再登记或者冲销" in page(client, city.clerk, "support", title.pk).content.decode()


def test_the_form_wants_a_sum_a_day_that_has_passed_and_a_voucher(client):
    city, title = titled("china_communications")
    move_to(DAY)
    sent = SENT | {"amount_fen": "0", "given_on": "2026-07-02", "voucher": ""}

    wrong = page(client, city.clerk, "support", title.pk, **sent)

    assert wrong.context["form"].errors.keys() == {"amount_fen", "given_on", "voucher"}


def test_looking_back_it_stood_from_the_day_it_was_entered():
    city, title = titled("china_communications")
    before = date(2026, 6, 25)
    for number, day in enumerate((before, DAY)):
        given(title, city.clerk, on=day, voucher=f"记字{number}号")

    found = [len(past(title, day).title.supports.all()) for day in (before, DAY)]

    assert found == [1, 2]


def test_three_entries_ask_as_much_as_one(client):
    city, title = titled("china_communications")
    move_to(DAY)
    page(client, city.clerk, "support", title.pk)
    counts = []
    for more in (1, 2):
        for number in range(more):
            given(title, city.clerk, voucher=f"{more}-{number}")
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("support", args=[title.pk]))
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12
