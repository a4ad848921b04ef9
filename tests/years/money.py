"""The sums of a title on their way: asked for, settled, paid, received; what the rows come to."""

from itertools import groupby

from subsidies.books.models import Kind, Movement
from subsidies.claims import actions as claims
from subsidies.models import Claim
from subsidies.payments.actions import prepare
from subsidies.payments.receipts import enter_receipt
from tests.people import moment
from workshops.records.actions import advance

FALLEN = ("rejected", "bounced")


def asked(title, line: dict, *, by, on) -> None:
    """The unit asks for a further sum for one thing, and files it."""
    kind = next(one.key for one in title.edition.claims if one.label == line["asks"])
    at = {"by": by, "on": on, "at": moment(on)}
    claim = claims.begin(title, kind, **at)
    claims.enlist(claim, {"what": line["thing"]}, **at)
    advance(Claim.objects.get(pk=claim.pk), "file_claim", **at)


def settled(title, rule, line: dict, given: dict, *, by, on) -> None:
    """The decision on what was last asked for; sums of a meeting are written in yuan."""
    kind = next(one.key for one in title.edition.claims if one.step == rule.name)
    sums = {"proposes": "proposed_fen", "fixes": "decided_fen"}
    given |= {fact: line[word] * 100 for word, fact in sums.items() if word in line}
    claim = title.claims.filter(kind=kind, state="filed").latest("pk")
    advance(claim, rule.name, by=by, on=on, at=moment(on), given=given)


def step(title, rule, line: dict, *, by, on) -> None:
    """Prepare, approve or pay the sum that carries this label."""
    at = {"by": by, "on": on, "at": moment(on)}
    begun = title.payments.exclude(state__in=FALLEN)
    if rule.name == "prepare":
        keys = set(begun.values_list("instalment", flat=True))
        labelled = [one for one in title.schedule(on).instalments if one.label == line["sum"]]
        due = next((one for one in labelled if one.key not in keys), None) or labelled[-1]
        prepare(title, due.key, **at)
        return
    payment = begun.filter(label=line["sum"]).latest("pk")
    paid = {"voucher_number": f"记-{on:%m%d}", "paid_on": on} if rule.name == "pay" else {}
    advance(payment, rule.name, given=paid | line.get("said", {}), **at)


def received(title, line: dict, *, by, on) -> None:
    """The unit enters that the sum has come."""
    payment = title.payments.filter(label=line["receipt"], state="paid").latest("pk")
    enter_receipt(payment, on, by=by, on=on, at=moment(on))


def standings(title, on) -> list[str]:
    """Each sum: its label, how much, and where it stands or how far it has come."""
    ways = {one.instalment: one for one in title.payments.exclude(state="rejected")}
    return [
        f"{one.label}{one.amount_fen // 100}元"
        + (ways[one.key].get_state_display() if one.key in ways else one.standing.label)
        for one in title.schedule(on).instalments
    ]


def ledger(title) -> list[str]:
    """What the rows of the books come to, by what moved, each added up by hand."""
    rows = Movement.objects.filter(title=title).order_by("kind", "pk")
    moved = groupby(rows, key=lambda one: one.kind)
    sums = {kind: sum(-m.amount_fen if m.reverses_id else m.amount_fen for m in own)
            for kind, own in moved}  # fmt: skip
    return [f"{kind.label}{sums[kind] // 100}元" for kind in Kind if sums.get(kind)]
