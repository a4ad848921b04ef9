"""Where a studio comes from: named before by whom, running since when, led by whom on a roll."""

from collections.abc import Callable, Mapping
from datetime import date

from .base import Parameter
from .facts import EarlierTitle, Facts, shown
from .verdict import Answer, Test


def earlier_by(kinds: tuple[str, ...], facts: Facts) -> list[EarlierTitle]:
    """The namings by unions of these kinds, up to the day of filing."""
    day = facts.submitted_on or facts.on
    return [t for t in facts.earlier_titles or () if t.kind in kinds and t.on <= day]


def named_by(kinds: tuple[str, ...], words: str) -> Test:
    """Already named by a union of one of these kinds."""

    def test(facts: Facts) -> Answer:
        if facts.earlier_titles is None:
            return Answer(None, "已有命名未填报", "填写已有命名")
        titles = earlier_by(kinds, facts)
        value = "；".join(f"{t.body}{shown(t.on)}命名" for t in titles) or f"没有{words}的命名"
        return Answer(bool(titles), value, f"先由{words}命名")

    return test


def began(reading: Parameter, kinds: tuple[str, ...]) -> Callable[[Facts], date | None]:
    """When running began, as A-06 is read: the activity, the founding paper, an earlier naming."""

    def day(facts: Facts) -> date | None:
        if reading.chosen(facts) == "earlier_naming":
            return min((t.on for t in earlier_by(kinds, facts)), default=None)
        return facts.founded_on if reading.chosen(facts) == "founding" else facts.operating_since

    return day


def led_from_roll(rolls: Mapping[str, str]) -> Test:
    """Led by somebody on the roll that belongs to the type of studio."""

    def test(facts: Facts) -> Answer:
        wanted = [name for code, name in rolls.items() if facts.title_type in (None, code)]
        found = [one.roll for one in facts.leaders or () if one.roll]
        value = "、".join(found) or "领衔人不在名册"
        met = any(name in wanted for name in found)
        return Answer(met, value, f"须由{'、'.join(wanted) or '名册上的工匠'}领衔")

    return test


def one_for_each_on_the_roll(facts: Facts) -> Answer:
    """As many studios as people were put on the roll of that year."""
    if facts.roll_size is None or facts.roll_studios is None:
        return Answer(None, "当年选树情况未知", "登记当年选树的人数和已命名的工作室数")
    value = f"当年选树{facts.roll_size}名，已命名{facts.roll_studios}个"
    return Answer(facts.roll_studios < facts.roll_size, value, "命名数量不超过当年选树的人数")
