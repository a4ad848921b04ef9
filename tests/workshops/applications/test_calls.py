"""A call is prepared by the office, opened once, and then holds still."""

from datetime import date

import pytest

from tests.make import EDITION, make_call, make_city, make_union
from workshops.applications.calls import Adoption, Call
from workshops.records.models import Decision, Event
from workshops.unions.models import Kind

from .pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def office(client, city):
    """The office, signed in."""
    client.force_login(city.review_office)
    return client


@pytest.fixture
def draft(city):
    return make_call(city, opened_on=None)


def typed(city, **fields) -> dict:
    plain = {
        "year": 2027,
        "document_number": "演工通〔2027〕1号",
        "opens_on": "2027-03-01",
        "closes_on": "2027-04-30",
        "target": 3,
        "shortlist_line": 80,
        "pass_line": 60,
        "posting_days": 5,
        "screeners": [city.county.pk],
    }
    return plain | fields


def test_a_new_call_suggests_this_year_and_the_publicity_of_the_text(office):
    form = office.get(at("call_new")).context["form"]

    assert (form["year"].value(), form["posting_days"].value()) == (2026, 5)


def test_a_call_is_set_up_and_the_history_says_with_what(office, city):
    office.post(at("call_new"), typed(city))

    call = Call.objects.get(year=2027)
    assert (call.target, call.opened_on, call.edition_key) == (3, None, EDITION)
    after = Event.objects.about(call).get().after
    assert (after["入围标准"], after["推荐工会"]) == ("80", "东湖演示县总工会")


def test_what_is_not_settled_may_wait(office, city):
    office.post(at("call_new"), typed(city, shortlist_line="", pass_line="", target=""))

    assert Call.objects.get(year=2027).shortlist_line is None


def test_there_is_one_call_a_year(office, city, draft):
    page = office.post(at("call_new"), typed(city, year=2026)).content.decode()

    assert "本年度的申报批次已经建立" in page


def test_a_call_does_not_close_before_it_opens(office, city):
    page = office.post(at("call_new"), typed(city, closes_on="2027-02-28")).content.decode()

    assert "申报截止日不能早于开始日" in page


def test_only_unions_below_of_the_classes_of_the_text_may_screen(office, city):
    make_union("外市县总工会", kind=Kind.COUNTY)
    make_union("演示街道总工会", kind=Kind.SUBDISTRICT, parent=city.county)

    form = office.get(at("call_new")).context["form"]

    groups = [
        (kind, [title for _, title in unions]) for kind, unions in form["screeners"].field.choices
    ]
    assert groups == [("县区总工会", ["东湖演示县总工会", "西湖演示县总工会"])]


# Opening


def test_without_its_lines_a_call_does_not_open_and_says_why(office, draft):
    Call.objects.filter(pk=draft.pk).update(shortlist_line=None, pass_line=None)

    answer = office.post(at("call_open", draft.pk))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("入围标准未填写" in page, "合格标准未填写" in page, "附件" in page) == (True,) * 3
    assert Call.objects.get(pk=draft.pk).opened_on is None


def test_without_a_day_of_effect_no_call_opens(office, draft):
    Adoption.objects.all().delete()

    answer = office.post(at("call_open", draft.pk))

    assert (answer.status_code, "施行日期未填写" in answer.content.decode()) == (409, True)


def test_a_call_opens_by_a_decision(office, draft, city):
    office.post(at("call_open", draft.pk))

    decision = Decision.objects.about(draft).get()
    assert Call.objects.get(pk=draft.pk).opened_on == date(2026, 3, 2)
    assert (decision.before, decision.after, decision.person) == (
        "draft",
        "open",
        city.review_office,
    )
    assert Event.objects.about(draft).get().act == "开放申报批次"


def test_a_call_opens_once(office, draft):
    office.post(at("call_open", draft.pk))
    answer = office.post(at("call_open", draft.pk), follow=True)

    assert "没有重复办理" in answer.content.decode()
    assert Decision.objects.about(draft).count() == 1


@pytest.mark.parametrize("person", ["clerk", "secretary", "stranger", "screening_officer"])
@pytest.mark.parametrize("name", ["call_open", "call_edit", "call_criteria"])
def test_nobody_else_prepares_a_call(client, city, draft, person, name):
    client.force_login(getattr(city, person))

    assert client.post(at(name, draft.pk)).status_code == 404
    assert Call.objects.get(pk=draft.pk).opened_on is None


# After opening


def test_after_opening_the_lines_hold_still(office, city):
    call = make_call(city)

    office.post(at("call_edit", call.pk), typed(city, year=2026, shortlist_line=70))

    assert Call.objects.get(pk=call.pk).shortlist_line == 80


def test_after_opening_the_criteria_hold_still(office, city):
    call = make_call(city)

    page = office.post(at("call_criteria", call.pk), follow=True).content.decode()

    assert "批次已经开放，评分项目不能再改" in page


