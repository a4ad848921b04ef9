"""Where the text has no procedure for it, a change is reported and answered, or put on record."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.make import PDF, make_city, make_title, moment
from workshops.desk.waiting import waiting_for
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Event, Paper
from workshops.studios.copying import leading
from workshops.titles.changes import Unchangeable, answer, report
from workshops.titles.changing import Kind
from workshops.unions.models import TradeUnion

from .living import step, titled

pytestmark = pytest.mark.django_db
ON = date(2027, 4, 1)
WHEN = {"on": ON, "at": moment(ON)}
NEW = {"full_name": "赵新", "position": "车间主任", "skill": 5}
HONOUR = {
    "kind": "上海市劳动模范",
    "family": "model_worker",
    "level": 4,
    "on": "2024-04-28",
    "body": "",
}
RETITLED = "赵新薄板焊接劳模创新工作室"


def led_by_another(city, title, **more):
    details = {"former": "张三", "leader": NEW, "honours": [HONOUR]}
    told = {"happened_on": ON, "reason": "调任", "after": "赵新", "details": details}
    return report(title, Kind.LEADER, told | more, by=city.clerk, **WHEN)


def renamed(city, title):
    details = {"unit": "新名公司", "title": "新名公司工会"}
    told = {"happened_on": ON, "reason": "改制", "after": "新名公司", "details": details}
    return report(title, Kind.UNIT, told, by=city.clerk, **WHEN)


def answered(city, change, accepted=True, **given):
    return answer(change, accepted, "核对无误", given, by=city.review_office, **WHEN)


@pytest.mark.parametrize("code", ["shandong", "quzhou"])
def test_a_text_without_a_word_on_it_puts_another_leader_on_record(code):
    city, title = titled(code)
    change = led_by_another(city, title)
    assert leading(title.studio.leaders.all()) == "张三"
    answered(city, change)
    title.refresh_from_db()

    assert (leading(title.studio.leaders.all()), title.leader_changed_on) == ("赵新", ON)
    assert title.changes.get().before == "张三"
    assert Event.objects.filter(act__startswith="已确认：更换").count() == 1
    assert not Decision.objects.about(title).exists()


def test_yangpu_composes_the_title_anew_and_keeps_the_former_name():
    city, title = titled("yangpu")
    title.studio.direction, former = "薄板焊接", title.title
    title.studio.save()
    change = led_by_another(city, title)
    with pytest.raises(Refused):
        answered(city, change, document_number="杨工〔2027〕3号", composed_title="张三创新工作室")
    assert leading(title.studio.leaders.all()) == "张三"
    answered(city, change, document_number="杨工〔2027〕3号", composed_title=RETITLED)
    title.refresh_from_db()

    assert (title.title, title.changes.get().former_title) == (RETITLED, former)
    assert Decision.objects.about(title).get().step == "retitle"
    assert Paper.objects.get(kind="leader_change").number == "杨工〔2027〕3号"
    assert title.known_facts(ON).leaders[0].full_name == "赵新"


def test_a_report_declined_leaves_everything_as_it_was():
    city, title = titled("shandong")
    answered(city, change := led_by_another(city, title), accepted=False)
    title.refresh_from_db()

    assert (leading(title.studio.leaders.all()), title.leader_changed_on) == ("张三", None)
    with pytest.raises(NotPossible):
        answered(city, change)


def test_quzhou_adjusts_after_a_report_and_the_title_keeps_the_units_former_name():
    city, title = titled("quzhou")
    was = title.unit_union.unit
    answered(city, renamed(city, title), reason="称号由更名后的单位继续使用。")
    union = TradeUnion.objects.get(pk=city.unit.pk)

    assert (union.unit, union.title) == ("新名公司", "新名公司工会")
    assert was in title.changes.get().before
    assert Decision.objects.about(title).get().article == "第十九条"


def test_a_unit_moves_under_another_union():
    city, title = titled("shandong")
    key = city.neighbour.pk
    details = {"parent_id": key, "screening_union_id": key}
    told = {"happened_on": ON, "reason": "划转", "after": "西湖", "details": details}
    answered(city, report(title, Kind.AFFILIATION, told, by=city.clerk, **WHEN))

    assert TradeUnion.objects.get(pk=city.unit.pk).screening_union == city.neighbour
    assert title.changes.get().before == city.county.title


def test_members_come_and_go_on_record_at_once():
    city, title = titled("nanchang")
    told = {"happened_on": ON, "after": "周新", "details": {"full_name": "周新"}}
    report(title, Kind.JOINED, told, by=city.clerk, **WHEN)
    gone = title.studio.members.get(full_name="李四")
    told = {"happened_on": ON, "before": "李四", "details": {"member": gone.pk}, "reason": "调离"}
    report(title, Kind.LEFT, told, by=city.clerk, **WHEN)

    assert [m.full_name for m in title.studio.members.all()] == ["周新"]
    assert [c.outcome for c in title.changes.all()] == ["accepted", "accepted"]


def test_one_report_of_a_kind_waits_at_a_time_and_only_the_units_clerk_reports():
    city, title = titled("quzhou")
    renamed(city, title)
    with pytest.raises(Unchangeable, match="没有处理"):
        renamed(city, title)
    for person in (city.other_clerk, city.review_office):
        with pytest.raises(NotPermitted):
            report(title, Kind.LEFT, {"happened_on": ON}, by=person, **WHEN)


def test_the_office_alone_answers():
    city, title = titled("quzhou")
    change = renamed(city, title)

    with pytest.raises(NotPermitted):
        answer(change, True, "", {"reason": "x"}, by=city.clerk, **WHEN)
    assert "单位更名" in str(waiting_for(city.review_office, ON))


def test_a_leaders_retirement_is_warned_of_and_the_studio_kept_on():
    city, title = titled("yangpu")
    leader = title.studio.leaders.get()
    details = {"leader": leader.pk, "retires_on": "2027-09-01"}
    told = {"happened_on": ON, "before": "张三", "after": "2027年9月1日", "details": details}
    report(title, Kind.RETIRES, told, by=city.clerk, **WHEN)
    assert "将到退休年龄" in str(waiting_for(city.clerk, ON))
    assert "将到退休年龄" not in str(waiting_for(city.clerk, date(2027, 1, 1)))
    yes = {"leader_willing": True, "unit_keeps": True}
    with pytest.raises(Refused):
        step(title, "keep_on", city.review_office, date(2027, 9, 1), **yes)
    step(title, "keep_on", city.review_office, date(2027, 9, 2), **yes)

    assert "退休" not in str(waiting_for(city.review_office, date(2027, 9, 3)))


@pytest.mark.parametrize("kind", ["leader", "unit", "affiliation", "joined", "left", "retires"])
def test_every_report_has_its_page_for_the_clerk(client, kind):
    city, title = titled("yangpu")
    client.force_login(city.clerk)
    page = client.get(reverse("change_new", args=[title.pk, kind]))

    assert page.status_code == 200
    assert "提交后" in page.content.decode()


def test_a_text_with_a_procedure_takes_no_report_of_another_leader(client):
    city = make_city()
    title = make_title(city)
    client.force_login(city.clerk)

    assert client.get(reverse("change_new", args=[title.pk, "leader"])).status_code == 404
    assert client.get(reverse("leader_change", args=[title.pk])).status_code == 200


def test_the_pages_show_who_leads_the_report_and_its_answer(client):
    city, title = titled("quzhou")
    change = renamed(city, title)
    client.force_login(city.review_office)
    address = reverse("change", args=[change.pk])
    sent = {"accepted": "true", "answer": "称号由更名后的单位继续使用。"}
    asked = client.get(address).content.decode()
    answer_page = client.post(address, sent, follow=True).content.decode()
    seen = client.get(reverse("title", args=[title.pk])).content.decode()

    assert "第十九条" in asked
    assert "已确认" in answer_page
    assert "单位更名：原为" in seen


def test_the_name_to_give_is_composed_for_the_new_leader(client):
    city, title = titled("yangpu")
    title.studio.direction = "薄板焊接"
    title.studio.save()
    change = led_by_another(city, title)
    client.force_login(city.review_office)

    assert RETITLED in client.get(reverse("change", args=[change.pk])).content.decode()
    assert change.label == "更换带头人"


def test_nobody_is_kept_on_whose_day_of_retirement_is_not_on_record(client):
    city, title = titled("yangpu")
    client.force_login(city.review_office)
    seen = client.get(reverse("title", args=[title.pk])).content.decode()

    assert "填写带头人的法定退休日期" in seen


def test_the_clerk_types_in_the_day_of_retirement_and_reads_it_back(client):
    city, title = titled("yangpu")
    client.force_login(city.clerk)
    leader = title.studio.leaders.get()
    sent = {"leader": leader.pk, "retires_on": "2031-05-01"}
    page = client.post(reverse("change_new", args=[title.pk, "retires"]), sent, follow=True)
    leader.refresh_from_db()

    assert leader.retires_on == date(2031, 5, 1)
    assert "张三：2031年5月1日" in page.content.decode()
    assert title.known_facts(ON).retires_on == date(2031, 5, 1)


def test_a_rename_takes_no_name_another_union_has(client):
    city, title = titled("quzhou")
    client.force_login(city.clerk)
    sent = {"unit": "乙公司", "union": city.other_unit.title, "happened_on": "2026-03-01"}
    sent |= {"reason": "改制", "proof": paper()}
    address = reverse("change_new", args=[title.pk, "unit"])
    page = client.post(address, sent).content.decode()
    done = client.post(address, sent | {"union": "乙公司工会", "proof": paper()}, follow=True)

    assert "这个名称的工会已经有了" in page
    assert "已报告，等待命名机关处理" in done.content.decode()
    assert title.changes.get().details == {"unit": "乙公司", "title": "乙公司工会"}


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("更名.pdf", PDF)
