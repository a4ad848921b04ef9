"""A regulation in the order of its text: each provision once, its force, where it is applied."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from rules.base import Edition
from rules.facts import LABELS
from rules.verdict import Force, Requirement

NUMBER = re.compile(r"第（?([一二三四五六七八九十百\d]+)）?(?:至（?[^）]*）?)?([条款项])")
DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")}
LAST = 10_000  # annexes and what stands nowhere come after the articles
FORCES = {force.value: force.label for force in Force}
FORCES |= {"discretion": "可以决定", "record": "须有记录", "policy": "倡导", "none": "说明"}


@dataclass(frozen=True)
class Provision:
    """One provision as staff read it: what it asks, how strongly, and where it is applied."""

    id: str
    article: str
    asks: str
    force: str
    judge: str = ""
    applied: tuple[str, ...] = ()
    reason: str = ""

    @property
    def force_label(self) -> str:
        return FORCES.get(self.force, self.force)


@dataclass(frozen=True)
class Article:
    """One article with its provisions."""

    title: str
    provisions: tuple[Provision, ...]


def place(article: str) -> tuple[int, int]:
    """Where an article stands in the text: its number, then the number of its item."""
    found = {kind: number for number, kind in reversed(NUMBER.findall(article))}
    if "条" not in found:
        return LAST, 0
    return _number(found["条"]), _number(found.get("项", found.get("款", "")))


def _number(text: str) -> int:
    """二十三 is 23; a missing number is 0."""
    if not text or text.isdecimal():
        return int(text or 0)
    tens, ten, ones = text.rpartition("十")
    whole = (DIGITS.get(tens, 1) if ten else 0) * 10
    return whole + DIGITS.get(ones, 0)


def articles(code: str, edition: Edition) -> list[Article]:
    """Every article with its provisions, in the order of the text."""
    grouped: dict[str, list[Provision]] = {}
    for one in sorted(provisions(code, edition), key=lambda one: place(one.article)):
        grouped.setdefault(_head(one.article), []).append(one)
    return [Article(title, tuple(own)) for title, own in grouped.items()]


def _head(article: str) -> str:
    """The article without its item: 第二条第（一）项 belongs to 第二条."""
    head = re.match(r"第[一二三四五六七八九十百]+条", article)
    return head[0] if head else article


def provisions(code: str, edition: Edition) -> list[Provision]:
    """The provisions listed for a text, and those it is applied by that the list does not name."""
    coded, listed = applied(edition), table(code)
    owners = {id: _owner(id, [row["id"] for row in listed]) for id in coded}
    found = []
    for row in listed:
        own = [coded[id] for id, owner in owners.items() if owner == row["id"]]
        found.append(_listed(row, own, edition))
    unlisted = [one for id, (one, steps) in coded.items() if not owners[id]]
    return found + [_coded(one, coded[one.id][1]) for one in unlisted if one.article != "—"]


Applied = tuple[Requirement, list[str]]


def applied(edition: Edition) -> dict[str, Applied]:
    """Each requirement once, by its id, with the labels of the steps it is applied in."""
    found: dict[str, Applied] = {}
    for step in edition.steps:
        for one in step.requires:
            labels = found.setdefault(one.id, (one, []))[1]
            if step.label not in labels:
                labels.append(step.label)
    return found


@cache
def table(code: str) -> tuple[dict[str, str], ...]:
    """The list of all provisions of a text, those without software behaviour too; may be absent."""
    path = Path(settings.BASE_DIR) / "fixtures" / "provisions" / f"{code}.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return tuple(csv.DictReader(rows))


def _owner(id: str, listed: list[str]) -> str:
    """The listed provision a requirement carries out: the longest whose id it begins with."""
    mine = [one for one in listed if id == one or re.match(rf"{re.escape(one)}(-|[a-z])", id)]
    return max(mine, key=len, default="")


def _coded(one: Requirement, steps: list[str]) -> Provision:
    return Provision(one.id, one.article, one.asks, one.force, one.judge_title, tuple(steps))


def _listed(row: dict[str, str], own: list[Applied], edition: Edition) -> Provision:
    steps = dict.fromkeys(label for _, labels in own for label in labels)
    judge = next((one.judge_title for one, _ in own if one.judge_title), "")
    where = [_where(word, edition) for word in re.split(r"[;；,，\s]+", row["where"])]
    places = (*steps, *filter(None, where))
    about = row["article"], row["asks"], row["force"]
    return Provision(row["id"], *about, judge, tuple(dict.fromkeys(places)), row["reason"] or "")


def _where(word: str, edition: Edition) -> str:
    """Where a provision is carried out when no step tests it, in words."""
    kind, _, key = word.partition(":")
    material = next((m.label for m in edition.materials if m.slot == key), key)
    reading = next((p.label for p in edition.parameters if p.key == key), key)
    step, policy = edition.step(key), edition.policy(key)
    return {
        "step": step.label if step else key,
        "schedule": "资金安排",
        "material": f"材料：{material}",
        "parameter": f"读法：{reading}",
        "ledger": edition.ledger(key).label if edition.ledger(key) else key,
        "policy": f"登记：{policy.label}" if policy else key,
        "edition": "办法信息",
        "fact": f"登记：{LABELS.get(key, (key, ''))[0]}",
    }.get(kind, "")
