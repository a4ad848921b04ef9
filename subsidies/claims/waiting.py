"""What waits of claims, for the desk: what is asked for, second titles to decide on."""

from django.db.models import Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from rules import claiming, edition
from workshops.desk.waiting import Lines, asks, waits
from workshops.titles.lifecycle import HELD
from workshops.unions.models import Role

from .lifecycle import State
from .models import Claim
from .pages import TONES

JOINED = ("title__studio", "title__authority", "second")


@waits
def to_decide(person, on):
    """For the secretary: what was asked for, and second titles whose base has fallen."""
    unions = person.unions_as(Role.SECRETARY, on=on)
    if not unions:
        return
    near = Claim.objects.filter(title__authority__in=unions)
    rows = near.filter(state=State.FILED) | near.without_base()
    found = list(rows.select_related(*JOINED).order_by("filed_on", "pk"))
    asked = [_line(one) for one in found if one.state == State.FILED]
    fallen = [_fallen(one) for one in found if one.state == State.DECIDED]
    yield {"title": "等待审定的补助申请", "tasks": asked, "url": reverse("titles")}
    yield {"title": "基础称号已撤销的称号", "tasks": fallen, "url": reverse("titles")}


@asks
def drafts(person, on):
    """For a unit's clerk, what was begun and not handed in yet."""
    unions = person.unions_as(Role.CLERK, on=on)
    if not unions:
        return
    mine = Q(title__studio__unit_union__in=unions, title__state__in=HELD)
    said = {"kind": "kind", "about": "about", "studio": "title__studio__title"}
    said |= {"place": "title__authority__jurisdiction", "edition": "title__edition_key"}
    rows = Claim.objects.filter(mine, state=State.DRAFT)
    rows = rows.annotate(plain=JSONObject(pk="pk", at="pk", **said))
    yield Lines("没有提出的补助申请", reverse("titles"), rows, _draft)


def _draft(row: dict) -> dict:
    kind = claiming.kind_of(edition(row["place"], row["edition"]), row["kind"])
    return {
        "title": f"{row['studio']}：{kind.label}",
        "url": reverse("claim", args=[row["pk"]]),
        "state_label": State.DRAFT.label,
        "tone": TONES[State.DRAFT],
        "hint": row["about"] or "还没有填写申请的内容。",
    }


def _fallen(claim) -> dict:
    return {
        "title": f"{claim.title.studio.title}：{claim.second.title}",
        "url": reverse("second_title", args=[claim.pk]),
        "state_label": "待决定",
        "tone": "warn",
        "hint": "基础称号已经撤销，办法没有写这个称号怎样办，由命名机关决定是否保留。",
    }


def _line(claim) -> dict:
    return {
        "title": f"{claim.title.studio.title}：{claim.rule.label}",
        "url": reverse("claim", args=[claim.pk]),
        "state_label": claim.get_state_display(),
        "tone": TONES[claim.state],
        "hint": claim.about,
    }
