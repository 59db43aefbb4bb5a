"""Every page, in both modes and at both widths: no violation of any accessibility rule, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from factcheck.accounts.models import SignInRule, User
from factcheck.articles.actions import articles as article_actions
from factcheck.articles.models import Article, Copy
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy
from factcheck.reviews.models import Assessment, EvidenceArchive, EvidenceItem, EvidencePage, Review
from factcheck.subscriptions import links
from factcheck.subscriptions.models import Subscription
from factcheck.verdicts.actions import article_corrections, publishing, steps
from factcheck.verdicts.models import Verdict
from tests.axe import OF_COLOURS, violations
from tests.factories import accounts, articles, intakes, uploads
from tests.factories import verdicts as requests
from tests.factories.accounts import user

PUBLIC = (
    "/",
    "/articles/",
    "/articles/washington-lines-up-with-moscow/",
    "/verdicts/",
    "/verdicts/{verdict}/",
    "/verdicts/{verdict}/1/",
    "/verdicts/{verdict}/card/",
    "/verdicts/{doubted}/",
    "/verdicts/{withdrawn}/",
    "/verdicts/{withdrawn}/card/",
    "/corrections/",
    "/corrections/articles/",
    "/audit/",
    "/data/",
    "/about/",
    "/status/",
    "/api/",
    "/report/?about=/verdicts/",
    "/report/thanks/",
    "/subscribe/?topic=verdict&key={verdict}",
    "/subscribe/?topic=nothing",
    "/subscribe/thanks/",
    "{confirm}",
    "{leave}",
    "/subscriptions/nonsense/leave/",
    "/policies/methodology/",
    "/policies/ratings/",
    "/policies/ratings/1/",
    "/policies/corrections/",
    "/votes/",
    "/votes/?q=peace&state=USA&option=no",
    "/votes/?option=no",
    "/votes/A/RES/ES-11/7/",
    "/votes/A/RES/ES-11/7/?state=USA&state=RUS",
    "/votes/A/RES/ES-11/7/?q=Atlantis",
    "/votes/A/RES/ES-11/7/?option=maybe",
    "/votes/S/2022/155/",
    "/votes/A/HRC/RES/49/1/",
    "/votes/A/HRC/RES/S-30/1/",
    "/votes/A/RES/181(II)/",
    "/record/",
    "/record/discrepancies/",
    "/record/unreconciled/",
    "/record/unreconciled/?body=GA",
    "/states/",
    "/states/USA/",
    "/states/CSK/",
    "/search/",
    "/search/?q=Wasington+voted",
    "/search/?q=resolution&state=USA&option=no",
    "/search/?q=Atlantis&state=USA",
    "/search/?option=no&page=-1",
    "/compare/",
    "/compare/?first=USA&second=USA",
    "/compare/RUS/USA/",
    "/compare/CSK/SSD/",
    "/nothing-here/",
    "/articles/taken-off/",
    "/accounts/login/",
    "/account/invitations/nonsense/",
)
DESK = (
    "/desk/",
    "/desk/agreement/",
    "/desk/queue/",
    "/desk/queue/?tab=take",
    "/desk/queue/?tab=recheck",
    "/desk/evidence/{page}/",
    "/desk/reviews/{review}/",
    "/desk/articles/add/",
    "/desk/articles/washington-lines-up-with-moscow/claims/",
    "/desk/claims/{mention}/",
    "/desk/intake/",
    "/desk/intake/?tab=all",
    "/desk/intake/1/",
    "/desk/intake/2/",
    "/desk/intake/3/",
    "/desk/intake/4/",
    "/desk/reviews/{review}/record/?q=peace&state=USA",
    "/desk/reviews/{review}/record/?option=no",
    "/desk/reviews/{review}/record/A/RES/ES-11/7/",
    "/desk/feeds/",
    "/desk/feeds/add/",
    "/desk/articles/washington-lines-up-with-moscow/",
    "/desk/articles/washington-lines-up-with-moscow/versions/",
    "/desk/articles/washington-lines-up-with-moscow/versions/add/",
    "/desk/articles/washington-lines-up-with-moscow/versions/1/",
    "/desk/requests/",
    "/desk/requests/1/",
    "/desk/verdicts/",
    "/desk/verdicts/?tab=published",
    "/desk/verdicts/{number}/",
    "/desk/verdicts/{number}/correct/",
    "/desk/verdicts/{number}/preview/",
    "/desk/reviews/{decide}/decide/",
    "/desk/claims/{mention_of_verdict}/reword/",
    "/desk/article-corrections/",
    "/desk/article-corrections/?tab=settled",
    "/desk/article-corrections/{to_send}/",
    "/desk/article-corrections/{to_send}/revise/",
    "/desk/article-corrections/{asked}/",
    "/desk/outlets/",
    "/desk/history/",
    "/desk/history/?verdict={number}",
    "/desk/outlets/{outlet}/",
    "/desk/notices/",
    "/desk/policies/",
    "/desk/policies/days-off/",
    "/desk/policies/ratings/edit/",
    "/desk/styleguide/",
)
ADMINISTRATION = (
    "/desk/imports/",
    "/desk/imports/add/",
    "/desk/imports/1/",
    "/desk/imports/2/",
    "/desk/members/",
    "/desk/members/{member}/",
    "/desk/members/invite/",
    "/desk/members/rule/",
    "/account/",
    "/account/sessions/",
    "/account/mail/",
    "/accounts/factors/",
    "/accounts/factors/passkeys/",
)
WIDTHS = (390, 1440)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


Places = dict[str, Any]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_has_no_axe_violation_and_fits(
    new_context: Callable[..., Any], newsroom: str, width: int
) -> None:
    assert Looking(new_context, width).at(newsroom, PUBLIC, settled()) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_desk_has_no_axe_violation_and_fits(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    looking = Looking(new_context, width)
    places = settled()
    signed_in(looking.page)
    intakes.ready(pk=1)
    intakes.feed(title="World news", failures=3, last_error="The website has a fault of its own (status 503).")
    intakes.feed(is_active=False)
    lines_up = Article.objects.get(slug="washington-lines-up-with-moscow")
    Copy.objects.create(article=lines_up, other=articles.article(), similarity=0.83)
    intakes.ready(pk=2, state="failed", message="The website has no such page (status 404).")
    intakes.ready(pk=3, state="fetching")
    intakes.ready(pk=4, state="proposed", by=None, title="")
    assert looking.at(newsroom, DESK, places) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_administration_has_no_axe_violation_and_fits(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    looking = Looking(new_context, width)
    uploads.upload(pk=1)
    uploads.finished(pk=2)
    signed_in(looking.page, "administrator")
    accounts.invitation()
    SignInRule.objects.create(second_factor_from="editor")
    places = {"member": accounts.app_factor(accounts.user()).user_id}
    assert looking.at(newsroom, ADMINISTRATION, places) == []
    SignInRule.objects.update(grace_days=0)
    assert looking.at(newsroom, ("/desk/",), places) == []


SAID = {
    "side": "for",
    "words": "We shall vote in favour.\nAnd we say why.",
    "speaker": "The representative",
    "role": "Head of the mission",
    "said_on": "2025-02-24",
    "symbol": "A/ES-11/PV.21",
}
SAID_IN_FRENCH = {
    "side": "against",
    "words": "Nous nous abstenons.",
    "language": "fr",
    "translation": "We abstain.",
    "speaker": "A spokesperson",
    "said_on": "2025-02-25",
    "told": "telephone",
}


def settled() -> Places:
    """A newsroom in which every kind of row is there, and what the addresses of its pages name."""
    verdict = Verdict.objects.filter(versions__number=2).get()
    claim = Review.objects.order_by("-severity", "pk")[0]
    judged = Assessment.objects.filter(assignment__review__status="disputed")[0]
    about = {
        "state": "kept",
        "fetched_at": timezone.now(),
        "title": "A page",
        "text": "It was said.\nAnd written down.",
    }
    kept = EvidencePage.objects.create(
        assessment=judged, url="https://a.example/", found_at="https://b.example/", **about
    )
    EvidenceArchive.objects.create(page=kept, content=b"x", size=1, sha256="0" * 64)
    for one in Assessment.objects.all():
        EvidenceItem.objects.create(assessment=one, ordinal=8, **SAID)
        EvidenceItem.objects.create(assessment=one, ordinal=9, **SAID_IN_FRENCH)
    requests.request(pk=1)
    doubted, withdrawn = requests.published(), requests.published()
    doubted.doubts = ["The roll call was changed."]
    steps.take(doubted, "doubt", "needs_recheck", by="system", why="The roll call was changed.")
    publishing.withdraw(verdict=withdrawn, by=user("editor"), why="It was about another vote.")
    asked = requests.article_correction(verdict=verdict)
    article_corrections.send(correction=asked, by=user("editor"), letter="Please look at the roll call.")
    to_send = requests.article_correction()
    policies.write(policy=Policy.RATINGS, text="Other words.", note="Shorter.", replaces=1, by=user("editor"))
    taken_off = articles.article(slug="taken-off", is_published=True)
    article_actions.unpublish(article=taken_off, by="system")
    subscribed = Subscription.objects.create(topic="corrections", email="reader@example.org")
    return {
        "verdict": verdict.slug,
        "doubted": doubted.slug,
        "withdrawn": withdrawn.slug,
        "mention": claim.mention_id,
        "number": verdict.pk,
        "review": claim.pk,
        "decide": Review.objects.filter(status="disputed").order_by("-pk")[0].pk,
        "page": kept.pk,
        "mention_of_verdict": asked.mention_id,
        "asked": asked.pk,
        "to_send": to_send.pk,
        "outlet": to_send.mention.version.article.outlet.slug,
        "confirm": links.confirming(subscribed),
        "leave": links.leaving(subscribed),
    }


class Looking:
    """A browser's window that looks at pages in the light and in the dark."""

    def __init__(self, new_context: Callable[..., Any], width: int) -> None:
        self.page = new_context(viewport={"width": width, "height": 900}).new_page()
        self.troubles: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _said(self, said: Any) -> None:
        if "Content Security Policy" in said.text:
            self.troubles.append(said.text)

    def at(self, newsroom: str, paths: tuple[str, ...], places: Places) -> list[str]:
        """What is wrong with the pages."""
        for path in paths:
            self._look(newsroom + path.format(**places))
        return self.troubles

    def _look(self, address: str) -> None:
        self.page.emulate_media(color_scheme="light")
        self.page.goto(address)
        self.page.evaluate("document.fonts.ready.then(() => 0)")
        found = [f"in the light: {one}" for one in violations(self.page)]
        self.page.emulate_media(color_scheme="dark")
        found += [f"in the dark: {one}" for one in violations(self.page, OF_COLOURS)]
        if (pixels := self.page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{address}: {pixels} pixels too wide")
        self.troubles += found
