"""How fast voting records are imported, against a plain COPY of the same votes into a bare table in the same run.

    .venv/bin/python bench/import.py PATH...     # files or folders, as for manage.py import_record

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. Rows are the cells read (a state's vote in a
source). The import reads, recognises, compares the sources, writes and reconciles, and imports texts; COPY only writes.
"""

import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from factcheck.record import factfile  # noqa: E402
from factcheck.record.importing import import_files  # noqa: E402
from factcheck.record.loading import load  # noqa: E402
from factcheck.record.models import Paragraph, Reading, Vote  # noqa: E402
from factcheck.record.settling import PREFIX  # noqa: E402
from factcheck.record.source import load_record  # noqa: E402


def timed(work):
    begin = time.perf_counter()
    value = work()
    return value, time.perf_counter() - begin


def copy(rows):
    """Seconds of a COPY of these rows into a table without keys."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copy (event_id bigint, organization_id bigint, option text)")
        begin = time.perf_counter()
        with cursor.copy("COPY bench_copy FROM STDIN") as into:
            for row in rows:
                into.write_row(row)
        seconds = time.perf_counter() - begin
        cursor.execute("DROP TABLE bench_copy")
    return seconds


def main(paths):
    if not paths:
        sys.exit(__doc__)
    call_command("migrate", verbosity=0)
    load(factfile.read())
    if Reading.objects.filter(source__slug__startswith=PREFIX).exists():
        sys.exit("The database holds imports already: set FACTCHECK_HOME to a new folder.")
    first, seconds = timed(lambda: import_files(paths))
    again, seconds_again = timed(lambda: import_files(paths))
    rows = list(Vote.objects.values_list("event_id", "organization_id", "option"))
    copied = copy(rows)
    record, loaded = timed(load_record)
    print(f"import      {first.cells:9} rows {seconds:6.1f} s {first.cells / seconds:9.0f} rows/s")
    print(
        f"again       {again.cells:9} rows {seconds_again:6.1f} s {again.cells / seconds_again:9.0f} rows/s", end="  "
    )
    print("nothing changed" if not again.is_change else "CHANGED")
    print(f"COPY        {len(rows):9} rows {copied:6.1f} s {len(rows) / copied:9.0f} rows/s")
    print(f"texts       {Paragraph.objects.filter(motion__text__isnull=False).count():9} paragraphs among them")
    print(f"load_record {len(record.events):9} votes {loaded:5.1f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
