"""The published holiday notices, so that working days can be counted from the first start."""

import csv
from pathlib import Path

from django.conf import settings
from django.db import migrations

NOTICES = Path(settings.BASE_DIR) / "fixtures" / "holidays.csv"


def load(apps, schema_editor):
    days = apps.get_model("workshops", "CalendarDay").objects
    with NOTICES.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            days.get_or_create(
                date=row["date"],
                defaults={
                    "name": row["name"],
                    "is_off": row["is_off"] == "1",
                    "notice_year": int(row["notice_year"]),
                },
            )


class Migration(migrations.Migration):
    dependencies = [("workshops", "0002_criterion_is_example")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
