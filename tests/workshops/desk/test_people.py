"""The pages on which an administrator keeps people and their posts."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import TODAY, make_city, make_person, make_union
from workshops.clock import move_to
from workshops.records.models import Event
from workshops.unions.models import Appointment, Kind, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(client):
    move_to(TODAY)
    made = make_city()
    client.force_login(made.administrator)
    return made


def post_of(person) -> Appointment:
    return person.appointments.get()


def asked(union, role, **more) -> dict:
    return {"union": union.pk, "role": role, "from_on": TODAY.isoformat(), **more}


def test_a_new_person_gets_a_post_and_a_password_that_is_shown_once(client, city):
    said = {"full_name": "新人", "username": "xinren", **asked(city.unit, "clerk")}

    page = client.post(reverse("person_new"), said)
    added = Person.objects.get(username="xinren")
    password = page.context["password"]

    assert added.check_password(password)
    assert password in page.content.decode()
    assert page.headers["cache-control"] == "no-store"
    assert str(post_of(added)) == f"{city.unit}经办人"
    assert set(Event.objects.values_list("act", flat=True)) == {"添加人员", "任职"}


def test_a_login_name_is_given_once(client, city):
    said = {"full_name": "新人", "username": city.clerk.username, **asked(city.unit, "clerk")}

    assert "已经有人使用" in client.post(reverse("person_new"), said).content.decode()


def test_a_post_in_a_union_of_another_tree_cannot_be_given(client, city):
    beyond = make_union("别市总工会", kind=Kind.AUTHORITY)

    page = client.post(reverse("appoint", args=[city.clerk.pk]), asked(beyond, "clerk"))

    assert page.context["form"].errors.keys() == {"union"}


@pytest.mark.parametrize("role", ["finance_clerk", "finance_approver", "review_office", "auditor"])
def test_an_administrator_takes_no_post_that_decides_or_moves_money(client, city, role):
    url = reverse("appoint", args=[city.administrator.pk])

    assert "不得兼任" in client.post(url, asked(city.authority, role)).content.decode()
    assert city.administrator.appointments.count() == 1


def test_whoever_moves_money_does_not_become_administrator(client, city):
    url = reverse("appoint", args=[city.finance_clerk.pk])

    assert "不得兼任" in client.post(url, asked(city.county, "administrator")).content.decode()


def test_a_post_that_has_ended_before_stands_in_nobodys_way(client, city):
    former = make_person(Role.AUDITOR, union=city.authority, until_on=TODAY - timedelta(days=1))

    client.post(reverse("appoint", args=[former.pk]), asked(city.authority, "administrator"))

    assert former.holds(Role.ADMINISTRATOR, on=TODAY)


def test_the_same_post_is_not_given_twice_at_one_time(client, city):
    url = reverse("appoint", args=[city.clerk.pk])

    assert "已在该工会担任" in client.post(url, asked(city.unit, "clerk")).content.decode()


def test_a_post_ends_after_its_last_day(client, city):
    client.post(reverse("end_appointment", args=[post_of(city.clerk).pk]), {"last": TODAY})
    clerk = Person.objects.get(pk=city.clerk.pk)

    assert clerk.holds(Role.CLERK, on=TODAY)
    assert not clerk.holds(Role.CLERK, on=TODAY + timedelta(days=1))


def test_a_post_is_not_ended_in_the_past(client, city):
    url = reverse("end_appointment", args=[post_of(city.clerk).pk])

    client.post(url, {"last": TODAY - timedelta(days=2)})

    assert post_of(city.clerk).until_on is None


def test_the_last_administrator_stays(client, city):
    post = post_of(city.administrator)
    url = reverse("end_appointment", args=[post.pk])

    assert "唯一的系统管理员" in client.post(url, {"last": TODAY}).content.decode()
    make_person(Role.ADMINISTRATOR, union=city.authority)
    client.post(url, {"last": TODAY})
    post.refresh_from_db()
    assert post.until_on == TODAY


def test_a_closed_account_is_signed_out_and_may_be_opened_again(client, city):
    url = reverse("person_account", args=[city.clerk.pk])

    client.post(url)
    closed = Person.objects.get(pk=city.clerk.pk)
    client.post(url)

    assert (closed.is_active, closed.posts(TODAY)) == (False, [])
    assert Person.objects.get(pk=city.clerk.pk).is_active


def test_nobody_closes_his_own_account(client, city):
    make_person(Role.ADMINISTRATOR, union=city.authority)

    client.post(reverse("person_account", args=[city.administrator.pk]))

    assert Person.objects.get(pk=city.administrator.pk).is_active


def test_a_new_password_takes_the_place_of_the_old(client, city):
    page = client.post(reverse("person_password", args=[city.clerk.pk]))

    assert Person.objects.get(pk=city.clerk.pk).check_password(page.context["password"])


def with_second_factor(person) -> Person:
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=person, type=kind, data={})
    return person


def test_a_lost_phone_is_taken_off_and_the_history_says_so(client, city):
    with_second_factor(city.clerk)
    url = reverse("person_second_factor", args=[city.clerk.pk])
    assert url in client.get(reverse("person", args=[city.clerk.pk])).content.decode()
    assert "只用口令就能登录" in client.get(url).content.decode()

    client.post(url)

    assert not Authenticator.objects.filter(user=city.clerk).exists()
    said = Event.objects.latest("number")
    assert (said.act, said.person, said.title) == (
        "停用两步验证",
        city.administrator,
        str(city.clerk),
    )
    assert url not in client.get(reverse("person", args=[city.clerk.pk])).content.decode()


def test_nobody_takes_off_his_own_second_factor_here(client, city):
    with_second_factor(city.administrator)

    client.post(reverse("person_second_factor", args=[city.administrator.pk]))

    assert Authenticator.objects.filter(user=city.administrator).count() == 2


def test_somebody_who_serves_elsewhere_too_is_not_shut_out_from_here(client, city):
    beyond = make_union("别市总工会", kind=Kind.AUTHORITY)
    Appointment.objects.create(person=city.clerk, union=beyond, role="clerk", from_on=TODAY)

    assert client.post(reverse("person_account", args=[city.clerk.pk])).status_code == 404


@pytest.mark.parametrize("who", ["clerk", "review_office", "auditor", "stranger"])
def test_only_an_administrator_opens_these_pages(client, city, who):
    client.force_login(getattr(city, who))

    assert client.get(reverse("people")).status_code == 404
    assert client.get(reverse("person", args=[city.chair.pk])).status_code == 404


def test_an_administrator_of_a_county_keeps_only_those_below(client, city):
    client.force_login(make_person(Role.ADMINISTRATOR, union=city.county))

    assert client.get(reverse("person", args=[city.clerk.pk])).status_code == 200
    assert client.get(reverse("person", args=[city.other_clerk.pk])).status_code == 404
    assert client.get(reverse("person", args=[city.auditor.pk])).status_code == 404


def test_people_are_found_by_name_and_by_union(client, city):
    by_name = client.get(reverse("people"), {"q": city.clerk.full_name}).context["people"]
    by_union = client.get(reverse("people"), {"union": city.county.pk}).context["people"]

    assert list(by_name) == [city.clerk]
    assert list(by_union) == [city.screening_officer]


def test_the_list_asks_no_more_for_many_people_than_for_few(client, city):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("people"))
        counts.append(len(seen))
        make_person(Role.CLERK, Role.CHAIR, union=city.unit)
        make_person(Role.CLERK, union=city.other_unit)

    assert counts[0] == counts[1]
    assert counts[0] <= 12
