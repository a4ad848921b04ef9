"""The forms of a ledger: a row, its papers, a reversal, a remark, many rows, what to look for."""

import re
import uuid

from django import forms

from rules.base import Ledger
from rules.money import figures
from workshops.documents.sheets import MOST_BYTES
from workshops.records.attachments import checked
from workshops.records.formats import ACCEPT

from .fields import DayField, YuanField

MOST_PAPERS = 9  # in one go
MOST_FEN = 100_000_000_000  # a thousand million yuan; more is a slip of the hand
MOST_PEOPLE = 100_000
YEARS = 10  # offered to choose from; an older one comes by its number on the overview
MOST_TEXT = 400_000  # characters pasted at once
ROWS = forms.Textarea(attrs={"rows": 3})


class PapersInput(forms.FileInput):
    """Several files in one field."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class PapersField(forms.FileField):
    """Papers and photographs, each looked into before it is kept."""

    def __init__(self, *, camera=False, **kwargs):
        attrs = {"accept": ACCEPT, "multiple": True}
        if camera:
            attrs = {"accept": "image/*", "capture": "environment", "multiple": False}
        super().__init__(required=False, widget=PapersInput(attrs=attrs), **kwargs)

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list | tuple) else [data]
        kept = [super(PapersField, self).clean(one, initial) for one in uploads if one]
        if len(kept) > MOST_PAPERS:
            raise forms.ValidationError(f"一次最多上传{MOST_PAPERS}份，其余的保存以后再补。")
        for upload in kept:
            try:
                checked(upload)
            except forms.ValidationError as refusal:
                raise forms.ValidationError(f"{upload.name}：{refusal.message}") from refusal
        return kept


class PapersForm(forms.Form):
    """Photographs and papers that prove a row."""

    photograph = PapersField(camera=True, label="拍照", help_text="手机上会直接打开相机。")
    papers = PapersField(
        label="照片或文件", help_text="可以一次选几份；收 PDF、JPG、PNG、DOCX、XLSX。"
    )

    def brought(self) -> list:
        """All that was brought in."""
        return [*self.cleaned_data["photograph"], *self.cleaned_data["papers"]]


class MorePapersForm(PapersForm):
    """Papers that come after the row."""

    def clean(self):
        given = super().clean()
        if not self.errors and not self.brought():
            raise forms.ValidationError("请先拍照或选择文件。")
        return given


class EntryForm(PapersForm):
    """One row; a sum belongs to the kinds that are money and to no other."""

    kind = forms.ChoiceField(label="类别")
    happened_on = DayField(label="日期")
    title = forms.CharField(label="事项", max_length=120)
    amount_fen = YuanField(label="金额", required=False)
    people_count = forms.IntegerField(
        label="人数", required=False, min_value=1, max_value=MOST_PEOPLE
    )
    people = forms.CharField(label="人员", required=False, max_length=400)
    place = forms.CharField(label="地点", required=False, max_length=80)
    detail = forms.CharField(label="详情", required=False, max_length=1000, widget=ROWS)
    slip = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, ledger: Ledger, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.ledger = ledger
        day = self.fields["happened_on"]
        day.past_on = on
        day.error_messages["invalid"] = "请写成2026-03-02、2026/3/2或2026年3月2日这样的日期。"
        self.fields["slip"].initial = uuid.uuid4
        self.fields["people"].help_text = "几位主要人员的姓名，用顿号分开。"
        kind = self.fields["kind"]
        kind.choices = [("", "请选择"), *ledger.kinds]
        if len(ledger.kinds) == 1:
            kind.required, kind.widget = False, forms.HiddenInput()
            kind.initial = ledger.kinds[0][0]
        self._fit_amount()

    def _fit_amount(self):
        amount = self.fields["amount_fen"]
        money = [self.ledger.labels[kind] for kind in self.ledger.money]
        if not money:
            del self.fields["amount_fen"]
        elif len(money) == len(self.ledger.kinds):
            amount.required = True
        else:
            amount.help_text = f"只有“{'、'.join(money)}”填写。"

    def clean_kind(self):
        return self.cleaned_data["kind"] or self.ledger.kinds[0][0]

    def clean(self):
        given = super().clean()
        kind, amount = given.get("kind"), given.get("amount_fen")
        if kind and "amount_fen" in given:
            self._weigh(kind, amount)
        return given

    def _weigh(self, kind: str, amount: int | None):
        label = self.ledger.labels[kind]
        if kind not in self.ledger.money and amount is not None:
            self.add_error("amount_fen", f"“{label}”不记金额，花的钱请另记一条。")
        elif kind in self.ledger.money and amount is None:
            self.add_error("amount_fen", f"“{label}”要写金额。")
        elif amount is not None and not 0 < amount <= MOST_FEN:
            self.add_error("amount_fen", f"金额要大于0，且不超过{figures(MOST_FEN)}元。")

    def row(self) -> dict:
        """What the row says, by the names of its fields."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("photograph", "papers")}

    def parts(self) -> list[dict]:
        """The fields as they are asked: first what must be said, then what may be."""
        first = ("kind", "happened_on", "title", "amount_fen", "photograph", "papers")
        more = ("people_count", "people", "place", "detail")
        shown = [[self[n] for n in names if n in self.fields] for names in (first, more)]
        visible = [[one for one in fields if not one.is_hidden] for fields in shown]
        return [
            {"legend": "记什么", "fields": visible[0]},
            {"legend": "还可以写", "fields": visible[1]},
        ]


