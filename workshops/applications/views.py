"""Pages of a file: begun, filled in, checked, handed on step by step, listed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workshops import clock
from workshops.records.models import Attachment, Decision, Event, Paper
from workshops.records.reading import leading
from workshops.records.steps import not_yours, step_page
from workshops.studios.models import Studio
from workshops.unions.models import Role

from .actions import begin, why_not
from .calls import Call
from .criticism import KIND as CRITICISM
from .criticism import is_due
from .forms import STEP_FORMS, BeginForm, FilterForm
from .history import entries
from .lifecycle import State
from .models import Application
from .standing import Standing, slots
from .ways import is_elsewhere, step_url

pages = require_http_methods(["GET", "POST"])
PAGE = 50
STALE = "另一个窗口刚保存过这一部分。您填写的都还在下面；请核对后再保存一次，将以您这次填写的为准。"
PARTLY = "填写正确的内容已经保存；标出的几处还没有保存，请改正后再保存一次。"


def seen_file(request, pk) -> Application:
    """The file, if this person may see it."""
    visible = Application.objects.visible_to(request.user, on=clock.today())
    return get_object_or_404(visible.in_full(), pk=pk)


def crumbs(application: Application, *last: str) -> list[dict]:
    """The way to a page of a file."""
    file = {"label": application.studio.title, "url": reverse("application", args=[application.pk])}
    return [
        {"label": "申报", "url": reverse("applications")},
        file,
        *({"label": one} for one in last),
    ]


@require_GET
def applications(request):
    """The files this person may see, newest first, by state and call, a page at a time."""
    on = clock.today()
    calls = Call.objects.visible_to(request.user, on=on).select_related("authority")
    form = FilterForm(request.GET or None, calls=calls.order_by("-year"))
    files = Application.objects.visible_to(request.user, on=on)
    files = files.select_related("call__authority", "studio__unit_union").order_by("-pk")
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    files = files.filter(**{name: value for name, value in wanted.items() if value})
    before = request.GET.get("before", "")
    if before.isdecimal():
        files = files.filter(pk__lt=int(before))
    shown = list(files[: PAGE + 1])
    page = {"applications": shown[:PAGE], "form": form, "filtered": bool(wanted or before)}
    if len(shown) > PAGE:
        query = request.GET.copy()
        query["before"] = str(shown[PAGE - 1].pk)
        page["next_url"] = f"?{query.urlencode()}"
    page["may_begin"] = request.user.holds(Role.CLERK, on=on)
    return render(request, "applications/applications.html", page)


@pages
def application_new(request, pk):
    """Begin a file in a call: choose a studio of one's unit, or set up a new one."""
    on = clock.today()
    visible = Call.objects.visible_to(request.user, on=on).select_related("authority")
    call = get_object_or_404(visible, pk=pk)
    posts = {p.union_id: p for p in request.user.posts(on) if p.role == Role.CLERK}
    posts = {k: p for k, p in posts.items() if p.union.authority == call.authority}
    rule = call.edition.step("submit")
    if not posts:
        return not_yours(request, rule, reverse("call", args=[pk]))
    studios = Studio.objects.visible_to(request.user, on=on).filter(unit_union__in=posts)
    asked = {
        "call": call,
        "unions": [p.union for p in posts.values()],
        "studios": studios,
        "on": on,
    }
    form = BeginForm(request.POST or None, **asked)
    refusal = why_not(call, None, on=on)
    if request.method == "POST" and not refusal and form.is_valid():
        studio = form.studio()
        try:
            post = posts[studio.unit_union_id]
            file = begin(call, studio, by=request.user, on=on, at=clock.now(), post=post)
            messages.success(request, "已建立草稿。请逐部分填写，随时可以保存。")
            return redirect("application", file.pk)
        except ValidationError as wrong:
            form.add_error(None, wrong)
    unable = [(s, why) for s in studios if (why := why_not(call, s, on=on))]
    page = {"call": call, "form": form, "refusal": refusal, "unable": unable, "rule": rule}
    return render(request, "applications/begin.html", page)


