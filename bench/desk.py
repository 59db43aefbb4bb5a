"""What the reviewers' desk costs as it grows: 1,000, 100,000 and 1,000,000 claims in review, 60 to an article.

    .venv/bin/python bench/desk.py [COUNT...]     # other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. Rows are made in bulk, with the triggers of the
audit switched off for that, and on again for all that is measured. Each claim is made in three articles; the last one
of each article is a free claim, with none in similar words.

Times are milliseconds on the server through every middleware, without the network: on the clock (the median of eleven)
and of the processor, that of the page and that of the database together, which other work on the machine does not
change much (of a page the least of eleven). Behind them stands how many times as much of the processor it takes as at
the smallest size. "Saving" is of whole assessments (rating, evidence, rationale), by one process and by eight at a
time; "saving by its form" sends the form of the page instead, by one, and is answered with the next claim. "Saving,
HTTP" sends the form to the web server, by one connection and by eight, beside a view that returns a word: how many a
second there were on the clock, with whatever else the machine does, and how many two cores would do with nothing else,
by the processor time of web server, database and browsers together. Of every statement of a page the plan is looked at:
a table of more than 10,000 rows that is read from end to end is named.
"""

import json
import multiprocessing
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import desk_http
from database import unaudited  # first: it sets Django up
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
ARTICLES_OF_A_CLAIM = 3
LARGE = 10_000
RUNS = 11
OPEN_PLACES = 30
SAVED = 200
SENT = 50
PROCESSES = 8
FORM_TYPE = "application/x-www-form-urlencoded"
HASH = "sha256:" + "0" * 64
SENTENCE = "Brazil voted against the resolution on Monday. "
FILLING = 2 * "The hall was full and the debate was long, and nobody left before the end of it. "
TEXT = (WORDS // 39 + 1) * f"{SENTENCE}{FILLING}\n"
ARTICLES = """
    INSERT INTO articles_article (canonical_url, address_key, slug, is_published, created_at)
    SELECT '', '', 'made-up-' || n, false, now() FROM generate_series(%(first)s, %(last)s) AS n;
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
CLAIMS = """
    INSERT INTO claims_claim (kind, canonical_key, text, created_at)
    SELECT 'vote_position', 'vote_position|A/RES/ES-11/7|BRA|' || g || '/' || n, 'Brazil voted against it', now()
      FROM generate_series(%(first)s / %(shared)s, %(last)s / %(shared)s) AS g, generate_series(1, %(each)s) AS n
    ON CONFLICT DO NOTHING;
    INSERT INTO claims_claim (kind, text, created_at)
    SELECT 'free', 'In article ' || n || ' we read ' || translate(md5(n::text) || md5((n + 1)::text), '0123456789',
           ' sklmnoprt'), now() FROM generate_series(%(first)s, %(last)s) AS n
"""
MENTIONS = """
    WITH made AS (
      INSERT INTO claims_mention (claim_id, version_id, start, "end", exact, prefix, suffix, section, origin, ordinal)
      SELECT c.id, v.id, n.place, n.place + 35, substr(v.text, n.place + 1, 35), '', '', 'body', 'engine', n.number
        FROM articles_articleversion v JOIN articles_article a ON a.id = v.article_id,
             (SELECT number, (number - 1) * %(stride)s AS place FROM generate_series(1, %(each)s) AS number) AS n,
             claims_claim c
       WHERE v.article_id > %(before)s AND n.number < %(each)s
         AND c.canonical_key = 'vote_position|A/RES/ES-11/7|BRA|' || substr(a.slug, 9)::int / %(shared)s || '/'
             || n.number
       UNION ALL
      SELECT c.id, v.id, %(stride)s * (%(each)s - 1), %(stride)s * (%(each)s - 1) + 35,
             substr(v.text, %(stride)s * (%(each)s - 1) + 1, 35), '', '', 'body', 'person', %(each)s
        FROM articles_articleversion v JOIN articles_article a ON a.id = v.article_id
        JOIN claims_claim c ON c.kind = 'free' AND split_part(c.text, ' ', 3) = substr(a.slug, 9)
       WHERE v.article_id > %(before)s
      RETURNING id, version_id),
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
    about = {"text": TEXT, "hash": HASH, "before": last, "each": TO_AN_ARTICLE, "stride": stride}
    about |= {"first": have // TO_AN_ARTICLE + 1, "last": -(-want // TO_AN_ARTICLE), "shared": ARTICLES_OF_A_CLAIM}
    with unaudited(), connection.cursor() as cursor:
        for statement in (*ARTICLES.split(";"), *CLAIMS.split(";")):
            cursor.execute(statement, about)
        cursor.execute("ANALYZE")
        cursor.execute(MENTIONS, about)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return connection_value("SELECT count(*) FROM reviews_review")


def connection_value(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


class Asked:
    """Keeps the statements of the connection while it is on."""

    def __init__(self):
        self.statements = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append((sql, params))
        return execute(sql, params, many, context)

    def read_whole(self):
        """Large tables that one of the statements reads from end to end."""
        found = set()
        for sql, params in self.statements:
            if sql.rpartition("*/ ")[2].lstrip().startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
                    plan = cursor.fetchone()[0]
                found |= whole_tables(plan if isinstance(plan, list) else json.loads(plan))
        return sorted(found)


def whole_tables(plan):
    """Names of large tables in the nodes of a plan that read a table from end to end."""
    found = set()
    nodes = list(plan)
    while nodes:
        node = nodes.pop()
        node = node.get("Plan", node)
        nodes += node.get("Plans", [])
        if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan"):
            found.add(node["Relation Name"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname = ANY(%s) AND reltuples > %s", [list(found), LARGE])
        return {name for (name,) in cursor.fetchall()}


def processor(backend):
    """Milliseconds that this process and its connection's have computed so far."""
    line = Path(f"/proc/{backend}/schedstat").read_text()
    return 1000 * time.process_time() + int(line.split()[0]) / 1_000_000


def measured(work):
    """Median of the milliseconds on the clock, and the least of those of the processor."""
    work()
    backend = connection_value("SELECT pg_backend_pid()")
    clock, computed = [], []
    for _ in range(RUNS):
        before, begin = processor(backend), time.perf_counter()
        work()
        clock.append(1000 * (time.perf_counter() - begin))
        computed.append(processor(backend) - before)
    return statistics.median(clock), min(computed)


def assess(assignment, person):
    given = Given(accuracy=1, rationale="The roll call says otherwise.", evidence=[("against", "A/RES/ES-11/7", "")])
    assessing.assess(review=assignment.review_id, by=person, given=given)


def write(keys, email, start, done, spent):
    person = User.objects.get(email=email)
    reviews = list(Review.objects.select_related("mention").filter(pk__in=keys))
    assignments = [places.take(review=review, by=person) for review in reviews]
    backend = connection_value("SELECT pg_backend_pid()")
    start.wait()
    before = processor(backend)
    for assignment in assignments:
        assess(assignment, person)
    spent.put(processor(backend) - before)
    done.wait()


def together(keys, people):
    """Assessments a second by eight processes, each with its connection, and what each takes of the processor."""
    fork = multiprocessing.get_context("spawn")
    start, done, spent = fork.Barrier(PROCESSES + 1), fork.Barrier(PROCESSES + 1), fork.Queue()
    shares = [keys[n::PROCESSES] for n in range(PROCESSES)]
    writers = [
        fork.Process(target=write, args=(share, people[n].email, start, done, spent)) for n, share in enumerate(shares)
    ]
    for writer in writers:
        writer.start()
    start.wait()
    begin = time.perf_counter()
    done.wait()
    seconds = time.perf_counter() - begin
    computed = sum(spent.get() for _ in writers)
    for writer in writers:
        writer.join()
    return len(keys) / seconds, computed / len(keys)


def saved(people, smallest):
    free = Review.objects.filter(free_places=2).order_by("pk")
    keys = list(free.values_list("pk", flat=True)[: 2 * SAVED])
    reviews = list(Review.objects.select_related("mention").filter(pk__in=keys[:SAVED]))
    assignments = [places.take(review=review, by=people[0]) for review in reviews]
    backend = connection_value("SELECT pg_backend_pid()")
    times, before = [], processor(backend)
    for assignment in assignments:
        begin = time.perf_counter()
        assess(assignment, people[0])
        times.append(1000 * (time.perf_counter() - begin))
    computed = (processor(backend) - before) / SAVED
    slowest = sorted(times)[int(0.99 * SAVED)]
    print(
        line("saving alone", statistics.median(times), computed, smallest), f" 99 % within {slowest:.1f} ms", flush=True
    )
    rate, computed = together(keys[SAVED:], people)
    print(line("saving by eight", 1000 / rate, computed, smallest), f" {rate:.0f} a second", flush=True)
    sent(people[1], smallest)
    with desk_http.served() as server:
        plain = desk_http.rate(server, [(session_of(person), None) for person in people])
        told("trivial view by eight", plain, plain)
        told("saving, HTTP, by one", desk_http.rate(server, to_save(people[:1])), plain)
        told("saving, HTTP, by eight", desk_http.rate(server, to_save(people)), plain)


def to_save(people):
    """Session and places of each of these people, who go through the texts from their beginning."""
    reviews = list(Review.objects.filter(free_places=2).order_by("-pk").select_related("mention")[: SENT * len(people)])
    shares = []
    for number, person in enumerate(people):
        own = reviews[::-1][number :: len(people)]
        for review in own:
            places.take(review=review, by=person)
        shares.append((session_of(person), [review.pk for review in own]))
    connections.close_all()
    return shares


def session_of(person):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return client.cookies["sessionid"].value


def told(name, found, plain):
    """Of a rate over HTTP, beside that of the trivial view in the same minute. What two cores would do alone follows
    from the processor time."""
    computed = found.processor
    parts = f"web {found.web:.1f}, database {found.database:.1f}, browsers {found.browsers:.1f}"
    print(
        f"  {name:24} {found.median:7.1f} ms  processor {computed:7.1f} ms ({parts})  99 % within {found.late:.1f} ms  "
        f"{found.a_second:.0f} a second, by the processor {2000 / computed:.0f}; as {computed / plain.processor:.1f} "
        "trivial views",
        flush=True,
    )


def sent(person, smallest):
    """Forms of the workbench, as a browser sends them."""
    free = Review.objects.filter(free_places=2).order_by("-pk").select_related("mention")
    reviews = list(free[:SENT])[::-1]
    for review in reviews:
        places.take(review=review, by=person)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    form = urlencode(desk_http.FORM)
    backend = connection_value("SELECT pg_backend_pid()")
    times, before = [], processor(backend)
    for review in reviews:
        client.cookies.pop("messages", None)  # a browser has seen it by now
        begin = time.perf_counter()
        answer = client.post(f"/desk/reviews/{review.pk}/", form, FORM_TYPE)
        times.append(1000 * (time.perf_counter() - begin))
        if answer.status_code != 302:
            sys.exit(f"Saving was answered {answer.status_code}")
    computed = (processor(backend) - before) / SENT
    print(line("saving by its form", statistics.median(times), computed, smallest), flush=True)


def look(client, name, address, smallest):
    """A page: what it takes, how much it asks, and what it reads from end to end. It is asked for once before: now and
    then a request writes down that its session is in use."""
    client.get(address)
    asked = Asked()
    with connection.execute_wrapper(asked):
        answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    clock, computed = measured(lambda: client.get(address))
    whole = ", ".join(asked.read_whole())
    beside = f"  {len(asked.statements)} queries" + (f"  READS ALL OF {whole}" if whole else "")
    print(line(name, clock, computed, smallest) + beside, flush=True)


def line(name, clock, computed, smallest):
    """`smallest` keeps by name what it took at the smallest size."""
    before = smallest.setdefault(name, computed)
    return f"  {name:24} {clock:7.1f} ms  processor {computed:7.1f} ms  x{computed / before:4.2f}"


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
        saved(people, smallest)
        typed = Review.objects.exclude(mention__claim__kind="free").order_by("-pk")
        newest = typed.values_list("pk", flat=True)[0]
        for review in Review.objects.filter(free_places=2).order_by("pk")[:OPEN_PLACES]:
            places.take(review=review, by=people[0])
        free = Review.objects.filter(mention__claim__kind="free").order_by("-pk").values_list("pk", flat=True)[0]
        pages = {
            "add an article": "/desk/articles/add/",
            "queue, to take": "/desk/queue/?tab=take",
            "queue, far page": f"/desk/queue/?tab=take&after=2-{newest // 2}",
            "queue, high by reach": "/desk/queue/?tab=take&severity=high&sort=reach",
            "queue, by age": f"/desk/queue/?tab=take&sort=age&after=0-{newest // 2}",
            "queue, for me": "/desk/queue/",
            "queue, judged by me": "/desk/queue/?tab=done",
            "workbench": f"/desk/reviews/{newest}/",
            "workbench, free claim": f"/desk/reviews/{free}/",
            "list of claims": f"/desk/articles/made-up-{-(-size // TO_AN_ARTICLE)}/claims/",
            "board of verdicts": "/desk/verdicts/",
        }
        for name, address in pages.items():
            look(client, name, address, smallest)
    connections.close_all()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
