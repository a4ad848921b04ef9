"""What is shown in public: nothing by default, only by consent, and gone when it is withdrawn."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from workshops.exchange import studio_acts as acts
from workshops.exchange.alliance_acts import Unrecordable
from workshops.exchange.showcases import Showcase
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.records.models import Attachment
from workshops.titles.lifecycle import State
from workshops.titles.models import Title

from .places import ON, PDF, by, place, shown, slip

pytestmark = pytest.mark.django_db
TEXT = {"headline": "小改进", "text": "改进夹具。", "leader_name": "张三"}
SENT = TEXT | {"unit_signatory": "王五", "consented_on": ON}


def public(name="showcases", *args):
    """What somebody without a login reads."""
    return Client().get(reverse(name, args=args))


def test_nothing_is_shown_by_default():
    here = place("nanchang")

    assert here.studio.title not in public().content.decode()
    assert "现在没有展示" in public().content.decode()


def test_what_was_agreed_to_is_read_without_a_login_and_nobody_s_particulars_with_it():
    here = place("nanchang")
    row = shown(here)
    page = public("showcase", row.pk).content.decode()

    assert "三年攻关，改进夹具。" in page
    assert here.studio.title in public().content.decode()
    for private in ("张三", "王五", here.clerk.full_name):
        assert private not in page


def test_it_is_gone_at_once_when_consent_is_withdrawn():
    here = place("nanchang")
    row = shown(here)
    acts.withdraw_consent(here.studio, "", **by(here.clerk))

    assert public("showcase", row.pk).status_code == 404
    assert row.headline not in public().content.decode()
    assert "no-store" in public().headers["Cache-Control"]


@pytest.mark.parametrize("who", ["clerk", "chair", "screening_officer", "review_office"])
def test_whoever_is_told_takes_it_down_and_need_not_say_why(client, who):
    here = place("nanchang")
    shown(here)
    client.force_login(getattr(here, who))
    client.post(reverse("showcase_end", args=[here.studio.pk]), {"why": ""})

    assert not Showcase.objects.on_show().exists()


def test_consent_is_withdrawn_once_and_by_no_other_unit():
    here = place("nanchang")
    shown(here)
    with pytest.raises(NotPermitted):
        acts.withdraw_consent(here.studio, "", **by(here.other_clerk))
    acts.withdraw_consent(here.studio, "", **by(here.clerk))
    with pytest.raises(NotPossible):
        acts.withdraw_consent(here.studio, "", **by(here.clerk))


def test_consent_is_proved_by_a_paper_or_by_saying_where_it_lies(client):
    here = place("nanchang")
    client.force_login(here.clerk)
    answer = client.post(reverse("showcase_new", args=[here.studio.pk]), SENT)

    assert "请上传书面同意，或者勾选" in answer.content.decode()
    assert not Showcase.objects.exists()


def test_the_signed_consent_is_not_public():
    here = place("nanchang")
    paper = SimpleUploadedFile("同意书.pdf", PDF)
    given = slip() | SENT | {"paper_kept": False}
    acts.publish(here.studio, given, [paper], **by(here.clerk))
    address = reverse("attachment", args=[Attachment.objects.get(slot="showcase_consent").pk])

    assert Client().get(address).status_code == 302
    other = Client()
    other.force_login(here.other_clerk)
    assert other.get(address).status_code == 404


def test_a_telephone_or_an_identity_number_is_not_shown(client):
    here = place("nanchang")
    client.force_login(here.clerk)
    for number in ("13800000000", "360102199001011234", "0791-86000000"):
        sent = SENT | {"text": f"联系电话{number}", "paper_kept": "on"}
        answer = client.post(reverse("showcase_new", args=[here.studio.pk]), sent)
        assert "公开前请删去" in answer.content.decode()

    assert not Showcase.objects.exists()


def test_two_taps_show_one_text(client):
    here = place("nanchang")
    client.force_login(here.clerk)
    sent = SENT | {"paper_kept": "on", **slip()}
    for _ in range(2):
        client.post(reverse("showcase_new", args=[here.studio.pk]), sent)

    assert Showcase.objects.get().withdrawn_at is None


def test_other_words_ask_for_a_consent_of_their_own_and_replace_the_first():
    here = place("nanchang")
    first = shown(here)
    second = shown(here, headline="又一年")

    assert public("showcase", first.pk).status_code == 404
    assert public("showcase", second.pk).status_code == 200


def test_consent_is_not_given_on_a_day_to_come(client):
    here = place("nanchang")
    client.force_login(here.clerk)
    sent = SENT | {"paper_kept": "on", "consented_on": ON + timedelta(days=1)}
    client.post(reverse("showcase_new", args=[here.studio.pk]), sent)

    assert not Showcase.objects.exists()


def test_a_studio_struck_off_is_shown_no_more():
    here = place("nanchang")
    row = shown(here)
    Title.objects.filter(pk=here.title.pk).update(**{"state": State.REVOKED})

    assert public("showcase", row.pk).status_code == 404
    with pytest.raises(Unrecordable, match="称号有效"):
        shown(here, headline="再展示")


def test_the_office_does_not_publish_for_a_unit(client):
    here = place("nanchang")
    client.force_login(here.review_office)
    answer = client.get(reverse("showcase_new", args=[here.studio.pk]))

    assert answer.status_code == 403
    assert "单位工会经办人" in answer.content.decode()
