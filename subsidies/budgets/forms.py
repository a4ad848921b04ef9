"""The forms of the room: a sum for a year, and what controls a payment."""

from datetime import timedelta

from django import forms

from rules.facts import shown
from workshops.studios.fields import DayField, YuanField, refuse_far

from .actions import Short, loosened, refuse_short
from .models import COOLING_DAYS, Control

BEFORE, AFTER = 1, 5  # years offered around the present one
OLDEST, LATEST = 2, 1  # years a document may lie before its budget year, and after it
LONGEST_WAIT = 60
SIGNS = [("1", "下达或者追加"), ("-1", "核减")]


class AllotForm(forms.Form):
    """A sum allotted to a year, or taken off it."""

    year = forms.TypedChoiceField(label="预算年度", coerce=int)
    sign = forms.TypedChoiceField(
        label="增加还是减少", choices=SIGNS, coerce=int, initial="1", widget=forms.RadioSelect
    )
    amount_fen = YuanField(label="金额", help_text="可以写成 300000.00，也可以写成 30万。")
    document_number = forms.CharField(
        label="依据文号", max_length=60, help_text="预算批复、追加或者核减文件的文号。"
    )
    decided_on = DayField(label="文件日期")

    def __init__(self, *args, authority, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.authority = authority
        years = range(on.year - BEFORE, on.year + AFTER + 1)
        self.fields["year"].choices = [(year, f"{year}年度") for year in years]
        self.fields["decided_on"].past_on = on

    def clean_amount_fen(self):
        amount = self.cleaned_data["amount_fen"]
        if not amount:
            raise forms.ValidationError("金额须大于零；减少预算的，选“核减”，金额照样写正数。")
        return amount

    def clean_document_number(self):
        return self.cleaned_data["document_number"].strip()

    def clean(self):
        given = super().clean()
        year, day = given.get("year"), given.get("decided_on")
        if year and day and not year - OLDEST <= day.year <= year + LATEST:
            said = f"{year}年度预算的文件日期应在{year - OLDEST}年至{year + LATEST}年之间"
            self.add_error("decided_on", f"{said}，请核对日期和年度。")
        if not self.errors:
            try:
                refuse_short(self.authority.pk, year, given["sign"] * given["amount_fen"])
            except Short as short:
                self.add_error("amount_fen", str(short))
        return given

    def row(self) -> dict:
        """What is entered, with its direction in the sum."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("document_number", "decided_on")}
        return kept | {"amount_fen": given["sign"] * given["amount_fen"]}


class ControlForm(forms.Form):
    """From which sum two sign, how long another account waits, from which day, and why."""

    second_from_fen = YuanField(
        label="两人审批的起点金额",
        required=False,
        help_text="单笔达到这个金额的，由两名财务审批人先后审批；不填表示不设。",
    )
    cooling_days = forms.IntegerField(
        label="变更账户的等待天数",
        min_value=0,
        max_value=LONGEST_WAIT,
        initial=COOLING_DAYS,
        help_text="更换收款账户的，确认以后过几个自然日才生效，期间有关人员都会看到提醒。",
    )
    from_on = DayField(label="施行日期", help_text="放宽的规定最早从明天起施行。")
    basis = forms.CharField(
        label="依据或者理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, authority, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.authority, self.on = authority, on
        self.fields["cooling_days"].unit = "天"

    def clean_second_from_fen(self):
        limit = self.cleaned_data["second_from_fen"]
        if limit == 0:
            raise forms.ValidationError("起点金额须大于零；不设两人审批的，请留空。")
        return limit

    def clean_from_on(self):
        day = self.cleaned_data["from_on"]
        refuse_far(day, self.on)
        return day

    def clean(self):
        given = super().clean()
        if not self.errors:
            before = Control.objects.in_force(self.authority.pk, given["from_on"])
            first = self.on + loosened(before, given)
            if given["from_on"] < first:
                laxer = "放宽规定的，" if first > self.on else ""
                self.add_error("from_on", f"{laxer}施行日期不能早于{shown(first)}。")
        return given

    @staticmethod
    def starting(now: Control, on) -> dict:
        """What the form opens with: what is in force, from tomorrow."""
        same = {"second_from_fen": now.second_from_fen, "cooling_days": now.cooling_days}
        return same | {"from_on": on + timedelta(days=1)}
