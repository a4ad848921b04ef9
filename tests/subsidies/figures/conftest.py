"""A way to open the pages of figures as anybody."""

import pytest
from django.urls import reverse

from tests.workshops.titles.living import NAMED
from workshops.clock import move_to


@pytest.fixture
def go(client, settings):
    settings.DEMO = True
    move_to(NAMED)

    def opened(person, name, **asked):
        client.force_login(person)
        return client.get(reverse(name), asked)

    return opened
