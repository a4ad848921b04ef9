"""Alliances: who founds them, who belongs to them and until when, who is told no."""

from datetime import timedelta

import pytest
from django.urls import reverse

from workshops.exchange import alliance_acts as acts
from workshops.exchange.models import Alliance
from workshops.records.actions import broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Event
from workshops.titles.lifecycle import State
from workshops.titles.models import Title

from .places import ON, by, founded, joined, place, slip

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=30)


def test_in_yangpu_only_the_district_federation_founds_one():
    here = place("yangpu")
    with pytest.raises(NotPermitted):
        founded(here.screening_officer)

    assert founded(here.review_office).union == here.authority


def test_elsewhere_a_recommending_union_may_found_one_too():
    here = place("shandong")

    assert founded(here.screening_officer).union == here.county


def test_who_may_not_found_one_reads_who_does_and_under_which_article(client):
    here = place("yangpu")
    client.force_login(here.screening_officer)
    answer = client.get(reverse("alliance_new"))

    assert answer.status_code == 403
    assert "命名机关评审工作人员（第十七条）" in answer.content.decode()


@pytest.mark.parametrize("code", ["nanchang", "quzhou"])
def test_a_text_without_alliances_offers_none(client, code):
    here = place(code)
    client.force_login(here.review_office)

    assert client.get(reverse("alliances")).status_code == 404
    hub = client.get(reverse("exchange"))
    assert ("这部办法没有规定：工作室联盟。" in hub.content.decode()) is (code == "nanchang")
    with pytest.raises(NotPermitted):
        founded(here.review_office)


def test_a_document_is_asked_for_by_number_or_by_file(client):
    here = place("yangpu")
    client.force_login(here.review_office)
    answer = client.post(reverse("alliance_new"), {"title": "联盟", "founded_on": ON})

    assert "请写成立文件的文号，或者上传成立文件。" in answer.content.decode()
    assert not Alliance.objects.exists()


def test_two_taps_found_one_alliance(client):
    here = place("yangpu")
    client.force_login(here.review_office)
    given = {"title": "联盟", "founded_on": ON, "document_number": "1号", **slip()}
    for _ in range(2):
        client.post(reverse("alliance_new"), given)

    assert Alliance.objects.count() == 1
    assert Event.objects.filter(act="成立工作室联盟").count() == 1


def test_a_name_is_given_once_while_the_alliance_lasts():
    here = place("yangpu")
    first = founded(here.review_office)
    with pytest.raises(acts.Unrecordable, match="同名"):
        founded(here.review_office)
    acts.end(first, ON, "并入另一个联盟", **by(here.review_office))

    assert founded(here.review_office) != first


def test_leaving_keeps_the_row_and_a_studio_may_come_back():
    here = place("yangpu")
    alliance = founded(here.review_office)
    member = joined(alliance, here.studio, here.review_office)
    acts.lead(alliance, here.studio, **by(here.review_office))
    acts.leave(member, ON, "本单位决定", **by(here.clerk))
    joined(alliance, here.studio, here.review_office)
    alliance.refresh_from_db()

    assert [row.left_on for row in alliance.memberships.order_by("pk")] == [ON, None]
    assert alliance.leading is None
    assert broken_link() is None


def test_a_studio_joins_once_and_only_with_a_title_it_holds():
    here = place("yangpu")
    alliance = founded(here.review_office)
    joined(alliance, here.studio, here.review_office)
    Title.objects.filter(pk=here.other_title.pk).update(**{"state": State.REVOKED})
    for studio in (here.studio, here.other):
        with pytest.raises(acts.Unrecordable):
            joined(alliance, studio, here.review_office)


def test_nobody_is_a_member_before_the_alliance_was_founded():
    here = place("yangpu")
    alliance, early = founded(here.review_office), ON - timedelta(days=1)
    with pytest.raises(acts.Unrecordable, match="加入日期"):
        acts.join(alliance, here.studio, slip() | {"joined_on": early}, **by(here.review_office))


def test_another_unit_cannot_take_a_studio_out():
    here = place("yangpu")
    member = joined(founded(here.review_office), here.studio, here.review_office)
    with pytest.raises(NotPermitted):
        acts.leave(member, ON, "", **by(here.other_clerk))


def test_an_alliance_that_ended_takes_nobody_in():
    here = place("yangpu")
    alliance = founded(here.review_office)
    acts.end(alliance, ON, "", **by(here.review_office))
    with pytest.raises(NotPossible):
        joined(alliance, here.studio, here.review_office)


def test_membership_changes_nothing_of_a_title():
    here = place("yangpu")
    title = Title.objects.get(pk=here.title.pk)
    before = title.known_facts(LATER), title.schedule(LATER)
    joined(founded(here.review_office), here.studio, here.review_office)
    after = Title.objects.get(pk=here.title.pk)

    assert (after.known_facts(LATER), after.schedule(LATER)) == before


def test_a_stranger_finds_no_alliance(client):
    here = place("yangpu")
    alliance = founded(here.review_office)
    client.force_login(here.stranger)

    assert client.get(reverse("alliance", args=[alliance.pk])).status_code == 404
    assert client.get(reverse("alliances")).status_code == 404
