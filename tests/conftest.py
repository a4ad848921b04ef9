"""What every test may ask for."""

import pytest


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Each test keeps its attachments to itself."""
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture(scope="session", autouse=True)
def _tables_may_be_emptied_between_tests():
    """A test that commits is followed by emptying all tables, which the kept records refuse.

    Their triggers step aside for it, and what migrations had laid in is laid in again.
    """
    from django.db import connection  # asked for only once Django is up

    from tests.guards import lay_again, set_aside

    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def emptied(self, statements):
        laid_aside = set_aside()
        empty(self, statements)
        lay_again(laid_aside)
        from tests.make import make_calendar

        make_calendar()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", emptied)
        yield
