"""What the tests of pages of batches may ask for."""

import pytest
from django.urls import reverse

from tests.make import NAMED_ON
from workshops.clock import move_to


@pytest.fixture
def _named_day(db):
    move_to(NAMED_ON)


@pytest.fixture
def go(client):
    """A visit by a person: a GET, or with `typed` a POST."""

    def visit(person, name, *args, typed=None, query="", follow=False):
        client.force_login(person)
        url = reverse(name, args=args) + query
        answer = client.get(url) if typed is None else client.post(url, typed)
        while follow and answer.status_code == 302:  # as a browser does, the script included
            going = "going=1" in answer.url
            url, answer = answer.url, client.get(answer.url)
            answer = client.post(url.partition("?")[0]) if going and answer.context else answer
        return answer

    return visit


@pytest.fixture
def undrawn(monkeypatch):
    monkeypatch.setattr("subsidies.payments.notices.draw_after_commit", lambda paper: None)
