"""What is typed in this room: a recommendation, its result, a reward, what members were given."""

from django import forms

from rules.facts import shown
from workshops.studios.fields import DayField, YuanField
from workshops.unions.models import LEVELS

from .actions import barred, is_upper
from .models import Result, Source, Whom
from .roster import called, everybody, roster

STUDIO = "studio"


class RewardsForm(forms.Form):
    """A form about one titled studio on one day, with the sorts its text has for this union."""

    def __init__(self, *args, title, on, sorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.title, self.on, self.sorts = title, on, {one.code: one for one in sorts}
        if "sort" in self.fields:
            self.fields["sort"].choices = [(one.code, one.label) for one in sorts]
            if len(sorts) == 1:
                self.fields["sort"].widget = forms.HiddenInput()
                self.fields["sort"].initial = sorts[0].code
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.past_on = field.initial = on

    def clean(self):
        data = super().clean()
        for name, field in self.fields.items():
            day = data.get(name)
            if isinstance(field, DayField) and day and day < self.title.named_on:
                since = shown(self.title.named_on)
                self.add_error(name, f"不能早于命名日期（{since}），这里只记命名以后的事。")
        return data

    def offer_people(self, name: str, first=()):
        """Let a field choose among the studio and those who stand or stood on its roster."""
        now = {one.name: called(one.whom, self.title) for one in roster(self.title, self.on)}
        people = [(one, f"{one}（{now.get(one, '已离开')}）") for one in everybody(self.title)]
        self.fields[name].choices = [*first, *people]


class RecommendForm(RewardsForm):
    """For which honour, whom, on which day, under which number."""

    sort = forms.ChoiceField(label="荣誉类别")
    honour = forms.CharField(
        label="荣誉或称号的全称", max_length=80, help_text="例如“2026年全国工人先锋号”。"
    )
    recipient = forms.ChoiceField(label="推荐对象")
    recommended_on = DayField(label="推荐日期")
    document_number = forms.CharField(label="推荐文号", max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        meant = [one for one in self.sorts.values() if not one.whom or Whom.STUDIO in one.whom]
        studio = [(STUDIO, f"工作室：{self.title.studio.title}")] if meant else []
        self.offer_people("recipient", studio)

    def clean(self):
        data = super().clean()
        day, name = data.get("recommended_on"), data.pop("recipient", None)
        if not (day and name and data.get("sort")):
            return data
        there = {one.name: one.whom for one in roster(self.title, day)}
        whom = Whom.STUDIO if name == STUDIO else there.get(name)
        if whom is None:
            self.add_error("recipient", f"{name}{shown(day)}不在册，请核对推荐日期或者对象。")
            return data
        self._fits(self.sorts[data["sort"]], whom)
        return data | {"whom": whom, "full_name": "" if whom == Whom.STUDIO else name}

    def _fits(self, sort, whom):
        """Whom the text names for this honour."""
        if sort.whom and whom not in sort.whom:
            meant = "、".join(called(Whom(one), self.title) for one in sort.whom)
            said = f"{sort.article}：{sort.label}推荐的是{meant}，请改选推荐对象或者荣誉类别。"
            self.add_error("recipient", said)


class ResultForm(RewardsForm):
    """What came of a recommendation."""

    result = forms.ChoiceField(label="结果", choices=[("", "请选择"), *Result.choices])
    result_on = DayField(label="结果日期")
    body = forms.CharField(label="授予机关", max_length=80, required=False)
    level = forms.TypedChoiceField(
        label="授予机关级别", coerce=int, required=False, choices=[("", "请选择"), *LEVELS],
        empty_value=None,
    )  # fmt: skip
    result_number = forms.CharField(label="授予文号", max_length=60, required=False)

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, title=row.title, sorts=(), **kwargs)
        self.row, self.upper = row, is_upper(row)
        if self.upper:
            for name in ("body", "level"):
                self.fields[name].help_text = "已获得的必须填写，列入工作室的“已有命名”。"
        else:
            del self.fields["level"]

    def clean_result_on(self):
        day, since = self.cleaned_data["result_on"], self.row.recommended_on
        if day < since:
            raise forms.ValidationError(f"不能早于推荐日期（{shown(since)}），请核对。")
        return day

    def clean(self):
        data = super().clean()
        if self.upper and data.get("result") == Result.WON:
            for name in ("body", "level"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "已获得上级称号的，请填写，下次申报要用。")
        return data


class RewardForm(RewardsForm):
    """What was given, to whom, and from which money."""

    sort = forms.ChoiceField(label="奖励类别")
    recipient = forms.ChoiceField(label="奖励对象")
    what = forms.CharField(label="奖励内容", max_length=120, help_text="例如“通报表扬”“奖金”。")
    given_on = DayField(label="奖励日期")
    amount_fen = YuanField(
        label="金额", required=False, help_text="没有资金的留空；实物按价值填写。"
    )
    source = forms.ChoiceField(
        label="经费来源",
        required=False,
        choices=[("", "没有资金"), *Source.choices],
        help_text="有资金的必须选择。",
    )
    source_note = forms.CharField(
        label="经费来源说明", max_length=80, required=False, help_text="选“其他来源”的填写。"
    )
    voucher = forms.CharField(label="凭证号或文号", max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_people("recipient", [(STUDIO, f"工作室：{self.title.studio.title}")])
        self.fields["source"].optional = self.fields["source_note"].optional = False
        if rule := self.title.edition.spending:
            said = f"有资金的必须选择。补助资金依{rule.article}：{rule.asks}"
            self.fields["source"].help_text = said

    def clean(self):
        data = super().clean()
        day, name = data.get("given_on"), data.pop("recipient", None)
        there = {STUDIO, *(one.name for one in roster(self.title, day))} if day else {name}
        if name and name not in there:
            self.add_error("recipient", f"{name}{shown(day)}不在册，请核对奖励日期或者对象。")
        data["full_name"] = "" if name == STUDIO else name or ""
        data["amount_fen"] = data.get("amount_fen") or 0
        if data["amount_fen"]:
            self._weigh(data, Whom.STUDIO if name == STUDIO else Whom.MEMBER)
        else:
            data["source"] = data["source_note"] = ""
        return data

    def _weigh(self, data, whom):
        """Money has its source, and not one the text bars."""
        source = data.get("source")
        if not source:
            self.add_error("source", "有资金的奖励请选择经费来源。")
        elif source == Source.OTHER and not data.get("source_note"):
            self.add_error("source_note", "选“其他来源”的，请写明是什么经费。")
        elif (verdict := barred(self.title, whom, source, self.on)) is not None:
            for one in verdict.blocking:
                self.add_error("source", f"{one.article}：{one.asks}{one.remedy}。")


class BenefitForm(RewardsForm):
    """What, from which day, for how long, and who went."""

    sort = forms.ChoiceField(label="事项")
    begins_on = DayField(label="开始日期")
    days = forms.IntegerField(label="天数", min_value=1, max_value=1000)
    place = forms.CharField(label="内容、地点", max_length=80, required=False)
    people = forms.MultipleChoiceField(
        label="参加的人员", widget=forms.CheckboxSelectMultiple, help_text="可以一次选几人。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_people("people")

    def clean(self):
        data = super().clean()
        day = data.get("begins_on")
        there = {one.name for one in roster(self.title, day)} if day else set()
        away = [name for name in data.get("people", ()) if day and name not in there]
        if away:
            said = f"{'、'.join(away)}{shown(day)}不在册，请核对；成员变动的，先在“变更”里登记。"
            self.add_error("people", said)
        return data


FORMS = {"honours": RecommendForm, "rewards": RewardForm, "benefits": BenefitForm}
