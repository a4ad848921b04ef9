"""Allotments and controls are written once."""

from django.db import migrations

TABLES = ("subsidies_allotment", "subsidies_control")
TRIGGERS = [(table, act) for table in TABLES for act in ("UPDATE", "DELETE")]


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, act in TRIGGERS:
        refusal = f"written once: rows of {table} are neither changed nor deleted"
        refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        if postgres:
            refuse = "FOR EACH ROW EXECUTE FUNCTION workshops_written_once()"
        name = f"{table}_no_{act.lower()}"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {refuse}", params=None)


def unguard(apps, schema_editor):
    on = schema_editor.connection.vendor == "postgresql"
    for table, act in TRIGGERS:
        where = f" ON {table}" if on else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act.lower()}{where}")


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0014_budgets")]

    operations = [migrations.RunPython(guard, unguard)]
