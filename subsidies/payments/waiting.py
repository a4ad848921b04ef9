"""What waits of money, for the desk: to prepare, to approve, to pay, to look at."""

from datetime import date, timedelta
from functools import partial

from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

import rules
from rules import money
from rules.facts import Facts, shown
from rules.paying import needs_second
from subsidies.budgets.reckoning import WAITING, told
from subsidies.budgets.turning import LAST_MONTH, turning
from subsidies.budgets.unpaid import due, named
from workshops.desk.waiting import SHOWN, Lines, asks, waits
from workshops.titles.lifecycle import HELD
from workshops.titles.lifecycle import State as TitleState
from workshops.titles.models import Title
from workshops.titles.recovery import claiming
from workshops.unions.models import Role

from .lifecycle import State
from .models import Payment
from .pages import TONES
from .payees import Account

LATEST = 10  # payments an auditor sees on the desk
LATELY = timedelta(days=60)  # as long as a unit is told of money that came
TURN = dict.fromkeys([State.PREPARED, State.ENDORSED], Role.FINANCE_APPROVER)
TURN |= {State.APPROVED: Role.FINANCE_CLERK}
ENDED = dict.fromkeys([State.PREPARED, State.ENDORSED], "，称号已撤销，不再拨付，请退回")
ENDED |= {State.APPROVED: "，称号已撤销：已付出的先登记，没有付出的由财务审批人退回"}


@waits
def instalments(person, on):
    """For a finance clerk, the instalments the text has made due and nobody prepared."""
    if not person.holds(Role.FINANCE_CLERK, on=on):
        return
    held = Title.objects.filter(authority__in=person.unions_as(Role.FINANCE_CLERK, on=on))
    found = due(held.filter(state__in=HELD), on)
    first = found[: SHOWN + 1]
    titles = named(pk for pk, _ in first)
    tasks = [_to_prepare(titles[pk], one) for pk, one in first]
    if len(found) > 1:
        tasks.insert(0, _together(len(found), sum(one.amount_fen for _, one in found)))
    in_all = len(found) + (len(found) > 1)
    group = {"tasks": tasks, "in_all": in_all, "url": reverse("batch_new")}
    yield {"title": "到期应付、还没有编制的", **group}


def _together(many: int, fen: int) -> dict:
    return {
        "title": f"{many}笔可以编成一个批次",
        "url": reverse("batch_new"),
        "state_label": "待编制",
        "hint": f"共{money.figures(fen)}元。先逐笔核对，再一起编制；也可以在下面一笔一笔编制。",
    }


def _to_prepare(title, one) -> dict:
    return {
        "title": f"{title.studio.title}：{one.label}",
        "url": reverse("payment_new", args=[title.pk, one.key]),
        "state_label": "待编制",
        "hint": f"{money.figures(one.amount_fen)}元，付{title.unit_union}",
    }


@asks
def payments(person, on):
    """The payments whose next hand is this person's; what one prepared another approves."""
    roles = [role for role in TURN.values() if person.holds(role, on=on)]
    if not roles:
        return
    mine = [state for state, role in TURN.items() if role in roles]
    rows = Payment.objects.visible_to(person, on=on).filter(state__in=mine)
    signed = Q(prepared_by=person) | Q(endorsed_by=person, endorsed_by__isnull=False)
    rows = rows.exclude(signed & ~Q(state=State.APPROVED))
    said = {"studio": "title__studio__title", "label": "label", "fen": "amount_fen"}
    said |= {"state": "state", "by": "endorsed_by__full_name", "prepared_on": "prepared_on"}
    said["standing"] = "title__state"
    limit = told("title__authority", on)["second_from"]
    plain = JSONObject(pk="pk", at="pk", two=limit, **said)
    yield Lines(
        "等您办理的拨付", reverse("payments"), rows.annotate(plain=plain), partial(_turn, on=on)
    )


