"""How a fact meets a provision: few kinds, many uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from .base import Parameter, Step
from .calendar import add_months
from .facts import LABELS, Facts, Leader, shown
from .rows import standing
from .verdict import NOT_MEANT, NOT_RELIED_ON, RESTS_ELSEWHERE, Answer, Requirement, Test

DAY = timedelta(days=1)


def label(fact: str) -> str:
    """The label of a fact; a misspelt fact fails at import."""
    return LABELS[fact][0]


def at_least(fact: str, least: int) -> Test:
    """The number is `least` or more."""
    name, unit = LABELS[fact]

    def test(facts: Facts) -> Answer:
        value = getattr(facts, fact)
        if value is None:
            return Answer(None, f"{name}未填报", f"填写{name}")
        remedy = f"还差{least - value}{unit}，{name}须达到{least}{unit}"
        return Answer(value >= least, f"{name}{value}{unit}", remedy)

    return test


def at_most(fact: str, most: int) -> Test:
    """The number is `most` or less."""
    name, unit = LABELS[fact]

    def test(facts: Facts) -> Answer:
        value = getattr(facts, fact)
        if value is None:
            return Answer(None, f"{name}未填报", f"填写{name}")
        remedy = f"超出{value - most}{unit}，{name}不超过{most}{unit}"
        return Answer(value <= most, f"{name}{value}{unit}", remedy)

    return test


def is_(fact: str, wanted: bool, remedy: str) -> Test:
    """The yes-or-no fact is as wanted."""
    name = label(fact)

    def test(facts: Facts) -> Answer:
        value = getattr(facts, fact)
        if value is None:
            return Answer(None, f"{name}：未填报", f"填写“{name}”")
        said = f"{name}：{shown(value)}{'' if value is wanted else f'，须为“{shown(wanted)}”'}"
        return Answer(value is wanted, said, remedy)

    return test


def given(*names: str) -> Test:
    """Every one of these facts has been filled in."""
    labels = [label(name) for name in names]

    def test(facts: Facts) -> Answer:
        values = [getattr(facts, name) for name in names]
        missing = [n for n, v in zip(labels, values, strict=True) if v in (None, "", ())]
        if missing:
            return Answer(None, "、".join(missing) + "未填写", "填写" + "、".join(missing))
        pairs = zip(labels, values, strict=True)
        return Answer(True, "；".join(f"{n}：{shown(v)}".rstrip("。") for n, v in pairs))

    return test


def attached(slot: str, name: str, *, asked: Parameter | None = None) -> Test:
    """A paper lies in that material slot, if the chosen reading asks for it."""

    def test(facts: Facts) -> Answer:
        if asked and not asked.chosen(facts):
            return Answer(True, f"不要求{name}")
        if facts.materials is None:
            return Answer(None, f"{name}未上传", f"上传{name}")
        there = slot in facts.materials
        return Answer(there or None, f"{name}{'已上传' if there else '未上传'}", f"上传{name}")

    return test


def below_or_at_usual(fact: str, usual: int) -> Test:
    """The number keeps to what the text calls usual; more or less wants a reason."""
    name, unit = LABELS[fact]

    def test(facts: Facts) -> Answer:
        value = getattr(facts, fact)
        if value is None:
            return Answer(None, f"{name}未填报", f"填写{name}")
        return Answer(value == usual, f"{name}{value}{unit}", f"一般为{usual}{unit}")

    return test


@dataclass(frozen=True)
class OneOf:
    """The fact is one of the listed codes; `choices` gives their words, to a form as well."""

    fact: str
    choices: Mapping[str, str] = field(hash=False)

    def __call__(self, facts: Facts) -> Answer:
        name, value = label(self.fact), getattr(facts, self.fact)
        words = "、".join(self.choices.values())
        if not value:
            return Answer(None, f"{name}未填报", f"{name}须为{words}之一")
        said = f"{name}：{self.choices.get(value, value)}"
        return Answer(value in self.choices, said, f"须为{words}之一")


def one_of(fact: str, choices: Mapping[str, str]) -> OneOf:
    """The fact is one of the listed codes; a misspelt fact fails at import."""
    label(fact)
    return OneOf(fact, choices)


def words_of(step: Step, fact: str) -> Mapping[str, str]:
    """The codes a step's provisions take for a fact, with their words; empty where they name none."""
    tests = (one.test for one in step.requires)
    return next((t.choices for t in tests if isinstance(t, OneOf) and t.fact == fact), {})


Begun = Callable[[Facts], date | None]


def since_opened(facts: Facts) -> date | None:
    """The documented start of activity (A-06)."""
    return facts.operating_since


def operating(
    months: int,
    *,
    as_of: Parameter | None = None,
    anniversary: Parameter | None = None,
    begun: Begun = since_opened,
) -> Test:
    """Running for so many months; the anniversary itself is enough unless chosen otherwise (A-05).

    Read as of the naming, the day on hand counts; it is for the naming step to ask then.
    """

    def test(facts: Facts) -> Answer:
        start = begun(facts)
        if start is None:
            return Answer(None, "开始运行日期未填报", "填写开始运行日期并上传证明")
        filed, reading = facts.submitted_on or facts.on, as_of and as_of.chosen(facts)
        day = {"closing": facts.closes_on or filed, "naming": facts.on}.get(reading or "", filed)
        ready = add_months(start, months)
        counts = anniversary is None or anniversary.chosen(facts)
        value = f"{shown(start)}起，至{shown(day)}"
        remedy = f"满{months}个月为{shown(ready)}，{'当日' if counts else '次日'}起可以申报"
        return Answer(ready <= day if counts else ready < day, value, remedy)

    return test


