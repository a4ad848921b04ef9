"""Expenses are never deleted; what was found of their use is written once."""

from django.db import migrations

from workshops.records.stays import NEVER_DELETED, ONCE, stays


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0016_expenses")]

    operations = [
        stays(
            subsidies_expense=NEVER_DELETED,
            subsidies_usecheck=ONCE,
        ),
    ]
