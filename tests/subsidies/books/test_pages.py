"""The pages of the books: a newcomer is led, figures open their rows, and cost does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from subsidies.books.drafts import agree, put_down
from subsidies.books.models import Kind
from subsidies.books.sets import Book
from subsidies.books.voucher_views import print_parts
from subsidies.books.vouchers import Source, Voucher
from tests.make import make_city, make_studio, make_title, moment
from tests.subsidies.books.keeping import (
    DAY,
    RULES,
    account,
    chart_of_2010,
    lines,
    make_book,
    move,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings, monkeypatch):
    from workshops import clock

    monkeypatch.setattr(clock, "today", lambda: DAY)
    monkeypatch.setattr(clock, "now", lambda: moment(DAY))


@pytest.fixture
def kept(client):
    """A unit's books with a grant received, part of it spent, the clerk signed in."""
    city = make_city()
    city.chair_title = make_title(city)
    rules = {kind: sides for kind, sides in RULES.items() if kind != Kind.PASSED_ON}
    city.book = make_book(city.unit, city.clerk, rules=rules)
    near = {"title": city.chair_title, "by": city.clerk}
    move(city.unit, Kind.RECEIVED, 500_000, **near)
    move(city.unit, Kind.SPENT, 123_45, **near)
    client.force_login(city.clerk)
    return city


PAGES = (
    "book",
    "book_rules",
    "book_waiting",
    "book_months",
    "year_end",
    "book_clearing",
    "vouchers",
    "vouchers_export",
    "drafts",
    "draft_new",
    "balance",
    "book_account",
)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_a_set_of_books_opens(client, kept, name):
    answer = client.get(reverse(name, args=[kept.book.pk]))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["books", "charts", "funds", "chart_new", "book_new"])
def test_each_list_opens(client, kept, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["vouchers_print", "balance_print"])
def test_what_is_printed_is_a_pdf(client, kept, name):
    answer = client.get(reverse(name, args=[kept.book.pk]))

    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["vouchers_workbook", "vouchers_csv", "balance_workbook", "book_account_workbook"]
)
def test_what_is_exported_is_a_file_and_is_recorded(client, kept, name):
    answer = client.get(reverse(name, args=[kept.book.pk]), {"code": "102"})

    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]


def test_from_a_figure_of_the_trial_balance_down_to_the_grant(client, kept):
    told = client.get(reverse("balance", args=[kept.book.pk])).content.decode()
    assert "借贷平衡" in told
    assert "4,876.55 元" in told
    ledger = client.get(reverse("book_account", args=[kept.book.pk]), {"code": "102"})
    voucher = Voucher.objects.get(movement__kind=Kind.SPENT)
    assert reverse("voucher", args=[voucher.pk]) in ledger.content.decode()
    page = client.get(reverse("voucher", args=[voucher.pk])).content.decode()
    assert reverse("movement", args=[voucher.movement_id]) in page
    told = client.get(reverse("movement", args=[voucher.movement_id])).content.decode()
    assert reverse("fund", args=[kept.chair_title.pk]) in told


def test_a_newcomer_is_led_from_no_chart_to_booked(client):
    city = make_city()
    client.force_login(city.clerk)
    move(city.unit, Kind.RECEIVED, 700, city=city, by=city.clerk)
    assert reverse("book_new") in client.get(reverse("books")).content.decode()
    chart = own_chart(client)

    given = {"chart": chart.pk, "month": "2026-01"}
    answer = client.post(reverse("book_new"), given)
    book = Book.objects.get()
    assert answer.headers["location"] == reverse("book_rules", args=[book.pk])
    codes = {"received-debit": "101", "received-credit": "201"}
    sides = {name: account(chart, code).pk for name, code in codes.items()}
    answer = client.post(answer.headers["location"], {"from_on": "2026-01-01", **sides})
    assert answer.headers["location"] == reverse("book_waiting", args=[book.pk])
    client.post(answer.headers["location"], {"all": "1"})

    assert lines(book.vouchers.get()) == [("101", 700, 0), ("201", 0, 700)]


def own_chart(client):
    """A chart typed in by the clerk: looked through, then confirmed."""
    text = (
        "科目编号\t科目名称\t科目类别\t现金、银行科目\n101\t现金\t资产\t是\n201\t应付款\t负债\t否"
    )
    given = {
        "title": "现行科目",
        "source": "本会执行的制度",
        "valid_from": "2022-01-01",
        "text": text,
    }
    looked = client.post(reverse("chart_new"), given)
    assert "读懂了" in looked.content.decode()
    answer = client.post(reverse("chart_new"), given | {"confirmed": "1"})
    assert answer.status_code == 302
    from subsidies.books.charts import Chart

    return Chart.objects.get(title="现行科目")


def test_a_chart_with_a_wrong_row_is_not_kept(client, kept):
    text = "101\t现金\t资产\t是\n1x\t坏\t资产\t\n101\t再来\t资产\t\n10101\t库\t负债\t"
    given = {"title": "坏表", "source": "某制度", "valid_from": "2022-01-01", "text": text}

    answer = client.post(reverse("chart_new"), given | {"confirmed": "1"})

    told = answer.content.decode()
    assert answer.status_code == 422
    for words in ("科目编号应为数字", "在第1行已经写过", "类别与上级科目101不同"):
        assert words in told


def test_a_chart_that_ended_is_refused_where_no_text_names_its_accounts(client):
    city, chart = make_city(), chart_of_2010()
    client.force_login(city.clerk)

    given = {"chart": chart.pk, "month": "2026-01", "reason": "习惯"}
    answer = client.post(reverse("book_new"), given)

    assert "请先录入现行的会计科目表" in answer.content.decode()
    assert not Book.objects.exists()


