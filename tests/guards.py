"""The guards of the kept tables, set aside as somebody with the database itself could."""

from django.db import connection

NAMED = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
}


def guards() -> list[tuple[str, str, str]]:
    """Every trigger: its name, its table, and the statement that lays it in again."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED[connection.vendor])
        return cursor.fetchall()


def set_aside(*names: str) -> list[tuple[str, str, str]]:
    """Take these triggers away, or all of them, and return them."""
    found = [guard for guard in guards() if not names or guard[0] in names]
    with connection.cursor() as cursor:
        for name, table, _ in found:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
    return found


def lay_again(found: list[tuple[str, str, str]]) -> None:
    """Lay triggers in again."""
    with connection.cursor() as cursor:
        for _, _, again in found:
            cursor.execute(again)
