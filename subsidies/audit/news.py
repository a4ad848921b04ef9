"""What an auditor has not looked at yet beside what was undone: past the budget, matched late."""

from datetime import UTC, datetime

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, TruncDate

from rules.facts import shown
from subsidies.matching.models import Matching
from subsidies.matching.waiting import SHORTEST, due_of
from subsidies.payments.models import Payment
from workshops.records.models import Decision

from .models import Look

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
UNIT = "studio__unit_union"


def unseen(rows, moment: str, since: str = "of_year"):
    """Of rows with `owner` and `of_year`, those later than the last look at that year.

    Where only the text tells in which year a row is listed, `since` is the first that may be.
    """
    own = Look.objects.filter(year__gte=OuterRef(since), year__lte=OuterRef("of_year"))
    seen = own.filter(union=OuterRef("owner")).order_by("-at")
    looked = Coalesce(Subquery(seen.values("at")[:1]), Value(LONG_AGO))
    return rows.annotate(looked=looked).filter(**{f"{moment}__gt": F("looked")})


def _owner(unions, title: str = "title__"):
    """Whose year it belongs to: the authority's where one audits that, else the unit's union's."""
    above = When(**{f"{title}authority__in": unions}, then=F(f"{title}authority"))
    return Case(above, default=F(f"{title}{UNIT}"), output_field=IntegerField())


def past_budget(unions):
    """Approvals past the budget that nobody has looked at since."""
    near = Q(title__authority__in=unions) | Q(**{f"title__{UNIT}__in": unions})
    own = Payment.objects.filter(near)
    one = own.filter(pk=OuterRef("subject_id"))
    rows = Decision.objects.filter(subject_type=Payment._meta.label_lower, step="approve")
    rows = rows.filter(particulars__has_key="over_budget", subject_id__in=own.values("pk"))
    rows = rows.exclude(particulars__over_budget="").annotate(
        of_year=F("decided_on__year"),
        owner=Subquery(one.annotate(owner=_owner(unions)).values("owner")),
        what=Subquery(one.values(what=Concat("title__studio__title", "label"))),
    )
    said = {"what": "what", "year": "of_year", "owner": "owner"}
    said["why"] = KeyTextTransform("over_budget", "particulars")
    rows = unseen(rows, "decided_at")
    return rows.annotate(plain=JSONObject(pk="pk", at="decided_on", **said))


def matched_late(unions):
    """Matched money that may bear a day after the last one of the text, or was entered after it."""
    unit = f"payment__title__{UNIT}"
    near = Q(payment__title__authority__in=unions) | Q(**{f"{unit}__in": unions})
    soonest = F("payment__received_on") + SHORTEST
    rows = Matching.objects.filter(near, struck_on=None, proof__isnull=False)
    rows = rows.annotate(entered=TruncDate("proof__kept_at"))
    rows = rows.filter(Q(paid_on__gt=soonest) | Q(entered__gt=soonest))
    before = Matching.objects.filter(payment=OuterRef("payment"), struck_on=None)
    before = before.filter(paid_on__lt=OuterRef("paid_on")).order_by().values("payment")
    rows = rows.annotate(
        came_in=F("payment__received_on__year"),
        of_year=F("entered__year"),
        owner=_owner(unions, "payment__title__"),
        before=Coalesce(Subquery(before.annotate(fen=Sum("amount_fen")).values("fen")), 0),
    )
    said = {"what": Concat("payment__title__studio__title", "payment__label"), "owner": "owner"}
    said |= {"came": "payment__received_on", "paid_on": "paid_on", "fen": "payment__amount_fen"}
    said |= {"before": "before", "edition": "payment__title__edition_key"}
    said |= {"place": "payment__title__authority__jurisdiction"}
    said["settings"] = Cast("payment__title__settings", TextField())
    rows = unseen(rows, "proof__kept_at", "came_in")
    return rows.annotate(plain=JSONObject(pk="pk", at="entered", **said))


def why_late(row: dict, on, notices) -> tuple[str, int]:
    """What was late about matched money, and in which year it is an exception; empty where none."""
    due = due_of(row | {"at": row["came"]}, on, notices)
    if row["paid_on"] > due and row["before"] < row["fen"]:
        return f"应于{shown(due)}以前，{shown(row['paid_on'])}才配套", due.year
    if row["paid_on"] <= due < row["at"]:
        said = f"配套日期{shown(row['paid_on'])}，期限{shown(due)}，{shown(row['at'])}才登记"
        return said, row["at"].year
    return "", 0
