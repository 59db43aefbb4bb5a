"""The record that a bench asks: that of the database, or the facts bundled with the program."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FACTS = ROOT / "factcheck/record/facts"


def arguments(parser):
    parser.add_argument("--facts", nargs="?", type=Path, const=FACTS, metavar="FOLDER",
                        help="a folder of facts instead of the database; without FOLDER the bundled ones")  # fmt: skip


def chosen(folder):
    """The record of a folder of facts, else that of the database, whose tables and facts are made where there are none.

    The database is the one that manage.py would take: DATABASE_URL, or the embedded one under FACTCHECK_HOME.
    """
    if folder is not None:
        from factcheck.record import factfile

        return factfile.read(folder).record()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    import django

    django.setup()
    from factcheck.record.management import preparation
    from factcheck.record.source import load_record

    preparation.ensure_record(lambda text: print(text, file=sys.stderr))
    return load_record()
