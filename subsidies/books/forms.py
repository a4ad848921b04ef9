"""The forms of the books: opened, given rules, looked through, closed, typed into."""

from django import forms
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from rules.facts import shown
from workshops.studios.fields import DayField, YuanField

from .charts import Chart, ChartAccount, Class
from .named import account_named_in
from .sets import first_of, month_after
from .vouchers import Source


class MonthField(forms.DateField):
    """A month, by its first day."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month"})

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", ["%Y-%m", "%Y年%m月", "%Y/%m"])
        super().__init__(**kwargs)


class Grouped(list):
    """Accounts as choices by class, with their lines drawn once for all the lists of a page.

    Django draws each line of each list by templates of its own, and a chart has hundreds.
    """

    @cached_property
    def drawn(self):
        """The lines of the list."""
        return format_html_join("", '<optgroup label="{}">{}</optgroup>', map(self._group, self))

    def _group(self, group):
        label, accounts = group
        return label, format_html_join("", '<option value="{}">{}</option>', accounts)


class AccountSelect(forms.Select):
    """One of the accounts: the lines are there, and the one chosen is marked."""

    grouped = Grouped()

    def render(self, name, value, attrs=None, renderer=None):
        lines = format_html('<option value="">请选择</option>{}', self.grouped.drawn)
        chosen = f'value="{value or ""}"'
        # Safe whatever was sent: only what stands in the safe lines already is found and marked.
        marked = mark_safe(lines.replace(chosen, f"{chosen} selected", 1))
        attrs = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, attrs, marked)


class AccountField(forms.ModelChoiceField):
    """An account that may be posted to, in groups by class; chosen out of what was read once."""

    widget = AccountSelect

    def __init__(self, *, grouped, **kwargs):
        super().__init__(queryset=ChartAccount.objects.all(), **kwargs)
        self.choices = [("", "请选择"), *grouped]
        self.widget.grouped = grouped


def grouped(accounts) -> Grouped:
    """The accounts one may post to as choices, by class."""
    posted = [one for one in accounts if one.is_posted]
    found = Grouped()
    for kind in Class:
        own = [(one.pk, f"{one.code} {one.full_title}") for one in posted if one.kind == kind]
        found += [(kind.label, own)] if own else []
    return found


class OpenForm(forms.Form):
    """Which chart, from which month on."""

    chart = forms.ModelChoiceField(
        label="会计科目表", queryset=Chart.objects.none(), empty_label="请选择"
    )
    month = MonthField(label="启用月份", help_text="这个月起的收支记入这个账套。")
    reason = forms.CharField(
        label="沿用已停用科目表的理由",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="启用月份在科目表停用以后的，须写明。",
    )

    def __init__(self, *args, union, charts, **kwargs):
        super().__init__(*args, **kwargs)
        self.union = union
        self.fields["chart"].queryset = charts
        self.fields["chart"].label_from_instance = lambda one: f"{one}（{one.validity}）"

    def clean(self):
        given = super().clean()
        chart, month = given.get("chart"), given.get("month")
        if chart and month and not chart.holds_on(month):
            self._beyond(chart, month, given.get("reason"))
        return given

    def _beyond(self, chart, month, reason):
        """A chart that has ended is used only where the text here names its accounts."""
        titles = set(chart.accounts.values_list("full_title", flat=True))
        says = account_named_in(self.union, titles, month)
        if month < chart.valid_from or not says:
            here = "" if says else "本地办法也没有写明用它的科目，"
            self.add_error(
                "chart",
                f"“{chart}”{chart.validity}，不包括启用月份。{here}请先录入现行的会计科目表，再建账。",
            )
        elif not reason:
            self.add_error(
                "reason",
                f"“{chart}”已于{shown(chart.valid_until)}停用。{says}在这份科目表里，"
                "确需沿用的，请写明理由。",
            )


class SpanForm(forms.Form):
    """From which month to which a report goes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = MonthField(label="起始月份", required=False)
        self.fields["until"] = MonthField(label="截止月份", required=False)
        for field in self.fields.values():
            field.optional = False


class FindForm(SpanForm):
    """Which vouchers to show."""

    source = forms.ChoiceField(
        label="凭证来源", choices=[("", "全部"), *Source.choices], required=False
    )
    q = forms.CharField(label="摘要", required=False, max_length=60)
    source.optional = q.optional = False


class CloseForm(forms.Form):
    """Up to which month the books are closed, with a word that one has looked."""

    until = forms.TypedChoiceField(label="结账到")
    looked = forms.BooleanField(
        label="已经看过待记账的收支，结账后不再向这些月份记账",
        error_messages={"required": "看过以后，请勾选这一项再结账。"},
    )

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].choices = [(f"{m:%Y-%m-%d}", f"{m.year}年{m.month}月") for m in months]


class DraftForm(forms.Form):
    """The head of a voucher typed by hand."""

    on = DayField(label="凭证日期")
    summary = forms.CharField(label="摘要", max_length=120)
    reason = forms.CharField(
        label="编制的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, book, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.book = book
        self.fields["on"].past_on = on

    def clean_on(self):
        day = self.cleaned_data["on"]
        refuse_day(self.book, day)
        return day


def refuse_day(book, day) -> None:
    """Raise ValidationError where no voucher may bear that day."""
    month = book.open_month()
    if not book.holds(day):
        raise forms.ValidationError("这一天不在账套的起止日期以内，请核对。")
    if first_of(day) < month:
        raise forms.ValidationError(
            f"{day.year}年{day.month}月已经结账，不能再记。"
            f"要更正的，用{month.year}年{month.month}月以后的日期编制红字冲销或更正凭证。"
        )


class LineForm(forms.Form):
    """One line: an account with a sum on one side."""

    debit_fen = YuanField(label="借方金额", required=False)
    credit_fen = YuanField(label="贷方金额", required=False)

    def __init__(self, *args, grouped, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"] = AccountField(label="会计科目", grouped=grouped)
        self.order_fields(["account", "debit_fen", "credit_fen"])
        for name in ("debit_fen", "credit_fen"):
            self.fields[name].optional = False

    def clean(self):
        given = super().clean()
        if bool(given.get("debit_fen")) == bool(given.get("credit_fen")) and not self.errors:
            raise forms.ValidationError("每行在借方和贷方中填一边，另一边留空。")
        return given


class ReverseForm(forms.Form):
    """Why a voucher is reversed, and on which open day."""

    on = DayField(label="凭证日期", help_text="须在还没有结账的月份。")
    reason = forms.CharField(
        label="冲销的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, book, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.book = book
        self.fields["on"].past_on = on

    def clean_on(self):
        day = self.cleaned_data["on"]
        refuse_day(self.book, day)
        return day


class ReviewForm(forms.Form):
    """Agreed, or turned back with the reason."""

    outcome = forms.ChoiceField(
        label="审核意见",
        choices=[("agree", "同意，编号记账"), ("refuse", "退回")],
        widget=forms.RadioSelect,
    )
    refusal = forms.CharField(
        label="退回的理由", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        given = super().clean()
        if given.get("outcome") == "refuse" and not given.get("refusal"):
            self.add_error("refusal", "退回须写明理由。")
        if given.get("outcome") == "agree" and given.get("refusal"):
            self.add_error("refusal", "写了退回的理由，却选了同意。")
        return given


def months_to_close(book, on) -> list:
    """The months that are over and still open."""
    month, found = book.open_month(), []
    while month_after(month) <= on and book.holds(month):
        found.append(month)
        month = month_after(month)
    return found
