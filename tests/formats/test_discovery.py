"""Sitemaps, robots.txt, well-known addresses, and what pages say of themselves."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.verdicts.actions import publishing
from tests.factories import articles, verdicts
from tests.factories.accounts import user
from tests.formats import valid
from tests.formats.generated import HOSTILE
from tests.formats.valid import SITEMAP
from tests.public import rows

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def locations(client: Client, path: str) -> dict[str, str]:
    """Address to time of the last change, "" where it is not known."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    assert list(valid.sitemap(answer.content)) == []
    tree = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    return {str(one.findtext(f"{SITEMAP}loc")): one.findtext(f"{SITEMAP}lastmod") or "" for one in tree}


def test_every_address_of_the_sitemaps_answers_200_and_names_itself_canonical(client: Client) -> None:
    rows.vote()
    rows.vote("A/RES/S-1/2 (part) & more", title="& <title>", kind="draft")
    verdict, hidden = verdicts.published(), verdicts.approved()
    withdrawn = verdicts.published()
    publishing.withdraw(verdict=withdrawn, by=user("editor"), why="Wrong.")
    articles.article(slug="not-shown")
    sections = locations(client, "/sitemap.xml")
    assert sections.keys() == {
        f"{HOST}/sitemap-{name}.xml" for name in ("pages", "verdicts", "articles", "votes", "states")
    }
    found: dict[str, str] = {}
    for section in sections:
        found |= locations(client, section.removeprefix(HOST))
    for url in found:
        answer = client.get(url.removeprefix(HOST))
        assert answer.status_code == 200, url
        canonical = html.fromstring(answer.content).xpath('//link[@rel="canonical"]/@href')
        assert canonical in ([], [url])
    assert found[f"{HOST}/verdicts/{verdict.slug}/"]
    assert not any(f"/{slug}/" in url for url in found for slug in (hidden.slug, withdrawn.slug, "not-shown"))


@pytest.mark.parametrize("name", [
    "nothing", "nothing-2", "votes-1", "votes-2", "votes-99999", "votes-0", "votes-02", "votes-x", "votes-9999999999",
    "votes--2", "votes-2-2",
])  # fmt: skip
def test_sitemap_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    rows.vote()
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_sitemap_that_is_long_goes_on_at_further_addresses(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.votes(3)
    monkeypatch.setattr("factcheck.public.sitemaps.Votes.limit", 2)
    listed = [url for url in locations(client, "/sitemap.xml") if "sitemap-votes" in url]
    assert listed == [f"{HOST}/sitemap-votes.xml", f"{HOST}/sitemap-votes-2.xml"]
    pages = [locations(client, url.removeprefix(HOST)) for url in listed]
    assert [len(page) for page in pages] == [2, 1]
    assert not pages[0].keys() & pages[1].keys()


def test_robots_names_the_sitemap_and_keeps_the_desk_out(client: Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert "Disallow: /desk/" in lines


def test_security_txt_has_what_its_standard_asks_for(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert list(valid.security(answer.content)) == []
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Canonical"] == f"{HOST}/.well-known/security.txt"
    assert client.get(fields["Contact"].removeprefix(HOST)).status_code == 200


def test_well_known_corrections_policy_leads_to_a_page(client: Client) -> None:
    answer = client.get("/.well-known/corrections-policy", follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/policies/corrections/")
    for line in client.get("/.well-known/trust.txt").text.splitlines():
        assert client.get(line.split("=", 1)[1].removeprefix(HOST)).status_code == 200


def test_pages_say_of_themselves_what_they_show(client: Client) -> None:
    rows.vote(title=f"Title {HOSTILE[0]}")
    verdict = verdicts.published()
    version = verdict.versions.get()
    article = version.mention.version.article
    for path, title in (
        (reverse("public:verdict-detail", args=[verdict.slug]), f"False: {version.claim_text}"),
        (reverse("public:vote-detail", args=[rows.KEY]), f"Title {HOSTILE[0]}"),
        (reverse("public:state-detail", args=["USA"]), "United States"),
        (reverse("public:article-detail", args=[article.slug]), version.mention.version.title),
    ):
        tree = html.fromstring(client.get(path).content)
        said = {one.get("property") or one.get("name"): one.get("content") for one in tree.xpath("//head/meta")}
        assert said["og:title"] == said["citation_title"] == title
        assert said["og:url"] == said["citation_public_url"] == HOST + path
        assert tree.xpath('//link[@rel="canonical"]/@href') == [HOST + path]
        assert said["og:description"]


def test_filtered_page_names_the_whole_one_as_canonical(client: Client) -> None:
    rows.vote()
    path = reverse("public:vote-detail", args=[rows.KEY])
    tree = html.fromstring(client.get(f"{path}?state=USA").content)
    assert tree.xpath('//link[@rel="canonical"]/@href') == [HOST + path]


def test_page_of_all_formats_leads_to_what_is_there(client: Client) -> None:
    rows.vote()
    links = html.fromstring(client.get("/data/").content).xpath("//main//a/@href")
    assert len(links) > 15
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        answer.getvalue()
