"""What a first visit costs, as the website's own stack serves it: collected and compressed static files, a kept
verdict, the other pages made and compressed on request. Bytes are those that Chromium received, headers included."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from factcheck.kept import files
from factcheck.kept.files import KeptPage
from factcheck.kept.rendering import render
from factcheck.kept.serving import Serving
from factcheck.verdicts import queries

KILOBYTE = 1000
WIDTHS = (390, 1440)
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
SETTLED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
  if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) throw new Error("shifts are not measured");
  return window.shifted;
}"""


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def stack(newsroom: str, settings: Any, tmp_path: Path) -> Iterator[str]:
    """The address of the newsroom behind the layers of factcheck/wsgi.py, with static files as they are deployed."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "factcheck.web.stylesheets.Storage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    kept = Serving(get_wsgi_application(), tmp_path / "kept", ["127.0.0.1"])  # type: ignore[arg-type]
    server = make_server("127.0.0.1", 0, kept, server_class=Threads, handler_class=Silent)
    settings.PUBLIC_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    page = render(verdict())
    made = KeptPage(page.path, page.etag, page.headers, page.gzip(), page.brotli())
    files.write(tmp_path / "kept", made)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield settings.PUBLIC_ADDRESS
    server.shutdown()
    thread.join()
    server.server_close()


def verdict() -> str:
    """The longest verdict page there is in the newsroom."""
    slugs = queries.newest_published().values_list("verdict__slug", flat=True)
    return max((f"/verdicts/{slug}/" for slug in slugs), key=lambda path: len(render(path).body))


def visited(context: Any, address: str) -> tuple[dict[str, int], list[str], float]:
    """A first visit: bytes by address, kinds of what was asked for, and how far the layout shifted."""
    page = context.new_page()
    page.add_init_script(SHIFTS)
    finished: list[Any] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address, wait_until="networkidle")
    shifted = float(page.evaluate(SETTLED))
    sizes = {one.url: one.sizes() for one in finished}
    return (
        {url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()},
        [one.resource_type for one in finished],
        shifted,
    )


PAINTED = "() => new Promise(done => new PerformanceObserver(() => done()).observe({type: 'paint', buffered: true}))"


def held_back(page: Any) -> list[Any]:
    """The requests for fonts, as they are made."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/*.woff2", hold)
    return held


def test_fonts_that_come_late_move_nothing(stack: str, new_context: Callable[..., Any]) -> None:
    """As over a slow line: they are held back until the reader sees the page."""
    for width in WIDTHS:
        for path in (verdict(), "/", "/votes/A/RES/ES-11/7/", "/states/USA/", "/compare/RUS/USA/"):
            context = new_context(viewport={"width": width, "height": 900})
            page = context.new_page()
            page.add_init_script(SHIFTS)
            held = held_back(page)
            page.goto(f"{stack}{path}", wait_until="domcontentloaded")
            page.evaluate(PAINTED)
            assert len(held) >= 2, path
            for font in held:
                font.continue_()
            page.wait_for_load_state("networkidle")
            shifted = page.evaluate(SETTLED)
            context.close()
            assert shifted == 0, (path, width)


def test_first_visit_stays_within_its_budget(stack: str, new_context: Callable[..., Any]) -> None:
    for width in WIDTHS:
        for path, most, scripts in ((verdict(), 60, 0), ("/", 60, 0), ("/votes/A/RES/ES-11/7/", 70, 2)):
            context = new_context(viewport={"width": width, "height": 900})
            received, kinds, shifted = visited(context, f"{stack}{path}")
            context.close()
            assert sum(received.values()) < most * KILOBYTE, (path, width, received)
            assert len(received) <= 5 + scripts, (path, width, received)
            assert kinds.count("script") <= scripts, (path, kinds)
            assert kinds.count("stylesheet") == 1
            assert shifted < 0.1, (path, width)
