"""Filters and tags every page uses: dates, money, marks, and the grouping of a verdict."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from rules import money
from rules.paying import HOUSE
from rules.verdict import BESIDE

register = template.Library()

WEEKDAYS = "一二三四五六日"
TONES = {"neutral", "progress", "good", "warn", "bad", "judge"}
OUTCOME_TONES = {
    "met": "good",
    "not_met": "bad",
    "unknown": "warn",
    "to_judge": "judge",
    "waived": "neutral",
    "beside": "neutral",
}
OUTCOME_LABELS = {
    "met": "符合",
    "not_met": "不符合",
    "unknown": "尚不清楚",
    "to_judge": "待人判定",
    "waived": "已说明理由",
}
COUNTED = {"beside": "未援引、不适用"}
SUMMARY_ORDER = ("not_met", "unknown", "to_judge", "waived", "met", "beside")
MET_SHOWN_OPEN = 3  # a longer list of what is met folds away when something else is not


def _part(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


@register.filter
def cn_date(value: Any, style: str = "") -> str:
    """A date or moment as 2026年3月2日, with the weekday if asked; text passes unchanged."""
    if not value:
        return ""
    if not isinstance(value, date):
        return str(value)
    clock = ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        clock = f" {value:%H:%M}"
    weekday = f"（星期{WEEKDAYS[value.weekday()]}）" if style == "weekday" else ""
    return f"{value.year}年{value.month}月{value.day}日{weekday}{clock}"


@register.filter
def fen(value: int | None) -> str:
    """Whole fen as yuan in figures: 30000000 is 300,000.00 元."""
    return "" if value is None else f"{money.figures(value)} 元"


@register.filter
def figures(value: int | None) -> str:
    """Whole fen as yuan in figures for ruled tables, whose heading says the unit."""
    return "" if value is None else money.figures(value)


@register.filter
def capitals(value: int | None) -> str:
    """Whole fen in the capitals of vouchers: 30000000 is 叁拾万元整."""
    return "" if value is None else money.capitals(value)


@register.filter
def mask_phone(value: str | None) -> str:
    """A telephone number with its middle hidden: 138****5678."""
    number = str(value or "").strip()
    if len(number) < 7:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


@register.filter
def tone_class(tone: str | None) -> str:
    """The class suffix of a tone; what is not a tone is neutral."""
    return tone if tone in TONES else "neutral"


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether a form field says （选填）; `optional` on the form field overrules `required`.

    A tick box never says so: leaving it open is an answer.
    """
    return not is_tick(field) and bool(getattr(field.field, "optional", not field.field.required))


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether a form field is a single tick box, whose label stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def anchor(field: BoundField) -> str:
    """The id an error links to: the input itself, or the first of a group of choices."""
    return str(field.id_for_label or f"{field.auto_id}_0")


@register.filter
def any_errors(parts: Any) -> bool:
    """Whether any formset among the parts of a form has something to mend."""
    formsets = [part["formset"] for part in parts or ()]
    return any(formset.total_error_count() for formset in formsets if formset.is_bound)


@register.filter
def any_multipart(parts: Any) -> bool:
    """Whether any formset among the parts of a form takes files."""
    return any(part["formset"].is_multipart() for part in parts or ())


@register.filter
def listed(value: Any) -> str:
    """Several words as one, parted by 、; a text passes unchanged."""
    return value if isinstance(value, str) else "、".join(str(word) for word in value or ())


@register.filter
def lawful(steps: Any) -> list[Any]:
    """The steps that may be taken now."""
    return [step for step in steps or () if _part(step, "lawful")]


@register.filter
def locked(steps: Any) -> list[Any]:
    """The steps that may not be taken now."""
    return [step for step in steps or () if not _part(step, "lawful")]


@register.filter
def of_the_text(findings: Any) -> list[Any]:
    """The findings that rest on an article; what the house adds of its own stays inside it."""
    return [one for one in findings or () if _part(one, "article") != HOUSE]


@register.filter
def beside(cells: Any, columns: Any) -> list[tuple[Any, Any]]:
    """A table's columns paired with the cells of one row."""
    return list(zip(columns, cells, strict=True))


@register.simple_tag
def mark(name: str) -> str:
    """An icon out of marks.svg; decoration only, the word stands beside it."""
    return format_html(
        '<svg class="mark mark-{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        name,
        static("marks.svg"),
        name,
    )


@dataclass(frozen=True)
class Line:
    """One finding, ready to be shown."""

    outcome: str
    outcome_label: str
    tone: str
    soft: bool
    blocks: bool
    finding: Any


@dataclass(frozen=True)
class Group:
    """Findings shown under one heading."""

    key: str
    title: str
    lines: list[Line]
    folded: bool = False


def _line(finding: Any) -> Line:
    outcome = _plain(_part(finding, "outcome"))
    soft = _plain(_part(finding, "force")) == "soft"
    blocks = _part(finding, "blocks")
    if blocks is None:
        blocks = outcome == "not_met" and not soft
    label = _part(finding, "outcome_label") or OUTCOME_LABELS[outcome]
    if outcome == "met" and _part(finding, "shown") in BESIDE:
        outcome, label = "beside", BESIDE[_part(finding, "shown")]  # what was kept long ago as well
    return Line(outcome, label, OUTCOME_TONES[outcome], soft, bool(blocks), finding)


def _lines(verdict: Any) -> list[Line]:
    return [_line(finding) for finding in _part(verdict, "findings") or ()]


def _group_key(line: Line) -> str:
    if line.blocks:
        return "blocking"
    if line.outcome in ("met", "beside"):
        return line.outcome
    return "noted" if line.soft or line.outcome == "waived" else "open"


@register.filter
def verdict_groups(verdict: Any) -> list[Group]:
    """A verdict's findings in the order a reader needs: blocking, open, noted, met."""
    titles = {
        "blocking": "须先解决",
        "open": "待判定、待补充",
        "noted": "可说明理由的与提醒",
        "met": "已符合",
        "beside": "未援引、不适用的",
    }
    lines = _lines(verdict)
    groups = []
    for key, title in titles.items():
        own = [line for line in lines if _group_key(line) == key]
        rest = key in ("met", "beside")
        folded = rest and len(own) > MET_SHOWN_OPEN and len(own) < len(lines)
        if own:
            groups.append(Group(key, title, own, folded))
    return groups


@register.filter
def verdict_counts(verdict: Any) -> list[dict[str, Any]]:
    """How many findings of each outcome, worst first, outcomes that do not occur left out."""
    lines = _lines(verdict)
    counts = []
    for outcome in SUMMARY_ORDER:
        own = [line for line in lines if line.outcome == outcome]
        if own:
            counts.append(
                {
                    "outcome": outcome,
                    "label": COUNTED.get(outcome) or own[0].outcome_label,
                    "tone": own[0].tone,
                    "n": len(own),
                }
            )
    return counts


@register.filter
def blocking_count(verdict: Any) -> int:
    """How many findings stand in the way."""
    return sum(line.blocks for line in _lines(verdict))


@register.filter
def widest(words: str) -> int:
    """How many characters the longest line has."""
    return max(map(len, f"{words}".split("\n")))
