"""Materials are handed in by slot, several at once, and taken out while the file is open."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.make import PDF, advanced_to, attach, make_application, make_city, step
from workshops.records.models import Attachment, Event

from .pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


@pytest.fixture
def draft(city, client):
    client.force_login(city.clerk)
    return make_application(city, materials=[])


def upload(client, application, slot="plan", *contents):
    papers = [SimpleUploadedFile(f"{n}.pdf", c) for n, c in enumerate(contents or [PDF], start=1)]
    url = at("application_upload", application.pk)
    return client.post(url, {"slot": slot, "papers": papers})


def names(application, slot="plan") -> list[str]:
    there = Attachment.objects.about(application).filter(slot=slot, withdrawn_at=None)
    return list(there.order_by("pk").values_list("filename", flat=True))


def test_several_papers_lie_in_one_slot(client, draft):
    upload(client, draft, "plan", PDF, PDF)

    assert names(draft) == ["1.pdf", "2.pdf"]
    assert Event.objects.about(draft).latest("number").post == "演示机械厂工会经办人"


def test_a_wrong_paper_does_not_hold_up_a_right_one(client, draft):
    page = upload(client, draft, "plan", PDF, b"MZ").content.decode()

    assert names(draft) == ["1.pdf"]
    assert "2.pdf：内容是电脑程序，不是 PDF，只是文件名写成了这样" in page


def test_choosing_nothing_is_said(client, draft):
    answer = client.post(at("application_upload", draft.pk), {"slot": "plan"})

    assert "请先选择文件" in answer.content.decode()


def test_there_is_no_slot_outside_the_list(client, draft):
    assert upload(client, draft, "consent").status_code == 404


def test_a_paper_is_taken_out_and_stays_in_the_archive(client, draft, city):
    paper = attach(draft, "plan", by=city.clerk)

    client.post(at("application_upload", draft.pk), {"withdraw": paper.pk})

    assert (names(draft), Attachment.objects.filter(pk=paper.pk).exists()) == ([], True)


def test_a_paper_of_another_file_is_not_to_be_touched(client, draft, city):
    other = attach(make_application(city, materials=[]), "plan", by=city.clerk)

    answer = client.post(at("application_upload", draft.pk), {"withdraw": other.pk})

    assert answer.status_code == 404
    assert Attachment.objects.get(pk=other.pk).withdrawn_at is None


def test_after_submitting_nothing_is_added_or_taken_out(client, city):
    file = advanced_to("submitted", city)
    client.force_login(city.clerk)
    paper = Attachment.objects.about(file).filter(slot="plan").get()

    upload(client, file)
    client.post(at("application_upload", file.pk), {"withdraw": paper.pk})

    assert names(file) == ["材料.pdf"]


def test_after_a_return_only_the_slots_asked_for_are_open(client, city):
    file = advanced_to("consented", city)
    asked = ["materials.plan"]
    step(file, "send_back", city.screening_officer, reason="补", reopened=asked)
    client.force_login(city.clerk)
    kept = Attachment.objects.about(file).filter(slot="charter").get()

    upload(client, file, "plan")
    upload(client, file, "charter")
    client.post(at("application_upload", file.pk), {"withdraw": kept.pk})

    assert (len(names(file, "plan")), len(names(file, "charter"))) == (2, 1)