def test_the_window_is_made_longer_with_a_reason(office, city):
    call = make_call(city)

    office.post(at("call_edit", call.pk), {"closes_on": "2026-05-15", "reason": "受灾单位来不及"})

    event = Event.objects.about(call).get()
    assert Call.objects.get(pk=call.pk).closes_on == date(2026, 5, 15)
    assert (event.before, event.why) == ({"申报截止日": "2026-04-30"}, "受灾单位来不及")


@pytest.mark.parametrize(
    "sent",
    [{"closes_on": "2026-04-30", "reason": "同一天"}, {"closes_on": "2026-05-15", "reason": ""}],
)
def test_not_without_a_reason_and_not_to_the_same_day(office, city, sent):
    call = make_call(city)

    office.post(at("call_edit", call.pk), sent)

    assert Call.objects.get(pk=call.pk).closes_on == date(2026, 4, 30)


# The day of effect


def test_the_day_of_effect_is_typed_in_once(office, city):
    sent = {"effective_on": "2025-01-01", "document_number": "演工发〔2025〕1号"}

    office.post(at("adopt"), sent)
    again = office.post(at("adopt"), sent | {"effective_on": "2024-01-01"}).content.decode()

    assert Adoption.objects.get().effective_on == date(2025, 1, 1)
    assert "不能重复录入" in again


def test_the_page_shows_the_article_that_asks_for_it(office):
    page = office.get(at("adopt")).content.decode()

    assert ("附则" in page, "须由市总工会录入后才能使用" in page) == (True, True)


def test_an_outsider_finds_no_such_page(client, city):
    client.force_login(city.clerk)

    assert client.get(at("adopt")).status_code == 404


# The score sheet


def rows(call, **more) -> dict:
    """The score sheet as its page would send it."""
    found = list(call.criteria.all())
    sent = {"criteria-TOTAL_FORMS": len(found), "criteria-INITIAL_FORMS": len(found)}
    for place, one in enumerate(found):
        plain = {"id": one.pk, "title": one.title, "full_marks": one.full_marks, "guidance": ""}
        sent |= {f"criteria-{place}-{name}": value for name, value in plain.items()}
    return sent | more


def test_an_example_the_office_changed_is_an_example_no_more(office, draft):
    draft.criteria.update(is_example=True)

    office.post(at("call_criteria", draft.pk), rows(draft, **{"criteria-0-full_marks": 50}))

    found = [(one.full_marks, one.is_example) for one in draft.criteria.all()]
    assert found == [(50, False), (60, True)]


def test_the_page_shows_the_sum_and_marks_examples(office, draft):
    draft.criteria.update(is_example=True)

    page = office.get(at("call_criteria", draft.pk)).content.decode()

    assert ('<strong class="number">100</strong>' in page, "示例" in page) == (True, True)


def test_lines_are_added_and_taken_away(office, draft):
    added = {"criteria-TOTAL_FORMS": 3, "criteria-2-title": "项目3", "criteria-2-full_marks": 20}

    office.post(at("call_criteria", draft.pk), rows(draft, **{"criteria-0-DELETE": "on"}, **added))

    found = [(one.place, one.title) for one in draft.criteria.all()]
    assert found == [(1, "项目2"), (2, "项目3")]


def test_full_marks_are_at_least_one(office, draft):
    page = office.post(at("call_criteria", draft.pk), rows(draft, **{"criteria-0-full_marks": 0}))

    assert "满分请写 1 到 1000 之间的整数" in page.content.decode()


def test_a_line_nobody_can_reach_is_not_taken(office, city, draft):
    full = sum(draft.criteria.values_list("full_marks", flat=True))
    sent = typed(city, year=2026)
    url = at("call_edit", draft.pk)

    page = office.post(url, sent | {"shortlist_line": full + 1}).content.decode()

    assert f"评分项目满分合计只有{full}分，不能高于它。" in page
    assert office.post(url, sent | {"shortlist_line": full}).status_code == 302


@pytest.mark.parametrize(
    ("name", "label"), [("pass_line", "合格标准"), ("shortlist_line", "入围标准")]
)
def test_a_line_above_the_full_marks_does_not_open(office, draft, name, label):
    Call.objects.filter(pk=draft.pk).update(**{name: 250})

    told = office.get(at("call", draft.pk)).content.decode()
    page = office.post(at("call_open", draft.pk)).content.decode()

    assert f"{label}250分高于评分项目满分合计{draft.full_marks}分" in told
    assert f"{label}250分高于评分项目满分合计{draft.full_marks}分" in page
    assert Call.objects.get(pk=draft.pk).opened_on is None


def test_a_line_above_the_full_marks_is_told_when_it_is_typed(office, city, draft):
    page = office.post(at("call_edit", draft.pk), typed(city, year=2026, pass_line=250))

    assert page.context["form"].errors["pass_line"] == ["评分项目满分合计只有100分，不能高于它。"]
