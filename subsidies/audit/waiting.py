"""What waits of audit, for the desk: findings to reply to; for auditors, where to go on."""

from functools import partial

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from rules.facts import shown
from subsidies.books.models import Movement
from subsidies.matching.waiting import seen_once
from workshops.desk.waiting import Lines, asks
from workshops.unions.models import Role, TradeUnion

from .models import ANSWERING, Finding, Look, Sample, Says
from .news import matched_late, past_budget, unseen, why_late
from .pages import standing

AWAITED = Q(last=None) | Q(last=Says.AGAIN)


def _plain(rows):
    """These findings as the desk reads them together with all else."""
    said = {"about": "about", "last": "last", "by": "concerned__title"}
    rows = rows.annotate(until=Coalesce("again_by", "reply_by"))
    return rows.annotate(plain=JSONObject(pk="pk", at="until", **said))


@asks
def to_reply(person, on):
    """For the union that is to put something right: what waits for its reply."""
    if unions := person.unions_as(*ANSWERING, on=on):
        rows = Finding.objects.filter(concerned__in=unions).with_last().filter(AWAITED)
        yield Lines("审计问题，等您回复", reverse("findings"), _plain(rows), lambda r: _line(r, on))


@asks
def to_audit(person, on):
    """For an auditor: replies, samples without a conclusion, what was undone, a year not begun."""
    unions = person.unions_as(Role.AUDITOR, on=on)
    if not unions:
        return
    rows = Finding.objects.filter(union__in=unions).with_last()
    rows = rows.annotate(until=Coalesce("again_by", "reply_by"))
    rows = _plain(rows).filter(Q(last=Says.REPLY) | (AWAITED & Q(until__lt=on)))
    yield Lines("审计问题，待核实和逾期的", reverse("findings"), rows, lambda r: _line(r, on))
    audits = reverse("audit")
    yield Lines("抽查，还没有结论的", audits, _unfinished(unions), _sample)
    yield Lines("年度经审，还没有开始", audits, _unbegun(unions, on.year), _begin)
    yield Lines("新的例外，上次看过以后", audits, _undone(unions), _exception)
    yield Lines("新的超预算审批，上次看过以后", audits, past_budget(unions), _exception)
    late = partial(_late, on=on, notices=seen_once())
    yield Lines("新的逾期配套，上次看过以后", audits, matched_late(unions), late, whole=True)


def _owner(unions):
    """Whose year it belongs to: the authority's where one audits that, else its own union's."""
    above = When(title__authority__in=unions, then=F("title__authority"))
    return Case(above, default=F("union"), output_field=IntegerField())


def _unfinished(unions):
    rows = Sample.objects.filter(union__in=unions, conclusion=None)
    return rows.annotate(plain=JSONObject(pk="pk", at="drawn_on", year="year", number="number"))


def _undone(unions):
    """What was sent back, corrected or struck out since the year's exceptions were looked at."""
    rows = Movement.objects.filter(reverses__isnull=False)
    own = Q(title__authority__in=unions) | Q(union__in=unions)
    rows = rows.filter(own).annotate(of_year=F("on__year"), owner=_owner(unions))
    rows = unseen(rows, "entered_at")
    said = {"what": "summary", "why": "reason", "year": "of_year", "owner": "owner"}
    return rows.annotate(plain=JSONObject(pk="pk", at="on", **said))


def _unbegun(unions, year: int):
    """Unions whose money moved in a year nobody has begun on: the year that is over comes first."""
    last, this = _untouched(year - 1), _untouched(year)
    rows = TradeUnion.objects.filter(last | this, pk__in=unions)
    which = Case(When(last, then=Value(year - 1)), default=Value(year))
    return rows.annotate(plain=JSONObject(pk="pk", at="pk", year=which, name="title"))


def _untouched(year: int) -> Q:
    """Money moved in that year, and nothing was drawn, found or looked at of it."""
    moved = Movement.objects.filter(on__year=year)
    below, own = moved.filter(title__authority=OuterRef("pk")), moved.filter(union=OuterRef("pk"))
    found = Exists(below) | Exists(own)
    for one in (Sample, Finding, Look):
        found &= ~Exists(one.objects.filter(union=OuterRef("pk"), year=year))
    return Q(found)


def _sample(row: dict) -> dict:
    return {
        "title": f"{row['year']}年度抽查的{row['number']}笔",
        "url": reverse("audit_sample", args=[row["pk"]]),
        "state_label": "没有结论",
        "tone": "warn",
        "hint": "逐笔看过，有问题的提出问题，再填写结论。",
    }


def _exception(row: dict) -> dict:
    return {
        "title": row["what"],
        "url": reverse("audit_exceptions", args=[row["owner"], row["year"]]),
        "state_label": "新的",
        "tone": "warn",
        "hint": f"{shown(row['at'])}，{row['why']}。看过以后在“例外”页点“都看过了”。",
    }


def _late(row: dict, on, notices) -> dict | None:
    """Nothing where it was in time after all: the day is that of its text."""
    why, year = why_late(row, on, notices)
    return _exception(row | {"why": why, "year": year}) if why else None


def _begin(row: dict) -> dict:
    return {
        "title": f"{row['name']}{row['year']}年度",
        "url": reverse("audit_year", args=[row["pk"], row["year"]]),
        "state_label": "未开始",
        "hint": "先看“例外”，再点“抽查”抽取几笔，从金额一直查到每一笔的决定和票据。",
    }


def _line(row: dict, on) -> dict:
    label, tone = standing(row["last"], row["at"], on)
    waits = row["last"] != Says.REPLY
    return {
        "title": row["about"],
        "url": reverse("finding", args=[row["pk"]]),
        "state_label": label,
        "tone": tone,
        "deadline": row["at"] if waits else None,
        "hint": f"{row['by']}，{'回复期限' + shown(row['at']) if waits else '已经回复'}。",
    }
