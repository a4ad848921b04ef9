"""What waits of the named years: last days, results not entered, matters to put right, plaques."""

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Window
from django.urls import reverse

from workshops.titles.lifecycle import HELD, State
from workshops.titles.models import Title
from workshops.titles.plaques import ACT, PlaqueReturn
from workshops.titles.reminders import ORDER, Reminder
from workshops.titles.years import Assessment
from workshops.unions.models import Role

from .following import DECIDING, asking, following
from .waiting import SHOWN, waits


@waits
def falling_due(person, on):
    """Duties whose last day is near or past; late ones also reach the unions above."""
    found = Reminder.objects.for_person(person, on=on).exclude(duty=ORDER)
    rows = found.select_related("title__studio__unit_union", "title__authority")
    rows = rows.annotate(in_all=Window(Count("pk"))).order_by("due_on", "pk")[: SHOWN + 1]
    tasks, in_all = [_due(one, on) for one in rows], max((one.in_all for one in rows), default=0)
    group = {"title": "到期和逾期的事项", "tasks": tasks, "url": reverse("reminders")}
    yield group | {"in_all": in_all}


def _due(one, on) -> dict:
    late = one.due_on < on
    return {
        "title": f"{one.title.studio.title}：{one.label}",
        "url": reverse("duties", args=[one.title_id]),
        "state_label": f"逾期{(on - one.due_on).days}天" if late else "将到期",
        "tone": "bad" if late else "warn",
        "deadline": one.due_on,
        "overdue": late,
        "hint": f"{one.title.studio.unit_union.title}，由{one.owner}办理",
    }


@waits
def named_years(person, on):
    """Results not entered, matters to put right, plaques to take in, read in one question."""
    units = person.unions_as(Role.CLERK, on=on)
    offices = person.unions_as(Role.REVIEW_OFFICE, on=on)
    deciding = person.unions_as(*DECIDING, on=on)
    if not (units or deciding):
        return
    found = list(_waiting(units, offices, deciding, on))
    asked = [title for title in found if title.asks and title.authority_id in deciding]
    tasks = following(asked, person, on)
    yield {"title": "按考核结果应办理的", "tasks": tasks, "url": reverse("titles")}
    rows = [(title, title.authority_id in offices) for title in found]
    above = [title for title, office in rows if office]
    results = [_result(one, on) for one in above if one.unassessed and one.is_assessed]
    yield {"title": "年度结果", "tasks": results, "url": reverse("titles")}
    orders = [_order(one, on, office) for one, office in rows if one.state == State.RECTIFYING]
    orders.sort(key=lambda task: task["deadline"])
    yield {"title": "限期整改", "tasks": orders, "url": reverse("titles") + "?state=rectifying"}
    plaques = [_plaque(one) for one in above if one.state == State.REVOKED]
    yield {"title": "牌匾收回", "tasks": plaques, "url": reverse("titles") + "?state=revoked"}


def _waiting(units, offices, deciding, on):
    """The titles of which something is asked, each with its open order's last day and result."""
    done = Assessment.objects.filter(title=OuterRef("pk"), year=on.year, withdrawn_at=None)
    back = PlaqueReturn.objects.filter(title=OuterRef("pk"))
    open_ = FilteredRelation("rectifications", condition=Q(rectifications__closed_on=None))
    found = Title.objects.alias(open_order=open_).annotate(
        limit=F("open_order__due_on"),
        fixed=F("open_order__put_right"),
        asks=asking(),
        unassessed=Q(state__in=HELD, named_on__year__lt=on.year) & ~Exists(done),
    )
    gone = Q(state=State.REVOKED) & ~Q(plaque_number="") & ~Exists(back)
    rectifying = Q(state=State.RECTIFYING, limit__isnull=False)
    above = Q(authority__in=offices) & (Q(unassessed=True) | gone)
    mine = Q(studio__unit_union__in=units) | Q(authority__in=offices)
    asks = Q(authority__in=deciding, asks=True)
    joined = "studio__unit_union", "authority"
    return found.filter(above | rectifying & mine | asks).select_related(*joined).order_by("pk")


def _result(title, on) -> dict:
    return {
        "title": f"{title.studio.title}：{on.year}年度{title.edition.words['assess']}",
        "url": reverse("assess", args=[title.pk]),
        "state_label": "未录入",
        "hint": title.get_state_display(),
    }


def _order(title, on, office: bool) -> dict:
    late = title.limit < on
    state = f"逾期{(on - title.limit).days}天" if late else "整改中"
    if title.fixed is not None:
        state = "复查达标，待了结" if title.fixed else "复查不达标"
    hint = "还没有登记复查结果。" if office else "逐项填报完成情况和证明材料。"
    return {
        "title": title.studio.title,
        "url": reverse("rectification", args=[title.pk]),
        "state_label": state,
        "tone": "bad" if late and not title.fixed else "warn",
        "deadline": title.limit,
        "overdue": late,
        "hint": hint if title.fixed is None else title.unit_union.title,
    }


def _plaque(title) -> dict:
    return {
        "title": f"{title.studio.title}：{ACT}",
        "url": reverse("plaque", args=[title.pk]),
        "state_label": "未登记",
        "tone": "warn",
        "hint": f"牌匾编号{title.plaque_number}，{title.unit_union.title}",
    }
