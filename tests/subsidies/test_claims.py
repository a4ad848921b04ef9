"""Claims: what each text lets a union ask for, once, within its places, to the fen."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from subsidies.models import ClaimItem
from workshops.records.lifecycle import Refused

from . import claiming as make

pytestmark = pytest.mark.django_db
NAMED = date(2026, 3, 20)
NC = {"on": date(2026, 6, 1)}


def nanchang(*rows, kind="equipment"):
    city, title = make.place("nanchang")
    return city, title, make.draft(city, title, kind, *rows, **NC)


# Equipment: ten per cent, rounded once, of what was bought from the naming on


@pytest.mark.parametrize(
    ("costs", "fen"), [((5,), 1), ((5, 5), 1), ((4,), 0), ((12_345_600,), 1_234_560)]
)
def test_a_tenth_is_rounded_half_up_once_a_claim(costs, fen):
    rows = [make.bought(f"发票{n}", cost) for n, cost in enumerate(costs)]
    _, _, claim = nanchang(*rows)

    assert claim.owed(NC["on"]).amount_fen == fen


@pytest.mark.parametrize(("day", "lawful"), [(NAMED, True), (date(2026, 3, 19), False)])
def test_the_day_of_naming_itself_counts(day, lawful):
    city, _, claim = nanchang(make.bought(on=day))

    assert bool(claim.judge("file_claim", on=NC["on"])) is lawful
    if not lawful:
        with pytest.raises(Refused, match=r"第十二条第（一）项.*2026年3月19日尚未命名"):
            make.take(claim, "file_claim", city.clerk, **NC)


def test_a_used_thing_counts_as_appraised():
    _, _, claim = nanchang(make.bought(used=True, appraised_fen=4_000_000))

    assert claim.owed(NC["on"]).amount_fen == 400_000


def test_an_invoice_counts_once_in_any_claim_of_the_city():
    city, title, claim = nanchang(make.bought())
    make.take(claim, "file_claim", city.clerk, **NC)
    again = make.draft(city, make.sibling(title, 2), "equipment", make.bought(), **NC)

    with pytest.raises(Refused, match="已经用过：发票1"):
        make.take(again, "file_claim", city.clerk, **NC)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimItem.objects.filter(claim=again).update(counts=True)


def test_an_invoice_listed_twice_in_one_claim_is_refused():
    city, _, claim = nanchang(make.bought(), make.bought())

    with pytest.raises(Refused, match="已经用过：发票1"):
        make.take(claim, "file_claim", city.clerk, **NC)


@pytest.mark.parametrize("step", ["withdraw_claim", "refuse_claim"])
def test_what_came_to_nothing_may_be_asked_for_again(step):
    city, title, claim = nanchang(make.bought())
    make.take(claim, "file_claim", city.clerk, **NC)
    by = city.clerk if step == "withdraw_claim" else city.secretary
    make.take(claim, step, by, **NC, reason="发票抬头不符")

    again = make.filed(city, title, "equipment", make.bought(), **NC)

    assert again.state == "filed"
    assert make.fresh(claim).state != "filed"


# People: each grade once


def test_a_person_is_paid_once_for_a_grade_and_again_for_the_next():
    city, title, claim = nanchang(make.risen(), kind="skills")
    claim = make.take(claim, "file_claim", city.clerk, **NC)
    claim = make.take(claim, "grant_claim", city.secretary, **NC)
    same = make.draft(city, title, "skills", make.risen(number="证2"), **NC)

    with pytest.raises(Refused, match="张三升级为高级工已经补助过"):
        make.take(same, "file_claim", city.clerk, **NC)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimItem.objects.filter(claim=same).update(counts=True, once="张三·3")
    assert claim.amount_fen == 200_000
    next_ = make.risen(grade=4, before=3, number="证3")
    assert make.fresh(same).rule.many
    same.items.all().delete()
    assert make.draft(city, title, "skills", next_, **NC).owed(NC["on"]).amount_fen == 500_000


def test_what_another_claim_only_asks_for_is_said_to_wait_and_not_to_be_paid():
    city, title, claim = nanchang(make.risen(), kind="skills")
    make.take(claim, "file_claim", city.clerk, **NC)
    same = make.draft(city, title, "skills", make.risen(number="证2"), **NC)

    with pytest.raises(Refused, match="张三升级为高级工已在另一份申请中提出，正在审定"):
        make.take(same, "file_claim", city.clerk, **NC)

    make.take(claim, "refuse_claim", city.secretary, **NC, reason="证书不符")
    assert make.take(same, "file_claim", city.clerk, **NC).state == "filed"


def test_a_person_twice_in_one_claim_and_a_stranger_are_refused():
    _, _, claim = nanchang(
        make.risen(), make.risen(number="证2"), make.risen("李四", number="证3", on_roster=False),
        kind="skills",
    )  # fmt: skip

    refused = claim.owed(NC["on"]).refused

    assert refused.split("；") == [
        "张三升级为高级工在本申请中写了两次",
        "李四不是工作室成员，也不是登记在册的培训对象",
    ]


# Prizes: the places of a year


def granted(city, title, *rows):
    claim = make.filed(city, title, "prizes", *rows, **NC)
    return make.take(claim, "grant_claim", city.secretary, **NC)


def test_the_third_first_prize_of_a_year_finds_no_place():
    city, title = make.place("nanchang")
    whole = granted(city, title, make.won(), make.won(number="奖2"))
    other = make.sibling(title, 2)
    third = make.draft(city, other, "prizes", make.won(number="奖3"), **NC)

    with pytest.raises(Refused, match="优秀技术创新成果一等奖每年2个"):
        make.take(third, "file_claim", city.clerk, **NC)
    assert whole.amount_fen == 20_000_000
    assert list(whole.items.order_by("pk").values_list("place", flat=True)) == [1, 2]


def test_all_winners_of_the_city_count_towards_the_places():
    city, title = make.place("nanchang")
    claim = make.filed(city, title, "prizes", make.won(), **NC)

    with pytest.raises(Refused, match="当年3个，名额2个"):
        make.take(claim, "grant_claim", city.secretary, **NC, winners={"first": 3})

    assert make.take(claim, "grant_claim", city.secretary, **NC, winners={"first": 2}).amount_fen


def test_a_place_of_a_year_cannot_be_given_twice():
    city, title = make.place("nanchang")
    one = granted(city, title, make.won())
    row = one.items.get()
    row.pk, row.number, row.counts = None, "奖9", False

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
