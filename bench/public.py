"""What readers' pages cost: requests a second, each as a ratio to plain views of the same server, at several sizes.

    .venv/bin/python bench/public.py [COUNT...]     # claims; other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder, and PUBLIC_ADDRESS to http://127.0.0.1:8199. The
demonstration newsroom is loaded, its pages are kept, and made-up claims with published verdicts are added
(made_up_claims.py), whose own pages are not kept: that would take hours.

Two tables for each size. The first is of processor time, of the web process and of the database together: each page is
asked for through the whole application (kept pages, middleware, view) in one process, without the network; other work
on the machine does not change it much. A "cold" page is one that the process reads from its file; "made" is one for
which the process makes the answer, "again" one that it was asked for before and has in its memory.

The second is over HTTP on 127.0.0.1 with the web workers that the web server has: requests a second, median and 99th
percentile in milliseconds of 8 connections that stay open, each the best of seven rounds of a second, which all pages
and nginx take in turn (over_http.py); then how many medians the 99th percentile is, of these and, "usually", in
the middle one of the rounds. The client is written in Python too and takes its share of the machine, so fast pages, and
nginx most of all, are faster than it says. "Trivial" is a view that returns a word through every middleware, "query and
template" asks for one row by its key and renders a page of this website; nginx, where it is there, serves the same
bytes as a file. The API's limit of calls is off. At the end stands what is asked, with "pass" or "fail"; growth is in
units of the trivial view.
"""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("PUBLIC_ADDRESS", "http://127.0.0.1:8199")

from django.conf import settings  # noqa: E402

settings.ROOT_URLCONF = "public"

import database  # noqa: E402
import over_http  # noqa: E402
from django.contrib.auth.decorators import login_not_required  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import include, path  # noqa: E402
from ninja.throttling import AnonRateThrottle  # noqa: E402

from factcheck.kept import unchanged  # noqa: E402
from factcheck.operations.database.base import use_pool  # noqa: E402
from factcheck.wsgi import application  # noqa: E402  what granian serves; the models are there from here on

use_pool()  # as the web server does
MEMORY = unchanged.ROOM
if os.environ.get("BENCH_MADE"):
    unchanged.ROOM = 0  # this web process makes every answer

if os.environ.get("BENCH_COLD"):
    warm = application

    def application(environ, start_response):  # this web process reads every kept page from its file
        warm._held.clear()
        return warm(environ, start_response)


AnonRateThrottle.allow_request = lambda self, request: True

SIZES = (1_000, 100_000, 1_000_000)
RUNS = 5
KEY = "A/RES/ES-11/7"


@login_not_required
def trivial(request):
    return HttpResponse("ok")


@login_not_required
def query_and_template(request):
    from factcheck.record.models import Motion

    motion = get_object_or_404(Motion, key=KEY)
    return render(request, "public/report_thanks.html", {"days": motion.pk, "active": ""})


urlpatterns = [
    path("bench/trivial/", trivial),
    path("bench/query/", query_and_template),
    path("", include("factcheck.urls")),
]
handler404 = "factcheck.web.failures.missing"
handler500 = "factcheck.web.failures.failed"


def pages():
    """Name to path and query; the verdict of the demonstration newsroom is kept, the other vote is not."""
    from factcheck.kept.models import Page
    from factcheck.record.models import Motion

    verdict = Page.objects.filter(path__regex=r"^/verdicts/[^/]{30,}/$", status=200).order_by("path")[0].path
    kept = set(Page.objects.values_list("path", flat=True))
    other = next(m.key for m in Motion.objects.order_by("pk") if f"/votes/{m.key}/" not in kept)
    return {
        "trivial view": "/bench/trivial/",
        "query and template": "/bench/query/",
        "verdict page, kept": verdict,
        "vote page, kept": f"/votes/{KEY}/",
        "vote page, made": f"/votes/{other}/",
        "vote page, again": f"/votes/{other}/",
        "search, made": "/search/?q=resolution",
        "search, again": "/search/?q=resolution",
        "API, made": "/api/verdicts",
    }


# ------------------------------------------------------------------------------------------------------ processor time


def asked(target, address):
    """One request through the whole application; seconds of this process."""
    where, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": where, "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": str(address.port), "HTTP_HOST": address.netloc,
        "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "HTTP_ACCEPT_ENCODING": "br", "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
    said = []
    began = time.process_time()
    answer = application(environ, lambda status, headers, *_: said.append(status))
    for _ in answer:
        pass
    getattr(answer, "close", lambda: None)()
    took = time.process_time() - began
    return took, said[0]


def processor(target, address, number, cold=False):
    """The least of some runs, seconds a request."""
    best = float("inf")
    for _ in range(RUNS):
        total = -database.spent(database.postmaster())
        for _ in range(number):
            if cold:
                application._held.clear()
            took, status = asked(target, address)
            total += took
            assert status.startswith("200"), (target, status)
        best = min(best, (total + database.spent(database.postmaster())) / number)
    return best


def in_process(address):
    """Seconds of each page by its name."""
    found = {}
    for name, target in pages().items():
        plain = name in ("trivial view", "query and template") or name.endswith(("kept", "again"))
        unchanged.ROOM = MEMORY if name.endswith("again") else 0
        found[name] = processor(target, address, 300 if plain else 16)
        if name == "verdict page, kept":
            found["verdict page, kept, cold"] = processor(target, address, 100, cold=True)
    trivial_, query = found["trivial view"], found["query and template"]
    print(f"{'processor':<28}{'requests/s':>12}{'x trivial':>11}{'x query+template':>18}")
    for name, seconds in found.items():
        print(f"{name:<28}{1 / seconds:>12,.0f}{trivial_ / seconds:>11.2f}{query / seconds:>18.2f}")
    return found


