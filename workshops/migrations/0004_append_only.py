"""The database itself refuses to change or delete history, decisions and issued papers."""

from django.db import migrations

WRITTEN_ONCE = ("workshops_event", "workshops_decision")
PAPERS = "workshops_paper"
FIXED = (
    "subject_type",
    "subject_id",
    "kind",
    "number",
    "title",
    "union_id",
    "decision_id",
    "issued_on",
)
REFUSAL = "written once: rows of {table} are neither changed nor deleted"


def drawn_again(different: str) -> str:
    """When a paper's row is touched in more than being drawn for the first time."""
    moved = " OR ".join(f"NEW.{name} {different} OLD.{name}" for name in FIXED)
    return f"OLD.content IS NOT NULL OR {moved}"


def rules(different: str) -> list[tuple[str, str, str]]:
    """Table, act and condition of every refusal."""
    always = [(table, act, "") for table in WRITTEN_ONCE for act in ("UPDATE", "DELETE")]
    return [*always, (PAPERS, "DELETE", ""), (PAPERS, "UPDATE", drawn_again(different))]


def trigger(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"


def guard_sqlite(schema_editor):
    for table, act, when in rules("IS NOT"):
        condition = f"WHEN {when} " if when else ""
        schema_editor.execute(
            f"CREATE TRIGGER {trigger(table, act)} BEFORE {act} ON {table} {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL.format(table=table)}'); END",
            params=None,
        )


def guard_postgres(schema_editor):
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION workshops_written_once() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'written once: rows of % are neither changed nor deleted', "
        "TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$",
        params=None,
    )
    for table, act, when in rules("IS DISTINCT FROM"):
        condition = f"WHEN ({when}) " if when else ""
        schema_editor.execute(
            f"CREATE TRIGGER {trigger(table, act)} BEFORE {act} ON {table} FOR EACH ROW {condition}"
            "EXECUTE FUNCTION workshops_written_once()",
            params=None,
        )


def guard(apps, schema_editor):
    {"sqlite": guard_sqlite, "postgresql": guard_postgres}[schema_editor.connection.vendor](
        schema_editor
    )


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, act, _ in rules(""):
        on = f" ON {table}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger(table, act)}{on}")


class Migration(migrations.Migration):
    dependencies = [("workshops", "0003_holidays")]

    operations = [migrations.RunPython(guard, unguard)]
