"""The sheet that departments sign together after a joint check: money, findings, number."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db import models
from django.template.loader import render_to_string

from rules import money
from rules.base import Duty
from rules.facts import shown
from workshops.documents.papers import after_commit
from workshops.documents.pdf import press
from workshops.records.actions import next_number, record
from workshops.unions.models import TradeUnion

from .models import Title
from .years import Assessment, OfTitleQuerySet

WORD = "检"
MOST = 10  # expenses listed one by one; more are summed by what they were for
RESULT = {True: "达到要求", False: "未达到要求"}


class Spent(NamedTuple):
    """One thing the money of a title was spent on, as the sheet lists it."""

    on: date
    purpose: str
    fen: int
    what: str = ""


SPENDING: list[Callable[[Title, date], Iterable[Spent]]] = []


def spends(source):
    """Add a source of what was spent under a title until a day; a room of money adds its own."""
    SPENDING.append(source)
    return source


class SheetQuerySet(OfTitleQuerySet):
    """A sheet is seen by those who see the title of its record."""

    title = "record__title"


class CheckSheet(models.Model):
    """The sheet of one recorded check: its number, what it says, once drawn its bytes."""

    record = models.OneToOneField(
        Assessment, models.PROTECT, verbose_name="考核记录", related_name="sheet"
    )
    union = models.ForeignKey(TradeUnion, models.PROTECT, verbose_name="制发机关", related_name="+")
    number = models.CharField("编号", max_length=60)
    says = models.JSONField("表内容", default=dict)
    content = models.BinaryField("内容", null=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联合检查表"
        constraints = [
            models.UniqueConstraint(fields=["union", "number"], name="a_sheet_number_is_used_once")
        ]

    def __str__(self):
        return f"{self.says['heading']}（{self.number}）"


# What it says


def blank(title: Title, duty: Duty, year: int, on: date) -> dict:
    """The sheet before the visit: what is known, with room for what will be found."""
    found = [{"name": one} for one in duty.signed_by]
    return common(title, duty, year, on) | {"departments": found, "lines": range(4)}


def filled(row: Assessment, duty: Duty) -> dict:
    """The sheet of a recorded check: what each department found, and what that makes together."""
    found = [
        {"name": name, "result": RESULT[told["met"]], "remark": told["remark"]}
        for name in duty.signed_by
        if (told := row.looked.get(name))
    ]
    more = {"departments": found, "on": shown(row.assessed_on), "remark": row.remark}
    return common(row.title, duty, row.year, row.assessed_on) | more | {"result": RESULT[row.met]}


def common(title: Title, duty: Duty, year: int, until: date) -> dict:
    """What both say: whose money, by which text, what came in and what went out until that day."""
    union, paid, spent = title.unit_union, received(title, until), spending(title, until)
    came, went = sum(one.amount_fen for one in paid), sum(one.fen for one in spent)
    return {
        "issuer": title.authority.title,
        "heading": f"{duty.label}表",
        "year": year,
        "studio": title.studio.title,
        "unit": union.unit or union.title,
        "title": title.title,
        "named": "，".join(filter(None, [f"{shown(title.named_on)}命名", title.document_number])),
        "source": title.edition.source,
        "article": duty.article,
        "asks": duty.asks,
        "until": shown(until),
        "paid": [[shown(one.paid_on), one.label, money.figures(one.amount_fen)] for one in paid],
        "spent": listed(spent),
        "came": money.figures(came),
        "went": money.figures(went),
        "left": money.figures(came - went),
    }


def received(title: Title, until: date) -> list:
    """The payments that had left for the unit's account by that day, oldest first."""
    rows = [one for one in title.payments.all() if one.state == "paid" and one.paid_on]
    return sorted((one for one in rows if one.paid_on <= until), key=lambda one: one.paid_on)


def spending(title: Title, until: date) -> list[Spent]:
    """What was spent of it by that day, as the rooms of money tell, oldest first."""
    return sorted(one for source in SPENDING for one in source(title, until))


def listed(spent: list[Spent]) -> list[list[str]]:
    """Day, purpose and sum of each; where there are many, one line for each purpose."""
    if len(spent) <= MOST:
        said = [(one, "：".join(filter(None, [one.purpose, one.what]))) for one in spent]
        return [[shown(one.on), words, money.figures(one.fen)] for one, words in said]
    lines = []
    for purpose in dict.fromkeys(one.purpose for one in spent):
        own = [one for one in spent if one.purpose == purpose]
        total = money.figures(sum(one.fen for one in own))
        lines.append([f"共{len(own)}笔", purpose, total])
    return lines


# Issued with the record, drawn once


def issue_sheet(row: Assessment, duty: Duty, *, by, at, post) -> CheckSheet | None:
    """The sheet of a check just recorded, under the next number; None where nobody signs one."""
    if not duty.signed_by:
        return None
    union = row.title.authority
    number = next_number(union, WORD, row.assessed_on.year)
    while CheckSheet.objects.filter(union=union, number=number).exists():
        number = next_number(union, WORD, row.assessed_on.year)
    sheet = CheckSheet.objects.create(
        record=row, union=union, number=number, says=filled(row, duty)
    )
    after = {"number": number, "title": sheet.says["heading"]}
    record("制发文书", row.title, by=by, post=post, at=at, after=after)
    after_commit(drawn, sheet)
    return sheet


def drawn(sheet: CheckSheet) -> bytes:
    """The very bytes of a sheet, drawn now if they never were; raises NotDrawn."""
    if not sheet.sha256:
        content = press.draw(page(sheet.says, sheet.number))
        kept = {"content": content, "sha256": hashlib.sha256(content).hexdigest()}
        CheckSheet.objects.filter(pk=sheet.pk, sha256="").update(**kept)
        sheet.refresh_from_db()
    return bytes(sheet.content)


def page(says: dict, number: str = "") -> str:
    """The sheet as a page for the press."""
    return render_to_string("papers/check_sheet.html", {"says": says, "number": number})
