"""Writes the worked cases of a regulation into a workbook that staff can edit."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workshops.documents.casebooks import laid_out, path_of
from workshops.documents.casesheets import to_workbook


class Command(BaseCommand):
    """`manage.py export_cases CODE FILE.xlsx`."""

    help = "Write the worked cases of a regulation into a workbook."

    def add_arguments(self, parser):
        parser.add_argument("code")
        parser.add_argument("file", type=Path)

    def handle(self, *args, code, file, **options):
        path = path_of(code)
        if not path.is_file():
            raise CommandError(f"没有“{code}”的演算实例。")
        book = laid_out(path.read_text(encoding="utf-8"))
        file.write_bytes(to_workbook(code, book))
        self.stdout.write(f"{file}：{len(book.entries)}项")
