"""What the pages of a budget show: its figures with their rows, and the controls in words."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse

from rules import money

from .models import Allotment, Control
from .reckoning import (
    Bound,
    Figures,
    Moved,
    approved,
    bound,
    figures,
    left_and_stayed,
    moved,
    returned,
)
from .unpaid import named

SORTS = {
    "due": ("到期待编制", "办法规定已经可以拨付、还没有编制的。"),
    "prepared": ("已编制待审批", "已经编制，等待审批的。"),
    "later": ("以后各笔", "现有称号以后各笔，按每年都合格、最早可能到期的年度计。"),
}
HEADINGS = {"allotted": "已下达的预算", "approved": "已审批", "paid": "其中已拨付"}
HEADINGS["returned"] = "以前年度退回"
HEADINGS |= {name: label for name, (label, _) in SORTS.items()}


RETURNED = "以前年度审批、本年度退汇或者撤回审批的；原年度不变，这笔钱在本年度可以重新审批。"


class Row(NamedTuple):
    """One line under a figure: a sum under a title, or a payment."""

    studio: str
    union: str
    label: str
    amount_fen: int
    note: str
    on: date | None
    url: str


class Section(NamedTuple):
    """The rows under one figure: how many, what they come to, and as many as were asked for."""

    many: int
    fen: int
    rows: list[Row]


def of_bound(one: Bound, title) -> Row:
    """Something bound: the payment on its way, else the title it is owed under."""
    where = ("payment", one.payment_id) if one.payment_id else ("title", one.title_id)
    about = title.studio.title, title.unit_union.title, one.label, one.amount_fen
    return Row(*about, one.why, None, reverse(where[0], args=[where[1]]))


def of_payment(one) -> Row:
    studio = one.title.studio
    about = studio.title, studio.unit_union.title, one.label, one.amount_fen
    day = one.fell_on or one.paid_on or one.approved_on
    return Row(*about, one.get_state_display(), day, reverse("payment", args=[one.pk]))


def sections(authority_id: int, year: int, on: date, most: int | None = None) -> dict[str, Section]:
    """What is behind each figure of a year, with so many rows of each; all where `most` is None."""
    passed = approved([authority_id], year).order_by("approved_on", "pk")
    back = returned([authority_id], year).order_by("fell_on", "pk")
    found = {"approved": passed, "paid": left_and_stayed(passed), "returned": back}
    sums = [one for one in moved([authority_id]) if one.year == year]
    return all_bound(authority_id, year, on, most) | {
        name: of_moved(rows, [one for one in sums if one.name == name], most)
        for name, rows in found.items()
    }


def all_bound(authority_id: int, year: int, on: date, most: int | None) -> dict[str, Section]:
    """What is bound to a year, by its sort."""
    found: dict[str, list[Bound]] = {sort: [] for sort in SORTS}
    for one in bound(authority_id, year, on):
        found[one.sort].append(one)
    titles = named(one.title_id for rows in found.values() for one in rows[:most])
    return {
        sort: Section(
            len(rows),
            sum(one.amount_fen for one in rows),
            [of_bound(one, titles[one.title_id]) for one in rows[:most]],
        )
        for sort, rows in found.items()
    }


def of_moved(payments, sums: list[Moved], most: int | None) -> Section:
    """Payments behind a figure; none are read where there are none."""
    many, fen = sum(one.many for one in sums), sum(one.amount_fen for one in sums)
    joined = payments.select_related("title__studio__unit_union") if many else ()
    return Section(many, fen, [of_payment(one) for one in joined[:most]])


def allotments(authority_id: int, year: int):
    """The sums entered for a year, as they were entered; reversed ones and reversals too."""
    own = Allotment.objects.filter(budget__authority=authority_id, budget__year=year)
    return own.select_related("entered_by", "reversal", "reverses", "budget").order_by("pk")


def year_of(authority_id: int, year: int, found: dict[str, Section], entered) -> Figures:
    """The figures of a year from the very rows shown beneath them."""
    sums = {name: section.fen for name, section in found.items()}
    standing = [r.amount_fen for r in entered if not (r.reverses_id or hasattr(r, "reversal"))]
    return figures(authority_id, year, sums | ({"allotted": sum(standing)} if standing else {}))


def table(found: Figures) -> list[dict]:
    """The figures of one year from top to bottom, with what each means."""
    return [
        line("allotted", "已下达的预算", found.allotted, "下达、追加、核减、冲销之和。"),
        line(
            "approved",
            "已审批",
            found.approved,
            "本年度审批通过的；当年退回、退汇的不计，以后年度退回、退汇的不改变本年度。",
        ),
        line("paid", "其中已拨付", found.paid, "已审批的里面，已经登记拨出的。"),
        line("returned", "以前年度退回", found.returned, RETURNED),
        line("", "还可审批", found.left, "已下达的预算加以前年度退回，减去已审批。"),
        *(line(name, label, getattr(found, name), said) for name, (label, said) in SORTS.items()),
        line("", "扣除以上三项后", found.free, "还可审批减去到期待编制、待审批和以后各笔。"),
    ]


def line(name: str, label: str, fen: int | None, said: str) -> dict:
    return {"name": name, "label": label, "fen": fen, "said": said, "short": (fen or 0) < 0}


def controls(now: Control) -> list[dict]:
    """What controls payments now, as `_facts.html` takes it."""
    limit = now.second_from_fen
    second = f"单笔{money.figures(limit)}元起" if limit is not None else "没有设定"
    note = "" if now.from_on else "还没有设定，按默认执行"
    return [
        {"label": "两名财务审批人先后审批", "value": second, "note": note},
        {"label": "更换收款账户的等待", "value": f"{now.cooling_days}个自然日", "note": note},
        {"label": "施行日期", "value": now.from_on or "—", "kind": "date"},
        {"label": "依据或者理由", "value": now.basis or "—"},
    ]
