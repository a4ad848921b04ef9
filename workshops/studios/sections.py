"""The sections of a filing: what stands in each, and which facts it gives the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rules.base import Edition, Question
from rules.facts import Facts
from rules.verdict import Requirement

from .models import Studio

ROWS = {"honours": "leaders.honours", "earliertitles": "earlier_titles"}
# What only some texts turn on: left out of a filing under a text that does not.
ONLY_IF_ASKED = frozenset(
    {
        *("title_type", "category", "direction", "operating_since", "goals", "legal_person"),
        *("dedicated_funds", "budgeted", "unit_pays", "established_body", "research_body"),
        *("honours", "outcomes", "earliertitles"),
        *("leaders.trade_leader", "leaders.innovator", "leaders.same_treatment"),
        *("leaders.craftsman", "leaders.frontline", "leaders.employed"),
        *("leaders.relation_here", "leaders.roll", "leaders.retires_on", "honours.family"),
        *("projects.terms_fixed", "projects.funded"),
        *("outcomes.grade", "outcomes.applied", "outcomes.spread"),
        *("earliertitles.kind", "earliertitles.must_be_filed"),
        *("earliertitles.filing_number", "earliertitles.filed_on"),
    }
)
FOLLOWS = {"body_note": "established_body"}  # asked only beside the other


@dataclass(frozen=True)
class Section:
    """One page of a filing: fields of the studio, and its rows by the names of their parts.

    `questions` are what the governing text asks, by the names used here; None leaves nothing out.
    `words` and `terms` are the text's own.
    """

    key: str
    label: str
    lead: str
    fields: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()
    questions: Mapping[str, Question] | None = field(default=None, compare=False)
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)

    def items(self) -> dict[str, str]:
        """What can be reopened here on its own, with its words: fields, or parts."""
        fields = {name: str(Studio._meta.get_field(name).verbose_name) for name in self.fields}
        parts = {name: row_words(name, self.words) for name in self.parts}
        return fields | parts

    def asks(self, name: str) -> bool:
        """Whether a field, a part or a field of its rows (`leaders.skill`) belongs here."""
        name = FOLLOWS.get(name, name)
        return self.questions is None or name not in ONLY_IF_ASKED or name in self.questions

    def question(self, name: str) -> Question | None:
        """What the text asks of it, with its article."""
        return (self.questions or {}).get(name)

    def under(self, edition: Edition) -> "Section":
        """This section as a text has it: only what it asks, in its words."""
        own = {"words": edition.words, "terms": edition.terms}
        here = replace(self, questions=questions_of(edition), **own)
        label = edition.words.get(f"section_{self.key}", self.label)
        fields = tuple(name for name in self.fields if here.asks(name))
        parts = tuple(name for name in self.parts if here.asks(name))
        return replace(here, label=label, fields=fields, parts=parts)


def questions_of(edition: Edition) -> dict[str, Question]:
    """What a text asks of a filing, by the names of fields and parts."""
    named = {}
    for fact, question in edition.questions.items():
        for part, path in ROWS.items():
            if fact == path or fact.startswith(f"{path}."):
                fact = f"{part}{fact.removeprefix(path)}"
        named[fact] = question
    for one in composing(edition):
        named.setdefault("direction", Question("direction", one.article))
    if "retires_on" in edition.step_facts("keep_on"):
        article = edition.step("keep_on").article
        named["leaders.retires_on"] = Question("leaders.retires_on", article)
    return named


def contents_of(edition: Edition) -> tuple[str, ...]:
    """The contents of innovation a text lists to choose from; empty where it lists none."""
    return tuple(filter(None, edition.words.get("contents", "").split("、")))


def composing(edition: Edition) -> list[Requirement]:
    """The provisions by which a title's name is composed, the direction being part of it."""
    step, nothing = edition.step("name"), Facts(on=date.min)
    rows = step.requires if step else ()
    return [one for one in rows if "composed_title" in one.reads(nothing)]


def row_words(part: str, words: Mapping[str, str] | None = None) -> str:
    """What one row of a part is called, in the text's own word where it has one."""
    known = str(Studio._meta.get_field(part).related_model._meta.verbose_name)
    return (words or {}).get(part, known)


SECTIONS = (
    Section(
        "basics",
        "基本情况",
        "工作室叫什么、属于哪个行业、主要做什么。",
        fields=(
            "title",
            "title_type",
            "category",
            "trade",
            "founded_on",
            "operating_since",
            "direction",
            "content",
            "introduction",
            "goals",
        ),
        facts=frozenset({"title_type", "category", "operating_since", "direction", "goals"}),
    ),
    Section(
        "leaders",
        "领衔人及荣誉",
        "荣誉按“获得人”归到本人名下。",
        parts=("leaders", "honours"),
        facts=frozenset({"leaders"}),
    ),
    Section(
        "members",
        "团队成员",
        "领衔的人以外、相对固定参加活动的人员。",
        parts=("members",),
        facts=frozenset({"members"}),
    ),
    Section(
        "venue",
        "场所与经费",
        "活动场所、设施设备和工作经费。",
        fields=(
            "has_venue",
            "address",
            "area",
            "equipment",
            "dedicated_funds",
            "budgeted",
            "funds_fen",
            "unit_pays",
        ),
        facts=frozenset(
            {"has_venue", "area", "equipment", "dedicated_funds", "budgeted", "unit_pays"}
        ),
    ),
    Section(
        "projects",
        "课题与项目",
        "已经开展或正在开展的创新课题、攻关项目。",
        parts=("projects",),
        facts=frozenset({"projects"}),
    ),
    Section(
        "outcomes",
        "创新成果",
        "每项成果写明由谁认定、产生了什么效益。",
        parts=("outcomes",),
        facts=frozenset({"outcomes"}),
    ),
    Section(
        "earlier",
        "已有命名与备案",
        "此前由哪家工会、在哪一天命名；办法要求备案的一并写明。",
        parts=("earliertitles",),
        facts=frozenset({"earlier_titles"}),
    ),
    Section(
        "body",
        "机构性质",
        "所在单位和工作室各是什么性质的机构。",
        fields=("legal_person", "established_body", "research_body", "body_note"),
        facts=frozenset({"legal_person", "established_body", "research_body"}),
    ),
)
MATERIALS = Section("materials", "申报材料", "按类上传证明材料。", facts=frozenset({"materials"}))
BY_KEY = {section.key: section for section in SECTIONS}


def sections_of(edition: Edition) -> tuple[Section, ...]:
    """The sections of a filing under a text; one in which it asks nothing is left out."""
    found = (section.under(edition) for section in SECTIONS)
    return tuple(section for section in found if section.fields or section.parts)


def section_of(facts_read: frozenset[str], sections=SECTIONS) -> Section | None:
    """The section in which the facts a provision looked at are filled in; of several the last."""
    whole = (*sections, MATERIALS)
    return next((section for section in reversed(whole) if section.facts & facts_read), None)
