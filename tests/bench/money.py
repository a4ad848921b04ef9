"""What the pages of the money cost with many rows: questions, size and processor time of each."""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from workshops.clock import move_to

from . import ledgers, purse
from .figures import FALLING, Figure, held, milliseconds

ROWS, FEW = 3000, 6  # six is the least with a payment in every state
QUERIES, KILOBYTES, PAGE = 12, 100, 50.0
OF_THE_DEMO = 2  # its clock, and what falls due next: asked nowhere else
TAKES = 10.0  # seconds of processor time for a file with all rows
YEAR = 2026

# Who asks (by the name of the city's person), for which address, with which things of the city.
CLERK, APPROVER, AUDITOR = "finance_clerk", "finance_approver", "auditor"
PAGES = (
    ("desk", (), (CLERK, APPROVER, AUDITOR, "clerk", "chair", "screening_officer")),
    ("payments", (), (CLERK, AUDITOR, "clerk")),
    ("payment", ("left",), (CLERK, AUDITOR, "clerk")),
    ("payment", ("prepared",), (APPROVER,)),
    ("payment_step", ("prepared", "approve"), (APPROVER,)),
    ("payment_step", ("approved", "pay"), (CLERK,)),
    ("payment_new", ("fresh", "2"), (CLERK,)),
    ("payee", ("title",), ("clerk", CLERK)),
    ("payment_receipt", ("not_received",), ("clerk",)),
    ("claims", ("title",), ("clerk",)),
    ("claim", ("claim",), ("clerk", "secretary")),
    ("batches", (), (CLERK, AUDITOR)),
    ("batch_new", (), (CLERK,)),
    ("batch", ("batch",), (CLERK, APPROVER, AUDITOR)),
    ("batch_begin", ("batch", "approve"), (APPROVER,)),
    ("batch_run", ("batch", "run"), (CLERK,)),
    ("batch_answers", ("batch",), (CLERK,)),
    ("grants", (), (CLERK, AUDITOR, "clerk", "review_office")),
    ("grant", ("left",), ("clerk", CLERK)),
    ("expense", ("expense",), ("clerk", AUDITOR)),
    ("expense_step", ("expense", "strike_expense"), ("clerk",)),
    ("passings", (), ("screening_officer",)),
    ("clawbacks", (), (CLERK, AUDITOR, "clerk")),
    ("clawback", ("clawback",), (CLERK, "clerk")),
    ("demand", ("undemanded",), (CLERK,)),
    ("budgets", (), (CLERK,)),
    ("budget", ("authority", YEAR), (CLERK, AUDITOR)),
    ("allot", ("authority",), (APPROVER,)),
    ("controls", ("authority",), (APPROVER,)),
    ("figures", (), (CLERK, AUDITOR)),
    ("coming", (), (CLERK,)),
    ("funds", (), (CLERK, "clerk")),
    ("fund", ("title",), (CLERK, "clerk")),
    ("books", (), (CLERK, AUDITOR, "clerk")),
    ("book", ("book",), (CLERK,)),
    ("book", ("unit_book",), ("clerk",)),
    ("book_rules", ("book",), (CLERK,)),
    ("book_waiting", ("unit_book",), ("clerk",)),
    ("book_months", ("book",), (CLERK,)),
    ("vouchers", ("book",), (CLERK,)),
    ("vouchers_export", ("book",), (CLERK,)),
    ("drafts", ("book",), (CLERK,)),
    ("draft", ("draft",), ("clerk", "chair")),
    ("draft_new", ("book",), (CLERK,)),
    ("balance", ("book",), (CLERK,)),
    ("book_account", ("book", "?code=102"), (CLERK,)),
    ("voucher", ("voucher",), (CLERK,)),
    ("movement", ("movement",), (CLERK,)),
    ("charts", (), (CLERK, AUDITOR)),
    ("chart", ("chart",), (CLERK,)),
    ("audit", (), (AUDITOR,)),
    ("audit_year", ("authority", YEAR), (AUDITOR,)),
    ("audit_rows", ("authority", YEAR, "paid"), (AUDITOR,)),
    ("audit_rows", ("authority", YEAR, "spent"), (AUDITOR,)),
    ("audit_rows", ("authority", YEAR, "unspent"), (AUDITOR,)),
    ("audit_exceptions", ("authority", YEAR), (AUDITOR,)),
    ("sample_new", ("authority", YEAR), (AUDITOR,)),
    ("audit_sample", ("sample",), (AUDITOR,)),
    ("findings", (), (AUDITOR, "clerk")),
    ("finding", ("finding",), (AUDITOR, "clerk")),
    ("finding_new", ("authority", YEAR, "about"), (AUDITOR,)),
    ("titles", (), (CLERK,)),
    ("title", ("title",), (CLERK,)),
)
TAKEN = (
    ("register", (), CLERK),
    ("grants_table", (), CLERK),
    ("batch_answers_book", ("batch",), CLERK),
    ("batch_list", ("batch",), CLERK),
    ("budget_book", ("authority", YEAR), CLERK),
    ("figures_table", (), CLERK),
    ("coming_table", (), CLERK),
    ("funds_workbook", (), CLERK),
    ("vouchers_workbook", ("book",), CLERK),
    ("vouchers_csv", ("book",), CLERK),
    ("vouchers_print", ("book",), CLERK),
    ("balance_workbook", ("book",), CLERK),
    ("book_account_workbook", ("book", "?code=102"), CLERK),
    ("audit_book", ("authority", YEAR), AUDITOR),
    ("audit_file", ("authority", YEAR), AUDITOR),
)


