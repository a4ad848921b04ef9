"""The pages of objections: the public form, the receipt, and the office's handling."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.make import LAST_POSTING_DAY, PDF, TODAY
from workshops.clock import move_to
from workshops.publicity import public
from workshops.publicity.models import Objection
from workshops.records.models import Attachment

from .test_objections import PERSON, objected
from .test_pages import as_, objecting, posted

pytestmark = pytest.mark.django_db
AFTER = LAST_POSTING_DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _today():
    move_to(TODAY)
    cache.clear()


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

    assert "内容是电脑程序，不是 PDF" in page
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
        _, _, main = answer.content.decode().partition("<main")
        return main.replace(code, "")

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
