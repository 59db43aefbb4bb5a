"""Addresses are read strictly. Nothing here looks up a name or connects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.fetching import Fetcher, Policy, Refused
from factcheck.articles.fetching.urls import followed, target_of

REFUSED = {
    "": "begin with http",
    "example.org/news": "begin with http",
    "ftp://example.org/": "begin with http",
    "file:///etc/passwd": "begin with http",
    "gopher://example.org/": "begin with http",
    "javascript:alert(1)": "begin with http",
    "data:text/html,hello": "begin with http",
    "//example.org/": "begin with http",
    "http:///news": "names no website",
    "http://": "names no website",
    "http://example.org:22/": "port 22",
    "http://example.org:8080/": "port 8080",
    "https://example.org:8443/": "port 8443",
    "http://example.org:0/": "port 0",
    "http://example.org:99999/": "cannot be read",
    "http://example.org:x/": "cannot be read",
    "http://user@example.org/": "before an @",
    "http://user:word@example.org/": "before an @",
    "http://example.org@127.0.0.1/": "before an @",
    "http://example.org\\@127.0.0.1/": "character",
    "http://127.0.0.1\\.example.org/": "character",
    "http://exa mple.org/": "character",
    "http://example.org/\r\nHost: inner": "character",
    "http://example.org/\x00": "character",
    "http://2130706433/": "unusual form",
    "http://0x7f000001/": "unusual form",
    "http://0X7F.1/": "unusual form",
    "http://0177.0.0.1/": "unusual form",
    "http://127.1/": "unusual form",
    "http://127.0.0.01/": "unusual form",
    "http://127.0.0.0x1/": "unusual form",
    "http://0/": "unusual form",
    "http://127.0.0.1./": "dot",
    "http://example.org./": "dot",
    "http://%31%32%37.0.0.1/": "roundabout",
    "http://example%2eorg/": "roundabout",
    "http://127。0。0。1/": "roundabout",
    "http://127．0．0．1/": "roundabout",
    "http://example｡org/": "roundabout",
    "http://１２７.0.0.１/": "unusual digits",
    "http://①②⑦.0.0.①/": "unusual digits",
    "http://localhost/": "local network",
    "http://LOCALHOST/": "local network",
    "http://a.localhost/": "local network",
    "http://intranet/": "local network",
    "http://printer.local/": "local network",
    "http://metadata.google.internal/": "local network",
    "http://-a.example.org/": "none that a website can have",
    "http://a..example.org/": "none that a website can have",
    "http://exa$mple.org/": "none that a website can have",
    "http://[fe80::1%25eth0]/": "cannot be read",
    "http://[::1/": "cannot be read",
    "http://[nothing]/": "cannot be read",
    "http://" + "a" * 64 + ".org/": "none that a website can have",
    "http://example.org/" + "a" * 2_000: "longer than",
}
READ = {
    "http://example.org": "http://example.org/",
    " https://Example.ORG/News?a=1&b=%20#part ": "https://example.org/News?a=1&b=%20",
    "https://example.org:443/x": "https://example.org/x",
    "https://example.org:80/x": "https://example.org:80/x",
    "https://münchen.example/straße": "https://xn--mnchen-3ya.example/stra%C3%9Fe",
    "https://example.org/100%/é?q=ü%zz": "https://example.org/100%25/%C3%A9?q=%C3%BC%25zz",
    "https://9.9.9.9/": "https://9.9.9.9/",
    "https://[2606:4700:0:0::1111]/": "https://[2606:4700::1111]/",
    "https://a_b.example.org/": "https://a_b.example.org/",
}


@pytest.mark.parametrize(("url", "why"), REFUSED.items(), ids=[url[:40] for url in REFUSED])
def test_odd_address_is_refused_without_looking_it_up(url: str, why: str) -> None:
    def never(*_: object) -> list[str]:
        raise AssertionError("looked up")

    with pytest.raises(Refused) as caught:
        Fetcher(resolve=never, connect=never).fetch(url)  # type: ignore[arg-type]
    assert why in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(("url", "read"), READ.items(), ids=READ)
def test_usual_address_is_read(url: str, read: str) -> None:
    assert target_of(url, Policy()).url == read


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            target = target_of(url, Policy())
        except Refused:
            continue
        assert target.url.isascii()
        assert not set(target.url) & set(" \\\r\n\t\x00")
        assert target_of(target.url, Policy()) == target


FOLLOWED = {
    "/b": "https://example.org/b",
    "c?d": "https://example.org/a/c?d",
    "//other.example/": "https://other.example/",
    "https://other.example/x": "https://other.example/x",
}


@pytest.mark.parametrize(("location", "url"), FOLLOWED.items(), ids=FOLLOWED)
def test_redirect_leads_where_it_says(location: str, url: str) -> None:
    assert followed(target_of("https://example.org/a/b", Policy()), location, Policy()).url == url


@pytest.mark.parametrize("location", ["http://other.example/", "ftp://a.example/", "http://localhost/", "http://[/"])
def test_redirect_to_an_odd_address_is_refused(location: str) -> None:
    with pytest.raises(Refused, match="sent the request on"):
        followed(target_of("https://example.org/", Policy()), location, Policy())


def test_redirect_to_an_encrypted_address_is_followed() -> None:
    target = target_of("http://example.org/", Policy())
    assert followed(target, "https://example.org/", Policy()).port == 443
