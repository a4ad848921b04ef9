"""A grant that came, and a way to open its pages."""

import pytest
from django.urls import reverse

from tests.subsidies.spending.granted import grant
from tests.workshops.titles.living import NAMED
from workshops.clock import move_to


@pytest.fixture
def place(client, settings):
    """A grant of Nanchang's, and a way to open its pages as anybody."""
    settings.DEMO = True
    city, payment = grant("nanchang")
    move_to(NAMED)

    def go(who, name, *args, **sent):
        client.force_login(getattr(city, who))
        address = reverse(name, args=args)
        return client.post(address, sent) if sent else client.get(address)

    return city, payment, go
