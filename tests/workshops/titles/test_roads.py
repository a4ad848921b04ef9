"""Every road on which a title is put right, renewed or ended, under the four later texts."""

from datetime import date

import pytest

import rules
from rules.kinds import words_of
from tests.people import moment
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.titles import keeping

from .living import (
    EDITIONS,
    done,
    ordered,
    rechecked,
    spot_checked,
    state,
    step,
    titled,
    visits,
)

pytestmark = pytest.mark.django_db

# China Communications: five roads to the end


@pytest.mark.parametrize(
    ("results", "ends"),
    [((False, False), True), ((False, True), False), ((True, False), False), ((False,), False)],
)
def test_two_visits_failed_running_end_a_title(results, ends):
    city, title = titled("china_communications")
    visits(city, title, *results)

    verdict = title.judge(
        "delist", on=date(2029, 1, 5), given={"ground": "twice", "recover_fen": 0}
    )

    assert bool(verdict) is ends


def test_a_spot_check_that_found_nothing_orders_nothing():
    city, title = titled("china_communications")
    spot_checked(city, title, met=True)

    with pytest.raises(Refused):
        ordered(title, city.review_office, date(2027, 5, 11), date(2027, 8, 11), ground="chaotic")


def test_what_was_put_right_is_over_and_its_check_orders_nothing_more():
    city, title = titled("china_communications")
    spot_checked(city, title)
    ordered(title, city.review_office, date(2027, 5, 11), date(2027, 8, 11), ground="chaotic")
    assert state(title) == "rectifying"

    title.refresh_from_db()
    rechecked(title, city.review_office, date(2027, 7, 1), put_right=True)
    step(title, "close_rectification", city.review_office, date(2027, 7, 1))

    assert state(title) == "active"
    assert title.rectifications.get().closed_on == date(2027, 7, 1)
    with pytest.raises(Refused):
        ordered(title, city.review_office, date(2027, 7, 2), date(2027, 9, 1), ground="chaotic")


@pytest.mark.parametrize(("day", "ends"), [(date(2027, 8, 11), False), (date(2027, 8, 12), True)])
def test_what_was_not_put_right_ends_a_title_once_the_limit_is_over(day, ends):
    city, title = titled("china_communications")
    spot_checked(city, title)
    ordered(title, city.review_office, date(2027, 5, 11), date(2027, 8, 11), ground="chaotic")
    title.refresh_from_db()
    rechecked(title, city.review_office, date(2027, 8, 1), put_right=False)
    given = {"ground": "not_put_right", "recover_fen": 0}

    assert bool(type(title).objects.get(pk=title.pk).judge("delist", on=day, given=given)) is ends


OTHER_ROADS = {
    "leader": {"leader_left_on": date(2027, 4, 1), "inoperable": "三个月没有活动"},
    "liability": {"liability_decision": "演纪〔2027〕2号", "roster_at": ["act"]},
    "fraud": {"verified_finding": "核查报告〔2027〕1号"},
}


@pytest.mark.parametrize("ground", OTHER_ROADS)
def test_each_other_ground_of_the_text_ends_a_title_when_it_is_shown(ground):
    city, title = titled("china_communications")
    on, plain = date(2027, 6, 1), {"ground": ground, "recover_fen": 0}

    with pytest.raises(Refused):
        step(title, "delist", city.secretary, on, **plain)
    step(title, "delist", city.secretary, on, **plain, **OTHER_ROADS[ground])

    assert state(title) == "revoked"
    assert title.studio.barred_by == ""


# Shandong, Quzhou, Yangpu


def test_shandong_orders_only_after_its_inspection_and_names_its_things():
    city, title = titled("shandong")
    with pytest.raises(Refused):
        ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10))
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10))

    items = title.rectifications.get().items.values_list("what", flat=True)
    assert list(items) == ["补齐台账", "恢复活动"]


def test_a_thing_is_closed_once_by_the_unit_with_what_it_did():
    city, title = titled("shandong")
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10))
    item, on = title.rectifications.get().items.first(), date(2029, 12, 1)
    at = {"by": city.clerk, "on": on, "at": moment(on)}

    keeping.close_item(item, on, "已补齐", (), **at)

    item.refresh_from_db()
    assert item.done_on == on
    with pytest.raises(NotPossible):
        keeping.close_item(item, on, "再补一次", (), **at)
    with pytest.raises(NotPermitted):
        keeping.close_item(item, on, "外人", (), by=city.other_clerk, on=on, at=moment(on))


@pytest.mark.parametrize(("met", "lawful"), [(True, "renew"), (False, "delist")])
def test_quzhou_renews_or_ends_a_title_by_the_one_result_of_its_cycle(met, lawful):
    city, title = titled("quzhou")
    done(title, "cycle", 2029, city.review_office, date(2029, 3, 25), met=met)
    fresh, on = type(title).objects.get(pk=title.pk), date(2029, 3, 26)
    given = {"ground": "cycle"}

    found = {name for name in ("renew", "delist") if fresh.judge(name, on=on, given=given)}

    assert found == {lawful}


def test_a_cycle_is_renewed_once():
    city, title = titled("quzhou")
    done(title, "cycle", 2029, city.review_office, date(2029, 3, 25))
    step(title, "renew", city.review_office, date(2029, 3, 26))

    with pytest.raises(Refused):
        step(title, "renew", city.review_office, date(2029, 3, 27))


def test_yangpu_finds_by_the_five_haves_and_notifies_the_union_above():
    city, title = titled("yangpu")
    row = done(title, "visit", 2029, city.review_office, date(2029, 3, 10), met=False)
    assert (row.met, len(row.looked)) == (False, 5)

    ground = next(iter(words_of(title.edition.step("order_rectification"), "ground")))
    kind = title.edition.screeners[0]
    given = {"ground": ground, "notice_number": "演〔2029〕3号", "notified_kind": kind}
    ordered(title, city.review_office, date(2029, 3, 11), date(2029, 6, 30), **given)

    assert state(title) == "rectifying"


def test_no_text_has_a_ground_the_others_lend_it():
    grounds = {
        code: set(words_of(rules.edition(code, key).step("delist"), "ground"))
        for code, key in EDITIONS.items()
    }

    assert "cycle" in grounds["quzhou"]
    assert grounds["china_communications"] == {
        "not_put_right",
        "twice",
        "leader",
        "liability",
        "fraud",
    }