class Cost(NamedTuple):
    """What one page was seen to cost."""

    queries: int
    kilobytes: float
    milliseconds: float


def things(city) -> dict:
    """The thing of each name, by which addresses are made."""
    found = {name: one.pk for name, one in vars(city).items() if hasattr(one, "pk")}
    found |= {one.state: one.pk for one in reversed(city.later)}
    own = next(one for one in city.paid if not one.received_on)
    found |= {"left": city.paid[0].pk, "title": city.titles[0].pk, "not_received": own.pk}
    found |= {"fresh": city.titles[4].pk, "expense": city.expenses[0].pk}
    found |= {"voucher": city.book.vouchers.first().pk, "chart": city.book.chart_id}
    found |= {"movement": city.book.vouchers.first().movement_id}
    return found | {"about": f"payment-{city.paid[0].pk}"}


def address(name: str, args, known: dict) -> str:
    query = args[-1] if args and str(args[-1]).startswith("?") else ""
    plain = args[:-1] if query else args
    return reverse(name, args=[known.get(arg, arg) for arg in plain]) + query


def asked(city) -> dict[tuple, Callable]:
    """For each page and person, a call that asks for it."""
    known, ways = things(city), {}
    for name, args, people in PAGES:
        for who in people:
            client = Client()
            client.force_login(getattr(city, who))
            ways[name, args, who] = look(client, address(name, args, known))
    return ways


def look(client, url: str) -> Callable:
    def ask():
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer

    return ask


def questions(ask: Callable) -> int:
    """How often the database is asked, once the session is known, beside what the demo asks."""
    ask()
    with CaptureQueriesContext(connection) as found:
        ask()
    return len(found) - OF_THE_DEMO


def cost(ask: Callable, times: int) -> Cost:
    return Cost(questions(ask), len(ask().content) / 1024, milliseconds(ask, times=times))


def laid(rows: int):
    return ledgers.written(purse.laid_in(rows))


def all_questions(city) -> dict[tuple, int]:
    """How often each page asks the database."""
    return {key: questions(ask) for key, ask in asked(city).items()}


def figures(times: int, rows: int = ROWS) -> Iterator[Figure]:
    """Every page with few rows and with many, and what is taken away as a file."""
    move_to(purse.DAY)
    few = all_questions(laid(FEW))
    city = laid(rows)
    for key, ask in asked(city).items():
        yield from lines(key, cost(ask, times), few[key])
    yield from files(city, rows)


def lines(key, seen: Cost, few: int) -> list[Figure]:
    """A page's cost against each of its limits."""
    name, args, who = key
    what = f"资金页面 {name}（{'、'.join(map(str, args))}），{who}"
    same = f"{FEW}行时{few}次" + ("" if few == seen.queries else "，随行数变化")
    return [
        Figure(
            f"{what}，查询（演示模式自己的{OF_THE_DEMO}次不计）",
            FALLING,
            QUERIES,
            seen.queries,
            "次",
            same,
        ),
        Figure(f"{what}，大小", FALLING, KILOBYTES, seen.kilobytes, "KB"),
        Figure(f"{what}，处理器", FALLING, PAGE, seen.milliseconds, "毫秒"),
    ]


def files(city, rows: int) -> Iterator[Figure]:
    """What a file with all rows takes: processor seconds, and memory beside it."""
    known = things(city)
    for name, args, who in TAKEN:
        client = Client()
        client.force_login(getattr(city, who))
        before, began = held(), time.process_time()
        answer = client.get(address(name, args, known))
        spent, grown = time.process_time() - began, max(held() - before, 0)
        size = len(getattr(answer, "content", b"") or b"") / 1024
        counts = f"{answer.status_code}，{size:,.0f} KB，增加内存 {grown} MB"
        yield Figure(f"资金文件 {name}，{rows} 行", FALLING, TAKES, spent, "秒", counts)
