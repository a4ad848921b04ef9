"""Every script of years is lived through as written, day by day."""

import pytest

from .scripts import SEEN, Watched, days, lives
from .town import named, towns

pytestmark = pytest.mark.django_db


LIVES = lives()
NAMES = [f"{code}-{number}" for number, (code, _) in enumerate(LIVES)]


@pytest.mark.parametrize(("code", "life"), LIVES, ids=NAMES)
def test_a_life_goes_as_written(code, life):
    towns()
    watched = Watched(named(code, life["named_on"]))

    nights = life.get("nights", True)
    for on, listed in days(life):
        written: dict = {"tells": []}
        for line in listed:
            watched.live(line)
            written |= {key: line[key] for key in line if key in SEEN}
        tells = watched.night(on) if nights else []
        found = watched.seen({**written, "on": on}, tells)
        assert {key: found[key] for key in written} == written, f"{life['title']}：{on}"
