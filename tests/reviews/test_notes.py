"""Comments that name colleagues, why it is checked, the right of reply, declared interests: and what stays blind."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.reviews import queries
from factcheck.reviews.actions import notes, places
from factcheck.reviews.models import Interest, Review
from tests.factories import articles, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


@pytest.fixture
def rita() -> User:
    return user(name="Rita Reviewer")


@pytest.fixture
def otto() -> User:
    return user(name="Otto")


def decided() -> Review:
    made = reviews.review()
    for _ in range(2):
        reviews.assessed(made, user())
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Otto what do you think?", ["Otto"]),
        ("ask @rita reviewer, and @OTTO", ["Rita Reviewer", "Otto"]),
        ("@Ottomar", []),
        ("otto, write to otto@example.org", []),
        ("@Otto Other", ["Otto Other"]),
        ("@Left", []),
    ],
)
def test_names_in_a_comment(rita: User, otto: User, text: str, named: list[str]) -> None:
    user(name="Otto Other")
    gone = user(name="Left")
    gone.is_active = False
    gone.save()
    assert [person.name for person in notes.people_named(text)] == named


def test_named_colleague_is_asked_once_they_may_see_it(rita: User, otto: User) -> None:
    review = reviews.review()
    notes.comment(review=review, by=rita, text="@Otto look")
    assert not queries.asked_of(otto).exists()
    for person in (rita, user()):
        reviews.assessed(review, person)
    review.refresh_from_db()
    assert [one.comment.text for one in queries.asked_of(otto)] == ["@Otto look"]
    notes.comment(review=review, by=otto, text="Seen, @Rita Reviewer and @Otto.")
    assert not queries.asked_of(otto).exists()
    assert queries.asked_of(rita).count() == 1
    assert notes.see(review=review, by=rita) == 1 and not queries.asked_of(rita).exists()


def test_queue_lists_what_is_asked_and_the_page_lets_it_be_seen(client: Client, rita: User, otto: User) -> None:
    review = decided()
    notes.comment(review=review, by=rita, text="@Otto look")
    client.force_login(otto)
    page = client.get(reverse("desk:queue"), {"tab": "asked"}).content.decode()
    assert "Rita Reviewer names you in a comment" in page and review.mention.exact in page
    assert "A colleague names you here." in client.get(reverse("desk:review-detail", args=[review.pk])).content.decode()
    client.post(reverse("desk:review-seen", args=[review.pk]))
    assert "Nobody asks you anything." in client.get(reverse("desk:queue"), {"tab": "asked"}).content.decode()


def test_note_of_why_is_closed_to_who_has_judged(rita: User, otto: User) -> None:
    review = reviews.review()
    notes.explain(review=review, by=rita, why="Shared widely.")
    reviews.assessed(review, rita)
    with pytest.raises(ValidationError, match="You have judged"):
        notes.explain(review=review, by=rita, why="It is false.")
    notes.explain(review=review, by=otto, why="Shared very widely.")
    review.refresh_from_db()
    assert (review.why, review.why_by) == ("Shared very widely.", otto)


def test_reply_of_a_reviewer_is_theirs_alone_until_both_are_in(rita: User, otto: User) -> None:
    review, editor = reviews.review(), user("editor")
    reviews.assessed(review, rita)
    for person, whom in ((rita, "The author"), (editor, "The outlet")):
        notes.ask(review=review, by=person, asked=whom, how="by mail", asked_on=DAY, due_on=None)
    assert {r.asked for r in queries.replies_for(review, rita)} == {"The author", "The outlet"}
    assert {r.asked for r in queries.replies_for(review, otto)} == {"The outlet"}
    reviews.assessed(review, otto)
    review.refresh_from_db()
    assert {r.asked for r in queries.replies_for(review, otto)} == {"The author", "The outlet"}


def test_reply_is_logged_once_with_its_day(rita: User) -> None:
    review = reviews.review()
    asked = notes.ask(review=review, by=rita, asked="The author", how="by mail", asked_on=DAY, due_on=DAY)
    for text, day in (("", DAY), ("Yes.", None), ("Yes.", date(2025, 2, 1))):
        with pytest.raises(ValidationError):
            notes.answer(reply=asked, by=rita, text=text, answered_on=day)
    notes.answer(reply=asked, by=rita, text="Yes.", answered_on=DAY)
    with pytest.raises(ValidationError, match="logged already"):
        notes.answer(reply=asked, by=rita, text="No.", answered_on=DAY)
    with pytest.raises(ValidationError):
        notes.ask(review=review, by=rita, asked="A", how="b", asked_on=DAY, due_on=date(2025, 2, 1))


def test_declared_interest_keeps_an_outlets_claims_away(rita: User) -> None:
    outlet = articles.outlet()
    review = reviews.review(version=articles.version(text=f"{reviews.WORDS}.", outlet=outlet))
    other = reviews.review()
    interest = notes.declare(outlet=outlet, by=rita, reason="I wrote for it.")
    assert notes.declare(outlet=outlet, by=rita, reason="Again.") == interest
    assert list(queries.to_take(rita)) == [other]
    with pytest.raises(ValidationError, match="declared an interest"):
        places.take(review=review, by=rita)
    with pytest.raises(ValidationError, match="declared an interest"):
        places.assign(review=review, reviewer=rita, by=user("editor"))
    with pytest.raises(ValidationError, match="Only the person"):
        notes.end(interest=interest, by=user("editor"))
    notes.end(interest=interest, by=rita)
    assert places.take(review=review, by=rita).reviewer == rita


def test_declared_interest_gives_back_the_claims_that_wait_but_none_that_is_judged(rita: User) -> None:
    outlet = articles.outlet()
    version = articles.version(text=f"{reviews.WORDS}. It said so.", outlet=outlet)
    review, judged, other = reviews.review(version=version), reviews.review(), reviews.review()
    judged.mention.version.article.outlet = outlet
    judged.mention.version.article.save()
    for one in (review, judged, other):
        places.take(review=one, by=rita)
    reviews.assessed(judged, rita)
    notes.declare(outlet=outlet, by=rita, reason="I wrote for it.")
    stands = {a.review_id: (a.standing, a.reason) for a in rita.assignments.all()}
    assert stands == {review.pk: ("recused", "I wrote for it."), judged.pk: ("done", ""), other.pk: ("open", "")}
    review.refresh_from_db()
    assert review.free_places == 2


def test_notes_by_form_come_back_when_they_are_refused(client: Client, rita: User) -> None:
    client.force_login(rita)
    outlet = articles.outlet(name="The Ledger")
    review = reviews.review(version=articles.version(text=f"{reviews.WORDS}.", outlet=outlet))

    def send(what: str, **sent: str) -> tuple[int, str]:
        answer = client.post(reverse(f"desk:review-{what}", args=[review.pk]), sent, follow=True)
        return answer.status_code, answer.content.decode()

    status, page = send("why", why="Kept " + "x" * 2_000)
    assert status == 422 and "Kept xxx" in page
    assert "Shared widely." in send("why", why="Shared widely.")[1]
    status, page = send("reply", asked="The author", how="by mail", asked_on="soon")
    assert status == 422 and 'value="The author"' in page and "no day of the calendar" in page
    status, page = send("reply", asked="The author", how="by mail", asked_on="2025-03-01", due_on="2025-03-08")
    reply = review.replies.get()
    assert status == 200 and "answer due on" in page
    status, page = send("reply", reply=str(reply.pk), answer="We stand by it.", answered_on="")
    assert status == 422 and "We stand by it." in page
    assert (
        "We stand by it." in send("reply", reply=str(reply.pk), answer="We stand by it.", answered_on="2025-03-02")[1]
    )
    assert send("reply", reply="999", answer="x")[0] == 422
    assert "This is <strong>not</strong>." in send("comment", text="This is **not**.")[1]
    page = client.post(reverse("desk:preview"), {"text": "*so* <b>"}).content.decode()
    assert "<em>so</em> &lt;b&gt;" in page
    link = {"text": "[how](/policies/methodology/)"}
    assert "<a" not in client.post(reverse("desk:preview"), link).text
    policy = {"text": "Before.\n\n## What we check\n\n[Method](/policies/methodology/)", "kind": "policy"}
    page = client.post(reverse("desk:preview"), policy).text
    assert 'href="/policies/methodology/"' in page
    assert "<h2>What we check</h2>" in page and "<b>" not in page, "as readers will see it"
    client.post(reverse("desk:review-take", args=[review.pk]))
    client.post(reverse("desk:review-recuse", args=[review.pk]), {"reason": "I wrote for it.", "outlet": "1"})
    page = client.get(reverse("desk:queue")).content.decode()
    assert "The Ledger: I wrote for it." in page
    client.post(reverse("desk:interest-end", args=[Interest.objects.get().pk]))
    assert "I wrote for it." not in client.get(reverse("desk:queue")).content.decode()
