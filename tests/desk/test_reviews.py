"""The queue and the workbench."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts.models import SignInRule, User
from factcheck.claims.actions import merging
from factcheck.claims.models import Claim
from factcheck.claims.models.claim import FREE
from factcheck.reviews.actions import drafts, notes, places
from factcheck.reviews.models import Assessment, Review
from tests.factories import claims, record, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def address(review: Review, what: str = "detail") -> str:
    return reverse(f"desk:review-{what}", args=[review.pk])


def test_article_goes_into_review_from_its_page(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.claims.checking_index.load_record", claims.record)
    version = claims.checked_version()
    page = desk.post(reverse("desk:article-review", args=[version.article.slug]), follow=True).content.decode()
    assert f"{version.mentions.count()} claims are in review now." in page
    assert Review.objects.count() == version.mentions.count()
    queue = desk.get(reverse("desk:queue"), {"tab": "take"}).content.decode()
    assert "Brazil voted against" in queue


def test_workbench_keeps_the_verdict_folded_until_it_is_opened(desk: Client) -> None:
    review = reviews.review()
    page = desk.get(address(review)).content.decode()
    assert "Take this claim" in page
    assert "Brazil abstained" not in page and 'data-verdict="refuted"' not in page
    desk.post(address(review, "take"))
    page = desk.get(address(review)).content.decode()
    assert "Open it now" in page and "Brazil abstained" not in page
    page = desk.post(address(review, "verdict"), follow=True).content.decode()
    assert "The record shows that Brazil abstained." in page
    assert review.assignments.get().verdict_opened_at is not None


def test_workbench_chooses_nothing_beforehand(desk: Client) -> None:
    review = reviews.review(flags=1)
    desk.post(address(review, "take"))
    page = desk.get(address(review)).content.decode()
    assert 'type="radio"' in page and " checked>" not in page and " checked " not in page.replace("is checked", "")


def test_workbench_links_every_claim_of_the_text(desk: Client) -> None:
    first = reviews.review()
    second = reviews.review(version=first.mention.version, place=3)
    page = desk.get(address(first)).content.decode()
    assert f'href="{address(second)}"' in page
    assert '<mark class="bench-mark" id="claim-words" data-at="' in page
    assert "It was late." in page


def test_saving_goes_on_to_the_next_claim(desk: Client, reviewer: User) -> None:
    first, second = reviews.review(), reviews.review()
    for review in (first, second):
        desk.post(address(review, "take"))
    answer = desk.post(address(first), {"revision": "0", "accuracy": "1", "rationale": "Seen in the roll call."})
    assert (answer.status_code, answer.headers["Location"]) == (302, address(second))
    assert Assessment.objects.get(assignment__reviewer=reviewer).rationale == "Seen in the roll call."
    answer = desk.post(address(second), {"revision": "0", "framing": "not_checkable"})
    assert answer.headers["Location"] == address(second)


def test_saving_the_last_that_was_assigned_says_what_became_of_it_and_where_to_go(desk: Client) -> None:
    last, queue = reviews.review(), reverse("desk:queue")
    beside = reviews.review(version=last.mention.version, place=3)
    desk.post(address(last, "take"))
    page = desk.post(address(last), {"revision": "0", "accuracy": "1"}, follow=True).content.decode()
    said = page.split("going-on")[1].split("</div>")[0]
    assert "autofocus" in said and "still to come" in said and "Nothing more is assigned to you." in said
    assert said.index(address(beside)) < said.index(f"{queue}?tab=take")
    assert "going-on" not in desk.get(address(last)).content.decode()
    desk.post(address(beside, "take"))
    page = desk.post(address(beside), {"revision": "0", "accuracy": "1"}, follow=True).content.decode()
    said = page.split("going-on")[1].split("</div>")[0]
    assert "Next claim" not in said and f'href="{queue}"' in said


def test_saving_and_staying_links_what_waits(desk: Client) -> None:
    first, second = reviews.review(), reviews.review()
    for review in (first, second):
        desk.post(address(review, "take"))
    page = desk.post(address(first), {"revision": "0", "accuracy": "1", "stay": "1"}, follow=True).content.decode()
    said = page.split("going-on")[1].split("</div>")[0]
    assert "Next claim that waits for you" in said and address(second) in said and "Nothing more" not in said


def test_saving_the_second_assessment_says_whether_both_agree(desk: Client) -> None:
    review = reviews.review()
    reviews.assessed(review, user("reviewer"))
    desk.post(address(review, "take"))
    page = desk.post(address(review), {"revision": "0", "accuracy": "5"}, follow=True).content.decode()
    assert "Both assessments are in, and they differ." in page


def test_refused_saving_keeps_every_word_and_names_the_field(desk: Client) -> None:
    review = reviews.review(flags=1)
    flag = review.mention.flags[0]
    desk.post(address(review, "take"))
    sent = {
        "revision": "0",
        "accuracy": "2",
        "rationale": "Kept <b>words</b>",
        f"flag-{flag.pk}": "dismissed",
        "evidence-0-side": "for",
        "evidence-0-target": "nonsense",
        "evidence-0-note": "kept note",
    }
    answer = desk.post(address(review), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept &lt;b&gt;words&lt;/b&gt;" in page
    assert "Say why you dismiss it" in page
    assert 'value="nonsense"' in page and 'value="kept note"' in page
    answer = desk.post(address(review), {**sent, f"flag-{flag.pk}-reason": "No such vote."})
    page = answer.content.decode()
    assert "is no vote of the record" in page
    assert not Assessment.objects.exists()


def test_saving_over_another_window_answers_409_with_both_texts(desk: Client) -> None:
    review = reviews.review()
    desk.post(address(review, "take"))
    sent = {"revision": "0", "accuracy": "1", "rationale": "first window"}
    desk.post(address(review), sent)
    answer = desk.post(address(review), {**sent, "rationale": "second window"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "first window" in page and "second window" in page
    assert "Put both together" in page and "Leave what is stored" in page
    answer = desk.post(address(review), {**sent, "rationale": "second window", "revision": "1"})
    assert answer.status_code == 302
    assert Assessment.objects.get().rationale == "second window"


def test_conflict_is_settled_by_putting_both_together_or_leaving_what_is_stored(desk: Client) -> None:
    review = reviews.review()
    desk.post(address(review, "take"))
    first = {"evidence-0-side": "for", "evidence-0-target": "https://a.example/", "evidence-0-note": "from the first"}
    second = {"evidence-0-side": "for", "evidence-0-target": "https://b.example/", "evidence-0-note": "from the second"}
    desk.post(address(review), {"revision": "0", "accuracy": "1", "rationale": "first window", **first})
    sent = {"revision": "0", "framing": "missing_context", "rationale": "second window", **second}
    assert desk.post(address(review), sent).status_code == 409
    answer = desk.post(address(review), {**sent, "revision": "1", "join": "1"}, follow=True)
    form = answer.context["form"]
    assert answer.status_code == 200 and "Nothing is saved yet." in answer.content.decode()
    assert (form.rationale, form.revision) == ("first window\n\nsecond window", 1)
    assert [row.target for row in form.evidence_rows if row.target] == ["https://a.example/", "https://b.example/"]
    assert (form.values["accuracy"], form.values["framing"]) == ("1", "missing_context")
    stored = Assessment.objects.get()
    assert (stored.rationale, stored.revision) == ("first window", 1)
    assert desk.get(address(review)).context["form"].rationale == "first window\n\nsecond window"
    answer = desk.post(address(review), {**sent, "revision": "1", "leave": "1"}, follow=True)
    assert "It stays as it is stored." in answer.content.decode()
    assert answer.context["form"].rationale == "first window"
    assert Assessment.objects.get().revision == 1


def test_what_was_typed_stays_when_the_place_is_lost_or_both_are_in(desk: Client) -> None:
    sent = {"revision": "0", "accuracy": "1", "rationale": "typed and kept"}
    lost = reviews.review()
    desk.post(address(lost, "take"))
    places.withdraw(assignment=lost.assignments.get(), by=user("editor"))
    for _ in range(2):
        reviews.assessed(lost, user())
    answer = desk.post(address(lost), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "typed and kept" in page and "Both assessments are in" in page
    taken = reviews.review()
    for _ in range(2):
        reviews.assignment(taken, user())
    answer = desk.post(address(taken), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "typed and kept" in page and "Two colleagues hold this claim already" in page


def test_refused_saving_names_everything_that_is_wrong_at_once(desk: Client) -> None:
    review = reviews.review(flags=1)
    desk.post(address(review, "take"))
    sent = {"revision": "0", "evidence-0-target": "nonsense"}
    page = desk.post(address(review), sent).content.decode()
    for sentence in ("There is no rating yet.", "for or against the claim"):
        assert sentence in page
    page = desk.post(address(review), {**sent, "accuracy": "1"}).content.decode()
    for sentence in ("Accept this flag or dismiss it.", "for or against the claim"):
        assert sentence in page


def test_refused_comment_is_given_back(desk: Client) -> None:
    review = reviews.review()
    text = "Kept <b>words</b> " + "x" * 5_000
    answer = desk.post(address(review, "comment"), {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept &lt;b&gt;words&lt;/b&gt; xxx" in page and "this has 5,018" in page
    assert not review.comments.exists()


def test_recusing_and_assigning(desk: Client, reviewer: User) -> None:
    review = reviews.review()
    desk.post(address(review, "take"))
    page = desk.post(address(review, "recuse"), {"reason": ""}, follow=True).content.decode()
    assert "Say why, in a few words" in page
    page = desk.post(address(review, "recuse"), {"reason": "I know the author."}, follow=True).content.decode()
    assert "You recused yourself from this claim." in page
    editor = Client()
    editor.force_login(user("editor"))
    page = editor.post(
        address(review, "assign"), {"reviewer": reviewer.pk, "due_on": "2999-01-01"}, follow=True
    ).content.decode()
    assert "Assigned to Rita Reviewer." in page
    held = review.assignments.get()
    for sent in ({"reviewer": "x"}, {"reviewer": "9" * 30}, {"reviewer": reviewer.pk, "due_on": "soon"}):
        assert editor.post(address(review, "assign"), sent).status_code == 302
    held.refresh_from_db()
    assert held.due_on is not None and held.due_on.year == 2999
    page = editor.post(address(review, "withdraw"), {"assignment": held.pk}, follow=True).content.decode()
    assert "The place is free again." in page
    assert desk.post(address(review, "verdict")).status_code == 302


@pytest.mark.parametrize("query", ["tab=x", "severity=x", "after=x", "tab=take&after=3-x", "nonsense=1", "after=-1"])
def test_queue_refuses_parameters_it_does_not_know(desk: Client, query: str) -> None:
    assert desk.get(f"{reverse('desk:queue')}?{query}").status_code == 400


def test_queue_pages_go_through_every_row_once_gravest_first(desk: Client) -> None:
    made = [reviews.review(flags=n % 2) for n in range(30)]
    seen: list[str] = []
    after, pages = "", 0
    while pages < 5:
        page = desk.get(reverse("desk:queue"), {"tab": "take", "after": after})
        seen += [row["url"] for row in page.context["rows"]]
        after, pages = page.context["following"], pages + 1
        if not after:
            break
    expected = [address(r) for r in sorted(made, key=lambda r: (-r.severity, r.pk))]
    assert (seen, pages) == (expected, 2)
    high = desk.get(reverse("desk:queue"), {"tab": "take", "severity": "high"})
    assert len(high.context["rows"]) == 15


def test_queue_and_workbench_queries_stay_the_same(
    desk: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    first = reviews.review(flags=1)
    with django_assert_max_num_queries(15) as queue:
        desk.get(reverse("desk:queue"), {"tab": "take"})
    with django_assert_max_num_queries(20) as bench:
        desk.get(address(first))
    assert len(queue.captured_queries) > 3 and len(bench.captured_queries) > 5
    for place in range(1, 15):
        reviews.review(version=first.mention.version, place=place, flags=1)
    with django_assert_num_queries(len(queue.captured_queries)):
        desk.get(reverse("desk:queue"), {"tab": "take"})
    with django_assert_num_queries(len(bench.captured_queries)):
        desk.get(address(first))


def filled(review: Review, *people: User) -> Review:
    """With all that can stand in a workbench; assessed by these people."""
    motion = record.vote_event().motion
    finding = review.mention.findings.first()
    assert finding is not None
    if review.mention.claim.kind != FREE:
        finding.motion_key, finding.asserted = motion.key, {"subjects": [record.state("BRA").code]}
        finding.save()
    evidence = [
        ("for", motion.key, ""),
        ("against", "https://example.org/a", "p. 3"),
        ("for", "https://example.org/b", ""),
    ]
    by = people[0]
    notes.explain(review=review, by=by, why="Many share it.")
    notes.comment(review=review, by=by, text=f"@{people[-1].name} look")
    notes.ask(review=review, by=by, asked="The outlet", how="by mail", asked_on=date(2025, 2, 26), due_on=None)
    for person in people:
        made = reviews.assessed(review, person, evidence=evidence, rationale="**So.**")
        drafts.keep(assignment=made.assignment, by=person, values={"rationale": "And so"}, revision=1)
    return review


@pytest.mark.parametrize("number", [1, 2], ids=["judged by me", "judged by both"])
@pytest.mark.parametrize("kind", ["typed", "free"])
@pytest.mark.parametrize("looker", ["me", "other"])
def test_workbench_asks_20_questions_at_most_whatever_stands_in_it(
    kind: str, number: int, looker: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    me, colleague = user("editor", name="Edda Editor"), user("editor", name="Otto Other")
    SignInRule.objects.create(second_factor_from="reviewer")
    review = reviews.review(flags=3)
    claim = review.mention.claim
    claims.free_claim(f"Elsewhere: {claim.text}", claim=claim)
    if kind == "free":
        Claim.objects.filter(pk=claim.pk).update(kind=FREE)
        for year in (2022, 2023):
            same = claims.free_claim(f"{claim.text} in {year}").claim
        claim.refresh_from_db()
        merging.merge(into=claim, away=same, by=me)
    filled(review, *(me, colleague)[:number])
    client = Client()
    client.force_login(me if looker == "me" else colleague)
    client.get(address(review))  # now and then a request writes down that its session is in use
    with django_assert_max_num_queries(20):
        page = client.get(address(review)).text
    assert ("waiting to be archived" in page) is (looker == "me" or number == 2)
    assert "The same claim elsewhere" in page and ("Perhaps the same claim" in page) is (kind == "free")


def test_queue_for_me_and_done(desk: Client) -> None:
    review = reviews.review()
    desk.post(address(review, "take"))
    assert review.mention.exact in desk.get(reverse("desk:queue")).content.decode()
    desk.post(address(review), {"revision": "0", "accuracy": "5"})
    assert review.mention.exact not in desk.get(reverse("desk:queue")).content.decode()
    assert review.mention.exact in desk.get(reverse("desk:queue"), {"tab": "done"}).content.decode()
    other = Client()
    other.force_login(user())
    other.post(address(review), {"revision": "0", "accuracy": "4"})
    assert review.mention.exact in desk.get(reverse("desk:queue"), {"tab": "disputed"}).content.decode()


def test_every_key_of_the_workbench_is_told_and_every_part_has_one(client: Client) -> None:
    editor, review = user("editor"), reviews.review(flags=1)
    client.force_login(editor)
    client.post(address(review, "take"))
    page = client.get(address(review)).text
    told = set(re.findall(r"<kbd[^>]*>([^<]+)</kbd>", page.split('id="shortcuts"')[1])) | set("54321")
    keys = re.findall(r'data-key="([^"]+)"', page)
    assert set(keys) <= told and len(keys) == len(set(keys))
    summaries = re.findall(r"<summary[^>]*>", page)
    assert len(summaries) > 4 and all("data-key" in one for one in summaries)
    page = client.post(address(review, "verdict"), follow=True).text
    assert [key for key in re.findall(r'data-key="([^"]+)"', page) if key == "v"] == ["v"] * 5
    assert all('data-key="v"' in one for one in re.findall(r"<summary[^>]*>", page.split('class="proof"')[1])[:5])
