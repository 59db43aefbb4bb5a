"""Every public address, asked for in its right form and with the keys of what is hidden: reading writes nothing, and
nothing that is not published stands in any format."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.public.api import address
from factcheck.public.urls import urlpatterns
from factcheck.verdicts.actions import correcting
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Verdict
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN
from tests.public import rows

pytestmark = pytest.mark.django_db
SECRET = re.compile("xylophon|zanzibari", re.IGNORECASE)
"""Words of everything that is hidden, and of people."""
READS = re.compile(r"\s*(/\*.*?\*/\s*)?\(?(SELECT|WITH|SAVEPOINT|RELEASE SAVEPOINT|DECLARE|FETCH|CLOSE)\b")
WRITES = re.compile(r"\b(INSERT INTO|UPDATE \S+ SET|DELETE FROM|nextval|FOR UPDATE|procrastinate_defer)", re.IGNORECASE)


@pytest.fixture(autouse=True)
def no_calls_yet() -> None:
    caches["process"].clear()


@pytest.fixture
def shown() -> Verdict:
    rows.vote()
    rows.organization("BRA", "Brazil")
    verdict = verdicts.published()
    Article.objects.filter(is_published=True).update(outlet=articles.outlet("The Gazette"))
    given = Decided(GIVEN.claim_text, "Xylophonic words.", 2, waiver="Xylophonic waiver.")
    correcting.propose(verdict=verdict, by=user("editor"), given=given, change="update", notice="A xylophonic notice.")
    return verdict


@pytest.fixture
def hidden() -> Verdict:
    """Decided and approved, of an article and an outlet of which nothing is published."""
    version = articles.version(
        text=f"{reviews.WORDS}, say xylophonists.",
        title="Xylophones",
        slug="xylophones",
        outlet=articles.outlet("Xylophone Herald"),
    )
    given = Decided("Xylophones voted", "Xylophonic summary.", 1, waiver="x", reason="Xylophonic reason.")
    verdict = verdicts.draft(review=verdicts.judged(review=reviews.review(version=version)), given=given)
    verdicts.answered(verdict)
    verdicts.request(text="A xylophonic report.", name="Zanzibari", email="zanzibari@example.org")
    return verdict


def addresses(verdict: Verdict, article: str, outlet: str) -> dict[str, list[str]]:
    """The arguments of every public address by its name; the things are those shown or those hidden."""
    key, slug, form = rows.KEY, verdict.slug, "json"
    one: dict[str, list[Any]] = {
        "sitemap-section": ["verdicts"], "article-table": [form], "article-annotations": [article],
        "verdict-table": [form], "correction-table": [form], "vote-table": [form], "roll-call-table": [key, form],
        "vote-image": [key], "vote-popolo": [key], "state-table": [form], "state-vote-table": ["FRA", form],
        "discrepancy-table": [form], "unreconciled-table": [form], "article-detail": [article],
        "outlet-feed": [outlet], "state-feed": ["BRA"], "verdict-card": [slug], "verdict-detail": [slug],
        "verdict-version": [slug, 1], "verdict-image": [slug, 1], "verdict-bundle": [slug, 1],
        "subscription-confirm": ["x"], "subscription-leave": ["x"], "policy-detail": ["corrections"],
        "policy-version": ["corrections", 1], "vote-detail": [key], "agreement-detail": ["FRA", "USA"],
        "agreement-table": ["FRA", "USA", form], "split-table": ["FRA", "USA", form], "state-detail": ["FRA"],
        "api-verdict-detail": [slug], "api-vote-detail": [key], "api-export": ["verdicts"], "api-unknown": ["x"],
    }  # fmt: skip
    own = [str(pattern.name) for pattern in urlpatterns if hasattr(pattern, "name")]
    of_the_api = [str(pattern.name) for pattern in address.urlpatterns]
    return {name: one.get(name, []) for name in (*own, *of_the_api)}


def paths(verdict: Verdict, article: str, outlet: str) -> list[str]:
    found = [reverse(f"public:{name}", args=args) for name, args in addresses(verdict, article, outlet).items()]
    exports = [reverse("public:api-export", args=[name]) for name in ("claims", "votes", "states")]
    sitemaps = [reverse("public:sitemap-section", args=[name]) for name in ("pages", "articles", "votes", "states")]
    tables = [path.replace("json", "csv") for path in found if path.endswith("s.json") and "/" not in path[1:]]
    asked = [
        "/search/?q=Brazil", "/search/?state=BRA", "/search/?rating=false", "/api/verdicts?state=BRA",
        "/api/claims?state=BRA", f"/api/verdicts?outlet={outlet}", f"/api/claims?article={article}",
        f"/oembed/?url=http://testserver/verdicts/{verdict.slug}/",
        f"/votes/{rows.KEY}/?state=FRA",
    ]  # fmt: skip
    return [*found, *exports, *sitemaps, *[path for path in tables if path != "/organizations.csv"], *asked]


def test_no_reading_writes_and_nothing_hidden_is_told(client: Client, shown: Verdict, hidden: Verdict) -> None:
    article = shown.versions.get().mention.version.article
    public = paths(shown, article.slug, "the-gazette")
    assert len(public) > 80
    private = set(paths(hidden, "xylophones", "xylophone-herald")) - set(public)
    statuses: dict[str, int] = {}
    wrote: list[str] = []
    leaks: list[str] = []
    for path in (*public, *sorted(private)):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
            body = answer.getvalue()
        statuses[path] = answer.status_code
        wrote += [one["sql"][:200] for one in asked if not READS.match(one["sql"]) or WRITES.search(one["sql"])]
        told = "" if answer.headers["Content-Type"] == "image/png" else body.decode().replace(path, "")
        if SECRET.search(told) or SECRET.search(str(answer.headers).replace(path, "")):
            leaks.append(path)
    assert wrote == []
    assert leaks == []
    assert [path for path, status in statuses.items() if status >= 500] == []
    assert sum(statuses[path] == 200 for path in public) > 60
    of_the_hidden = [path for path in private if "?" not in path]
    assert len(of_the_hidden) >= 9
    assert {path: statuses[path] for path in of_the_hidden if statuses[path] != 404} == {}


def test_sweep_sees_what_is_shown(client: Client, shown: Verdict) -> None:
    """What it looks for would be found: the words of what is published stand in the formats."""
    article = shown.versions.get().mention.version.article
    words = GIVEN.claim_text.encode()
    told = [path for path in paths(shown, article.slug, "the-gazette") if words in client.get(path).getvalue()]
    assert len(told) >= 15
