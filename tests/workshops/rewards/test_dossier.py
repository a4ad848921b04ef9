"""What a dossier keeps of honours, rewards, benefits and money of other unions."""

import pytest

from tests.workshops.titles.living import titled
from tests.workshops.titles.test_support import given
from workshops.rewards import actions as acts
from workshops.titles.dossier import dossier

from .given import DAY, at, gave, recommended, rewarded

pytestmark = pytest.mark.django_db


def part(title, person) -> list:
    """The rows of that part of the dossier, under their headings."""
    whole = dossier(title, person, DAY)["parts"]
    found = next((one for one in whole if one.label == "荣誉、奖励和待遇"), None)
    return [(one["heading"], one["tables"][0].rows) for one in found.blocks] if found else []


def test_it_lists_all_of_it_with_what_was_struck_out_and_why():
    city, title = titled("china_communications")
    recommended(title, city.clerk, "may_day", "leader", "张三")
    gave(title, city.clerk, "李四")
    given(title, city.clerk)
    acts.strike(rewarded(title, city.clerk, "material"), "金额录错", **at(city.clerk))

    found = dict(part(title, city.review_office))

    assert list(found) == ["推荐荣誉", "工会奖励", "疗休养、考察和学习", "工会的扶持资金"]
    assert found["工会奖励"][0][-1] == "已冲销：金额录错"


def test_without_any_of_it_the_dossier_says_so():
    city, title = titled("nanchang")

    whole = dossier(title, city.review_office, DAY)["parts"]

    said = next(one for one in whole if one.label == "荣誉、奖励和待遇")
    assert [block["note"] for block in said.blocks] == ["没有登记。"]
