"""What tests of this room share."""

import pytest

from tests.make import make_city, make_studio


@pytest.fixture
def city(db):
    """A city with a studio in its unit."""
    city = make_city()
    city.studio = make_studio(city.unit)
    return city
