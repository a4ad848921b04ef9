"""What a unit's clerk is told of its grants, on the desk: to be entered as received, not used."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from rules import money
from workshops.desk.waiting import Lines, asks
from workshops.titles.recovery import claiming
from workshops.unions.models import Role

from .actions import LOOKS
from .models import Aspect, Expense, UseCheck
from .pages import grants
from .passing import PASSERS, Passing, by_text, passers

IDLE = timedelta(days=180)  # money that lies unused for so long is worth a look


@asks
def own_grants(person, on):
    """For a unit's clerk: money not entered as received, and money unused for half a year."""
    own = person.unions_as(Role.CLERK, on=on)
    if not own:
        return
    left = F("amount_fen") - F("spent_sum") - F("given_back_sum")
    found = grants(person, on).filter(title__studio__unit_union__in=own).annotate(left=left)
    found = found.exclude(title__in=claiming().values("subject_id"))
    said = {"studio": "title__studio__title", "label": "label", "fen": "left"}
    rows = found.annotate(plain=JSONObject(pk="pk", at="paid_on", **said))
    url, idle = reverse("grants"), rows.filter(received_on__lt=on - IDLE, left__gt=0)
    yield Lines("拨来的补助，请登记到账", url, rows.filter(received_on=None), _to_enter)
    yield Lines("到账半年以上、没有用完的补助", url, idle, _to_use)


def _to_enter(row: dict) -> dict:
    return {
        "title": f"登记到账：{row['studio']}{row['label']}",
        "url": reverse("payment_receipt", args=[row["pk"]]),
        "state_label": "未登记",
        "tone": "warn",
        "hint": f"{money.figures(row['fen'])}元，按银行回单登记；登记后才能登记支出。",
    }


def _to_use(row: dict) -> dict:
    return {
        "title": f"{row['studio']}：{row['label']}",
        "url": reverse("grant", args=[row["pk"]]),
        "state_label": "未用完",
        "hint": f"还有{money.figures(row['fen'])}元没有使用；已使用的请登记支出。",
    }


@asks
def to_judge(person, on):
    """For whoever looks at what grants were used for: the uses that a person has to judge."""
    above = person.unions_as(*LOOKS[Aspect.CONTENT], on=on)
    if not above:
        return
    rows = told(Expense.objects.filter(payment__title__authority__in=above).to_judge())
    yield Lines("用途待判定的补助支出", reverse("grants"), rows, _to_judge)


@asks
def charged_twice(person, on):
    """For the authority's finance: invoices charged at two units, until they are looked at."""
    above = person.unions_as(*LOOKS[Aspect.FIGURES], on=on)
    if not above:
        return
    rows = Expense.objects.filter(payment__title__authority__in=above).charged_elsewhere()
    rows = told(rows.unlooked(Aspect.FIGURES))
    yield Lines("在两个单位列支的票据", reverse("grants"), rows, _twice)


def told(expenses):
    """What a line on the desk says of an expense."""
    said = {"payment": "payment_id", "studio": "payment__title__studio__title", "what": "what"}
    said |= {"fen": "amount_fen", "use": "purpose", "number": "invoice_number"}
    return expenses.annotate(plain=JSONObject(pk="pk", at="spent_on", **said))


def _twice(row: dict) -> dict:
    return {
        "title": f"{row['studio']}：{row['what']}",
        "url": reverse("grant", args=[row["payment"]]) + "#checks",
        "state_label": "票据重复",
        "tone": "bad",
        "hint": f"票据号码{row['number']}，{money.figures(row['fen'])}元；调阅双方票据核对。",
    }


def _to_judge(row: dict) -> dict:
    return {
        "title": f"{row['studio']}：{row['use']}",
        "url": reverse("grant", args=[row["payment"]]) + "#checks",
        "state_label": "待判定",
        "tone": "warn",
        "hint": f"{row['what']}，{money.figures(row['fen'])}元；核对用途时逐笔判定。",
    }


@asks
def to_put_right(person, on):
    """For a unit's clerk: what the authority found not to conform, until it is put right."""
    own = person.unions_as(Role.CLERK, on=on)
    if own:
        rows = UseCheck.objects.unrighted().filter(payment__title__studio__unit_union__in=own)
        yield Lines("核对不相符的补助，请整改", reverse("grants"), found(rows), _to_put_right)


@asks
def to_look_again(person, on):
    """For whoever found it so: what a unit changed since, to be looked at again."""
    above = {aspect: person.unions_as(*roles, on=on) for aspect, roles in LOOKS.items()}
    if not any(above.values()):
        return
    mine = Q(pk=None)
    for aspect, unions in above.items():
        mine |= Q(aspect=aspect, payment__title__authority__in=unions)
    rows = found(UseCheck.objects.righted().filter(mine))
    yield Lines("整改以后，请重新核对", reverse("grants"), rows, _to_look_again)


def found(looks):
    """What a line on the desk says of a look at a grant's use."""
    said = {"payment": "payment_id", "studio": "payment__title__studio__title"}
    said |= {"aspect": "aspect", "remark": "remark", "by": "by__full_name"}
    return looks.annotate(plain=JSONObject(pk="pk", at="checked_on", **said))


def _to_put_right(row: dict) -> dict:
    aspect, said = Aspect(row["aspect"]).label, row["remark"].rstrip("。") or "没有写核对意见"
    return {
        "title": f"{row['studio']}：{aspect}",
        "url": reverse("grant", args=[row["payment"]]) + "#checks",
        "state_label": "不相符",
        "tone": "bad",
        "hint": f"{row['by']}核对：{said}。点开冲销不相符的支出，改由其他经费列支。",
    }


def _to_look_again(row: dict) -> dict:
    return {
        "title": f"{row['studio']}：{Aspect(row['aspect']).label}",
        "url": reverse("grant", args=[row["payment"]]) + "#checks",
        "state_label": "待重新核对",
        "tone": "warn",
        "hint": "上次核对不相符，单位工会其后有冲销或者登记。",
    }


@asks
def to_pass_on(person, on):
    """For the union between, money that left above and was not passed on."""
    if not person.holds(*PASSERS, on=on):
        return
    passed = Passing.objects.standing().filter(payment=OuterRef("pk"))
    rows = passers(person, on).filter(by_text()).exclude(Exists(passed))
    said = {"studio": "title__studio__title", "fen": "amount_fen"}
    rows = rows.annotate(plain=JSONObject(pk="pk", at="paid_on", **said))
    yield Lines("拨来的补助，请转拨到单位工会", reverse("passings"), rows, _to_pass)


def _to_pass(row: dict) -> dict:
    return {
        "title": row["studio"],
        "url": reverse("passing", args=[row["pk"]]),
        "state_label": "待转拨",
        "tone": "warn",
        "hint": f"{money.figures(row['fen'])}元，全额转拨到所在单位工会后登记。",
    }
