"""Who reads, writes and supervises ledgers, and by which ways they come to them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from rules.base import Ledger, Seat
from tests.make import (
    TODAY,
    attach,
    make_city,
    make_person,
    make_studio,
    make_title,
    make_union,
    moment,
)
from workshops.clock import move_to
from workshops.records.models import Attachment
from workshops.studios import ledger_pages
from workshops.studios.ledgers import (
    LedgerEntry,
    edition_of,
    keepers,
    keeping_post,
    remarking_post,
)
from workshops.studios.models import Studio
from workshops.unions.models import Kind, Role

from .test_ledgers import entry, ledger

pytestmark = pytest.mark.django_db


def readers(city) -> dict[str, bool]:
    """Who of the city reads the rows of its studio: all of them, the sums alone, or none."""
    people = {name: one for name, one in vars(city).items() if hasattr(one, "posts")}
    people["expert"] = city.experts[0]
    counts = {
        name: LedgerEntry.objects.visible_to(one, on=TODAY).count() for name, one in people.items()
    }
    return {name: count for name, count in counts.items() if count}


def test_the_unit_its_recommender_and_the_authority_read_all_and_money_the_sums(city):
    entry(city)
    entry(city, "fund", "income", amount_fen=100)

    assert readers(city) == {
        "clerk": 2,
        "chair": 2,
        "screening_officer": 2,
        "review_office": 2,
        "secretary": 2,
        "finance_clerk": 1,
        "finance_approver": 1,
        "auditor": 1,
    }


def test_a_county_above_the_recommender_reads_and_its_neighbour_does_not(city):
    group = make_union("工业演示工会", kind=Kind.INDUSTRY, parent=city.county)
    unit = make_union("演示铸造厂工会", parent=group, screening_union=group)
    city.studio, city.clerk = make_studio(unit), make_person(Role.CLERK, union=unit)
    entry(city)

    for person, seen in ((city.screening_officer, 1), (city.neighbour_officer, 0)):
        assert LedgerEntry.objects.visible_to(person, on=TODAY).count() == seen
        found = Studio.objects.with_ledgers_for(person, on=TODAY)
        assert found.filter(pk=city.studio.pk).count() == seen


def test_only_the_clerk_writes_and_the_union_and_its_recommender_remark(city):
    one, edition = ledger(city.studio), edition_of(city.studio)
    people = {name: person for name, person in vars(city).items() if hasattr(person, "posts")}

    writes = [n for n, p in people.items() if keeping_post(city.studio, one, edition, p, TODAY)]
    remarks = [n for n, p in people.items() if remarking_post(city.studio, edition, p, TODAY)]

    assert writes == ["clerk"]
    assert sorted(remarks) == ["chair", "clerk", "screening_officer"]


def test_a_text_may_seat_a_ledger_with_any_union(city):
    edition = edition_of(city.studio)

    assert keepers(city.studio, Seat.UNIT, edition) == [city.unit.pk]
    assert keepers(city.studio, Seat.RECOMMENDER, edition) == [city.county.pk]
    assert keepers(city.studio, Seat.AUTHORITY, edition) == [city.authority.pk]


def test_a_new_text_brings_a_ledger_by_stating_it(client, monkeypatch, city):
    move_to(TODAY)
    visits = Ledger("visits", "走访台账", "第一条", "记录走访。", (("visit", "走访"),))
    visits = replace(visits, seat=Seat.AUTHORITY, role="review_office", keeper="命名机关")
    text = replace(edition_of(city.studio), ledgers=(visits,))
    monkeypatch.setattr(ledger_pages, "edition_of", lambda studio: text)
    client.force_login(city.review_office)
    page = reverse("ledger_entry_new", args=[city.studio.pk, "visits"])

    assert client.post(page, {"happened_on": "2026-03-01", "title": "年底走访"}).status_code == 302

    assert LedgerEntry.objects.get().kind == "visit"
    assert "走访台账" in client.get(reverse("ledgers", args=[city.studio.pk])).text
    client.force_login(city.clerk)
    assert client.get(page).status_code == 403


def test_a_kind_only_an_earlier_text_had_keeps_its_rows(client, city):
    move_to(TODAY)
    row = {"studio": city.studio, "ledger": "work", "kind": "gone", "happened_on": TODAY}
    LedgerEntry.objects.create(title="旧事", entered_by=city.clerk, entered_at=moment(), **row)
    client.force_login(city.clerk)

    for name, args in (("ledger", ["work"]), ("ledger_book", [])):
        page = client.get(reverse(name, args=[city.studio.pk, *args])).text
        assert "旧事" in page
        assert "其他" in page


def test_a_title_says_by_which_text_the_ledgers_are_kept():
    title = make_title()

    assert edition_of(title.studio) == title.edition


def test_the_papers_of_a_row_are_seen_by_whoever_sees_the_row(city):
    row = entry(city)
    attach(row, "ledger", by=city.clerk)
    paper = Attachment.objects.about(row).get()

    seen = [city.clerk, city.screening_officer, city.review_office]
    assert all(paper.subject_visible_to(one, on=TODAY) for one in seen)
    hidden = [city.auditor, city.other_clerk, city.neighbour_officer, city.stranger]
    assert not any(paper.subject_visible_to(one, on=TODAY) for one in hidden)


# The way in


def test_where_no_text_asks_for_ledgers_none_are_offered(client, city):
    move_to(TODAY)
    city.unit.jurisdiction = "quzhou"
    city.unit.save()
    client.force_login(city.clerk)

    assert "没有要求建立台账" in client.get(reverse("ledgers", args=[city.studio.pk])).text
    for name in ("ledger_workbook", "ledger_book", "ledger_book_pdf"):
        assert client.get(reverse(name, args=[city.studio.pk])).status_code == 404
    assert client.get(reverse("ledger", args=[city.studio.pk, "work"])).status_code == 404
    assert f'href="{reverse("ledger_studios")}"' not in client.get(reverse("desk")).text


def test_the_desk_of_a_clerk_leads_to_the_ledgers(client, city):
    move_to(TODAY)
    client.force_login(city.clerk)

    assert reverse("ledger_studios") in client.get(reverse("desk")).text
    shown = client.get(reverse("ledgers", args=[city.studio.pk])).context["nav"]
    assert [place["label"] for place in shown if place["current"]] == ["台账"]
    assert client.get(reverse("ledger_studios")).url == reverse("ledgers", args=[city.studio.pk])


def test_the_page_of_a_title_leads_to_the_ledgers_for_all_who_see_it(client):
    city = make_city()
    title = make_title(city)
    move_to(title.named_on)
    ledgers = reverse("ledgers", args=[title.studio_id])

    for name in (
        "clerk",
        "chair",
        "screening_officer",
        "review_office",
        "finance_clerk",
        "auditor",
    ):
        client.force_login(getattr(city, name))
        assert ledgers in client.get(reverse("title", args=[title.pk])).text
        assert client.get(ledgers).status_code == 200
