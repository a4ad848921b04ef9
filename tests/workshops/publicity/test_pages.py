"""The pages of publicity: what everybody sees, what only handlers see."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import LAST_POSTING_DAY, PDF, TODAY, make_city
from workshops.clock import move_to
from workshops.publicity import public
from workshops.publicity.models import Objection, Posting
from workshops.records.models import Attachment, CalendarDay

from .test_objections import PERSON, objected
from .test_postings import decided, post

pytestmark = pytest.mark.django_db
AFTER = LAST_POSTING_DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _today():
    move_to(TODAY)
    cache.clear()


def posted(**leader):
    """A city and its list on view."""
    city, file = decided(**leader)
    return city, file, post(city, file.call)


def objecting(client, posting, **typed):
    """Fill in the public form."""
    url = reverse("object", args=[posting.address])
    return client.post(url, {"entry": 1} | PERSON | typed)


def as_(client, person):
    client.force_login(person)
    return client


def test_the_office_sees_both_readings_and_posts(client):
    city, file = decided()
    url = reverse("posting_new", args=[file.call_id])
    page = as_(client, city.review_office).get(url).content.decode()
    assert "第1个工作日3月3日（周二）" in page
    assert "2026年3月9日（星期一）" in page
    assert "2026年3月6日（星期五）" in page

    answer = client.post(url, {"title": "公示", "contact": "0791-86000000"})

    assert answer.url == reverse("posting", args=[Posting.objects.get().address])


def test_an_unknown_year_is_named_and_nothing_can_be_posted(client):
    city, file = decided()
    CalendarDay.objects.filter(notice_year=2026).delete()
    url = reverse("posting_new", args=[file.call_id])

    page = as_(client, city.review_office).get(url).content.decode()
    client.post(url, {"title": "公示", "contact": "0791-86000000"})

    assert "2026年的放假安排尚未录入" in page
    assert Posting.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("secretary", 403), ("clerk", 404), ("stranger", 404)])
def test_only_the_office_opens_the_posting_page(client, who, status):
    city, file = decided()

    answer = as_(client, getattr(city, who)).get(reverse("posting_new", args=[file.call_id]))

    assert answer.status_code == status


def test_the_public_page_needs_no_login_and_shows_nothing_personal(client):
    _, file, posting = posted(phone="13800000000", position="高级技师")

    page = client.get(reverse("posting", args=[posting.address])).content.decode()

    assert file.studio.title in page
    assert "张三" in page
    assert [w for w in ("13800000000", "高级技师", "李四", "洪城工匠", "90.00") if w in page] == []


def test_an_objection_is_taken_and_answered_with_a_receipt(client):
    _, _, posting = posted()
    evidence = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(2)]

    answer = objecting(client, posting, evidence=evidence)

    objection = Objection.objects.get()
    assert answer.url == reverse("receipt", args=[objection.receipt])
    assert Attachment.objects.about(objection).count() == 2
    page = client.get(answer.url).content.decode()
    assert "已收到" in page
    assert [secret for secret in PERSON.values() if secret in page] == []


@pytest.mark.parametrize("missing", ["full_name", "employer", "phone", "statement", "entry"])
def test_an_objection_is_named_and_states_facts(client, missing):
    _, _, posting = posted()

    answer = objecting(client, posting, **{missing: ""})

    assert answer.status_code == 200
    assert Objection.objects.count() == 0


def test_six_files_are_too_many(client):
    _, _, posting = posted()
    evidence = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(6)]

    page = objecting(client, posting, evidence=evidence).content.decode()

    assert "最多上传5个文件" in page
    assert Objection.objects.count() == 0


def test_a_file_that_is_not_what_it_says_is_refused(client):
    _, _, posting = posted()
    disguised = SimpleUploadedFile("a.pdf", b"MZ\x90")

    page = objecting(client, posting, evidence=[disguised]).content.decode()

    assert "只收 PDF" in page
    assert Objection.objects.count() == 0


@pytest.mark.parametrize(("day", "taken"), [(LAST_POSTING_DAY, 1), (AFTER, 0)])
def test_objections_are_taken_until_the_end_of_the_last_day(client, day, taken):
    _, _, posting = posted()
    move_to(day)

    objecting(client, posting)

    assert Objection.objects.count() == taken


def test_one_address_cannot_flood_the_office(client, monkeypatch):
    monkeypatch.setattr(public, "MOST_AN_HOUR", 2)
    _, _, posting = posted()

    answers = [objecting(client, posting).status_code for _ in range(3)]

    assert answers == [302, 302, 429]
    assert Objection.objects.count() == 2


def test_an_unknown_receipt_reads_like_a_pending_one(client):
    _, _, objection = objected()
    pending = client.get(reverse("receipt", args=[objection.receipt]))
    unknown = client.get(reverse("receipt", args=["x" * 24]))

    def words(answer, code):
        return answer.content.decode().replace(code, "")

    assert unknown.status_code == pending.status_code
    assert words(unknown, "x" * 24) == words(pending, objection.receipt)


def test_a_receipt_tells_when_the_objection_has_ended(client):
    city, _, objection = objected()
    typed = {"finding": "dismissed", "answer": "经查证据不足"}
    as_(client, city.review_office).post(reverse("objection", args=[objection.pk]), typed)
    client.logout()

    page = client.get(reverse("receipt", args=[objection.receipt])).content.decode()

    assert "已办结" in page
    assert "不足" not in page
    assert "不成立" not in page


@pytest.mark.parametrize(
    ("who", "listing", "one"),
    [
        ("review_office", 200, 200),
        ("auditor", 200, 200),
        ("secretary", 403, 404),
        ("clerk", 403, 404),
        ("chair", 403, 404),
        ("screening_officer", 403, 404),
        ("stranger", 403, 404),
    ],
)
def test_who_opens_objections(client, who, listing, one):
    city, _, objection = objected()
    as_(client, getattr(city, who))

    answers = [
        client.get(reverse("objections")).status_code,
        client.get(reverse("objection", args=[objection.pk])).status_code,
    ]

    assert answers == [listing, one]


def test_audit_reads_but_does_not_end_it(client):
    city, _, objection = objected()
    typed = {"finding": "dismissed", "answer": "经查证据不足"}

    answer = as_(client, city.auditor).post(reverse("objection", args=[objection.pk]), typed)

    objection.refresh_from_db()
    assert (answer.status_code, objection.finding) == (403, "")


def test_an_answer_that_names_the_objector_is_refused(client):
    city, _, objection = objected()
    typed = {"finding": "dismissed", "answer": "已电话答复赵举报"}

    page = as_(client, city.review_office).post(reverse("objection", args=[objection.pk]), typed)

    objection.refresh_from_db()
    assert "请删去异议人的姓名和电话" in page.content.decode()
    assert objection.finding == ""


def test_an_upheld_objection_shows_what_follows(client):
    city, file, objection = objected()
    typed = {"finding": "upheld", "answer": "成果不属实"}
    as_(client, city.review_office)

    page = client.post(reverse("objection", args=[objection.pk]), typed, follow=True)

    assert "未入选" in page.content.decode()
    step = reverse("application_step", args=[file.pk, "pass_over"])
    as_(client, city.secretary).post(step, {"reason": "异议成立"})
    file.refresh_from_db()
    assert file.state == "not_selected"


def test_the_objected_unit_never_reads_who_objected(client):
    city, file, _ = objected()
    as_(client, city.clerk)

    pages = [
        client.get(url).content.decode()
        for url in (
            reverse("application", args=[file.pk]),
            reverse("call", args=[file.call_id]),
            reverse("posting", args=[file.postings.get().address]),
        )
    ]

    assert [s for s in PERSON.values() for page in pages if s in page] == []


def count(client, url) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_lists_ask_as_much_of_three_rows_as_of_one(client):
    city, _, posting = posted()
    objecting(client, posting)
    addresses = ["postings", "objections"]
    as_(client, city.review_office)
    first = [count(client, reverse(name)) for name in addresses]
    for _ in range(2):
        _, other = decided(city)
        objecting(client, post(city, other.call))

    third = [count(client, reverse(name)) for name in addresses]

    assert first == third
    assert max(third) <= 12


def test_the_posting_page_asks_as_much_of_three_rows_as_of_one(client):
    city, file = decided()
    url = reverse("posting_new", args=[file.call_id])
    as_(client, city.review_office)
    first = count(client, url)
    decided(city)
    decided(city)

    assert count(client, url) == first
    assert first <= 12


def test_the_day_of_posting_is_the_demo_day(client):
    city, file = decided()
    move_to(date(2026, 3, 4))
    url = reverse("posting_new", args=[file.call_id])

    as_(client, city.review_office).post(url, {"title": "公示", "contact": "0791-86000000"})

    assert Posting.objects.get().posted_on == date(2026, 3, 4)


def test_a_city_without_postings_says_so(client):
    make_city()

    assert "现在没有公示" in client.get(reverse("postings")).content.decode()
