"""Two people change the same thing: the page that shows the second both texts, at both widths and in both modes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import User
from factcheck.articles.actions import articles, outlets
from factcheck.articles.models import Article
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy
from factcheck.reviews.actions import editing, notes
from factcheck.reviews.models import Review
from factcheck.verdicts.actions import answering, correcting, deciding, requests
from factcheck.verdicts.models import Verdict
from tests.axe import OF_COLOURS, violations
from tests.browser.test_every_page import TOO_WIDE
from tests.browser.test_reviewing import refuted_with_flag
from tests.factories import verdicts

Change = Callable[[User], object]
THEIRS = "What a colleague wrote meanwhile, which says it in other words."
MINE = "What I wrote meanwhile.\n\nIt has two paragraphs, and one of them is rather long, so that it goes over lines."
GIVEN = deciding.Decided(
    claim_text="Moscow and Washington voted alike", summary=THEIRS, accuracy=4, waiver="One roll call."
)


def undecided() -> Review:
    """A review that nobody judged, of a claim on which nothing is decided."""
    found = Review.objects.filter(assignments=None, mention__flags_raised=None)
    return found.exclude(mention__claim__in=Verdict.objects.values("claim")).order_by("pk")[0]


def first_decision(page: Page) -> tuple[str, str, Change]:
    review = verdicts.judged(review=undecided(), accuracies=(2, 4))
    page.goto(f"/desk/reviews/{review.pk}/decide/")
    page.get_by_label("Summary").fill(MINE)
    page.locator("#id_claim_text").fill("Moscow and Washington agreed")
    given = GIVEN.__class__(**{**{name: getattr(GIVEN, name) for name in GIVEN.__slots__}, "reason": THEIRS})
    return "Decide", "Put both together", lambda by: deciding.decide(review=review, by=by, given=given)


def correction(page: Page) -> tuple[str, str, Change]:
    verdict = Verdict.objects.filter(status="published").order_by("pk")[0]
    page.goto(f"/desk/verdicts/{verdict.pk}/correct/")
    page.get_by_label("Summary").fill(MINE)
    page.get_by_label("Notice").fill(MINE)
    about = {"given": GIVEN, "change": "substantial", "notice": THEIRS}
    return "Propose it", "", lambda by: correcting.propose(verdict=verdict, by=by, **about)


def step(page: Page) -> tuple[str, str, Change]:
    verdict = Verdict.objects.filter(status="published").order_by("pk")[0]
    page.goto(f"/desk/verdicts/{verdict.pk}/")
    page.get_by_label("Why it is withdrawn").fill(MINE)
    about = {"given": GIVEN, "change": "substantial", "notice": THEIRS}
    return "Withdraw", "", lambda by: correcting.propose(verdict=verdict, by=by, **about)


def checklist(page: Page) -> tuple[str, str, Change]:
    verdict = verdicts.draft(review=verdicts.judged(review=undecided()))
    page.goto(f"/desk/verdicts/{verdict.pk}/")
    page.get_by_label("Why was nobody asked?").fill(MINE)
    return "Keep the answers", "", lambda by: answering.answer(verdict=verdict, by=by, given={"reply": THEIRS})


def why(page: Page) -> tuple[str, str, Change]:
    review = refuted_with_flag()
    page.goto(f"/desk/reviews/{review.pk}/")
    page.locator("#why-head + details > summary, #why-head ~ details > summary").first.click()
    page.get_by_label("Why is this claim checked?").fill(MINE)
    return "Keep it", "Put both together", lambda by: notes.explain(review=review, by=by, why=THEIRS)


def outlet(page: Page) -> tuple[str, str, Change]:
    one = Article.objects.exclude(outlet=None)[0].outlet
    assert one is not None
    page.goto(f"/desk/outlets/{one.slug}/")
    page.get_by_label("Website").fill("https://mine.example/")
    return (
        "Keep it",
        "",
        lambda by: outlets.describe(outlet=one, by=by, is_own=False, homepage="https://theirs.example/"),
    )


def text(page: Page) -> tuple[str, str, Change]:
    version = Article.objects.order_by("pk")[0].latest_version
    assert version is not None
    page.goto(f"/desk/articles/{version.article.slug}/versions/add/")
    page.get_by_label("Text", exact=True).fill(f"{version.text}\n\n{MINE}")
    about = {"article": version.article, "text": f"{version.text}\n\n{THEIRS}", "title": version.title}
    return "Store and check", "", lambda by: articles.add_version(by=by, **about)


def policy(page: Page) -> tuple[str, str, Change]:
    page.goto("/desk/policies/ratings/edit/")
    page.get_by_label("Text").fill(MINE)
    page.get_by_label("What changed").fill("What I changed.")
    about = {"policy": Policy.RATINGS, "text": THEIRS, "note": "Shorter.", "replaces": 1}
    return "Store and publish", "", lambda by: policies.write(by=by, **about)


def report(page: Page) -> tuple[str, str, Change]:
    one = verdicts.request(email="reader@example.org")
    page.goto(f"/desk/requests/{one.pk}/")
    page.get_by_label("What came of it").select_option("not_ours")
    page.get_by_label("Answer", exact=False).last.fill(MINE)
    return "Answer", "", lambda by: requests.answer(request=one, by=by, result="unchanged", text=THEIRS)


def reading(page: Page) -> tuple[str, str, Change]:
    mention = Review.objects.filter(mention__claim__kind="vote_position", assignments=None).order_by("pk")[0].mention
    page.goto(f"/desk/claims/{mention.pk}/")
    page.get_by_label("Voted").select_option("no")
    about = {
        "mention": mention,
        "kind": "vote_position",
        "asserted": {"subjects": ["USA"], "option": "yes"},
        "motion": "",
    }
    return "Read it so", "", lambda by: editing.read_as(by=by, **about)


CASES = (first_decision, correction, step, checklist, why, outlet, text, policy, report, reading)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.__name__))
def test_second_of_two_is_shown_both_and_loses_nothing(
    new_context: Callable[..., Any],
    newsroom: str,
    signed_in: Callable[..., User],
    case: Callable[[Page], tuple[str, str, Change]],
) -> None:
    page = new_context(viewport={"width": 390, "height": 900}, base_url=newsroom).new_page()
    signed_in(page, "administrator")
    button, together, change = case(page)
    change(User.objects.create_user("otto@example.org", None, name="Otto Other", role="administrator"))
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()
    ) as answered:
        page.get_by_role("button", name=button).first.click()
    assert answered.value.status == 409
    expect(page.get_by_role("link", name="Leave theirs")).to_be_visible()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, OF_COLOURS) == []
        assert page.evaluate(TOO_WIDE) <= 0
    assert page.get_by_role("button", name="Put both together").count() == bool(together)
    if together:
        page.get_by_role("button", name=together).click()
        expect(page.get_by_text("Both are put together below").first).to_be_visible()
        expect(page.locator("textarea").filter(has_text=THEIRS).first).to_contain_text(MINE)
