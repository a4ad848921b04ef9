"""What the page of a title said on a past day: only what had been recorded by the end of it."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils import timezone

from workshops.records.models import Event
from workshops.studios.fields import DayField

from .beside import asked_at_once, decisions_of, papers_of
from .keeping import RESULT
from .lifecycle import State
from .models import Title
from .supported import Sort, Support
from .supports import words
from .years import SCORED, Assessment, Rectification

ASSESSED, RECHECKED = "登记年度考评", "登记整改复查"
SUPPORTED = tuple(f"登记{sort.label}" for sort in Sort)
CARRIED = "办法变更及于已有文件"
SETTLING = ("close_rectification", "renew")


class DayForm(forms.Form):
    """The day one looks back to; days to come have no page."""

    on = DayField(label="哪一天", required=False)

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].past_on, self.fields["on"].optional = on, False


@dataclass(frozen=True)
class PastPayment:
    """An instalment as it stood that day."""

    pk: int
    instalment: str
    amount_fen: int
    state: str
    state_label: str
    paid_on: date | None
    is_seen: bool

    def get_state_display(self) -> str:
        return self.state_label


@dataclass(frozen=True)
class Past:
    """A title as it stood at the end of a day, with what had been issued and decided by then."""

    title: Title
    events: list[Event]
    papers: list[dict]
    decisions: list[dict]
    read_anew: bool  # a reading chosen later reaches it, and the years are reckoned by that


def day_of(event: Event) -> date:
    return timezone.localtime(event.at).date()


def past(title: Title, day: date) -> Past | None:
    """The title as it stood at the end of that day; None where there was none yet."""
    payments = tuple(title.payments.all())
    found = asked_at_once(title, papers_of(title), decisions_of(title, payments))
    events = list(Event.objects.about(title).order_by("number"))
    begun = min(map(day_of, events), default=title.named_on)
    if begun is None or day < begun:
        return None
    about = title._meta.label_lower
    own = [row for row in found.decisions if row["subject_type"] == about]
    steps = [row for row in found.decisions if row["subject_type"] in (about, _file(title))]
    moved = [row for row in found.decisions if row not in steps]
    known = [event for event in events if day_of(event) <= day]
    one = _as_it_stood(title, own, day)
    one._prefetched_objects_cache = {
        "assessments": _assessments(title, events, day),
        "payments": [row for row in (_payment(p, moved, day) for p in payments) if row],
        "supports": _supports(title, events, day),
        "rectifications": _rectifications(title, known, day),
        "claims": _claims(title, day),
    }
    return Past(
        one,
        list(reversed(known)),
        [row for row in found.papers if row["issued_on"] <= day],
        [row for row in steps if row["decided_on"] <= day],
        any(event.act == CARRIED and day_of(event) > day for event in events),
    )


def _file(title: Title) -> str:
    return title.application._meta.label_lower if title.application_id else ""


def _as_it_stood(title: Title, decisions: list[dict], day: date) -> Title:
    """The title with the fields that decisions moved; it is never saved."""
    taken = [row for row in decisions if row["decided_on"] <= day]
    first = decisions[0]["before"] if decisions else title.state
    fields = {f.attname: getattr(title, f.attname) for f in title._meta.concrete_fields}
    fields["state"] = (taken[-1]["after"] if taken else first) or title.state
    fields |= _days_decided(taken) if decisions else {}
    cards = sum(row["step"] == "yellow_card" for row in taken)
    fields["carded_years"] = fields["carded_years"][:cards]
    if fields["state"] == State.TO_BE_CREATED:
        fields |= {"named_on": None, "document_number": "", "plaque_number": ""}
    fields |= _before_another_led(title, day)
    one = Title(**fields)
    one.studio, one.authority, one.application = title.studio, title.authority, title.application
    one.supervising_union, one.filing_seen = title.supervising_union, title.filing_seen
    one.roll_seen = title.roll_seen
    return one


def _days_decided(taken: list[dict]) -> dict:
    """The days that decisions put on a title, as of then."""
    return {
        "settled_on": _last(taken, *SETTLING),
        "effect_on": _last(taken, "confirm_effect"),
        "kept_on": _last(taken, "keep_on"),
    }


def _last(taken: list[dict], *steps: str) -> date | None:
    return max((row["decided_on"] for row in taken if row["step"] in steps), default=None)


def _before_another_led(title: Title, day: date) -> dict:
    """Who leads may have changed since, and with it the name of the title."""
    if title.leader_changed_on is None or title.leader_changed_on <= day:
        return {}
    changes = [one for one in title.changes.standing().order_by("pk") if one.kind == "leader"]
    days = [one.answered_on or one.reported_on for one in changes]
    later = [one for one, on in zip(changes, days, strict=True) if on > day and one.former_title]
    before = max((on for on in days if on <= day), default=None)
    named = {"title": later[0].former_title} if later else {}
    return {"leader_changed_on": before} | named


def _assessments(title: Title, events: list[Event], day: date) -> list[Assessment]:
    """The results and records entered by then, and not yet withdrawn by then.

    The day a record was made stands in the history; where the history has none, the day of the
    record itself counts.
    """
    made, found = _days_of_records(title, events), []
    for row in sorted(title.assessments.all(), key=lambda one: one.pk):
        days = made[row.duty, row.year]
        entered = days.pop(0) if days else row.assessed_on
        if entered <= day:
            found.append(_not_yet_withdrawn(row, day))
    return found


def _days_of_records(title: Title, events: list[Event]) -> defaultdict:
    """On which days each duty of each year was recorded, in their order."""
    duties = {f"登记{duty.label}": duty.key for duty in title.edition.duties}
    found = defaultdict(list)
    for event in events:
        said = event.after or {}
        if event.act == ASSESSED and "year" in said:
            found[SCORED, said["year"]].append(day_of(event))
        elif event.act in duties and "年度" in said:
            found[duties[event.act], said["年度"]].append(day_of(event))
    return found


def _not_yet_withdrawn(row: Assessment, day: date) -> Assessment:
    if row.withdrawn_at is None or timezone.localtime(row.withdrawn_at).date() <= day:
        return row
    standing = copy(row)
    standing.withdrawn_at, standing.withdrawn_why = None, ""
    return standing


def _payment(payment, decisions: list[dict], day: date) -> PastPayment | None:
    """An instalment by the decisions on it until then; without any, by its own days."""
    if payment.prepared_on > day:
        return None
    own = [row for row in decisions if row["subject_id"] == payment.pk]
    taken = [row for row in own if row["decided_on"] <= day]
    state = taken[-1]["after"] if taken else _by_days(payment, day)
    labels = dict(payment._meta.get_field("state").flatchoices)
    paid_on = payment.paid_on if state == "paid" else None
    plain = (payment.pk, payment.instalment, payment.amount_fen, state, labels[state])
    return PastPayment(*plain, paid_on, payment.is_seen)


def _by_days(payment, day: date) -> str:
    for state, moved_on in (("paid", payment.paid_on), ("approved", payment.approved_on)):
        if moved_on and moved_on <= day:
            return state
    return "prepared"


def _supports(title: Title, events: list[Event], day: date) -> list[Support]:
    """What unions gave, as far as it was entered and stood by then."""
    entered = defaultdict(list)
    for event in events:
        if event.act in SUPPORTED:
            entered[_sum(event.after or {})].append(day_of(event))
    found = []
    for row in title.supports.all():
        days = entered[_sum(words(row))]
        if (days.pop(0) if days else row.given_on) <= day:
            one = copy(row)
            one.struck_on = row.struck_on if row.struck_on and row.struck_on <= day else None
            found.append(one)
    return found


def _claims(title: Title, day: date) -> list:
    """What was asked for beside the sum at naming, as far as it was decided by then."""
    asked = title.claims.all() if title.edition.claims else ()
    return [row for row in asked if row.decided_on and row.decided_on <= day]


def _sum(said: dict) -> tuple:
    return said.get("amount"), said.get("given_on")


def _rectifications(title: Title, known: list[Event], day: date) -> list[Rectification]:
    """The matters ordered by then, each with the last re-check recorded by then."""
    found = []
    for row in title.rectifications.all():
        if row.ordered_on <= day:
            one = copy(row)
            one.closed_on = row.closed_on if row.closed_on and row.closed_on <= day else None
            one.rechecked_on, one.put_right = _recheck(row, known)
            found.append(one)
    return found


def _recheck(order: Rectification, known: list[Event]) -> tuple[date | None, bool | None]:
    until = order.closed_on or date.max
    checks = [e for e in known if e.act == RECHECKED and order.ordered_on <= day_of(e) <= until]
    if not checks:
        return None, None
    said = checks[-1].after
    return date.fromisoformat(said["复查日期"]), said["结果"] == RESULT[True]
