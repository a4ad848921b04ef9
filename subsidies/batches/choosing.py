"""Everything the texts have made due under an authority and nobody has prepared, to choose from."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from rules import money
from rules.schedule import Instalment, Standing
from subsidies.payments.models import Payment
from subsidies.payments.payees import Account
from workshops.titles.lifecycle import HELD
from workshops.titles.models import Title

from .models import BatchRow
from .rows import NO_ACCOUNT

AT_NAMING = "命名补助"


@dataclass(frozen=True)
class Owed:
    """One instalment that is due: its kind, and what is known to stand in its way."""

    title: Title
    due: Instalment
    kind: str
    problem: str = ""
    listed: bool = False  # in another batch, waiting to be prepared

    @property
    def key(self) -> str:
        return f"{self.title.pk}.{self.due.key}"

    @property
    def year(self) -> int:
        return self.due.year or self.title.named_on.year


def owed(authority, on: date) -> list[Owed]:
    """All of it, what waits in a batch last; read at once, however much there is."""
    standing = Prefetch("payments", Payment.objects.standing(), to_attr="on_their_way")
    accounts = Account.objects.in_use(on)
    rows = BatchRow.objects.filter(payment=None, out_on=None, reason="").select_related("batch")
    held = Title.objects.filter(authority=authority, state__in=HELD)
    titles = held.select_related("studio__unit_union", "authority").prefetch_related(
        "assessments",
        "supports",
        "claims",
        standing,
        Prefetch("studio__unit_union__accounts", accounts, to_attr="accounts_in_use"),
        Prefetch("batch_rows", rows, to_attr="rows_waiting"),
    )
    found = [one for title in titles.order_by("pk") for one in _of(title, on)]
    return sorted(found, key=lambda one: one.listed)


def _of(title: Title, on: date):
    """What is due under one title and not on its way."""
    begun = {payment.instalment for payment in title.on_their_way}
    waiting = {row.instalment: row.batch for row in title.rows_waiting}
    kinds = {claim.key: claim.rule.label for claim in title.claims.all()}
    for due in title.schedule(on).instalments:
        if due.standing is not Standing.DUE or due.key in begun:
            continue
        batch, kind = waiting.get(due.key), kinds.get(due.key, AT_NAMING)
        if batch:
            yield Owed(title, due, kind, f"已列入批次{batch.number}，等待编制。", True)
        else:
            there = title.unit_union.accounts_in_use
            yield Owed(title, due, kind, "" if there else NO_ACCOUNT)


def fitting(found: list[Owed], kind: str, year: str) -> list[Owed]:
    """Those of a kind and a year; all where nothing was asked."""
    return [one for one in found if kind in ("", one.kind) and year in ("", str(one.year))]


def total(found: list[Owed]) -> str:
    """Their sum in figures."""
    return money.figures(sum(one.due.amount_fen for one in found))