class ReverseForm(forms.Form):
    """Why a row is taken out of the count."""

    reason = forms.CharField(
        label="冲销理由",
        max_length=300,
        widget=ROWS,
        help_text="例如：金额写错，应为1,200元，已另记一条。",
    )


class RemarkForm(forms.Form):
    """What supervision found."""

    text = forms.CharField(label="监督意见", max_length=500, widget=ROWS)
    made_on = DayField(label="检查日期")

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["made_on"].past_on = on
        self.fields["made_on"].initial = on


class ReplyForm(forms.Form):
    """What the unit did about a remark, or has to say to it."""

    text = forms.CharField(
        label="回复",
        max_length=500,
        widget=ROWS,
        help_text="写明怎样改正、何时改正，或说明情况。",
    )


class RowsForm(forms.Form):
    """Many rows, pasted from a table or brought as a workbook."""

    text = forms.CharField(
        label="从表格里复制粘贴",
        required=False,
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="在 Excel 里选中各行，复制，粘贴到这里。带不带标题行都可以。",
    )
    book = forms.FileField(
        label="或上传工作簿",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="XLSX 文件，只读第一张工作表。可先下载模板。",
    )

    def clean_book(self):
        book = self.cleaned_data["book"]
        if book and book.size > MOST_BYTES:
            raise forms.ValidationError("工作簿超过2 MB，请只保留需要的工作表。")
        return book

    def clean(self):
        given = super().clean()
        text, book = (given.get("text") or "").strip(), given.get("book")
        if text and book:
            raise forms.ValidationError("粘贴和上传只用一种，请去掉一种。")
        if not (text or book or self.errors):
            raise forms.ValidationError("请粘贴各行，或上传工作簿。")
        return given


class FindForm(forms.Form):
    """Which studio to look for."""

    q = forms.CharField(label="工作室、单位工会", required=False, max_length=80)
    q.optional = False


class LookForm(forms.Form):
    """Which rows to list."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="类别", required=False)
    state = forms.ChoiceField(label="状态", required=False)
    q = forms.CharField(label="事项、人员、地点", required=False, max_length=80)

    def __init__(self, *args, on, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        years = dict.fromkeys(range(on.year, on.year - YEARS, -1))
        if re.fullmatch(r"(19|20)\d\d", asked := self.data.get("year", "")):
            years[int(asked)] = None
        self.fields["year"].choices = [("", "各年度"), *((y, f"{y}年") for y in years)]
        self.fields["kind"].choices = [("", "各类"), *kinds]
        states = [("standing", "有效"), ("reversed", "已冲销")]
        self.fields["state"].choices = [("", "全部"), *states]
        for field in self.fields.values():
            field.optional = False
