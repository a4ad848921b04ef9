"""What every test may ask for."""

import pytest
from django.db import connection

from .flushing import yielding


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Each test keeps its attachments to itself."""
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture(autouse=True, scope="session")
def _history_yields_to_cleaning_up():
    """Tests with real transactions empty the tables afterwards; nothing else may."""
    operations = type(connection.ops)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", yielding(operations.execute_sql_flush))
        yield
