"""A filing is filled in section by section: what is right is kept, what is not stays on show."""

import pytest

from tests.make import TODAY, advanced_to, make_application, make_city, make_studio, step
from workshops.applications.models import Application
from workshops.records.models import Event
from workshops.studios.models import Studio

from .pages import filled, save, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def draft(city, client):
    """A draft whose clerk is signed in."""
    application = make_application(city)
    client.force_login(city.clerk)
    return application


def studio_of(application) -> Studio:
    return Studio.objects.get(pk=application.studio_id)


def last_event(application) -> Event:
    return Event.objects.about(application).latest("number")


def test_a_section_is_saved_and_leads_to_the_next(client, draft):
    answer = save(client, draft, "basics", trade="装备制造")

    assert answer.url == section(draft, "leaders")
    assert studio_of(draft).trade == "装备制造"


def test_a_draft_stays_where_it_is(client, draft):
    answer = save(client, draft, "venue", save="draft")

    assert answer.url == section(draft, "venue")


def test_history_says_what_was_changed_from_what_to_what(client, draft):
    save(client, draft, "venue", equipment="机器人工作站一套")

    event = last_event(draft)
    assert event.act == "填写场所与经费"
    assert event.post == "演示机械厂工会经办人"
    assert event.before == {"设施设备": "数控机床两台"}
    assert event.after == {"设施设备": "机器人工作站一套"}


def test_saving_nothing_new_adds_nothing_to_the_history(client, draft):
    before = last_event(draft).number

    save(client, draft, "venue")

    assert last_event(draft).number == before


def test_what_is_right_is_kept_and_what_is_wrong_is_shown_again(client, draft):
    answer = save(client, draft, "venue", equipment="新设备", funds_fen="三十万")

    page = answer.content.decode()
    assert studio_of(draft).equipment == "新设备"
    assert studio_of(draft).funds_fen == 10_000_000
    assert "“三十万”不是金额" in page
    assert 'value="三十万"' in page


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("30万", 30_000_000), ("12.50元", 1_250), ("300,000", 30_000_000), ("", None)],
)
def test_money_is_typed_in_yuan_and_kept_in_fen(client, draft, typed, fen):
    save(client, draft, "venue", funds_fen=typed)

    assert studio_of(draft).funds_fen == fen


def test_an_empty_draft_is_saved_too(client, city):
    studio = Studio.objects.create(unit_union=city.unit, title="空白创新工作室")
    draft = make_application(city, studio=studio, materials=[])
    client.force_login(city.clerk)

    pages = ("basics", "leaders", "members", "venue", "projects", "outcomes", "earlier", "body")
    answers = [save(client, draft, page).status_code for page in pages]

    assert answers == [302] * len(pages)


def test_a_right_row_is_kept_beside_a_wrong_one_and_only_once(client, draft):
    two = {"members__1__full_name": "钱五", "members__2__specialty": "没写姓名"}
    two |= {"members__1__skill": "0", "members__2__skill": "0", "members__TOTAL_FORMS": 3}
    answer = save(client, draft, "members", **two)
    names = list(draft.studio.members.values_list("full_name", flat=True))
    forms = answer.context["forms"]
    again = {f.html_name: f.value() for rows in forms.rows for form in rows.forms for f in form}
    again |= {f.html_name: f.value() for f in forms.rows[0].management_form}
    again |= {"seen": forms.form["seen"].value(), "members-2-full_name": "孙六"}

    client.post(section(draft, "members"), {k: v for k, v in again.items() if v is not None})

    assert names == ["李四", "钱五"]
    everyone = draft.studio.members.order_by("pk").values_list("full_name", flat=True)
    assert list(everyone) == ["李四", "钱五", "孙六"]


def test_a_row_is_taken_out_and_the_history_keeps_it(client, draft):
    save(client, draft, "members", members__0__DELETE="on")

    assert draft.studio.members.count() == 0
    assert last_event(draft).before["删去成员“李四”"].startswith("姓名：李四")


def test_one_more_row_can_be_had_without_script(client, draft):
    answer = save(client, draft, "members", add_row="members")

    page = client.get(answer.url)
    assert [len(rows.forms) for rows in page.context["forms"].rows] == [2]


def test_an_honour_needs_a_leader_of_that_name(client, draft):
    answer = save(client, draft, "leaders", honours__0__leader_name="张山")

    assert "请填写上面一位领衔人的姓名" in answer.content.decode()
    assert draft.studio.honours.get().leader_name == "张三"


