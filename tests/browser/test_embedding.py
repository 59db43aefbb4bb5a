"""The card in a sandboxed frame on a page of another origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect

from factcheck.verdicts.models import Verdict
from tests.axe import violations


@pytest.fixture
def served() -> Iterator[Callable[[str], str]]:
    """A website of somebody else: gives the address of a page with these contents."""
    pages: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[-1].encode() if self.path == "/" else b"")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()

    def serve(page: str) -> str:
        pages.append(page)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (560, "dark")])
def test_card_shows_in_a_sandboxed_frame_without_cookies(
    new_context: Callable[..., Any], newsroom: str, served: Callable[[str], str], width: int, scheme: str
) -> None:
    verdict = Verdict.objects.filter(status="published").order_by("pk")[0]
    version = verdict.versions.filter(published_at__isnull=False).latest("number")
    context = new_context(viewport={"width": width + 40, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    told = page.request.get(f"{newsroom}/oembed/?url={newsroom}/verdicts/{verdict.slug}/&maxwidth={width}").json()
    elsewhere = f"<!DOCTYPE html><html lang=en><title>Elsewhere</title><main>{told['html']}</main>"
    page.goto(served(elsewhere))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name=version.claim_text)).to_be_visible()
    expect(frame.get_by_text(version.rating_label, exact=True)).to_be_visible()
    assert troubles == [], "looking inside with a script is told as one, so this comes first"
    expect(frame.locator(".card-rating"), "its style sheet applies in a sandbox").to_have_css("font-weight", "700")
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    with context.expect_page() as opened:
        frame.get_by_role("link", name="What the record shows").click()
    expect(opened.value.get_by_role("heading", name=version.claim_text)).to_be_visible()
    assert context.cookies() == []
    page.goto(f"{newsroom}/verdicts/{verdict.slug}/card/")
    assert violations(page) == []
