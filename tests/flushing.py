"""Lets a test with real transactions clean up behind itself where history refuses deletion."""

from django.db import connection

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def yielding(flush):
    """Django's emptying of all tables, with SQLite's refusals taken away for its duration."""

    def flushed(operations, statements):
        if connection.vendor != "sqlite":
            return flush(operations, statements)
        with connection.cursor() as cursor:
            triggers = cursor.execute(TRIGGERS).fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        flush(operations, statements)
        with connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)
        return None

    return flushed