# ---------------------------------------------------------------------------------------------------------------- HTTP


def http(address):
    """The rate of each page by its name, and beside it that of nginx with the same bytes."""
    found, static = {}, {}
    for mode, names in (
        ("BENCH_WARM", [name for name in pages() if not name.endswith("made")]),
        ("BENCH_MADE", [name for name in pages() if name.endswith("made")]),
        ("BENCH_COLD", ["verdict page, kept"]),
    ):
        end = ", cold" if mode == "BENCH_COLD" else ""
        targets = {name: pages()[name] for name in names}
        with over_http.web_workers(address.port, mode):
            files = {f"/{n}": over_http.fetch(target, address.port) for n, target in enumerate(targets.values())}
            with over_http.nginx(files, address.port + 1) as is_there:
                wanted = {}
                for name, file in zip(names, files, strict=True):
                    wanted[name] = targets[name], address.port
                    if is_there:
                        wanted[f"{name} by nginx"] = file, address.port + 1
                told = over_http.measured(wanted)
        for name in names:
            found[name + end] = told[name]
            if is_there:
                static[name + end] = told[f"{name} by nginx"]
    head = f"{'HTTP, 8 connections':<28}{'requests/s':>12}{'median ms':>11}{'p99 ms':>9}{'p99/med':>9}{'usually':>9}"
    print(f"{head}{'x trivial':>11}{'x query+template':>18}{'x nginx':>9}{'nginx p99/med':>15}{'usually':>9}")
    for name, one in found.items():
        to_trivial, to_query = (one.rate / found[plain].rate for plain in ("trivial view", "query and template"))
        print(f"{name:<28}{one.rate:>12,.0f}{one.median * 1000:>11.2f}{one.late * 1000:>9.2f}", end="")
        print(f"{one.tail:>9.1f}{one.usual:>9.1f}{to_trivial:>11.2f}{to_query:>18.2f}", end="")
        file = static.get(name)
        print(f"{one.rate / file.rate:>9.3f}{file.tail:>15.1f}{file.usual:>9.1f}" if file else "", flush=True)
    print("" if static else "nginx is not installed here.")
    return found


# ------------------------------------------------------------------------------------------------------ what is asked


def judged(told):
    """Lines of what is asked of the numbers. `told` has (claims, seconds of the processor, rates) for each size."""
    kept = "verdict page, kept"
    for size, seconds, rates in told:
        plain, query = rates["trivial view"], rates["query and template"]
        of = f"at {size:,} claims"
        yield f"{kept}, over HTTP, {of}, to the trivial view", rates[kept].rate / plain.rate, 0.6, True
        yield f"{kept}, over HTTP, {of}, to query and template", rates[kept].rate / query.rate, 3.0, True
        yield f"{kept}, processor, {of}, to the trivial view", seconds["trivial view"] / seconds[kept], 0.6, True
        yield (
            f"{kept}, processor, {of}, to query and template",
            seconds["query and template"] / seconds[kept],
            3.0,
            True,
        )
        for name, one in rates.items():
            if "kept" in name:
                yield f"{name}, over HTTP, {of}, p99 to median", one.tail, 4.0, False
    (first, smallest, _), (last, largest, _) = told[0], told[-1]
    if first != last:
        for name in list(smallest)[1:]:  # another hour of the machine slows the trivial view too
            bar = 1.5 if name.startswith("search") else 1.2
            grown = largest[name] / largest["trivial view"] * smallest["trivial view"] / smallest[name]
            yield f"{name}, processor, {last:,} to {first:,} claims", grown, bar, False


def main(sizes):
    import made_up_claims
    from django.core.management import call_command
    from django.db import connection

    from factcheck.kept import following
    from factcheck.kept.actions import keeping
    from factcheck.operations import static

    address = urlsplit(settings.PUBLIC_ADDRESS)
    static.collect(settings.HOME / "static.stamp")
    call_command("migrate", verbosity=0)
    call_command("load_facts")
    call_command("load_demonstration")
    began = time.process_time(), time.monotonic()
    made = keeping.sweep()
    took = time.process_time() - began[0], time.monotonic() - began[1]
    print(f"{len(made)} pages kept in {took[0]:.1f} s of the processor, {took[1]:.1f} s on the clock")
    following.Follower(following.folder()).compare()
    have, told = 0, []
    for size in sizes:
        if size:
            with database.unaudited():
                made_up_claims.grow(have, size)
                made_up_claims.publish(have, size)
            have = size
        print(f"\n{have:,} more claims, each with a published verdict")
        began = time.process_time()
        keeping.keep("/verdicts/")
        keeping.keep(pages()["verdict page, kept"])
        print(f"verdict page and list rendered anew: {(time.process_time() - began) * 1000:.0f} ms of the processor")
        seconds = in_process(address)
        connection.close()
        told.append((size, seconds, http(address)))
    print("\nWhat is asked")
    for words, value, bar, is_least in judged(told):
        holds = value >= bar if is_least else value <= bar
        print(f"{'pass' if holds else 'fail'}  {words}: {value:.2f} ({'at least' if is_least else 'at most'} {bar})")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or SIZES)