@asks
def turning_over(person, on):
    """For who prepared: what nobody approved yet, and with the year moves into the next budget."""
    unions = person.unions_as(Role.FINANCE_CLERK, on=on)
    if not unions:
        return
    held = Payment.objects.filter(title__authority__in=unions, title__state__in=HELD)
    rows = held.filter(state__in=WAITING)
    rows = rows if on.month == LAST_MONTH else rows.filter(prepared_on__year__lt=on.year)
    said = {"studio": "title__studio__title", "label": "label", "fen": "amount_fen"}
    said |= {"state": "state", "prepared_on": "prepared_on"}
    rows = rows.annotate(plain=JSONObject(pk="pk", at="pk", **said))
    line = partial(_moving, on=on)
    yield Lines("已编制、还没有审批的", reverse("payments"), rows, line, to_read=True)


def _turn(row: dict, on) -> dict:
    if row["standing"] == TitleState.REVOKED:
        return _line_of(row, ENDED[row["state"]])
    return _moving(row, on, _twice(row))


def _moving(row: dict, on, more="") -> dict:
    """A payment on its way; one that waits says in which budget it will stand."""
    moves = turning(row["prepared_on"], on) if row["state"] in WAITING else ""
    return _line_of(row, f"{more}{moves and f'。{moves}。'}")


def _line_of(row: dict, more: str) -> dict:
    return {
        "title": f"{row['studio']}：{row['label']}",
        "url": reverse("payment", args=[row["pk"]]),
        "state_label": State(row["state"]).label,
        "tone": TONES[row["state"]],
        "hint": f"{money.figures(row['fen'])}元{more}",
    }


def _twice(row: dict) -> str:
    """That two sign it, and who did first."""
    if row["state"] == State.ENDORSED:
        return f"，{row['by']}已初次审批，等您审批"
    facts = Facts(on=date.min, amount_fen=row["fen"], second_from_fen=row["two"])
    two = row["state"] == State.PREPARED and needs_second(facts).met
    return "，须由两名财务审批人先后审批" if two else ""


@waits
def latest(person, on):
    """For an auditor, the last payments whatever their state."""
    if person.holds(Role.AUDITOR, on=on):
        tasks = [_line(payment) for payment in _payments(person, on).order_by("-pk")[:LATEST]]
        yield {"title": "最近的拨付", "tasks": tasks, "url": reverse("payments"), "to_read": True}


@asks
def accounts(person, on):
    """For a unit's clerk, the account that money under a title has to go to."""
    unions = person.unions_as(Role.CLERK, on=on)
    if not unions:
        return
    held = Title.objects.filter(studio__unit_union__in=unions, state__in=HELD, base=None)
    there = Account.objects.filter(union=OuterRef("studio__unit_union"), withdrawn_on=None)
    held = held.filter(~Exists(there))
    said = {"unit": "studio__unit_union__title", "studio": "studio__title"}
    said |= {"place": "authority__jurisdiction", "edition": "edition_key", "named_on": "named_on"}
    rows = held.annotate(plain=JSONObject(pk="pk", at="pk", sort="studio__title_type", **said))
    yield Lines("收款账户", reverse("titles"), rows, partial(_to_enter, on=on), whole=True)


def _to_enter(row: dict, on) -> dict | None:
    """Nothing where the text pays nothing: no account is asked for then."""
    facts = Facts(on=on, named_on=row["named_on"], title_type=row["sort"] or None)
    if not rules.edition(row["place"], row["edition"]).schedule(facts).instalments:
        return None
    return {
        "title": f"登记收款账户：{row['unit']}",
        "url": reverse("payee", args=[row["pk"]]),
        "state_label": "未登记",
        "tone": "warn",
        "hint": f"{row['studio']}的补助须付到本单位工会账户，登记后才能拨付。",
    }


