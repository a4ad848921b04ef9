"""What every test may ask for."""

import pytest


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Each test keeps its attachments to itself."""
    settings.MEDIA_ROOT = tmp_path / "attachments"
