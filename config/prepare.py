"""Brings tables, static files and, in the demo, the demo city up to date before a server starts.

Run as `python -m config.prepare`; doing it again changes nothing that is already so.
"""

import os
import sqlite3

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection


def main() -> None:
    """Prepare, and say on which database and with which people."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from config import environment

    try:
        call_command("migrate", verbosity=0)
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        environment.refuse(f"the database says: {reason}", f"数据库无法使用：{reason}")
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(database())
    if settings.DEMO:
        call_command("load_demo", if_empty=True)
        call_command("demo_accounts")


def database() -> str:
    """The engine, its version and how it keeps what was acknowledged."""
    if connection.vendor != "sqlite":
        return f"Database: {connection.display_name}"
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    kept = {2: "FULL", 3: "EXTRA"}.get(synchronous, synchronous)
    return f"Database: SQLite {sqlite3.sqlite_version}, journal {journal}, synchronous {kept}"


if __name__ == "__main__":
    main()
