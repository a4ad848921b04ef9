"""The named years under each text: what is laid out, what is recorded, what is taken back."""

from datetime import date

import pytest

from tests.people import moment
from workshops.records.lifecycle import NotPermitted, NotPossible
from workshops.titles import keeping
from workshops.titles.duties import laid_out, years_to_record

from .living import NAMED, done, step, titled, visits

pytestmark = pytest.mark.django_db

# What is laid out


OWN = {
    "china_communications": ["evaluation", "filing", "visit"],
    "shandong": ["evaluation", "evaluation_above", "inspection"],
    "quzhou": ["cycle"],
    "yangpu": ["evaluation", "filing", "self_check", "visit"],
}


@pytest.mark.parametrize("code", OWN)
def test_each_text_lays_out_its_own_duties(code):
    _, title = titled(code)

    lines = laid_out(title, date(2027, 6, 1), years=3)

    assert sorted({line.duty.key for line in lines}) == OWN[code]


def test_a_duty_is_late_the_day_after_its_last_day():
    _, title = titled("yangpu")
    line = next(one for one in laid_out(title, NAMED) if one.duty.key == "filing")

    assert line.is_late(line.due_on) is False
    assert line.is_late(date(line.due_on.year + 1, 1, 1)) is True


def test_only_whose_duty_it_is_records_it():
    city, title = titled("china_communications")

    for person in (city.clerk, city.review_office, city.neighbour_officer, city.stranger):
        with pytest.raises(NotPermitted):
            done(title, "visit", 2027, person, date(2027, 11, 20))


def test_a_year_is_recorded_once():
    city, title = titled("china_communications")
    visits(city, title, True)

    with pytest.raises(keeping.NotRecordable):
        done(title, "visit", 2027, city.screening_officer, date(2027, 12, 1))


@pytest.mark.parametrize("day", [date(2026, 3, 19), date(2027, 11, 21)])
def test_a_day_before_the_naming_or_ahead_is_refused(day):
    city, title = titled("china_communications")
    duty, at = title.edition.duty("visit"), date(2027, 11, 20)

    with pytest.raises(keeping.NotRecordable):
        keeping.fulfil(
            title, duty, 2027, day, by=city.screening_officer, on=at, at=moment(at), met=True
        )


@pytest.mark.parametrize(
    ("day", "open_"),
    [(date(2028, 3, 19), []), (date(2028, 3, 20), [2029]), (date(2029, 3, 1), [2029])],
)
def test_a_visit_may_come_in_the_last_year_before_the_cycle_ends(day, open_):
    _, title = titled("yangpu")

    assert years_to_record(title, title.edition.duty("visit"), day) == open_


@pytest.mark.parametrize(("day", "open_"), [(date(2029, 3, 19), []), (date(2029, 3, 20), [2029])])
def test_a_cycle_is_not_looked_at_before_it_has_run_out_where_the_text_waits_for_that(day, open_):
    city, title = titled("quzhou")
    duty = title.edition.duty("cycle")

    assert years_to_record(title, duty, day) == open_
    if not open_:
        with pytest.raises(keeping.NotRecordable, match="从2029年3月20日起登记"):
            done(title, "cycle", 2029, city.review_office, day)


@pytest.mark.parametrize(
    ("day", "open_"), [(date(2027, 12, 31), [2027]), (date(2028, 1, 1), [2027, 2028])]
)
def test_a_yearly_duty_is_not_recorded_before_its_year(day, open_):
    _, title = titled("yangpu")

    assert years_to_record(title, title.edition.duty("filing"), day) == open_


def test_a_record_entered_by_mistake_is_withdrawn_and_stays_readable():
    city, title = titled("china_communications")
    row = done(title, "visit", 2027, city.screening_officer, date(2027, 11, 20), met=False)

    on = date(2027, 11, 25)
    keeping.withdraw(row, by=city.screening_officer, on=on, at=moment(on), why="登错了工作室")

    fresh = type(title).objects.get(pk=title.pk)
    assert fresh.known_facts(on).results == {}
    assert fresh.assessments.get().withdrawn_why == "登错了工作室"
    assert years_to_record(fresh, fresh.edition.duty("visit"), on) == [2027]


def test_a_record_a_decision_may_rest_on_stays():
    city, title = titled("china_communications")
    visits(city, title, False, False)
    row = title.assessments.last()
    on = date(2028, 12, 1)
    given = {"ground": "twice", "recover_fen": 0, "document_number": "演〔2028〕9号"}
    step(title, "delist", city.secretary, on, **given)

    with pytest.raises(NotPossible):
        keeping.withdraw(row, by=city.screening_officer, on=on, at=moment(on), why="登错了")
