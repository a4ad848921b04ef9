"""Once a decision claims money back for fraud nothing of it is used; kept money still is."""

import pytest
from django.urls import reverse

from tests.subsidies.recovery.test_recovery import DAY, WHOLE, back, decided, demanded
from tests.subsidies.spending.granted import grant, spent
from tests.workshops.titles.living import NAMED, step
from workshops.clock import move_to
from workshops.desk.waiting import waiting_for
from workshops.records.lifecycle import Refused

pytestmark = pytest.mark.django_db
ARTICLES = {"nanchang": "第十五条", "china_communications": "第十一条"}
NUDGES = {"拨来的补助，请登记到账", "到账半年以上、没有用完的补助", "最近拨付到本单位的补助"}


def titles(person, on):
    return {group["title"] for group in waiting_for(person, on)}


@pytest.mark.parametrize("code", ARTICLES)
@pytest.mark.parametrize("when", ["decided", "demanded", "repaid"])
def test_after_the_decision_nothing_is_spent_with_the_article(code, when):
    made = {"decided": decided, "demanded": demanded, "repaid": demanded}[when](code)
    city, payment = made[:2]
    if when == "repaid":
        back(city, made[2], WHOLE)

    with pytest.raises(Refused) as refusal:
        spent(city, payment)  # read before the decision: a late hand finds it nevertheless

    stopped = next(one for one in refusal.value.verdict.blocking if one.id == "SPEND-claimed-back")
    assert stopped.article.startswith(ARTICLES[code])
    assert "已决定追回10,000.00元" in stopped.shown


def test_the_unit_is_not_told_to_use_or_await_it_and_reads_why(client):
    city, payment = grant("nanchang")
    half_a_year = NAMED.replace(month=12)
    assert NUDGES & titles(city.clerk, half_a_year) == {"到账半年以上、没有用完的补助"}
    assert NUDGES & titles(city.clerk, NAMED) == {"最近拨付到本单位的补助"}

    given = {"verified_finding": "核查报告〔2026〕1号", "recover_fen": WHOLE}
    step(payment.title, "delist", city.secretary, DAY, **given)

    assert not NUDGES & (titles(city.clerk, DAY) | titles(city.clerk, half_a_year))
    move_to(DAY)
    client.force_login(city.clerk)
    shown = client.get(reverse("grant", args=[payment.pk]))
    assert shown.context["form"] is None
    assert "不得再动用" in shown.content.decode()


def test_money_kept_after_another_end_may_still_be_used():
    city, payment = grant("quzhou")
    told = {"verified_finding": "核查报告已认定。", "criticism_number": "演通〔2026〕3号"}
    step(payment.title, "delist", city.secretary, DAY, ground="fraud", **told)
    payment.refresh_from_db()

    assert spent(city, payment).pk
