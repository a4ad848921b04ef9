"""The history: every link holds the one before, and whatever was touched is found."""

from datetime import UTC

import pytest
from django.db import DatabaseError, connection, transaction

from tests.guards import set_aside
from tests.make import TODAY, advanced_to, make_city, moment
from workshops.records.actions import altered_decisions, broken_link, record
from workshops.records.models import Decision, Event, HistoryHead

pytestmark = pytest.mark.django_db


def make_history(length: int) -> list[Event]:
    """So many links about one union."""
    city = make_city()
    at, union = moment(TODAY), city.unit
    return [
        record(f"第{n}次修改", union, by=city.clerk, at=at, before={"n": n}, after={"on": TODAY})
        for n in range(length)
    ]


def tamper(sql: str, *values) -> None:
    """What somebody with the database file itself could do: lay the triggers aside and write."""
    set_aside()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_decision_rewritten_behind_the_history_is_found():
    file = advanced_to("consented", make_city())
    decision = Decision.objects.about(file).first()

    tamper("UPDATE workshops_decision SET findings = '[]' WHERE id = %s", decision.pk)

    assert [d.pk for d in altered_decisions()] == [decision.pk]


def test_decisions_as_they_were_taken_are_sound():
    advanced_to("consented", make_city())

    assert altered_decisions() == []


def test_an_empty_history_is_sound():
    assert broken_link() is None


def test_links_are_numbered_from_one_and_hold_the_digest_before():
    events = make_history(3)

    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous for event in events[1:]] == [event.digest for event in events[:-1]]


def test_a_history_written_in_local_time_is_sound_when_read_again():
    make_history(3)

    assert broken_link() is None


def test_the_zone_in_which_a_moment_was_said_does_not_matter():
    first, *_ = make_history(1)
    sealed = first.digest

    first.at = first.at.astimezone(UTC)

    assert first.sealed() == sealed


def test_keys_that_are_numbers_do_not_break_the_chain():
    record("打分", make_city().unit, by=None, at=moment(), after={9: "36", 10: "54"})

    assert broken_link() is None


def test_a_whole_path_leaves_a_sound_history():
    advanced_to("recommended")

    assert broken_link() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "另一件事"),
        ("title", "另一个对象"),
        ("who", "另一个人"),
        ("post", "另一个岗位"),
        ("why", "另一个理由"),
        ("before", '{"n": 9}'),
        ("after", "{}"),
        ("at", "2026-03-02 01:00:01"),
        ("subject_id", 999_999),
        ("subject_type", "workshops.title"),
        ("digest", "f" * 64),
        ("previous", "f" * 64),
    ],
)
def test_a_touched_row_is_named(column, value):
    make_history(3)

    tamper(f'UPDATE workshops_event SET "{column}" = %s WHERE number = 2', value)

    assert broken_link() == Event.objects.get(number=2)


def test_another_person_put_in_its_place_is_named():
    city = make_city()
    record("修改", city.unit, by=city.clerk, at=moment())

    tamper("UPDATE workshops_event SET person_id = %s WHERE number = 1", city.chair.pk)

    assert broken_link() == Event.objects.get(number=1)


def test_a_row_resealed_by_its_forger_breaks_the_next_link():
    _, second, third = make_history(3)
    second.why = "另一个理由"

    tamper(
        "UPDATE workshops_event SET why = %s, digest = %s WHERE number = 2",
        second.why,
        second.sealed(),
    )

    assert broken_link() == third


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_deleted_row_is_named_by_its_number(number):
    make_history(3)

    tamper("DELETE FROM workshops_event WHERE number = %s", number)

    assert broken_link() == number


def test_two_rows_swapped_are_found():
    make_history(3)

    for old, new in ((1, 99), (2, 1), (99, 2)):
        tamper("UPDATE workshops_event SET number = %s WHERE number = %s", new, old)

    assert broken_link() == Event.objects.get(number=1)


def test_rows_deleted_together_with_the_head_are_found():
    make_history(3)

    tamper("DELETE FROM workshops_event WHERE number = 3")
    HistoryHead.objects.all().delete()

    assert broken_link() == 3


def test_a_history_emptied_of_all_rows_is_found():
    make_history(2)

    tamper("DELETE FROM workshops_event")

    assert broken_link() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workshops_event SET why = 'x'",
        "DELETE FROM workshops_event",
        "UPDATE workshops_decision SET findings = '[]'",
        "DELETE FROM workshops_decision",
    ],
)
def test_the_database_itself_refuses_to_rewrite_what_was_kept(sql):
    advanced_to("submitted")

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(sql)


def test_the_public_is_named_where_nobody_is_signed_in():
    event = record("提出异议", make_city().unit, by=None, at=moment())

    assert (event.who, event.person, event.post, event.union) == ("社会公众", None, "", None)
