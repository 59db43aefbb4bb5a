"""The checks of formats find what is wrong."""

from __future__ import annotations

import json

import pytest

from tests.formats import valid

FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
WRONG = (
    ("/verdicts/feed/", "application/atom+xml", FEED.format("<id>https://a.example/</id>")),
    ("/sitemap.xml", "application/xml", "<urlset></urlset>"),
    ("/votes.csv", "text/csv", "a,b\r\n1\r\n"),
    ("/votes.csv", "text/csv", "a,a\r\n"),
    ("/votes.csv", "text/html", "a,b\r\n"),
    ("/votes.json", "application/json", json.dumps([{"a": 1}, {"b": 1}])),
    ("/votes.json", "application/json", "[{"),
    ("/votes/x/popolo.json", "application/json", json.dumps({"motions": [], "vote_events": [{"motion_id": "x"}]})),
    ("/organizations.json", "application/json", json.dumps({"memberships": [], "organizations": []})),
    ("/verdicts/feed.json", "application/ld+json", json.dumps({"@type": "DataFeed", "dataFeedElement": [{}]})),
    ("/verdicts/x/1/bundle.json", "application/json", json.dumps({"format": "factcheck-verdict/1"})),
    ("/api/openapi.json", "application/json", json.dumps({"openapi": "3.1.0", "paths": []})),
    ("/oembed/", "application/json", json.dumps({"version": "1.0", "type": "rich", "html": "<p>x</p>"})),
    ("/votes/x/share.png", "image/png", "\x89PNG"),
    ("/.well-known/security.txt", "text/plain", "Contact: x\nExpires: 2000-01-01T00:00:00Z"),
    ("/robots.txt", "text/plain", "Disallow"),
    ("/audit/heads.json", "application/json", "7"),
    ("/something.else", "application/octet-stream", ""),
)


@pytest.mark.parametrize(("path", "kind", "body"), WRONG)
def test_what_is_wrong_is_found(path: str, kind: str, body: str) -> None:
    assert valid.problems(path, kind, body.encode())
