"""A file is begun in an open call, once for a studio, never by a barred one, until the last day."""

from datetime import date

import pytest

from tests.make import (
    EDITION,
    advanced_to,
    make_application,
    make_call,
    make_city,
    make_studio,
    step,
)
from workshops import clock
from workshops.applications.models import Application
from workshops.records.models import Event

from .pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def call(city, client):
    client.force_login(city.clerk)
    return make_call(city)


def begin(client, call, **typed):
    return client.post(at("application_new", call.pk), typed)


def test_a_new_studio_is_begun_with_its_file(client, call):
    answer = begin(client, call, studio="new", title="新创新工作室")

    file = Application.objects.get()
    assert answer.url == at("application", file.pk)
    assert (file.studio.title, file.studio.unit_union.title) == ("新创新工作室", "演示机械厂工会")
    assert Event.objects.about(file).get().act == "开始填写申报"


def test_a_studio_of_the_unit_can_be_chosen(client, call, city):
    studio = make_studio(city.unit)

    begin(client, call, studio=studio.pk)

    assert Application.objects.get().studio == studio


def test_a_studio_of_another_unit_cannot(client, call, city):
    studio = make_studio(city.other_unit)

    assert begin(client, call, studio=studio.pk).status_code == 200
    assert Application.objects.count() == 0


def test_a_new_studio_needs_a_name_of_its_own(client, call, city):
    studio = make_studio(city.unit)

    nameless = begin(client, call, studio="new", title="").content.decode()
    twice = begin(client, call, studio="new", title=studio.title).content.decode()

    assert "请填写新工作室的名称" in nameless
    assert "本单位已有同名工作室" in twice


def test_a_studio_files_once_in_a_call(client, call, city):
    file = make_application(city, call=call)

    page = client.get(at("application_new", call.pk)).content.decode()
    begin(client, call, studio=file.studio.pk)

    assert "已在本批次申报" in page
    assert Application.objects.count() == 1


def test_a_withdrawn_file_can_be_begun_again(client, call, city):
    file = make_application(city, call=call)
    step(file, "withdraw", city.clerk)

    begin(client, call, studio=file.studio.pk)

    assert [one.state for one in Application.objects.order_by("pk")] == ["withdrawn", "draft"]


def test_a_file_turned_down_is_not_begun_again_in_the_same_call(client, call, city):
    file = advanced_to("consented", city, application=make_application(city, call=call))
    step(file, "decline", city.screening_officer, reason="不符合")

    begin(client, call, studio=file.studio.pk)

    assert Application.objects.count() == 1


def test_a_barred_studio_is_refused_with_the_article(client, call, city):
    studio = make_studio(city.unit, barred_by="第十五条")

    page = client.get(at("application_new", call.pk)).content.decode()
    begin(client, call, studio=studio.pk)

    assert "已被永久取消申报资格（第十五条）" in page
    assert Application.objects.count() == 0


@pytest.mark.parametrize(("day", "files"), [(date(2026, 4, 30), 1), (date(2026, 5, 1), 0)])
def test_the_closing_day_still_counts_and_the_next_does_not(client, call, day, files):
    clock.move_to(day)

    begin(client, call, studio="new", title="新创新工作室")

    assert Application.objects.count() == files


def test_a_call_not_yet_opened_is_not_there(client, city):
    client.force_login(city.clerk)
    call = make_call(city, opened_on=None)

    assert client.get(at("application_new", call.pk)).status_code == 404


@pytest.mark.parametrize(
    ("person", "status"), [("stranger", 404), ("screening_officer", 403), ("chair", 403)]
)
def test_only_a_clerk_begins(client, call, city, person, status):
    client.force_login(getattr(city, person))

    assert client.get(at("application_new", call.pk)).status_code == status


def test_the_edition_stays_the_one_the_call_opened_under(client, call):
    begin(client, call, studio="new", title="新创新工作室")

    assert Application.objects.get().edition.key == EDITION
