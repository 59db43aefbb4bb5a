"""What the history costs: assessments saved a second with it and without it, by one process and by eight; then its
pages as it grows: 1,000, 100,000 and 1,000,000 events.

    .venv/bin/python bench/audit.py [ROUNDS [COUNT...]]     # 3 rounds unless said otherwise; 0 for the pages alone

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. An assessment has a rating, evidence and a
rationale, as in bench/desk.py, and writes three rows and changes one. Rounds alternate, so that what else the machine
does falls on both; of each the best one counts. Behind it: what `verify_audit` needs for what was written.

Events are made in bulk and chained by the database itself, 10,000 to a transaction, half a minute apart, of 20 tables
and 6 people. The seventh person wrote nothing but the first few, the
sixth nothing in one of the tables; of the table of comments the first 50 events are all
that there are. Pages are asked for by an editor and timed as in bench/desk.py, where tables that are read from end to
end are named too. `verify_audit` compares no rows here: there are none that these events are of.
"""

import sys
import time

import desk
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client

from factcheck.accounts.models import User
from factcheck.audit.models import Event, Link
from factcheck.audit.tables import AUDITED
from factcheck.audit.verifying import verify
from factcheck.operations import static
from factcheck.record import factfile
from factcheck.record.loading import load
from factcheck.reviews.actions import places
from factcheck.reviews.models import Review

SAVED = 400
SIZES = (1_000, 100_000, 1_000_000)
AT_ONCE = 10_000
RARE = 50
EVENTS = """
    INSERT INTO audit_event (at, txid, person, who, why, "table", "row", action, before, after)
    SELECT timestamptz '2025-01-01' + n * interval '30 s', pg_current_xact_id()::text::bigint,
           CASE WHEN n <= %(rare)s THEN %(seldom)s WHEN n %% 7 = 0 THEN NULL ELSE %(first)s + n %% 7 - 1 END,
           CASE WHEN n > %(rare)s AND n %% 7 = 0 THEN 'system' ELSE '' END, 'made in bulk',
           CASE WHEN n <= %(rare)s THEN 'reviews_comment' ELSE (%(tables)s::text[])[
               CASE WHEN n %% 7 = 6 AND n / 7 %% 20 = 3 THEN 5 ELSE 1 + n / 7 %% 20 END] END,
           (n %% (1 + %(last)s / 10))::text, 'update', '{"text": "before"}',
           jsonb_build_object('text', 'after ' || md5(n::text))
      FROM generate_series(%(start)s, %(last)s) AS n
"""


def switch(state):
    with connection.cursor() as cursor:
        for table in AUDITED:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'audit%%'", [table.name]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE "{table.name}" {state} TRIGGER {name}')


def rates(people, keys):
    reviews = list(Review.objects.select_related("mention").filter(pk__in=keys[:SAVED]))
    assignments = [places.take(review=review, by=people[0]) for review in reviews]
    begin, processor = time.perf_counter(), time.process_time()
    for assignment in assignments:
        desk.assess(assignment, people[0])
    alone, own = SAVED / (time.perf_counter() - begin), 1000 * (time.process_time() - processor) / SAVED
    return alone, desk.together(keys[SAVED:], people)[0], own


def by_hand(state):
    """Whether the database refuses events that no change of a row has written."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_event {state} TRIGGER audit_by_hand")


def grow(start, last, people):
    tables = [table.name for table in AUDITED if not table.name.startswith(("reviews_comment", "accounts_"))][:20]
    about = {"tables": tables, "rare": RARE, "first": people[0].pk, "seldom": people[6].pk}
    by_hand("DISABLE")
    for number in range(start, last + 1, AT_ONCE):
        until = min(number + AT_ONCE - 1, last)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(EVENTS, {**about, "start": number, "last": until})
    by_hand("ENABLE")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_event, audit_link")
    return tables


def pages(people, sizes):
    client, smallest, have = Client(SERVER_NAME="127.0.0.1"), {}, Event.objects.count()
    client.force_login(people[0])
    for size in sizes:
        begin = time.perf_counter()
        tables = grow(have + 1, size, people)
        have = Event.objects.count()
        print(f"{have:,} events (made in {time.perf_counter() - begin:.0f} s)", flush=True)
        last = Event.objects.filter(table=tables[3]).order_by("-pk").first()
        row, day = f"table={last.table}&row={last.row}", last.at.date()
        wanted = {
            "newest": "",
            "far": f"before={last.pk // 2}",
            "of a table": f"table={tables[3]}",
            "of a table, far": f"table={tables[3]}&before={last.pk // 2}",
            "of a seldom table": "table=reviews_comment",
            "of a row": row,
            "of a row, no table": f"row={last.row}",
            "by a person": f"person={people[0].pk}",
            "by a person, far": f"person={people[0].pk}&before={last.pk // 2}",
            "by who wrote little": f"person={people[6].pk}",
            "by a person in a table": f"table={tables[3]}&person={people[0].pk}",
            "seldom, by a person": f"table=reviews_comment&person={people[0].pk}",
            "a table, who wrote little": f"table={tables[3]}&person={people[6].pk}",
            "a table, who left it alone": f"table={tables[3]}&person={people[5].pk}",
            "a row, who wrote little": f"row={last.row}&person={people[6].pk}",
            "of a day": f"since={day}&until={day}",
            "until the first day": "until=2025-01-01",
            "since the last day": f"since={day}",
            "a person's first day": f"person={people[0].pk}&until=2025-01-01",
            "a table's first day": f"table={tables[3]}&until=2025-01-01",
        }
        for name, query in wanted.items():
            desk.look(client, name, f"/desk/history/?{query}", smallest)
        desk.look(client, "heads, for all", "/audit/", smallest)
        verified()


def verified():
    begin, processor = time.perf_counter(), time.process_time()
    report = verify(compare=False)
    seconds, own = time.perf_counter() - begin, time.process_time() - processor
    links = Link.objects.count()
    print(
        f"verify_audit: {links:,} links in {seconds:.1f} s, {links / seconds:,.0f} a second, "
        f"{1e6 * own / links:.0f} µs of the processor each",
        flush=True,
    )
    if report.problems:
        sys.exit(f"The chain is broken: {report.problems[0]}")


def main(rounds, sizes):
    call_command("migrate", verbosity=0)
    load(factfile.read())
    static.collect(settings.HOME / "static.stamp")
    if Review.objects.exists():
        sys.exit("The database holds reviews already: set FACTCHECK_HOME to a new folder.")
    people = [
        User.objects.create_user(f"bench{n}@example.org", None, name=f"Bench {n}", role="editor")
        for n in range(desk.PROCESSES)
    ]
    if rounds:
        saving(people, rounds)
    pages(people, sizes)
    connections.close_all()


def saving(people, rounds):
    desk.grow(0, 4 * SAVED * rounds)
    free = list(Review.objects.order_by("pk").values_list("pk", flat=True))
    measured = {"DISABLE": [], "ENABLE": []}
    for _ in range(rounds):
        for state, found in measured.items():
            switch(state)
            found.append(rates(people, free[: 2 * SAVED]))
            del free[: 2 * SAVED]
    for state, name in (("DISABLE", "without the history"), ("ENABLE", "with it")):
        alone, eight, own = (pick(row[n] for row in measured[state]) for n, pick in enumerate((max, max, min)))
        print(
            f"{name:20} {alone:6.0f} a second by one, {eight:6.0f} by eight; {own:.1f} ms of the one's processor each"
        )
    verified()


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(given[0] if given else 3, given[1:] or SIZES)
