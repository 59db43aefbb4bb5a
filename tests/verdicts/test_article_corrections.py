"""Corrections of articles' words: who may take which step, what is sent, what settles them, what readers are told."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.articles.actions import articles as article_actions
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Letter
from factcheck.reviews.models import Interest
from factcheck.verdicts import patches
from factcheck.verdicts.actions import article_corrections as actions
from factcheck.verdicts.actions import publishing
from factcheck.verdicts.models import ArticleCorrection, ArticleCorrectionStatus, Verdict
from factcheck.verdicts.models.article_correction import WAYS
from tests.audit import rows
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import REWORDED

pytestmark = pytest.mark.django_db
LETTER = "Dear colleagues,\nplease read the roll call."


def sent(**about: object) -> ArticleCorrection:
    one = verdicts.article_correction(**about)  # type: ignore[arg-type]
    return actions.send(correction=one, by=user("editor"), letter=LETTER)


def new_text(one: ArticleCorrection, old: str, new: str) -> None:
    text = one.mention.version
    changed = text.text.replace(old, new)
    article_actions.add_version(article=text.article, title=text.title, text=changed, by="system")


def test_own_article_is_approved_by_another_and_done_when_its_text_has_the_words() -> None:
    proposer, editor = user("editor"), user("editor")
    one = verdicts.article_correction(by=proposer, is_own=True)
    with pytest.raises(ValidationError, match="Another editor approves"):
        actions.approve(correction=one, by=proposer)
    with pytest.raises(PermissionDenied):
        actions.approve(correction=one, by=user("reviewer"))
    one = actions.approve(correction=one, by=editor)
    assert (one.status, one.approved_by) == ("approved", editor)
    assert actions.look_at_later_texts() == 0
    new_text(one, "It was late.", "It was very late.")
    assert actions.look_at_later_texts() == 0
    one.refresh_from_db()
    assert one.seen == "Version 2 still has the old words."
    new_text(one, one.mention.exact, one.replacement)
    assert (actions.look_at_later_texts(), actions.look_at_later_texts()) == (1, 0)
    one.refresh_from_db()
    assert (one.status, one.settled_by, one.seen) == ("corrected", None, "")
    assert one.found_in is not None and one.found_in.number == 3


def test_words_that_are_neither_the_old_nor_the_new_are_left_to_a_person() -> None:
    one = sent()
    new_text(one, one.mention.exact, "Brazil did something else")
    assert actions.look_at_later_texts() == 0
    one.refresh_from_db()
    assert (one.status, one.seen) == (
        "sent",
        "Version 2 has neither the old words nor the new ones. Look at it.",
    )


@pytest.mark.parametrize(
    ("old", "new", "after", "has"),
    [
        ("It was no.", "It was yes.", "It was yes.", True),
        ("It was no.", "It was yes.", "It was no. It was yes.", False),
        ("It was no.", "It was  yes.", "It was\nyes.", True),
        ("It was no.", "It was no, said A.", "It was no, said A.", True),
        ("It was no, said A.", "It was no", "It was no, said A.", False),
        ("It was no, said A.", "It was no", "It was no.", True),
    ],
)
def test_words_are_found_in_a_later_text(old: str, new: str, after: str, has: bool) -> None:
    version = articles.version(title="", text=f"{old} That is all.")
    later = article_actions.add_version(article=version.article, text=f"{after} That is all.", by="system")
    review = reviews.review()
    review.mention.version, review.mention.exact = version, old
    one = ArticleCorrection(mention=review.mention, replacement=new)
    assert actions._has_the_words(one, later) is has


def test_outlet_is_asked_once_by_mail_with_a_clock_and_a_line_in_the_log_of_replies() -> None:
    one = sent()
    assert (one.status, one.to, one.letter) == ("sent", "corrections@outlet.example", LETTER)
    assert one.due_on is not None and one.due_on > timezone.localdate() + timedelta(days=7)
    reply = one.version.review.replies.get()
    assert (reply.how, reply.due_on, reply.answer) == ("By mail, asking for a correction", one.due_on, "")
    letters.send_waiting()
    (message,) = mail.outbox
    assert (message.to, message.body.strip()) == ([one.to], LETTER)
    with pytest.raises(ValidationError, match="The letter was sent"):
        actions.send_again(correction=one, by=user("editor"))


def test_letter_that_was_refused_or_is_lost_is_sent_again_by_a_person() -> None:
    one, editor = sent(), user("editor")
    Letter.objects.update(taken_at=timezone.now())
    actions.send_again(correction=one, by=editor)
    assert one.mail is not None and one.mail.fate == "waiting"
    about = {"taken_at": timezone.now(), "failed_at": timezone.now(), "to": "", "text": ""}
    Letter.objects.update(**about)
    actions.send_again(correction=one, by=editor)
    assert Letter.objects.count() == 2 and one.mail.fate == "waiting"


@pytest.mark.parametrize("outcome", ["corrected", "declined"])
def test_answer_of_the_outlet_is_kept_with_the_replies(outcome: str) -> None:
    one, editor = sent(), user("editor")
    actions.settle(correction=one, by=editor, outcome=outcome, note="They wrote back.")
    one.refresh_from_db()
    assert (one.status, one.settled_by, one.outcome_note) == (outcome, editor, "They wrote back.")
    assert one.version.review.replies.get().answer == "They wrote back."


def test_no_answer_can_be_said_when_the_day_has_passed_and_a_late_answer_counts() -> None:
    one, editor = sent(), user("editor")
    with pytest.raises(ValidationError, match="has time"):
        actions.settle(correction=one, by=editor, outcome="no_answer", note="Nothing came.")
    ArticleCorrection.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    one = actions.settle(correction=one, by=editor, outcome="no_answer", note="Nothing came.")
    one = actions.settle(correction=one, by=editor, outcome="declined", note="They stand by it.")
    new_text(one, one.mention.exact, one.replacement)
    assert actions.look_at_later_texts() == 1
    one.refresh_from_db()
    assert one.status == "corrected"


def test_outlet_is_not_asked_while_the_verdict_is_in_doubt_or_by_who_has_a_conflict() -> None:
    one = verdicts.article_correction()
    partial, outlet = user("editor"), one.mention.version.article.outlet
    assert outlet is not None
    Interest.objects.create(person=partial, outlet=outlet, reason="I wrote for them.")
    with pytest.raises(ValidationError, match="interest in this outlet"):
        actions.send(correction=one, by=partial, letter=LETTER)
    with pytest.raises(ValidationError, match="another outlet's article"):
        actions.approve(correction=one, by=user("editor"))
    Verdict.objects.update(doubts=["The record changed."])
    with pytest.raises(ValidationError, match="in no doubt"):
        actions.send(correction=one, by=user("editor"), letter=LETTER)
    assert not Letter.objects.exists()


def test_outlet_without_an_address_needs_one() -> None:
    one = verdicts.article_correction(is_named=False)
    with pytest.raises(ValidationError, match="Name its outlet first"):
        actions.send(correction=one, by=user("editor"), letter=LETTER)
    other = verdicts.article_correction()
    type(other.mention.version.article.outlet).objects.update(corrections_email="")
    with pytest.raises(ValidationError) as error:
        actions.send(correction=other, by=user("editor"), letter=" ", to="nobody")
    assert set(error.value.error_dict) == {"to", "letter"}
    assert actions.send(correction=other, by=user("editor"), letter=LETTER, to="a@example.org").to == "a@example.org"


def test_nothing_is_proposed_before_the_claim_is_decided() -> None:
    review = verdicts.judged()
    with pytest.raises(ValidationError, match="would tell what somebody thinks"):
        actions.propose(mention=review.mention, by=user(), given=REWORDED)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("replacement", " "),
        ("replacement", "x\x00"),
        ("replacement", f" {reviews.WORDS} "),
        ("replacement", "x" * 5_001),
        ("why", ""),
        ("notice", "x" * 2_001),
        ("change", "great"),
        ("change", "minor"),
    ],
)
def test_proposal_that_is_not_whole_names_the_field(field: str, value: str) -> None:
    verdict = verdicts.published()
    given = replace(REWORDED, **{field: value})
    with pytest.raises(ValidationError) as error:
        actions.propose(mention=verdict.versions.get().mention, by=user(), given=given)
    assert set(error.value.error_dict) == {field}


def test_second_proposal_for_the_same_words_is_shown_the_first(client: Client) -> None:
    first = verdicts.article_correction()
    client.force_login(user())
    typed = {"replacement": "Brazil sat it out", "change": "update", "why": "My own reason", "notice": "Mine"}
    answer = client.post(reverse("desk:article-correction-add", args=[first.mention_id]), typed)
    assert answer.status_code == 409
    for words in ("Brazil sat it out", "My own reason", first.notice):
        assert words in answer.text
    assert ArticleCorrection.objects.count() == 1


def test_form_of_an_earlier_state_is_answered_with_both_texts(client: Client) -> None:
    proposer, editor = user(), user("editor")
    one = verdicts.article_correction(by=proposer)
    seen = one.revision
    actions.revise(correction=one, by=proposer, given=replace(REWORDED, replacement="Brazil chose to abstain"))
    client.force_login(editor)
    address = reverse("desk:article-correction-send", args=[one.pk])
    answer = client.post(address, {"revision": seen, "letter": "A letter of mine", "to": "a@example.org"})
    assert answer.status_code == 409
    assert "A letter of mine" in answer.text and "chose" in answer.text
    one.refresh_from_db()
    assert one.status == "proposed" and not Letter.objects.exists()
    assert client.post(address, {"revision": one.revision, "letter": "A letter", "to": "a"}).status_code == 422
    assert client.post(address, {"revision": one.revision, "letter": "A letter"}).status_code == 302


def test_only_the_proposer_changes_a_proposal_and_takes_it_back() -> None:
    proposer, other = user(), user()
    one = verdicts.article_correction(by=proposer)
    with pytest.raises(ValidationError, match="Only who proposed it"):
        actions.revise(correction=one, by=other, given=REWORDED)
    with pytest.raises(PermissionDenied):
        actions.reject(correction=one, by=other, why="No.")
    assert actions.reject(correction=one, by=proposer, why="I was wrong.").status == "rejected"
    with pytest.raises(actions.Conflict):
        actions.send(correction=one, by=user("editor"), letter=LETTER)
    assert actions.propose(mention=one.mention, by=other, given=REWORDED).status == "proposed"


def test_database_refuses_ways_that_the_table_does_not_have() -> None:
    one, now = verdicts.article_correction(), timezone.now()
    states = [status.value for status in ArticleCorrectionStatus]
    whole = {"approved_by": user("editor"), "approved_at": now, "to": "a@b.org", "letter": "x", "due_on": now.date()}

    def change(status: str, **about: object) -> None:
        settled = None if status in ("proposed", "approved", "sent") else now
        ArticleCorrection.objects.filter(pk=one.pk).update(status=status, settled_at=settled, **about)

    for start, to in product(states, states):
        point = transaction.savepoint()
        rows.unseen()
        rows.run("SET session_replication_role = replica")
        change(start, outcome_note="x", **whole)
        rows.run("SET session_replication_role = origin")
        if start == to or (start, to) in WAYS:
            change(to)
        else:
            with pytest.raises(IntegrityError, match="no step leads from"), transaction.atomic():
                change(to)
        transaction.savepoint_rollback(point)


def test_database_keeps_what_was_sent() -> None:
    one = sent()
    for change in ({"letter": "Other."}, {"replacement": "Other."}, {"to": "b@example.org"}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            ArticleCorrection.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        ArticleCorrection.objects.filter(pk=one.pk).delete()


def test_step_whose_event_cannot_be_written_is_undone() -> None:
    """The database writes the history; where it cannot, nothing of the step stays."""
    own, other, editor = verdicts.article_correction(is_own=True), verdicts.article_correction(), user("editor")
    asked = sent()
    steps = (
        lambda: actions.propose(mention=verdicts.published().versions.get().mention, by=user(), given=REWORDED),
        lambda: actions.revise(correction=own, by=own.proposed_by, given=replace(REWORDED, why="Other.")),
        lambda: actions.approve(correction=own, by=editor),
        lambda: actions.send(correction=other, by=editor, letter=LETTER),
        lambda: actions.reject(correction=own, by=editor, why="No."),
        lambda: actions.settle(correction=asked, by=editor, outcome="declined", note="They stand by it."),
    )
    before = list(ArticleCorrection.objects.order_by("pk").values())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        refuse = (
            """ALTER TABLE audit_event ADD CONSTRAINT nothing_more CHECK ("table" <> 'verdicts_articlecorrection')"""
        )
        cursor.execute(f"{refuse} NOT VALID")
    for step in steps:
        with pytest.raises(IntegrityError, match="nothing_more"), transaction.atomic():
            step()
    assert list(ArticleCorrection.objects.order_by("pk").values()) == before
    assert Letter.objects.count() == 1 and asked.version.review.replies.filter(answer="").exists()


def test_patch_applies_to_the_text_and_the_annotation_says_the_same(tmp_path: Path, client: Client) -> None:
    one = verdicts.article_correction()
    version = one.mention.version
    client.force_login(user())
    diff = client.get(reverse("desk:article-correction-patch", args=[one.pk, "diff"]))
    assert diff["Content-Disposition"].startswith("attachment")
    file = tmp_path / f"{version.article.slug}.txt"
    file.write_text(version.checked_text, newline="")
    (tmp_path / "one.diff").write_bytes(diff.content)
    subprocess.run(["git", "apply", "one.diff"], cwd=tmp_path, check=True)
    assert file.read_text() == patches.corrected_text(one)
    note = json.loads(client.get(reverse("desk:article-correction-patch", args=[one.pk, "json"])).content)
    position, quote = note["target"]["selector"]
    assert version.checked_text[position["start"] : position["end"]] == quote["exact"] == one.mention.exact
    assert note["target"]["sha256"] == version.sha256 and note["body"]["value"] == one.replacement


@pytest.mark.parametrize(
    "text", ["Brazil said no", "Brazil said no\n", "A\u2028B\x0cC Brazil said no\r\nEnd\n\n", "A\nBrazil said no\nB"]
)
def test_patch_of_any_text_applies(text: str, tmp_path: Path) -> None:
    version = articles.version(title="", text="x")
    version.text = text
    review = reviews.review()
    mention = review.mention
    mention.version, mention.start = version, text.index("Brazil said no")
    mention.end = mention.start + len("Brazil said no")
    one = ArticleCorrection(mention=mention, replacement="Brazil said\nyes")
    file = tmp_path / f"{version.article.slug}.txt"
    file.write_bytes(text.encode())
    (tmp_path / "one.diff").write_bytes(patches.diff(one).encode())
    subprocess.run(["git", "apply", "--whitespace=nowarn", "one.diff"], cwd=tmp_path, check=True)
    assert file.read_bytes().decode() == patches.corrected_text(one)


def test_readers_are_told_what_was_asked_only_of_what_is_published(client: Client) -> None:
    one = verdicts.article_correction()
    slug = one.version.verdict.slug
    pages = (reverse("public:verdict-detail", args=[slug]), reverse("public:article-correction-list"))
    assert not any(REWORDED.notice in client.get(page).text for page in pages), "a proposal stays inside"
    one = actions.send(correction=one, by=user("editor"), letter=LETTER)
    for page in pages:
        text = client.get(page).text
        assert REWORDED.notice in text and "answer due" in text
        assert LETTER.splitlines()[1] not in text and one.to not in text
    article_actions.unpublish(article=one.mention.version.article, by="system")
    assert not any(REWORDED.notice in client.get(page).text for page in pages)
    article_actions.publish(article=one.mention.version.article, by="system")
    one.refresh_from_db()
    actions.settle(correction=one, by=user("editor"), outcome="declined", note="They stand by it, says Ann.")
    for page in pages:
        assert "declined by the outlet" in client.get(page).text
        assert "says Ann" not in client.get(page).text
    publishing.withdraw(verdict=Verdict.objects.get(slug=slug), by=user("editor"), why="We were wrong.")
    assert REWORDED.notice in client.get(pages[0]).text


def test_desk_walks_a_correction_from_the_verdict_to_the_outlet(client: Client) -> None:
    verdict = verdicts.published()
    mention = verdict.versions.get().mention
    outlet = articles.outlet()
    type(mention.version.article).objects.update(outlet=outlet)
    client.force_login(user("editor"))
    client.post(reverse("desk:outlet-detail", args=[outlet.slug]), {"corrections_email": "c@outlet.example"})
    add = reverse("desk:article-correction-add", args=[mention.pk])
    assert add in client.get(reverse("desk:verdict-detail", args=[verdict.pk])).text
    assert client.post(add, {"replacement": mention.exact}).status_code == 422
    made = {"replacement": REWORDED.replacement, "change": "update", "why": "Because.", "notice": "We asked."}
    page = client.post(add, made, follow=True).text
    assert "You proposed it yourself." in page
    one = ArticleCorrection.objects.get()
    assert one.notice in client.get(reverse("desk:article-correction-revise", args=[one.pk])).text
    assert mention.exact in client.get(reverse("desk:article-correction-list")).text
    other = Client()
    other.force_login(user("editor", name="Edda Editor"))
    detail = other.get(reverse("desk:article-correction-detail", args=[one.pk])).text
    for words in ("c@outlet.example", mention.exact, REWORDED.replacement, "Edda Editor", verdict.slug):
        assert words in detail, "the letter is shown before it is sent"
    sent = other.post(
        reverse("desk:article-correction-send", args=[one.pk]), {"revision": 1, "letter": LETTER}, follow=True
    )
    assert "Waits to be sent" in sent.text
    settle = reverse("desk:article-correction-settle", args=[one.pk])
    assert other.post(settle, {"outcome": "corrected", "note": ""}).status_code == 422
    assert "They did." in other.post(settle, {"outcome": "corrected", "note": "They did."}, follow=True).text
    settled = reverse("desk:article-correction-list") + "?tab=settled"
    assert mention.exact in client.get(settled).text


@pytest.mark.parametrize(
    ("about", "field"), [({"corrections_email": "x"}, "corrections_email"), ({"homepage": "no"}, "homepage")]
)
def test_outlet_that_is_described_wrongly_keeps_what_was(client: Client, about: dict[str, str], field: str) -> None:
    client.force_login(user("editor"))
    outlet = articles.outlet()
    answer = client.post(reverse("desk:outlet-detail", args=[outlet.slug]), about)
    assert answer.status_code == 422 and f"id_{field}_error" in answer.text
    outlet.refresh_from_db()
    assert (outlet.corrections_email, outlet.homepage) == ("", "")
