"""The demo city: what is loaded, for whom, where it is refused, and how one comes in."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

import rules
from tests.make import make_person, moment
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.management.demo_city import PASSWORD, lay_out, places
from workshops.records.models import Event
from workshops.studios.models import Studio
from workshops.unions.models import Kind, Person, Role, TradeUnion

pytestmark = pytest.mark.django_db


def said(command, *arguments, **options) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def demo():
    lay_out(at=moment())


def test_there_are_unions_and_staff_for_five_jurisdictions(demo):
    authorities = TradeUnion.objects.filter(kind=Kind.AUTHORITY)
    roles = {a: set(a.appointments.values_list("role", flat=True)) for a in authorities}
    unit_roles = {Role.CLERK, Role.SCREENING_OFFICER}

    assert len({a.jurisdiction for a in authorities}) == 5
    assert all(held == set(Role) - unit_roles for held in roles.values())


def test_every_unit_has_a_clerk_and_a_recommending_union_with_an_officer(demo):
    for unit in TradeUnion.objects.filter(kind=Kind.UNIT):
        assert unit.appointments.filter(role=Role.CLERK).exists()
        assert unit.screening_union.appointments.filter(role=Role.SCREENING_OFFICER).exists()


def test_the_recommending_unions_are_of_every_class_the_text_names(demo):
    for code in {place["jurisdiction"] for place in places()}:
        there = TradeUnion.objects.filter(jurisdiction=code).values_list("kind", flat=True)
        assert set(rules.regulations()[code].editions[-1].screeners) <= set(there)


def test_the_call_waits_for_the_lines_the_text_does_not_give(demo):
    call = Call.objects.get(authority__jurisdiction="nanchang")

    assert (call.shortlist_line, call.pass_line, call.opened_on) == (None, None, None)
    assert call.full_marks == 100
    blocking = call.judge("open_call", on=call.opens_on).blocking
    assert [finding.article for finding in blocking] == ["附件", "附件"]


def test_every_studio_could_be_filed_once_its_papers_are_there(demo):
    found = {
        studio.title: verdict_on(studio) for studio in Studio.objects.exclude(leaders__roll__gt="")
    }

    assert len(found) >= 4
    assert {title: says for title, verdict in found.items() if (says := verdict.blocking)} == {}


def verdict_on(studio):
    """What its own authority's call says of a studio once all papers are in."""
    call = Call.objects.get(authority=studio.unit_union.authority)
    slots = frozenset(material.slot for material in call.edition.materials)
    given = {"truthful": True, "materials": slots}
    file = Application.objects.create(call=call, studio=studio)
    return file.judge("submit", on=call.opens_on, given=given)


def test_the_command_says_what_it_loaded_and_draws_a_sample_of_each_paper(settings, tmp_path):
    settings.DATA = tmp_path
    printed = said("load_demo")
    samples = {file.stem for file in (tmp_path / "samples").iterdir()}

    assert f"人员{Person.objects.count()}" in printed
    assert {"工作计划（示例）", "所在单位党政认可文件（示例）"} <= samples


def test_loading_is_in_the_history_and_the_history_is_sound(demo):
    assert Event.objects.filter(act="载入演示数据").count() == len(places())
    assert "核对通过" in said("verify_history")


def test_real_people_keep_the_demo_out():
    make_person()

    with pytest.raises(CommandError):
        call_command("load_demo")


def test_outside_the_demo_nothing_is_loaded(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("load_demo")


def test_loading_twice_changes_nothing(demo):
    before = Person.objects.count()

    said("load_demo", "--if-empty")
    with pytest.raises(CommandError):
        call_command("load_demo")

    assert Person.objects.count() == before


def test_the_printed_password_opens_every_printed_account(demo):
    printed = said("demo_accounts", "--all")
    names = re.findall(r"[a-z0-9]+\.[a-z0-9]+", printed)

    assert PASSWORD in printed
    assert set(names) >= set(Person.objects.values_list("username", flat=True))
    assert Person.objects.get(username="cm.pingshen").check_password(PASSWORD)


def test_the_login_page_offers_the_people_and_one_click_brings_in(client, demo):
    clerk = Person.objects.get(username="xinghe.jingban")

    offered = client.get(reverse("account_login")).content.decode()
    page = client.post(reverse("demo_enter", args=[clerk.pk]), follow=True)

    assert clerk.full_name in offered
    assert page.context["user"] == clerk


def test_nobody_real_is_entered_by_a_click(client):
    assert client.post(reverse("demo_enter", args=[make_person().pk])).status_code == 404


def test_outside_the_demo_nobody_is_offered_and_no_click_brings_in(client, demo, settings):
    settings.DEMO = False
    clerk = Person.objects.get(username="xinghe.jingban")

    assert clerk.full_name not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("demo_enter", args=[clerk.pk])).status_code == 404


def test_a_real_installation_begins_with_an_administrator():
    place = ["--union", "某市总工会", "--jurisdiction", "nanchang"]

    printed = said("create_administrator", "admin", "管理员", *place)
    person = Person.objects.get(username="admin")
    password = re.search(r"口令 (\w+)", printed).group(1)

    assert person.check_password(password)
    assert [(str(p.union), p.role) for p in person.appointments.all()] == [
        ("某市总工会", Role.ADMINISTRATOR)
    ]


def test_a_second_first_administrator_is_refused():
    words = ["--union", "某市总工会", "--jurisdiction", "nanchang"]
    said("create_administrator", "one", "甲", *words)

    with pytest.raises(CommandError, match="已有系统管理员"):
        call_command("create_administrator", "two", "乙", *words)


def test_an_unknown_regulation_is_refused():
    words = ["one", "甲", "--union", "某市总工会", "--jurisdiction", "nowhere"]

    with pytest.raises(CommandError, match="没有装入"):
        call_command("create_administrator", *words)
