"""A year of money walked through pages: whose it is, who acts, on which day, what must agree."""

import os
from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from rules.money import figures
from subsidies.management.recount import recount
from subsidies.management.year import cast_of, named
from workshops.clock import move_to
from workshops.unions.models import Role

from .towns import enter
from .walking import click, fill, follow, go_to, press, sees

YEAR = 2026
FAR = 120_000  # milliseconds: at the approval a paper is drawn for every row
SMALL = 2  # studios where nobody asks for more


def how_many() -> int:
    """Studios named by filing; `YEAR_STUDIOS=30` walks the year at its full size."""
    return int(os.environ.get("YEAR_STUDIOS", SMALL))


class MoneyYear:
    """One authority's year: its titles, its people, and whoever is at the pages now."""

    def __init__(self, page: Page, code: str, studios: int, direct: tuple[int, ...] = ()):
        page.set_default_timeout(FAR)
        expect.set_options(timeout=FAR)
        self.page, self.cast = page, cast_of(code, YEAR)
        self.titles = named(self.cast, studios, list(direct))
        self.second = self.cast.appointed(Role.FINANCE_APPROVER, self.cast.authority)
        self.now = None
        move_to(date(YEAR, 4, 1))

    def holder(self, role: Role):
        """Whoever holds that post at the authority; of two approvers the first."""
        return self.cast.holder(role, other=self.second)

    def by(self, person) -> Page:
        """Come in as that person, unless already there."""
        if person != self.now:
            enter(self.page, person.full_name)
            self.now = person
        return self.page

    def role(self, role: Role) -> Page:
        return self.by(self.holder(role))

    def clerk_of(self, title) -> Page:
        """The clerk of the unit's union under which the studio stands."""
        return self.by(self.cast.holder(Role.CLERK, title.unit_union))

    def on(self, month: int, day: int) -> None:
        """On to that day, by the clock on the page of whoever is there."""
        form = self.page.get_by_label("演示城市的时钟")
        form.get_by_label("到某一天").fill(self.day(month, day))
        click(self.page, form.get_by_role("button", name="前往"))
        sees(self.page, f"{YEAR}年{month}月{day}日")

    def fen(self, title) -> int:
        """What that title is due in its first year."""
        return title.schedule(date(YEAR, 4, 1)).due_fen

    def due_fen(self) -> int:
        return sum(self.fen(title) for title in self.titles)

    @staticmethod
    def day(month: int, day: int) -> str:
        return date(YEAR, month, day).isoformat()


def room(page: Page, name: str, *links: str) -> None:
    """A room of the money, and on from there."""
    go_to(page, "资金")
    click(page, page.get_by_label("资金", exact=True).get_by_role("link", name=name, exact=True))
    follow(page, *links)


def today(page: Page) -> str:
    """The day of the demo's clock."""
    return page.locator("#demo-on").get_attribute("min")


def can(page: Page, label: str) -> None:
    """Take what the page says can be done now."""
    click(page, page.locator("section.next").get_by_role("link", name=label))


def taken(page: Page, label: str, **values: str) -> None:
    """A step by its button among what can be done, its judgements found met."""
    can(page, label)
    for judgement in page.locator("select[name^=judge]").all():
        judgement.select_option(label="符合")
    fill(page, values)
    press(page, label)
    sees(page, f"已办理：{label}")


def downloaded(page: Page, link: str) -> Workbook:
    """The workbook a link hands over."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    return load_workbook(BytesIO(coming.value.path().read_bytes()))


def agrees_with_the_rows(year: MoneyYear) -> dict[str, int]:
    """Every figure the software gives against the same counted row by row; the figures."""
    lines = recount(year.cast.authority, YEAR)
    assert [line for line in lines if not line.agrees] == []
    return {line.label: line.counted for line in lines}


def shows(page: Page, sums: dict[str, int]) -> None:
    """Rows of a table by their first cell, each with its sum in fen."""
    for label, fen in sums.items():
        row = page.locator("main tbody tr").filter(has_text=label).first
        assert figures(fen) in row.inner_text(), (label, figures(fen), row.inner_text())
