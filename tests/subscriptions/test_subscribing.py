"""Readers ask to be told by mail, confirm it from the mailbox and leave with one click; nobody learns who they are."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.mailing.actions import letters
from factcheck.mailing.models import Letter
from factcheck.subscriptions import links
from factcheck.subscriptions.actions import subscribing
from factcheck.subscriptions.models import Asking, Subscription, Topic
from tests.factories import articles, record, verdicts

pytestmark = pytest.mark.django_db
READER = "reader@example.org"
FORM = reverse("public:subscribe")


def ask(client: Client, topic: str = "corrections", key: str = "", email: str = READER, **about: Any) -> Any:
    return client.post(FORM, {"topic": topic, "key": key, "email": email}, **about)


def link_in_mail(number: int = -1) -> str:
    """The path of the link in the mail that was sent last."""
    letters.send_waiting()
    found = re.search(r"http://testserver(/subscriptions/\S+)", mail.outbox[number].body)
    assert found is not None
    return found[1]


def confirmed(client: Client, **about: Any) -> Subscription:
    assert ask(client, **about).status_code == 302
    assert client.post(link_in_mail()).status_code == 200
    return Subscription.objects.get()


def test_reader_confirms_by_the_button_and_not_by_opening_the_link(client: Client) -> None:
    assert ask(client).headers["Location"] == reverse("public:subscribe-thanks")
    link = link_in_mail()
    for _ in range(2):  # a program that looks at mails opens links
        page = client.get(link)
        assert page.status_code == 200 and "all corrections" in page.text
    assert client.head(link).status_code == 200
    assert Subscription.objects.get().confirmed_at is None
    answer = client.post(link)
    assert "Confirmed" in answer.text and not answer.cookies
    assert Subscription.objects.active().get().email == READER
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(link).status_code == 200, "twice does no harm"


def test_each_topic_is_asked_for_from_its_page(client: Client) -> None:
    verdict = verdicts.published()
    outlet = articles.outlet()
    article = verdict.versions.get().mention.version.article
    type(article).objects.filter(pk=article.pk).update(outlet=outlet)
    state = record.state("AAA")
    pages = {
        Topic.VERDICT: (reverse("public:verdict-detail", args=[verdict.slug]), verdict.slug),
        Topic.STATE: (reverse("public:state-detail", args=[state.code]), state.code),
        Topic.OUTLET: (reverse("public:article-detail", args=[article.slug]), outlet.slug),
        Topic.CORRECTIONS: (reverse("public:correction-list"), ""),
    }
    for topic, (page, key) in pages.items():
        text = client.get(page).text
        assert f'name="topic" value="{topic}"' in text and f'name="key" value="{key}"' in text
        assert ask(client, topic, key, f"{topic}@example.org").status_code == 302
        assert client.get(FORM, {"topic": topic, "key": key}).status_code == 200
    assert {one.topic for one in Subscription.objects.all()} == set(Topic)
    assert all(Subscription.objects.get(topic=topic).subject for topic in Topic)


@pytest.mark.parametrize(
    ("topic", "key"), [("verdict", "none"), ("state", "XXX"), ("outlet", "none"), ("", ""), ("x\x00", "y" * 900)]
)
def test_there_is_nothing_to_subscribe_to_that_readers_do_not_see(client: Client, topic: str, key: str) -> None:
    draft, outlet = verdicts.draft(), articles.outlet(name="Unpublished")
    assert ask(client, topic, key).status_code == 422
    assert ask(client, "verdict", draft.slug).status_code == 422
    assert ask(client, "outlet", outlet.slug).status_code == 422
    assert not Subscription.objects.exists() and not Letter.objects.exists()


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 250 + "@example.org", "a@example.org\r\nBcc: b@c.org"])
def test_address_that_is_none_is_told(client: Client, email: str) -> None:
    answer = ask(client, email=email)
    assert answer.status_code == 422 and "This is no mail address" in answer.text
    assert not Subscription.objects.exists()


def test_answer_is_the_same_whoever_is_subscribed(client: Client) -> None:
    confirmed(client)
    answers = [ask(client, email=email) for email in (READER, READER.upper(), "other@example.org")]
    assert len({(one.status_code, one.content, one.headers["Location"]) for one in answers}) == 1
    letters.send_waiting()
    said = {message.to[0]: message.subject for message in mail.outbox[1:]}
    assert "already" in said[READER] and "Confirm" in said["other@example.org"]
    assert Subscription.objects.count() == 2


def test_address_gets_few_mails_a_day_and_whoever_asks_learns_nothing(client: Client) -> None:
    answers = [ask(client) for _ in range(subscribing.TO_ADDRESS + 2)]
    assert {one.status_code for one in answers} == {302}
    assert Letter.objects.count() == subscribing.TO_ADDRESS


def test_network_is_slowed_down_and_not_stored(client: Client) -> None:
    for number in range(subscribing.FROM_NETWORK):
        assert ask(client, email=f"a{number}@example.org").status_code == 302
    assert ask(client, email="b@example.org").status_code == 429
    assert ask(client, email="b@example.org", REMOTE_ADDR="198.51.100.7").status_code == 302
    assert ask(client, email="c@example.org", REMOTE_ADDR="2001:db8::1").status_code == 302
    for table in ("subscriptions_asking", "subscriptions_subscription", "mailing_letter"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")  # noqa: S608
            stored = cursor.fetchone()[0]
        assert "127.0.0.1" not in stored and "198.51.100.7" not in stored and "2001:db8" not in stored
    assert Asking.objects.values("network").distinct().count() == 3


def test_networks_of_one_ipv6_neighbour_count_together(client: Client) -> None:
    for number in range(subscribing.FROM_NETWORK):
        ask(client, email=f"a{number}@example.org", REMOTE_ADDR=f"2001:db8::{number + 1}")
    assert ask(client, email="b@example.org", REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert ask(client, email="b@example.org", REMOTE_ADDR="2001:db8:0:1::1").status_code == 302


def test_network_before_our_own_proxies_counts(client: Client, settings: Any) -> None:
    settings.NINJA_NUM_PROXIES = 1
    for number in range(subscribing.FROM_NETWORK):
        ask(client, email=f"a{number}@example.org", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.7")
    again = {"HTTP_X_FORWARDED_FOR": "192.0.2.1, 198.51.100.7"}
    assert ask(client, email="b@example.org", **again).status_code == 429
    other = {"HTTP_X_FORWARDED_FOR": "198.51.100.7, 192.0.2.1"}
    assert ask(client, email="b@example.org", **other).status_code == 302


def test_machine_that_fills_the_hidden_field_is_told_nothing(client: Client) -> None:
    sent = {"topic": "corrections", "email": READER, "website": "https://spam.example"}
    answer = client.post(FORM, sent)
    assert answer.headers["Location"] == reverse("public:subscribe-thanks")
    assert not Subscription.objects.exists()
    assert client.post(FORM, {"email": "x" * 9_000}).status_code == 413


def test_one_click_leaves_and_erases_the_address(client: Client) -> None:
    one = confirmed(client)
    (message,) = mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = re.fullmatch(r"<http://testserver(/\S+)>", message.extra_headers["List-Unsubscribe"])
    assert leave is not None
    assert "End these mails" in client.get(leave[1]).text
    assert Subscription.objects.filter(pk=one.pk).exists(), "opening it ends nothing"
    strict = Client(enforce_csrf_checks=True)
    answers = [strict.post(leave[1], {"List-Unsubscribe": "One-Click"}) for _ in range(2)]
    assert {(answer.status_code, len(answer.cookies)) for answer in answers} == {(200, 0)}
    assert answers[0].content == answers[1].content, "nobody learns whether it was left before"
    assert client.get(leave[1]).status_code == 200
    assert not Subscription.objects.exists()
    letters.send_waiting()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mailing_letter t WHERE t::text LIKE %s", [f"%{READER}%"])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM audit_event t WHERE t::text LIKE %s", [f"%{READER}%"])
        assert cursor.fetchone()[0] == 0


def test_leaving_takes_back_what_is_on_its_way(client: Client) -> None:
    one = confirmed(client)
    ask(client)
    assert Letter.objects.waiting().exists()
    subscribing.leave(one)
    assert letters.send_waiting() == 0


def test_everything_of_an_address_is_left_at_once(client: Client) -> None:
    one = confirmed(client)
    Subscription.objects.create(topic="state", state=record.state("AAA"), email=READER, confirmed_at=timezone.now())
    other = Subscription.objects.create(topic="corrections", email="other@example.org")
    client.post(links.leaving(one), {"everything": "yes"})
    assert list(Subscription.objects.all()) == [other]


def test_link_of_another_kind_or_made_up_or_too_old_does_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client)
    one = Subscription.objects.get()
    link = links.confirming(one)
    token = link.split("/")[2]
    assert client.post(reverse("public:subscription-leave", args=[token])).status_code == 404
    assert client.post(reverse("public:subscription-confirm", args=[token[:-2] + "xx"])).status_code == 404
    monkeypatch.setattr(links, "HOURS", -1)
    assert client.get(link).status_code == 404 and client.post(link).status_code == 404
    one.refresh_from_db()
    assert one.confirmed_at is None


def test_asking_again_makes_the_earlier_link_useless(client: Client) -> None:
    ask(client)
    earlier = link_in_mail()
    ask(client)
    assert client.post(earlier).status_code == 404
    assert client.post(link_in_mail()).status_code == 200


def test_what_nobody_confirms_is_deleted_and_so_is_who_asked(client: Client) -> None:
    ask(client)
    ask(client, email="kept@example.org")
    Subscription.objects.filter(email="kept@example.org").update(confirmed_at=timezone.now())
    later = timezone.now() + subscribing.UNCONFIRMED + timedelta(minutes=1)
    assert subscribing.forget(now=later) == 1
    assert Subscription.objects.get().email == "kept@example.org"
    assert not Asking.objects.exists()
