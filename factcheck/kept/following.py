"""The files of a machine follow the pages in the database: at once when one changes, whole after every start.

Each web process starts a thread; the one that gets the lock of the folder follows, and when its process ends another
does. While the database is down the files stay as they are and go on being served.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, models

from factcheck.kept import files
from factcheck.kept.actions.keeping import CHANNEL
from factcheck.kept.edition import edition
from factcheck.kept.models import Page

log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds until the lock, or a database that was down, is tried again."""
PATIENCE = 10.0
"""Seconds after which it is looked for changes though none was told."""
BATCH = 200


def folder() -> Path:
    """Where this edition's pages of this machine lie."""
    return Path(settings.HOME) / "pages" / edition()


def start() -> threading.Thread:
    thread = threading.Thread(target=_follow, name="kept pages", daemon=True)
    thread.start()
    return thread


def _follow() -> None:
    here = folder()
    here.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (here / "lock").open("w") as lock:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(PAUSE)
        remove_other_editions(here)
        while True:
            try:
                Follower(here).follow()
            except (DatabaseError, OSError) as error:
                log.info("Kept pages wait for the database: %s", error)
            finally:
                with suppress(DatabaseError):
                    connection.close()
            time.sleep(PAUSE)


class Follower:
    """Brings a folder up to date and keeps it so. Raises DatabaseError when the database goes."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.place = 0

    def follow(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        self.compare()
        while True:
            with connection.wrap_database_errors:
                for _ in connection.connection.notifies(timeout=PATIENCE, stop_after=1):
                    pass
            self.take()

    def compare(self) -> None:
        """Whole again, whatever happened while nobody followed."""
        rows = Page.objects.filter(edition=edition())
        self.place = rows.aggregate(last=models.Max("place"))["last"] or 0
        wanted = dict(rows.filter(status=200).values_list("path", "etag"))
        right, wrong = set(), []
        for file, path, etag in files.held(self.here):
            if path and wanted.get(path) == etag and file == files.file_of(self.here, path):
                right.add(path)
            else:
                wrong.append(file)
        self._write([path for path in wanted if path not in right])
        files.remove([file for file in wrong if not file.exists() or not _is_fresh(file, wanted)])

    def take(self) -> None:
        """What changed since the last time."""
        changed = list(
            Page.objects.filter(edition=edition(), place__gt=self.place)
            .order_by("place")
            .values_list("path", "place", "status")
        )
        if not changed:
            return
        self._write([path for path, _, status in changed if status == 200])
        files.remove([files.file_of(self.here, path) for path, _, status in changed if status != 200])
        self.place = changed[-1][1]

    def _write(self, paths: list[str]) -> None:
        for first in range(0, len(paths), BATCH):
            for page in Page.objects.filter(path__in=paths[first : first + BATCH], status=200, edition=edition()):
                headers = tuple((name, value) for name, value in page.headers)
                kept = files.KeptPage(page.path, page.etag, headers, bytes(page.gzip), bytes(page.brotli))
                files.write(self.here, kept)


def _is_fresh(file: Path, wanted: dict[str, str]) -> bool:
    """Whether a file that was wrong has been written anew meanwhile."""
    page = files.read(file)
    return page is not None and page.path in wanted


def remove_other_editions(here: Path) -> None:
    """Folders of earlier editions that no process follows any more."""
    for other in here.parent.iterdir():
        if other == here or not other.is_dir():
            continue
        with suppress(OSError), (other / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(other, ignore_errors=True)


def is_possible() -> bool:
    """Whether this process can keep files at all."""
    home = Path(settings.HOME)
    return bool(settings.PUBLIC_ADDRESS) and (os.access(home, os.W_OK) or not home.exists())
