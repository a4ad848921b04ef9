"""Everything the texts have made due under an authority and nobody has prepared, to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules import claiming, money
from rules.schedule import Instalment, Standing
from subsidies.budgets.unpaid import Alike, alike, named
from subsidies.payments.payees import Account
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title

from .models import BatchRow
from .rows import NO_ACCOUNT

AT_NAMING = "命名补助"


@dataclass(frozen=True)
class Owed:
    """One instalment that is due, of which kind it is, and the batch that lists it already."""

    title_id: int
    due: Instalment
    kind: str
    listed: str = ""  # the number of a batch in which it waits to be prepared

    @property
    def key(self) -> str:
        return f"{self.title_id}.{self.due.key}"

    @property
    def year(self) -> int:
        return self.due.year


def owed(authority, on: date) -> list[Owed]:
    """All of it, what waits in a batch last; read at once, however much there is."""
    held = Title.objects.filter(authority=authority, state__in=HELD)
    rows = BatchRow.objects.filter(payment=None, out_on=None, reason="", title__in=held)
    waiting = {
        (pk, key): n for pk, key, n in rows.values_list("title", "instalment", "batch__number")
    }
    found = [one for group in alike(held) for one in _of(group, waiting, on)]
    return sorted(found, key=lambda one: (bool(one.listed), one.title_id))


def _of(group: Alike, waiting: dict, on: date):
    """What is due under titles that stand alike."""
    labels = {kind.key: kind.label for kind in claiming.kinds(group.title.edition)}
    for pk, due in group.open_sums(group.facts(on)):
        if due.standing is Standing.DUE:
            asked = group.asked.get(due.key)
            kind = labels[asked[1].kind] if asked else AT_NAMING
            yield Owed(pk, due, kind, waiting.get((pk, due.key), ""))


def with_problems(found: Iterable[Owed], on: date) -> list[tuple[Owed, Title, str]]:
    """Each beside its title, and what is known to stand in its way."""
    found = list(found)
    titles = named(one.title_id for one in found)
    units = {title.unit_union.pk for title in titles.values()}
    accounts = Account.objects.in_use(on).filter(union__in=units)
    there = set(accounts.values_list("union", flat=True))
    return [
        (one, title, _problem(one, title.unit_union.pk in there))
        for one in found
        for title in [titles[one.title_id]]
    ]


def _problem(one: Owed, account: bool) -> str:
    if one.listed:
        return f"已列入批次{one.listed}，等待编制。"
    return "" if account else NO_ACCOUNT


def fitting(found: list[Owed], kind: str, year: str) -> list[Owed]:
    """Those of a kind and a year; all where nothing was asked."""
    return [one for one in found if kind in ("", one.kind) and year in ("", str(one.year))]


def total(found: list[Owed]) -> str:
    """Their sum in figures."""
    return money.figures(sum(one.due.amount_fen for one in found))
