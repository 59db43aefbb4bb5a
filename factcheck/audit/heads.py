"""The head of the chain at the end of each day, for the public to keep.

Whoever keeps one can prove later that nothing before it was rewritten, not even by somebody who owns the database.
"""

from __future__ import annotations

from django.db import connection, transaction

_LOCK = "SELECT pg_advisory_xact_lock(1633906543, 1)"
"""The chain's lock, as in sql/functions.sql: a link made before midnight is waited for."""
_CLOSE = """
    INSERT INTO audit_head (day, number, hash, computed_at)
    SELECT d.day, l.number, encode(l.hash, 'hex'), clock_timestamp()
      FROM (SELECT generate_series(
                     (SELECT (at AT TIME ZONE 'UTC')::date FROM audit_link WHERE number = 1),
                     (clock_timestamp() AT TIME ZONE 'UTC')::date - 1, interval '1 day')::date AS day) AS d,
           LATERAL (SELECT number, hash FROM audit_link WHERE at < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
                     ORDER BY number DESC LIMIT 1) AS l
     WHERE NOT EXISTS (SELECT 1 FROM audit_head h WHERE h.day = d.day)
     ORDER BY d.day
"""


@transaction.atomic
def close_days() -> int:
    """Write the heads of days that have ended in UTC and have none, from the day of the first link on. Returns how
    many. A day on which nothing changed has the head of the day before."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        cursor.execute(_CLOSE)
        return int(cursor.rowcount)
