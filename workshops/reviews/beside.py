"""Another leader under review: the scores and the meeting of one application beside its call."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_fsm import ConcurrentTransition

from workshops import clock
from workshops.applications.lifecycle import State
from workshops.applications.models import Application
from workshops.applications.views import crumbs, seen_file
from workshops.applications.ways import step_url
from workshops.records.forms import StepForm
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.steps import CHANGED, not_yours, step_page
from workshops.studios.fields import DayField

from .actions import Unready
from .ranking import rank, standings, why_not_rankable, with_sheets
from .views import moment

pages = require_http_methods(["GET", "POST"])


class AloneForm(StepForm):
    """The meeting that resolved on one file alone, as its minutes have it."""

    met_on = DayField(label="会议日期")
    minutes_number = forms.CharField(label="会议纪要编号", max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met_on"].past_on = self.on

    def particulars(self) -> dict:
        """It takes no place from anybody and passes nobody by."""
        return super().particulars() | {"chosen": 1}


def beside(request, pk, step: str) -> tuple:
    """The file, that step of its text, and where it is taken if the file is in a batch."""
    file = seen_file(request, pk)
    rule = file.edition.step(step)
    if rule is None:
        raise Http404
    return file, rule, None if file.is_beside else redirect(step_url(file, step))


@pages
def change_meeting(request, pk):
    """Enter that the deciding body agreed to the change."""
    file, rule, batch = beside(request, pk, "decide")
    if batch:
        return batch
    back = reverse("application", args=[pk])
    lines = ["记为已研究确定；会议日期和纪要编号随申请存档，登记后不能改。"]
    if file.edition.step("pass_over"):
        lines.append("会议没有同意的，不在这里登记，请在申请页办理“未入选”。")
    return step_page(
        request, file, rule.name, back=back, forms={rule.name: AloneForm}, consequences=lines
    )


@pages
def change_score(request, pk):
    """The anonymous totals and their mean; the office fixes them here, ranked against nobody."""
    file, rule, batch = beside(request, pk, "shortlist")
    if batch:
        return batch
    back = reverse("application", args=[pk])
    if file.call.post_for(rule, request.user, clock.today()) is None:
        return not_yours(request, rule, back)
    if request.method == "POST":
        return _fixed(request, file, back)
    alone = with_sheets(Application.objects.filter(pk=pk))
    [row] = standings(file.call, list(alone), on=clock.today())
    open_ = file.state == State.IN_REVIEW and file.rank is None
    page = {"application": file, "rule": rule, "row": row, "back": back, "is_open": open_}
    page |= {"why_not": why_not_rankable([row]), "crumbs": crumbs(file, rule.label)}
    page["totals"] = [
        {"label": f"专家{number}", "value": "待交" if total is None else f"{total}分"}
        for number, total in enumerate(row.totals, start=1)
    ]
    page["consequences"] = [
        "平均分写入申请，评分表固定，任何人不能再改。",
        "更换领衔人不与其他申报排名，不占年度名额。",
    ]
    return render(request, "reviews/score.html", page)


def _fixed(request, file, back):
    try:
        rank(file.call, **moment(request), alone=file)
    except (Unready, Refused) as refusal:
        messages.error(request, str(refusal))
    except (NotPossible, NotPermitted, ConcurrentTransition):
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "得分已汇总，评分表已固定。")
    return redirect(back)
