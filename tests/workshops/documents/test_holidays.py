"""Next year's holiday notice is brought in by staff, looked through, and then counted with."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from rules.calendar import UnknownYear
from tests.make import TODAY, make_city
from workshops.records.holidays import changes, keeping_post, read_notice
from workshops.records.models import CalendarDay, Event

pytestmark = pytest.mark.django_db

TEXT = "2027-01-01至2027-01-03 元旦 放假\n2027年2月5日 春节 放假\n2027/1/9，元旦，上班"


@pytest.fixture
def city():
    return make_city()


def workbook(*rows) -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("2027.xlsx", kept.getvalue())


def sent(client, person, **data):
    client.force_login(person)
    return client.post(reverse("holidays_new"), {"year": 2027, **data})


def test_lines_are_read_in_the_ways_people_write_them():
    notice = read_notice(2027, TEXT)

    assert notice.is_sound
    assert [len(line.days) for line in notice.lines] == [3, 1, 1]
    assert notice.rows()[date(2027, 1, 9)] == ("元旦", False)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("元旦 放假", "开头应是日期"),
        ("2027-02-30 春节 放假", "没有2027-02-30这一天"),
        ("2027-02-05 春节", "应依次写"),
        ("2027-02-05 放假", "应依次写"),
        ("2027-02-05至2027-02-01 春节 放假", "起止日期不对"),
        ("2027-02-05至9999-12-31 春节 放假", "起止日期不对"),
        ("2027-02-05 春节 上班", "调休上班日应为周末"),
        ("2025-02-05 春节 放假", "不属于2027年的通知"),
        ("2027-01-02 元旦 放假", "在第1行已经写过"),
    ],
)
def test_a_line_says_what_is_wrong_with_it(line, why):
    notice = read_notice(2027, f"2027-01-01至2027-01-03 元旦 放假\n{line}")

    assert notice.lines[1].wrong.startswith(why) or why in notice.lines[1].wrong
    assert not notice.is_sound


def test_a_notice_of_another_year_is_noticed():
    assert "没有2027年元旦" in read_notice(2027, "2027-05-01 劳动节 放假").wrong


def test_a_day_of_another_years_notice_is_not_taken_over():
    CalendarDay.objects.create(date=date(2027, 1, 1), name="元旦", is_off=True, notice_year=2026)

    assert "2026年的通知" in read_notice(2027, TEXT).wrong


def test_nothing_and_too_much_are_refused():
    assert not read_notice(2027, " \n").is_sound
    assert "超过400行" in read_notice(2027, "x\n" * 401).wrong


def test_the_years_are_there_to_read_for_everybody_with_a_post(client, city):
    client.force_login(city.clerk)
    text = client.get(reverse("holidays")).content.decode()

    assert "2026年" in text
    assert reverse("holidays_new") not in text


@pytest.mark.parametrize("who", ["stranger", "clerk", "screening_officer", "auditor"])
def test_others_enter_nothing(client, city, who):
    assert sent(client, getattr(city, who), text=TEXT).status_code == 404
    assert client.get(reverse("holidays_template")).status_code == 404


def test_it_is_looked_through_before_it_is_kept(client, city):
    answer = sent(client, city.review_office, text=TEXT)

    assert "已核对，保存" in answer.content.decode()
    assert not CalendarDay.objects.filter(notice_year=2027).exists()


def test_once_confirmed_the_year_can_be_counted(client, city):
    with pytest.raises(UnknownYear):
        CalendarDay.objects.calendar().is_workday(date(2027, 1, 4))
    answer = sent(client, city.administrator, text=TEXT, confirmed="1")

    assert answer.status_code == 302
    assert CalendarDay.objects.filter(notice_year=2027).count() == 5
    assert CalendarDay.objects.calendar().is_workday(date(2027, 1, 4))


def test_the_history_says_who_entered_which_year(client, city):
    sent(client, city.administrator, text=TEXT, confirmed="1")
    event = Event.objects.get(act="录入放假安排")

    assert (event.person, event.after["year"], event.after["rows"]) == (city.administrator, 2027, 5)
    client.force_login(city.administrator)
    assert "录入2027年通知" in client.get(reverse("holidays")).content.decode()


def test_what_is_wrong_is_never_kept_even_when_confirmed(client, city):
    answer = sent(client, city.administrator, text="2027-01-01 元旦", confirmed="1")

    assert answer.status_code == 422
    assert "应依次写" in answer.content.decode()
    assert not CalendarDay.objects.filter(notice_year=2027).exists()


def test_a_corrected_notice_takes_the_place_of_the_first(client, city):
    sent(client, city.administrator, text=TEXT, confirmed="1")
    again = TEXT.replace("\n2027年2月5日 春节 放假", "\n2027-02-06 春节 放假")

    assert changes(read_notice(2027, again)) == {"新增": 1, "改动": 0, "取消": 1}
    sent(client, city.administrator, text=again, confirmed="1")
    assert CalendarDay.objects.filter(notice_year=2027).count() == 5


def test_a_workbook_is_read_and_shown_line_by_line(client, city):
    rows = (
        ["日期", "名称", "放假/上班"],
        [date(2027, 1, 1), "元旦", "放假"],
        ["2027-01-09", "元旦", "上班"],
    )
    answer = sent(client, city.administrator, book=workbook(*rows))

    assert [line.number for line in answer.context["notice"].lines] == [1, 2]
    assert answer.context["notice"].is_sound


def test_a_file_that_is_no_workbook_is_refused_in_words(client, city):
    answer = sent(client, city.administrator, book=SimpleUploadedFile("a.xlsx", b"nothing"))

    assert "另存为 xlsx" in answer.content.decode()


def test_the_template_can_be_handed_in_as_it_comes(client, city):
    client.force_login(city.administrator)
    template = client.get(reverse("holidays_template")).content
    answer = sent(client, city.administrator, book=SimpleUploadedFile("t.xlsx", template))

    assert load_workbook(BytesIO(template)).active["A2"].value == "日期"
    assert answer.context["notice"].is_sound


def test_a_keeper_sits_at_an_authority(city):
    assert keeping_post(city.administrator, TODAY).union == city.authority
    assert keeping_post(city.clerk, TODAY) is None
