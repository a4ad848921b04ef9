"""What a person reads when something goes wrong: plain words, no inner workings."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.make import make_person
from workshops.desk import views

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_says_so(client):
    client.force_login(make_person())
    answer = client.get("/nowhere/")

    assert (answer.status_code, "没有找到这一页" in answer.content.decode()) == (404, True)


def test_a_form_without_its_token_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("demo_clock"), {"move": "day"})

    assert (answer.status_code, "重新提交" in answer.content.decode()) == (403, True)


def test_a_breakdown_says_that_nothing_was_half_done(monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(make_person())
    monkeypatch.setattr(views, "waiting_for", lambda *_: 1 / 0)
    answer = client.get("/")

    assert (answer.status_code, "系统出了差错" in answer.content.decode()) == (500, True)
    assert "ZeroDivisionError" not in answer.content.decode()


def test_a_strange_address_is_refused_in_words(client):
    client.force_login(make_person())
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert (answer.status_code, "Traceback" in answer.content.decode()) == (400, False)
