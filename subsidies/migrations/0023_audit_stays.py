"""Samples, findings and what was said of them are written once."""

from django.db import migrations

REFUSED = {
    "subsidies_sample": ("UPDATE", "DELETE"),
    "subsidies_finding": ("UPDATE", "DELETE"),
    "subsidies_word": ("UPDATE", "DELETE"),
}


def triggers():
    """Each refusal by the name of its trigger, with its table and act."""
    return {f"{t}_no_{act.lower()}": (t, act) for t, acts in REFUSED.items() for act in acts}


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, (table, act) in triggers().items():
        refuse = f"BEGIN SELECT RAISE(ABORT, 'written once: rows of {table} stay'); END"
        if postgres:
            refuse = "FOR EACH ROW EXECUTE FUNCTION workshops_written_once()"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {refuse}", params=None)


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, (table, _) in triggers().items():
        on = f" ON {table}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


class Migration(migrations.Migration):
    dependencies = [("subsidies", "0022_audit")]

    operations = [migrations.RunPython(guard, unguard)]
