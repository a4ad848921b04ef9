"""Pages of the whole batch: the ranking and the deciding meeting."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_fsm import ConcurrentTransition

from workshops import clock
from workshops.applications.calls import OFFICE, Call
from workshops.applications.models import Application
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.steps import CHANGED, not_yours
from workshops.templatetags.look import cn_date
from workshops.unions.models import Role

from .actions import Unready
from .forms import MeetingForm
from .meeting import ballot, fallen_short, hold, passed_by, proposed, unranked, verdicts
from .ranking import Standing, rank, scored, standings, why_not_rankable
from .views import moment, pages


def office_call(request, pk) -> Call:
    """The call, for those who may see the scores of its whole batch; nobody else learns of it."""
    on = clock.today()
    seen = Call.objects.visible_to(request.user, on=on).select_related("authority")
    call = get_object_or_404(seen, pk=pk)
    if call.authority_id not in request.user.unions_as(*OFFICE, on=on):
        raise Http404
    return call


def call_crumbs(call, last: str) -> list[dict]:
    """The way to a page of a call."""
    url = reverse("call", args=[call.pk])
    whole = {"label": "申报批次", "url": reverse("calls")}
    return [whole, {"label": f"{call.year}年度", "url": url}, {"label": last}]


@pages
def ranking(request, pk):
    """The files best first with their anonymous totals; the office fixes the ranking here."""
    call = office_call(request, pk)
    rule = call.edition.step("shortlist")
    if rule is None:
        raise Http404
    if request.method == "POST":
        return _ranked(request, call, rule)
    seen = Application.objects.visible_to(request.user, on=clock.today())
    rows = standings(call, scored(call).filter(pk__in=seen.values("pk")), on=clock.today())
    width = max((len(row.totals) for row in rows), default=0)
    page = {
        "call": call,
        "rule": rule,
        "rows": [(row, _cells(row, width)) for row in rows],
        "columns": [f"专家{number}" for number in range(1, width + 1)],
        "why_not": why_not_rankable(rows),
        "mine": call.post_for(rule, request.user, clock.today()),
        "fixed": bool(rows) and all(row.application.rank is not None for row in rows),
        "short": next((row for row in rows if row.score is not None and not row.verdict), None),
        "consequences": _after_ranking(rows) + _still_open(call, clock.today()),
        "has_line": has_line(rows),
        "crumbs": call_crumbs(call, "得分排名"),
    }
    page["confirm_label"] = "固定排名并确定入围" if page["has_line"] else "固定排名"
    return render(request, "reviews/ranking.html", page)


def _cells(row: Standing, width: int) -> list:
    """The anonymous totals under their column heads; nothing while any sheet is still out."""
    shown = row.totals if row.score is not None else ()
    padded = [*shown, *[None] * (width - len(shown))]
    return [
        {"label": f"专家{number}", "total": total} for number, total in enumerate(padded, start=1)
    ]


def has_line(rows: list[Standing]) -> bool:
    """Whether the text lets only those through who reach a line."""
    return any("shortlist_line" in r.application.edition.step_facts("open_call") for r in rows)


def _after_ranking(rows: list[Standing]) -> list[str]:
    above = sum(1 for row in rows if row.verdict)
    if not has_line(rows):
        return [
            f"得分和名次写入{len(rows)}件申报，评分表固定，任何人不能再改。",
            "办法没有规定分数线，全部按得分排列，由会议研究确定。",
        ]
    return [
        f"得分和名次写入{len(rows)}件申报，评分表固定，任何人不能再改。",
        f"达到入围标准的{above}件记为已入围，由会议研究确定。",
        f"未达到的{len(rows) - above}件不能选定，登记研究结果时说明理由。",
    ]


def _still_open(call, on) -> list[str]:
    """A word of warning while more files may still come in."""
    if not call.closes_on or on > call.closes_on:
        return []
    closing = cn_date(call.closes_on)
    return [f"申报到{closing}才截止；现在固定，以后推荐上来的只能另行排名。"]


def _ranked(request, call, rule):
    try:
        rank(call, **moment(request))
    except NotPermitted:
        return not_yours(request, rule, reverse("ranking", args=[call.pk]))
    except (Unready, Refused) as refusal:
        messages.error(request, str(refusal))
    except (NotPossible, ConcurrentTransition):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "得分已汇总排名，评分表已固定。")
    return redirect("ranking", call.pk)


@pages
def meeting(request, pk):
    """Enter what the deciding body resolved: choose, see the consequences, confirm."""
    call = office_call(request, pk)
    rule = call.edition.step("decide")
    if rule is None:
        raise Http404
    if call.post_for(rule, request.user, clock.today()) is None:
        return not_yours(request, rule, reverse("call", args=[pk]))
    files = ballot(call)
    kept, tied = proposed(files, call.target)
    asked = {"rule": rule, "files": files, "today": clock.today()}
    form = MeetingForm(request.POST or None, initial={"chosen": kept}, **asked)
    page = {"call": call, "rule": rule, "files": files, "form": form, "tied": tied}
    page |= {"waiting": unranked(call), "fallen": fallen_short(call), "proposed": kept}
    page["scored"], page["choosing"] = call.edition.is_scored, how_proposed(call, kept)
    page["crumbs"] = call_crumbs(call, rule.label)
    page["body"] = call.edition.words.get("deciding_body", rule.label)
    if request.method == "POST" and files and not page["waiting"] and form.is_valid():
        return _resolved(request, page)
    page["ticked"] = {str(pk) for pk in form["chosen"].value() or ()}
    return render(request, "reviews/meeting.html", page)


def how_proposed(call, kept) -> str:
    """How many places there are, and which files are ticked beforehand."""
    if "target" not in call.edition.step_facts("open_call"):
        return f"办法没有规定名额；预先勾选 {len(kept)} 个，由会议确定。"
    by = "按得分由高到低" if call.edition.is_scored else ""
    places = "未定" if call.target is None else f"{call.target} 个，可以不用满"
    return f"年度名额 {places}。系统{by}预先勾选 {len(kept)} 个，由会议确定。"


def after_deciding(call) -> str:
    """What the text brings next for those chosen, and who does it."""
    names = [step.name for step in call.edition.steps]
    later = call.edition.steps[names.index("decide") + 1 :]
    step = next(one for one in later if one.name in ("publicise", "name"))
    return f"接着由{Role(step.role).label}办理“{step.label}”"


def _resolved(request, page):
    """Hold the motion against the text; show its consequences; enter it once confirmed."""
    call, form = page["call"], page["form"]
    motion = form.motion()
    found = verdicts(call, page["files"], motion, on=clock.today())
    page["verdict"] = next((verdict for verdict in found if not verdict), None)
    page["ticked"] = {str(pk) for pk in motion.chosen}
    if page["verdict"] is not None:
        return render(request, "reviews/meeting.html", page, status=409)
    if form.cleaned_data["confirmed"] != "yes":
        return _to_confirm(request, page, motion)
    try:
        hold(call, motion, **moment(request))
    except (NotPossible, NotPermitted, Refused, ConcurrentTransition):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, f"已登记研究结果，确定{len(motion.chosen)}个。")
    return redirect("call", call.pk)


def _to_confirm(request, page, motion):
    data = request.POST.copy()
    data["confirmed"] = "yes"
    carried = MeetingForm(data, rule=page["rule"], files=page["files"], today=clock.today())
    carried.hide()
    files = page["files"]
    chosen = [file for file in files if file.pk in motion.chosen]
    over = {name for f in chosen if (name := passed_by(f, files, motion.chosen))}
    page |= {"form": carried, "motion": motion, "chosen": chosen, "over": sorted(over)}
    page["rest"] = [file for file in files if file.pk not in motion.chosen]
    left = len(page["rest"]) + len(page["fallen"])
    page["consequences"] = [
        f"{len(chosen)}件记为已研究确定，{after_deciding(page['call'])}。",
        f"{left}件记为未入选并写明理由，不影响以后申报。",
        "会议日期、纪要编号和名单随每件申报存档，登记后不能在这里改。",
    ]
    return render(request, "reviews/meeting_confirm.html", page)