@asks
def accounts_coming(person, on):
    """For everyone concerned, an account put down and not yet in use: to confirm, or to stop."""
    units = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    above = person.unions_as(Role.FINANCE_CLERK, Role.FINANCE_APPROVER, on=on)
    if not units and not above:
        return
    titles = Title.objects.filter(state__in=HELD, base=None).filter(
        Q(studio__unit_union__in=units) | Q(authority__in=above)
    )
    of_unions = titles.order_by().values_list("studio__unit_union")
    rows = Account.objects.under_way(on).filter(union__in=of_unions)
    said = {"unit": "union__title", "by": "recorded_by__full_name", "from_on": "effective_on"}
    said |= {"union": "union_id", "number": "number"}
    # One title of each union, asked for where there is a line to show.
    first = SimpleLazyObject(lambda: dict(of_unions.annotate(Min("pk"))))
    turn = partial(_coming, units=units, first=first)
    plain = JSONObject(pk="pk", at="recorded_at", **said)
    yield Lines("收款账户登记和变更", reverse("titles"), rows.annotate(plain=plain), turn)


def _coming(row: dict, units, first) -> dict:
    tail, day = row["number"][-4:], row["from_on"]
    waits_for = f"{shown(day)}起启用，此前仍付原账户" if day else "等待另一人确认"
    if row["union"] in units:
        look = "不是我们办的，请点开选“填错了，或者这不是我们办的”。"
    else:
        look = "请向单位核实；单位没有办理的，请点开撤回。"
    said = f"{row['by']}登记了尾号{tail}的账户，{waits_for}。"
    return {
        "title": f"收款账户：{row['unit']}",
        "url": reverse("payee", args=[first[row["union"]]]),
        "state_label": "等待启用" if day else "待确认",
        "tone": "warn",
        "hint": f"{said}{look}",
    }


@asks
def came_back(person, on):
    """For a unit, what the bank sent back and nobody has prepared again: its account to look at."""
    unions = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    if not unions:
        return
    again = Payment.objects.standing().filter(
        title=OuterRef("title"), instalment=OuterRef("instalment")
    )
    rows = Payment.objects.filter(title__studio__unit_union__in=unions, state=State.BOUNCED)
    rows = rows.filter(~Exists(again), title__state__in=HELD, returned_on__gt=on - LATELY)
    said = {"label": "label", "fen": "amount_fen", "studio": "title__studio__title"}
    rows = rows.annotate(plain=JSONObject(pk="pk", at="returned_on", **said))
    yield Lines("银行退回的补助", reverse("payments"), rows, _back)


def _back(row: dict) -> dict:
    return {
        "title": f"{row['studio']}：{row['label']}",
        "url": reverse("payment", args=[row["pk"]]),
        "state_label": State.BOUNCED.label,
        "tone": TONES[State.BOUNCED],
        "hint": f"{money.figures(row['fen'])}元，{shown(row['at'])}由银行退回，没有到账。"
        "请核对收款账户，错了的更换；重新拨付由命名机关办理。",
    }


@asks
def received(person, on):
    """For a unit, the money that was lately paid to it."""
    unions = person.unions_as(Role.CLERK, Role.CHAIR, on=on)
    if not unions:
        return
    paid = Payment.objects.filter(title__studio__unit_union__in=unions, state=State.PAID)
    said = {"label": "label", "fen": "amount_fen", "studio": "title__studio__title"}
    said["came"] = "received_on"
    rows = paid.filter(paid_on__gt=on - LATELY)
    rows = rows.exclude(title__in=claiming().values("subject_id"))
    rows = rows.annotate(plain=JSONObject(pk="pk", at="paid_on", **said))
    url = reverse("payments")
    yield Lines("最近拨付到本单位的补助", url, rows, _came, latest_first=True)


def _came(row: dict) -> dict:
    came = f"已登记{shown(row['came'])}到账" if row["came"] else "请核对到账"
    return {
        "title": f"{row['studio']}：{row['label']}",
        "url": reverse("payment", args=[row["pk"]]),
        "state_label": State.PAID.label,
        "tone": TONES[State.PAID],
        "hint": f"{money.figures(row['fen'])}元，{shown(row['at'])}拨出，{came}。",
    }


def _payments(person, on):
    return Payment.objects.visible_to(person, on=on).select_related("title__studio__unit_union")


def _line(payment) -> dict:
    return {
        "title": f"{payment.title.studio.title}：{payment.label}",
        "url": reverse("payment", args=[payment.pk]),
        "state_label": payment.get_state_display(),
        "tone": TONES[payment.state],
        "hint": f"{money.figures(payment.amount_fen)}元",
    }
