"""Ranks, grades and the rows a filing lists: honours, leaders, projects, outcomes, titles, grants."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Level(IntEnum):
    """Administrative rank of a body or an honour; Shanghai's "municipal" is PROVINCE."""

    UNIT = 1
    COUNTY = 2
    PREFECTURE = 3
    PROVINCE = 4
    NATION = 5

    @property
    def label(self) -> str:
        return {1: "单位", 2: "县区级", 3: "市级", 4: "省部级", 5: "国家级"}[self.value]


class Skill(IntEnum):
    """The vocational skill grades as one ladder."""

    NONE = 0
    JUNIOR = 1
    INTERMEDIATE = 2
    SENIOR = 3
    TECHNICIAN = 4
    SENIOR_TECHNICIAN = 5
    SPECIAL_TECHNICIAN = 6
    CHIEF_TECHNICIAN = 7

    @property
    def label(self) -> str:
        ladder = "无 初级工 中级工 高级工 技师 高级技师 特级技师 首席技师"
        return ladder.split()[self.value]


@dataclass(frozen=True)
class Honour:
    """A title of honour a leader holds."""

    kind: str
    level: Level
    on: date | None = None
    family: str = ""


@dataclass(frozen=True)
class Leader:
    """Who leads the studio (领衔人)."""

    full_name: str
    honours: tuple[Honour, ...] = ()
    trade_leader: bool = False
    innovator: bool = False
    skill: Skill = Skill.NONE
    same_treatment: bool = False
    craftsman: bool = False
    frontline: bool = False
    mapped_skill: Skill = Skill.NONE
    employed: bool | None = None
    relation_here: bool | None = None
    roll: str = ""


def standing(leader: Leader) -> str:
    """The name, with the honours and the grade a provision is held against."""
    if not isinstance(leader, Leader):  # what is only said is nothing the provision asks for
        return leader.full_name
    honours = [f"{one.level.label}{one.kind}" for one in leader.honours] or ["没有填报荣誉"]
    grade = leader.skill.label if leader.skill else "没有填报技能等级"
    return f"{leader.full_name}（{'、'.join([*honours, grade])}）"


@dataclass(frozen=True)
class Project:
    """An innovation topic or research project; open-ended while it runs."""

    title: str
    begins_on: date
    ends_on: date | None = None
    terms_fixed: bool = False
    funded: bool = False

    def runs_in(self, first: date, last: date) -> bool:
        """Whether it ran on any day from first to last, both included."""
        return self.begins_on <= last and (self.ends_on is None or self.ends_on >= first)


@dataclass(frozen=True)
class Outcome:
    """What the studio achieved; recognised when an outside body said so."""

    title: str
    on: date
    kind: str = ""
    recognised_by: str = ""
    recogniser_level: Level | None = None
    economic_benefit: bool = False
    social_benefit: bool = False
    grade: int = 0
    applied: bool = False
    spread: bool = False
    recogniser_kind: str = ""


@dataclass(frozen=True)
class EarlierTitle:
    """A naming the studio already holds, and whether it was filed (备案) upwards."""

    title: str
    body: str
    level: Level
    on: date
    must_be_filed: bool = False
    kind: str = ""
    filing_number: str = ""
    filed_on: date | None = None


@dataclass(frozen=True)
class Grant:
    """Money applied for apart from the base subsidy: for what, when, what was proposed and fixed."""

    key: str
    title: str
    applied_on: date
    kind: str = ""
    accepted_on: date | None = None
    withdrawn: bool = False
    proposed_fen: int | None = None
    decided_fen: int | None = None
    minutes_number: str = ""


@dataclass(frozen=True)
class Judgement:
    """What a named officer found where the text leaves it to a person."""

    met: bool
    by: str
    remark: str = ""
