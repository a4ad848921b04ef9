"""What texts would claim back of standing titles, were fraud found: what was paid until today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, Sum

from rules.payable import PaidBack
from subsidies.budgets.unpaid import Alike
from subsidies.payments.lifecycle import State
from subsidies.payments.models import Payment
from workshops.titles.asked import FRAUD
from workshops.titles.supported import Sort

ENDING = "delist"
SUPPOSED = "假设查实"
CLAIMED = Q(instalment__contains="-")  # the instalments of claims are called by kind and number


@dataclass(frozen=True)
class Exposed:
    """Under one provision: by which verb, how many titles were paid, what would come back."""

    word: str
    source: str
    article: str
    titles: int
    fen: int


def exposed(groups: Iterable[Alike], on: date) -> list[Exposed]:
    """By provision, the largest first; nothing under texts that claim nothing back."""
    found = [(group, *clause) for group in groups if (clause := claiming_back(group))]
    paid, claimed = _sums(found) if found else ({}, {})
    sums: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for group, article, back in found:
        row = sums[back.word, group.title.edition.source, article]
        row[0] += sum(1 for pk in group.begun if paid[pk] or claimed[pk])
        row[1] += back.due(_were_it_so(group, paid, claimed, on))
    rows = [Exposed(*key, *row) for key, row in sums.items()]
    return sorted(rows, key=lambda one: -one.fen)


def claiming_back(group: Alike) -> tuple[str, PaidBack] | None:
    """The provision by which the text of these titles claims back for fraud."""
    rule = group.title.edition.step(ENDING)
    rows = rule.requires if rule else ()
    return next(((r.article, r.test) for r in rows if isinstance(r.test, PaidBack)), None)


def _sums(found) -> tuple[dict[int, int], dict[int, int]]:
    """What left under each title, by number: at its naming, and what was claimed beside it."""
    near = {group.title.authority_id for group, *_ in found}
    rows = Payment.objects.filter(state=State.PAID, title__authority__in=near).order_by()
    each = Sum("amount_fen", filter=~CLAIMED), Sum("amount_fen", filter=CLAIMED)
    paid, claimed = defaultdict(int), defaultdict(int)
    for pk, own, more in rows.values_list("title").annotate(own=each[0], more=each[1]):
        paid[pk], claimed[pk] = own or 0, more or 0
    return paid, claimed


def _were_it_so(group: Alike, paid: dict, claimed: dict, on: date):
    """The facts of all these titles taken together, with a finding of fraud."""
    title, many = group.title, len(group.begun)
    given = many * title.given_fen(Sort.BESIDE) if title.claims_support_back else 0
    return replace(
        group.facts(on),
        ground=FRAUD,
        verified_finding=SUPPOSED,
        paid_fen=sum(paid[pk] for pk in group.begun),
        claims_fen=sum(claimed[pk] for pk in group.begun),
        support_fen=given,
    )
