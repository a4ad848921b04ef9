"""Recommended, rewarded, given: what is recorded, what the text bars, what stands only once."""

from datetime import date

import pytest

from tests.workshops.titles.living import step, titled
from tests.workshops.titles.test_endings import FOUND
from workshops.records.actions import broken_link
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Event
from workshops.rewards import actions as acts
from workshops.rewards.models import Benefit, Recommendation, Reward
from workshops.studios.filing import filing_of, known

from .given import DAY, RESULT, at, gave, recommended, rewarded

pytestmark = pytest.mark.django_db


# Recommended


def test_a_title_of_a_higher_level_once_won_is_found_by_the_next_filing():
    city, title = titled("china_communications")
    row = recommended(title, city.review_office, "national", honour="全国示范性创新工作室")

    acts.conclude(row, RESULT | {"level": 5}, **at(city.review_office))

    found = known(filing_of(title.studio))["earlier_titles"]
    assert ("全国示范性创新工作室", "全国总工会") in [(one.title, one.body) for one in found]


@pytest.mark.parametrize(
    ("sort", "told"),
    [("national", {"result": "not_won", "result_on": DAY}), ("vanguard", RESULT)],
)
def test_neither_a_loss_nor_another_honour_joins_the_earlier_titles(sort, told):
    city, title = titled("china_communications")
    before = title.studio.earliertitles.count()
    row = recommended(title, city.review_office, sort)

    acts.conclude(row, told, **at(city.review_office))

    assert title.studio.earliertitles.count() == before


def test_a_result_told_twice_is_told_once_and_struck_out_takes_its_title_along():
    city, title = titled("china_communications")
    before = title.studio.earliertitles.count()
    row = recommended(title, city.review_office, "national")
    acts.conclude(row, RESULT | {"level": 5}, **at(city.review_office))
    with pytest.raises(NotPossible):
        acts.conclude(row, RESULT | {"level": 5}, **at(city.review_office))

    acts.strike(row, "文号有误", **at(city.review_office))
    with pytest.raises(NotPossible):
        acts.strike(row, "文号有误", **at(city.review_office))

    assert title.studio.earliertitles.count() == before
    assert Event.objects.about(title).order_by("number").last().why == "文号有误"


def test_the_national_title_is_recommended_by_the_authority_alone():
    city, title = titled("china_communications")

    for other in (city.clerk, city.screening_officer):
        with pytest.raises(NotPermitted):
            recommended(title, other, "national")
    assert recommended(title, other, "may_day").union == city.county


def test_where_the_text_says_so_the_recommending_union_alone_recommends():
    city, title = titled("shandong")

    for other in (city.clerk, city.review_office):
        with pytest.raises(NotPermitted):
            recommended(title, other)
    assert recommended(title, city.screening_officer).union == city.county


# Rewarded


@pytest.mark.parametrize(
    ("code", "name", "article"),
    [
        ("nanchang", "张三", "第十三条"),
        ("nanchang", "", "第十三条"),
        ("shandong", "", "第十四条"),
        ("yangpu", "张三", "第十六条"),
    ],
)
def test_a_reward_is_not_charged_to_a_subsidy_where_the_text_bars_it(code, name, article):
    city, title = titled(code)

    with pytest.raises(Refused) as refusal:
        rewarded(title, city.review_office, full_name=name, source="subsidy")

    assert {one.article for one in refusal.value.verdict.blocking} == {article}
    assert not Reward.objects.exists()


def test_from_other_money_or_without_money_it_is_recorded():
    city, title = titled("nanchang")
    rewarded(title, city.review_office)
    rewarded(title, city.review_office, what="通报表扬", amount_fen=0, source="")

    assert sorted(row.amount_fen for row in Reward.objects.all()) == [0, 100_000]


def test_a_text_that_bars_rewards_to_persons_does_not_bar_one_to_the_studio():
    city, title = titled("yangpu")

    assert rewarded(title, city.review_office, source="subsidy").whose == "工作室"


def test_where_the_text_bars_none_a_subsidy_may_be_named_as_the_source():
    city, title = titled("china_communications")

    assert rewarded(title, city.review_office, "material", source="subsidy").source == "subsidy"


# Given


def test_what_members_got_is_kept_by_name_for_all_or_none():
    city, title = titled("nanchang")
    gave(title, city.screening_officer, "张三", "李四")

    with pytest.raises(NotPossible):
        gave(title, city.screening_officer, "李四", "路人甲", on=date(2026, 6, 1))

    assert sorted(Benefit.objects.values_list("full_name", "days")) == [("张三", 5), ("李四", 5)]
    assert broken_link() is None


# Everywhere


@pytest.mark.parametrize(
    ("act", "model"),
    [
        (lambda title, by: recommended(title, by, "pioneer", "leader", "张三"), Recommendation),
        (rewarded, Reward),
        (lambda title, by: gave(title, by, "张三"), Benefit),
    ],
)
def test_two_taps_make_one_row_until_it_is_struck_out(act, model):
    city, title = titled("nanchang")
    act(title, city.review_office)
    with pytest.raises(acts.Twice):
        act(title, city.review_office)

    acts.strike(model.objects.get(), "录错", **at(city.review_office))
    act(title, city.review_office)

    assert [row.stands for row in model.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("who", ["stranger", "other_clerk", "neighbour_officer", "secretary"])
def test_a_stranger_records_and_strikes_out_nothing(who):
    city, title = titled("nanchang")
    row = rewarded(title, city.clerk)
    other = getattr(city, who)

    with pytest.raises(NotPermitted):
        rewarded(title, other, what="锦旗")
    with pytest.raises(NotPermitted):
        gave(title, other, "张三")
    with pytest.raises(NotPermitted):
        acts.strike(row, "误", **at(other))


def test_after_the_title_ended_nothing_new_is_recorded():
    city, title = titled("china_communications")
    step(title, "delist", city.secretary, DAY, recover_fen=0, **FOUND)

    with pytest.raises(NotPossible):
        rewarded(title, city.review_office, "material")


def test_a_text_without_any_of_it_records_none():
    city, title = titled("quzhou")

    for act in (lambda: rewarded(title, city.clerk), lambda: gave(title, city.clerk, "张三")):
        with pytest.raises(NotPossible):
            act()
