"""What is paid by a proof: each known again, none too dear, none filed without its paper."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from subsidies.models import Claim
from tests.make import PDF
from tests.subsidies import claiming as make
from tests.subsidies.test_claim_pages import text, visit
from workshops.clock import move_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["INV-900", "inv 900", "INV　900"])
def test_an_invoice_typed_in_another_way_is_the_same_and_brings_nothing_again(client, typed):
    city, title = make.place("nanchang")
    move_to(make.LATER)
    claim = make.draft(city, title, "equipment", make.bought("INV900"))
    sent = {"what": "工作台", "number": typed, "on": "2026-04-01", "fen": "1000", "used": "false"}

    visit(client, city.clerk, "claim_item", claim.pk, **sent)

    assert "已经用过：INV900" in text(visit(client, city.clerk, "claim", claim.pk))


def test_what_is_paid_by_a_proof_is_filed_with_the_proof(client):
    city, title = make.place("nanchang")
    move_to(make.LATER)
    claim = make.draft(city, title, "equipment", make.bought())
    step = city.clerk, "claim_step", claim.pk, "file_claim"

    bare = visit(client, *step, save="done")
    visit(client, city.clerk, "claim_paper", claim.pk, paper=SimpleUploadedFile("发票.pdf", PDF))
    visit(client, *step, save="done")

    assert "请先上传发票、评估报告或者证书" in text(bare)
    assert Claim.objects.get().state == "filed"


def test_no_used_thing_is_appraised_above_its_price(client):
    city, title = make.place("nanchang")
    move_to(make.LATER)
    claim = make.draft(city, title, "equipment", make.bought())
    sent = {"what": "旧机床", "number": "评1", "on": "2026-04-01", "fen": "1000", "used": "true"}

    dear, _ = (
        visit(client, city.clerk, "claim_item", claim.pk, **sent, appraised_fen=sum_)
        for sum_ in ("1000.01", "1000")
    )

    assert "不能超过购置金额" in text(dear)
    assert claim.items.count() == 2
