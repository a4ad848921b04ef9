"""The published charts of accounts, laid in from the fixtures; as often as one likes."""

import csv
from datetime import date
from itertools import groupby
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "accounts"
CLASSES = {
    "资产": "asset",
    "负债": "liability",
    "净资产": "net_asset",
    "收入": "income",
    "支出": "expenditure",
}
JOINT = "—"  # between a parent and its part, as the texts write it


def lay(charts, accounts) -> None:
    """Lay in every published chart that is not there, by the models given."""
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for title, part in groupby(csv.DictReader(rows), lambda row: row["chart"]):
                lines = list(part)
                if not charts.objects.filter(union=None, title=title).exists():
                    _lay(charts, accounts, title, lines)


def _lay(charts, accounts, title: str, lines: list[dict]) -> None:
    first = lines[0]
    until = date.fromisoformat(first["valid_until"]) if first["valid_until"] else None
    chart = charts.objects.create(
        title=title,
        source=first["source"],
        valid_from=date.fromisoformat(first["valid_from"]),
        valid_until=until,
    )
    rows = [
        {
            "code": line["code"],
            "title": line["name"],
            "kind": CLASSES[line["class"]],
            "holds_money": line["holds_money"] == "1",
        }
        for line in lines
    ]
    accounts.objects.bulk_create(accounts(chart=chart, **row) for row in in_tree(rows))


def in_tree(rows: list[dict]) -> list[dict]:
    """Accounts with what follows from their codes: the full title, and whether they have parts."""
    titles = {row["code"]: row["title"] for row in rows}
    parents = {parent for code in titles for parent in above(code, titles)}
    return [
        row
        | {
            "full_title": JOINT.join(titles[c] for c in (*above(row["code"], titles), row["code"])),
            "is_posted": row["code"] not in parents,
        }
        for row in rows
    ]


def above(code: str, codes) -> list[str]:
    """The accounts a code stands under, highest first: those whose code it begins with."""
    return [code[:size] for size in range(1, len(code)) if code[:size] in codes]
