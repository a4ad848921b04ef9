"""Allotments and controls are written once."""

from django.db import migrations

from workshops.records.stays import ONCE, stays


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0014_budgets")]

    operations = [
        stays(
            subsidies_allotment=ONCE,
            subsidies_control=ONCE,
        ),
    ]
