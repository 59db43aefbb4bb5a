"""Whoever comes for the first time, with robots.txt alone: every address of the sitemaps answers, every link on those
pages leads somewhere, and whatever machines are sent is what it says it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from lxml import html

from factcheck.verdicts.models import Verdict
from tests.formats import valid
from tests.formats.test_claim_review import page_at
from tests.formats.test_claim_review import problems as of_review

HOST = "http://testserver"
LINKS = """
    //a/@href | //link/@href | //area/@href | //img/@src | //script/@src | //iframe/@src
    | //*[local-name()="image"]/@href | //form[not(@method="post")]/@action
    | //meta[@property="og:image" or @property="og:url" or @name="citation_public_url"]/@content
"""
REDIRECTS = {
    "/.well-known/corrections-policy": "/policies/corrections/",
    "/desk/": "/accounts/login/?next=/desk/",
}
"""Which addresses lead on, and where to."""
ALIKE = re.compile(r"(?P<compared>/compare/)\w+/\w+/|(?P<drawn>/votes/)\S+/share\.png")
ONE_IN = 20
"""Each state’s page leads to how it voted beside the permanent members, and each vote’s to its picture: a thousand
times the same page, and hundreds of times the same drawing, tried this often."""
SECTIONS = ("pages verdicts articles", "votes", "states")
"""Of the sitemap index, as they are tried together."""


@dataclass
class Newcomer:
    """Goes wherever a link leads, once, and notes what is wrong there."""

    client: Client
    listed: frozenset[str]
    """Addresses of the sitemaps: each is looked at for itself, so a link to one only has to name it."""
    ids: dict[str, frozenset[str] | None] = field(default_factory=dict)
    """Of each address, what can be pointed to; None where it is no page."""
    wrong: list[str] = field(default_factory=list)
    alike: Counter[str | None] = field(default_factory=Counter)

    def look_at(self, url: str) -> None:
        """A page of the sitemaps: it answers, and so does everything that it leads to."""
        path = url.removeprefix(HOST)
        answer = self.client.get(path)
        if answer.status_code != 200:
            self.wrong.append(f"{path} answers {answer.status_code}")
            return
        tree = html.fromstring(answer.content)
        own = tree.xpath("//@id")
        self.ids[path] = frozenset(own)
        self.wrong += [f"{path} has “{one}” twice" for one in {one for one in own if own.count(one) > 1}]
        for link in dict.fromkeys(str(link) for link in tree.xpath(LINKS)):
            self.follow(link, path)
        if path.startswith("/verdicts/") and path != "/verdicts/":
            self._reviewed(path)

    def follow(self, link: str, path: str) -> None:
        url = urljoin(HOST + path, link)
        if not url.startswith(f"{HOST}/"):
            if not re.match(r"https?://[^/\s]+|mailto:\S+@\S+", url):
                self.wrong.append(f"{path} leads to “{link}”")
            return
        target, _, fragment = url.removeprefix(HOST).partition("#")
        if HOST + target in self.listed and not fragment:
            return
        if alike := ALIKE.fullmatch(target):
            self.alike[alike.lastgroup] += 1
            if self.alike[alike.lastgroup] % ONE_IN:
                return
        if target not in self.ids:
            self.ids[target] = self._arrive(target, path)
        there = self.ids[target]
        if fragment and there is not None and unquote(fragment) not in there:
            self.wrong.append(f"{path}: nothing at {link}")

    def _arrive(self, target: str, path: str) -> frozenset[str] | None:
        """What stands at an address, and whether it is as it has to be."""
        if target.startswith("/static/"):
            if finders.find(urlsplit(target).path.removeprefix("/static/")) is None:
                self.wrong.append(f"{path}: no file {target}")
            return None
        answer = self.client.get(target)
        if answer.status_code in (301, 302, 303, 307, 308):
            onward = answer.headers["Location"]
            if REDIRECTS.get(target) != onward:
                self.wrong.append(f"{path}: {target} leads on to {onward}")
            return self._arrive(onward, path)
        if answer.status_code != 200:
            self.wrong.append(f"{path}: {target} answers {answer.status_code}")
            return None
        body, kind = answer.getvalue(), answer.headers["Content-Type"]
        if kind.startswith("text/html"):
            return frozenset(html.fromstring(body).xpath("//@id"))
        self.wrong += valid.problems(urlsplit(target).path, kind, body)
        if not kind.startswith("image/"):
            for url in sorted(set(addresses(body.decode()))):
                self.ids.setdefault(target, None)
                self.follow(url, target)
        return None

    def _reviewed(self, path: str) -> None:
        """The markup of a verdict's page."""
        verdict = Verdict.objects.get(slug=path.split("/")[2])
        page = page_at(self.client, path)
        if len(page.reviews) != verdict.stands:
            self.wrong.append(f"{path}: {len(page.reviews)} ClaimReviews")
        self.wrong += [f"{path}: {one}" for review in page.reviews for one in of_review(review, page, verdict)]


def addresses(text: str) -> Iterator[str]:
    """Of this website, in something that is no page; braces stand where a description leaves a place open."""
    for url in re.findall(rf"{HOST}[^\s\"'<>\\,]*", unescape(text)):
        if "{" not in url:
            yield url


def locations(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert valid.problems(path, answer.headers["Content-Type"], answer.content) == []
    return re.findall("<loc>([^<]+)</loc>", unescape(answer.text))


@pytest.mark.django_db
@pytest.mark.parametrize("tried", SECTIONS)
def test_every_address_and_link_answers_and_every_format_is_valid(client: Client, tried: str) -> None:
    call_command("load_facts", verbosity=0)
    call_command("load_demonstration", verbosity=0)
    (index,) = re.findall(r"^Sitemap: (.+)$", client.get("/robots.txt").text, re.MULTILINE)
    sections = {re.split("[-.]", url)[-2]: url for url in locations(client, index.removeprefix(HOST))}
    assert sorted(sections) == sorted(" ".join(SECTIONS).split())
    listed = {name: locations(client, url.removeprefix(HOST)) for name, url in sections.items()}
    newcomer = Newcomer(client, frozenset(url for urls in listed.values() for url in urls))
    for name in tried.split():
        assert listed[name]
        for url in listed[name]:
            newcomer.look_at(url)
    if "pages" in tried:
        for path in ("/robots.txt", "/.well-known/security.txt", "/.well-known/trust.txt", *REDIRECTS):
            newcomer.follow(path, "/")
    assert not newcomer.wrong, "\n".join(newcomer.wrong)
