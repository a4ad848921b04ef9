"""The books of worked cases: one TOML file a jurisdiction, read, written and worked out."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from rules.base import Edition
from rules.worked import Worked, worked

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "cases"
BARE = re.compile(r"[A-Za-z0-9_-]+")
HEAD = re.compile(r"\[\[\s*(\w+)\s*\]\]")


def path_of(code: str) -> Path:
    """Where the cases of a jurisdiction lie."""
    return FOLDER / f"{code}.toml"


def read_book(text: str) -> dict[str, Any]:
    """A book of cases from its text; ValueError says what is wrong with it."""
    return tomllib.loads(text, parse_float=Decimal)


def book_of(code: str) -> dict[str, Any]:
    """The book of a jurisdiction; an empty one where it has none."""
    path = path_of(code)
    return read_book(path.read_text(encoding="utf-8")) if path.is_file() else {"edition": ""}


def tried(code: str, edition: Edition, readings: dict | None = None) -> list[Worked]:
    """Every case of that edition, worked out under these readings."""
    return list(worked(edition, book_of(code), readings or {}))


@dataclass(frozen=True)
class Entry:
    """One entry of a book: its part, what is written above it, and its values."""

    part: str
    values: dict[str, Any]
    above: str = ""


@dataclass(frozen=True)
class Book:
    """A book in the order in which it is written, with the remarks people left in it."""

    values: dict[str, Any]  # what stands before the first entry, such as the edition
    entries: tuple[Entry, ...]
    head: str = ""

    def text(self) -> str:
        """The book as TOML."""
        parts = [remark(self.head)] if self.head else []
        parts.append("\n".join(lines(self.values)))
        for entry in self.entries:
            parts += [remark(entry.above)] if entry.above else []
            parts.append("\n".join([f"[[{entry.part}]]", *lines(entry.values)]))
        return "\n\n".join(parts) + "\n"


def laid_out(text: str) -> Book:
    """A book from its text, remarks included; ValueError where it is no TOML."""
    plain = read_book(text)
    values = {k: v for k, v in plain.items() if not _is_part(v)}
    places, counts, entries = list(_places(text)), dict[str, int](), []
    for part, blocks in places:
        place = counts.get(part, 0)
        counts[part] = place + 1
        entries.append(Entry(part, plain[part][place], blocks[-1].strip("\n")))
    head = places[0][1][0].strip("\n") if places and len(places[0][1]) > 1 else ""
    return Book(values, tuple(entries), head)


def _is_part(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _places(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each entry's part in the order of the file, with the remarks since the one before.

    The remarks come in blocks parted by values: the last block stands right above the entry.
    """
    blocks = [""]
    for line in text.splitlines():
        if found := HEAD.match(line):
            yield found[1], blocks
            blocks = [""]
        elif line.startswith("#"):
            blocks[-1] += line[1:].removeprefix(" ").rstrip() + "\n"
        elif line.strip():
            blocks.append("")


def remark(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def lines(values: dict[str, Any]) -> list[str]:
    """Values as lines of TOML."""
    return [f"{key_word(key)} = {literal(value)}" for key, value in values.items()]


def key_word(key: str) -> str:
    return key if BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def literal(value: Any) -> str:
    """One value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(lines(value))
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, int):
        return f"{value:_}"
    return value.isoformat() if isinstance(value, date) else str(value)


def read_lines(text: str) -> dict[str, Any]:
    """Values from lines of TOML; ValueError says what is wrong."""
    return tomllib.loads(text, parse_float=Decimal)
