"""Batches, their rows and what was begun on them are never deleted."""

from django.db import migrations

TABLES = ("subsidies_batch", "subsidies_batchrow", "subsidies_batchrun")


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END"
        if postgres:
            refuse = "FOR EACH ROW EXECUTE FUNCTION workshops_written_once()"
        name = f"{table}_no_delete"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON {table} {refuse}", params=None)


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        on = f" ON {table}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete{on}")


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0010_batches")]

    operations = [migrations.RunPython(guard, unguard)]
