"""Pages of charts of accounts: those there are, one with its accounts, one brought in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.documents.serving import as_workbook
from workshops.documents.sheets import MOST_BYTES, NotRead
from workshops.documents.workbooks import Column, workbook
from workshops.records.lifecycle import NotPossible
from workshops.studios.fields import DayField

from . import chart_rows as table
from .charts import READERS, Chart
from .posts import keeping_post

EXAMPLE = [["101", "库存现金", "资产", "是", ""], ["201", "其他应付款", "负债", "否", ""]]


class ChartForm(forms.Form):
    """A chart: its name, where it comes from, for which days it holds, its accounts."""

    title = forms.CharField(label="科目表名称", max_length=60)
    source = forms.CharField(
        label="依据",
        max_length=120,
        help_text="写明所依据的会计制度及其文号，例如本工会执行的《工会会计制度》及发文字号。",
    )
    valid_from = DayField(label="起用日期")
    valid_until = DayField(label="停用日期", required=False, help_text="现行的不填。")
    book = forms.FileField(
        label="工作簿",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="XLSX 文件，五列：科目编号、科目名称、科目类别、现金、银行科目、年末转入科目。"
        "可先下载模板。",
    )
    text = forms.CharField(
        label="或逐行填写",
        required=False,
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="从表格里复制粘贴各行；下级科目的编号以上级的编号开头。"
        "收入、支出科目的“年末转入科目”填净资产科目的编号，不填的以后在账套里设置。",
    )

    def clean(self):
        given = super().clean()
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "停用日期不能早于起用日期。")
        if upload := given.get("book"):
            given["text"] = self._lines(upload)
        if not given.get("text", "").strip() and not self.errors:
            raise forms.ValidationError("请上传工作簿，或逐行填写科目。")
        return given

    def _lines(self, upload) -> str:
        if upload.size > MOST_BYTES:
            self.add_error("book", "工作簿超过2 MB，请只保留需要的工作表。")
            return ""
        try:
            return table.pasted(upload.read())
        except NotRead as refusal:
            self.add_error("book", str(refusal))
            return ""

    def details(self) -> dict:
        """What is kept beside the accounts."""
        names = ("title", "source", "valid_from", "valid_until")
        return {name: self.cleaned_data[name] for name in names}


@require_safe
def charts(request):
    """The charts one may use, with the days for which each holds."""
    person, on = request.user, clock.today()
    if not person.holds(*READERS, on=on):
        raise Http404
    seen = Chart.objects.visible_to(person, on=on).select_related("union")
    rows = [(one, one.holds_on(on)) for one in seen.order_by("-valid_from", "pk")]
    return render(request, "books/charts.html", {"charts": rows, "may_enter": _post(request)})


@require_safe
def chart(request, pk):
    """One chart with all its accounts."""
    seen = Chart.objects.visible_to(request.user, on=clock.today()).select_related("union")
    one = get_object_or_404(seen, pk=pk)
    page = {
        "chart": one,
        "accounts": one.accounts.select_related("clears_to"),
        "holds": one.holds_on(clock.today()),
    }
    page["crumbs"] = [{"label": "会计科目表", "url": reverse("charts")}, {"label": one.title}]
    return render(request, "books/chart.html", page)


def _post(request):
    """The post in which somebody brings a chart in: who keeps some union's books."""
    posts = request.user.posts(clock.today())
    return next((p for p in posts if keeping_post(p.union, request.user, clock.today())), None)


def _keeper(request):
    if not request.user.holds(*READERS, on=clock.today()):
        raise Http404
    post = _post(request)
    if post is None:
        raise PermissionDenied("会计科目表由工会财务人员（基层工会由经办人）录入。")
    return post


@require_http_methods(["GET", "POST"])
def chart_new(request):
    """Bring in a chart: read, looked through row by row, then kept."""
    post = _keeper(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ChartForm(*sent)
    page = {"form": form, "union": post.union, "back": reverse("charts")}
    page["crumbs"] = [{"label": "会计科目表", "url": reverse("charts")}, {"label": "录入"}]
    if request.method != "POST" or not form.is_valid():
        return render(request, "books/chart_new.html", page)
    found = table.read(form.cleaned_data["text"])
    if "confirmed" in request.POST and found.is_sound:
        try:
            kept = table.keep(found, form.details(), post=post, by=request.user, at=clock.now())
        except NotPossible as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"已录入{kept}，共{len(found.rows)}个科目。")
            return redirect("chart", kept.pk)
    page |= {"found": found, "headings": table.HEADINGS}
    page["again"] = ChartForm(initial=form.details() | {"text": form.cleaned_data["text"]})
    status = 200 if found.is_sound else 422
    return render(request, "books/chart_preview.html", page, status=status)


@require_safe
def chart_template(request):
    """An empty workbook to fill in, with two lines as examples."""
    _keeper(request)
    columns = [Column(label, width=18) for label in table.HEADINGS]
    return as_workbook(workbook("会计科目表", columns, EXAMPLE), "会计科目表模板")
