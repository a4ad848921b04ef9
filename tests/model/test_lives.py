"""Ten thousand random lives under the five texts: the model and the software never differ.

LIVES sets how many there are, LIVES_SEED begins elsewhere; a failure names its seed.
"""

import os

import pytest

from .both import Both, differences, shrunk
from .histories import at_random
from .lives import TEXTS

LIVES = int(os.environ.get("LIVES", "10000"))
SEED = os.environ.get("LIVES_SEED", "2026")


@pytest.mark.parametrize("code", TEXTS)
def test_no_life_is_told_differently(code):
    steps = 0
    for number in range(LIVES // len(TEXTS)):
        history = at_random(code, f"{SEED}-{code}-{number}")
        both = Both(history)
        if both.differences(history):
            least = shrunk(history)
            told = "\n".join(differences(least))
            pytest.fail(f"LIVES_SEED={SEED}, life {number}\n{least}\n{told}")
        steps += both.steps
    assert steps  # lives in which nothing is ever done would prove nothing
