"""What the reviewers' desk costs as it grows: 1,000, 100,000 and 1,000,000 claims in review, 60 to an article.

    .venv/bin/python bench/desk.py [COUNT...]     # other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. Times are milliseconds on the server, the median
of eleven, through every middleware, without the network. Behind each stands how many times as much it costs as at the
smallest size, and as the page "Add an article" of the same run, which asks for hardly more than who is signed in.
"Saved" are whole assessments (rating, evidence, rationale) by one process and by eight at a time.
"""

import multiprocessing
import sys
import time

from database import milliseconds
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from factcheck.accounts.models import User
from factcheck.claims.models import Mention
from factcheck.operations import static
from factcheck.record import factfile
from factcheck.record.loading import load
from factcheck.reviews.actions import assessing, places
from factcheck.reviews.actions.assessing import Given
from factcheck.reviews.models import Review

SIZES = (1_000, 100_000, 1_000_000)
TO_AN_ARTICLE = 60
WORDS = 3_000
RUNS = 11
SAVED = 400
PROCESSES = 8
HASH = "sha256:" + "0" * 64
SENTENCE = "Brazil voted against the resolution on Monday. "
FILLING = 2 * "The hall was full and the debate was long, and nobody left before the end of it. "
TEXT = (WORDS // 39 + 1) * f"{SENTENCE}{FILLING}\n"
ARTICLES = """
    INSERT INTO articles_article (canonical_url, slug, is_published, created_at)
    SELECT '', 'made-up-' || n, false, now() FROM generate_series(%(first)s, %(last)s) AS n;
    INSERT INTO articles_articleversion (article_id, number, title, standfirst, text, author, published_on, language,
           created_at, sha256, obtained_how)
    SELECT a.id, 1, '', '', %(text)s, '', DATE '2025-02-25', 'en', now(), encode(sha256(a.slug::bytea), 'hex'),
           'pasted'
      FROM articles_article a WHERE a.id > %(before)s;
    INSERT INTO claims_checking (version_id, snapshot, rules, engine_version, vote_events, notes, is_current,
           created_at)
    SELECT v.id, %(hash)s, %(hash)s, '1', 1, '{}', true, now()
      FROM articles_articleversion v WHERE v.article_id > %(before)s
"""
MENTIONS = """
    WITH made AS (
      INSERT INTO claims_mention (claim_id, version_id, start, "end", exact, prefix, suffix, section, origin, ordinal)
      SELECT %(claim)s, v.id, n.place, n.place + 35, substr(v.text, n.place + 1, 35), '', '', 'body', 'engine', n.number
        FROM articles_articleversion v,
             (SELECT number, (number - 1) * %(stride)s AS place FROM generate_series(1, %(each)s) AS number) AS n
       WHERE v.article_id > %(before)s RETURNING id, version_id),
    found AS (
      INSERT INTO claims_finding (mention_id, checking_id, verdict, asserted, readings, evidence, events, motion_key,
             explanation, created_at)
      SELECT m.id, c.id, 'refuted', '{"subjects": ["BRA"]}', '[]', '[]', '[]', 'A/RES/ES-11/7',
             'Brazil abstained.', now()
        FROM made m JOIN claims_checking c ON c.version_id = m.version_id)
    INSERT INTO reviews_review (mention_id, status, severity, free_places, opened_at)
    SELECT id, 'open', id %% 4, 2, now() FROM made
"""


def grow(have, want):
    last = connection_value("SELECT coalesce(max(id), 0) FROM articles_article")
    stride = len(TEXT.split("\n")[0]) + 1
    claim = connection_value(
        "INSERT INTO claims_claim (kind, text, created_at) VALUES ('vote_position', 'Brazil', now()) RETURNING id"
    )
    with connection.cursor() as cursor:
        about = {"text": TEXT, "hash": HASH, "before": last, "each": TO_AN_ARTICLE, "stride": stride, "claim": claim}
        first, end = have // TO_AN_ARTICLE + 1, -(-want // TO_AN_ARTICLE)
        for statement in ARTICLES.split(";"):
            cursor.execute(statement, {**about, "first": first, "last": end})
        cursor.execute(MENTIONS, about)
        cursor.execute("VACUUM ANALYZE")
    return connection_value("SELECT count(*) FROM reviews_review")


def connection_value(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


class Asked:
    """Counts the queries of the connection while it is on."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute, *about):
        self.queries += 1
        return execute(*about)


def assess(assignment, person):
    given = Given(accuracy=1, rationale="The roll call says otherwise.", evidence=[("against", "A/RES/ES-11/7", "")])
    assessing.assess(assignment=assignment, by=person, given=given)


def write(keys, email, start, done):
    person = User.objects.get(email=email)
    reviews = list(Review.objects.select_related("mention").filter(pk__in=keys))
    assignments = [places.take(review=review, by=person) for review in reviews]
    start.wait()
    for assignment in assignments:
        assess(assignment, person)
    done.wait()


def together(keys, people):
    """Assessments a second by eight processes, each with its connection."""
    fork = multiprocessing.get_context("spawn")
    start, done = fork.Barrier(PROCESSES + 1), fork.Barrier(PROCESSES + 1)
    shares = [keys[n::PROCESSES] for n in range(PROCESSES)]
    writers = [fork.Process(target=write, args=(share, people[n].email, start, done)) for n, share in enumerate(shares)]
    for writer in writers:
        writer.start()
    start.wait()
    begin = time.perf_counter()
    done.wait()
    seconds = time.perf_counter() - begin
    for writer in writers:
        writer.join()
    return len(keys) / seconds


def main(sizes):
    call_command("migrate", verbosity=0)
    load(factfile.read())
    static.collect(settings.HOME / "static.stamp")
    if Mention.objects.exists():
        sys.exit("The database holds mentions already: set FACTCHECK_HOME to a new folder.")
    people = [
        User.objects.create_user(f"bench{n}@example.org", None, name=f"Bench {n}", role="editor")
        for n in range(PROCESSES)
    ]
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(people[0])
    smallest, have = {}, 0
    for size in sizes:
        begin = time.perf_counter()
        have = grow(have, size)
        print(f"{have:,} claims in review (made in {time.perf_counter() - begin:.0f} s)", flush=True)
        newest = Review.objects.order_by("-pk").values_list("pk", flat=True)[0]
        pages = {
            "add an article (baseline)": "/desk/articles/add/",
            "queue, to take": "/desk/queue/?tab=take",
            "queue, next page": f"/desk/queue/?tab=take&after=2-{newest // 2}",
            "queue, for me": "/desk/queue/",
            "workbench": f"/desk/reviews/{newest}/",
        }
        base = 0.0
        for name, address in pages.items():
            asked = Asked()
            with connection.execute_wrapper(asked):
                answer = client.get(address)
            if answer.status_code != 200:
                sys.exit(f"{address} answered {answer.status_code}")
            took = milliseconds(lambda address=address: client.get(address), RUNS)
            base = base or took
            before = smallest.setdefault(name, took)
            ratios = f"x{took / before:4.2f} of the smallest  x{took / base:4.1f} of the baseline"
            print(f"  {name:26} {took:7.1f} ms  {ratios}  {asked.queries} queries", flush=True)
        free = Review.objects.filter(free_places=2).order_by("pk")
        keys = list(free.values_list("pk", flat=True)[: 2 * SAVED])
        reviews = list(Review.objects.select_related("mention").filter(pk__in=keys[:SAVED]))
        assignments = [places.take(review=review, by=people[0]) for review in reviews]
        begin = time.perf_counter()
        for assignment in assignments:
            assess(assignment, people[0])
        alone = 1000 * (time.perf_counter() - begin) / SAVED
        rate = together(keys[SAVED:], people)
        for name, value in (("saved alone, ms each", alone), ("saved a second by eight", rate)):
            print(f"  {name:26} {value:7.1f}     x{value / smallest.setdefault(name, value):4.2f} of the smallest")
    connections.close_all()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
