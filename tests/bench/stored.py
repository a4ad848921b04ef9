"""What many stored files cost: a replay of them all, and the first and last page of a list."""

import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import rules
from tests.make import EDITION, TODAY
from workshops.titles.models import Title
from workshops.titles.replay import BATCH, Proposal, Replay

from .figures import FALLING, Figure, held, milliseconds

REPLAY = 60.0  # seconds for a hundred thousand
MEMORY = 150  # MB more than before the replay, whatever the number
PAGE, QUERIES = 25.0, 12  # milliseconds of processor time, and questions
CHANGES = (("missing_result", "fail"), ("outcome.benefit", "and"))


def figures(city, times: int) -> list[Figure]:
    """Both, on what the city holds."""
    return [*_replays(city), *_lists(city, times)]


def _replays(city) -> list[Figure]:
    found = []
    for key, reading in CHANGES:
        edition = rules.edition(city.authority.jurisdiction, EDITION)
        memory = [held()]
        replay = Replay(Proposal(city.authority, edition, {key: reading}), TODAY, noted(memory))
        began, worked = time.perf_counter(), time.process_time()
        different = sum(1 for _ in replay.differences())
        took, cpu = time.perf_counter() - began, time.process_time() - worked
        many = replay.looked.total()
        counts = f"{many:,} 件，{different:,} 项变化，处理器 {cpu:.1f} 秒"
        what = f"重新核对全部已存文件（{edition.parameter(key).label}）"
        found.append(Figure(what, FALLING, REPLAY * many / 100_000, took, "秒", counts))
        grown = max(max(memory) - memory[0], 1)
        said = f"每 {BATCH} 件看一次，最多 {max(memory)} MB"
        found.append(Figure("同上，增加的内存", FALLING, MEMORY, grown, "MB", said))
    return found


def noted(memory: list[int]):
    """What a replay is told to do at each batch: note the memory then held."""
    return lambda done: memory.append(held())


def _lists(city, times: int) -> list[Figure]:
    """The list of titles as the unit's clerk and as the authority's office see it."""
    found = []
    for who, person in (("基层工会经办人", city.clerk), ("命名机关", city.review_office)):
        many = Title.objects.visible_to(person, on=TODAY).count()
        last = max((many + 49) // 50, 1)
        client = Client()
        client.force_login(person)
        for name, number in (("第一页", 1), ("最后一页", last)):
            what = f"称号列表，{who}，{name}"
            found += _page(client, what, number, f"共 {many:,} 件", times)
    return found


def _page(client, what: str, number: int, counts: str, times: int) -> list[Figure]:
    def look():
        answer = client.get(reverse("titles"), {"page": number})
        assert answer.status_code == 200

    with CaptureQueriesContext(connection) as asked:
        look()
        questions = len(asked)
    spent = milliseconds(look, times=times)
    return [
        Figure(what, FALLING, PAGE, spent, "毫秒（处理器）", counts),
        Figure(f"{what}，查询", FALLING, QUERIES, questions, "次", counts),
    ]
