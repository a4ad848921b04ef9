"""What every test may ask for."""

import pytest
from django.db.backends.sqlite3.operations import DatabaseOperations


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Each test keeps its attachments to itself."""
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture(scope="session", autouse=True)
def _tables_may_be_emptied_between_tests():
    """A test that commits is followed by emptying all tables, which the kept records refuse.

    Their triggers step aside for it, and what migrations had laid in is laid in again.
    """
    empty = DatabaseOperations.execute_sql_flush

    def emptied(self, statements):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            empty(self, statements)
            for _, again in triggers:
                cursor.execute(again)
        from tests.make import make_calendar  # models may be imported only once Django is up

        make_calendar()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", emptied)
        yield
