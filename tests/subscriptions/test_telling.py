"""Subscribers are told once of what readers are told, and are left alone when letters do not arrive."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from factcheck.articles.models import Article
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Letter
from factcheck.subscriptions.actions import telling
from factcheck.subscriptions.models import Subscription, ToldHappening
from factcheck.subscriptions.models.subscription import FAILURES
from factcheck.verdicts.actions import correcting, publishing
from factcheck.verdicts.models import Happening, Verdict
from tests.factories import articles, record, verdicts
from tests.factories.accounts import user
from tests.factories.mail import REFUSING
from tests.verdicts.test_killed import at_every_point
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db


def subscription(email: str = "reader@example.org", topic: str = "corrections", **about: Any) -> Subscription:
    confirmed = {"confirmed_at": timezone.now() - timedelta(hours=1)}
    return Subscription.objects.create(**{"email": email, "topic": topic, **confirmed, **about})


def told() -> list[tuple[str, str]]:
    telling.tell()
    letters.send_waiting()
    found = sorted((message.to[0].split("@")[0], message.subject) for message in mail.outbox)
    mail.outbox.clear()
    return found


def test_each_topic_is_told_of_what_matters_to_it() -> None:
    brazil, other = record.state("BRA"), record.state("AAA")
    verdict = verdicts.approved()
    article = verdict.versions.get().mention.version.article
    outlet = articles.outlet()
    Article.objects.filter(pk=article.pk).update(outlet=outlet, is_published=True, published_at=timezone.now())
    subscription("verdict@example.org", "verdict", verdict=verdict)
    subscription("brazil@example.org", "state", state=brazil)
    subscription("other@example.org", "state", state=other)
    subscription("outlet@example.org", "outlet", outlet=outlet)
    subscription("log@example.org")
    subscription("unconfirmed@example.org", confirmed_at=None)
    subscription("paused@example.org", paused_at=timezone.now())
    assert told() == []
    verdict = publishing.publish(verdict=verdict, by=user("editor"))
    line = "Factcheck: The verdict on “Brazil voted against the resolution” was "
    assert told() == [(name, f"{line}published") for name in ("brazil", "outlet", "verdict")]
    correction = proposed(verdict, user())
    assert told() == [], "what happens inside is not told"
    correcting.approve(correction=correction, by=user("editor"))
    assert told() == [(name, f"{line}corrected") for name in ("brazil", "log", "outlet", "verdict")]
    publishing.withdraw(verdict=Verdict.objects.get(), by=user("editor"), why="We were wrong.")
    assert [name for name, _ in told()] == ["brazil", "log", "outlet", "verdict"]
    assert told() == []


def test_letter_says_the_change_neutrally_and_how_to_end_it() -> None:
    verdict = verdicts.published()
    subscription(topic="verdict", verdict=verdict)
    correction = proposed(verdict, user())
    correcting.approve(correction=correction, by=user("editor"))
    telling.tell()
    letters.send_waiting()
    message = mail.outbox[-1]
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert correction.notice in text and f"/verdicts/{verdict.slug}/" in text
        assert "/leave/" in text and "http://localhost:8000/" in text
        assert "reader@example.org" not in text
    assert "<script" not in html and "style=" not in html
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_address_with_several_subscriptions_gets_one_letter() -> None:
    verdict = verdicts.published()
    subscription()
    own = subscription(topic="verdict", verdict=verdict)
    subscription(topic="state", state=record.state("BRA"))
    publishing.withdraw(verdict=verdict, by=user("editor"), why="We were wrong.")
    telling.tell()
    happening = Happening.objects.get(step="withdraw")
    (letter,) = Letter.objects.filter(key__startswith=f"told-{happening.pk}-")
    assert letter.owner == own.pk, "of the most particular one"
    assert "reader" not in letter.key


def test_what_happened_before_somebody_confirmed_is_not_told() -> None:
    verdicts.published()
    subscription(topic="corrections", confirmed_at=timezone.now())
    assert told() == []
    assert ToldHappening.objects.count() == 1, "and is not looked at again"


def test_what_is_not_public_any_more_is_not_told_and_text_is_escaped_in_html() -> None:
    verdict = verdicts.published()
    subscription(topic="verdict", verdict=verdict, confirmed_at=timezone.now() - timedelta(hours=1))
    why = "Because 1 < 2 & “so”."
    publishing.withdraw(verdict=verdict, by=user("editor"), why=why)
    telling.tell()
    letters.send_waiting()
    message = next(one for one in mail.outbox if "withdrawn" in one.subject)
    assert why in message.body and "1 &lt; 2 &amp;" in message.alternatives[0].content


def test_letters_that_do_not_arrive_pause_a_subscription(settings: Any) -> None:
    settings.EMAIL_BACKEND = REFUSING
    verdict = verdicts.published()
    gone = subscription("nobody@example.org", "verdict", verdict=verdict)
    for number in range(FAILURES):
        Happening.objects.create(verdict=verdict, step="doubt", before="published", after="needs_recheck", why="x")
        assert gone.paused_at is None, number
        telling.tell()
        letters.send_waiting()
        assert telling.count_failures() >= 1
        assert telling.count_failures() == 0, "each once"
        gone.refresh_from_db()
        if gone.failures >= FAILURES:
            break
    assert gone.paused_at is not None
    Happening.objects.create(verdict=verdict, step="doubt", before="published", after="needs_recheck", why="y")
    assert told() == []


@pytest.mark.parametrize(("action", "counted"), [("failed", 1), ("delayed", 0)])
def test_mail_server_pipes_in_what_came_back(monkeypatch: pytest.MonkeyPatch, action: str, counted: int) -> None:
    one, other = subscription("Reader@example.org".lower()), subscription("other@example.org")
    report = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/plain\r\n\r\nFinal-Recipient: rfc822; other@example.org\r\n--b\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; READER@example.org\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    )
    stdin = type("Stdin", (), {"buffer": io.BytesIO(report.encode())})()
    monkeypatch.setattr("sys.stdin", stdin)
    said = io.StringIO()
    call_command("take_bounce", stdout=said)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.failures, other.failures) == (counted, 0)
    assert said.getvalue().startswith(f"Counted against {counted} ")


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_point_nobody_is_told_twice() -> None:
    verdict = verdicts.published()
    for number in range(3):
        subscription(f"reader{number}@example.org", "verdict", verdict=verdict)

    def look() -> None:
        fanned = ToldHappening.objects.count()
        assert (fanned, Letter.objects.count()) in {(0, 0), (1, 3)}

    assert at_every_point(telling.tell, look) > 5
    assert Letter.objects.count() == 3


def test_hundred_subscribers_take_as_many_queries_as_two(django_assert_max_num_queries: Any) -> None:
    verdict = verdicts.published()
    for number in range(100):
        subscription(f"reader{number}@example.org", "verdict", verdict=verdict)
    with django_assert_max_num_queries(14):
        assert telling.tell() == 100
