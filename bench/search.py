"""What searches cost as they grow: 1,000, 100,000 and 1,000,000 made-up motions with a vote each, and as many claims.

    .venv/bin/python bench/search.py [COUNT...]     # other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. The times are for the first page of thirty votes
and for the number of all that fit, as the list of votes asks; the median of five, in milliseconds. Behind each
size stands how many times as much it costs as the size before. A word of a title is one of 5,000, as frequent as words
are: the n-th is as frequent as 1/n. The last column says whether a table was read from end to end.
Below stand whole pages of the public search over claims and votes, with excerpts and facets, as a reader gets them:
milliseconds of processor time, of the web process and of the database together.
"""

import re
import sys
import time

from database import milliseconds, processor
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from made_up_claims import grow as grow_claims

from factcheck.record import factfile
from factcheck.record.loading import load
from factcheck.record.models import Motion
from factcheck.record.search import VoteSearch

SIZES = (1_000, 100_000, 1_000_000)
PAGE = 30
RUNS = 5
SEARCHES = {
    "a rare word": VoteSearch(words="w4711"),
    "two words": VoteSearch(words="w40 w400"),
    "accented": VoteSearch(words="Côte d'Ivoire w30"),
    "a symbol": VoteSearch(words="A/RES/200/5005"),
    "part of a symbol": VoteSearch(words="200/4321"),
    "a subject": VoteSearch(subject="SUBJECT 77"),
    "a common word": VoteSearch(words="w3"),
}
PAGES = {
    "nothing asked": "",
    "a rare word": "?q=w4711",
    "two words": "?q=w40+w400",
    "a common word": "?q=w3",
    "a word in half": "?q=w1",
    "no such word": "?q=atlantis",
    "a name with a slip": "?q=Azerbajan+w30",
    "a symbol": "?q=A%2FRES%2F200%2F505",
    "state and option": "?state=FRA&option=no",
    "all facets": "?q=w3&state=ALB&option=yes&body=GA&rating=computed-supported&outlet=outlet-3",
    "facets, none fits": "?rating=computed-not_checkable&kind=claim",
    "words and days": "?q=w30&since=2020-01-01&until=2026-12-31",
    "page 50": "?q=w3&page=50",
}
MOTIONS = """
    INSERT INTO record_motion (key, symbol, draft_symbol, title, description, kind, body_id, item, yes_means, no_means,
           legal_effect, sponsors_complete, sponsors_note, source_id)
    SELECT 'A/RES/200/' || n, 'A/RES/200/' || n, 'A/200/L.' || n,
           (SELECT string_agg('w' || (5000 ^ random())::int, ' ') FROM generate_series(1, 12) WHERE n > 0)
           || CASE WHEN n %% 1000 = 0 THEN ' Côte d''Ivoire' ELSE '' END,
           '', 'resolution', one.body_id, '', '', '', '', false, '', one.source_id
      FROM generate_series(%s, %s) AS n,
           (SELECT body_id, source_id FROM record_motion WHERE key = 'A/RES/ES-11/7') AS one
"""
EVENTS = """
    INSERT INTO record_voteevent (key, motion_id, body_id, held_on, held_in, meeting, sequence, method, result,
           has_full_roll, is_reconciled, unreconciled_reason, note, source_id)
    SELECT m.key, m.id, m.body_id, DATE '1946-01-01' + (m.id %% 29000)::int, '', '', 1, 'recorded', 'adopted', false,
           false, '', '', m.source_id
      FROM record_motion m WHERE m.key LIKE 'A/RES/200/%%' AND NOT EXISTS (
           SELECT FROM record_voteevent e WHERE e.motion_id = m.id)
"""
SUBJECTS = """
    INSERT INTO record_subject (motion_id, words, source_id)
    SELECT m.id, 'SUBJECT ' || m.id %% 500, m.source_id FROM record_motion m
     WHERE m.key LIKE 'A/RES/200/%%' AND NOT EXISTS (SELECT FROM record_subject s WHERE s.motion_id = m.id)
"""


def grow(have, want):
    with connection.cursor() as cursor:
        cursor.execute(MOTIONS, [have + 1, want])
        cursor.execute(EVENTS, [])
        cursor.execute(SUBJECTS, [])
        cursor.execute("VACUUM ANALYZE record_motion, record_motiondocument, record_voteevent, record_subject")


def scans(search):
    """Tables that the plan of a page reads from end to end, but for small ones."""
    words = search.votes()[:PAGE].explain().split("Seq Scan on ")[1:]
    return sorted({rest.split()[0] for rest in words} - {"record_organization", "record_source"})


def main(sizes):
    call_command("migrate", verbosity=0)
    load(factfile.read())
    if Motion.objects.filter(key__startswith="A/RES/200/").exists():
        sys.exit("The database holds made-up motions already: set FACTCHECK_HOME to a new folder.")
    before, have = {}, 0
    for size in sizes:
        begin = time.perf_counter()
        grow(have, size)
        grow_claims(have, size)
        have = size
        print(f"{size:,} motions and claims (made in {time.perf_counter() - begin:.0f} s)")
        for name, search in SEARCHES.items():
            page = milliseconds(lambda search=search: list(search.votes()[:PAGE]), RUNS)
            total = milliseconds(lambda search=search: search.votes().count(), RUNS)
            ratios = [f"x{now / was:.1f}" for now, was in zip((page, total), before.get(name, ()), strict=False)]
            before[name] = (page, total)
            print(
                f"  {name:17} {search.votes().count():8} fit   page {page:8.1f} ms {(ratios or [''])[0]:>6}   "
                f"count {total:8.1f} ms {(ratios or ['', ''])[1]:>6}   {', '.join(scans(search)) or 'by index'}"
            )
        pages(before)


@override_settings(STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}})
def pages(before):
    """Whole answers of the public search."""
    client = Client(headers={"host": "127.0.0.1"})
    with connection.cursor() as cursor:  # all of the work is to be in the one server process that is measured
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    for name, query in PAGES.items():
        answer = client.get(f"/search/{query}")
        if answer.status_code == 400 and "page=" in query:
            continue
        assert answer.status_code == 200, (name, answer.status_code)
        taken = processor(lambda query=query: client.get(f"/search/{query}"), 4 * RUNS)
        said = re.search(r"(At least [\d,]+)|(\d+) found", answer.content.decode())
        was = before.get(f"page: {name}")
        before[f"page: {name}"] = taken
        fit = (said[2] or said[1].removeprefix("At least ") + "+") if said else "0"
        print(f"  search, {name:20} {fit:>6} fit   {taken:8.1f} ms {f'x{taken / was:.1f}' if was else '':>6}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