def some_leader(good: Callable[[Leader], bool], remedy: str) -> Test:
    """At least one of those who lead is good by the text."""

    def test(facts: Facts) -> Answer:
        if not facts.leaders:
            return Answer(None, f"{label('leaders')}未填报", "填写姓名、荣誉和技能等级")
        named = "、".join(map(standing, facts.leaders))
        return Answer(any(map(good, facts.leaders)), f"{label('leaders')}{named}", remedy)

    return test


def team_of(least: int, *, leader_counts: bool | Parameter) -> Test:
    """A team of so many; whether the leader is one of them is the text's affair (A-04)."""

    def test(facts: Facts) -> Answer:
        if facts.members is None:
            return Answer(None, "团队成员未填报", "填写团队成员")
        counts = leader_counts if isinstance(leader_counts, bool) else leader_counts.chosen(facts)
        who = "含领衔人" if counts else "不含领衔人"
        count = facts.members + (len(facts.leaders or ()) if counts else 0)
        remedy = f"还差{least - count}人，团队须有{least}人以上（{who}）"
        return Answer(count >= least, f"团队{count}人（{who}）", remedy)

    return test


def windows(
    facts: Facts, months: int, count: int, *, calendar: bool = False
) -> list[tuple[date, date]]:
    """A-07: so many windows of so many months, the latest first; a window opens after its first day.

    The last one ends on the day of filing, or with the last full calendar year.
    """
    last = facts.submitted_on or facts.on
    last = date(last.year - 1, 12, 31) if calendar else last
    ends = [add_months(last, -months * k) for k in range(count)]
    return [(add_months(end, -months), end) for end in ends]


Good = Callable[[Any, date, date], bool]


def in_each_window(
    fact: str, least: int, months: int, count: int, good: Good, *, window: Parameter | None = None
) -> Test:
    """In each of the windows at least so many items that are good by the text."""
    name = label(fact)

    def test(facts: Facts) -> Answer:
        items = getattr(facts, fact)
        if items is None:
            return Answer(None, f"{name}未填报", f"填写{name}")
        calendar = window is not None and window.chosen(facts) == "calendar"
        spans = windows(facts, months, count, calendar=calendar)
        found = [sum(good(item, first, last) for item in items) for first, last in spans]
        pairs = zip(spans, found, strict=True)
        value = "；".join(f"{shown(a + DAY)}至{shown(b)}{n}项" for (a, b), n in pairs)
        short = max(least - min(found), 0)
        remedy = f"每{months}个月至少{least}项，最少的一段还差{short}项；补填符合要求的{name}"
        return Answer(min(found) >= least, value, remedy)

    return test


def on_ground(code: str, test: Test) -> Test:
    """Asked only where the decision rests on this ground; another ground has its own row."""

    def chosen(facts: Facts) -> Answer:
        if facts.ground != code:
            return Answer(True, NOT_RELIED_ON)
        return test(facts)

    return chosen


def unless_ground(code: str, test: Test) -> Test:
    """Asked of every decision but those that rest on this ground."""

    def others(facts: Facts) -> Answer:
        if facts.ground == code:
            return Answer(True, RESTS_ELSEWHERE)
        return test(facts)

    return others


def by_reading(reading: Parameter, chosen: object, test: Test, otherwise: str) -> Test:
    """Asked only by this reading; `otherwise` says why not by the others."""

    def asked(facts: Facts) -> Answer:
        return test(facts) if reading.chosen(facts) == chosen else Answer(True, otherwise)

    return asked


def unless_reading(reading: Parameter, chosen: object, test: Test, otherwise: str) -> Test:
    """Asked by every reading but this; `otherwise` says why not by it."""

    def asked(facts: Facts) -> Answer:
        return test(facts) if reading.chosen(facts) != chosen else Answer(True, otherwise)

    return asked


def none_of(fact: str, barred: Mapping[str, str], remedy: str) -> Test:
    """The fact is none of these codes; that it is told at all is another row's affair."""
    name = label(fact)

    def test(facts: Facts) -> Answer:
        value = getattr(facts, fact)
        said = f"{name}：{barred[value]}" if value in barred else f"{name}不在其列"
        return Answer(value not in barred, said, remedy)

    return test


def where(fact: str, *codes: str | None) -> Test:
    """For whom a provision is meant: those of whom this fact is one of these."""
    label(fact)

    def test(facts: Facts) -> Answer:
        meant = getattr(facts, fact) in codes
        return Answer(meant, "" if meant else NOT_MEANT)

    return test


def limited_to(meant: Test, rows: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Provisions for one kind of studio only."""
    return tuple(replace(row, only=meant) for row in rows)
