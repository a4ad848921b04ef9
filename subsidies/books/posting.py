"""Vouchers drawn from movements: at once where the books know how, else the movement waits."""

from datetime import date, datetime

from django.db import transaction

from rules.facts import shown
from workshops.unions.models import Person, TradeUnion

from .models import Kind, Movement
from .named import refusals
from .sets import Book, PostingRule, first_of
from .vouchers import Source, Voucher, VoucherLine

Sides = list[tuple[int, int, int]]  # account, debit, credit


class Unbalanced(ValueError):
    """The two sides of a voucher differ."""

    def __init__(self, debit: int, credit: int):
        super().__init__(f"借方{debit}分，贷方{credit}分")
        self.debit, self.credit = debit, credit


class Waits(Exception):
    """The movement cannot be booked yet; says why and what to do."""


def post_at_once(movement: Movement) -> Voucher | None:
    """Book it if its union's books know how; otherwise it waits in their list."""
    try:
        return post(movement, by=movement.entered_by, at=movement.entered_at)
    except Waits:
        return None


def post(movement: Movement, *, by: Person, at: datetime) -> Voucher:
    """Draw the voucher of a movement; raises Waits. Runs under the lock of the union's row."""
    book = book_of(movement)
    sides, reverses = sides_of(movement, book)
    turn = movement.vouchers.count() + 1
    if turn > 1 and movement.vouchers.standing().exists():
        raise Waits("这笔收支已经记账。")
    about = {"movement": movement, "turn": turn, "reverses": reverses, "reason": movement.reason}
    day = voucher_day(book, movement.on)
    summary = movement.summary
    if day != movement.on:
        summary = f"{movement.on.month}月{movement.on.day}日补记：{summary}"
    who = {"made_by": by, "made_at": at}
    return write(book, day, summary, sides, source=Source.MOVEMENT, **about, **who)


def book_of(movement: Movement) -> Book:
    """The books its union keeps now, if they can take it; raises Waits."""
    book = Book.objects.open_of(movement.union_id).select_related("chart", "union").first()
    if book is None:
        raise Waits("还没有账套，先建账。")
    if movement.on < book.begun_on:
        raise Waits("发生在启用月份以前，不单独记账，用期初余额转入。")
    hold_to_chart(book, movement.on)
    return book


def hold_to_chart(book: Book, day: date) -> None:
    """Raise Waits where its chart does not hold for that day and no reason was recorded."""
    if not book.chart_serves(max(day, book.opened_on)):
        raise Waits(
            f"账套所用的{book.chart}只适用到{shown(book.chart.valid_until)}，"
            "请按现行科目表另建账套。"
        )


def sides_of(movement: Movement, book: Book) -> tuple[Sides, Voucher | None]:
    """The lines of a movement's voucher, and the voucher it reverses where it undoes one."""
    wrong = movement.reverses
    if wrong is not None and wrong.on >= book.begun_on:
        before = wrong.vouchers.filter(reversal=None).first()
        if before is None:
            raise Waits("所冲销的那一笔还没有记账，先记那一笔。")
        if before.book_id == book.pk:
            return red(before), before
    return by_rule(movement, book), None


def red(voucher: Voucher) -> Sides:
    """The same accounts on the same sides, below nothing (红字)."""
    return [(one.account_id, -one.debit_fen, -one.credit_fen) for one in voucher.lines.all()]


def rule_of(movement: Movement, book: Book) -> PostingRule | None:
    """The rule of its kind on its day; for what happened before these books, their first."""
    return book.rules_on(max(movement.on, book.opened_on)).get(movement.kind)


def by_rule(movement: Movement, book: Book, came: int | None = None) -> Sides:
    """Both sides by the rule the union's finance chose for that kind; raises Waits.

    `came` spares asking what came in to be passed on, where that is known.
    """
    rule = rule_of(movement, book)
    if rule is None:
        kind = Kind(movement.kind).label
        raise Waits(f"“{kind}”还没有记账规则，先在账套里设置借方和贷方科目。")
    if movement.reverses_id is None and not hasattr(movement, "reversal"):
        hold_to_text(movement, rule, came)
    fen = movement.amount_fen if movement.reverses_id is None else -movement.amount_fen
    return [(rule.debit_id, fen, 0), (rule.credit_id, 0, fen)]


def hold_to_text(movement: Movement, rule: PostingRule, came: int | None) -> None:
    """Raise Waits where the text wants that movement booked otherwise; it names the article."""
    if came is None or movement.kind != Kind.PASSED_ON:
        came = came_in(movement)
    found = text_refusals(movement, rule, came)
    if found:
        said = (f"{one.article}：{one.asks}{one.shown}。{one.remedy}" for one in found)
        raise Waits("；".join(said) + "。")


def text_refusals(movement: Movement, rule: PostingRule, came: int):
    """What the edition of its title has against booking it by that rule."""
    title = movement.title
    sides = {"debit": rule.debit, "credit": rule.credit}
    named = {one.kind: one.side for one in title.edition.bookings}
    side = named.get(movement.kind)
    return side and refusals(
        title.edition,
        movement.kind,
        movement.union,
        sides[side].full_title,
        on=movement.on,
        sums=(movement.amount_fen, came),
        settings=title.settings,
    )


def came_in(movement: Movement) -> int:
    """What came into the union's hands for the same grant: what is booked must be all of it."""
    if movement.kind != Kind.PASSED_ON:
        return movement.amount_fen
    same = Movement.objects.filter(union_id=movement.union_id, payment_id=movement.payment_id)
    return same.total(Kind.PASSED_IN)


def voucher_day(book: Book, day: date) -> date:
    """The day a voucher bears: its own, or where that is closed the first open one."""
    month = book.open_month()
    return day if first_of(day) >= month else month


def lock(union_id: int) -> None:
    """The row of the union is the lock that keeps movements and vouchers in line."""
    TradeUnion.objects.select_for_update(no_key=True).get(pk=union_id)


def write(book: Book, day: date, summary: str, sides: Sides, **fields) -> Voucher:
    """Number and write a voucher; raises Unbalanced. Runs under the lock of the union's row."""
    debit, credit = (sum(side[place] for side in sides) for place in (1, 2))
    if debit != credit or len(sides) < 2:
        raise Unbalanced(debit, credit)
    with transaction.atomic():
        month = first_of(day)
        last = book.vouchers.filter(month=month).order_by("-number").first()
        own = {"book": book, "month": month, "number": last.number + 1 if last else 1}
        voucher = Voucher.objects.create(**own, on=day, summary=summary[:120], **fields)
        VoucherLine.objects.bulk_create(
            VoucherLine(
                voucher=voucher,
                place=place,
                account_id=account,
                summary=voucher.summary,
                debit_fen=left,
                credit_fen=right,
            )
            for place, (account, left, right) in enumerate(sides, start=1)
        )
    return voucher
