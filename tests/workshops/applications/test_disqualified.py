"""Untrue papers in Shandong: the file falls, the unit is told, the studio may come again."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse

from tests.make import advanced_to, make_city
from tests.people import TODAY
from tests.province import EDITION, make_craft_studio, make_province
from workshops.applications.models import Application, Call
from workshops.clock import move_to
from workshops.documents.papers import content
from workshops.records.models import Decision, Paper

from .pages import state, take

pytestmark = pytest.mark.django_db
FOUND = {"verified_finding": "专利证书系伪造", "criticism_number": "演省工〔2026〕20号"}


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


@pytest.fixture
def file(place):
    call = Call.objects.create(authority=place.authority, edition_key=EDITION.key, year=2026)
    studio = make_craft_studio(place.unit)
    here = {"state": "in_review", "submitted_on": TODAY}
    return Application.objects.create(call=call, studio=studio, **here)


def said(client, person, name, *args) -> str:
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize("lacking", FOUND)
def test_the_finding_and_the_number_of_the_criticism_must_both_be_there(
    client, place, file, lacking
):
    answer = take(client, place.secretary, file, "disqualify", **FOUND | {lacking: ""})

    assert lacking in answer.context["form"].errors
    assert state(file) == "in_review"


def test_the_decision_keeps_both_and_bars_nobody(client, place, file):
    take(client, place.secretary, file, "disqualify", **FOUND)

    file.refresh_from_db()
    text = said(client, place.clerk, "decision", Decision.objects.get().pk)
    assert (file.state, file.studio.barred_by) == ("disqualified", "")
    assert all(words in text for words in (*FOUND.values(), "第十条", "通报批评文号"))


def test_the_page_of_the_file_says_under_which_number_it_was_criticised(client, place, file):
    take(client, place.secretary, file, "disqualify", **FOUND)

    assert "通报批评文号：演省工〔2026〕20号" in said(client, place.clerk, "application", file.pk)


def test_the_decision_brings_the_circular_under_that_number_on_one_page(client, place, file):
    take(client, place.secretary, file, "disqualify", **FOUND)
    paper = Paper.objects.get()
    reader = pypdf.PdfReader(io.BytesIO(content(paper)))
    words = "".join(reader.pages[0].extract_text().split())

    assert (paper.number, paper.kind) == (FOUND["criticism_number"], "criticism")
    assert (len(reader.pages), "经演示省总工会核实：专利证书系伪造。" in words) == (1, True)
    assert "第十条，决定对其取消评审资格，并予以通报批评" in words
    client.force_login(place.clerk)
    assert client.get(reverse("paper", args=[paper.pk])).status_code == 200


def test_a_number_of_the_own_series_is_offered_and_one_already_used_is_refused(client, place, file):
    client.force_login(place.secretary)
    address = reverse("application_step", args=[file.pk, "disqualify"])
    offered = client.get(address).context["form"]["criticism_number"].initial
    take(client, place.secretary, file, "disqualify", **FOUND | {"criticism_number": offered})
    assert Paper.objects.get().number == offered
    Application.objects.filter(pk=file.pk).update(**{"state": "in_review"})

    again = take(
        client, place.secretary, file, "disqualify", **FOUND | {"criticism_number": offered}
    )

    assert "这个文号已经用过" in again.content.decode()


def test_a_text_without_public_criticism_brings_no_circular(client):
    city = make_city()
    other = advanced_to("in_review", city)
    take(client, city.secretary, other, "disqualify", verified_finding="专利证书系伪造")

    assert (state(other), Paper.objects.count()) == ("disqualified", 0)


def test_a_sentence_in_the_finding_is_not_ended_twice(client, place, file):
    sentence = FOUND | {"verified_finding": "证书系伪造，已核实。"}
    take(client, place.secretary, file, "disqualify", **sentence)

    (finding,) = Decision.objects.get().findings
    assert finding["shown"] == "查实认定：证书系伪造，已核实；通报批评文号：演省工〔2026〕20号"


def test_the_unit_is_told_on_its_desk_for_a_while_and_nobody_else_is(client, place, file):
    take(client, place.secretary, file, "disqualify", **FOUND)

    assert "最近有了结果的" in said(client, place.clerk, "desk")
    assert "已取消资格" in said(client, place.clerk, "desk")
    assert "最近有了结果的" not in said(client, place.other_clerk, "desk")
    move_to(TODAY + timedelta(days=61))
    assert "最近有了结果的" not in said(client, place.clerk, "desk")
