"""Where a title stands: its status line, the ladder its text has, and what falls due next."""

from datetime import date

from django.urls import reverse

from rules.schedule import Schedule

from .duties import Line, is_scored, laid_out
from .lifecycle import HELD, State
from .models import Title
from .year_pages import NEAR, recorded_at

SHOWN = 3  # duties on the page of a title; all of them have a page of their own
TONES = {
    State.TO_BE_CREATED: "progress",
    State.ACTIVE: "good",
    State.YELLOW_CARDED: "warn",
    State.RECTIFYING: "warn",
    State.REVOKED: "bad",
}
RUNGS = (
    ("yellow_card", State.YELLOW_CARDED),
    ("order_rectification", State.RECTIFYING),
    ("delist", State.REVOKED),
)


def status(title: Title, schedule: Schedule, lines: list[Line], since: date | None, on) -> dict:
    """The status line: where it stands, since when, what falls due next or is late."""
    label = title.get_state_display()
    if title.state == State.YELLOW_CARDED and schedule.yellow_years:
        label = f"{max(schedule.yellow_years)}年度{label}"
    found = {
        "what": title.studio.title,
        "number": title.document_number,
        "state_label": label,
        "tone": TONES.get(title.state, "neutral"),
        "since": since or title.named_on,
    }
    limited = limit(title, on) if title.state == State.RECTIFYING else {}
    return found | (limited or coming(lines, on))


def coming(lines: list[Line], on: date) -> dict:
    """The next last day, whose it is, and how many others are late."""
    open_ = still_open(lines)
    if not open_:
        return {}
    first, late = open_[0], [line for line in open_ if line.is_late(on)]
    note = f"{first.label}，{left(first.days(on))}"
    note += f"；另有{len(late) - 1}项逾期" if len(late) > 1 else ""
    return {"who_acts": first.owner, "deadline": first.due_on, "deadline_note": note}


def limit(title: Title, on: date) -> dict:
    """Until when it is to be put right, whose turn it is, and whether the day has passed."""
    order = next((one for one in title.rectifications.all() if one.closed_on is None), None)
    if order is None:
        return {}
    if order.put_right is not None:
        return {"deadline": order.due_on, "who_acts": "命名机关，已复查，待办理"}
    days = (order.due_on - on).days
    turn = "所在单位整改" if days >= 0 else "命名机关复查"
    return {"deadline": order.due_on, "deadline_note": left(days), "who_acts": turn}


def since(decisions: list[dict]) -> date | None:
    """Since when it stands where it stands: the day of the decision that brought it there."""
    day = None
    for row in sorted(decisions, key=lambda row: row["pk"]):
        if row["step"] != "name" and row["after"] != row["before"]:
            day = row["decided_on"]
    return day


def rungs(title: Title) -> list[dict]:
    """From holding the title to losing it by its own text, and where it is now."""
    first = {"label": State.ACTIVE.label, "state": State.ACTIVE, "article": ""}
    found = [first]
    if title.state == State.TO_BE_CREATED:
        begin = {"label": State.TO_BE_CREATED.label, "state": State.TO_BE_CREATED, "article": ""}
        found.insert(0, begin)
    for name, state in RUNGS:
        if step := title.edition.step(name):
            found.append({"label": step.label, "state": state, "article": step.article})
    return [rung | {"here": rung["state"] == title.state} for rung in found]


def still_open(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.record is None]


def left(days: int) -> str:
    """How long there is still, or for how long it is late, in words."""
    return f"已逾期{-days}天" if days < 0 else "今天到期" if days == 0 else f"还有{days}天"


def next_duties(title: Title, lines: list[Line], person, on: date) -> dict:
    """The duties that come next, late ones first, who records them, and how many more there are."""
    open_ = still_open(lines)
    shown = [
        {
            "label": line.label,
            "asks": line.duty.asks,
            "article": line.duty.article,
            "due_on": line.due_on,
            "owner": line.owner,
            "scored": is_scored(title, line.duty),
            "left": left(line.days(on)),
            "url": recorded_at(title, line, person, on),
            "tone": "bad" if line.is_late(on) else "warn" if line.days(on) <= NEAR else "neutral",
        }
        for line in open_[:SHOWN]
    ]
    url = reverse("duties", args=[title.pk])
    return {"shown": shown, "more": max(0, len(open_) - SHOWN), "url": url}


def duty_steps(duties: dict) -> list[dict]:
    """Those of the duties shown that this person can record now, as steps of the page."""
    return [
        {"label": f"登记{one['label']}", "url": one["url"], "lawful": True}
        for one in duties["shown"]
        if one["url"] and not one["scored"]
    ]


def due_lines(title: Title, on: date) -> list[Line]:
    """Every duty with a last day, while the title is held."""
    return laid_out(title, on) if title.state in HELD else []
