"""What waits of batches, for the desk: rows to prepare or pay, rows to approve."""

from functools import partial

from django.db.models import Count, Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from subsidies.payments.lifecycle import State
from workshops.desk.waiting import Lines, asks
from workshops.unions.models import Role

from .models import ON_THE_WAY, Batch


@asks
def batches(person, on):
    """The batches with rows whose next hand is this person's."""
    counts = {}
    if clerk := person.unions_as(Role.FINANCE_CLERK, on=on):
        of_clerk = Q(authority__in=clerk) & Q(rows__out_on=None)
        counts["待编制"] = of_clerk & Q(rows__payment=None, rows__reason="")
        counts["待拨付"] = of_clerk & Q(rows__payment__state=State.APPROVED)
    if approver := person.unions_as(Role.FINANCE_APPROVER, on=on):
        other = Q(rows__payment__state__in=ON_THE_WAY) & ~Q(rows__payment__prepared_by=person)
        other &= Q(rows__payment__endorsed_by=None) | ~Q(rows__payment__endorsed_by=person)
        counts["待审批"] = Q(authority__in=approver) & other
    if not counts:
        return
    named = {f"n{place}": Count("rows", which) for place, which in enumerate(counts.values())}
    found = Batch.objects.visible_to(person, on=on).annotate(**named).order_by("pk")
    some = Q()
    for name in named:
        some |= Q(**{f"{name}__gt": 0})
    rows = found.filter(some).order_by()
    plain = JSONObject(pk="pk", at="pk", title="title", number="number", **{n: n for n in named})
    labels = dict(zip(counts, named, strict=True))
    line = partial(_line, named=labels)
    yield Lines("等您办理的拨付批次", reverse("batches"), rows.annotate(plain=plain), line)


def _line(row: dict, named: dict) -> dict:
    said = [f"{row[name]}笔{label}" for label, name in named.items()]
    return {
        "title": f"{row['title']}（{row['number']}）",
        "url": reverse("batch", args=[row["pk"]]),
        "state_label": "批次",
        "tone": "progress",
        "hint": "，".join(line for line in said if not line.startswith("0笔")),
    }
