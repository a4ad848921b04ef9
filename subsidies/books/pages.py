"""What pages of the books say: how far a union has come, what a movement would become."""

from datetime import date

from django.db.models import Count, Q, Sum
from django.urls import reverse

from rules.facts import shown
from workshops.unions.models import Kind as UnionKind

from .models import Kind, Movement
from .posting import Waits, by_rule, hold_to_chart, rule_of
from .posts import keeping_post
from .sets import Book
from .vouchers import Voucher, booked

USUAL = {UnionKind.AUTHORITY: (Kind.PAID, Kind.RECOVERED)}
USUAL |= {UnionKind.UNIT: (Kind.RECEIVED, Kind.SPENT, Kind.GIVEN_BACK)}
BETWEEN = (Kind.PASSED_IN, Kind.PASSED_ON)


def kinds_of(book: Book) -> list[Kind]:
    """The kinds of movement its union has to do with, first what is usual there."""
    there = set(Movement.objects.filter(union=book.union_id).values_list("kind", flat=True))
    there |= set(book.rules.values_list("kind", flat=True))
    usual = USUAL.get(book.union.kind, BETWEEN)
    return [kind for kind in Kind if kind in usual or kind in there]


def standing(book: Book, person, on: date) -> dict:
    """How far the books have come, and what this person does next."""
    kept = keeping_post(book.union, person, on) is not None and book.ended_on is None
    since, ruled = book.begun_on, book.rules_on(on)
    counts = {"late": Count("pk", Q(on__gte=since)), "early": Count("pk", Q(on__lt=since))}
    left = Movement.objects.filter(~booked(), union=book.union_id).order_by().values("kind")
    kinds = list(left.annotate(**counts)) if book.ended_on is None else []
    waits = {row["kind"]: row["late"] for row in kinds if row["late"]}
    without = sorted(Kind(kind).label for kind in waits if kind not in ruled)
    typed = book.drafts.filter(decided_at=None).count()
    return {
        "kept": kept,
        "waits": sum(waits.values()),
        "without": without,
        "ruled": len(ruled),
        "typed": typed,
        "open_month": book.open_month(),
        "early": sum(row["early"] for row in kinds),
    }


def facts(book: Book) -> list[dict]:
    """What was chosen when the books were opened."""
    chart = book.chart
    said = [
        {"label": "会计科目表", "value": str(chart), "note": f"{chart.source}，{chart.validity}"},
        {"label": "启用月份", "value": f"{book.opened_on.year}年{book.opened_on.month}月"},
        {"label": "沿用的理由", "value": book.reason},
        {"label": "止用日期", "value": book.ended_on and shown(book.ended_on)},
    ]
    return [fact for fact in said if fact["value"]]


def steps(book: Book, now: dict) -> list[dict]:
    """What can be done in the books, the most urgent first."""
    pk = [book.pk]
    offered = []
    if now["without"] or not now["ruled"]:
        why = f"还没有规则：{'、'.join(now['without'])}" if now["without"] else "还没有设置规则"
        offered.append(("设置记账规则", "book_rules", f"{why}。设置以后，收支一登记就自动记账。"))
    if now["waits"]:
        offered.append(("待记账", "book_waiting", f"有 {now['waits']} 笔收支还没有记账凭证。"))
    if now["typed"]:
        offered.append(("待审凭证", "drafts", f"有 {now['typed']} 张等待审核。"))
    month = now["open_month"]
    if month.month == 12:
        why = f"{month.year}年12月结账以前，把收入、支出科目的余额转入净资产科目。"
        offered.append(("年终结转", "year_end", why))
    offered.append(("月结", "book_months", f"从{month.year}年{month.month}月起还没有结账。"))
    offered.append(("编制凭证", "draft_new", "期初余额和收支以外的调整，由另一人审核后记账。"))
    return [
        {"label": label, "url": reverse(name, args=pk), "lawful": True, "reason": reason}
        for label, name, reason in offered
    ]


def previews(book: Book, movements: list[Movement]) -> list[dict]:
    """What each waiting movement would be booked as, or what it waits for; few questions."""
    came = came_by_payment(book, movements)
    numbers = numbers_of(book, movements)
    return [previewed(book, one, came, numbers) for one in movements]


def previewed(book: Book, movement: Movement, came: dict, numbers: dict) -> dict:
    row = {"movement": movement, "debit": "", "credit": "", "why": ""}
    wrong = movement.reverses
    if wrong and wrong.on >= book.begun_on:
        before = numbers.get(wrong.pk)
        if before is None:
            return row | {"why": "随所冲销的那一笔一起记"}
        if before.book_id == book.pk:
            return row | {"debit": f"红字冲销 {before}"}
    try:
        hold_to_chart(book, movement.on)
        by_rule(movement, book, came.get(movement.payment_id, 0))
    except Waits as why:
        return row | {"why": str(why)}
    rule = rule_of(movement, book)
    return row | {"debit": str(rule.debit), "credit": str(rule.credit)}


def came_by_payment(book: Book, movements: list[Movement]) -> dict[int, int]:
    """What came in to be passed on, by grant."""
    near = {one.payment_id for one in movements if one.kind == Kind.PASSED_ON}
    if not near:
        return {}
    rows = Movement.objects.standing().filter(kind=Kind.PASSED_IN, payment__in=near)
    rows = rows.filter(union=book.union_id).order_by().values("payment")
    return dict(rows.annotate(fen=Sum("amount_fen")).values_list("payment", "fen"))


def numbers_of(book: Book, movements: list[Movement]) -> dict[int, Voucher]:
    """The voucher of each movement that one of these undoes."""
    undone = [one.reverses_id for one in movements if one.reverses_id]
    found = Voucher.objects.filter(movement__in=undone, reversal=None)
    return {one.movement_id: one for one in found}
