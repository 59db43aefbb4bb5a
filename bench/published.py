"""What readers' pages, feeds, searches and the API cost as published verdicts grow: 10,000, 100,000 and 1,000,000.

    .venv/bin/python bench/published.py [COUNT...]     # other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. The demonstration newsroom is loaded, and
made-up claims in made-up articles get a published verdict each (made_up_claims.py); one in fifty was corrected.

Each address is asked for through every middleware, and each time made anew, though pages of verdicts, lists and feeds
are kept and made only when they change. Milliseconds of processor time, of the web process and of the database
together: other work on the machine does not change that much. Whole tables are sent in pieces and grow by nature; they
are left out. Behind it stands how many times as much it is as at the smallest size: 1.2 for pages and 1.5 for searches
are flat. The feed of a rare state grows until it is full.
"""

import sys
import time

from database import processor, unaudited  # first: it sets Django up
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from made_up_claims import FIRST, grow, publish

from factcheck.kept import unchanged
from factcheck.verdicts.models import Verdict

SIZES = (10_000, 100_000, 1_000_000)
RUNS = 8
LAST = FIRST + 10_000
PAGES = {
    "first page": "/",
    "verdict": "{verdict}",
    "verdict's card": "{verdict}card/",
    "vote with findings": "/votes/A/RES/ES-11/7/",
    "article": "/articles/washington-lines-up-with-moscow/",
    "state": "/states/FRA/",
    "verdicts": "/verdicts/",
    "verdicts, page 30": "/verdicts/?page=30",
    "corrections": "/corrections/",
    "articles": "/articles/",
    "feed": "/verdicts/feed/",
    "feed, whole texts": "/verdicts/feed/full/",
    "feed of a state": "/states/FRA/feed/",
    "feed of a rare state": "/states/TUV/feed/",
    "feed of an outlet": "/outlets/outlet-0/feed/",
    "feed of corrections": "/corrections/feed/",
    "sitemap index": "/sitemap.xml",
    "sitemap": "/sitemap-verdicts.xml",
    "API, verdicts": "/api/verdicts",
    "API, further on": f"/api/verdicts?after=made-up-{LAST - 5_000}",
    "API, of a state": "/api/verdicts?state=FRA",
    "API, of a rare state": "/api/verdicts?state=TUV",
    "API, of an outlet": "/api/verdicts?outlet=outlet-0",
    "API, claims": "/api/claims",
    "API, claims of a state": "/api/claims?state=TUV",
    "oEmbed": "/oembed/?url=http://127.0.0.1:8199{verdict}",
    "search, nothing": "/search/",
    "search, common word": "/search/?q=w3",
    "search, rare word": "/search/?q=w4711",
    "search, two words": "/search/?q=w40+w400",
    "search, name and slip": "/search/?q=Azerbajan+w30",
    "search, state and vote": "/search/?state=FRA&option=no",
    "search, every filter": "/search/?q=w3&state=ALB&option=yes&rating=false&outlet=outlet-3",
}


def ask(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


def made(verdict):
    """Name and milliseconds of each address."""
    client = Client(headers={"host": "127.0.0.1:8199"})
    for name, path in PAGES.items():
        target = path.format(verdict=verdict)
        ask(client, target)
        began = time.process_time()
        ask(client, target)
        runs = RUNS if time.process_time() - began < 0.5 else 2
        yield name, min(processor(lambda target=target: ask(client, target), runs) for _ in range(3))


def main(sizes):
    call_command("migrate", verbosity=0)
    call_command("load_facts", verbosity=0)
    call_command("load_demonstration", verbosity=0)
    unchanged.ROOM = 0
    connection.settings_dict["CONN_MAX_AGE"] = None  # one server process from here on: it is measured
    connection.close()
    verdict = f"/verdicts/{Verdict.objects.filter(status='published', pk__lt=FIRST).order_by('pk')[0].slug}/"
    have, before = 0, {}
    for size in sizes:
        began = time.monotonic()
        with unaudited():
            grow(have, size)
            publish(have, size)
        have = size
        with connection.cursor() as cursor:  # all of the work is to be in the one server process that is measured
            cursor.execute("SET max_parallel_workers_per_gather = 0")
        print(f"\n{size:,} published verdicts (made in {time.monotonic() - began:.0f} s)")
        for name, taken in made(verdict):
            was = before.setdefault(name, taken)
            print(f"  {name:<26}{taken:>9.1f} ms   x{taken / was:.2f}", flush=True)


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    with override_settings(
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    ):
        main([int(one) for one in sys.argv[1:]] or SIZES)
