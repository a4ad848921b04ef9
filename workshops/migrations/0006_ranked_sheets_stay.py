"""The database itself refuses to change a ranked score sheet, its marks, or a posted list."""

from django.db import migrations

SHEET, MARK, POSTING = "workshops_scoresheet", "workshops_mark", "workshops_posting"
RANKED = f"EXISTS (SELECT 1 FROM {SHEET} WHERE id = {{row}}.sheet_id AND ranked_at IS NOT NULL)"
# Name, table, act, condition on the row itself, condition that looks at another table.
RULES = (
    ("sheet_changed", SHEET, "UPDATE", "OLD.ranked_at IS NOT NULL", ""),
    ("sheet_deleted", SHEET, "DELETE", "OLD.ranked_at IS NOT NULL", ""),
    ("mark_added", MARK, "INSERT", "", RANKED.format(row="NEW")),
    ("mark_changed", MARK, "UPDATE", "", RANKED.format(row="OLD")),
    ("mark_deleted", MARK, "DELETE", "", RANKED.format(row="OLD")),
    ("posting_changed", POSTING, "UPDATE", "", ""),
    ("posting_deleted", POSTING, "DELETE", "", ""),
)
REFUSAL = "fixed: ranked sheets and posted lists are not changed"


def guard_sqlite(editor):
    for name, table, act, own, other in RULES:
        when = f"WHEN {own or other} " if own or other else ""
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
            params=None,
        )


def guard_postgres(editor):
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
    for name, table, act, own, other in RULES:
        row = "OLD" if act == "DELETE" else "NEW"
        body = f"IF {other} THEN {refuse} END IF; RETURN {row};" if other else refuse
        editor.execute(
            f"CREATE OR REPLACE FUNCTION workshops_{name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {body} END $$",
            params=None,
        )
        when = f"WHEN ({own}) " if own else ""
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION workshops_{name}()",
            params=None,
        )


def guard(apps, schema_editor):
    {"sqlite": guard_sqlite, "postgresql": guard_postgres}[schema_editor.connection.vendor](
        schema_editor
    )


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, table, *_ in RULES:
        on = f" ON {table}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


class Migration(migrations.Migration):
    dependencies = [("workshops", "0005_reviews")]

    operations = [migrations.RunPython(guard, unguard)]