@require_GET
def application(request, pk):
    """One file: where it stands, what can be done, what is missing, what happened."""
    file, on = seen_file(request, pk), clock.today()
    papers = list(Attachment.objects.about(file).filter(withdrawn_at=None).order_by("pk"))
    standing, found = Standing(file, request.user, on, papers), Decision.objects.about(file)
    paper = Paper.objects.filter(decision=OuterRef("pk"), kind=CRITICISM).values("pk")[:1]
    taken = found.select_related("union").annotate(paper_pk=Subquery(paper)).order_by("-pk")
    decisions = list(taken) if file.state != State.DRAFT else []
    fills = standing.is_filling and standing.post_to_fill() is not None
    page = {
        "application": file,
        "standing": standing,
        "status": standing.status(decisions),
        "progress": standing.progress(decisions),
        "steps": standing.steps(),
        "asked_for": standing.asked_for(decisions),
        "tasks": [{"tasks": standing.tasks()}] if fills else [],
        "verdict": standing.verdict() if standing.is_filling else None,
        "sections": [] if fills else standing.reading(),
        "slots": slots(file, papers),
        "decisions": decisions,
        "entries": entries(file, Event.objects.about(file).order_by("-number")[:100]),
        "crumbs": crumbs(file),
    }
    return render(request, "applications/application.html", page)


@require_GET
def application_check(request, pk):
    """What submitting would find today, each provision leading to where it is filled in."""
    file, on = seen_file(request, pk), clock.today()
    standing = Standing(file, request.user, on)
    fills = standing.is_filling and standing.post_to_fill() is not None
    found, links = standing.verdict(), standing.links()
    for finding in found.findings:  # what the page of submission asks below is not below here
        links.setdefault(finding.id, {})["remedy"] = finding.remedy.replace("在下面", "提交时")
    verdict = leading(found, links)
    submit = step_url(file, "submit") if fills else ""
    page = {"application": file, "verdict": verdict, "lawful": bool(found), "submit_url": submit}
    page["crumbs"] = crumbs(file, "申报条件核对")
    return render(request, "applications/check.html", page)


CONSEQUENCES = {
    "submit": ["提交后内容锁定，不能再改；需要修改的，由推荐工会退回补正。"],
    "consent": ["登记后申报送到推荐工会初审。"],
    "recommend": ["逐条判定和推荐意见随申报上报，不能再改。"],
    "send_back": ["申报退回单位，只开放勾选的部分；单位改好后重新提交。"],
    "decline": ["本次申报到此结束；单位会看到理由。不影响以后年度申报。"],
    "withdraw": [
        "本次申报到此结束，已填内容保留在工作室名下。",
        "申报时间内可以用同一工作室重新申报。",
    ],
    "disqualify": ["本次申报到此结束，认定记入履历。"],
    "pass_over": ["本次申报到此结束，不再命名；单位会看到理由。不影响以后年度申报。"],
}


ENDING = ("withdraw", "decline", "pass_over")


@pages
def application_step(request, pk, step):
    """Take one step of a file."""
    file = seen_file(request, pk)
    if is_elsewhere(file, step):
        url = step_url(file, step)
        if not url:
            raise Http404
        return redirect(url)
    consequences = list(CONSEQUENCES.get(step, ()))
    rule = file.edition.step(step)
    if file.of_title_id and step in ENDING:
        consequences = ["这件申请到此结束；工作室、领衔人和称号都不变，以后可以重新申请。"]
    if step == "disqualify" and is_due(rule):
        consequences.append("同时制发通报批评的文书，发各有关工会。")
    if rule and rule.bars:
        consequences.append(f"这个工作室永久不得再次申报（{rule.article}）。")
    back = reverse("application", args=[pk])
    links = Standing(file, request.user, clock.today()).links() if step == "submit" else {}
    asked = {"forms": STEP_FORMS, "consequences": consequences, "links": links}
    return step_page(request, file, step, back=back, **asked)
