"""What the pages of a change say: open points, whom it touches, what the cases say to it."""

from datetime import date, datetime
from itertools import islice

from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

from rules.base import Edition
from rules.facts import shown
from rules.worked import Worked
from workshops.applications.amendments import (
    Amendment,
    Trial,
    readings_in_force,
    readings_of,
)
from workshops.applications.calling import edition_for
from workshops.applications.models import Application
from workshops.documents.workbooks import Column
from workshops.unions.models import TradeUnion

from .amending import Broken, broken_cases, lacks_day, refuse_broken
from .differences import KINDS, Difference
from .models import Title
from .replay import Replay, proposal_of
from .trials import differences, holds, is_large, latest

SHOWN, CASES_SHOWN = 100, 30
LOOKED = {"applications": "核对的在办申报", "titles": "核对的称号"}
COLUMNS = [
    Column("序号", width=6),
    Column("变化", width=12),
    Column("类别", width=8),
    Column("工作室", width=28),
    Column("所在单位", width=28),
    Column("事项", width=20),
    Column("条款", width=18),
    Column("现在", width=44),
    Column("变更以后", width=44),
    Column("应拨付的变化（元）", "money", 18),
]


def governing(authority: TradeUnion, on: date) -> Edition:
    """The edition whose open points are read now."""
    return edition_for(authority, on=on)


def editions(authority: TradeUnion) -> list[dict]:
    """Every edition in the store, and whether it still lacks its day of effect."""
    return [
        {"edition": one, "lacks_day": lacks_day(authority, one)}
        for one in authority.regulation.editions
    ]


def rows(edition: Edition, now: dict) -> list[dict]:
    """Each open point: how it is read, how else it could be, and why the default."""
    return [
        {
            "one": one,
            "now": one.said(now[one.key]),
            "is_default": now[one.key] == one.default,
            "default": one.said(one.default),
            "others": [one.said(reading) for reading in one.readings if reading != now[one.key]],
        }
        for one in edition.parameters
    ]


def kept_otherwise(authority: TradeUnion, edition: Edition, now: dict) -> dict[str, int]:
    """How many opened calls and titles keep readings other than those in force."""
    defaults = {one.key: one.default for one in edition.parameters}

    def differs(settings: dict) -> bool:
        return any(settings.get(key, defaults[key]) != now[key] for key in defaults)

    opened = authority.calls.filter(edition_key=edition.key).exclude(opened_on=None)
    titled = authority.titles.filter(edition_key=edition.key)
    return {
        "calls": sum(map(differs, opened.values_list("settings", flat=True))),
        "titles": sum(map(differs, titled.values_list("settings", flat=True).iterator())),
    }


def points(amendment: Amendment) -> list[dict]:
    """The open points a change would read otherwise, and while it waits how they are read now."""
    readings, edition = amendment.readings, amendment.edition
    now = {}
    if amendment.is_waiting:
        now = readings_of(edition, readings_in_force(amendment.authority, edition.key))
    found = (one for one in edition.parameters if one.key in readings)
    return [
        {"one": one, "new": one.said(readings[one.key]), "old": said_now(one, now)} for one in found
    ]


def said_now(parameter, now: dict) -> str:
    """How a point is read now; empty where that is not known."""
    return parameter.said(now[parameter.key]) if parameter.key in now else ""


def facts(amendment: Amendment) -> list[dict]:
    """Who prepared and decided it, when, why, how far it reaches."""
    reach = "已开放的批次和已命名的称号也改按新读法" if amendment.reaches_existing else "只用于以后"
    found = [
        {"label": "办法", "value": amendment.edition.title},
        {"label": "变更理由", "value": amendment.reason},
        {"label": "范围", "value": reach, "note": amendment.reach_reason},
        {
            "label": "拟定",
            "value": amendment.prepared_by.full_name,
            "note": _moment(amendment.prepared_at),
        },
    ]
    if amendment.effective_on:
        day = {"label": "施行日期", "value": amendment.effective_on, "kind": "date"}
        found.insert(1, day | {"note": amendment.document_number})
    if amendment.activated_at:
        who, at = amendment.activated_by.full_name, _moment(amendment.activated_at)
        found.append({"label": "启用", "value": who, "note": at})
    return found


def _moment(at) -> str:
    local = timezone.localtime(at)
    return f"{shown(local)} {local:%H:%M}"


