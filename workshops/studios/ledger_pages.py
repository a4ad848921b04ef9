"""What the pages of ledgers show: who may do what, the counts with their ways, the rows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

import rules
from rules.base import Edition, Ledger, Seat
from workshops.records.models import Attachment
from workshops.unions.models import Person, Role

from .ledgers import (
    LedgerEntry,
    LedgerRemark,
    Tally,
    edition_of,
    keeping_post,
    remarking_post,
    replying_post,
    tallies,
)
from .models import Studio

ON_A_PAGE = 50
REMARKS = 20  # shown on a ledger's page; the others stand in the book
REVERSING = [
    "这条记录不再计入条数、人数和金额，原来的内容划线保留。",
    "理由、冲销人和时间一并写进台账和履历。",
    "写错的，冲销以后重新记一条。",
]
SEATS = {Seat.UNIT: "单位工会", Seat.RECOMMENDER: "推荐工会", Seat.AUTHORITY: "命名机关"}
JOINED = "unit_union__screening_union__parent__parent"


@dataclass
class Room:
    """The ledgers of one studio as one person reads them on one day."""

    studio: Studio
    person: Person
    on: date

    @cached_property
    def edition(self) -> Edition | None:
        return edition_of(self.studio)

    @cached_property
    def ledgers(self) -> list[Ledger]:
        """The ledgers the text asks for; for money and audit those that hold sums."""
        found = self.edition.ledgers if self.edition else ()
        return [one for one in found if self.studio.sees_all or one.money]

    def ledger(self, key: str) -> Ledger:
        """One of them, or 404."""
        found = next((one for one in self.ledgers if one.key == key), None)
        if found is None:
            raise Http404
        return found

    def kinds(self, ledger: Ledger) -> list[tuple[str, str]]:
        """The kinds of rows this person reads in it."""
        return [
            (code, label)
            for code, label in ledger.kinds
            if self.studio.sees_all or code in ledger.money
        ]

    @property
    def entries(self):
        """The rows this person may read."""
        seen = LedgerEntry.objects.visible_to(self.person, on=self.on)
        return seen.filter(studio=self.studio)

    def post(self, ledger: Ledger):
        """The post in which this person writes in it, or None."""
        return keeping_post(self.studio, ledger, self.edition, self.person, self.on)

    def remarking(self):
        """The post in which this person supervises, or None."""
        return remarking_post(self.studio, self.edition, self.person, self.on)

    def remarks(self):
        """What supervision said, each with the unit's answer if there is one."""
        seen = LedgerRemark.objects.visible_to(self.person, on=self.on)
        joined = "studio", "by", "union", "entry", "reply__by"
        return seen.filter(studio=self.studio).select_related(*joined)

    def told_remarks(self, remarks) -> list[dict]:
        """Each remark with the address at which this person answers it, if he may."""
        return [
            {
                "one": one,
                "reply": getattr(one, "reply", None),
                "own": one.union_id == self.studio.unit_union_id,
                "url": self.url("ledger_reply", one.ledger, one.pk)
                if replying_post(one, self.person, self.on)
                else "",
            }
            for one in remarks
        ]

    def url(self, name: str, *args, **query) -> str:
        """The address of one of its pages."""
        found = reverse(name, args=[self.studio.pk, *args])
        said = {key: value for key, value in query.items() if value not in (None, "")}
        return f"{found}?{urlencode(said)}" if said else found

    def way(self, *last: tuple[str, str]) -> list[dict]:
        """The way to a page: the studios, this one, then what is said."""
        first = [("台账", reverse("ledger_studios")), (self.studio.title, self.url("ledgers"))]
        return [{"label": label, "url": url} for label, url in (*first, *last)]


def room_of(person: Person, studio: int, on: date) -> Room:
    """The ledgers of a studio for somebody who may read them, or 404."""
    seen = Studio.objects.with_ledgers_for(person, on=on).select_related(JOINED)
    return Room(get_object_or_404(seen, pk=studio), person, on)


def writer(ledger: Ledger) -> str:
    """Who writes in a ledger, in words."""
    return f"{SEATS[ledger.seat]}{Role(ledger.role).label}"


def named(text: str) -> Q:
    """Studios with that in their name, or in the name of the unit's union."""
    return Q(title__icontains=text) | Q(unit_union__title__icontains=text)


def label_of(studio: Studio, ledger: str, kind: str) -> str:
    """The words of a kind, also of one an earlier edition had."""
    editions = studio.unit_union.regulation.editions
    texts = [one for edition in reversed(editions) if (one := edition.ledger(ledger))]
    return next((one.labels[kind] for one in texts if kind in one.labels), "其他")


# The counts


