"""A person's own sessions: seen, ended one by one, or all the others at once."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.web.devices import device
from tests.factories import accounts

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
    "Safari/537.36 Edg/140.0.0.0"
)


@pytest.fixture
def ada() -> User:
    return accounts.user(email="ada@example.org")


def browser(person: User, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    client.force_login(person)
    session = client.session
    session["seen"] = 0
    session.save()
    client.get(reverse("account:home"))
    return client


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        ("", "An unknown browser"),
    ],
)
def test_device_is_named_in_words(agent: str, name: str) -> None:
    assert device(agent) == name


def test_sessions_are_listed_with_device_and_the_present_one_is_marked(ada: User) -> None:
    here, _ = browser(ada, FIREFOX), browser(ada, SAFARI)
    browser(accounts.user(), EDGE)
    page = here.get(reverse("account:sessions")).content.decode()
    assert "Safari on iPhone" in page
    assert "Edge on Windows" not in page
    assert page.count("(this one)") == 1


def test_session_ended_signs_that_browser_out_and_no_other(ada: User) -> None:
    here, there = browser(ada, FIREFOX), browser(ada, SAFARI)
    session = UserSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("account:session-end", args=[session.pk]))
    assert there.get(reverse("desk:home")).status_code == 302
    assert here.get(reverse("desk:home")).status_code == 200


def test_all_other_sessions_ended_at_once(ada: User) -> None:
    here, others = browser(ada, FIREFOX), [browser(ada, SAFARI), browser(ada, EDGE)]
    answer = here.post(reverse("account:sessions-end"), follow=True)
    assert "Ended 2 other sessions" in answer.content.decode()
    assert [one.get(reverse("desk:home")).status_code for one in others] == [302, 302]
    assert here.get(reverse("desk:home")).status_code == 200


def test_session_of_somebody_else_cannot_be_ended(ada: User) -> None:
    theirs = browser(accounts.user(), SAFARI)
    session = UserSession.objects.get(session_key=theirs.session.session_key)
    assert browser(ada, FIREFOX).post(reverse("account:session-end", args=[session.pk])).status_code == 404
    assert theirs.get(reverse("desk:home")).status_code == 200


def test_session_is_noted_once_in_a_while_only(ada: User, django_assert_max_num_queries) -> None:
    here = browser(ada, FIREFOX)
    with django_assert_max_num_queries(8):
        here.get(reverse("account:home"))
    assert UserSession.objects.filter(user=ada).count() == 1


def test_public_pages_look_at_no_session(ada: User) -> None:
    assert "Cookie" not in browser(ada, FIREFOX).get(reverse("public:home")).headers.get("Vary", "")
