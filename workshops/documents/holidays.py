"""Pages of the holiday calendar: the published years, and the next year's notice brought in."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.records.holidays import changes, keep_notice, keeping_post, read_notice
from workshops.records.models import CalendarDay, Event

from .serving import as_workbook
from .sheets import MOST_BYTES, NotRead, read_sheets
from .workbooks import Column, workbook

COLUMNS = [Column("日期", width=26), Column("名称", width=16), Column("放假/上班", width=12)]
EXAMPLE = "2027-01-01至2027-01-03 元旦 放假\n2027-01-09 元旦 上班"
FIRST, LAST = 2000, 2100


class NoticeForm(forms.Form):
    """The year, and its notice typed in, pasted, or from a workbook."""

    year = forms.IntegerField(label="通知年度", min_value=FIRST, max_value=LAST)
    book = forms.FileField(
        label="工作簿",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="XLSX 文件，三列：日期、名称、放假/上班。可先下载模板。",
    )
    text = forms.CharField(
        label="或逐行填写",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"每行一天或一段，也可以从表格里复制粘贴。例如：{EXAMPLE.splitlines()[0]}",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].unit = "年"

    def clean(self):
        given = super().clean()
        if upload := given.get("book"):
            given["text"] = self._lines(upload)
        if not given.get("text") and not self.errors:
            raise forms.ValidationError("请上传工作簿，或逐行填写放假安排。")
        return given

    def _lines(self, upload) -> str:
        """The rows of a workbook as lines; headings and the title are left out."""
        if upload.size > MOST_BYTES:
            self.add_error("book", "工作簿超过2 MB，请只保留需要的工作表。")
            return ""
        try:
            sheets = read_sheets(upload.read(), columns=10)
        except NotRead as refusal:
            self.add_error("book", str(refusal))
            return ""
        rows = next(iter(sheets.values()), [])
        return "\n".join(" ".join(row) for row in rows if any(map(_has_digit, row[:1])))


def _has_digit(cell: str) -> bool:
    return cell[:1].isdigit()


@require_safe
def holidays(request):
    """The years whose notice has been entered, with the days of one of them."""
    on = clock.today()
    if not request.user.posts(on):
        raise Http404
    years = list(CalendarDay.objects.values_list("notice_year", flat=True).distinct())
    years = sorted(set(years), reverse=True)
    asked = request.GET.get("year", "")
    shown = int(asked) if asked.isdecimal() and int(asked[:4]) in years else next(iter(years), None)
    page = {
        "years": years,
        "shown": shown,
        "days": CalendarDay.objects.filter(notice_year=shown).order_by("date"),
        "next_year": next_year(years, on.year),
        "may_enter": keeping_post(request.user, on) is not None,
        "entries": Event.objects.filter(act="录入放假安排").order_by("-number")[:10],
    }
    return render(request, "holidays/holidays.html", page)


def next_year(years: list[int], this: int) -> int:
    """The first year from this one on that has no notice."""
    return next(year for year in range(this, LAST + 2) if year not in years)


def _post(request):
    post = keeping_post(request.user, clock.today())
    if post is None:
        raise Http404
    return post


@require_http_methods(["GET", "POST"])
def holidays_new(request):
    """Bring in a notice: read, looked through line by line, then confirmed."""
    post, on = _post(request), clock.today()
    years = set(CalendarDay.objects.values_list("notice_year", flat=True))
    initial = {"year": next_year(sorted(years), on.year)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NoticeForm(*sent, initial=initial)
    page = {"form": form, "back": reverse("holidays"), "example": EXAMPLE, "crumbs": way()}
    if request.method != "POST" or not form.is_valid():
        return render(request, "holidays/new.html", page)
    year, text = form.cleaned_data["year"], form.cleaned_data["text"]
    notice = read_notice(year, text)
    if "confirmed" in request.POST and notice.is_sound:
        keep_notice(notice, by=request.user, post=post, at=clock.now())
        messages.success(request, f"{year}年放假安排已保存，共{len(notice.rows())}天，记入履历。")
        return redirect(f"{reverse('holidays')}?year={year}")
    page |= {"notice": notice, "replaces": year in years}
    page["again"] = NoticeForm(initial={"year": year, "text": text})
    if notice.is_sound:
        page["changes"] = [{"label": k, "value": f"{v}天"} for k, v in changes(notice).items()]
    return render(request, "holidays/preview.html", page, status=200 if notice.is_sound else 422)


def way() -> list[dict]:
    """The way to the page of a new notice."""
    return [{"label": "放假安排", "url": reverse("holidays")}, {"label": "录入通知"}]


@require_safe
def holidays_template(request):
    """An empty workbook to fill in, with two lines as examples."""
    _post(request)
    rows = [line.split() for line in EXAMPLE.splitlines()]
    return as_workbook(workbook("放假安排", COLUMNS, rows), "放假安排")
