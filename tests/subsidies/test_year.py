"""A small year of money under two texts: played through the real acts, recounted to the fen."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from subsidies.management.recount import recount
from subsidies.models import Matching, Movement, Payment
from subsidies.payments.standing import last_day
from tests.people import moment
from workshops.management.demo_city import lay_out
from workshops.unions.models import Kind, TradeUnion

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 31)


@pytest.fixture
def played(settings):
    """Lays out the demo, plays a year there, and returns the authority and what was printed."""
    settings.DEMO = True
    lay_out(at=moment())

    def play(code, studios, *direct):
        out = StringIO()
        call_command("play_year", code, studios=studios, direct=list(direct), stdout=out)
        return TradeUnion.objects.get(jurisdiction=code, kind=Kind.AUTHORITY), out.getvalue()

    return play


def unlike(authority) -> set[str]:
    return {line.label for line in recount(authority, 2026) if not line.agrees}


def test_a_year_with_a_fraud_agrees_to_the_fen_and_an_altered_row_is_found(played):
    authority, said = played("nanchang", 3)

    assert ("退汇重付1笔" in said, "第十三条：奖金" in said, "已通知并还清" in said) == (True,) * 3
    assert "全部一致" in said
    assert Payment.objects.filter(state="paid").exclude(endorsed_by=None).count() == 3
    Payment.objects.filter(pk=Payment.objects.latest("pk").pk).update(received_on=None)
    assert unlike(authority) == {"基层工会到账", "基层工会结存"}
    with pytest.raises(CommandError, match="已经开放"):
        played("nanchang", 3)


def test_a_year_with_matched_money_and_two_rolls_agrees_to_the_fen(played):
    authority, said = played("shandong", 2, 1, 1)

    assert "第十四条：人员接待" in said
    assert "全部一致" in said
    assert "科目“上级补助收入—专项补助”：450,000.00" in said
    came = Movement.objects.filter(kind="passed_in").values_list("union__kind", "amount_fen")
    assert sorted(came)[0] == ("city", 5_000_000)
    sums = sorted(Payment.objects.filter(state="paid").values_list("amount_fen", flat=True))
    assert sums == [5_000_000, 5_000_000, 5_000_000, 30_000_000]
    late = [one for one in Matching.objects.all() if one.paid_on > last_day(one.payment, LAST)]
    assert (len(late), late[0].payment.amount_fen) == (1, 5_000_000)
    assert unlike(authority) == set()


@pytest.mark.parametrize("code", ["china_communications", "quzhou", "yangpu"])
def test_a_year_of_every_other_text_that_pays_is_played(played, code):
    authority, said = played(code, 2)

    assert "全部一致" in said
    assert unlike(authority) == set()


def test_outside_the_demo_nothing_is_played(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="演示环境"):
        call_command("play_year", "nanchang")
