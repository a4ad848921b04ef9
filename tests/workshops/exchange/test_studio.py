"""Whom to call for a studio, what it exchanged, and what became of its outcomes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from workshops.exchange import studio_acts as acts
from workshops.exchange.alliance_acts import Unrecordable
from workshops.exchange.models import Liaison
from workshops.exchange.transfers import Status, Transfer, catalogue, narrowed
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment, Event

from .places import ON, PDF, by, founded, joined, place, slip, told

pytestmark = pytest.mark.django_db
HELD_TALKS = {"kind": "learning", "happened_on": ON, "title": "技术沙龙"}


def appointed(here, name="李四", from_on=ON):
    given = slip() | {"full_name": name, "phone": "13900000000", "from_on": from_on}
    return acts.appoint(here.studio, given, **by(here.clerk))


def test_a_new_liaison_person_ends_the_one_before():
    here = place("nanchang")
    first = appointed(here, from_on=ON - timedelta(days=9))
    appointed(here, "赵六")
    first.refresh_from_db()

    assert first.until_on == ON - timedelta(days=1)
    assert here.studio.liaisons.standing().get().full_name == "赵六"


def test_a_liaison_does_not_begin_before_the_one_in_place():
    here = place("nanchang")
    appointed(here)
    with pytest.raises(Unrecordable, match="开始日期"):
        appointed(here, from_on=ON - timedelta(days=1))


def test_two_taps_appoint_one_person(client):
    here = place("nanchang")
    client.force_login(here.clerk)
    given = {"full_name": "李四", "phone": "13900000000", "from_on": ON, **slip()}
    for _ in range(2):
        client.post(reverse("liaison", args=[here.studio.pk]), given)

    assert Liaison.objects.get().until_on is None


def test_a_telephone_never_enters_the_history():
    here = place("nanchang")
    appointed(here)

    assert "13900000000" not in f"{[(e.before, e.after) for e in Event.objects.all()]}"


def test_a_telephone_is_read_by_those_who_share_an_alliance_and_by_no_other_unit():
    here = place("shandong")
    appointed(here)
    seen = Liaison.objects.visible_to(here.other_clerk, on=ON)
    assert not seen.exists()
    alliance = founded(here.review_office)
    for studio in (here.studio, here.other):
        joined(alliance, studio, here.review_office)

    assert seen.all().exists()


def test_a_text_that_encourages_nothing_has_no_such_page(client):
    here = place("quzhou")
    client.force_login(here.clerk)

    assert client.get(reverse("studio_exchange", args=[here.studio.pk])).status_code == 404
    assert client.get(reverse("exchange")).status_code == 404
    with pytest.raises(NotPossible):
        appointed(here)


def test_a_stranger_and_another_unit_find_no_page(client):
    here = place("nanchang")
    for person in (here.stranger, here.other_clerk, here.neighbour_officer):
        client.force_login(person)
        assert client.get(reverse("studio_exchange", args=[here.studio.pk])).status_code == 404


def test_exchange_is_written_by_those_who_work_with_the_studio():
    here = place("nanchang")
    for person in (here.clerk, here.screening_officer, here.review_office):
        acts.write_exchange(here.studio, slip() | HELD_TALKS, **by(person))
    with pytest.raises(NotPermitted):
        acts.write_exchange(here.studio, slip() | HELD_TALKS, **by(here.other_clerk))

    assert here.studio.exchanges.count() == 3


def test_older_exchange_follows_page_by_page(client):
    here = place("nanchang")
    for number in range(21):
        given = HELD_TALKS | {"title": f"交流{number}期"}
        acts.write_exchange(here.studio, slip() | given, **by(here.clerk))
    client.force_login(here.clerk)
    address = reverse("studio_exchange", args=[here.studio.pk])
    first = client.get(address)
    second = client.get(f"{address}?before={first.context['older']}")

    assert "交流0期" not in first.content.decode()
    assert [row.title for row in second.context["exchanges"]] == ["交流0期"]


def test_what_is_struck_out_stays_to_be_read(client):
    here = place("nanchang")
    row = acts.write_exchange(here.studio, slip() | HELD_TALKS, **by(here.clerk))
    acts.strike_exchange(row, "日期写错", **by(here.clerk))
    with pytest.raises(NotPossible):
        acts.strike_exchange(row, "再来一次", **by(here.clerk))
    client.force_login(here.clerk)

    page = client.get(reverse("exchange_row", args=[row.pk])).content.decode()
    assert "<del>技术沙龙</del>" in page
    assert "日期写错" in page


def test_the_leading_studio_writes_for_its_alliance_and_a_mere_member_does_not():
    here = place("shandong")
    alliance = founded(here.review_office)
    for studio in (here.studio, here.other):
        joined(alliance, studio, here.review_office)
    alliance.leading = here.studio
    acts.write_exchange(alliance, slip() | HELD_TALKS, **by(here.clerk))
    with pytest.raises(NotPermitted):
        acts.write_exchange(alliance, slip() | HELD_TALKS, **by(here.other_clerk))


# Outcomes put to use


def test_the_last_record_that_stands_says_where_an_outcome_is():
    here = place("nanchang")
    outcome = here.studio.outcomes.get()
    acts.write_transfer(outcome, told(Status.IN_TALKS, owner="合同约定"), **by(here.clerk))
    sold = told(Status.ASSIGNED, receiver="某公司")
    row = acts.write_transfer(outcome, sold, **by(here.clerk))
    found = catalogue(here.clerk, ON)
    assert found.get(pk=outcome.pk).status == Status.ASSIGNED
    acts.strike_transfer(row, "没有签成", **by(here.clerk))

    assert found.get(pk=outcome.pk).status == Status.IN_TALKS


def test_the_owner_as_stated_before_is_proposed_again(client):
    here = place("nanchang")
    outcome = here.studio.outcomes.get()
    acts.write_transfer(outcome, told(Status.IN_TALKS, owner="归所在单位"), **by(here.clerk))
    client.force_login(here.clerk)

    assert "归所在单位" in client.get(reverse("transfer_new", args=[outcome.pk])).content.decode()


def test_what_was_handed_over_says_to_whom():
    here = place("nanchang")
    outcome = here.studio.outcomes.get()
    with pytest.raises(Unrecordable, match="受让"):
        acts.write_transfer(outcome, told(Status.ASSIGNED), **by(here.clerk))
    with pytest.raises(NotPermitted):
        acts.write_transfer(outcome, told(Status.NOT_YET), **by(here.review_office))


def test_the_proof_of_a_record_opens_to_those_who_see_it_and_to_no_other(client):
    here = place("nanchang")
    paper = SimpleUploadedFile("合同.pdf", PDF)
    given = told(Status.APPLIED, receiver="本单位")
    acts.write_transfer(here.studio.outcomes.get(), given, [paper], **by(here.clerk))
    address = reverse("attachment", args=[Attachment.objects.get(slot="transfer").pk])
    codes = []
    for person in (here.review_office, here.other_clerk):
        client.force_login(person)
        answer = client.get(address)
        list(answer)
        codes.append(answer.status_code)

    assert codes == [200, 404]


def test_a_record_outlives_the_row_of_the_outcome(client):
    here = place("nanchang")
    outcome = here.studio.outcomes.get()
    given = told(Status.APPLIED, receiver="本单位")
    acts.write_transfer(outcome, given, **by(here.clerk))
    outcome.delete()
    client.force_login(here.clerk)

    page = client.get(reverse("studio_exchange", args=[here.studio.pk])).content.decode()
    assert "夹具专利已从申报材料里删去" in page
    assert Transfer.objects.get().outcome is None


def test_the_catalogue_is_narrowed_by_status_kind_year_and_words():
    here = place("nanchang")
    rows = catalogue(here.review_office, ON)
    own = here.studio.outcomes.get()
    given = told(Status.APPLIED, receiver="大江重工")
    acts.write_transfer(own, given, **by(here.clerk))

    assert rows.count() == 2
    assert list(narrowed(rows, status="applied")) == [own]
    assert list(narrowed(rows, q="大江")) == [own]
    assert narrowed(rows, kind="patent", year=2025).count() == 2
    assert narrowed(rows, year=2024).count() == 0


def test_a_unit_reads_its_own_outcomes_alone():
    here = place("nanchang")

    assert {one.studio for one in catalogue(here.clerk, ON)} == {here.studio}
    assert not catalogue(here.stranger, ON).exists()
