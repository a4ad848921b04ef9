"""Objections: who may learn of whom, and what they hold up."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.make import LAST_POSTING_DAY, PDF, TODAY, advanced_to, make_city, moment
from workshops.publicity.actions import conclude, lodge
from workshops.publicity.models import Objection
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment, Event

pytestmark = pytest.mark.django_db
PERSON = {
    "full_name": "赵举报",
    "employer": "演示电机厂",
    "phone": "13911112222",
    "statement": "成果不属实",
}
AFTER = LAST_POSTING_DAY + timedelta(days=1)


def objected(*evidence):
    """A city, a posted file, and a named objection to it."""
    city = make_city()
    file = advanced_to("in_publicity", city)
    return city, file, lodge(file.postings.get(), file.pk, evidence, at=moment(), **PERSON)


def end(city, objection, finding, by=None, answer="经查证据不足") -> None:
    conclude(
        objection,
        finding=finding,
        answer=answer,
        by=by or city.review_office,
        on=TODAY,
        at=moment(),
    )


def hindrance(file) -> list[str]:
    """What of the objections stands in the way of naming, the period being over."""
    found = file.judge("name", on=AFTER).blocking
    return [finding.shown for finding in found if finding.id == "NC-07g-clear"]


def test_an_open_objection_locks_the_naming():
    _, file, _ = objected()

    assert hindrance(file) == ["未办结的异议1件"]


def test_a_dismissed_one_lets_it_go_on():
    city, file, objection = objected()

    end(city, objection, "dismissed")

    assert hindrance(file) == []


def test_an_upheld_one_keeps_it_locked():
    city, file, objection = objected()

    end(city, objection, "upheld")

    assert hindrance(file) == ["成立的异议1件"]


def test_an_objection_ends_once():
    city, _, objection = objected()
    end(city, objection, "dismissed")

    with pytest.raises(NotPossible):
        end(city, objection, "upheld")


@pytest.mark.parametrize("who", ["auditor", "secretary", "clerk", "stranger"])
def test_only_the_office_ends_it(who):
    city, _, objection = objected()

    with pytest.raises(NotPermitted):
        end(city, objection, "dismissed", by=getattr(city, who))


def test_only_handlers_and_audit_see_it():
    city, _, _ = objected()
    everybody = ["review_office", "auditor", "secretary", "finance_clerk", "administrator"]
    everybody += ["clerk", "chair", "screening_officer", "other_clerk", "stranger"]

    seeing = [
        who
        for who in everybody
        if Objection.objects.visible_to(getattr(city, who), on=TODAY).exists()
    ]

    assert seeing == ["review_office", "auditor"]


def test_history_never_says_who_objected_nor_under_what_file_name():
    city, _, objection = objected(SimpleUploadedFile("赵举报13911112222.pdf", PDF))
    end(city, objection, "dismissed")

    rows = Event.objects.filter(subject_type="workshops.objection").values()
    told = "".join(str(value) for row in rows for value in row.values())

    assert [row["act"] for row in rows] == ["收到异议", "上传材料", "办结异议：异议不成立"]
    assert [secret for secret in PERSON.values() if secret in told] == []
    assert Attachment.objects.about(objection).get().filename == "证据1.pdf"


def test_receipts_cannot_be_guessed():
    _, _, objection = objected()

    assert len(objection.receipt) == 24  # 144 random bits
