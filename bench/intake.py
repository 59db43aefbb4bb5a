"""What it costs to find out whether a text is stored already, as articles grow: 1,000 and 100,000.

    .venv/bin/python bench/intake.py [COUNT...]     # other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. Milliseconds, the median of 21: on the clock,
and of the processor in this process (the database's is not in it). Texts have 600 words. Of the stored ones every
hundredth shares a band with the text that is looked for without being the same, as agencies' closing lines make it,
and three are copies of it.
"""

import random
import statistics
import sys
import time

from database import milliseconds
from django.core.management import call_command
from django.db import connection, connections

from factcheck.articles.actions import articles, copies
from factcheck.articles.models import Copy, TextSketch
from factcheck.articles.sameness import BANDS, bands_of, runs_of

SIZES = (1_000, 100_000)
RUNS = 21
WORDS = 600
COPIES = 3
STORED = """
    INSERT INTO articles_article (canonical_url, address_key, slug, is_published, created_at)
    SELECT '', '', 'made-up-' || n, false, now() FROM generate_series(%(first)s, %(last)s) AS n;
    INSERT INTO articles_articleversion (article_id, number, title, standfirst, text, author, published_on, language,
           created_at, sha256, obtained_how)
    SELECT a.id, 1, '', '', %(text)s, '', DATE '2025-02-25', 'en', now(), encode(sha256(a.slug::bytea), 'hex'), 'pasted'
      FROM articles_article a WHERE a.id > %(before)s;
    INSERT INTO articles_textsketch (version_id, bands)
    SELECT v.id, CASE WHEN v.id %% 100 = 0 THEN ARRAY[%(shared)s::bigint] ELSE '{}' END || ARRAY(
             SELECT (hashtextextended(v.id::text, n)) FROM generate_series(1, %(bands)s) AS n)
      FROM articles_articleversion v WHERE v.article_id > %(before)s
"""


def text_of(seed):
    chosen = random.Random(seed)  # noqa: S311
    return " ".join(f"word{chosen.randrange(5_000)}" for _ in range(WORDS))


def grow(have, want, shared):
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM articles_article")
        about = {"before": cursor.fetchone()[0], "text": text_of(1), "shared": shared, "bands": BANDS}
        for statement in STORED.split(";"):
            cursor.execute(statement, {**about, "first": have + 1, "last": want})
        cursor.execute("VACUUM ANALYZE")


def processor(work):
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000


def main(sizes):
    call_command("migrate", verbosity=0)
    if TextSketch.objects.exists():
        sys.exit("The database holds articles already: set FACTCHECK_HOME to a new folder.")
    wanted, unlike = text_of(0), text_of(99)
    for number in range(COPIES):
        articles.add(text=f"{wanted} Edited by {number}.", slug=f"copy-{number}", by="system")
    shared = bands_of(runs_of(wanted))[0]
    have = 0
    works = {
        "sketch of a text": lambda: bands_of(runs_of(wanted)),
        "text with copies": lambda: copies.find(wanted),
        "text without": lambda: copies.find(unlike),
    }
    for size in sizes:
        grow(have, size, shared)
        have = size
        found = [round(one.similarity, 2) for one in copies.find(wanted)]
        print(f"{TextSketch.objects.count():,} texts; found as the same: {found}", flush=True)
        for name, work in works.items():
            print(
                f"  {name:20} {milliseconds(work, RUNS):7.1f} ms, {processor(work):7.1f} ms of the processor",
                flush=True,
            )
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size('articles_textsketch')")
            print(f"  sketches and index   {cursor.fetchone()[0] / 2**20:7.1f} MB")
    assert Copy.objects.exists()
    connections.close_all()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
