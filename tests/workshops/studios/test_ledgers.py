"""Ledgers: rows written once, corrected by reversal, counted by year and kind."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

import rules
from rules.base import Ledger
from tests.make import (
    TODAY,
    moment,
)
from workshops.records.models import Event
from workshops.studios.ledger_acts import (
    NotWritten,
    remark,
    reply,
    reverse_entry,
    write,
    write_all,
)
from workshops.studios.ledgers import (
    LedgerEntry,
    LedgerRemark,
    LedgerReply,
    Tally,
    edition_of,
    ledger_counts,
)
from workshops.unions.models import Role

pytestmark = pytest.mark.django_db


def ledger(studio, key="work") -> Ledger:
    return edition_of(studio).ledger(key)


def entry(city, key="work", kind="activity", on=TODAY, **given) -> LedgerEntry:
    """One row, written by the unit's clerk."""
    plain = {"kind": kind, "happened_on": on, "title": "安全攻关座谈会"}
    post = city.clerk.posts(TODAY)[0]
    acting = {"by": city.clerk, "post": post, "at": moment()}
    return write(city.studio, ledger(city.studio, key), plain | given, **acting)


def reversed_(city, row, reason="写错了"):
    post = city.clerk.posts(TODAY)[0]
    return reverse_entry(row, reason, by=city.clerk, post=post, on=TODAY, at=moment())


def test_each_text_keeps_the_ledgers_it_asks_for():
    asked = {
        code: [(one.label, [label for _, label in one.kinds]) for one in edition.ledgers]
        for code, regulation in rules.regulations().items()
        for edition in regulation.editions[-1:]
    }
    money = ["收入", "支出"]

    assert asked["china_communications"] == [
        ("工作台账", ["日常活动", "创新成果", "成员发展", "经费使用"])
    ]
    assert [label for label, _ in asked["nanchang"]] == ["工作台账", "经费台账", "管理台账"]
    assert len(asked["nanchang"][0][1]) == 7
    assert asked["nanchang"][1][1] == money
    assert asked["shandong"] == [("工作台账", ["创新活动", "工作流程", "运行状况"])]
    assert [label for label, _ in asked["yangpu"]] == [
        "创建活动台账",
        "创新成果台账",
        "成员发展台账",
        "经费使用台账",
    ]
    assert asked["quzhou"] == []


def test_every_ledger_can_be_written_by_somebody():
    for regulation in rules.regulations().values():
        for edition in regulation.editions:
            keys = [one.key for one in edition.ledgers]
            assert len(keys) == len(set(keys))
            for one in edition.ledgers:
                assert one.role in Role.values
                assert set(one.money) <= set(one.labels)
                assert len(one.labels) == len(one.kinds)


def test_a_row_is_written_once(city):
    row = entry(city)

    row.title = "别的"
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
    assert Event.objects.about(row).get().act == "记入台账"


@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [LedgerEntry, LedgerRemark, LedgerReply])
def test_the_database_itself_refuses_to_change_rows(city, model, act):
    row, post = entry(city), city.clerk.posts(TODAY)[0]
    given = {"text": "请补记", "made_on": TODAY}
    acting = {"by": city.clerk, "post": post, "at": moment()}
    said = remark(city.studio, ledger(city.studio), given, entry=row, **acting)
    reply(said, "已补记", **acting)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(model._meta.db_table))
    assert model.objects.count() == 1


def test_the_same_slip_sent_twice_is_one_row(city):
    slip = "6f2b0a52-3c59-4f0e-9f5e-0d4f6a1b2c3d"

    other, first, second = entry(city), entry(city, slip=slip), entry(city, slip=slip)

    assert first == second != other
    assert LedgerEntry.objects.count() == 2
    assert Event.objects.filter(act="记入台账").count() == 2


def test_a_reversed_row_stays_and_counts_no_more(city):
    row = entry(city, "fund", "spending", amount_fen=10_000)
    entry(city, "fund", "spending", amount_fen=1)

    reversed_(city, row)

    assert ledger_counts(city.studio, 2026) == {("fund", "spending"): Tally(1, 0, 1)}
    assert LedgerEntry.objects.rows().count() == 2
    assert Event.objects.about(row).get(act="冲销台账记录").why == "写错了"


def test_a_row_is_reversed_once_and_a_reversal_never(city):
    row = entry(city)
    reversal = reversed_(city, row)

    with pytest.raises(NotWritten, match="已经冲销过"):
        reversed_(city, row)
    with pytest.raises(NotWritten, match="不能再冲销"):
        reversed_(city, reversal)
    assert LedgerEntry.objects.count() == 2


def test_years_and_kinds_are_counted_with_people_and_money(city):
    entry(city, on=date(2025, 12, 31), people_count=5)
    entry(city, on=date(2026, 1, 1), people_count=7)
    entry(city, on=date(2026, 3, 2))
    entry(city, "fund", "income", amount_fen=30_000_000)

    assert ledger_counts(city.studio, 2025) == {("work", "activity"): Tally(1, 5, 0)}
    assert ledger_counts(city.studio, 2026) == {
        ("work", "activity"): Tally(2, 7, 0),
        ("fund", "income"): Tally(1, 0, 30_000_000),
    }
    assert ledger_counts(city.studio, 2024) == {}


def test_rows_are_written_all_or_none(city):
    one = ledger(city.studio, "fund")
    acting = {"by": city.clerk, "post": city.clerk.posts(TODAY)[0], "at": moment()}
    row = {"kind": "income", "happened_on": TODAY, "title": "拨款", "amount_fen": 1}

    with pytest.raises(DatabaseError), transaction.atomic():
        write_all(city.studio, one, [row, row | {"amount_fen": 0}], seen=0, **acting)
    assert not LedgerEntry.objects.exists()
    assert write_all(city.studio, one, [row, row], seen=0, **acting) == 2
    with pytest.raises(NotWritten, match="再核对一次"):
        write_all(city.studio, one, [row, row], seen=0, **acting)
    assert LedgerEntry.objects.count() == 2
    assert Event.objects.get(act="成批记入台账").after["rows"] == 2
