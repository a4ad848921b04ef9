"""Movements are written once; and payments, whose table was laid anew, are still never deleted."""

from importlib import import_module

from django.db import migrations

from workshops.records.stays import ONCE, stays

payments = import_module("subsidies.migrations.0003_payments_stay")


def anew(apps, schema_editor):
    payments.unguard(apps, schema_editor)
    payments.guard(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0008_books")]

    operations = [
        migrations.RunPython(anew, migrations.RunPython.noop),
        stays(subsidies_movement=ONCE),
    ]
