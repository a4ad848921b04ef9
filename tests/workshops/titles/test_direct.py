"""A craftsman of the roll: named directly, or supervised until there is a studio to be named."""

import pytest
from django.urls import reverse

from subsidies.payments.notices import content as notice
from tests.make import moment
from tests.people import TODAY
from tests.province import (
    NUMBERS,
    PLACE,
    choose,
    judged,
    make_craft_studio,
    make_province,
    name_directly,
    paid,
    supervise,
)
from workshops.clock import move_to
from workshops.records.actions import advance, altered_decisions, broken_link
from workshops.records.lifecycle import NotPossible, Refused
from workshops.records.models import Decision, Event, Paper
from workshops.titles.actions import why_no_year, years_open
from workshops.titles.models import Title

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    move_to(TODAY)
    return make_province()


def page(client, person, name, *args, **sent):
    client.force_login(person)
    address = reverse(name, args=args)
    return client.post(address, sent) if sent else client.get(address)


def sent(step="name_directly", **given) -> dict:
    """The form of a road filled in."""
    fields = PLACE | NUMBERS | {"leads_studio": "true"} | given
    return fields | {f"judge-{one}": "met" for one in judged(step)}


# Named directly


def test_who_leads_a_studio_is_named_without_filing_meeting_or_publicity(place):
    title = name_directly(place)

    paper = Paper.objects.get()
    says = paper.decision.particulars["naming_decision"]
    assert (title.state, title.named_on, title.application) == ("active", TODAY, None)
    assert (paper.number, says["deciding_body"], says["posted"]) == ("演省工〔2026〕1号", "", False)
    assert title.schedule(TODAY).due_fen == 5_000_000
    assert (broken_link(), altered_decisions()) == (None, [])


def test_by_the_other_reading_the_form_asks_for_meeting_and_publicity(client, place):
    choose(place, "qilu_publicity", True)
    studio = make_craft_studio(place.unit)
    where = ("roll_step", studio.pk, "name_directly")
    more = {"met_on": "2026-02-20", "minutes_number": "7号", "last_posting_day": "2026-02-27"}

    without = page(client, place.review_office, *where, **sent())
    page(client, place.review_office, *where, **sent(**more, open_objections="0"))

    says = Paper.objects.get().decision.particulars["naming_decision"]
    assert without.context["form"].errors.keys() == {*more, "open_objections"}
    assert (says["deciding_body"], says["posted"]) == ("省总工会主席办公会", True)


def test_the_office_names_in_its_form_and_the_second_click_is_led_to_the_title(client, place):
    studio = make_craft_studio(place.unit)
    where = ("roll_step", studio.pk, "name_directly")

    first = page(client, place.review_office, *where, **sent())
    second = page(client, place.review_office, *where, **sent())

    title = Title.objects.get()
    assert first.url == second.url == reverse("title", args=[title.pk])
    assert Decision.objects.count() == 1


def test_whoever_is_slower_by_a_lock_founds_no_second_title(place):
    studio = make_craft_studio(place.unit)
    name_directly(place, studio)

    with pytest.raises(NotPossible):
        name_directly(place, studio, roll_number="工匠02", plaque_number="工匠-2")

    assert Title.objects.count() == 1


@pytest.mark.parametrize("who", ["clerk", "city_officer", "secretary", "finance_clerk", "stranger"])
@pytest.mark.parametrize("road", ["name_directly", "supervise", ""])
def test_the_roll_is_the_offices_alone(client, place, who, road):
    studio = make_craft_studio(place.unit)
    where = ("roll_step", studio.pk, road) if road else ("roll",)

    assert page(client, getattr(place, who), *where).status_code == 404
    assert page(client, getattr(place, who), *where, **sent()).status_code == 404
    assert not Title.objects.exists()


def test_what_stands_in_the_way_is_told_with_its_article_and_nothing_is_created(client, place):
    studio = make_craft_studio(place.unit, whole=False)
    where = ("roll_step", studio.pk, "name_directly")

    before = page(client, place.review_office, *where)
    after = page(client, place.review_office, *where, **sent(leads_studio="false"))

    assert "第五条第（二）项" in before.content.decode()
    assert after.status_code == 409
    assert "还未领衔创建的，先列入督导创建" in after.content.decode()
    assert (Title.objects.count(), Paper.objects.count()) == (0, 0)


def test_a_step_that_is_no_road_or_a_studio_off_the_roll_is_not_there(client, place):
    studio = make_craft_studio(place.unit)

    assert page(client, place.review_office, "roll_step", studio.pk, "name").status_code == 404
    assert page(client, place.review_office, "roll_step", 9999, "supervise").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("plaque_number", "工匠-1", "这个牌匾编号已经用过"),
        ("document_number", "演省工〔2026〕1号", "这个文号已经用过"),
        ("roll_number", "工匠01", "这个名册编号已用于“演示工匠创新工作室”"),
    ],
)
def test_no_number_is_used_twice(client, place, field, value, why):
    name_directly(place)
    second = make_craft_studio(place.other_unit, title="第二工作室")
    others = {"plaque_number": "2", "document_number": "3", "roll_number": "4"}

    where = ("roll_step", second.pk, "name_directly")
    answer = page(client, place.review_office, *where, **sent(**others | {field: value}))

    assert why in answer.content.decode()
    assert Title.objects.count() == 1


