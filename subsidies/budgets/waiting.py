"""What money people are told of budgets on the desk: controls that will change on a day."""

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from rules.facts import shown
from workshops.applications.models import MONEY
from workshops.desk.waiting import Lines, asks
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title
from workshops.unions.models import Role, TradeUnion

from .models import Allotment, Control

ASKED_FROM, ASKED_UNTIL = 12, 3  # from December for the year to come, until March of that year


@asks
def coming_controls(person, on):
    """Controls set and not yet in force; a laxer one is seen before it holds."""
    own = person.unions_as(*MONEY, on=on)
    if not own:
        return
    rows = Control.objects.filter(authority__in=own, from_on__gt=on)
    said = {"authority": "authority", "by": "entered_by__full_name", "basis": "basis"}
    rows = rows.annotate(plain=JSONObject(pk="pk", at="from_on", **said))
    yield Lines("资金控制规定将调整", reverse("budgets"), rows, _to_come)


def _to_come(row: dict) -> dict:
    return {
        "title": f"{shown(row['at'])}起调整资金控制规定",
        "url": reverse("controls", args=[row["authority"]]),
        "state_label": "尚未施行",
        "tone": "warn",
        "hint": f"{row['by']}设定，依据或者理由：{row['basis']}",
    }


@asks
def missing_budgets(person, on):
    """For who enters budgets: the year's is missing, and titles stand under a text that pays."""
    year = on.year + 1 if on.month >= ASKED_FROM else on.year
    posts = [post for post in person.posts(on) if post.role == Role.FINANCE_APPROVER]
    own = [post.union_id for post in posts if pays(post.union)]
    if not own or ASKED_UNTIL < on.month < ASKED_FROM:
        return
    titles = Title.objects.filter(authority=OuterRef("pk"), state__in=HELD)
    entered = Allotment.objects.standing().filter(budget__authority=OuterRef("pk"))
    rows = TradeUnion.objects.filter(Exists(titles), pk__in=own)
    rows = rows.filter(~Exists(entered.filter(budget__year=year)))
    plain = JSONObject(pk="pk", at="pk", union="title", year=Value(year))
    yield Lines("年度预算没有登记", reverse("budgets"), rows.annotate(plain=plain), _to_enter)


def pays(union) -> bool:
    """Whether the text of a union, in any of its editions, promises money."""
    text = union.regulation
    return text is not None and any(one.schedule for one in text.editions)


def _to_enter(row: dict) -> dict:
    return {
        "title": f"登记{row['union']}{row['year']}年度预算",
        "url": f"{reverse('allot', args=[row['pk']])}?year={row['year']}",
        "state_label": "没有登记",
        "tone": "warn",
        "hint": "登记以后，这一年度的审批才能核对预算。",
    }
