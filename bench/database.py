"""What benches share that fill a database of their own: Django set up, and a work timed."""

import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

django.setup()


from factcheck.audit.tables import AUDITED  # noqa: E402


def processor(work, runs):
    """Processor time of one run in milliseconds, of this process and of its connection's server process: what else the
    machine does is not in it. Needs a server on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = Path(f"/proc/{cursor.fetchone()[0]}/stat")

    def spent():
        user, system = server.read_text().rpartition(")")[2].split()[11:13]
        return time.process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    begin = spent()
    for _ in range(runs):
        work()
    return (spent() - begin) / runs * 1000


def spent(parent):
    """Seconds of the processor so far of a process and its children, with those children that have ended."""
    total = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = file.read_text().partition(" ")
        except OSError:
            continue
        fields = rest.rpartition(")")[2].split()
        if int(number) == parent:
            total += sum(map(int, fields[11:15]))
        elif int(fields[1]) == parent:
            total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def postmaster():
    """The number of the database's first process, which all others of it are children of."""
    return int((Path(settings.HOME) / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def milliseconds(work, runs):
    """The median of some runs."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


@contextmanager
def unaudited():
    """What is made in here is not written into the history, which would take hours for a million rows."""
    for state in ("DISABLE", "ENABLE"):
        with connection.cursor() as cursor:
            for table in AUDITED:
                cursor.execute(f'ALTER TABLE "{table.name}" {state} TRIGGER USER')
        if state == "DISABLE":
            yield
