"""The form of posting rules: two accounts for each kind of movement, held to the text."""

from django import forms

from rules.facts import shown
from workshops.studios.fields import DayField

from .forms import AccountField, grouped
from .models import Kind
from .named import editions_of, named, refusals

SIDES = {"debit": "借方科目", "credit": "贷方科目"}


class RulesForm(forms.Form):
    """The debit and the credit account of each kind of movement, from a day on."""

    from_on = DayField(
        label="适用起日", help_text="这一天及以后发生的收支按这里的科目记账，已记的不变。"
    )

    def __init__(self, *args, book, kinds, accounts, settings, **kwargs):
        super().__init__(*args, **kwargs)
        self.book, self.settings = book, settings
        self.accounts = {one.pk: one for one in accounts}
        self.edition = next(reversed(editions_of(book.union)), None)
        self.before = book.rules_on(self.initial["from_on"])
        self.named, self.parts, choices = {}, [], grouped(accounts)
        for kind in kinds:
            self._add(kind, choices)

    def _add(self, kind: Kind, choices) -> None:
        """Two fields of a kind; what the text names is filled in and says so."""
        wants = self._wanted(kind)
        for side, label in SIDES.items():
            field = AccountField(label=label, required=False, grouped=choices)
            field.optional = False
            rule = self.before.get(kind)
            field.initial = getattr(rule, f"{side}_id") if rule else None
            if wants and wants.side == side:
                self._fill(field, wants)
            self.fields[f"{kind}-{side}"] = field
        own = [self[f"{kind}-{side}"] for side in SIDES]
        self.parts.append({"legend": kind.label, "fields": own})

    def _wanted(self, kind):
        if self.edition is None:
            return None
        wants = named(
            self.edition, kind, self.book.union, on=self.book.opened_on, settings=self.settings
        )
        self.named[kind] = wants
        return wants

    def _fill(self, field, wants) -> None:
        field.article = self.edition.step("book").article
        there = (pk for pk, one in self.accounts.items() if one.full_title == wants.account)
        field.initial = field.initial or next(there, None)
        field.help_text = f"办法写明的科目是“{wants.account}”。"
        if field.initial is None:
            field.help_text += (
                "所用科目表里没有它，请在科目表里增设后重新录入，或换用列有它的科目表。"
            )

    def clean_from_on(self):
        day = self.cleaned_data["from_on"]
        if day < self.book.opened_on:
            raise forms.ValidationError(f"不能早于账套的启用日期（{shown(self.book.opened_on)}）。")
        return day

    def clean(self):
        given = super().clean()
        for kind in self.named or {}:
            self._hold(kind, *(given.get(f"{kind}-{side}") for side in SIDES))
        return given

    def _hold(self, kind, debit, credit) -> None:
        """Both sides or neither, two accounts, and what the text names."""
        if bool(debit) != bool(credit):
            missing = "credit" if debit else "debit"
            self.add_error(f"{kind}-{missing}", "借方和贷方都要选，或者都不选。")
        elif debit and debit == credit:
            self.add_error(f"{kind}-credit", "借方和贷方不能是同一个科目。")
        wants, chosen = self.named[kind], {"debit": debit, "credit": credit}
        if wants and chosen[wants.side]:
            self._judge(kind, wants.side, chosen[wants.side])

    def _judge(self, kind, side, account) -> None:
        found = refusals(
            self.edition,
            kind,
            self.book.union,
            account.full_title,
            on=self.book.opened_on,
            settings=self.settings,
        )
        for one in found:
            self.add_error(f"{kind}-{side}", f"{one.article}：{one.asks}{one.remedy}。")

    def changed(self) -> list[tuple]:
        """The kinds whose accounts are others than before, with both."""
        rows = []
        for kind in self.named:
            sides = [self.cleaned_data.get(f"{kind}-{side}") for side in SIDES]
            rule = self.before.get(kind)
            kept = rule and [rule.debit, rule.credit]
            rows += [(kind, *sides)] if all(sides) and sides != kept else []
        return rows


class ClearingForm(forms.Form):
    """Where each account of income and expenditure goes at the end of a year."""

    def __init__(self, *args, accounts, net, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.accounts, self.now, choices = accounts, now, grouped(net)
        for one in accounts:
            field = AccountField(label=f"{one} 年末转入", required=False, grouped=choices)
            field.optional = False
            field.initial = now[one.pk].pk if one.pk in now else None
            self.fields[f"{one.pk}"] = field

    def changed(self) -> list[tuple]:
        """The accounts that go elsewhere than before, with where."""
        pairs = [(one, self.cleaned_data.get(f"{one.pk}")) for one in self.accounts]
        return [(one, goes) for one, goes in pairs if goes and goes != self.now.get(one.pk)]
