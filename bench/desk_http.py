"""The form of the workbench, sent to the web server by browsers that stay connected; part of bench/desk.py.

The server is granian as `make run` has it, on a port that is free. It serves Factcheck and
one view more, which returns a word through every middleware: what everything else is compared with.
"""

import multiprocessing
import os
import socket
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import database  # first: it sets Django up
import over_http
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

SECRET = "b" * 32
FORM = {
    "csrfmiddlewaretoken": SECRET, "revision": "0", "accuracy": "1", "framing": "",
    "rationale": "The roll call says otherwise.",
    "evidence-0-side": "against", "evidence-0-target": "A/RES/ES-11/7", "evidence-0-note": "",
    "evidence-1-side": "", "evidence-1-target": "", "evidence-1-note": "",
    **{f"statement-0-{part}": "" for part in (
        "side", "words", "language", "translation", "speaker", "role", "state", "said_on", "place", "told", "note"
    )},
}  # fmt: skip
SECONDS = 2.0


@login_not_required
def trivial(request):
    return HttpResponse("ok")


urlpatterns = [path("bench/trivial/", trivial), path("", include("factcheck.urls"))]

if os.environ.get("BENCH_SERVES"):  # this is a web worker
    settings.ROOT_URLCONF = "desk_http"
    from factcheck.operations.database.base import use_pool
    from factcheck.wsgi import application  # noqa: F401  what granian serves

    use_pool()


@dataclass(frozen=True)
class Rate:
    """Answers a second; milliseconds of the median, of the 99th percentile, and of the processor for each answer: of
    the web server, of the database and of the browsers."""

    a_second: float
    median: float
    late: float
    web: float
    database: float
    browsers: float

    @property
    def processor(self):
        return self.web + self.database + self.browsers


@dataclass(frozen=True)
class Server:
    port: int
    process: int


@contextmanager
def served():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with over_http.web_workers(port, "BENCH_SERVES", "desk_http:application") as process:
        yield Server(port, process)


def request(port, method, target, cookies, body=b""):
    about = f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {cookies}\r\n"
    about += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"{method} {target} HTTP/1.1\r\n{about}\r\n".encode() + body


def answered(file, expected):
    """Read the next answer to its end."""
    first, length = file.readline(), 0
    while (header := file.readline()) not in (b"\r\n", b""):
        if header.lower().startswith(b"content-length:"):
            length = int(header.split(b":")[1])
    said = file.read(length)
    assert first.split()[1:2] == [expected], (first, said[:500])


def browse(port, session, keys, start, results):
    """Send the form for each review in turn, or without reviews ask for the trivial view for a while; the milliseconds
    of each answer and, last, of this process. Pages of the desk first, as every reviewer has had."""
    cookies, body = f"sessionid={session}; csrftoken={SECRET}", urlencode(FORM).encode()
    took = []
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        file = connection.makefile("rb")

        def ask(expected, *about):
            began = time.perf_counter()
            connection.sendall(request(port, *about))
            answered(file, expected)
            return 1000 * (time.perf_counter() - began)

        for _ in range(4):
            ask(b"200", "GET", "/desk/queue/?tab=done", cookies)
        start.wait()
        computed, end = time.process_time(), time.perf_counter() + SECONDS
        for key in keys or ():
            took.append(ask(b"302", "POST", f"/desk/reviews/{key}/", cookies, body))
        while keys is None and time.perf_counter() < end:
            took.append(ask(b"200", "GET", "/bench/trivial/", cookies))
        computed = time.process_time() - computed
    results.put((took, 1000 * computed))


def rate(server, shares):
    """`shares` are (session, keys of reviews that its person holds, None for the trivial view), one a connection."""
    start, results = multiprocessing.Barrier(len(shares) + 1), multiprocessing.Queue()
    browsers = [multiprocessing.Process(target=browse, args=(server.port, *share, start, results)) for share in shares]
    for browser in browsers:
        browser.start()
    both = server.process, database.postmaster()
    start.wait(300)
    before = [database.spent(one) for one in both]
    began = time.perf_counter()
    found = [results.get(timeout=300) for _ in shares]
    seconds = time.perf_counter() - began
    web, stored = (database.spent(one) - was for one, was in zip(both, before, strict=True))
    for browser in browsers:
        browser.join()
    took = sorted(one for each, _ in found for one in each)
    number, computed = len(took), sum(one for _, one in found)
    late = took[int(0.99 * number)]
    return Rate(
        number / seconds, statistics.median(took), late, 1000 * web / number, 1000 * stored / number, computed / number
    )
