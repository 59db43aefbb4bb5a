"""Signing in and out, closed sign-up, password reset."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_earlier_attempts():
    """Rate limits are counted in the cache."""
    cache.clear()


@pytest.fixture
def user():
    return accounts.user(email="ada@example.org", password=accounts.PASSWORD)


def sign_in(client, email="ada@example.org", password=accounts.PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_login_right_password_leads_to_the_desk(client, user):
    answer = sign_in(client, email="ADA@example.org")
    assert (answer.status_code, answer.url) == (302, reverse("desk:home"))
    assert client.session["_auth_user_id"] == str(user.pk)


def test_login_wrong_password_keeps_the_address_and_gives_one_message(client, user):
    answer = sign_in(client, password="wrong")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="ada@example.org"' in page
    assert page.count("do not belong together") == 1
    assert "wrong" not in re.findall(r'type="password"[^>]*value="([^"]*)"', page)


def test_login_unknown_address_gives_the_same_message(client, user):
    known, unknown = (sign_in(client, email=email, password="wrong") for email in ("ada@example.org", "x@example.org"))
    assert "do not belong together" in unknown.content.decode()
    assert known.status_code == unknown.status_code


def test_login_empty_form_ties_each_error_to_its_field(client):
    page = sign_in(client, email="", password="").content.decode()
    described = re.findall(r'aria-describedby="([^"]+)"', page)
    assert len(described) >= 2
    assert all(f'id="{name}"' in page for names in described for name in names.split())
    assert page.count("<label") >= 2


def test_login_after_five_failures_has_to_wait(client, user):
    for _ in range(5):
        sign_in(client, password="wrong")
    page = sign_in(client).content.decode()
    assert "Wait five minutes" in page
    assert "_auth_user_id" not in client.session


def test_login_attempts_are_counted_for_all_processes_together(client, user):
    with connection.cursor() as cursor:
        sign_in(client, password="wrong")
        cursor.execute("SELECT count(*) FROM django_cache WHERE expires > now()")
        (counted,) = cursor.fetchone()
    assert counted > 0


def test_login_switched_off_user_is_told_so(client, user):
    user.is_active = False
    user.save()
    answer = sign_in(client)
    assert "_auth_user_id" not in client.session
    assert "not active" in client.get(answer.url).content.decode()


def test_logout_asks_first_and_then_leads_home(client, user):
    client.force_login(user, backend="factcheck.accounts.backends.Backend")
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    answer = client.post(reverse("account_logout"))
    assert (answer.status_code, answer.url) == (302, reverse("public:home"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_signup_is_closed(client, method):
    answer = getattr(client, method)(reverse("account_signup"), {"email": "x@example.org", "password1": "x" * 20})
    assert "Sign-up is closed" in answer.content.decode()
    assert not accounts.User.objects.exists()


def test_reset_of_a_known_address_sends_a_link_that_works_once(client, user):
    answer = client.post(reverse("account_reset_password"), {"email": "Ada@example.org"})
    assert (answer.status_code, answer.url) == (302, reverse("account_reset_password_done"))
    assert "on its way" in client.get(answer.url).content.decode()
    [message] = mail.outbox
    assert message.subject == "Factcheck: Reset your password"
    link = urlsplit(re.search(r"https?://\S+", message.body).group()).path
    form = client.get(link, follow=True)
    new = {"password1": "a-new-long-password", "password2": "a-new-long-password"}
    done = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert "The password is changed" in done.content.decode()
    assert sign_in(client, password="a-new-long-password").status_code == 302
    client.logout()
    assert "This link is used up" in client.get(link, follow=True).content.decode()


def test_reset_of_an_unknown_address_looks_the_same_and_sends_nothing(client):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (answer.status_code, answer.url) == (302, reverse("account_reset_password_done"))
    assert mail.outbox == []


def test_reset_with_the_mail_server_down_looks_the_same(client, user, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    assert (answer.status_code, answer.url) == (302, reverse("account_reset_password_done"))


def test_password_change_needs_the_old_one(client, user):
    client.force_login(user, backend="factcheck.accounts.backends.Backend")
    new = {"oldpassword": "wrong", "password1": "a-new-long-password", "password2": "a-new-long-password"}
    assert client.post(reverse("account_change_password"), new).status_code == 200
    client.post(reverse("account_change_password"), new | {"oldpassword": accounts.PASSWORD})
    user.refresh_from_db()
    assert user.check_password("a-new-long-password")


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_password_pages_send_a_stranger_to_the_login(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_login_in_a_flood_from_one_place_is_stopped_on_a_page_of_ours(client):
    answers = [sign_in(client, email=f"{number}@example.org") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
