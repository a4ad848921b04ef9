"""What follows the invented payments: the books with their vouchers, claims back, and audit."""

from datetime import date

from subsidies.books.published import lay
from subsidies.models import (
    Book,
    Chart,
    ChartAccount,
    Clawback,
    Draft,
    Finding,
    Movement,
    PostingRule,
    Repayment,
    Sample,
    Voucher,
    VoucherLine,
    Word,
)
from tests.make import moment
from workshops.records.models import Decision, Paper

from .purse import DAY, FEN, PAID, day, decision, titles

RULES = {
    "paid": ("506", "102"),
    "recovered": ("102", "506"),
    "received": ("102", "231"),
    "spent": ("231", "102"),
    "given_back": ("231", "102"),
}


def written(city):
    """The books, what is claimed back and what auditors wrote, for all that was paid."""
    lay(Chart, ChartAccount)
    chart = Chart.objects.filter(union=None).order_by("pk").first()
    city.codes = {one.code: one for one in chart.accounts.all()}
    moved = movements(city)
    city.book = book(city, chart, city.authority, city.finance_clerk, moved["paid"])
    own = [one for one in moved["received"] + moved["spent"] if one.union_id == city.unit.pk]
    city.unit_book = book(city, chart, city.unit, city.clerk, own[: len(own) * 2 // 3])
    others = {one.pk: one for one in city.units if one.pk != city.unit.pk}.values()
    Book.objects.bulk_create(opened(chart, one, city.clerk) for one in others)
    recovered(city)
    papers(city)
    audited(city)
    return city


def movements(city) -> dict[str, list[Movement]]:
    """What left the authority, came to the units and was used by them."""
    made = {
        "paid": [moved(city, one, one, "paid", city.authority) for one in city.paid],
        "received": [
            moved(city, one, one, "received", city.units[i])
            for i, one in enumerate(city.paid)
            if one.received_on
        ],
        "spent": [
            moved(city, one, one.payment, "spent", one.union, one.amount_fen)
            for one in city.expenses
            if one.state == "stands"
        ],
    }
    return {kind: Movement.objects.bulk_create(rows) for kind, rows in made.items()}


def moved(city, about, payment, kind, union, fen=FEN) -> Movement:
    return Movement(
        subject_type=about._meta.label_lower,
        subject_id=about.pk,
        union=union,
        kind=kind,
        on=payment.paid_on,
        amount_fen=fen,
        summary=f"{payment.label}收支一笔",
        title=payment.title,
        payment=payment,
        entered_by=city.finance_clerk,
        entered_at=moment(PAID),
    )


def opened(chart, union, keeper) -> Book:
    plain = {"opened_on": date(2026, 1, 1), "reason": "办法写明这些科目", "kept_at": moment()}
    return Book(union=union, chart=chart, kept_by=keeper, **plain)


def book(city, chart, union, keeper, rows) -> Book:
    """The books of a union with rules, a voucher for each of these rows, and drafts."""
    one = opened(chart, union, keeper)
    one.save()
    made = {"made_by": keeper, "made_at": moment()}
    PostingRule.objects.bulk_create(
        PostingRule(
            book=one,
            kind=kind,
            debit=city.codes[debit],
            credit=city.codes[credit],
            from_on=one.opened_on,
            **made,
        )
        for kind, (debit, credit) in RULES.items()
    )
    vouchers(city, one, rows, made)
    lines = [[city.codes["102"].pk, 5, 0], [city.codes["331"].pk, 0, 5]]
    own = {"book": one, "source": "manual", "on": PAID, "lines": lines, **made}
    drafts = Draft.objects.bulk_create(Draft(summary=f"结转{i}", **own) for i in city.rows)
    city.draft = drafts[0]
    return one


def vouchers(city, one: Book, rows, made: dict) -> None:
    """A voucher for each movement, numbered by month, with its two lines."""
    numbers: dict[date, int] = {}
    written = []
    for row in rows:
        month = row.on.replace(day=1)
        numbers[month] = number = numbers.get(month, 0) + 1
        own = {"book": one, "month": month, "number": number, "on": row.on, "source": "movement"}
        written.append(Voucher(movement=row, summary=row.summary, **own, **made))
    kept = Voucher.objects.bulk_create(written)
    VoucherLine.objects.bulk_create(
        VoucherLine(
            voucher=voucher,
            place=place,
            account=city.codes[RULES[row.kind][place - 1]],
            summary=row.summary,
            **{side: row.amount_fen},
        )
        for voucher, row in zip(kept, rows, strict=True)
        for place, side in ((1, "debit_fen"), (2, "credit_fen"))
    )


def recovered(city) -> None:
    """Titles struck off: half of what is claimed back was given notice of, some came back."""
    gone = titles(city, "撤", "revoked")
    waiting = titles(city, "待", "revoked")
    given = {"recover_fen": FEN, "recovery": {"word": "追回", "lines": []}}
    decided = Decision.objects.bulk_create(
        decision(city, title, "delist", **given) for title in [*gone, *waiting]
    )
    made = Clawback.objects.bulk_create(
        Clawback(
            title=title,
            decision=one,
            amount_fen=FEN,
            repay_by=day(i),
            demanded_on=PAID,
        )
        for i, (title, one) in enumerate(zip(gone, decided[: len(gone)], strict=True))
    )
    Repayment.objects.bulk_create(
        Repayment(
            clawback=one,
            amount_fen=FEN // 2,
            came_on=PAID,
            voucher_number="收-1",
            entered_by=city.finance_clerk,
            entered_at=moment(PAID),
        )
        for one in made[::2]
    )
    city.clawback, city.undemanded = made[0], decided[-1]


def papers(city) -> None:
    """The notice of every payment."""
    about = {d.subject_id: d for d in Decision.objects.filter(step="approve", union=city.authority)}
    Paper.objects.bulk_create(
        Paper(
            subject_type=one._meta.label_lower,
            subject_id=one.pk,
            kind="disbursement_notice",
            number=f"演工补〔2026〕{city.authority.pk}-{i}号",
            title="关于拨付补助资金的通知",
            union=city.authority,
            decision=about[one.pk],
            issued_on=PAID,
        )
        for i, one in enumerate(city.paid)
    )


def audited(city) -> None:
    """A finding about every payment, half of them replied to; and a sample."""
    plain = {"year": PAID.year, "by": city.auditor, "at": moment(PAID), "found_on": PAID}
    plain |= {"text": "发票抬头不是本单位", "basis": "补助办法第十三条", "union": city.authority}
    made = Finding.objects.bulk_create(
        Finding(
            payment=one,
            concerned=city.units[i],
            about=f"{one.label}",
            reply_by=day(i),
            **plain,
        )
        for i, one in enumerate(city.paid)
    )
    said = {"turn": 1, "kind": "reply", "text": "已换开发票", "said_on": PAID}
    said |= {"by": city.clerk, "role": "clerk", "at": moment(PAID)}
    Word.objects.bulk_create(Word(finding=one, **said) for one in made[::2])
    keys = [one.pk for one in city.paid]
    city.finding, city.sample = (
        made[0],
        Sample.objects.create(
            union=city.authority,
            year=PAID.year,
            pool="payments",
            seed="八一",
            number=len(keys),
            keys=keys,
            drawn=keys,
            drawn_on=DAY,
            by=city.auditor,
            at=moment(),
        ),
    )