def test_no_more_are_named_than_were_put_on_the_roll_that_year(place):
    name_directly(place, roll_size=1)

    second = make_craft_studio(place.other_unit, title="第二工作室")
    more = {"roll_number": "2", "plaque_number": "2", "document_number": "2"}
    with pytest.raises(Refused) as refusal:
        name_directly(place, second, roll_size=1, **more)

    assert [f.id for f in refusal.value.verdict.blocking] == ["SD-06-0b"]


# Supervised


def test_supervised_filled_in_by_the_unit_and_then_named(client, place):
    title = supervise(place)
    sent_in = {"has_venue": "true", "equipment": "试验台", "dedicated_funds": "true"}
    page(client, place.clerk, "created_section", title.pk, "venue", **sent_in, unit_pays="true")
    title.studio.refresh_from_db()
    assert title.studio.equipment == "试验台"
    assert Event.objects.about(title).order_by("number").last().person == place.clerk

    whole = make_craft_studio(place.other_unit, title="样板")
    for rows in (whole.projects, whole.outcomes):
        rows.update(studio=title.studio)
    type(title.studio).objects.filter(pk=title.studio_id).update(
        legal_person=True, research_body=False
    )
    given = PLACE | NUMBERS | {"leads_studio": True, "judgements": judged("name_created")}
    advance(title, "name_created", by=place.review_office, on=TODAY, at=moment(), given=given)

    assert (title.state, title.named_on, title.plaque_number) == ("active", TODAY, "工匠-1")
    assert Paper.objects.get().number == "演省工〔2026〕1号"
    assert (broken_link(), altered_decisions()) == (None, [])


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("other_clerk", 404), ("city_officer", 404), ("review_office", 404)],
)
def test_only_the_units_clerk_fills_in_what_is_being_created(client, place, who, status):
    title = supervise(place)

    answer = page(client, getattr(place, who), "created_section", title.pk, "venue")

    assert answer.status_code == status


def test_once_it_is_named_the_unit_keeps_up_only_what_changes_by_itself(client, place):
    title = name_directly(place)

    assert page(client, place.clerk, "created_section", title.pk, "leaders").status_code == 404
    assert page(client, place.clerk, "created_section", title.pk, "venue").status_code == 200


@pytest.mark.parametrize("who", ["clerk", "city_officer", "other_city_officer", "review_office"])
def test_the_unit_the_cities_above_and_beside_it_and_the_authority_see_it(client, place, who):
    title = supervise(place, supervisor=place.other_city.title)

    answer = page(client, getattr(place, who), "title", title.pk)

    assert "督导创建中" in answer.content.decode()
    assert "推演以后各年" not in answer.content.decode()


def test_a_city_that_neither_recommends_nor_supervises_sees_nothing(client, place):
    supervised, named = (
        supervise(place),
        name_directly(
            place, make_craft_studio(place.other_unit, title="第二工作室"), roll_number="2"
        ),
    )
    for title in (supervised, named):
        assert page(client, place.other_city_officer, "title", title.pk).status_code == 404
    for who in (place.stranger, place.city_officer):
        assert page(client, who, "title", named.pk).status_code == 404
    assert list(Title.objects.visible_to(place.city_officer, on=TODAY)) == [supervised]


@pytest.mark.parametrize("name", ["titles", "title", "assess", "payee", "support"])
def test_no_page_breaks_on_a_title_that_is_not_named_yet(client, place, name):
    title = supervise(place)
    args = [] if name == "titles" else [title.pk]

    for who in (place.review_office, place.finance_clerk, place.clerk):
        assert page(client, who, name, *args).status_code in (200, 403, 404)
    assert page(client, place.review_office, "title_projection", title.pk).status_code == 404
    assert page(client, place.finance_clerk, "desk").status_code == 200


def test_nothing_falls_due_and_no_year_opens_before_the_name(place):
    title = supervise(place)

    assert title.schedule(TODAY).instalments == ()
    assert years_open(title, TODAY) == []
    assert why_no_year(title, TODAY).startswith("还没有命名")


def test_what_is_being_created_stands_first_in_the_list(client, place):
    second = make_craft_studio(place.other_unit, title="第二工作室")
    supervised, named = supervise(place), name_directly(place, second, roll_number="2")

    answer = page(client, place.review_office, "titles")

    assert list(answer.context["titles"]) == [supervised, named]
    assert "未命名" in answer.content.decode()


def test_the_notice_of_a_title_without_a_filing_goes_to_the_union_above(place):
    payment = paid(place)

    assert notice(payment, TODAY)["copied_to"] == ["甲市总工会", "演示省总工会经费审查委员会"]
