"""Eighteen checks of the ClaimReviews of 200 verdicts of all ratings and states, held against the pages as served."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.formats.script import ScriptJson
from factcheck.reviews.models import Accuracy, Framing
from factcheck.verdicts.models import Verdict
from tests.factories import articles, verdicts
from tests.formats import generated

HOST = "http://testserver"
MARKED_UP = {"published", "corrected", "in_correction", "unpublished_article"}
PUBLIC = MARKED_UP | {"needs_recheck", "doubted_in_correction", "withdrawn"}
LABELS = [str(label) for _, label in (*Accuracy.choices, *Framing.choices)]


@dataclass
class Page:
    status: int
    source: str
    canonical: str
    rating: str
    reviews: list[dict[str, Any]]


def page_at(client: Client, path: str) -> Page:
    answer = client.get(path)
    if answer.status_code != 200:
        return Page(answer.status_code, "", "", "", [])
    tree = html.fromstring(answer.content)
    scripts = tree.xpath('//script[@type="application/ld+json"]/text()')
    (canonical,) = tree.xpath('//link[@rel="canonical"]/@href') or [""]
    shown = tree.xpath('//p[@class="rating"]')
    rating = " ".join(shown[0].text_content().split()) if shown else ""
    return Page(200, answer.text, canonical, rating, [json.loads(one) for one in scripts])


def problems(review: dict[str, Any], page: Page, verdict: Verdict) -> list[str]:
    """What is wrong with one ClaimReview; the numbers are those of the list of checks."""
    rating, claim = review["reviewRating"], review["itemReviewed"]
    number = verdict.versions.filter(published_at__isnull=False).latest("number").accuracy
    of_claim = claim.get("author")
    checks = {
        "1 required": {"claimReviewed", "reviewRating", "url"} <= review.keys() and bool(rating.get("alternateName")),
        "2 length": 0 < len(review["claimReviewed"]) < 75,
        "3 no label": not re.search(rf"\b({'|'.join(map(re.escape, LABELS))})\b", review["claimReviewed"], re.I),
        "4 url": review["url"] == HOST + reverse("public:verdict-detail", args=[verdict.slug]) and page.status == 200,
        "5 one": len(page.reviews) == 1,
        "6 label": rating["alternateName"] == page.rating,
        "7 numbers": (
            ("ratingValue" in rating, "bestRating" in rating, "worstRating" in rating) == (number is not None,) * 3
        )
        and (
            number is None
            or (
                (rating["ratingValue"] == number and rating["bestRating"] > rating["worstRating"] >= 1)
                and all(isinstance(rating[name], int) for name in ("ratingValue", "bestRating", "worstRating"))
                and rating["worstRating"] <= number <= rating["bestRating"]
            )
        ),
        "8 author": review["author"]["@type"] == "Organization" and review["author"].keys() >= {"name", "url"},
        "9 claim author": of_claim is None or bool(of_claim.get("name")),
        "10 sameAs": of_claim is None or re.match(r"https?://[^/]+", of_claim.get("sameAs", "https://x")) is not None,
        "11 appearances": all(
            isinstance(one, dict) and re.match(r"https?://", one["url"]) and not one["url"].startswith(HOST)
            for one in claim.get("appearance", [])
        )
        and isinstance(claim.get("appearance", []), list),
        "12 dates": datetime.fromisoformat(review["datePublished"]).tzinfo is not None
        and (
            "datePublished" not in claim
            or date.fromisoformat(claim["datePublished"]) <= datetime.fromisoformat(review["datePublished"]).date()
        ),
        "18 canonical": page.canonical == review["url"],
    }
    return [name for name, holds in checks.items() if not holds]


@pytest.mark.django_db
def test_eighteen_checks_of_two_hundred_verdicts(client: Client) -> None:
    made = generated.verdicts(200)
    assert {state for state, _, _ in made} == set(generated.STATES)
    found: dict[str, list[str]] = {}
    seen: dict[str, dict[str, Any]] = {}
    for number, (state, verdict, review) in enumerate(made):
        article = reverse("public:article-detail", args=[review.mention.version.article.slug])
        if number % 9 == 0:
            assert page_at(client, article).reviews == [], "5: none on an article's page"
        if verdict is None:
            continue
        path = reverse("public:verdict-detail", args=[verdict.slug])
        page = page_at(client, path)
        assert page.status == (200 if state in PUBLIC else 404)
        assert len(page.reviews) == (state in MARKED_UP), f"15, 16: {state}"
        body = page.source.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        assert not re.search(r"[<>&\u2028\u2029]", body), "14: nothing that breaks HTML"
        if state in PUBLIC and number % 3 == 0:
            assert page_at(client, reverse("public:verdict-version", args=[verdict.slug, 1])).reviews == []
        for one in page.reviews:
            seen[one["url"]] = one
            for name in problems(one, page, verdict):
                found.setdefault(name, []).append(f"{state}: {verdict.slug}")
    assert found == {}
    feed = json.loads(client.get(reverse("public:verdict-feed-json")).getvalue())
    elements = {one["url"]: one for one in feed["dataFeedElement"]}
    assert {url: one["item"][0] for url, one in elements.items() if one["item"]} == seen, "17: feed equals pages"
    public = {HOST + reverse("public:verdict-detail", args=[v.slug]): state for state, v, _ in made if v}
    assert elements.keys() == {url for url, state in public.items() if state in PUBLIC}
    tombstones = {url for url, one in elements.items() if "dateDeleted" in one}
    assert tombstones == {url for url, state in public.items() if state == "withdrawn"}
    assert "SECRET" not in json.dumps([one for url, one in elements.items() if public[url] != "corrected"])
    order = {review["reviewRating"]["ratingValue"]: review["reviewRating"]["alternateName"].split(" · ")[0]
             for review in seen.values() if "ratingValue" in review["reviewRating"]}  # fmt: skip
    assert order == {value: str(label) for value, label in Accuracy.choices}, "7: monotone with the labels"


@pytest.mark.django_db
def test_claim_of_two_articles_names_both_publishers_addresses(client: Client) -> None:
    verdict = verdicts.published()
    version = verdict.versions.get()
    article = version.mention.version.article
    type(article).objects.filter(pk=article.pk).update(canonical_url="https://one.example/a")
    for slug, is_published in (("shown", True), ("hidden", False)):
        other = articles.article(slug=slug, is_published=is_published).versions.get()
        type(other.article).objects.filter(pk=other.article_id).update(canonical_url=f"https://{slug}.example/b")
        mention = version.mention
        mention.pk, mention.version, mention._state.adding = None, other, True
        mention.save()
    (review,) = page_at(client, reverse("public:verdict-detail", args=[verdict.slug])).reviews
    urls = [one["url"] for one in review["itemReviewed"]["appearance"]]
    assert urls == ["https://one.example/a", "https://shown.example/b"]


@pytest.mark.parametrize("text", [*generated.HOSTILE, "</SCRIPT >", "<!--<script"])
def test_script_json_means_the_same_and_ends_no_element(text: str) -> None:
    printed = ScriptJson({"text": text}).__html__()
    assert json.loads(printed) == {"text": text}
    assert not re.search(r"[<>&\u2028\u2029]", printed)
    tree = html.fromstring(f'<div><script type="application/ld+json">{printed}</script><p>after</p></div>')
    assert json.loads(tree.xpath("//script/text()")[0]) == {"text": text}
    assert tree.xpath("//p/text()") == ["after"]
