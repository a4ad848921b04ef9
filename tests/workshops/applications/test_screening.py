"""Screened: recommended on a sheet of judgements, sent back for what is named, or declined."""

from datetime import date

import pytest

from tests.make import TODAY, advanced_to, judgements, make_city, step
from workshops import clock
from workshops.applications.models import Application
from workshops.records.models import Decision

from .pages import at, state, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


def judged(met=True, **more) -> dict:
    """The sheet of conditions as its page would send it."""
    found = {f"judge-{id}": "met" if met else "not_met" for id in judgements("recommend")}
    return found | {"opinion": "条件具备，同意推荐。"} | more


def test_the_sheet_groups_the_judgements_by_condition(client, city):
    file = advanced_to("consented", city)
    client.force_login(city.screening_officer)

    form = client.get(at("application_step", file.pk, "recommend")).context["form"]

    legends = [section["legend"] for section in form.sections]
    items = [f"第二条第（{number}）项" for number in "二三四五"]
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
    assert "重新判定；不能补正的，办理退回或不予通过" in unmet.content.decode()


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
    [("neighbour_officer", 404), ("stranger", 404), ("clerk", 403), ("review_office", 403)],
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
