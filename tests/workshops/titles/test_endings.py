"""After a title ends: its papers, its money, its plaque, and those it was named together with."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import make_payment
from tests.people import moment
from workshops.clock import move_to
from workshops.records.lifecycle import NotPermitted, NotPossible, Refused
from workshops.records.models import Decision, Paper
from workshops.titles import plaques
from workshops.titles.endings import open_grounds

from .living import done, ordered, rechecked, state, step, titled, visits

pytestmark = pytest.mark.django_db

FOUND = {"ground": "fraud", "verified_finding": "核查报告〔2027〕1号"}


def struck_off(code="china_communications"):
    """A title the text lets end: two visits failed running."""
    city, title = titled(code)
    visits(city, title, False, False)
    step(title, "delist", city.secretary, date(2029, 1, 5), ground="twice", recover_fen=0)
    return city, type(title).objects.get(pk=title.pk)


def another(title, plaque="2026-9"):
    """A second title of the same authority, still held."""
    same = {name: getattr(title, name) for name in ("studio", "authority", "edition_key", "title")}
    return type(title).objects.create(**same, named_on=date(2026, 3, 20), plaque_number=plaque)


def paid(city, title):
    """Fifty thousand yuan that left under the title."""
    payment = make_payment(city, title=title, instalment="base")
    type(payment).objects.filter(pk=payment.pk).update(
        state="paid", paid_on=date(2026, 6, 1), amount_fen=5_000_000
    )


# What comes back


@pytest.mark.parametrize("recover", [None, 4_999_999, 0])
def test_after_a_fraud_no_other_sum_than_everything_paid_ends_the_title(recover):
    city, title = titled("china_communications")
    paid(city, title)

    with pytest.raises(Refused):
        step(title, "delist", city.secretary, date(2027, 6, 1), recover_fen=recover, **FOUND)

    assert state(title) == "active"


def test_the_decision_keeps_each_payment_and_the_sum():
    city, title = titled("china_communications")
    paid(city, title)

    given = {"recover_fen": 5_000_000, **FOUND}
    kept = step(title, "delist", city.secretary, date(2027, 6, 1), **given)

    found = kept.particulars["recovery"]
    assert (found["due_fen"], [line["amount_fen"] for line in found["lines"]]) == (
        5_000_000,
        [5_000_000],
    )


def test_the_page_of_a_fraud_shows_the_sum_and_asks_nobody_to_type_it(client):
    city, title = titled("china_communications")
    paid(city, title)
    move_to(date(2027, 6, 1))
    client.force_login(city.secretary)
    address = reverse("title_step", args=[title.pk, "delist"])

    page = client.get(address, {"ground": "fraud"}).content.decode()
    sent = {"ground": "fraud", "verified_finding": "核查报告", "support_fen": "100", "save": "done"}
    client.post(address, sent | {"recover_fen": "1"})  # whoever types a sum is not heard

    assert "50,000.00" in page
    assert state(title) == "revoked"
    assert Decision.objects.get(step="delist").particulars["recover_fen"] == 5_000_000


@pytest.mark.parametrize(("left", "stopped"), [(True, False), (False, True)])
def test_no_sum_is_said_to_stop_where_every_sum_has_left(client, left, stopped):
    city, title = titled("china_communications")
    visits(city, title, False, False)
    if left:
        paid(city, title)
    move_to(date(2029, 1, 5))
    client.force_login(city.secretary)
    address = reverse("title_step", args=[title.pk, "delist"])

    page = client.get(address, {"ground": "twice"}).content.decode()

    assert ("尚未拨付的补助不再拨付" in page) is stopped


# Papers


def test_an_order_a_revocation_and_a_circular_are_numbered_papers():
    city, title = titled("quzhou")
    given = FOUND | {"criticism_number": "演通〔2028〕7号"}

    step(title, "delist", city.secretary, date(2028, 4, 1), **given)

    kinds = dict(Paper.objects.values_list("kind", "number"))
    assert kinds["circular"] == "演通〔2028〕7号"
    assert kinds["revocation_decision"].endswith("字〔2028〕1号")


def test_a_number_typed_for_two_orders_is_refused_on_the_page(client):
    city, title = struck_off()
    number = Paper.objects.get(kind="revocation_decision").number
    other = another(title)
    move_to(date(2029, 2, 1))
    client.force_login(city.secretary)
    address = reverse("title_step", args=[other.pk, "delist"])

    sent = {**FOUND, "paper_number": number}
    page = client.post(address, sent).content.decode()

    assert "这个文号已经用过" in page
    assert state(other) == "active"


def test_the_order_goes_to_the_union_above_where_the_text_says_so():
    city, title = titled("yangpu")
    done(title, "visit", 2029, city.review_office, date(2029, 3, 10), met=False)
    kind = title.edition.screeners[0]
    given = {"ground": "team", "notice_number": "演改〔2029〕1号", "notified_kind": kind}
    ordered(title, city.review_office, date(2029, 3, 11), date(2029, 6, 30), **given)

    says = Paper.objects.get(kind="rectification_notice").decision.particulars

    assert says["rectification_notice"]["addressee"] == "、".join(title.recommenders)
    assert says["rectification_notice"]["copied_to"] == [title.unit_union.title]


# The plaque


def told(title, by, on=date(2029, 2, 1), **more):
    plain = {"returned_on": date(2029, 1, 20), "handed_by": "张三", "why_not": ""}
    return plaques.take_in(title, by=by, on=on, at=moment(on), **plain | more)


def test_the_office_is_reminded_of_a_plaque_until_its_return_is_told(client):
    city, title = struck_off()
    move_to(date(2029, 2, 1))
    client.force_login(city.review_office)
    assert "登记牌匾收回" in client.get("/").content.decode()

    told(title, city.review_office)

    assert "登记牌匾收回" not in client.get("/").content.decode()
    with pytest.raises(NotPossible):
        told(title, city.review_office)


def test_a_lost_plaque_is_told_with_its_reason_and_may_come_back_later():
    city, title = struck_off()

    told(title, city.review_office, returned_on=None, handed_by="", why_not="火灾损毁")
    told(title, city.review_office)

    assert plaques.told(title).returned_on == date(2029, 1, 20)


@pytest.mark.parametrize("day", [date(2026, 3, 19), date(2029, 2, 2)])
def test_no_plaque_comes_back_before_the_naming_or_ahead(day):
    city, title = struck_off()

    with pytest.raises(plaques.NotTold):
        told(title, city.review_office, returned_on=day)


def test_only_the_office_takes_a_plaque_in_and_only_of_a_title_that_ended():
    city, title = struck_off()
    for person in (city.clerk, city.secretary, city.stranger):
        with pytest.raises(NotPermitted):
            told(title, person)
    with pytest.raises(NotPermitted):
        told(another(title), city.review_office)


def test_a_stranger_finds_no_page_of_a_plaque(client):
    city, title = struck_off()
    move_to(date(2029, 2, 1))
    address = reverse("plaque", args=[title.pk])

    for person, answer in ((city.stranger, 404), (city.clerk, 403), (city.review_office, 200)):
        client.force_login(person)
        assert client.get(address).status_code == answer


@pytest.mark.parametrize(
    "sent",
    [{"save": "done"}, {"returned_on": "2029-01-20", "handed_by": "张三", "why_not": "丢了"}],
)
def test_the_form_wants_a_day_or_a_reason_and_not_both(client, sent):
    city, title = struck_off()
    move_to(date(2029, 2, 1))
    client.force_login(city.review_office)

    page = client.post(reverse("plaque", args=[title.pk]), sent).content.decode()

    assert "两样只填一样" in page
    assert plaques.told(title) is None


# Named together


def test_those_named_in_one_decision_stand_side_by_side_with_their_open_grounds(client):
    city, title = titled("china_communications")
    visits(city, title, False, False)
    fresh = type(title).objects.get(pk=title.pk)
    assert open_grounds(fresh, date(2029, 1, 5)) == ["考核结果连续两次不达标"]

    move_to(date(2029, 1, 5))
    client.force_login(city.secretary)
    page = client.get(reverse("named_together"), {"number": title.document_number})

    assert "考核结果连续两次不达标" in page.content.decode()
    assert reverse("title_step", args=[title.pk, "delist"]) in page.content.decode()
    assert client.post(reverse("named_together")).status_code == 405
    client.force_login(city.stranger)
    sent = {"number": title.document_number}
    assert client.get(reverse("named_together"), sent).status_code == 404


def test_an_order_put_right_leaves_no_ground_open():
    city, title = titled("shandong")
    done(title, "inspection", 2029, city.review_office, date(2029, 11, 1), met=False)
    ordered(title, city.review_office, date(2029, 11, 2), date(2030, 1, 10))
    title.refresh_from_db()
    rechecked(title, city.review_office, date(2030, 1, 9), put_right=True)

    fresh = type(title).objects.get(pk=title.pk)

    assert open_grounds(fresh, date(2030, 2, 1)) == []


def test_the_page_of_an_ended_title_says_by_which_paper_and_where_its_plaque_is(client):
    city, title = struck_off()
    move_to(date(2029, 2, 1))
    address = reverse("title", args=[title.pk])
    client.force_login(city.review_office)

    page = client.get(address).content.decode()
    assert ("还没有登记收回" in page, reverse("plaque", args=[title.pk]) in page) == (True, True)
    assert "考核结果连续两次不达标（第十一条第1项）" in page
    told(title, city.review_office)

    page = client.get(address).content.decode()
    assert ("由张三交回" in page, reverse("plaque", args=[title.pk]) in page) == (True, False)


def test_the_page_of_those_named_together_asks_as_much_for_three_as_for_one(client):
    city, title = titled("china_communications")
    move_to(date(2029, 1, 5))
    client.force_login(city.secretary)
    counts = []
    for more in (0, 2):
        for number in range(more):
            one = another(title, f"2026-{number + 20}")
            type(one).objects.filter(pk=one.pk).update(document_number=title.document_number)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(reverse("named_together"), {"number": title.document_number})
        counts.append((len(page.context["rows"]), len(seen)))

    assert [rows for rows, _ in counts] == [1, 3]
    assert counts[0][1] == counts[1][1] <= 12