def test_what_is_typed_must_balance_and_is_booked_by_another(client, kept):
    book, chair = kept.book, kept.chair
    bank, held = (account(book.chart, code).pk for code in ("102", "331"))
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}
    rows |= {"form-0-account": bank, "form-0-debit_fen": "100", "form-1-account": held}
    head = {"on": "2026-01-01", "summary": "期初余额", "reason": "启用账套"}
    address = reverse("draft_new", args=[book.pk]) + "?source=opening"
    refused = client.post(address, head | rows | {"form-1-credit_fen": "90"})
    assert "相差10.00元" in refused.content.decode()
    same = client.post(address, head | rows | {"form-1-account": bank, "form-1-credit_fen": "100"})
    assert "各行都是同一个科目" in same.content.decode()
    twice = [client.post(address, head | rows | {"form-1-credit_fen": "100"}) for _ in "12"]
    assert "没有重复保存" in twice[1].content.decode()
    draft = book.drafts.get()
    page = reverse("draft", args=[draft.pk])
    client.post(page, {"outcome": "agree"})
    assert book.vouchers.filter(source=Source.OPENING).count() == 0

    client.force_login(chair)
    unclear = client.post(page, {"outcome": "agree", "refusal": "金额不对"}, follow=True)
    assert "同意的不写退回的理由" in unclear.content.decode()
    client.post(page, {"outcome": "agree"})

    voucher = book.vouchers.get(source=Source.OPENING)
    assert (voucher.made_by, voucher.reviewed_by) == (kept.clerk, chair)
    assert lines(voucher) == [("102", 10_000, 0), ("331", 0, 10_000)]


def test_a_voucher_struck_in_red_lets_its_movement_be_booked_anew(client, kept):
    book = kept.book
    wrong = Voucher.objects.get(movement__kind=Kind.SPENT)
    address = reverse("voucher_reverse", args=[wrong.pk])
    client.post(address, {"on": "2026-03-10", "reason": "科目用错"})
    client.force_login(kept.chair)
    client.post(reverse("draft", args=[book.drafts.get().pk]), {"outcome": "agree"})
    client.force_login(kept.clerk)

    assert "12" in client.get(reverse("book_waiting", args=[book.pk])).content.decode()
    client.post(reverse("book_waiting", args=[book.pk]), {"all": "1"})

    again = Voucher.objects.filter(movement=wrong.movement).order_by("pk")
    assert [one.turn for one in again] == [1, 2]
    assert wrong.reversal.source == Source.REVERSAL


def test_months_are_closed_with_a_word_and_then_refuse_what_is_typed(client, kept):
    page = reverse("book_months", args=[kept.book.pk])
    said = client.post(page, {"until": "2026-02-01"}).content.decode()
    balance = reverse("balance", args=[kept.book.pk])
    assert "看过以后，请勾选这一项再结账" in said
    assert f'{balance}?from=2026-01&amp;until=2026-02"' in said
    assert kept.book.closings.count() == 0
    client.post(page, {"until": "2026-02-01", "looked": "on"})
    assert kept.book.closings.count() == 2
    head = {"on": "2026-02-05", "summary": "补记", "reason": "漏记"}
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}

    answer = client.post(reverse("draft_new", args=[kept.book.pk]), head | rows)

    assert "2026年2月已经结账" in answer.content.decode()


def test_auditors_read_the_books_of_units_and_write_nothing(client, kept):
    client.force_login(kept.auditor)
    for name in ("book", "vouchers", "balance", "book_waiting", "book_months", "drafts"):
        assert client.get(reverse(name, args=[kept.book.pk])).status_code == 200
    for name in ("book_rules", "draft_new"):
        assert client.get(reverse(name, args=[kept.book.pk])).status_code == 403
    assert client.post(reverse("book_waiting", args=[kept.book.pk])).status_code == 403


def test_strangers_find_nothing(client, kept):
    for person in (kept.other_clerk, kept.neighbour_officer, kept.stranger):
        client.force_login(person)
        assert client.get(reverse("book", args=[kept.book.pk])).status_code == 404


def asked(client, address) -> int:
    with CaptureQueriesContext(connection) as heard:
        assert client.get(address).status_code == 200
    return len(heard)


COSTLY = ("book", "book_waiting", "vouchers", "balance", "drafts", "book_months")


def test_no_page_asks_more_with_more_rows(client, kept):
    book, title = kept.book, kept.chair_title
    addresses = [reverse(name, args=[book.pk]) for name in COSTLY]
    addresses += [reverse("book_account", args=[book.pk]) + "?code=102", reverse("funds")]
    addresses += [reverse("fund", args=[title.pk]), reverse("books")]
    more(kept)
    few = [asked(client, address) for address in addresses]

    more(kept)
    more(kept)

    many = [asked(client, address) for address in addresses]
    assert many == few
    assert max(many) <= 12


def more(kept):
    """One of everything: booked, waiting, typed and reviewed."""
    book = kept.book
    near = {"about": make_studio(kept.unit), "title": kept.chair_title, "by": kept.clerk}
    move(kept.unit, Kind.SPENT, 1_00, **near)
    move(kept.unit, Kind.PASSED_ON, 1_00, **near)
    two = (account(book.chart, "101").pk, 5, 0), (account(book.chart, "331").pk, 0, 5)
    who = {"on": DAY, "at": moment(DAY)}
    draft = put_down(book, Source.MANUAL, DAY, "转", two, "调整", by=kept.clerk, **who)
    agree(draft, by=kept.chair, **who)


def test_many_vouchers_are_printed_in_files_of_sixty():
    assert print_parts(60) == [(1, "打印（PDF）")]
    assert print_parts(121) == [(1, "打印第1–60张"), (2, "打印第61–120张"), (3, "打印第121–121张")]
