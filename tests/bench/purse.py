"""An invented year of an authority's money, in bulk: titles, payments and what hangs on them.

Every row is one the software could have made, but the acts and their history are left out. Most
of it falls to one unit, so that its clerk sees as much as the authority does.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from subsidies.models import (
    Account,
    Allotment,
    Batch,
    BatchRow,
    BatchRun,
    Budget,
    Claim,
    ClaimItem,
    Expense,
    Matching,
    Payment,
)
from tests.make import EDITION, make_city, make_person, make_studio, moment
from workshops.records.models import Attachment, Decision
from workshops.studios.models import Studio
from workshops.titles.models import Title
from workshops.titles.years import Assessment
from workshops.unions.models import Role, TradeUnion

from .stock import TRADES

DAY = date(2026, 8, 3)  # the day on which the pages are asked for
PAID = date(2026, 1, 5)  # the first of sixty days on which money left
FEN = 30_000_000
RESULTS = ("", "P", "PP", "PF", "PPP")
ON_THEIR_WAY = ("prepared", "approved", "bounced", "rejected", "", "endorsed")


def day(i: int) -> date:
    """The day of the row with that number, spread over two months."""
    return PAID + timedelta(days=i % 56)


def laid_in(rows: int) -> SimpleNamespace:
    """A city with so many titles in force, a payment made under each, and all that follows."""
    city = make_city()
    renamed(city)
    city.rows, city.second_approver = range(rows), make_person(union=city.authority)
    city.county_clerk = make_person(Role.FINANCE_CLERK, union=city.county)
    make_studio(city.unit)
    city.units = units(city)
    city.accounts = accounts(city)
    city.titles = titles(city, "", "active")
    city.paid = paid(city)
    city.later = later(city)
    city.expenses, city.matchings = used(city)
    city.batch = batches(city)
    city.claim = claims(city)
    budgets(city)
    return city


def renamed(city) -> None:
    """Tell the unions of this city from those of another made before."""
    for one in (city.authority, city.county, city.neighbour, city.unit, city.other_unit):
        one.title = f"{one.title}（{one.pk}）"
        one.save()


def units(city) -> list[TradeUnion]:
    """A union for every fourth row; half of the rows belong to the first."""
    plain = {"level": city.unit.level, "kind": city.unit.kind, "jurisdiction": "nanchang"}
    more = TradeUnion.objects.bulk_create(
        TradeUnion(
            title=f"第{city.authority.pk}-{i}单位工会",
            unit=f"第{i}单位",
            unit_kind=city.unit.unit_kind,
            parent=city.county,
            screening_union=city.county,
            **plain,
        )
        for i in city.rows[::4]
    )
    return [city.unit if i % 2 == 0 else more[i // 4] for i in city.rows]


def accounts(city) -> dict[int, Account]:
    """An account in use for each union, and for every third a new one to be confirmed."""
    there = {one.pk: one for one in city.units}
    plain = {"bank": "演示银行", "recorded_by": city.clerk, "recorded_at": moment()}
    used = {"confirmed_on": date(2020, 1, 2), "effective_on": date(2020, 1, 2)}
    made = Account.objects.bulk_create(
        Account(union=one, holder=one.title, number="6222000011112222", **plain, **used)
        for one in there.values()
    )
    Account.objects.bulk_create(
        Account(union=one, holder=one.title, number="6222000011113333", **plain)
        for one in list(there.values())[::3]
    )
    return {one.union_id: one for one in made}


def titles(city, word: str, state: str) -> list[Title]:
    """A title a row, with the results of its years."""
    studios = Studio.objects.bulk_create(
        Studio(unit_union=unit, title=f"{TRADES[i % 8]}{word}创新工作室{i:06}")
        for i, unit in zip(city.rows, city.units, strict=True)
    )
    made = Title.objects.bulk_create(
        Title(
            studio=studio,
            authority=city.authority,
            edition_key=EDITION,
            title="创新工作室",
            named_on=date(2022 + i % 4, 3, 10),
            document_number="演工发〔2022〕1号",
            plaque_number=f"{word}{i:06}",
            state=state,
        )
        for i, studio in zip(city.rows, studios, strict=True)
    )
    Assessment.objects.bulk_create(
        Assessment(
            title=title,
            year=year,
            score=60 if result == "P" else 59,
            pass_line=60,
            assessed_on=date(year, 11, 30),
        )
        for i, title in zip(city.rows, made, strict=True)
        for year, result in enumerate(RESULTS[i % 5], start=title.named_on.year + 1)
        if year < DAY.year
    )
    return made


def payment(city, i: int, **fields) -> Payment:
    title = city.titles[i]
    plain = {"title": title, "amount_fen": FEN, "article": "第十一条", "label": "第一笔补助资金"}
    plain |= {"account": city.accounts[title.studio.unit_union_id]}
    plain |= {"prepared_by": city.finance_clerk, "prepared_on": day(i)}
    return Payment(**plain | fields)


def paid(city) -> list[Payment]:
    """The first instalment of every title, which left and came."""
    done = {"approved_by": city.finance_approver, "state": "paid", "instalment": "1"}
    made = Payment.objects.bulk_create(
        payment(
            city,
            i,
            approved_on=day(i),
            paid_on=day(i),
            received_on=None if i % 9 == 4 else day(i),
            voucher_number=f"记-{i}",
            **done,
        )
        for i in city.rows
    )
    Decision.objects.bulk_create(
        decision(city, one, step, **given)
        for i, one in enumerate(made)
        for step, given in (
            ("approve", {"over_budget": "演工办〔2026〕9号"} if i % 10 == 3 else {}),
            ("pay", {}),
        )
    )
    return made


def decision(city, about, step: str, union=None, **given) -> Decision:
    """A decision about something, such as the approval of a payment."""
    return Decision(
        subject_type=about._meta.label_lower,
        subject_id=about.pk,
        step=step,
        label="审批",
        before="prepared",
        after="approved",
        source="《演示办法》",
        article="第十一条",
        particulars=given,
        person=city.finance_approver,
        union=city.authority,
        role=Role.FINANCE_APPROVER,
        decided_on=PAID,
        decided_at=moment(PAID),
    )


def later(city) -> list[Payment]:
    """The second instalment of most, in every state before it is paid."""
    made = []
    for i in city.rows:
        state = ON_THEIR_WAY[i % 6]
        own = {"state": state, "instalment": "2", "label": "第二笔补助资金"}
        if state == "endorsed":
            own |= {"endorsed_by": city.second_approver, "endorsed_on": day(i)}
        if state in ("approved", "bounced"):
            own |= {"approved_by": city.finance_approver, "approved_on": day(i)}
        if state == "bounced":
            own |= {"paid_on": day(i), "returned_on": day(i), "voucher_number": f"退-{i}"}
        made += [payment(city, i, **own)] if state else []
    return Payment.objects.bulk_create(made)


def used(city) -> tuple[list[Expense], list[Matching]]:
    """An expense of each grant that came, every tenth struck out, and matched money."""
    plain = {"purpose": "设备购置", "what": "示波器", "paid_to": "演示仪器公司"}
    plain |= {"entered_by": city.clerk, "entered_at": moment()}
    struck = {"state": "struck", "struck_on": PAID, "struck_why": "错登"}
    made = Expense.objects.bulk_create(
        Expense(
            payment=one,
            union=city.units[i],
            spent_on=day(i),
            amount_fen=FEN // 3,
            invoice_number=f"{i:08}",
            **(struck if i % 10 == 7 else {}),
            **plain,
        )
        for i, one in enumerate(city.paid)
        if one.received_on
    )
    kept = {"size": 1, "kept_at": moment(), "filename": "发票.pdf", "slot": "invoice"}
    kept["subject_type"] = Expense._meta.label_lower
    Attachment.objects.bulk_create(Attachment(subject_id=one.pk, **kept) for one in made)
    beside = Matching.objects.bulk_create(
        Matching(payment=one, amount_fen=FEN, paid_on=day(i)) for i, one in enumerate(city.paid)
    )
    return made, beside


def batches(city) -> Batch:
    """All second instalments in one batch, which is under way, and sixty smaller ones."""
    plain = {"authority": city.authority, "made_by": city.finance_clerk, "made_on": DAY}
    whole, *more = Batch.objects.bulk_create(
        Batch(number=f"演工批〔2026〕{place}号", title="命名补助", **plain)
        for place in range(1, min(len(city.rows), 60) + 2)
    )
    by_title = {one.title_id: one for one in city.later}
    BatchRow.objects.bulk_create(
        BatchRow(
            batch=whole,
            place=i + 1,
            title=title,
            instalment="2",
            label="第二笔补助资金",
            amount_fen=FEN,
            payment=by_title.get(title.pk),
            reason="" if title.pk in by_title else "单位工会没有可以使用的收款账户。",
        )
        for i, title in enumerate(city.titles)
    )
    BatchRow.objects.bulk_create(
        BatchRow(batch=one, place=1, title=title, instalment="3", label="第三笔", amount_fen=FEN)
        for one, title in zip(more, city.titles, strict=False)
    )
    own = {"by": city.finance_clerk, "begun_at": moment(), "size": len(city.rows)}
    city.run = BatchRun.objects.create(batch=whole, step="pay", **own)
    return whole


def claims(city) -> Claim:
    """A claim under every title, each listing one thing."""
    states = ("filed", "decided", "draft")
    made = Claim.objects.bulk_create(
        Claim(
            title=title,
            kind="equipment",
            state=states[i % 3],
            filed_on=PAID,
            amount_fen=FEN if i % 3 == 1 else None,
            decided_on=PAID if i % 3 == 1 else None,
        )
        for i, title in enumerate(city.titles)
    )
    own = {"authority": city.authority, "kind": "equipment", "what": "车床", "on": PAID}
    ClaimItem.objects.bulk_create(
        ClaimItem(claim=one, title=one.title, number=f"{i}", fen=FEN, **own)
        for i, one in enumerate(made)
    )
    return made[0]


def budgets(city) -> None:
    """Budgets of three years, each allotted in twenty sums."""
    years = [Budget(authority=city.authority, year=year) for year in (2025, 2026, 2027)]
    plain = {"entered_by": city.finance_clerk, "entered_at": moment(), "decided_on": PAID}
    city.allotments = Allotment.objects.bulk_create(
        Allotment(budget=one, amount_fen=FEN * 1000, document_number=f"演财〔2026〕{n}号", **plain)
        for one in Budget.objects.bulk_create(years)
        for n in range(20)
    )
