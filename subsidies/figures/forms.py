"""The forms of figures: which cut, which year, what is assumed."""

from django import forms

from .coming import ASSUMED, PASS
from .counting import CUTS


class CutForm(forms.Form):
    """How the money is counted."""

    by = forms.ChoiceField(label="按", choices=[(key, cut[0]) for key, cut in CUTS.items()])
    year = forms.ChoiceField(label="年度", required=False)
    year.optional = False

    def __init__(self, data, *, years):
        super().__init__({"by": "year"} | {k: v for k, v in data.items() if v})
        self.fields["year"].choices = [("", "全部"), *((f"{y}", f"{y}年") for y in years)]


class AssumedForm(forms.Form):
    """What is assumed of the coming years."""

    assumed = forms.ChoiceField(label="考评结果假设", choices=list(ASSUMED.items()))
    many = forms.IntegerField(label="每年新命名", min_value=0, max_value=500, required=False)
    many.unit, many.optional = "个", False
    sort = forms.ChoiceField(label="新命名的称号", required=False)
    sort.optional = False

    def __init__(self, data, *, plaques):
        super().__init__({"assumed": PASS, "many": "0"} | {k: v for k, v in data.items() if v})
        if plaques:
            self.data.setdefault("sort", next(iter(plaques)))
            self.fields["sort"].choices = list(plaques.items())
        else:
            del self.fields["sort"]
