"""The database itself refuses to change or delete an issued check sheet; it is drawn once."""

from django.db import migrations

TABLE = "workshops_checksheet"
FIXED = ("record_id", "union_id", "number", "says")
REFUSAL = f"written once: rows of {TABLE} are neither changed nor deleted"


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    different = "IS DISTINCT FROM" if postgres else "IS NOT"
    moved = " OR ".join(f"NEW.{name} {different} OLD.{name}" for name in FIXED)
    for act, when in (("UPDATE", f"WHEN (OLD.content IS NOT NULL OR {moved})"), ("DELETE", "")):
        refuse = f"{when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        if postgres:
            refuse = f"FOR EACH ROW {when} EXECUTE FUNCTION workshops_written_once()"
        name = f"{TABLE}_no_{act.lower()}"
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {TABLE} {refuse}", params=None
        )


def unguard(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("workshops", "0028_campaigns")]

    operations = [migrations.RunPython(guard, unguard)]
