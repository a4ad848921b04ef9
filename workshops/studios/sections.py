"""The sections of a filing: what stands in each, and which facts it gives the rules."""

from dataclasses import dataclass

from .models import Studio


@dataclass(frozen=True)
class Section:
    """One page of a filing: fields of the studio, and its rows by the names of their parts."""

    key: str
    label: str
    lead: str
    fields: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()

    def items(self) -> dict[str, str]:
        """What can be reopened here on its own, with its words: fields, or parts."""
        fields = {name: str(Studio._meta.get_field(name).verbose_name) for name in self.fields}
        parts = {name: row_words(name) for name in self.parts}
        return fields | parts


def row_words(part: str) -> str:
    """What one row of a part is called."""
    return str(Studio._meta.get_field(part).related_model._meta.verbose_name)


SECTIONS = (
    Section(
        "basics",
        "基本情况",
        "工作室叫什么、属于哪个行业、主要做什么。",
        fields=("title", "trade", "founded_on", "content", "introduction"),
    ),
    Section(
        "leaders",
        "领衔人及荣誉",
        "领衔人可以不止一位。荣誉按“获得人”归到领衔人名下。",
        parts=("leaders", "honours"),
        facts=frozenset({"leaders"}),
    ),
    Section(
        "members",
        "团队成员",
        "领衔人以外、相对固定参加活动的人员。",
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
            "funds_fen",
            "unit_pays",
        ),
        facts=frozenset({"has_venue", "equipment", "dedicated_funds", "unit_pays"}),
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
        "此前由哪一级工会命名；须备案的写明备案号和日期。",
        parts=("earliertitles",),
        facts=frozenset({"earlier_titles"}),
    ),
    Section(
        "body",
        "机构性质",
        "说明工作室是不是单位里有编制、有建制的机构。",
        fields=("established_body", "body_note"),
        facts=frozenset({"established_body"}),
    ),
)
MATERIALS = Section("materials", "申报材料", "按类上传证明材料。", facts=frozenset({"materials"}))
BY_KEY = {section.key: section for section in SECTIONS}


def section_of(facts_read: frozenset[str]) -> Section | None:
    """The section in which the facts a provision looked at are filled in."""
    whole = (*SECTIONS, MATERIALS)
    return next((section for section in whole if section.facts & facts_read), None)
