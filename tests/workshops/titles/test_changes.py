"""Another leader comes to a named studio by the road of its text; nothing else changes."""

from datetime import date

import pytest
from django.urls import reverse

from tests.make import (
    NAMED_ON,
    advanced_to,
    assess,
    attach,
    make_application,
    make_call,
    make_city,
    make_posting,
    make_reading,
    make_sheet,
    make_studio,
    make_title,
    moment,
    step,
)
from workshops.applications.calls import Call
from workshops.applications.models import Application
from workshops.applications.ways import place_of
from workshops.publicity.notice import candidates, entries, waiting
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Decision, Paper
from workshops.reviews.meeting import ballot, unranked
from workshops.reviews.ranking import rank, scored
from workshops.studios.copying import leading
from workshops.titles.changes import Unchangeable, apply_for_leader, under_way
from workshops.titles.changing import Change
from workshops.titles.models import Title
from workshops.titles.naming import up_for_naming

pytestmark = pytest.mark.django_db
AGREED = {"document_number": "演工发〔2027〕9号", "plaque_number": "x"}
LATER = date(2027, 7, 1)


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def title(city):
    return make_title(city)


def begun(city, title) -> Application:
    """An application for another leader, with the paper the text asks for and a new name."""
    file = apply_for_leader(title, by=city.clerk, on=NAMED_ON, at=moment(NAMED_ON))
    for material in file.edition.materials:
        attach(file, material.slot, by=city.clerk)
    file.copy.leaders.update(full_name="赵新")
    file.copy.honours.update(leader_name="赵新")
    return Application.objects.get(pk=file.pk)


def on_view(city, title) -> Application:
    """The application, taken so far that it stands on public view."""
    file = advanced_to("in_review", city, application=begun(city, title))
    for expert in city.experts:
        make_sheet(file, expert)
    rank(file.call, by=city.review_office, on=NAMED_ON, at=moment(NAMED_ON), alone=file)
    file = Application.objects.get(pk=file.pk)
    return advanced_to("in_publicity", city, application=file)


def test_the_studio_stays_as_it_is_until_the_change_is_agreed_to(city, title):
    file = on_view(city, title)
    live = title.studio

    assert leading(file.content["leaders"]) == "赵新"
    assert [leading(live.leaders.all()), live.honours.get().leader_name] == ["张三", "张三"]
    assert (file.score, file.rank, file.get_state_display()) == (90, 1, "公示中")


def test_agreed_to_the_new_leader_leads_under_the_same_title(city, title):
    file, schedule = on_view(city, title), title.schedule(LATER)
    step(file, "name", city.review_office, on=LATER, **AGREED)
    after = Title.objects.get()

    assert leading(after.studio.leaders.all()) == "赵新"
    assert (after.plaque_number, after.named_on) == (title.plaque_number, title.named_on)
    assert (after.leader_changed_on, after.known_facts(LATER).leader_changed_on) == (LATER, LATER)
    assert after.schedule(LATER) == schedule
    assert [(c.before, c.after, c.kind) for c in after.changes.all()] == [
        ("张三", "赵新", "leader")
    ]


def test_agreeing_issues_one_paper_that_says_from_whom_to_whom(city, title):
    step(on_view(city, title), "name", city.review_office, on=LATER, **AGREED)
    paper = Paper.objects.get(kind="leader_change")
    says = paper.decision.particulars["leader_change"]

    assert (paper.number, says["before"], says["after"]) == (
        AGREED["document_number"],
        "张三",
        "赵新",
    )
    assert "第七条" in says["article"]
    assert "公示无异议" in says["way"]


def test_year_quota_and_ranking_do_not_bind_it_but_the_conditions_do(city, title):
    title.application.call.closes_on = date(2026, 3, 1)
    title.application.call.save()
    file = begun(city, title)
    blocked = {f.id for f in file.judge("submit", on=LATER, given={"truthful": True}).blocking}
    file.copy.earliertitles.all().delete()
    less = file.judge("submit", on=LATER, given={"truthful": True}).blocking

    assert blocked == {"NC-02-4c"}  # the outcome lies more than a year back by then
    assert "NC-02-6a" in {f.id for f in less}


def test_it_stands_in_no_list_of_its_call(city, title):
    call = title.application.call
    waiting_one = advanced_to(
        "in_review",
        city,
        application=make_application(city, call=call, studio=make_studio(city.unit)),
    )
    file = advanced_to("in_review", city, application=begun(city, title))

    assert list(scored(call).exclude(pk=title.application_id)) == [waiting_one]
    assert [ballot(call), unranked(call)] == [[], 1]
    assert (candidates(call), list(up_for_naming(call))) == ([], [])
    assert call.named_in(NAMED_ON.year) == 1
    assert file.is_beside


def test_only_one_is_on_its_way_at_a_time(city, title):
    begun(city, title)

    with pytest.raises(Unchangeable, match="正在办理"):
        apply_for_leader(title, by=city.clerk, on=NAMED_ON, at=moment(NAMED_ON))


def test_only_the_clerk_of_the_unit_applies(city, title):
    for person in (city.other_clerk, city.chair, city.review_office):
        with pytest.raises(NotPermitted):
            apply_for_leader(title, by=person, on=NAMED_ON, at=moment(NAMED_ON))


