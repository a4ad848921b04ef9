"""The page on which a step is taken: its reasons first, and three ways to be turned away."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.make import PDF, TODAY, advanced_to, make_application, make_city
from workshops.applications.models import Application
from workshops.clock import DemoClock
from workshops.records.models import Attachment, Decision, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    DemoClock.objects.create(pk=1, today=TODAY)
    return make_city()


@pytest.fixture
def submitted(city):
    return advanced_to("submitted", city)


def consent(**more) -> dict:
    given = {"consented_on": "2026-03-02", "consent_signatory": "王五，党委书记"}
    given["consent"] = SimpleUploadedFile("认可.pdf", PDF)
    return given | more


@pytest.fixture
def step_of(client):
    """What a person gets on a step's page, by GET or with a form."""

    def visit(file, step, person, form=None):
        client.force_login(person)
        address = reverse("application_step", args=[file.pk, step])
        return client.get(address) if form is None else client.post(address, form, follow=True)

    return visit


def test_the_page_says_what_the_step_is_and_what_will_be_asked(city, submitted, step_of):
    answer = step_of(submitted, "consent", city.clerk)

    assert answer.status_code == 200
    assert "所在单位党政认可后才能送审。" in answer.content.decode()
    assert [f.id for f in answer.context["verdict"].findings] == ["NC-07b", "NC-07b-doc"]
    assert answer.context["verdict"].blocking == ()


def test_a_step_that_something_blocks_has_its_reasons_and_no_button(city, step_of):
    file = make_application(city)
    DemoClock.objects.update(today=date(2026, 12, 1))  # the window for filing is over

    answer = step_of(file, "submit", city.clerk)

    page = answer.content.decode()
    assert "申报时间2026年2月1日至2026年4月30日" in page
    assert "现在不能办理“提交申报”" in page
    assert 'name="save"' not in page


def test_a_step_taken_returns_to_the_file_and_says_so(city, submitted, step_of):
    answer = step_of(submitted, "consent", city.clerk, consent())

    assert answer.redirect_chain == [(reverse("application", args=[submitted.pk]), 302)]
    assert "已办理：登记党政认可。" in answer.content.decode()
    assert Application.objects.get().state == "consented"


def test_an_incomplete_form_changes_nothing_and_keeps_what_was_typed(city, submitted, step_of):
    answer = step_of(submitted, "consent", city.clerk, consent(consented_on=""))

    assert answer.status_code == 200
    assert "王五，党委书记" in answer.content.decode()
    assert Application.objects.get().state == "submitted"
    assert not Attachment.objects.filter(slot="consent").exists()


def test_a_refused_step_shows_every_reason_and_is_kept_in_the_history(city, step_of):
    file = advanced_to("draft", city)
    file.studio.members.all().delete()

    answer = step_of(file, "submit", city.clerk, {"truthful": "on"})

    assert answer.status_code == 409
    findings = answer.context["verdict"]["findings"]
    assert [f["id"] for f in findings if f["blocks"]] == ["NC-02-2a"]
    assert "第二条第（二）项" in answer.content.decode()
    assert Application.objects.get().state == "draft"
    assert Event.objects.order_by("number").last().act == "未能办理：提交申报"
    assert not Decision.objects.exists()


def test_a_soft_provision_is_passed_with_its_reason(city, step_of):
    file = advanced_to("draft", city)
    file.studio.unit_pays = False
    file.studio.save()

    answer = step_of(file, "submit", city.clerk, {"truthful": "on", "reason-NC-10a": "园区承担"})

    assert answer.status_code == 200
    assert Application.objects.get().reasons == {"NC-10a": "园区承担"}


def test_a_step_of_another_state_says_that_the_state_has_changed(city, submitted, step_of):
    address = reverse("application_step", args=[submitted.pk, "submit"])
    step_of(submitted, "consent", city.clerk, consent())

    answer = step_of(submitted, "submit", city.clerk, {"truthful": "on"})

    assert address != answer.redirect_chain[-1][0]
    assert "状态已经变更，这一步现在不能办理，请核对后再办。" in answer.content.decode()


def test_a_second_click_changes_nothing(city, submitted, step_of):
    for _ in range(2):
        answer = step_of(submitted, "consent", city.clerk, consent())

    assert "没有重复办理" in answer.content.decode()
    assert Decision.objects.filter(step="consent").count() == 1


def test_whoever_sees_the_file_but_has_no_say_is_told_whose_turn_it_is(city, submitted, step_of):
    answer = step_of(submitted, "consent", city.chair)

    assert answer.status_code == 403
    assert "经办人" in answer.content.decode()


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "screening_officer", "finance_clerk"])
def test_whoever_does_not_see_the_file_finds_no_page(city, submitted, step_of, who):
    for form in (None, consent()):
        assert step_of(submitted, "consent", getattr(city, who), form).status_code == 404


def test_a_step_the_text_does_not_have_is_no_page(city, submitted, step_of):
    assert step_of(submitted, "coronation", city.clerk).status_code == 404


@pytest.mark.parametrize(
    ("step", "person", "by"),
    [("consent", "chair", "由单位工会经办人办理"), ("recommend", "clerk", "由推荐工会初审员办理")],
)
def test_whose_step_it_is_stands_on_the_page_that_turns_away(
    city, submitted, step_of, step, person, by
):
    if step == "recommend":
        submitted = advanced_to("consented", city, application=submitted)

    page = step_of(submitted, step, getattr(city, person)).content.decode()

    assert by in page
    assert "编制和审批" not in page
