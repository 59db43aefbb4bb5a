"""Every page, in both modes and at both widths: no violation of any accessibility rule, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from factcheck.accounts.models import SignInRule, User
from factcheck.articles.models import Article, Copy
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy
from factcheck.reviews.models import Assessment, EvidenceArchive, EvidencePage, Review
from factcheck.subscriptions import links
from factcheck.subscriptions.models import Subscription
from factcheck.verdicts.actions import article_corrections
from factcheck.verdicts.models import Verdict
from tests.axe import violations
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
    "/votes/",
    "/votes/?q=peace&state=USA&option=no",
    "/votes/?option=no",
    "/votes/A/RES/ES-11/7/",
    "/votes/A/RES/ES-11/7/?state=USA&state=RUS",
    "/votes/A/RES/ES-11/7/?q=Atlantis",
    "/votes/A/RES/ES-11/7/?option=maybe",
    "/record/",
    "/record/discrepancies/",
    "/record/unreconciled/",
    "/record/unreconciled/?body=GA",
    "/states/",
    "/states/USA/",
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
SCHEMES = ("light", "dark")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_has_no_axe_violation_and_fits(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    verdict = Verdict.objects.filter(versions__number=2).get()
    claim = Review.objects.order_by("-severity", "pk")[0]
    places = {
        "verdict": verdict.slug,
        "mention": claim.mention_id,
        "number": verdict.pk,
        "review": claim.pk,
        "decide": Review.objects.filter(status="disputed").order_by("-pk")[0].pk,
    }
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
    places["page"] = kept.pk
    requests.request(pk=1)
    asked = requests.article_correction(verdict=verdict)
    mention = asked.mention
    article_corrections.send(correction=asked, by=user("editor"), letter="Please look at the roll call.")
    to_send = requests.article_correction()
    places |= {"mention_of_verdict": mention.pk, "asked": asked.pk, "to_send": to_send.pk}
    places["outlet"] = to_send.mention.version.article.outlet.slug
    policies.write(policy=Policy.RATINGS, text="Other words.", note="Shorter.", replaces=1, by=user("editor"))
    subscribed = Subscription.objects.create(topic="corrections", email="reader@example.org")
    places |= {"confirm": links.confirming(subscribed), "leave": links.leaving(subscribed)}
    for path in PUBLIC:
        troubles += look_at(page, newsroom, path.format(**places))
    signed_in(page)
    intakes.ready(pk=1)
    intakes.feed(title="World news", failures=3, last_error="The website has a fault of its own (status 503).")
    intakes.feed(is_active=False)
    lines_up = Article.objects.get(slug="washington-lines-up-with-moscow")
    Copy.objects.create(article=lines_up, other=articles.article(), similarity=0.83)
    intakes.ready(pk=2, state="failed", message="The website has no such page (status 404).")
    intakes.ready(pk=3, state="fetching")
    intakes.ready(pk=4, state="proposed", by=None, title="")
    for path in DESK:
        troubles += look_at(page, newsroom, path.format(**places))
    uploads.upload(pk=1)
    uploads.finished(pk=2)
    signed_in(page, "administrator")
    accounts.invitation()
    SignInRule.objects.create(second_factor_from="editor")
    places["member"] = accounts.app_factor(accounts.user()).user_id
    for path in ADMINISTRATION:
        troubles += look_at(page, newsroom, path.format(**places))
    SignInRule.objects.update(grace_days=0)
    troubles += look_at(page, newsroom, "/desk/")
    assert troubles == []


def look_at(page: Any, newsroom: str, path: str) -> list[str]:
    page.goto(newsroom + path)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"in the {scheme}: {one}" for one in violations(page)]
    if (pixels := page.evaluate(TOO_WIDE)) > 0:
        found.append(f"{path}: {pixels} pixels too wide")
    return found
