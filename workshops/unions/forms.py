"""Forms about staff: a new person, a post, the last day of a post."""

from datetime import timedelta

from django import forms
from django.db.models import Q

from .models import Appointment, Kind, Person, Role, TradeUnion

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UnionForm(forms.ModelForm):
    """A union below one's own: what it is, and who screens what it files."""

    class Meta:
        model = TradeUnion
        fields = ["title", "short_title", "kind", "level", "parent", "screening_union"]
        fields += ["unit", "unit_kind"]
        error_messages = {"title": {"unique": "这个名称的工会已经有了，请核对。"}}
        help_texts = {
            "title": "全称，和公章、银行账户户名一致；补助只能付到这个名称的账户。",
            "screening_union": "单位工会须指定：它的申报由哪家工会审查推荐。",
            "unit": "单位工会须填写所在单位全称。",
        }

    def __init__(self, *args, unions, **kwargs):
        super().__init__(*args, **kwargs)
        here = TradeUnion.objects.filter(pk__in=unions).exclude(pk=self.instance.pk)
        self.fields["kind"].choices = self._kinds()
        self.fields["parent"].required = True
        for name in ("parent", "screening_union"):
            self.fields[name].queryset = here.exclude(kind=Kind.UNIT).order_by("pk")
            self.fields[name].empty_label = "请选择"

    def _kinds(self) -> list[tuple[str, str]]:
        """Below an authority are the classes every text knows, and those of its own text."""
        regulation = self.instance.regulation
        own = regulation.editions[-1].terms.get("screener_kinds", {}) if regulation else {}
        known = [kind for kind in Kind.choices if kind[0] != Kind.AUTHORITY]
        return [("", "请选择"), *known, *own.items()]

    def clean(self):
        """A unit's union names its unit and its recommender; no union stands under itself."""
        said = super().clean()
        if said.get("kind") == Kind.UNIT:
            for name in ("screening_union", "unit", "unit_kind"):
                if not said.get(name):
                    self.add_error(name, "单位工会须填写这一项。")
        above = said.get("parent")
        while above and self.instance.pk:
            if above.pk == self.instance.pk:
                self.add_error("parent", "上级工会不能是它自己的下级。")
                break
            above = above.parent
        return said


class SearchForm(forms.Form):
    """Which people to list."""

    q = forms.CharField(label="姓名或登录名", required=False, max_length=40)
    union = forms.ModelChoiceField(label="工会", queryset=None, required=False, empty_label="全部")

    def __init__(self, *args, unions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["union"].queryset = TradeUnion.objects.filter(pk__in=unions).order_by("pk")
        for field in self.fields.values():
            field.optional = False


class PersonForm(forms.ModelForm):
    """Who the new person is."""

    class Meta:
        model = Person
        fields = ["full_name", "username", "phone"]
        labels = {"username": "登录名"}
        help_texts = {"username": "字母、数字和 . _ - 均可，建议用姓名拼音；以后不能改。"}
        error_messages = {"username": {"unique": "这个登录名已经有人使用，请换一个。"}}


class PostForm(forms.ModelForm):
    """Which post somebody takes, in which of the unions one administers."""

    class Meta:
        model = Appointment
        fields = ["union", "role", "from_on", "until_on"]
        widgets = {"from_on": DAY, "until_on": DAY}
        help_texts = {"until_on": "最后一天也算在内；没有定的先空着。"}

    def __init__(self, *args, unions, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["union"].queryset = TradeUnion.objects.filter(pk__in=unions).order_by("pk")
        self.fields["union"].empty_label = "请选择"
        self.fields["role"].choices = [("", "请选择"), *Role.choices]

    def clean(self):
        """The same post is not held twice at one time."""
        said = super().clean()
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "离任日期不能早于任职日期。")
        elif self.person and first and said.get("union") and self._held(said, first, last):
            self.add_error("role", "此人在这段时间已在该工会担任这个岗位。")
        return said

    def _held(self, said, first, last) -> bool:
        same = self.person.appointments.filter(union=said["union"], role=said.get("role"))
        same = same.filter(Q(until_on=None) | Q(until_on__gte=first))
        return (same.filter(from_on__lte=last) if last else same).exists()


class EndForm(forms.Form):
    """The last day of a post; a post is not ended further back than yesterday."""

    last = forms.DateField(
        label="离任日期", widget=DAY, help_text="这一天仍在任，次日起不再有这个岗位的权限。"
    )

    def __init__(self, *args, post: Appointment, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest = max(post.from_on, on - timedelta(days=1))

    def clean_last(self):
        last = self.cleaned_data["last"]
        if last < self.earliest:
            earliest = f"{self.earliest.year}年{self.earliest.month}月{self.earliest.day}日"
            raise forms.ValidationError(f"最早可以填{earliest}；以前的任职已经留下记录，不能改。")
        return last
