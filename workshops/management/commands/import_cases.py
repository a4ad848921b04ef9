"""Reads the worked cases back from a workbook, works them out, and writes the file of cases."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

import rules
from rules.worked import worked
from workshops.documents.casebooks import Book, path_of, read_book
from workshops.documents.casesheets import from_workbook


class Command(BaseCommand):
    """`manage.py import_cases FILE.xlsx`: says which cases the rules find otherwise."""

    help = "Read worked cases from a workbook and write them where the rules are tried on them."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--to", type=Path, help="write here instead of fixtures/cases")

    def handle(self, *args, file, to, **options):
        try:
            code, book = from_workbook(file.read_bytes())
            differ = differing(code, book)
            (to or path_of(code)).write_text(book.text(), encoding="utf-8")
        except (OSError, ValueError, KeyError, TypeError) as refusal:
            raise CommandError(f"没有写入：{refusal}") from refusal
        self.stdout.write(f"已写入{len(book.entries)}项。")
        for title in differ:
            self.stdout.write(f"与规则所得不同：{title}")


def differing(code: str, book: Book) -> list[str]:
    """The titles of the cases that come out otherwise than written; ValueError for no such text."""
    regulation = rules.regulations().get(code)
    if regulation is None:
        raise ValueError(f"没有“{code}”的办法。")
    plain = read_book(book.text())
    plain.setdefault("base", [])
    found = (one for edition in regulation.editions for one in worked(edition, plain))
    return list(dict.fromkeys(one.title for one in found if not one.agrees))
