"""The pages on which an administrator keeps the unions below."""

import pytest
from django.urls import reverse

from tests.make import make_city, make_union
from workshops.records.models import Event
from workshops.unions.models import Kind, TradeUnion

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(client):
    made = make_city()
    client.force_login(made.administrator)
    return made


def words(city, **changed) -> dict:
    plain = {"title": "新厂工会", "kind": "unit", "level": 1, "unit": "新厂"}
    plain |= {"unit_kind": "enterprise", "parent": city.county.pk}
    return plain | {"screening_union": city.county.pk} | changed


def test_a_union_is_added_under_the_regulation_of_its_authority(client, city):
    client.post(reverse("union_new"), words(city))
    added = TradeUnion.objects.get(title="新厂工会")

    assert (added.authority, added.jurisdiction) == (city.authority, city.authority.jurisdiction)
    assert Event.objects.get().act == "添加工会"


@pytest.mark.parametrize("left_out", ["screening_union", "unit", "unit_kind"])
def test_a_unit_union_names_its_unit_and_its_recommender(client, city, left_out):
    page = client.post(reverse("union_new"), words(city, **{left_out: ""}))

    assert page.context["form"].errors.keys() == {left_out}


def test_a_union_beyond_ones_own_cannot_be_put_above(client, city):
    beyond = make_union("别市总工会", kind=Kind.AUTHORITY)
    page = client.post(reverse("union_new"), words(city, parent=beyond.pk))

    assert page.context["form"].errors.keys() == {"parent"}


def test_no_second_naming_authority_is_made_here(client, city):
    page = client.post(reverse("union_new"), words(city, kind="authority"))

    assert page.context["form"].errors.keys() == {"kind"}


def test_a_union_does_not_stand_under_itself(client, city):
    below = make_union("下级工会", kind=Kind.COUNTY, parent=city.county)
    said = words(city, title=city.county.title, kind="county", parent=below.pk, screening_union="")
    page = client.post(reverse("union_edit", args=[city.county.pk]), said)

    assert page.context["form"].errors.keys() == {"parent"}


def test_ones_own_union_is_not_changed_from_within(client, city):
    assert client.get(reverse("union_edit", args=[city.authority.pk])).status_code == 404


@pytest.mark.parametrize("who", ["clerk", "review_office", "stranger"])
def test_only_an_administrator_opens_these_pages(client, city, who):
    client.force_login(getattr(city, who))

    assert client.get(reverse("unions")).status_code == 404
    assert client.get(reverse("union_edit", args=[city.unit.pk])).status_code == 404
