"""Reports of errors from outside, and their clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from factcheck.audit.models import Event
from factcheck.audit.verifying import verify
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Letter
from factcheck.policies.actions import days_off
from factcheck.policies.models.days_off import DayOff, days_in
from factcheck.verdicts.actions import correcting, requests
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.clock import due_day
from factcheck.verdicts.models import CorrectionRequest, Result
from tests.audit import rows
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.factories.mail import REFUSING
from tests.factories.verdicts import GIVEN

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2025, 2, 24), date(2025, 3, 5)),
        (date(2025, 2, 28), date(2025, 3, 11)),
        (date(2025, 3, 1), date(2025, 3, 11)),
        (date(2025, 3, 2), date(2025, 3, 11)),
        (date(2025, 12, 31), date(2026, 1, 9)),
    ],
)
def test_an_answer_is_due_within_seven_working_days(received: date, due: date) -> None:
    assert due_day(received, []) == due


@pytest.mark.parametrize(
    ("days", "received", "due"),
    [
        ("2025-03-03 Carnival", date(2025, 2, 24), date(2025, 3, 6)),
        ("03-03 every year", date(2025, 2, 24), date(2025, 3, 6)),
        ("2024-03-03 another year", date(2025, 2, 24), date(2025, 3, 5)),
        ("2025-03-02 a Sunday anyway", date(2025, 2, 24), date(2025, 3, 5)),
        ("12-25\n12-26\n2026-01-01 New Year", date(2025, 12, 24), date(2026, 1, 7)),
        ("02-29 leap day", date(2028, 2, 28), date(2028, 3, 9)),
    ],
)
def test_days_off_of_the_newsroom_are_no_working_days(days: str, received: date, due: date) -> None:
    assert due_day(received, list(days_in(days))) == due


def test_a_newsroom_that_is_off_all_year_owes_an_answer_all_the_same() -> None:
    every = [DayOff(None, month, day) for month in range(1, 13) for day in range(1, 32)]
    assert due_day(date(2025, 1, 1), every) == date(2026, 1, 2)


def test_a_report_is_taken_in_without_login_or_cookie(client: Client) -> None:
    verdict = verdicts.published()
    page = reverse("public:verdict-detail", args=[verdict.slug])
    shown = client.get(reverse("public:report-error") + f"?about={page}")
    assert f"About “{verdict.versions.get().claim_text}”" in shown.text
    for other in ("/votes/", "/verdicts/none/", "/verdicts/%00/"):
        assert "About “" not in client.get(reverse("public:report-error") + f"?about={other}").text
    assert page in shown.text
    answer = client.post(
        reverse("public:report-error"), {"text": "It was 58.", "about": page, "email": "a@example.org"}
    )
    assert answer.status_code == 302
    assert not answer.cookies
    stored = CorrectionRequest.objects.get()
    assert (stored.verdict, stored.text, stored.email) == (verdict, "It was 58.", "a@example.org")
    assert stored.sender != ""
    assert HERE not in stored.sender


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client: Client) -> None:
    sent = {"text": " ", "email": "no address", "name": "Ada"}
    answer = client.post(reverse("public:report-error"), sent)
    assert answer.status_code == 422
    assert "Write what is wrong" in answer.text
    assert "This is no mail address." in answer.text
    assert 'value="Ada"' in answer.text
    assert client.post(reverse("public:report-error"), {"text": "x" * 5001}).status_code == 422
    assert client.post(reverse("public:report-error"), {"text": "x\x00"}).status_code == 422
    assert client.post(reverse("public:report-error"), {"text": "x" * 70_000}).status_code == 413
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize("about", ["//evil.example", "javascript:alert(1)", "https://evil.example/", "/verdicts/none/"])
def test_a_page_that_is_not_ours_is_left_out(about: str) -> None:
    stored = requests.report(text="x", about=about)
    assert stored.verdict is None
    assert stored.about in ("", "/verdicts/none/")


def test_a_report_about_what_is_not_published_says_nothing_of_it() -> None:
    verdict = verdicts.approved()
    assert requests.report(text="x", about=f"/verdicts/{verdict.slug}/").verdict is None


def test_a_flood_is_slowed_down(client: Client) -> None:
    for _ in range(requests.FROM_ONE):
        assert client.post(reverse("public:report-error"), {"text": "x"}).status_code == 302
    answer = client.post(reverse("public:report-error"), {"text": "One more, with much typed"})
    assert answer.status_code == 429
    assert "One more, with much typed" in answer.text
    assert CorrectionRequest.objects.count() == requests.FROM_ONE
    requests.report(text="From elsewhere", address="198.51.100.7")
    CorrectionRequest.objects.update(received_at=timezone.now() - timedelta(hours=2))
    assert client.post(reverse("public:report-error"), {"text": "x"}).status_code == 302


def test_a_machine_that_fills_every_field_is_thanked_and_not_heard(client: Client) -> None:
    answer = client.post(reverse("public:report-error"), {"text": "x", "website": "https://spam.example"})
    assert answer.status_code == 302
    assert not CorrectionRequest.objects.exists()


def test_an_answer_is_an_editors_and_is_given_once() -> None:
    request, editor = verdicts.request(email="a@example.org"), user("editor")
    with pytest.raises(PermissionDenied):
        requests.answer(request=request, by=user("reviewer"), result="unchanged", text="x")
    with pytest.raises(ValidationError) as refused:
        requests.answer(request=request, by=editor, result="", text=" ")
    assert set(refused.value.message_dict) == {"result", "answer"}
    found = requests.answer(request=request, by=editor, result="unchanged", text="The record has 65.")
    assert (found.result, found.sender) == (Result.UNCHANGED, "")
    with pytest.raises(ValidationError, match="A colleague answered it"):
        requests.answer(request=request, by=editor, result="unchanged", text="Again.")


def test_corrected_means_a_correction_that_was_published_since() -> None:
    verdict = verdicts.published()
    request = verdicts.request(about=f"/verdicts/{verdict.slug}/")
    with pytest.raises(ValidationError, match="has not been corrected since"):
        requests.answer(request=request, by=user("editor"), result="corrected", text="Thank you.")
    correction = correcting.propose(
        verdict=verdict, by=user("editor"), given=Decided(GIVEN.claim_text, "Better.", 2, waiver="x"),
        change="substantial", notice="It was wrong.",
    )  # fmt: skip
    version = correcting.approve(correction=correction, by=user("editor"))
    found = requests.answer(request=request, by=user("editor"), result="corrected", text="Thank you.")
    assert found.correction == version


def test_the_desk_sees_what_is_overdue_and_readers_see_none_of_it(client: Client) -> None:
    verdict = verdicts.published()
    request = verdicts.request(name="Ada Example", email="ada@example.org", about=f"/verdicts/{verdict.slug}/")
    CorrectionRequest.objects.update(due_on=date(2025, 1, 1))
    for name in ("public:home", "public:verdict-list", "public:correction-list"):
        assert "Ada Example" not in client.get(reverse(name)).text
    client.force_login(user("editor"))
    listed = client.get(reverse("desk:request-list")).text
    page = client.get(reverse("desk:request-detail", args=[request.pk])).text
    claim = verdict.versions.get().claim_text
    assert "overdue since 1 January 2025" in listed and f"about “{claim}”" in listed and f">{claim}</a>" in page
    assert "ada@example.org" in page
    address = reverse("desk:request-answer", args=[request.pk])
    refused = client.post(address, {"result": "unchanged", "answer": ""})
    assert refused.status_code == 422
    assert client.post(address, {"result": "unchanged", "answer": "It stands."}).status_code == 302
    assert "It stands." in client.get(reverse("desk:request-detail", args=[request.pk])).text
    assert "overdue" not in client.get(reverse("desk:request-list")).text


@pytest.mark.parametrize(
    ("result", "said"), [("unchanged", "Nothing was changed."), ("not_ours", "It is not about what we published.")]
)
def test_the_answer_goes_to_who_left_an_address(client: Client, result: str, said: str) -> None:
    request = verdicts.request(about="/votes/A/RES/ES-11/7/", email="ada@example.org", text="It was <65>, not 66.")
    client.force_login(user("editor"))
    page = reverse("desk:request-detail", args=[request.pk])
    assert "It goes to ada@example.org by mail" in client.get(page).text
    requests.answer(request=request, by=user("editor"), result=result, text="The record has 65 & no more.")
    assert "Waits to be sent" in client.get(page).text
    assert letters.send_waiting() == 1 and letters.send_waiting() == 0
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"] and "\n" not in sent.subject
    for words in (
        "It was <65>, not 66.",
        said,
        "The record has 65 & no more.",
        "http://localhost:8000/votes/A/RES/ES-11/7/",
    ):
        assert words in sent.body
    shown = client.get(page).text
    assert "Sent " in shown and "The record has 65 &amp; no more." in shown and "Send it again" not in shown


def test_letter_is_read_before_it_is_sent_and_is_the_one_that_goes_out(client: Client) -> None:
    request = verdicts.request(about="/votes/A/RES/ES-11/7/", email="ada@example.org", text="It was 65.")
    client.force_login(user("editor"))
    address = reverse("desk:request-answer", args=[request.pk])
    wrong = client.post(address, {"result": "corrected", "answer": " ", "preview": "1"})
    assert wrong.status_code == 422 and "Write the answer" in wrong.text
    sent = {"result": "unchanged", "answer": "The record\r\n\r\nhas 65."}
    shown = client.post(address, {**sent, "preview": "1"})
    request.refresh_from_db()
    assert shown.status_code == 200 and (request.result, Letter.objects.count()) == ("", 0)
    letter = shown.context["letter"]
    assert letter.to == "ada@example.org" and "Nothing is sent yet" in shown.text
    assert "The record\n\nhas 65.</textarea>" in shown.text.replace("\r", "")
    assert client.post(address, sent).status_code == 302
    letters.send_waiting()
    assert (mail.outbox[0].subject, mail.outbox[0].body) == (letter.subject, letter.text)


def test_answer_that_the_mail_server_refused_is_said_to_be_and_sent_again_once(
    client: Client, settings: Settings
) -> None:
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, REFUSING
    request = verdicts.request(email="nobody@example.org")
    editor = user("editor")
    requests.answer(request=request, by=editor, result="unchanged", text="It stands.")
    client.force_login(editor)
    page, again = (reverse(f"desk:request-{name}", args=[request.pk]) for name in ("detail", "send-again"))
    assert client.post(again).status_code == 422
    letters.send_waiting()
    shown = client.get(page).text
    assert "The mail server refused it" in shown and "It said: 550" in shown and "It stands." in shown
    settings.EMAIL_BACKEND = works
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 422
    assert letters.send_waiting() == 1
    assert [one.fate for one in Letter.objects.order_by("pk")] == ["failed", "sent"]
    assert "It stands." in mail.outbox[0].body
    assert "Send it again" not in client.get(page).text


def test_answer_that_was_handed_over_to_nobody_knows_where_goes_out_again(client: Client) -> None:
    request = verdicts.request(email="ada@example.org")
    requests.answer(request=request, by=user("editor"), result="unchanged", text="It stands.")
    Letter.objects.update(taken_at=timezone.now(), tries=1)
    client.force_login(user())
    assert "nobody knows yet whether it arrived" in client.get(reverse("desk:request-detail", args=[request.pk])).text
    with pytest.raises(PermissionDenied):
        requests.send_again(request=request, by=user())
    requests.send_again(request=request, by=user("editor"))
    assert letters.send_waiting() == 1 and len(mail.outbox) == 1


def test_answer_is_not_sent_again_to_who_was_erased_or_never_left_an_address(settings: Settings) -> None:
    settings.EMAIL_BACKEND = REFUSING
    for email in ("", "nobody@example.org"):
        request = verdicts.request(email=email)
        requests.answer(request=request, by=user("editor"), result="unchanged", text="It stands.")
        letters.send_waiting()
        requests.erase(request=request, by=user("administrator"))
        with pytest.raises(ValidationError, match="no letter that could be sent"):
            requests.send_again(request=request, by=user("editor"))


def test_no_mail_without_an_address(client: Client) -> None:
    request = verdicts.request()
    requests.answer(request=request, by=user("editor"), result="unchanged", text="The record has 65.")
    assert not Letter.objects.exists()
    client.force_login(user("editor"))
    assert "no mail was sent" in client.get(reverse("desk:request-detail", args=[request.pk])).text


def test_answer_that_is_undone_sends_nothing() -> None:
    request = verdicts.request(email="ada@example.org")
    with pytest.raises(RuntimeError), transaction.atomic():
        requests.answer(request=request, by=user("editor"), result="unchanged", text="It stands.")
        raise RuntimeError
    assert not Letter.objects.exists()


def test_who_is_erased_before_it_is_sent_gets_no_mail() -> None:
    request = verdicts.request(email="ada@example.org")
    requests.answer(request=request, by=user("editor"), result="unchanged", text="It stands.")
    requests.erase(request=request, by=user("administrator"))
    assert not Letter.objects.exists() and letters.send_waiting() == 0


def test_stranger_who_asks_for_it_is_erased_from_everything(client: Client) -> None:
    from factcheck.subscriptions.models import Subscription

    name, address = "Stella Stranger", "stella@example.org"
    made = [verdicts.request(name=name, email=one) for one in (address, address.upper(), "other@example.org")]
    salts = [one.salt for one in made]
    Subscription.objects.create(topic="corrections", email=address)
    erase = reverse("desk:request-erase", args=[made[0].pk])
    client.force_login(user("editor"))
    assert client.post(erase).status_code == 403
    with pytest.raises(PermissionDenied):
        requests.erase(request=made[0], by=user("editor"))
    client.force_login(user("administrator"))
    assert name in client.get(reverse("desk:request-detail", args=[made[0].pk])).text
    page = client.post(erase, follow=True).text
    assert "Erased from 2 reports and 1 subscriptions." in page and name not in page
    assert not Subscription.objects.exists()
    for one, salt in zip(made[:2], salts, strict=False):
        one.refresh_from_db()
        assert (one.name, one.email, one.sender) == ("", "", "") and one.text and one.salt != salt
    made[2].refresh_from_db()
    assert made[2].name == name, "another address stays"
    rows.chain()
    told = str(list(Event.objects.filter(table="verdicts_correctionrequest").values_list("before", "after")))
    assert not [value for value in (name, address, *salts) if value in told]
    assert verify().found == 0
    assert client.post(erase).status_code == 302, "twice does no harm"


def test_a_request_is_due_by_the_list_that_stands_and_keeps_its_day(settings: Settings) -> None:
    today = timezone.localdate()
    before = verdicts.request()
    days_off.store(text=f"{before.due_on} a feast", by="system")
    after = verdicts.request()
    assert before.due_on == due_day(today, []) < after.due_on
    before.refresh_from_db()
    assert before.due_on == due_day(today, [])
