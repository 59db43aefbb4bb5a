"""Pages are stored, and rendered anew when something that they show has changed.

A rendering sees one snapshot of the database, and a change may be committed before it is stored. So the store looks for
changes that the snapshot did not see; with one the page stays stale. That a change finds its pages and that a page is
stored never overlap: both hold `LOCK`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from factcheck.kept.addresses import addresses
from factcheck.kept.edition import edition
from factcheck.kept.models import Change, Page, Sweep
from factcheck.kept.rendering import Rendered, render

log = logging.getLogger(__name__)

LOCK = "SELECT pg_advisory_xact_lock(1633906543, 7)"
CHANNEL = "kept_pages"
"""Whoever keeps files listens here."""
TRIES = 5
"""Renderings of a page that changes all the time; then it waits for the next job."""
KEPT_FOR = timedelta(minutes=15)
"""How long a change is remembered: no rendering takes as long."""
MARGIN = timedelta(hours=1)
"""How far the clocks of machines may be apart, and an action from its transaction's begin. What is dated earlier gets
its place every night."""
_UNSEEN = """
    SELECT EXISTS (SELECT 1 FROM kept_change c WHERE c.keys && kept_keys(%(keys)s)
                      AND c.txid IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint
                      AND NOT pg_visible_in_snapshot(c.txid::text::xid8, %(snapshot)s::pg_snapshot))
"""
_PLACE = """
    INSERT INTO kept_page (path, keys, status, reason, etag, headers, gzip, brotli, size, edition, place, is_stale,
                           rendered_at)
    SELECT path, '{}', 0, '', '', '[]', '', '', 0, '', nextval('kept_page_place'), true, %(now)s
      FROM unnest(%(paths)s::text[]) AS path WHERE NOT EXISTS (SELECT 1 FROM kept_page p WHERE p.path = path.path)
    ON CONFLICT DO NOTHING
"""
_STORE = """
    INSERT INTO kept_page AS p (path, keys, status, reason, etag, headers, gzip, brotli, size, edition, place, is_stale,
                                rendered_at)
    VALUES (%(path)s, kept_keys(%(keys)s), %(status)s, %(reason)s, %(etag)s, %(headers)s::jsonb, %(gzip)s, %(brotli)s,
            %(size)s, %(edition)s, nextval('kept_page_place'), %(is_stale)s, %(now)s)
    ON CONFLICT (path) DO UPDATE SET keys = excluded.keys, status = excluded.status, reason = excluded.reason,
       etag = excluded.etag, headers = excluded.headers, gzip = excluded.gzip, brotli = excluded.brotli,
       size = excluded.size, edition = excluded.edition, is_stale = excluded.is_stale,
       rendered_at = excluded.rendered_at,
       place = CASE WHEN (p.status, p.etag, p.edition) = (excluded.status, excluded.etag, excluded.edition)
                    THEN p.place ELSE excluded.place END
"""
_FORGOTTEN = """
INSERT INTO kept_sweep (id, edition, at, forgotten) VALUES (1, '', %(now)s, %(number)s)
    ON CONFLICT (id) DO UPDATE SET forgotten = kept_sweep.forgotten + excluded.forgotten
"""


def keep(path: str) -> bool:
    """Render a page and store it; False where it changed meanwhile again and again, and stays stale."""
    return any(store(render(path)) for _ in range(TRIES))


def store(rendered: Rendered) -> bool:
    """False where something that it shows changed since it was rendered: it is stored all the same, as stale."""
    if rendered.reason:
        log.warning("Not kept: %s %s", rendered.path, rendered.reason)
    about: dict[str, Any] = {
        "path": rendered.path,
        "keys": list(rendered.keys),
        "snapshot": rendered.snapshot,
        "status": 0 if rendered.reason else rendered.status,
        "reason": rendered.reason,
        "etag": rendered.etag,
        "headers": json.dumps(rendered.headers),
        "gzip": rendered.gzip(),
        "brotli": rendered.brotli(),
        "size": len(rendered.body),
        "edition": rendered.edition,
        "now": timezone.now(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(_UNSEEN, about)
        (is_stale,) = cursor.fetchone()
        cursor.execute(_STORE, about | {"is_stale": is_stale})
        cursor.execute(f"NOTIFY {CHANNEL}")
    return not is_stale


def note_changes() -> None:
    """Mark the pages that show something of what changed, and make places for those that there are now: what a job that
    is killed behind this has not rendered stays marked."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute('UPDATE kept_change SET is_handled = true WHERE NOT is_handled RETURNING "table", keys, at')
        rows = cursor.fetchall()
        keys = sorted({key for _, found, _ in rows for key in found})
        if keys:
            cursor.execute("UPDATE kept_page SET is_stale = true WHERE keys && %s::bigint[]", [keys])
            since = min(at for _, _, at in rows) - MARGIN
            _make_places(addresses({table for table, _, _ in rows}, since))


def _make_places(wanted: Iterable[str]) -> None:
    """Stale pages without bytes at those of the paths that have none."""
    listed = list(dict.fromkeys(wanted))
    with connection.cursor() as cursor:
        for first in range(0, len(listed), 10_000):
            cursor.execute(_PLACE, {"paths": listed[first : first + 10_000], "now": timezone.now()})


def refresh() -> list[str]:
    """Everything that changes call for. Returns the paths of the pages that were rendered, in their order."""
    if not Page.objects.exists():
        return []
    note_changes()
    return _render_stale()


def sweep() -> list[str]:
    """Keep everything that is to be kept and is not there, and anew what another edition made. Returns the paths."""
    note_changes()
    Page.objects.exclude(edition=edition()).filter(is_stale=False).update(is_stale=True)
    _make_places(addresses())
    paths = _render_stale()
    Sweep.objects.update_or_create(pk=1, defaults={"edition": edition(), "at": timezone.now()})
    return paths


def _render_stale() -> list[str]:
    paths = list(Page.objects.filter(is_stale=True).order_by("rendered_at", "path").values_list("path", flat=True))
    for path in paths:
        keep(path)
    return paths


def forget_changes() -> int:
    """Changes whose pages are marked and which no rendering can have missed."""
    with transaction.atomic(), connection.cursor() as cursor:
        forgotten = Change.objects.filter(is_handled=True, at__lt=timezone.now() - KEPT_FOR).delete()[0]
        if forgotten:
            cursor.execute(_FORGOTTEN, {"number": forgotten, "now": timezone.now()})
    return forgotten
