"""Fetching from a server on 127.0.0.1 that is kind, broken or hostile."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from factcheck.articles.fetching import FEED, Fetched, Fetcher, Limits, Refused, network
from factcheck.articles.fetching.addresses import Address
from factcheck.articles.fetching.body import taken_in
from tests.factories.helper import Behaviour, dripping, hanging_up, http, raw, serving, silent
from tests.factories.website import LOOPBACK, PAGE, fetcher, page, sent_on, website

SMALL = 10_000
"""Bytes that the fetchers of these tests take."""


def refusal_of(behaviour: Behaviour, **limits: float) -> Refused:
    with website(news=behaviour) as site, pytest.raises(Refused) as caught:
        fetcher(**{"size": SMALL, **limits}).fetch(site.url("/news"))
    return caught.value


def found_at(behaviour: Behaviour) -> Fetched:
    with website(news=behaviour) as site:
        return fetcher().fetch(site.url("/news"))


def packed(content: bytes, coding: str, headers: str = "Content-Type: text/html\r\n") -> Behaviour:
    return http(content, headers=f"Content-Encoding: {coding}\r\n{headers}")


def test_page_is_fetched_with_what_was_declared() -> None:
    with website(news=page(media_type="Text/HTML; Charset=ISO-8859-1", headers='ETag: "1"\r\n')) as site:
        found = fetcher().fetch(site.url("/news"))
    assert (found.url, found.redirects, found.status) == (site.url("/news"), (), 200)
    assert (found.media_type, found.charset, found.body) == ("text/html", "iso-8859-1", PAGE.encode())
    assert found.header("etag") == '"1"'
    assert found.header("x-not-sent") == ""


def test_request_says_who_asks_and_sends_no_cookie() -> None:
    with website(index=page()) as site:
        fetcher().fetch(site.url())
    assert len(site.asked) == 1
    assert f"Host: 127.0.0.1:{site.port}\r\n" in site.asked[0]
    assert "User-Agent: Factcheck" in site.asked[0]
    assert "cookie" not in site.asked[0].lower()


PACKINGS = {
    "gzip": gzip.compress(PAGE.encode()),
    "GZIP, identity": gzip.compress(PAGE.encode()),
    "x-gzip": gzip.compress(PAGE.encode()[:9]) + gzip.compress(PAGE.encode()[9:]),
    "deflate": zlib.compress(PAGE.encode()),
    "Deflate": zlib.compress(PAGE.encode(), wbits=-15),
    "identity": PAGE.encode(),
}


@pytest.mark.parametrize("coding", PACKINGS)
def test_packed_page_is_unpacked(coding: str) -> None:
    assert found_at(packed(PACKINGS[coding], coding)).body == PAGE.encode()


def test_page_in_chunks_is_put_together() -> None:
    answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert found_at(raw(f"{answer}5\r\n<!doc\r\n5\r\ntype>\r\n0\r\n\r\n".encode())).body == b"<!doctype>"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [("<!DOCTYPE html><p>a", "text/html"), ("\ufeff <html>", "text/html"), ("%PDF-1.7", "application/pdf")],
)
def test_media_type_is_guessed_only_where_none_is_declared(body: str, media_type: str) -> None:
    assert found_at(page(body, media_type="")).media_type == media_type


def test_feed_is_fetched_where_a_feed_is_asked_for() -> None:
    with website(feed=page("<rss/>", "application/rss+xml")) as site:
        assert fetcher().fetch(site.url("/feed"), accept=FEED).body == b"<rss/>"
        with pytest.raises(Refused, match="leads to a file"):
            fetcher().fetch(site.url("/feed"))


def test_conditional_request_sends_validators_and_hears_that_nothing_changed() -> None:
    with website(feed=raw(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')) as site:
        found = fetcher().fetch(site.url("/feed"), accept=FEED, validators={"If-None-Match": '"1"'})
    assert 'If-None-Match: "1"' in site.asked[0]
    assert found.is_unchanged
    assert found.body == b""


def test_validator_with_odd_letters_goes_back_as_it_came() -> None:
    with website(feed=page(headers='ETag: "é"\r\n')) as site:
        tag = fetcher().fetch(site.url("/feed")).header("etag")
        fetcher().fetch(site.url("/feed"), validators={"If-None-Match": tag})
    came = '"é"'.encode().decode("latin-1")
    assert f"If-None-Match: {came}\r\n" in site.asked[1]


def test_redirects_are_followed_and_told() -> None:
    with website(a=sent_on("/b", "301 Moved"), b=sent_on("c", "307 Temporary"), c=page()) as site:
        found = fetcher().fetch(site.url("/a"))
    assert found.url == site.url("/c")
    assert found.redirects == (site.url("/a"), site.url("/b"))


def test_redirects_in_a_circle_are_refused() -> None:
    with website(a=sent_on("/b"), b=sent_on("/a")) as site, pytest.raises(Refused, match="in a circle"):
        fetcher().fetch(site.url("/a"))
    assert len(site.asked) == 2


def test_more_redirects_than_the_limit_are_refused() -> None:
    steps = {f"p{n}": sent_on(f"/p{n + 1}") for n in range(5)}
    with website(**steps, p5=page()) as site:
        assert fetcher(redirects=5).fetch(site.url("/p0")).url == site.url("/p5")
        with pytest.raises(Refused, match="more than 4 times"):
            fetcher(redirects=4).fetch(site.url("/p0"))


def test_redirect_to_an_address_that_is_not_allowed_is_refused_at_that_hop() -> None:
    connected: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        return [host]

    def connect(address: Address, port: int, timeout: float) -> socket.socket:
        connected.append(str(address))
        return network.connect(address, port, timeout)

    with website(a=sent_on("http://169.254.169.254/latest/")) as site, pytest.raises(Refused, match="outside the test"):
        Fetcher(policy=LOOPBACK, resolve=resolve, connect=connect).fetch(site.url("/a"))
    assert connected == ["127.0.0.1"]


STATUSES = {
    "204 No Content": "no page",
    "206 Partial Content": "which is no page",
    "300 Multiple Choices": "without saying where",
    "302 Found": "without saying where",
    "304 Not Modified": "no page",
    "401 Unauthorized": "not show this page to everybody",
    "402 Payment Required": "not show this page to everybody",
    "403 Forbidden": "not show this page to everybody",
    "404 Not Found": "no such page",
    "410 Gone": "no such page",
    "418 Teapot": "which is no page",
    "451 Legal": "not show this page to everybody",
    "500 Error": "fault of its own",
    "503 Busy": "fault of its own",
}


@pytest.mark.parametrize(("status", "why"), STATUSES.items(), ids=STATUSES)
def test_status_that_brings_no_page_is_refused_in_words(status: str, why: str) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n"
    refused = refusal_of(raw(f"{head}{'' if status[:3] in ('204', '304') else 'Content-Length: 0'}\r\n\r\n".encode()))
    assert why in str(refused)
    assert refused.status == int(status[:3])


@pytest.mark.parametrize(("header", "seconds"), [("120", 120), ("9" * 40, 30 * 86_400), ("soon", None), ("²", None)])
def test_wish_to_wait_is_handed_on(header: str, seconds: int | None) -> None:
    answer = f"HTTP/1.1 429 Too Many\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n".encode("latin-1")
    refused = refusal_of(raw(answer))
    assert (refused.status, refused.retry_after) == (429, seconds)


def test_page_behind_a_sign_in_is_refused() -> None:
    with website(news=sent_on("/login?next=/news")) as site:
        site.pages["/login?next=/news"] = page()
        with pytest.raises(Refused, match="asks for a sign-in"):
            fetcher().fetch(site.url("/news"))
        assert fetcher().fetch(site.url("/login?next=/news")).body == PAGE.encode()


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "application/octet-stream", "video/mp4"])
def test_file_that_is_no_text_is_refused(media_type: str) -> None:
    assert media_type in str(refusal_of(page("x", media_type)))


HOSTILE: dict[str, tuple[Behaviour, str]] = {
    "too large, declared": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), "larger than"),
    "too large, streamed": (page("x" * (SMALL + 1)), "larger than"),
    "gzip bomb": (packed(gzip.compress(bytes(20_000_000)), "gzip"), "larger than"),
    "deflate bomb": (packed(zlib.compress(bytes(9_000_000)), "deflate"), "larger than"),
    "gzip in many members": (packed(gzip.compress(b"") * 400, "gzip"), "damaged"),
    "gzip that breaks off": (packed(gzip.compress(PAGE.encode() * 9)[:-20], "gzip"), "damaged"),
    "gzip that is none": (packed(PAGE.encode(), "gzip"), "damaged"),
    "packed in brotli": (packed(b"\x0b\x02\x80", "br"), "not asked for"),
    "packed in zstandard": (packed(b"(\xb5/\xfd", "zstd"), "not asked for"),
    "packed twice": (packed(gzip.compress(gzip.compress(b"a")), "gzip, gzip"), "not asked for"),
    "shorter than declared": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<html>"), "broke off"),
    "two lengths": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"), "the rules"),
    "negative length": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabcdef"), "the rules"),
    "huge headers": (raw(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n"), "the rules"),
    "many headers": (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000 + b"\r\n"), "the rules"),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "the rules"),
    "no answer": (hanging_up, "broke off"),
    "bad chunk": (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<html>"), "the rules"),
    "empty page": (page(" \n"), "empty"),
    "no type, no text": (page("\x7fELF", media_type=""), "no stated type"),
}


@pytest.mark.parametrize(("behaviour", "why"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_answer_is_refused_in_one_sentence(behaviour: Behaviour, why: str) -> None:
    sentence = str(refusal_of(behaviour))
    assert why in sentence
    assert sentence.endswith(".")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SLOW: dict[str, Behaviour] = {
    "silent": silent,
    "headers in drops": dripping(HEAD, b"X-Slow: 1\r\n", 0.02),
    "body in drops": dripping(HEAD + b"\r\n", b"<", 0.02),
    "chunks in drops": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n", 0.02),
    "answers before the answer": dripping(
        b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.02
    ),
}


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW)
def test_slow_answer_ends_with_the_time_for_all_of_it(behaviour: Behaviour) -> None:
    began = time.monotonic()
    assert "within 0.4 seconds" in str(refusal_of(behaviour, seconds=0.4))
    assert time.monotonic() - began < 4


def test_name_that_is_looked_up_for_ever_ends_with_the_time() -> None:
    def resolve(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    with pytest.raises(Refused, match=r"within 0\.2 seconds"):
        Fetcher(limits=Limits(seconds=0.2), resolve=resolve).fetch("http://slow.example/")


def test_server_that_is_not_there_could_not_be_reached() -> None:
    with website() as site:
        url = site.url()
    with pytest.raises(Refused, match="could not be reached"):
        fetcher().fetch(url)


def test_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    request = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    subprocess.run(
        [*request.split(), "-keyout", file, "-out", file],
        check=True,
        capture_output=True,
    )
    with serving(http(""), certificate=file) as server, pytest.raises(Refused, match="certificate"):
        fetcher().fetch(f"https://127.0.0.1:{server.port}/")
    assert server.asked == []


def test_unpacking_a_bomb_holds_no_more_than_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="larger than"):
            taken_in([bomb], encoding="gzip", limit=100_000)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_fetcher_needs_no_django() -> None:
    code = "import sys; import factcheck.articles.fetching; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3]).returncode == 0
