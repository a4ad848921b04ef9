"""The leaves of a dossier: its parts and tables, who reads it, and how values are worded."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from rules import money
from rules.facts import shown as worded
from workshops.applications.models import Application
from workshops.records.models import Attachment, Decision, Event, subject_of
from workshops.unions.models import Person

from .keeping import RESULT
from .models import Title

SHORT = 8  # rows of a table that stays on one page


class Table(NamedTuple):
    """Rows of words under headings."""

    caption: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def is_short(self) -> bool:
        """Whether it fits a page beside its heading, and so is not cut."""
        return len(self.rows) <= SHORT

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each cell with the heading it stands under, as a narrow page shows it."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass
class Part:
    """One part of the dossier: its heading, what is said first, facts and tables under headings."""

    label: str
    lead: str = ""
    blocks: list[dict] = field(default_factory=list)
    anchor: str = ""
    numeral: str = ""

    def add(self, heading: str = "", *, facts=(), tables=(), note: str = "") -> None:
        kept = [(label, value) for label, value in facts if value not in ("", None)]
        block = {"heading": heading, "facts": kept, "tables": list(tables), "note": note}
        self.blocks.append(block)

    @property
    def count(self) -> int:
        """How many rows its tables hold."""
        return sum(len(table.rows) for block in self.blocks for table in block["tables"])


@dataclass
class Reader:
    """Whose dossier it is: one sees in it what one sees in the system, no more."""

    title: Title
    person: Person
    on: date

    def sees(self, model):
        return model.objects.visible_to(self.person, on=self.on)

    @cached_property
    def file(self) -> Application | None:
        """The filing it was named on, if there was one and this person may see it."""
        seen = self.sees(Application).in_full()
        return seen.filter(pk=self.title.application_id).first()

    @cached_property
    def events(self) -> list[Event]:
        """All that happened to the title and its filing, oldest first."""
        about = Q(**subject_of(self.title))
        about |= Q(**subject_of(self.file)) if self.file else Q(pk=None)
        return list(Event.objects.filter(about).order_by("number"))

    @cached_property
    def _papers(self) -> list[Attachment]:
        """Every paper handed in with the filing, the title and what was recorded of it."""
        things = [self.title, *self.title.assessments.all(), *filter(None, [self.file])]
        about = Q(pk=None)
        for thing in things:
            about |= Q(**subject_of(thing))
        return list(Attachment.objects.filter(about, withdrawn_at=None).order_by("pk"))

    def attached(self, things: list) -> list[Table]:
        """The papers handed in with these of them, each with its digest."""
        keys = {(thing._meta.label_lower, thing.pk) for thing in things}
        labels = {material.slot: material.label for material in self.title.edition.materials}
        found = [one for one in self._papers if (one.subject_type, one.subject_id) in keys]
        rows = [[labels.get(one.slot, "证明材料"), one.filename, one.sha256] for one in found]
        return [Table("", ["材料", "文件名", "校验值"], rows)] if rows else []


# Words


def said(value) -> str:
    """A value in words; nothing where there is none."""
    return worded(value) if value not in (None, "") else ""


def amount(fact: dict) -> str:
    value = fact["value"]
    return yuan(value) if fact.get("kind") == "money" and value is not None else said(value)


def yuan(fen: int) -> str:
    return f"{money.figures(fen)}元"


def plain(rows: list[list]) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in rows]


def cited(decision: Decision) -> str:
    return f"{decision.source}{'' if decision.article == '—' else decision.article}"


def told(finding: dict) -> str:
    """What was found, the reason where it was waived, who judged."""
    by = f"（{finding['judged_by']}）" if finding.get("judged_by") else ""
    return "；".join(filter(None, [finding["shown"], finding["reason"]])) + by


def result(row) -> str:
    """The result of a record, with its score; a withdrawn one says so."""
    if row.withdrawn_at:
        return f"已撤销登记：{row.withdrawn_why}"
    return (f"{row.score}分，" if row.score is not None else "") + RESULT[row.passed]


def day_of(at) -> str:
    return worded(timezone.localtime(at).date())