def test_withdrawn_it_leaves_everything_as_it_was_and_may_begin_again(city, title):
    step(begun(city, title), "withdraw", city.clerk, on=NAMED_ON)

    assert under_way(title) is None
    assert leading(title.studio.leaders.all()) == "张三"
    assert begun(city, title).state == "draft"


def test_no_new_leader_comes_to_a_title_struck_off(city, title):
    file = on_view(city, title)
    Title.objects.filter(pk=title.pk).update(**{"state": "revoked"})
    file = Application.objects.get(pk=file.pk)

    with pytest.raises(NotPossible):
        step(file, "name", city.review_office, on=LATER, **AGREED)
    assert file.may_proceed(file.edition.step("pass_over"))


def test_by_the_other_reading_it_needs_an_open_call_and_travels_with_it(city, title):
    title.settings = {"leader_change": "everything"}
    title.save()
    with pytest.raises(Unchangeable, match="没有开放的申报批次"):
        apply_for_leader(title, by=city.clerk, on=LATER, at=moment(LATER))
    make_reading(city, "leader_change", "everything")
    window = {"opens_on": date(2027, 6, 1), "closes_on": date(2027, 8, 1)}
    call = make_call(city, year=2027, opened_on=date(2027, 6, 1), **window)
    file = apply_for_leader(title, by=city.clerk, on=LATER, at=moment(LATER))

    assert (file.call, file.is_beside) == (call, False)
    assert file in call.applications.in_batch()


def test_the_public_list_says_who_leads_now_and_who_is_to(city, title):
    file = advanced_to("in_review", city, application=begun(city, title))
    assert waiting(file) == []
    [entry] = entries([file])

    assert (entry.leaders, entry.former) == ("赵新", "张三")
    assert Decision.objects.filter(step="name").count() == 1
    assert make_posting(file).call == title.application.call


@pytest.mark.parametrize(("afresh", "ends"), [(False, 2028), (True, None)])
def test_a_new_leader_breaks_a_row_of_failures_only_where_that_was_chosen(title, afresh, ends):
    title.settings, title.leader_changed_on = {"leader_change_resets": afresh}, date(2028, 2, 1)
    title.save()
    assess(title, "FF")

    assert Title.objects.get().schedule(date(2028, 12, 31)).revoked_year == ends


def test_china_communications_posts_it_first_and_lets_the_secretary_agree(city, title):
    """Its text has no consent, no scores and no meeting; each step is taken on its own page."""
    city.authority.jurisdiction = "china_communications"
    city.authority.save()
    Call.objects.update(edition_key="provisional")
    Title.objects.update(edition_key="provisional", settings={})
    file = begun(city, Title.objects.get())
    make_posting(file)
    Application.objects.filter(pk=file.pk).update(**{"state": "in_publicity"})
    file = Application.objects.get(pk=file.pk)
    places = [place_of(file, one)[0] for one in ("review", "shortlist", "publicise", "name")]

    assert places == ["", "", "change_posting", "change_name"]
    step(file, "name", city.secretary, on=LATER, **AGREED)
    assert leading(Title.objects.get().studio.leaders.all()) == "赵新"


IN_WORDS = [
    ("china_communications", "provisional", "in_publicity", "secretary", "领衔人"),
    ("yangpu", "undated", "decided", "review_office", "带头人"),
]


@pytest.mark.parametrize(("code", "edition", "at", "who", "leads"), IN_WORDS)
def test_agreeing_is_called_agreeing_in_the_word_of_the_text_and_not_naming(
    client, city, title, code, edition, at, who, leads
):
    file = begun(city, title)
    city.authority.jurisdiction = code
    city.authority.save()
    Call.objects.update(edition_key=edition)
    Title.objects.update(edition_key=edition)
    there = {"state": at, "submitted_on": NAMED_ON}
    Application.objects.filter(pk=file.pk).update(**there)
    client.force_login(getattr(city, who))

    page = client.get(reverse("change_name", args=[file.pk]))
    said = page.content.decode()

    assert page.context["verdict"].step_label == f"同意更换{leads}"
    assert f"更换{leads}，程序走到命名这一步" in said
    assert [word for word in ("“命名", "“择优命名", "命名文号", "命名决定须") if word in said] == []
    assert ("领衔人" in said) == (leads == "领衔人")


def test_a_draft_is_the_units_own_and_a_change_is_seen_by_whoever_sees_the_title(
    client, city, title
):
    address = reverse("title", args=[title.pk])
    begun(city, title)
    shown = {}
    for person in (city.clerk, city.review_office, city.screening_officer):
        client.force_login(person)
        shown[person] = "更换领衔人办理中" in client.get(address).content.decode()
    change = title.changes.create(kind="leader", happened_on=LATER, reported_on=LATER)

    assert list(shown.values()) == [True, False, False]
    for person in (city.clerk, city.screening_officer, city.finance_clerk, city.auditor):
        assert Change.objects.visible_to(person, on=LATER).get() == change
    assert not Change.objects.visible_to(city.other_clerk, on=LATER).exists()
