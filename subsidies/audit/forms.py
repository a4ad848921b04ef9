"""The forms of audit: a sample, a finding, a reply, an answer."""

from django import forms

from rules.facts import shown
from workshops.studios.fields import DayField, refuse_far
from workshops.studios.ledger_forms import PapersForm

from .models import Pool, Says

LINES = forms.Textarea(attrs={"rows": 4})
ANSWERS = (Says.CLOSED, Says.AGAIN, Says.TAKEN_BACK)


class SampleForm(forms.Form):
    """How many of what, by which seed."""

    pool = forms.ChoiceField(label="抽查范围", choices=Pool)
    number = forms.IntegerField(label="抽取数量", min_value=1)
    seed = forms.CharField(
        label="抽签种子",
        max_length=80,
        help_text="事先公布、事后不能改的一串字，例如会议上当众写下的数字。",
    )

    def __init__(self, *args, sizes: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        self.sizes = sizes
        self.fields["pool"].choices = [(p, f"{p.label}（{sizes[p]}笔）") for p in Pool]

    def clean(self):
        given = super().clean()
        size = self.sizes.get(given.get("pool"), 0)
        if (given.get("number") or 0) > size:
            self.add_error("number", f"参加抽签的只有{size}笔，请减少抽取数量。")
        return given


class ConclusionForm(forms.Form):
    """What came of a sample."""

    text = forms.CharField(
        label="抽查结论",
        max_length=1000,
        widget=LINES,
        help_text="抽中的逐笔看过以后填写：看了什么，有没有问题。写明后不能改动。",
    )


def _ahead(form, name: str):
    day = form.cleaned_data[name]
    if day and day <= form.on:
        raise forms.ValidationError(f"回复期限须晚于今天（{shown(form.on)}）。")
    if day:
        refuse_far(day, form.on)
    return day


class FindingForm(forms.Form):
    """What is wrong, by which article, who is to put it right, by when."""

    concerned = forms.ChoiceField(label="由哪个工会整改")
    text = forms.CharField(label="问题", max_length=1000, widget=LINES)
    basis = forms.CharField(
        label="依据条款", max_length=160, help_text="例如：补助办法第十三条；财务制度的名称和条款。"
    )
    reply_by = DayField(label="回复期限", help_text="整改的工会在这一天以前回复。")

    def __init__(self, *args, unions, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on, self.unions = on, {f"{one.pk}": one for one in unions}
        self.fields["concerned"].choices = [(key, one.title) for key, one in self.unions.items()]

    def clean_concerned(self):
        return self.unions[self.cleaned_data["concerned"]]

    def clean_reply_by(self):
        return _ahead(self, "reply_by")


class ReplyForm(PapersForm):
    """What was put right, with papers."""

    text = forms.CharField(label="整改情况", max_length=1000, widget=LINES)
    field_order = ("text",)


class AnswerForm(forms.Form):
    """Closed, to be put right further by another day, or taken back."""

    kind = forms.ChoiceField(label="处理", choices=[("", "请选择")])
    text = forms.CharField(label="意见", max_length=1000, widget=LINES)
    reply_by = DayField(
        label="新的回复期限", required=False, help_text="只有要求继续整改的才填写。"
    )

    def __init__(self, *args, replied: bool, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        open_ = ANSWERS if replied else (Says.TAKEN_BACK,)
        self.fields["kind"].choices += [(one.value, one.label) for one in open_]
        if not replied:
            del self.fields["reply_by"]

    def clean_reply_by(self):
        return _ahead(self, "reply_by")

    def clean(self):
        given = super().clean()
        again, day = given.get("kind") == Says.AGAIN, given.get("reply_by")
        if again and not day and "reply_by" not in self.errors:
            self.add_error("reply_by", "要求继续整改的，请填写新的回复期限。")
        if day and not again and given.get("kind"):
            self.add_error("reply_by", "不要求继续整改的，不填写期限。")
        return given
