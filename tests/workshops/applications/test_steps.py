"""Submitted, consented to, screened: each step by the one whose turn it is, with its reasons."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.make import (
    PDF,
    TODAY,
    advanced_to,
    attach,
    judgements,
    make_application,
    make_call,
    make_city,
    make_studio,
    step,
)
from workshops import clock
from workshops.applications.models import Application
from workshops.records.models import Attachment, Decision

from .pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


def take(client, person, application, name, **typed):
    """Take a step on its page."""
    client.force_login(person)
    return client.post(at("application_step", application.pk, name), typed)


def state(application) -> str:
    return Application.objects.get(pk=application.pk).state


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


# Screening


def judged(met=True, **more) -> dict:
    """The sheet of conditions as its page would send it."""
    found = {f"judge-{id}": "met" if met else "not_met" for id in judgements("recommend")}
    return found | {"opinion": "条件具备，同意推荐。"} | more


def test_the_sheet_groups_the_judgements_by_condition(client, city):
    file = advanced_to("consented", city)
    client.force_login(city.screening_officer)

    form = client.get(at("application_step", file.pk, "recommend")).context["form"]

    legends = [section["legend"] for section in form.sections]
    items = [f"第二条第（{number}）项" for number in "一二三四五"]
    assert legends == ["第二条", *items, "推荐意见"]


def test_a_file_judged_fit_is_recommended_with_the_opinion(client, city):
    file = advanced_to("consented", city)

    take(client, city.screening_officer, file, "recommend", **judged())

    decision = Decision.objects.about(file).get(step="recommend")
    assert state(file) == "recommended"
    assert decision.particulars["opinion"] == "条件具备，同意推荐。"


def test_a_condition_judged_unmet_or_not_judged_holds_it_back(client, city):
    file = advanced_to("consented", city)

    unmet = take(client, city.screening_officer, file, "recommend", **judged(met=False))
    unjudged = take(client, city.screening_officer, file, "recommend", opinion="同意")

    assert (unmet.status_code, unjudged.status_code, state(file)) == (409, 200, "consented")


def test_a_return_names_what_to_put_right(client, city):
    file = advanced_to("consented", city)
    sent = {"reason": "地址不详", "reopened": ["venue.address", "materials.plan"]}

    nothing = take(client, city.screening_officer, file, "send_back", reason="地址不详")
    take(client, city.screening_officer, file, "send_back", **sent)

    assert "须补正的内容" in nothing.content.decode()
    assert Application.objects.get(pk=file.pk).reopened == ["venue.address", "materials.plan"]


def test_what_was_decided_before_a_return_stays_to_be_seen(client, city):
    file = advanced_to("consented", city)
    step(file, "send_back", city.screening_officer, reason="补", reopened=["members"])
    step(file, "submit", city.clerk, truthful=True)
    client.force_login(city.clerk)

    decisions = client.get(at("application", file.pk)).context["decisions"]

    assert [one.step for one in decisions] == ["submit", "send_back", "consent", "submit"]


def test_a_correction_may_come_after_the_window_has_closed(client, city):
    file = advanced_to("consented", city)
    step(file, "send_back", city.screening_officer, reason="补", reopened=["members"])
    clock.move_to(date(2026, 5, 6))

    take(client, city.clerk, file, "submit", truthful="on")

    assert (state(file), Application.objects.get().submitted_on) == ("submitted", TODAY)


def test_declining_needs_a_reason_and_ends_the_file(client, city):
    file = advanced_to("consented", city)

    take(client, city.screening_officer, file, "decline", reason="")
    before = state(file)
    take(client, city.screening_officer, file, "decline", reason="择优未推荐")

    assert (before, state(file)) == ("consented", "not_selected")


@pytest.mark.parametrize(
    ("person", "status"),
    [("neighbour_officer", 404), ("stranger", 404), ("clerk", 403), ("review_office", 404)],
)
def test_nobody_else_screens(client, city, person, status):
    file = advanced_to("consented", city)

    assert take(client, getattr(city, person), file, "recommend", **judged()).status_code == status
    assert state(file) == "consented"


def test_the_unit_takes_its_file_back(client, city):
    file = advanced_to("recommended", city)

    take(client, city.clerk, file, "withdraw", reason="领衔人调离")

    assert state(file) == "withdrawn"


def test_a_verified_fraud_bars_the_studio(client, city):
    file = advanced_to("recommended", city)

    take(client, city.secretary, file, "disqualify", verified_finding="专利证书系伪造")

    file.refresh_from_db()
    assert (file.state, "第十五条" in file.studio.barred_by) == ("disqualified", True)


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
    attach(draft, "plan", by=city.clerk)
    again = client.get(at("application_check", draft.pk)).context["verdict"]["findings"]
    assert next(one["outcome"] for one in again if one["id"] == "NC-02-0a") == "met"
