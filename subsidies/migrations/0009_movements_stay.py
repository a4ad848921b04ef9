"""Movements are written once; and payments, whose table was laid anew, are still never deleted."""

from importlib import import_module

from django.db import migrations

payments = import_module("subsidies.migrations.0003_payments_stay")
TABLE = "subsidies_movement"
REFUSAL = f"written once: rows of {TABLE} are neither changed nor deleted"


def guard(apps, schema_editor):
    payments.unguard(apps, schema_editor)
    payments.guard(apps, schema_editor)
    postgres = schema_editor.connection.vendor == "postgresql"
    for act in ("UPDATE", "DELETE"):
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        if postgres:
            refuse = "FOR EACH ROW EXECUTE FUNCTION workshops_written_once()"
        name = f"{TABLE}_no_{act.lower()}"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE} {refuse}", params=None)


def unguard(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0008_books")]

    operations = [migrations.RunPython(guard, unguard)]
