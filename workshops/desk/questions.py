"""The questions of the pre-check: what some provision of filing asks, each with its articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Any, get_args

import rules
from rules.asking import ROWS, Asked, Path, asks_for, kinds_of
from rules.base import Edition
from rules.facts import LABELS, Facts
from rules.verdict import Requirement
from workshops.studios.models import Studio
from workshops.unions.models import Kind, UnitKind

# Known only once a call is open, or declared when the file is handed in.
LATER = frozenset(
    {"on", "effective_on", "opens_on", "closes_on", "recommender_listed", "truthful"}
    | {
        "screener_kinds",
        "screeners_ahead",
        "decided_year",
        "target",
        "settings",
        "reasons",
        "judgements",
        "results",
    }
    | {"leader_change", "named_on"}
)
# What a row is called matters to nobody yet.
NAMES = frozenset({"full_name", "title"})
NESTED = {"honours": "leaders"}
PARTS = {"leaders": "leaders", "honours": "honours", "projects": "projects"}
PARTS |= {"outcomes": "outcomes", "earlier_titles": "earliertitles"}

ASKED = {
    "submitted_on": "拟提交申报的日期",
    "unit_kind": "单位性质",
    "legal_person": "所在单位有法人资格、工会健全",
    "title_type": "工作室类型",
    "category": "申报类别",
    "operating_since": "从哪一天开始运行",
    "established_body": "工作室就是单位里有建制的科室、研发机构或班组",
    "already_named": "以前已由同一机关命名过",
    "struck_off": "以前的命名已被撤销",
    "barred": "曾被永久取消申报资格",
    "members": "领衔人以外的成员",
    "has_venue": "有固定活动场所",
    "area": "场所面积",
    "equipment": "有哪些设施设备",
    "dedicated_funds": "有专项工作经费",
    "budgeted": "工作经费列入单位预算",
    "unit_pays": "日常经费由所在单位承担",
    "honours.family": "最高荣誉的种类",
    "honours.level": "最高荣誉的级别",
    "honours.kind": "最高荣誉的名称",
    "skill": "职业技能等级",
    "trade_leader": "行业职业技能带头人",
    "innovator": "职工技术创新能手",
    "same_treatment": "享受劳模同等待遇",
    "craftsman": "业内认可的工匠人才",
    "frontline": "一线职工",
    "employed": "现在在职",
    "relation_here": "工会关系在本地",
    "roll": "列入哪个名册",
    "begins_on": "开始日期",
    "ends_on": "结束日期（进行中的不填）",
    "terms_fixed": "内容、时限、要求、考核标准明确",
    "funded": "经费有保障",
    "grade": "奖项等级（一等奖填 1，二等奖填 2）",
    "applied": "已在实践中推广应用",
    "spread": "已在全市行业内推广",
    "earlier_titles.kind": "命名工会的类别",
}
WORDS: Mapping[str, str] = {
    **dict(Kind.choices),
    "second_level": "集团直属二级单位工会",
    "model_worker": "劳动模范",
    "may_day": "五一劳动奖章",
    "advanced": "先进工作者",
    "science_prize": "科学技术奖",
    "innovation_award": "职工创新成果奖",
    "invention_patent": "国家发明专利",
    "service_brand": "服务名牌、品牌称号",
    "management_award": "管理成果认定或奖励",
    "technical": "技术创新型",
    "service": "服务创新型",
    "management": "管理创新型",
}
FIXED = {"unit_kind": dict(UnitKind.choices)}  # what a unit is, whoever asks


@dataclass
class Question:
    """One thing to ask: its type, the words to choose from, and who asks it."""

    path: Path
    kind: Any
    options: dict[str, str] = field(default_factory=dict)
    cites: dict[str, list[str]] = field(default_factory=dict)  # articles by regulation
    titles: list[str] = field(default_factory=list)  # what the texts call a paper

    @property
    def plain(self) -> Any:
        """The type without “or nothing”."""
        bare = [one for one in get_args(self.kind) if one is not type(None)]
        return bare[0] if isinstance(self.kind, UnionType) else self.kind

    @property
    def optional(self) -> bool:
        return isinstance(self.kind, UnionType)

    @property
    def label(self) -> str:
        last = self.path[-1]
        if self.titles:
            return "／".join(self.titles)
        name = ASKED.get(".".join(self.path[-2:])) or ASKED.get(last)
        return name or _model_label(self.path) or LABELS.get(last, (last, ""))[0]

    @property
    def unit(self) -> str:
        return LABELS.get(self.path[0], ("", ""))[1] if len(self.path) == 1 else ""

    def cited(self, *, named: bool) -> str:
        """The articles that ask; of several regulations the first of each, and how many more."""
        if not named:
            return "、".join(article for own in self.cites.values() for article in own)
        more = {name: f"等{len(own)}条" if len(own) > 1 else "" for name, own in self.cites.items()}
        return "；".join(f"{name}{own[0]}{more[name]}" for name, own in self.cites.items())


def _model_label(path: Path) -> str:
    """What the form of a filing calls it."""
    model = Studio
    if len(path) > 1:
        model = Studio._meta.get_field(PARTS[path[-2]]).related_model
    named = {one.name: one.verbose_name for one in model._meta.concrete_fields}
    return str(named.get(path[-1], ""))


@cache
def questions(codes: tuple[str, ...]) -> dict[Path, Question]:
    """What filing under these regulations asks for, in a settled order."""
    found: dict[Path, Question] = {}
    for code in codes:
        regulation = rules.regulations()[code]
        edition = regulation.editions[-1]
        papers = {material.slot: material.label for material in edition.materials}
        for one, asked in asking(code, edition.key):
            for path, words in asked.paths.items():
                if not (path[0] in LATER or path[-1] in NAMES or path[-1] in NESTED):
                    question = _noted(found, path, one, regulation.name, words)
                    question.options |= own_words(edition, path, words)
                    title = papers.get(path[-1], "") if path[0] == "materials" else ""
                    if title and title not in question.titles:
                        question.titles.append(title)
    return {path: found[path] for path in sorted(found, key=_order)}


def own_words(edition: Edition, path: Path, words: list[str]) -> dict[str, str]:
    """What a text itself calls the words it compares with."""
    known = edition.terms.get(".".join(path), {})
    return {word: known[word] for word in words if word in known}


def _order(path: Path) -> tuple[int, int]:
    """Facts as listed above, the parts of a row as the row has them."""
    order = list(kinds_of(record_of(path)) if len(path) > 1 else ASKED)
    return len(path), order.index(path[-1]) if path[-1] in order else len(order)


def record_of(path: Path) -> type:
    """Of what the last name of a path is a part: the facts, or a row."""
    return ROWS.get(path[-2], Facts) if len(path) > 1 else Facts


@cache
def asking(code: str, key: str) -> tuple[tuple[Requirement, Asked], ...]:
    """The provisions of filing that can be tried beforehand, with what each asks."""
    edition: Edition = rules.edition(code, key)
    step = edition.step("submit")
    tried = [(one, asks_for(one)) for one in (step.requires if step else ())]
    return tuple((one, asked) for one, asked in tried if asked.facts - LATER - {"submitted_on"})


def _noted(found: dict, path: Path, one: Requirement, name: str, words: list[str]) -> Question:
    """The question of that path, with one more provision entered under it."""
    kind = bool if path[0] == "materials" else kinds_of(record_of(path))[path[-1]]
    question = found.setdefault(path, Question(path, kind))
    own = question.cites.setdefault(name, [])
    if one.article not in own:
        own.append(one.article)
    listed = getattr(one.test, "choices", {}) if getattr(one.test, "fact", "") == path[-1] else {}
    listed = listed or (FIXED.get(path[-1], {}) if len(path) == 1 else {})
    question.options |= {word: WORDS.get(word, word) for word in words} | dict(listed)
    return question
