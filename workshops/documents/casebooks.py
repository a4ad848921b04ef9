"""The books of worked cases as staff keep them: one TOML file a jurisdiction."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from rules.base import Edition
from rules.worked import Worked, worked

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "cases"


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