def overview(room: Room) -> list[dict]:
    """Each ledger with its counts by year and kind; every number leads to its rows."""
    counted = tallies(room.entries)
    found = []
    for ledger in room.ledgers:
        own = {(y, k): tally for (y, key, k), tally in counted.items() if key == ledger.key}
        years = sorted({year for year, _ in own}, reverse=True)
        lines = [line(room, ledger, own, year) for year in years]
        if len(years) > 1:
            lines.append(line(room, ledger, own, None))
        found.append(
            {
                "ledger": ledger,
                "kinds": room.kinds(ledger),
                "lines": lines,
                "url": room.url("ledger", ledger.key),
                "writes": room.post(ledger) is not None,
            }
        )
    return found


def line(room: Room, ledger: Ledger, own: dict, year: int | None) -> dict:
    """One year of a ledger, or all of them together."""
    cells, balance = [], 0
    for code, label in room.kinds(ledger):
        parts = [tally for (y, k), tally in own.items() if k == code and year in (None, y)]
        tally = sum(parts, Tally())
        balance += ledger.money.get(code, 0) * tally.fen
        way = {"year": year, "kind": code, "state": "standing"}
        cells.append(
            {
                "label": label,
                "tally": tally,
                "is_money": code in ledger.money,
                "url": room.url("ledger", ledger.key, **way),
            }
        )
    whole = sum((cell["tally"] for cell in cells), Tally())
    url = room.url("ledger", ledger.key, year=year, state="standing")
    line = {"label": f"{year}年" if year else "合计", "cells": cells, "whole": whole, "url": url}
    both = {1, -1} <= set(ledger.money.values())
    return line | {"balance": balance if both else None}


# The rows


def found_rows(room: Room, ledger: Ledger, wanted: dict):
    """The rows of a ledger that are asked for, newest first."""
    rows = room.entries.filter(ledger=ledger.key).rows().in_order()
    if wanted.get("year"):
        rows = rows.filter(happened_on__year=wanted["year"])
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("state"):
        rows = rows.filter(reversal__isnull=wanted["state"] == "standing")
    if text := wanted.get("q"):
        names = ("title", "people", "place", "detail")
        near = [Q((f"{name}__icontains", text)) for name in names]
        rows = rows.filter(near[0] | near[1] | near[2] | near[3])
    return rows


def in_full(rows):
    """With what a list says of each row."""
    joined = rows.select_related("entered_by", "reversal__entered_by")
    return joined.annotate(remark_count=Count("remarks"))


def told(room: Room, ledger: Ledger, rows: list[LedgerEntry]) -> list[dict]:
    """Each row with its words and its papers; one query for the papers of them all."""
    papers = papers_of(rows)
    return [
        {
            "entry": row,
            "kind": ledger.labels.get(row.kind) or label_of(room.studio, row.ledger, row.kind),
            "url": room.url("ledger_entry", ledger.key, row.pk),
            "reversal": getattr(row, "reversal", None),
            "papers": papers.get(row.pk, []),
        }
        for row in rows
    ]


def papers_of(rows: list[LedgerEntry]) -> dict[int, list[Attachment]]:
    """The papers of these rows by their keys."""
    label = LedgerEntry._meta.label_lower
    there = Attachment.objects.filter(subject_type=label, withdrawn_at=None).order_by("pk")
    there = there.filter(subject_id__in=[row.pk for row in rows])
    found: dict[int, list[Attachment]] = {}
    for paper in there.defer("content"):
        found.setdefault(paper.subject_id, []).append(paper)
    return found


def facts_of(ledger: Ledger, entry: LedgerEntry, kind: str) -> list[dict]:
    """A row as a page shows it."""
    said = [
        {"label": "类别", "value": kind},
        {"label": "日期", "value": entry.happened_on, "kind": "date"},
        {"label": "金额", "value": entry.amount_fen, "kind": "money"},
        {"label": "人数", "value": f"{entry.people_count}人" if entry.people_count else ""},
        {"label": "人员", "value": entry.people},
        {"label": "地点", "value": entry.place},
        {"label": "详情", "value": entry.detail},
        {"label": "记录人", "value": str(entry.entered_by)},
        {"label": "记录时间", "value": entry.entered_at},
        {"label": "台账", "value": ledger.label, "article": ledger.article},
    ]
    return [one for one in said if one["value"]]


# The way in


def writes_in_ledgers(post) -> bool:
    """Whether somebody in this post writes in the ledgers of the own unit."""
    return post.role == Role.CLERK and keeps_ledgers(post.union.jurisdiction)


def keeps_ledgers(jurisdiction: str) -> bool:
    """Whether any text of a place asks for a ledger."""
    regulation = rules.regulations().get(jurisdiction)
    return any(edition.ledgers for edition in regulation.editions) if regulation else False