def test_a_project_does_not_end_before_it_begins(client, draft):
    answer = save(client, draft, "projects", projects__0__ends_on="2025-08-31")

    assert "结束日期不能早于开始日期" in answer.content.decode()


def test_a_unit_has_no_two_studios_of_one_name(client, draft, city):
    other = make_studio(city.unit)

    answer = save(client, draft, "basics", title=other.title)

    assert "本单位已有同名工作室" in answer.content.decode()
    assert studio_of(draft).title == draft.studio.title


def test_two_windows_do_not_overwrite_each_other_unawares(client, draft):
    url = section(draft, "venue")
    second_window = filled(client, url, address="乙路2号")
    save(client, draft, "venue", address="甲路1号")

    answer = client.post(url, second_window)

    assert "另一个窗口刚保存过这一部分" in answer.content.decode()
    assert studio_of(draft).address == "甲路1号"
    again = second_window | {"seen": answer.context["forms"].form["seen"].value()}
    client.post(url, again)
    assert studio_of(draft).address == "乙路2号"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"members-TOTAL_FORMS": "many", "members-INITIAL_FORMS": "0"},
        {"members-TOTAL_FORMS": "99999", "members-INITIAL_FORMS": "0", "add_row": "members"},
        {"members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0", "members-0-row": "9" * 30},
        {"add_row": "nowhere", "seen": "x"},
    ],
)
@pytest.mark.parametrize("right_mark", [True, False])
def test_a_broken_request_changes_nothing_and_breaks_nothing(client, draft, sent, right_mark):
    url = section(draft, "members")
    seen = {"seen": client.get(url).context["forms"].form["seen"].value()} if right_mark else {}

    assert client.post(url, sent | seen).status_code in (200, 302)
    assert [member.full_name for member in draft.studio.members.all()] == ["李四"]


# Who, and when


def test_a_submitted_file_is_not_changed(client, draft, city):
    url = section(draft, "venue")
    typed = filled(client, url, address="改了")
    step(draft, "submit", city.clerk, truthful=True)

    answer = client.post(url, typed, follow=True)

    assert "状态已经变更" in answer.content.decode()
    assert studio_of(draft).address == ""


@pytest.mark.parametrize(
    "person", ["stranger", "other_clerk", "screening_officer", "review_office"]
)
def test_a_draft_is_nobody_elses_to_see(client, draft, city, person):
    client.force_login(getattr(city, person))

    assert client.get(section(draft, "venue")).status_code == 404


def test_the_chair_of_the_unit_reads_but_does_not_write(client, draft, city):
    client.force_login(city.chair)

    assert client.get(f"/applications/{draft.pk}/").status_code == 200
    assert client.get(section(draft, "venue")).status_code == 403


def test_an_unknown_section_is_not_found(client, draft):
    assert client.get(section(draft, "nowhere")).status_code == 404


# A file sent back


@pytest.fixture
def returned(city, client):
    """A file sent back for its address, its members and one slot of materials."""
    application = advanced_to("consented", city)
    asked = ["venue.address", "members", "materials.plan"]
    step(application, "send_back", city.screening_officer, reason="地址不详", reopened=asked)
    client.force_login(city.clerk)
    return application


def test_only_what_was_asked_for_reopens(client, returned):
    sections = ("basics", "leaders", "members", "venue", "projects", "outcomes", "earlier", "body")
    opened = [key for key in sections if client.get(section(returned, key)).status_code == 200]

    assert opened == ["members", "venue"]


def test_a_locked_field_keeps_its_value_whatever_is_sent(client, returned):
    save(client, returned, "venue", address="星河路1号", equipment="没有", funds_fen="1")

    studio = studio_of(returned)
    assert studio.address == "星河路1号"
    assert (studio.equipment, studio.funds_fen, studio.has_venue) == (
        "数控机床两台",
        10_000_000,
        True,
    )


def test_the_clerk_sees_what_is_asked_and_why(client, returned):
    page = client.get(f"/applications/{returned.pk}/").content.decode()

    assert "地址不详" in page
    assert "场所与经费：场所地址、团队成员（整个部分）、申报材料：工作计划" in page


def test_a_file_corrected_is_submitted_and_consented_to_anew(client, returned, city):
    save(client, returned, "venue", address="星河路1号")
    step(returned, "submit", city.clerk, truthful=True)

    file = Application.objects.get(pk=returned.pk)
    assert (file.state, file.reopened, file.submitted_on) == ("submitted", [], TODAY)
    assert file.filing["studio"]["address"] == "星河路1号"
    assert client.get(section(returned, "venue")).status_code == 302
