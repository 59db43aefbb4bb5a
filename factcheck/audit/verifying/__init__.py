"""Proving the history: the chain is recomputed, and the present rows are compared with what it says they are.

Both read through cursors on the server, a piece at a time: memory does not grow with the history.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from factcheck.audit.models import Verification
from factcheck.audit.tables import AUDITED
from factcheck.audit.verifying import chain, guards, rows
from factcheck.audit.verifying.report import Problem, Report

__all__ = ["Problem", "Report", "UnknownHead", "keep", "prove", "verify"]


class UnknownHead(Exception):
    """The link from which to go on is not one of this chain; the message says what is there instead."""


def verify(
    *, after: tuple[int, str] | None = None, heads: Iterable[tuple[int, str]] = (), compare: bool = True
) -> Report:
    """Prove the whole history, or what came after a known link: its number, and its hash in hexadecimal digits.

    `heads` are links known from outside, such as published ones. With `after`, only rows that were changed since are
    compared; without `compare` none. All of it sees one moment, whoever writes meanwhile. Raises UnknownHead.
    """
    report = Report()
    is_own = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_own:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL timezone TO 'UTC'")
        start = _start(after)
        present = set(connection.introspection.table_names(cursor))
        tables = [table for table in AUDITED if table.name in present]
        report.add(guards.problems(cursor, tables))
        report.add(chain.problems(report, *start))
        report.add(chain.head_problems(cursor, heads))
        for table in tables if compare else ():
            report.add(rows.problems(report, table, start[0] if after else None))
    return report


def keep(report: Report, *, is_whole: bool) -> Verification:
    """Store what came of a verification, for the page of the history."""
    return Verification.objects.create(
        is_whole=is_whole,
        links=report.links,
        rows=report.rows,
        number=report.number,
        hash=report.hash,
        problems=report.found,
        problem=str(report.problems[0]) if report.problems else "",
    )


def prove(*, is_whole: bool) -> Verification:
    """Prove the history and keep what came of it: all of it, or what came after the last time that all of it held."""
    last = None if is_whole else Verification.objects.filter(problems=0).order_by("-pk").first()
    after = (last.number, last.hash) if last is not None and last.number else None
    try:
        report = verify(after=after)
    except UnknownHead:  # the chain is another one than the one that was proved: look from the beginning
        after, report = None, verify()
    return keep(report, is_whole=after is None)


def _start(after: tuple[int, str] | None) -> tuple[int, bytes]:
    """Number and hash of the link that is taken as proved."""
    if after is None:
        return 0, chain.BEGINNING
    number, said = after
    found = chain.hash_of(number)
    if found is None:
        raise UnknownHead(f"There is no link {number:,} in this chain.")
    if found.hex() != said:
        raise UnknownHead(f"Link {number:,} has the hash {found.hex()}, not {said}.")
    return number, found