def outlook(amendment: Amendment, person, on: date, at: datetime) -> dict:
    """Whom it would touch, with counts, and which cases would come out otherwise."""
    broken, refused = broken_cases(amendment), refusal(amendment)
    page = {
        "cases": [case_line(case) for case in broken[:CASES_SHOWN]],
        "broken": len(broken),
        "refused": refused,
    }
    replay = Replay(proposal_of(amendment), on)
    if not is_large(replay):
        return page | _seen_at_once(replay, person, on)
    trial = latest(amendment)
    page |= {"many": replay.many, "trial": trial, "trial_state": trial_state(trial, replay, at)}
    return page | (_seen_in(trial, person, on) if page["trial_state"] == "done" else {})


def trial_state(trial: Trial | None, replay: Replay, at: datetime) -> str:
    """Where a trial stands: none, at_work, quiet, stale or done."""
    if trial is None:
        return "none"
    if trial.is_quiet(at):
        return "quiet"
    if trial.finished_at is None:
        return "at_work"
    return "done" if holds(trial, replay) else "stale"


def _seen_at_once(replay: Replay, person, on: date) -> dict:
    """What it would bring, gone through while the page waits."""
    found = replay.differences()
    first = list(islice(found, SHOWN))
    total = len(first) + sum(1 for _ in found)
    return _shown(first, total, replay.counts(), person, on)


def _seen_in(trial: Trial, person, on: date) -> dict:
    """What it would bring, as the trial found it."""
    first = list(islice(differences(trial), SHOWN))
    return _shown(first, trial.total or 0, trial.counts, person, on)


def _shown(first: list[Difference], total: int, counts: dict, person, on: date) -> dict:
    return {
        "counts": counts,
        "summary": summary(counts),
        "differences": _linked(first, person, on),
        "more": total - len(first),
        "total": total,
    }


def refusal(amendment: Amendment) -> str:
    """Why the cases do not let it be activated; empty where they do."""
    try:
        refuse_broken(amendment)
    except Broken as refused:
        return str(refused)
    return ""


def _linked(found: list[Difference], person, on: date) -> list[dict]:
    """Each difference with the address of its file, where this person may open it."""
    models, asked = {True: (Title, "title"), False: (Application, "application")}, []
    for is_title, (model, _) in models.items():
        keys = [one.subject.pk for one in found if one.subject.is_title is is_title]
        visible = model.objects.visible_to(person, on=on).filter(pk__in=keys).order_by()
        asked.append(visible.annotate(is_title=Value(is_title)).values_list("is_title", "pk"))
    seen = {(bool(kind), key) for kind, key in asked[0].union(asked[1])} if found else set()
    return [
        {"one": one, "url": reverse(models[kind][1], args=[key]) if (kind, key) in seen else ""}
        for one in found
        for kind, key in [(one.subject.is_title, one.subject.pk)]
    ]


def summary(counts: dict[str, int]) -> list[dict]:
    """The counts with their words: looked at, and would change in this or that respect."""
    words = LOOKED | {kind: f"{word}有变化" for kind, word in KINDS.items()}
    return [{"label": word, "value": f"{counts.get(name, 0)}件"} for name, word in words.items()]


def case_line(case: Worked) -> dict:
    """A case that comes out otherwise: as written, as found."""
    return {"title": case.title, "written": _said(case.written), "found": _said(case.found)}


def _said(outcome: dict) -> str:
    words = []
    if "blocks" in outcome:
        blocks = "、".join(outcome["blocks"])
        words = [f"不能办理：{blocks}" if blocks else "可以办理", *outcome.get("found", [])]
    elif "paid" in outcome:
        sums = "、".join(f"{amount:g}" if amount else "0" for amount in map(float, outcome["paid"]))
        words = [f"逐年拨付{sums}万元"]
        words += [f"第{outcome['revoked']}年撤销"] if outcome["revoked"] else []
    elif "pays" in outcome:
        words = [outcome["refused"] or f"补助{outcome['pays']:,.2f}元"]
    else:
        words = [shown(outcome["due"]) if outcome.get("due") else "没有期限"]
    return "；".join(words)


def line(number: int, one: Difference) -> list:
    """One difference as a line of the workbook."""
    kind = "称号" if one.subject.is_title else "申报"
    about = [one.subject.title, one.subject.unit]
    fen = one.fen if one.kind == "money" else None
    return [number, one.kind_label, kind, *about, one.what, one.article, one.old, one.new, fen]
