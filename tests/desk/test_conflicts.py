"""Every form of the desk that changes what is there: over somebody else's change it answers 409 with both, keeps what
was typed, and offers mine, theirs, or both put together. By forms alone, as without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.articles.actions import outlets
from factcheck.articles.models import ArticleVersion
from factcheck.claims import checking_index
from factcheck.claims.models import Edit, Mention
from factcheck.desk import intakes as desk_intakes
from factcheck.reviews.actions import notes
from factcheck.reviews.models import Review
from factcheck.verdicts.actions import answering, correcting, deciding, publishing, requests
from factcheck.verdicts.models import ChecklistAnswer, Correction, Happening, Verdict
from tests.factories import articles, claims, intakes, record, reviews, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
GIVEN = {
    "claim_text": "Brazil opposed it",
    "summary": "Mine: it abstained.",
    "accuracy": "1",
    "waiver": "The roll call.",
}


@pytest.fixture
def otto() -> User:
    return user("editor", name="Otto Other")


@pytest.fixture
def editor() -> User:
    return user("editor", name="Edda Editor")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def hidden(page: str, form: str) -> dict[str, str]:
    """What the form with this address or id carries unseen."""
    start = re.search(rf'<form[^>]*(?:action|id)="{re.escape(form)}"', page)
    assert start, form
    part = page[start.start() : page.index("</form>", start.start())]
    return {
        name: value.replace("&#x27;", "'").replace("&quot;", '"')
        for name, value in re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', part)
        if name != "csrfmiddlewaretoken"
    }


def sides(page: str, theirs: str, mine: str) -> bool:
    return "Otto Other" in page and all(re.search(rf"<p>{re.escape(text)}</p>", page) for text in (theirs, mine))


# ------------------------------------------------------------------------------------------------------------ decisions


def test_first_decision_made_twice_shows_both_and_stores_mine_joined_or_theirs(desk: Client, otto: User) -> None:
    review = verdicts.judged()
    address = reverse("desk:verdict-decide", args=[review.pk])
    form = hidden(desk.get(address).text, "wording")
    assert form == {"first": "1"}
    verdict = verdicts.draft(review=review, by=otto)
    answer = desk.post(address, {**GIVEN, **form})
    assert answer.status_code == 409 and sides(answer.text, verdicts.GIVEN.summary, GIVEN["summary"])
    assert verdict.versions.get().summary == verdicts.GIVEN.summary
    form = hidden(answer.text, "wording")
    joined = desk.post(address, {**GIVEN, **form, "join": "1"})
    assert joined.status_code == 200
    assert f"{verdicts.GIVEN.summary}\n\n{GIVEN['summary']}" in joined.text
    assert verdict.versions.get().summary == verdicts.GIVEN.summary
    assert desk.post(address, {**GIVEN, **hidden(joined.text, "wording")}).status_code == 302
    assert verdict.versions.get().summary == GIVEN["summary"]


def test_decision_refused_for_another_reason_goes_on_from_where_it_was(desk: Client, otto: User) -> None:
    review = verdicts.judged()
    address = reverse("desk:verdict-decide", args=[review.pk])
    form = hidden(desk.get(address).text, "wording")
    verdicts.draft(review=review, by=otto)
    refused = desk.post(address, {**GIVEN, **form, "waiver": "\x00"})
    assert refused.status_code == 422 and hidden(refused.text, "wording") == {"first": "1"}
    assert desk.post(address, {**GIVEN, **form}).status_code == 409


def test_decision_over_one_that_is_approved_keeps_the_text_and_says_why_not(desk: Client, otto: User) -> None:
    review = verdicts.judged()
    verdict = verdicts.draft(review=review, by=user("editor"))
    address = reverse("desk:verdict-decide", args=[review.pk])
    form = hidden(desk.get(address).text, "wording")
    verdicts.answered(verdict)
    deciding.approve(verdict=verdict, by=otto)
    answer = desk.post(address, {**GIVEN, **form})
    assert answer.status_code == 409 and GIVEN["summary"] in answer.text
    assert "This claim has a verdict: approved." in answer.text and "Store mine" not in answer.text


def test_second_correction_is_shown_the_first_and_its_text_is_kept(desk: Client, otto: User) -> None:
    verdict = verdicts.published()
    address = reverse("desk:verdict-correct", args=[verdict.pk])
    form = hidden(desk.get(address).text, "form")
    theirs = deciding.Decided(claim_text="Brazil opposed it", summary="Theirs.", accuracy=1, waiver="The roll call.")
    proposed = correcting.propose(verdict=verdict, by=otto, given=theirs, change="minor", notice="Their notice.")
    sent = {**GIVEN, **form, "change": "update", "notice": "My notice."}
    answer = desk.post(address, sent)
    assert answer.status_code == 409 and sides(answer.text, "Theirs.", GIVEN["summary"])
    assert sides(answer.text, "Their notice.", "My notice.") and "One correction is open at a time" in answer.text
    correcting.reject(correction=proposed, by=user("editor"), why="No.")
    again = desk.post(address, {**sent, **hidden(answer.text, "form")})
    assert again.status_code == 409 and "Store mine" in again.text and "Put both together" in again.text
    joined = desk.post(address, {**sent, **hidden(again.text, "form"), "join": "1"})
    assert f"{verdicts.GIVEN.summary}\n\n{GIVEN['summary']}" in joined.text
    assert desk.post(address, {**sent, **hidden(joined.text, "form")}).status_code == 302
    assert Correction.objects.get(outcome="").notice == "My notice."


def test_what_was_computed_the_same_meanwhile_is_not_told_for_what_a_colleague_did(desk: Client, otto: User) -> None:
    verdict = verdicts.published()
    address, withdrawing = (reverse(f"desk:verdict-{name}", args=[verdict.pk]) for name in ("correct", "withdraw"))
    form, seen = hidden(desk.get(address).text, "form"), {"revision": str(verdict.revision), "why": "My reason."}
    theirs = deciding.Decided(claim_text="Brazil opposed it", summary="Theirs.", accuracy=1, waiver="The roll call.")
    correcting.propose(verdict=verdict, by=otto, given=theirs, change="minor", notice="Their notice.")
    Happening.objects.create(verdict=verdict, step="same", before="in_correction", after="in_correction", why="x y")
    for answer in (
        desk.post(address, {**GIVEN, **form, "change": "update", "notice": "My notice."}),
        desk.post(withdrawing, seen),
    ):
        assert answer.status_code == 409 and "Otto Other proposed a correction" in answer.text
        assert "computed the same</p>" not in answer.text and "By itself computed" not in answer.text.split("<h2")[0]


def test_embargo_set_meanwhile_is_told(desk: Client, otto: User) -> None:
    verdict = verdicts.approved()
    seen = {"revision": str(verdict.revision), "why": "My reason."}
    publishing.set_embargo(verdict=verdict, by=otto, until=timezone.now() + timedelta(hours=1))
    answer = desk.post(reverse("desk:verdict-send-back", args=[verdict.pk]), seen)
    assert answer.status_code == 409 and "In the meantime: Otto Other changed the embargo." in answer.text
    assert "changed the embargo, " in desk.get(reverse("desk:verdict-detail", args=[verdict.pk])).text


def test_step_over_a_step_says_what_was_done_and_keeps_the_reason(desk: Client, otto: User) -> None:
    verdict = verdicts.published()
    address = reverse("desk:verdict-withdraw", args=[verdict.pk])
    seen = {"revision": str(verdict.revision), "why": "My reason."}
    publishing.withdraw(verdict=verdict, by=otto, why="Their reason.")
    answer = desk.post(address, seen)
    assert answer.status_code == 409 and sides(answer.text, "Their reason.", "My reason.")
    assert "In the meantime: Otto Other withdrew it." in answer.text


# ------------------------------------------------------------------------------------------------------------ checklist


def test_answers_to_different_questions_are_both_kept(desk: Client, otto: User) -> None:
    verdict = verdicts.draft()
    address = reverse("desk:verdict-answer", args=[verdict.pk])
    form = hidden(desk.get(reverse("desk:verdict-detail", args=[verdict.pk])).text, address)
    assert form["stood-why"] == ""
    answering.answer(verdict=verdict, by=otto, given={"reply": "Theirs."})
    assert desk.post(address, {**form, "answer-why": "Mine.", "answer-reply": ""}).status_code == 302
    assert set(ChecklistAnswer.objects.values_list("question", "text")) == {("why", "Mine."), ("reply", "Theirs.")}


def test_answer_that_a_colleague_changed_is_not_set_back_by_an_older_form(desk: Client, otto: User) -> None:
    verdict = verdicts.draft()
    address = reverse("desk:verdict-answer", args=[verdict.pk])
    answering.answer(verdict=verdict, by=otto, given={"reply": "First."})
    form = hidden(desk.get(reverse("desk:verdict-detail", args=[verdict.pk])).text, address)
    answering.answer(verdict=verdict, by=otto, given={"reply": "Theirs."})
    assert desk.post(address, {**form, "answer-reply": "First.", "answer-why": "Mine."}).status_code == 302
    assert ChecklistAnswer.objects.get(question="reply").text == "Theirs."


def test_two_answers_to_one_question_are_shown_side_by_side(desk: Client, otto: User) -> None:
    verdict = verdicts.draft()
    address = reverse("desk:verdict-answer", args=[verdict.pk])
    form = hidden(desk.get(reverse("desk:verdict-detail", args=[verdict.pk])).text, address)
    answering.answer(verdict=verdict, by=otto, given={"why": "Theirs."})
    sent = {"answer-why": "Mine.", "answer-reply": "Mine as well."}
    answer = desk.post(address, {**form, **sent})
    assert answer.status_code == 409 and sides(answer.text, "Theirs.", "Mine.")
    assert ChecklistAnswer.objects.count() == 1 and ">Mine as well.</textarea>" in answer.text
    assert desk.post(address, {**hidden(answer.text, address), **sent}).status_code == 302
    assert ChecklistAnswer.objects.get(question="why").text == "Mine."


# -------------------------------------------------------------------------------------- notes, outlets, texts, requests


def test_two_notes_of_why_are_shown_and_put_together(desk: Client, otto: User) -> None:
    review = reviews.review()
    address = reverse("desk:review-why", args=[review.pk])
    form = hidden(desk.get(reverse("desk:review-detail", args=[review.pk])).text, "why-form")
    notes.explain(review=review, by=otto, why="Theirs.")
    answer = desk.post(address, {**form, "why": "Mine."})
    assert answer.status_code == 409 and sides(answer.text, "Theirs.", "Mine.")
    joined = desk.post(address, {**hidden(answer.text, "why-form"), "why": "Mine.", "join": "1"})
    assert joined.status_code == 200 and "Theirs.\n\nMine.</textarea>" in joined.text
    review.refresh_from_db()
    assert review.why == "Theirs."
    assert desk.post(address, {**hidden(joined.text, "why-form"), "why": "Mine."}).status_code == 302
    review.refresh_from_db()
    assert review.why == "Mine."


def test_outlet_described_twice_shows_both(desk: Client, otto: User) -> None:
    outlet = articles.outlet()
    address = reverse("desk:outlet-detail", args=[outlet.slug])
    form = hidden(desk.get(address).text, "form")
    outlets.describe(outlet=outlet, by=otto, is_own=False, corrections_email="theirs@example.org")
    sent = {"corrections_email": "mine@example.org", "homepage": ""}
    answer = desk.post(address, {**form, **sent})
    assert answer.status_code == 409
    assert "<p>theirs@example.org</p>" in answer.text and "<p>mine@example.org</p>" in answer.text
    outlet.refresh_from_db()
    assert outlet.corrections_email == "theirs@example.org"
    assert desk.post(address, {**hidden(answer.text, "form"), **sent}).status_code == 302
    outlet.refresh_from_db()
    assert outlet.corrections_email == "mine@example.org"


def test_two_texts_of_an_article_are_compared_before_the_second_is_stored(desk: Client, otto: User) -> None:
    version = claims.checked_version()
    address = reverse("desk:version-add", args=[version.article.slug])
    sent = {"title": version.title, "text": f"{version.text} Mine.", "replaces": "1"}
    assert 'name="replaces" value="1"' in desk.get(address).text
    theirs = article_actions.add_version(
        article=version.article, text=f"{version.text} Theirs.", title=version.title, by=otto
    )
    answer = desk.post(address, sent)
    assert answer.status_code == 409 and "Otto Other stored version 2" in answer.text
    assert "Mine." in answer.text and "<del>Theirs" in answer.text
    assert desk.post(address, {**sent, "replaces": "2"}).status_code == 302
    texts = list(ArticleVersion.objects.filter(article=version.article).order_by("number"))
    assert texts[1] == theirs and texts[2].text.endswith("Mine.")


def test_request_answered_twice_shows_both_and_stays_as_the_sender_was_told(desk: Client, otto: User) -> None:
    one = verdicts.request(email="reader@example.org")
    requests.answer(request=one, by=otto, result="unchanged", text="Theirs.")
    answer = desk.post(reverse("desk:request-answer", args=[one.pk]), {"result": "not_ours", "answer": "Mine."})
    assert answer.status_code == 409 and sides(answer.text, "Theirs.", "Mine.")
    assert "The sender is told theirs." in answer.text
    one.refresh_from_db()
    assert one.answer == "Theirs."


def test_intake_looked_over_twice_is_stored_once_and_mine_becomes_its_next_version(desk: Client, otto: User) -> None:
    intake = intakes.ready()
    values = {**desk_intakes.initial(intake), "published_on": intake.published_on}
    version = desk_intakes.store(intake=intake, given=values, by=otto, as_version=False)
    sent = {"title": "My headline", "text": f"{intake.text}\n\nMine.", "outlet": "Another", "canonical_url": ""}
    answer = desk.post(reverse("desk:intake-detail", args=[intake.pk]), sent)
    assert answer.status_code == 409
    assert "<p>My headline</p>" in answer.text and ">Mine.<" in answer.text
    address = reverse("desk:version-add", args=[version.article.slug])
    assert f'formaction="{address}"' in answer.text
    assert desk.post(address, {**sent, "replaces": "1"}).status_code == 302
    assert version.article.versions.get(number=2).title == "My headline"


def test_anchor_decided_twice_says_what_stands_and_what_was_chosen(desk: Client, otto: User) -> None:
    anchor = reviews.anchor(review=reviews.review())
    other = Client()
    other.force_login(otto)
    address = reverse("desk:anchor-detail", args=[anchor.pk])
    assert other.post(address, {"decision": "gone"}).status_code == 302
    answer = desk.post(address, {"decision": "same"})
    assert answer.status_code == 409 and "Otto Other" in answer.text and "You chose: " in answer.text


# --------------------------------------------------------------------------------------------------------------- claims


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> ArticleVersion:
    monkeypatch.setattr(checking_index, "_kept", None)
    monkeypatch.setattr(checking_index, "load_record", claims.record)
    record.state("BRA", "Brazil")
    record.state("IND", "India")
    return claims.checked_version(text=f"{claims.TEXT} It then walked away from the tall desk.")


def words(version: ArticleVersion, text: str) -> dict[str, str]:
    start = version.checked_text.index(text)
    return {"version": str(version.pk), "start": str(start), "end": str(start + len(text))}


def marked(desk: Client, version: ArticleVersion, text: str) -> Mention:
    desk.post(reverse("desk:claim-list", args=[version.article.slug]), words(version, text))
    return Review.objects.order_by("-pk")[0].mention


def step(what: str, mention: Mention) -> str:
    return reverse(f"desk:claim-{what}", args=[mention.pk])


@pytest.fixture
def other(otto: User) -> Client:
    theirs = Client()
    theirs.force_login(otto)
    return theirs


READ = {"kind": "vote_position", "subjects": ["Brazil"], "option": "no"}


def live(version: ArticleVersion) -> set[str]:
    return set(version.mentions.live().filter(origin="person").values_list("exact", flat=True))


@pytest.mark.parametrize(
    ("what", "text", "mine"),
    [
        ("resize", "walked away from", {"walked away from"}),
        ("split", "", {"walked", "away"}),
        ("remove", "", set()),
    ],
)
def test_theirs_is_undone_and_mine_done_in_one_step(
    desk: Client, other: Client, version: ArticleVersion, what: str, text: str, mine: set[str]
) -> None:
    mention = marked(desk, version, "walked away")
    other.post(step("resize", mention), words(version, "then walked away"))
    sent = words(version, text) if text else {"at": str(version.checked_text.index("away"))}
    answer = desk.post(step(what, mention), sent)
    assert answer.status_code == 409 and "“then walked away”" in answer.text and "Otto Other" in answer.text
    assert all(f"To be: “{one}”" in answer.text or f": “{one}”" in answer.text for one in mine)
    again = hidden(answer.text, step(what, mention))
    assert set(sent) < set(again)
    assert desk.post(step(what, mention), again).status_code == 302
    assert live(version) == mine
    assert [edit.undone_by is not None for edit in Edit.objects.filter(by__name="Otto Other")] == [True]


def test_readings_of_two_stand_side_by_side_and_either_or_both_can_be_kept(
    desk: Client, other: Client, version: ArticleVersion
) -> None:
    mention = marked(desk, version, "walked away")
    other.post(step("read", mention), {**READ, "option": "yes"})
    answer = desk.post(step("read", mention), {**READ, "subjects": ["Brazil", "India"]})
    assert answer.status_code == 409
    page = answer.text
    assert "<b>Brazil, India</b>" in page and "<b>no</b>" in page and "<b>yes</b>" in page
    standing = version.mentions.live().get(origin="person")
    assert f'action="{step("read", standing)}"' in page and 'value="India"' in page
    together = {**READ, "subjects": ["Brazil", "India"], "option": "yes"}
    assert desk.post(step("read", standing), together).status_code == 302
    finding = version.mentions.live().get(origin="person").finding
    assert (
        finding is not None and finding.asserted["subjects"] == ["BRA", "IND"] and finding.asserted["option"] == "yes"
    )


def test_claim_that_was_taken_out_comes_back_with_mine(desk: Client, other: Client, version: ArticleVersion) -> None:
    mention = marked(desk, version, "walked away")
    other.post(step("remove", mention))
    answer = desk.post(step("read", mention), READ)
    assert answer.status_code == 409 and "The claim was taken out." in answer.text
    assert desk.post(step("read", mention), {**READ, **hidden(answer.text, step("read", mention))}).status_code == 302
    assert live(version) == {"walked away"} and Review.objects.get().status == "open"


def test_later_step_that_was_not_seen_is_not_undone(desk: Client, other: Client, version: ArticleVersion) -> None:
    mention = marked(desk, version, "walked away")
    other.post(step("resize", mention), words(version, "then walked away"))
    answer = desk.post(step("remove", mention))
    unseen = version.mentions.live().get(origin="person")
    other.post(step("resize", unseen), words(version, "It then walked away"))
    again = desk.post(step("remove", mention), hidden(answer.text, step("remove", mention)))
    assert again.status_code == 409 and live(version) == {"It then walked away"}
    assert desk.post(step("remove", mention), hidden(again.text, step("remove", mention))).status_code == 302
    assert live(version) == set()


def test_mine_instead_is_refused_whole_where_it_cannot_be_done(
    desk: Client, other: Client, version: ArticleVersion
) -> None:
    mention = marked(desk, version, "walked away")
    other.post(step("resize", mention), words(version, "then walked away"))
    seen = str(Edit.objects.order_by("-pk")[0].pk)
    assert desk.post(step("split", mention), {"at": "1", "instead_of": seen}).status_code == 422
    assert live(version) == {"then walked away"}


def test_draft_of_a_verdict_is_never_written_over_unseen(desk: Client, otto: User) -> None:
    """The two editors of one claim, whatever their forms carry."""
    review = verdicts.judged()
    verdicts.draft(review=review, by=otto)
    address = reverse("desk:verdict-decide", args=[review.pk])
    for form in ({"first": "1"}, {"revision": "99"}):
        assert desk.post(address, {**GIVEN, **form}).status_code == 409
    assert Verdict.objects.get().versions.get().summary == verdicts.GIVEN.summary
