"""The sums of a title on their way to the account, each step by its own hands."""

from subsidies.payments.actions import prepare
from tests.people import moment
from workshops.records.actions import advance


def step(title, rule, line: dict, *, by, on) -> None:
    """Prepare, approve or pay the sum that carries this label."""
    due = next(one for one in title.schedule(on).instalments if one.label == line["sum"])
    at = {"by": by, "on": on, "at": moment(on)}
    if rule.name == "prepare":
        prepare(title, due.key, **at)
        return
    payment = title.payments.exclude(state="rejected").get(instalment=due.key)
    paid = {"voucher_number": f"记-{on:%m%d}", "paid_on": on} if rule.name == "pay" else {}
    advance(payment, rule.name, given=paid | line.get("said", {}), **at)


def standings(title, on) -> list[str]:
    """Each sum: its label, how much, and where it stands or how far it has come."""
    ways = {one.instalment: one for one in title.payments.exclude(state="rejected")}
    return [
        f"{one.label}{one.amount_fen // 100}元"
        + (ways[one.key].get_state_display() if one.key in ways else one.standing.label)
        for one in title.schedule(on).instalments
    ]
