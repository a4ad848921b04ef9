"""`python -m tests.bench [--titles N]`: measures, prints, and writes var/bench.md."""

import argparse
import os
from collections.abc import Iterable

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # a data folder that is thrown away

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (once Django is up)
from django.db import transaction  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from . import judging, money, papers, stored  # noqa: E402
from .figures import ROOT, Figure, machine, page  # noqa: E402
from .stock import laid_in  # noqa: E402

PAGE = ROOT / "var" / "bench.md"


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="What the software costs.")
    parser.add_argument("--titles", type=int, default=100_000, help="how many titles are invented")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each text's judging")
    parser.add_argument("--times", type=int, default=9, help="how often a page or paper is made")
    parser.add_argument("--no-papers", action="store_true", help="leave the notice out")
    parser.add_argument("--rows", type=int, default=money.ROWS, help="of money; 0 leaves it out")
    parser.add_argument("--only-money", action="store_true", help="leave all the rest out")
    return parser.parse_args()


def told(figures: Iterable[Figure]) -> list[Figure]:
    """The figures, printed as soon as they are known."""
    found = []
    for figure in figures:
        print(figure.line(), flush=True)
        found.append(figure)
    return found


def many(given) -> list[Figure]:
    """What many stored titles cost."""
    print(f"正在虚构 {given.titles:,} 个称号……", flush=True)
    with transaction.atomic():
        city = laid_in(given.titles)
    return told(stored.figures(city, given.times))


def main() -> None:
    """Measure everything, each group as soon as what it needs is there."""
    given, before = asked(), machine()
    setup_test_environment()
    print(before, flush=True)
    found = [] if given.only_money else told(judging.figures(given.seconds))
    call_command("migrate", verbosity=0)
    if not given.no_papers and not given.only_money:
        call_command("cut_fonts")
        found += told(papers.figures(given.times))
    if not given.only_money:
        found += many(given)
    if given.rows:
        print(f"正在虚构 {given.rows:,} 行资金往来……", flush=True)
        found += told(money.figures(given.times, given.rows))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(found, before), encoding="utf-8")
    print(f"已写入 {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
