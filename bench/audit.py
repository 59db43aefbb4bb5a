"""What the history costs: assessments saved a second with it and without it, by one process and by eight.

    .venv/bin/python bench/audit.py [ROUNDS]     # 3 unless said otherwise

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. An assessment has a rating, evidence and a
rationale, as in bench/desk.py, and writes three rows and changes one. Rounds alternate, so that what else the machine
does falls on both; of each the best one counts. Behind it: what `verify_audit` needs for what was written.
"""

import sys
import time

import desk
from django.core.management import call_command
from django.db import connection, connections

from factcheck.accounts.models import User
from factcheck.audit.models import Link
from factcheck.audit.tables import AUDITED
from factcheck.audit.verifying import verify
from factcheck.record import factfile
from factcheck.record.loading import load
from factcheck.reviews.actions import places
from factcheck.reviews.models import Review

SAVED = 400


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
    return alone, desk.together(keys[SAVED:], people), own


def main(rounds):
    call_command("migrate", verbosity=0)
    load(factfile.read())
    if Review.objects.exists():
        sys.exit("The database holds reviews already: set FACTCHECK_HOME to a new folder.")
    people = [
        User.objects.create_user(f"bench{n}@example.org", None, name=f"Bench {n}", role="editor")
        for n in range(desk.PROCESSES)
    ]
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
    begin, processor = time.perf_counter(), time.process_time()
    report = verify(compare=False)
    seconds, own = time.perf_counter() - begin, time.process_time() - processor
    links = Link.objects.count()
    print(f"verify_audit: {links:,} links in {seconds:.1f} s, {1e6 * own / links:.0f} µs of the processor each")
    if report.problems:
        sys.exit(f"The chain is broken: {report.problems[0]}")
    connections.close_all()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
