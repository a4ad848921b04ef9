"""Taking a file in where the authority itself must accept the reason of a soft provision (A-58)."""

import pytest
from django.urls import reverse

from tests.make import (
    TODAY,
    advanced_to,
    judgements,
    make_application,
    make_call,
    make_city,
    make_studio,
    step,
)
from workshops.clock import move_to

pytestmark = pytest.mark.django_db
REASON = "reason-NC-10a-authority"


def waiting_for_a_reason():
    """A recommended file whose daily costs the unit does not bear, under the strict reading."""
    city, plain = make_city(), {"reasons": {"NC-10a": "上级拨付专款"}}
    call = make_call(city, settings={"soft.override_role": "authority"})
    file = make_application(city, call=call, studio=make_studio(city.unit, unit_pays=False))
    step(file, "submit", city.clerk, truthful=True, **plain)
    advanced_to("consented", city, application=file)
    found = judgements("recommend")
    step(file, "recommend", city.screening_officer, judgements=found, **plain)
    return city, file, {"experts": [expert.pk for expert in city.experts[:2]]}


@pytest.mark.parametrize(
    ("reason", "state", "sheets"), [("", "recommended", 0), ("市总工会认可", "in_review", 2)]
)
def test_the_page_on_which_experts_are_assigned_asks_for_the_reason(client, reason, state, sheets):
    move_to(TODAY)
    city, file, chosen = waiting_for_a_reason()
    client.force_login(city.review_office)
    url = reverse("assign", args=[file.pk])

    assert f'name="{REASON}"' in client.get(url).content.decode()
    client.post(url, {**chosen, REASON: reason})

    file.refresh_from_db()
    assert (file.state, file.sheets.count()) == (state, sheets)


def test_a_reason_typed_without_an_expert_is_not_lost(client):
    move_to(TODAY)
    city, file, _ = waiting_for_a_reason()
    client.force_login(city.review_office)

    answer = client.post(reverse("assign", args=[file.pk]), {REASON: "市总工会认可"})

    assert "还没有勾选专家" in answer.content.decode()
    assert "市总工会认可</textarea>" in answer.content.decode()


def test_a_file_that_needs_no_reason_is_asked_for_none(client):
    move_to(TODAY)
    city = make_city()
    file = advanced_to("recommended", city)
    client.force_login(city.review_office)

    assert "受理时须说明的" not in client.get(reverse("assign", args=[file.pk])).content.decode()
