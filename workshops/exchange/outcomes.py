"""Pages of outcomes: the catalogue, its workbook, one outcome with what became of it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rules.base import Seat
from workshops import clock
from workshops.documents.serving import as_workbook
from workshops.documents.workbooks import Column, workbook
from workshops.records.actions import record
from workshops.records.forms import StrikeForm
from workshops.records.models import Attachment
from workshops.records.steps import not_yours

from . import offers, pages
from . import studio_acts as acts
from .entry import moment, sent, written
from .forms import CatalogueForm, TransferForm
from .transfers import Status, Transfer, catalogue, narrowed

ON_A_PAGE = 50
MOST = 20_000  # rows of one workbook
entry = require_http_methods(["GET", "POST"])
UP = tuple(f"studio__{way}" for way in pages.UP)
COLUMNS = [
    Column("成果名称", width=32),
    Column("成果类别"),
    Column("取得日期", "date", 12),
    Column("工作室", width=28),
    Column("所在单位工会", width=28),
    Column("认定机构", width=20),
    Column("转化情况", width=12),
    Column("转化日期", "date", 12),
    Column("应用或受让单位", width=28),
    Column("成果归属（如实填写）", width=28),
]


def _asked(request):
    """The form and the rows it asks for; 404 where no text of one's place has it."""
    on = clock.today()
    places = {post.union.jurisdiction for post in request.user.posts(on)}
    if not any(offers.encourages(place, offers.TRANSFER) for place in places):
        raise Http404
    form = CatalogueForm(request.GET, on=on)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = narrowed(catalogue(request.user, on), **wanted).select_related("studio__unit_union")
    return form, {k: v for k, v in wanted.items() if v}, rows


@require_safe
def outcomes(request):
    """The catalogue, narrowed by what became of an outcome, its kind, its year, its words."""
    form, asked, rows = _asked(request)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    labels = dict(Status.choices)
    told = [{"outcome": one, "status": labels[one.status]} for one in page.object_list]
    shown = {"form": form, "asked": asked, "page": page, "rows": told, "query": query.urlencode()}
    shown["label"] = f"第{page.start_index()}–{page.end_index()}条，共{page.paginator.count}条"
    ways = {"previous_url": "", "next_url": ""}
    if page.has_previous():
        ways["previous_url"] = f"?{shown['query']}&page={page.previous_page_number()}"
    if page.has_next():
        ways["next_url"] = f"?{shown['query']}&page={page.next_page_number()}"
    shown["crumbs"] = pages.way(("成果目录", ""))
    return render(request, "exchange/outcomes.html", shown | ways)


@require_safe
def outcomes_workbook(request):
    """The same rows as a workbook; who took it away is recorded."""
    _, _, rows = _asked(request)
    labels = dict(Status.choices)
    lines = [_line(one, labels) for one in rows[:MOST]]
    content = workbook("成果目录", COLUMNS, lines)
    by = moment(request)
    post = next(iter(request.user.posts(by["on"])))
    after = {"title": "成果目录", "rows": len(lines)}
    record("导出成果目录", post.union, by=by["by"], at=by["at"], post=post, after=after)
    return as_workbook(content, f"成果目录{by['on']}")


def _line(one, labels: dict) -> list:
    about = [one.title, one.get_kind_display(), one.on, one.studio.title]
    about += [one.studio.unit_union.title, one.recognised_by]
    return [*about, labels[one.status], one.happened_on, one.receiver or "", one.owner or ""]


def _outcome(request, pk):
    """An outcome this person may read, of a place whose text has transfers, or 404."""
    seen = catalogue(request.user, clock.today()).select_related(*UP)
    one = get_object_or_404(seen, pk=pk)
    one.policy = offers.offered(one.studio).get(offers.TRANSFER)
    if one.policy is None:
        raise Http404
    return one


def _way(outcome, *last: str) -> list[dict]:
    here = (outcome.title, reverse("outcome", args=[outcome.pk]))
    return pages.way(("成果目录", reverse("outcomes")), here, *((one, "") for one in last))


@require_safe
def outcome(request, pk):
    """One outcome: what it is, where it is now, every record with its proof."""
    one, on = _outcome(request, pk), clock.today()
    rows = list(one.transfers.select_related("person", "union").order_by("-happened_on", "-pk"))
    label = Transfer._meta.label_lower
    proofs = Attachment.objects.filter(subject_type=label, withdrawn_at=None)
    papers: dict[int, list] = {}
    for paper in proofs.filter(subject_id__in=[row.pk for row in rows]).order_by("pk"):
        papers.setdefault(paper.subject_id, []).append(paper)
    page = {"outcome": one, "policy": one.policy, "status": Status(one.status).label}
    page["rows"] = [{"row": row, "papers": papers.get(row.pk, [])} for row in rows]
    page["writes"] = offers.unit_post(one.studio, request.user, on) is not None
    page["facts"] = _facts(one)
    page["crumbs"] = _way(one)
    return render(request, "exchange/outcome.html", page)


def _facts(one) -> list[dict]:
    said = [
        {"label": "成果类别", "value": one.get_kind_display()},
        {"label": "取得日期", "value": one.on},
        {"label": "认定机构", "value": one.recognised_by},
        {"label": "证书或文号", "value": one.document_number},
        {"label": "转化情况", "value": Status(one.status).label},
        {"label": "应用或受让单位", "value": one.receiver},
        {"label": "成果归属（如实填写）", "value": one.owner},
    ]
    return [line for line in said if line["value"]]


@entry
def transfer_new(request, pk):
    """Write down what became of an outcome."""
    one, back, heading = _outcome(request, pk), reverse("outcome", args=[pk]), "登记成果转化"
    if offers.unit_post(one.studio, request.user, clock.today()) is None:
        return not_yours(request, heading, back, whose=offers.ACTORS[Seat.UNIT])
    form = TransferForm(*sent(request), on=clock.today(), initial={"owner": one.owner})
    return written(
        request,
        form,
        lambda **by: acts.write_transfer(one, form.given(), form.brought(), **by),
        back=back,
        done="成果转化已登记。",
        heading=heading,
        lead=f"{one.title}（{one.studio.title}）。照实登记，不估价值。",
        policy=one.policy,
        crumbs=_way(one, heading),
    )


@entry
def transfer_strike(request, pk):
    """Strike a record out that was written down wrongly."""
    on, heading = clock.today(), "冲销成果转化记录"
    seen = Transfer.objects.visible_to(request.user, on=on)
    row = get_object_or_404(seen.select_related("studio__unit_union"), pk=pk)
    if row.outcome_id:
        back = reverse("outcome", args=[row.outcome_id])
    else:
        back = reverse("studio_exchange", args=[row.studio_id])
    if offers.unit_post(row.studio, request.user, on) is None:
        return not_yours(request, heading, back, whose=offers.ACTORS[Seat.UNIT])
    form = StrikeForm(request.POST or None)
    return written(
        request,
        form,
        lambda **by: acts.strike_transfer(row, form.cleaned_data["why"], **by),
        back=back,
        done="已冲销。写错的请重新登记。",
        heading=heading,
        lead=str(row),
        crumbs=pages.way((row.outcome_title, back), (heading, "")),
        consequences=["记录划线保留，转化情况回到上一条记录。", "写错的，冲销以后重新登记。"],
        submit="冲销",
        danger=True,
    )
