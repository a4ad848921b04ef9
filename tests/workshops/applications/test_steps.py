"""Submitted, consented to, screened: each step by the one whose turn it is, with its reasons."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.make import (
    PDF,
    TODAY,
    advanced_to,
    attach,
    make_application,
    make_call,
    make_city,
    make_studio,
    step,
)
from workshops.applications.models import Application
from workshops.records.models import Attachment, Decision

from .pages import at, state, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


# Submitting


def test_the_declaration_of_truth_must_be_made(client, city):
    draft = make_application(city)

    assert take(client, city.clerk, draft, "submit").status_code == 200
    assert state(draft) == "draft"
    take(client, city.clerk, draft, "submit", truthful="on")
    assert state(draft) == "submitted"


def test_what_is_missing_is_said_with_its_article(client, city):
    draft = make_application(city, materials=["plan", "activities", "training"])

    answer = take(client, city.clerk, draft, "submit", truthful="on")

    page = answer.content.decode()
    assert (answer.status_code, "管理制度未上传" in page) == (409, True)
    assert "第二条第（三）项" in page


def test_a_soft_provision_asks_for_a_reason_and_takes_it(client, city):
    draft = make_application(city, studio=make_studio(city.unit, unit_pays=False))

    refused = take(client, city.clerk, draft, "submit", truthful="on")
    take(client, city.clerk, draft, "submit", truthful="on", **{"reason-NC-10a": "单位停产整顿"})

    assert refused.status_code == 409
    assert Application.objects.get(pk=draft.pk).reasons == {"NC-10a": "单位停产整顿"}


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (TODAY, TODAY, "submitted"),
        (TODAY + timedelta(1), TODAY + timedelta(9), "draft"),
        (TODAY - timedelta(9), TODAY - timedelta(1), "draft"),
    ],
)
def test_the_first_and_the_last_day_of_the_window_count(client, city, opens, closes, expected):
    call = make_call(city, opens_on=opens, closes_on=closes)
    draft = make_application(city, call=call)

    take(client, city.clerk, draft, "submit", truthful="on")

    assert state(draft) == expected


def test_a_barred_studio_does_not_submit(client, city):
    draft = make_application(city, studio=make_studio(city.unit, barred_by="第十五条"))

    assert take(client, city.clerk, draft, "submit", truthful="on").status_code == 409


def test_a_second_window_is_told_that_it_is_done(client, city):
    draft = make_application(city)
    take(client, city.clerk, draft, "submit", truthful="on")

    answer = take(client, city.clerk, draft, "submit", truthful="on")

    assert answer.url == at("application", draft.pk)
    assert Decision.objects.about(draft).filter(step="submit").count() == 1


# Consent


def consent(client, city, application, day="2026-03-01", **more):
    paper = {"consent": SimpleUploadedFile("认可.pdf", PDF)}
    sent = {"consent_signatory": "王书记", "consented_on": day} | paper | more
    return take(client, city.clerk, application, "consent", **sent)


def test_consent_is_kept_with_its_day_its_signatory_and_its_paper(client, city):
    file = advanced_to("submitted", city)

    consent(client, city, file)

    decision = Decision.objects.about(file).get(step="consent")
    assert Application.objects.get(pk=file.pk).consented_on == date(2026, 3, 1)
    assert decision.particulars["consent_signatory"] == "王书记"
    assert Attachment.objects.about(file).get(slot="consent").filename == "认可.pdf"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"consented_on": "2026-03-03"}, "认可日期不能晚于今天"),
        ({"consent_signatory": ""}, "签署人"),
        ({"consent": ""}, "认可文件"),
        ({"consent": SimpleUploadedFile("认可.exe", b"MZ")}, "只收 PDF"),
    ],
)
def test_without_any_of_them_there_is_no_consent(client, city, more, said):
    file = advanced_to("submitted", city)

    page = consent(client, city, file, **more).content.decode()

    assert (state(file), said in page) == ("submitted", True)
    assert Attachment.objects.about(file).filter(slot="consent").count() == 0


def test_nothing_reaches_screening_before_consent(client, city):
    file = advanced_to("submitted", city)
    client.force_login(city.screening_officer)

    before = client.get(at("application", file.pk)).status_code
    consent(client, city, file)
    client.force_login(city.screening_officer)

    assert (before, client.get(at("application", file.pk)).status_code) == (404, 200)


def test_after_a_return_consent_is_asked_again_filled_in_from_last_time(client, city):
    file = advanced_to("submitted", city)
    consent(client, city, file)
    step(file, "send_back", city.screening_officer, reason="补", reopened=["members"])
    step(file, "submit", city.clerk, truthful=True)

    form = client.get(at("application_step", file.pk, "consent")).context["form"]

    assert form["consent_signatory"].value() == "王书记"
    assert (form["consented_on"].value(), form.fields["consent"].required) == ("2026-03-01", False)


# Addresses


@pytest.mark.parametrize("name", ["save", "yellow_card", "delete", "nothing"])
def test_no_address_takes_a_step_that_is_none(client, city, name):
    file = advanced_to("submitted", city)

    assert take(client, city.clerk, file, name).status_code in (302, 404)
    assert state(file) == "submitted"


@pytest.mark.parametrize(("name", "own"), [("shortlist", "ranking"), ("decide", "meeting")])
def test_a_step_of_the_whole_batch_is_taken_on_its_own_page(client, city, name, own):
    file = advanced_to("in_review", city)

    answer = take(client, city.review_office, file, name)

    assert answer.url == at(own, file.call_id)


def test_the_verdict_can_be_read_at_any_time_and_leads_to_each_section(client, city):
    draft = make_application(city, studio=make_studio(city.unit, has_venue=None), materials=[])
    client.force_login(city.clerk)

    found = client.get(at("application_check", draft.pk)).context["verdict"]["findings"]

    urls = {one["id"]: one.get("url") for one in found if one["outcome"] == "unknown"}
    assert urls["NC-02-3a"] == at("application_section", draft.pk, "venue")
    assert urls["NC-02-0a"] == at("application_upload", draft.pk)
    wanting = next(one for one in found if one["id"] == "NC-02-3a")
    assert wanting["remedy"] == "填写“固定活动场所”"
    attach(draft, "plan", by=city.clerk)
    again = client.get(at("application_check", draft.pk)).context["verdict"]["findings"]
    assert next(one["outcome"] for one in again if one["id"] == "NC-02-0a") == "met"


def test_the_page_of_submission_leads_to_each_section_too(client, city):
    draft = make_application(city, studio=make_studio(city.unit, has_venue=None), materials=[])
    client.force_login(city.clerk)

    page = client.get(at("application_step", draft.pk, "submit")).content.decode()

    for section in (
        at("application_section", draft.pk, "venue"),
        at("application_upload", draft.pk),
    ):
        assert f'<span class="line-key">在哪里</span><a href="{section}">' in page


@pytest.mark.parametrize("assigned", [True, False])
def test_what_shortlisting_waits_for_is_said_once(client, city, assigned):
    file = advanced_to("in_review", city)
    if assigned:
        file.sheets.create(expert=city.experts[0])
    client.force_login(city.review_office)

    steps = client.get(at("application", file.pk)).context["steps"]

    said = ["先分派评审专家"] * (not assigned) + ["等待全部评分表交回"]
    assert "；".join(said) in [one.get("reason") for one in steps]


def test_an_expert_comes_from_a_file_to_his_own_sheet_and_to_no_other(client, city):
    file = advanced_to("in_review", city)
    mine, other = city.experts[:2]
    own, _ = (file.sheets.create(expert=one) for one in (mine, other))
    client.force_login(mine)

    steps = client.get(at("application", file.pk)).context["steps"]

    assert [(s["label"], s["url"]) for s in steps if s["url"]] == [("评分", at("sheet", own.pk))]
