"""Triggers by which the database itself refuses to change or delete rows; for migrations."""

from functools import partial

from django.db.migrations import RunPython

ONCE, NEVER_DELETED = ("UPDATE", "DELETE"), ("DELETE",)
REFUSALS = {
    ONCE: "written once: rows of {} are neither changed nor deleted",
    NEVER_DELETED: "written once: rows of {} stay and are never deleted",
}


def stays(**tables: tuple[str, ...]) -> RunPython:
    """The operation that guards these tables, each by name with ONCE or NEVER_DELETED.

    On PostgreSQL it calls `workshops_written_once`, which the first such migration made.
    """
    return RunPython(partial(guard, tables), partial(unguard, tables))


def guard(tables, apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, acts in tables.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSALS[acts].format(table)}'); END"
        if postgres:
            refuse = "FOR EACH ROW EXECUTE FUNCTION workshops_written_once()"
        for act in acts:
            made = f"CREATE TRIGGER {name_of(table, act)} BEFORE {act} ON {table} {refuse}"
            schema_editor.execute(made, params=None)


def unguard(tables, apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, acts in tables.items():
        on = f" ON {table}" if postgres else ""
        for act in acts:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name_of(table, act)}{on}")


def name_of(table: str, act: str) -> str:
    return f"{table}_no_{act.lower()}"
