"""Vouchers typed by hand: put down by one, booked once another has reviewed them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from rules import money
from workshops.records.actions import record
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.unions.models import Person

from .actions import permitted
from .posting import lock, red, write
from .posts import reviewing_post
from .sets import Book, first_of
from .vouchers import Draft, Source, Voucher
from .year_end import entries, in_review, obstacles, sides_of, transfers


def difference(sides) -> str:
    """What keeps typed lines from being a voucher, in a sentence; nothing where they balance."""
    debit, credit = sum(one[1] for one in sides), sum(one[2] for one in sides)
    if len(sides) < 2:
        return "至少要有一行借方和一行贷方。"
    if debit != credit:
        return (
            f"借方合计{money.figures(debit)}元，贷方合计{money.figures(credit)}元，"
            f"相差{money.figures(abs(debit - credit))}元，请核对后再保存。"
        )
    return ""


def moves_nothing(sides) -> str:
    """What is wrong with lines of one account alone, in a sentence."""
    alone = len({account for account, _, _ in sides}) == 1
    return "各行都是同一个科目，借贷相抵，账上没有变化。请核对科目。" if alone else ""


def put_down(
    book: Book,
    source: Source,
    day: date,
    summary: str,
    sides,
    reason: str,
    *,
    reverses: Voucher | None = None,
    by: Person,
    on: date,
    at: datetime,
) -> Draft:
    """Put down a voucher for review; raises NotPermitted, or NotPossible with a sentence."""
    who, wrong = permitted(book.union, by, on), difference(sides)
    wrong = wrong or (not reverses and moves_nothing(sides))
    if wrong:
        raise NotPossible(wrong)
    with transaction.atomic():
        lock(book.union_id)
        refuse_closed(book, day)
        said = {"source": source, "on": day, "summary": summary[:120], "reverses": reverses}
        said["lines"] = [list(side) for side in sides]
        refuse_again(book, said)
        draft = Draft.objects.create(
            **said,
            book=book,
            reason=reason,
            made_by=by,
            made_at=at,
        )
        record("编制凭证", book.union, by=by, post=who, at=at, after={"summary": draft.summary})
    return draft


def refuse_again(book: Book, said: dict) -> None:
    """Raise NotPossible where the very same waits already: it was sent twice."""
    if book.drafts.filter(**said, decided_at=None).exists():
        raise NotPossible("同样的一张凭证已经保存，正在等待审核，没有重复保存。")


def refuse_closed(book: Book, day: date) -> None:
    """Raise NotPossible where no voucher may bear that day."""
    if not book.holds(day) or first_of(day) < book.open_month():
        raise NotPossible(f"{day.year}年{day.month}月已经结账或不在账套以内，请改用未结账的日期。")


def put_down_reversal(
    voucher: Voucher, day: date, reason: str, *, by: Person, on: date, at: datetime
) -> Draft:
    """Put down the red voucher of another for review; raises as `put_down` does."""
    if voucher.reverses_id or hasattr(voucher, "reversal"):
        raise NotPossible("这张凭证已经冲销，或者本身就是冲销凭证。")
    if voucher.source == Source.YEAR_END:
        day = voucher.on
        refuse_final(voucher)
    about = {"reverses": voucher, "by": by, "on": on, "at": at}
    summary = f"冲销{voucher}：{voucher.summary}"
    try:
        with transaction.atomic():
            sides = red(voucher)
            return put_down(voucher.book, Source.REVERSAL, day, summary, sides, reason, **about)
    except IntegrityError as twice:
        raise NotPossible("这张凭证的冲销已经在等待审核。") from twice


def refuse_final(voucher: Voucher) -> None:
    """Raise NotPossible where the month of a year's transfer is closed: it then stays."""
    if voucher.month < voucher.book.open_month():
        raise NotPossible(
            f"{voucher.month.year}年12月已经结账，年终结转不能再冲销；"
            "以后发现的差错，在以后的月份编制更正凭证。"
        )


def agree(draft: Draft, *, by: Person, on: date, at: datetime) -> Voucher:
    """Book what was typed; raises NotPermitted for its maker, or NotPossible with a sentence."""
    who = reviewer(draft, by, on)
    with transaction.atomic():
        lock(draft.book.union_id)
        own = undecided(draft)
        refuse_closed(own.book, own.on)
        if own.reverses and hasattr(own.reverses, "reversal"):
            raise NotPossible("这张凭证在此期间已经冲销，请退回。")
        turn = refuse_stale(own, on) if own.source == Source.YEAR_END else 1
        voucher = write(
            own.book,
            own.on,
            own.summary,
            [tuple(side) for side in own.lines],
            source=own.source,
            turn=turn,
            reverses=own.reverses,
            reason=own.reason,
            made_by=own.made_by,
            made_at=own.made_at,
            reviewed_by=by,
            reviewed_at=at,
        )
        own.voucher, own.decided_by, own.decided_at = voucher, by, at
        own.save()
        after = {"voucher": str(voucher)}
        record("审核凭证", own.book.union, by=by, post=who, at=at, after=after)
    return voucher


def refuse_stale(draft: Draft, on: date) -> int:
    """Raise NotPossible where a year's transfer no longer tells the truth; else which one it is."""
    book, year = draft.book, draft.on.year
    found = entries(book, year)
    others = [one for one in in_review(book) if one.pk != draft.pk]
    for one in obstacles(book, year, on, found, others, book.open_month()):
        raise NotPossible(one.why)
    if [list(side) for side in sides_of(found)] != draft.lines:
        raise NotPossible("编制以后余额有变动，请退回，由制单人重新办理年终结转。")
    return transfers(book).filter(month=first_of(draft.on)).count() + 1


def refuse(draft: Draft, why: str, *, by: Person, on: date, at: datetime) -> None:
    """Turn it back with the reason; its maker may take it back too."""
    who = (
        reviewer(draft, by, on)
        if draft.made_by_id != by.pk
        else permitted(draft.book.union, by, on)
    )
    with transaction.atomic():
        lock(draft.book.union_id)
        own = undecided(draft)
        own.refusal, own.decided_by, own.decided_at = why, by, at
        own.save()
        record("退回凭证", own.book.union, by=by, post=who, at=at, why=why)


def reviewer(draft: Draft, person: Person, on: date):
    """The post in which this person reviews it; raises NotPermitted."""
    found = reviewing_post(draft.book.union, person, on)
    if found is None or draft.made_by_id == person.pk:
        raise NotPermitted("review")
    return found


def undecided(draft: Draft) -> Draft:
    """The draft as it is under the lock; raises NotPossible where somebody was quicker."""
    joined = Draft.objects.select_related("book", "reverses__reversal", "made_by")
    own = joined.get(pk=draft.pk)
    if own.decided_at is not None:
        raise NotPossible("这张凭证已经审核过了。")
    return own
