"""What was tampered with is found and named; what is as it was is not."""

from __future__ import annotations

import tracemalloc
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from factcheck.audit import heads
from factcheck.audit.models import Event, Head, Link
from factcheck.audit.tables import AUDITED, Table
from factcheck.audit.verifying import Problem, Report, UnknownHead, verify
from factcheck.audit.verifying import rows as rows_of
from tests.audit import rows
from tests.factories import articles

pytestmark = pytest.mark.django_db
COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "txid": "txid + 1",
    "who": "who || ' '",
    "why": "why || '.'",
    '"table"': "'articles_article'",
    '"row"': "\"row\" || '0'",
    "action": "'baseline'",
    "before": '\'{"homepage": "x"}\'',
    "after": "jsonb_set(after, '{name}', '\"Outlat\"')",
}


def told(**options: object) -> list[str]:
    rows.chain()
    return [str(problem) for problem in verify(**options).problems]  # type: ignore[arg-type]


def test_untouched_history_of_every_table_holds() -> None:
    for table, key in rows.every().items():
        rows.run(f"UPDATE {table} SET {rows.CHANGES[table]} WHERE id = %s", key)
    rows.run("DELETE FROM reviews_evidenceitem")
    articles.version(text="long " * 1000, title='“Naïve” \t"quoted" \\ 🗞')
    rows.run("UPDATE articles_articleversion SET text = text || 'er' WHERE length(text) > 4000")
    assert told() == []


def test_what_another_program_changed_without_a_reason_is_named() -> None:
    """One letter, by plain SQL, as the role that the application has, with every trigger on."""
    outlet = articles.outlet()
    rows.chain()
    before = verify()
    driver = connection.connection
    driver.execute("UPDATE articles_outlet SET name = name || '.' WHERE id = %s", [outlet.pk])
    driver.execute("""SELECT set_config('factcheck.acting', '{"who": "repair", "why": "ticket 7"}', true)""")
    driver.execute("UPDATE articles_outlet SET name = name || '.'")
    rows.chain()
    after = verify()
    assert (after.found, after.by_others - before.by_others) == (0, 1)
    said = StringIO()
    call_command("verify_audit", "--after", f"{before.number}:{before.hash}", stdout=said)
    named, change = said.getvalue().splitlines()[1:3]
    assert named == "1 change was made by another program or by hand, with no reason given:"
    assert f"articles_outlet {outlet.pk}: update on 20" in change and "as database role " in change


def test_change_of_any_column_of_any_table_with_triggers_switched_off_is_found() -> None:
    """Each column in turn, whatever its type: a text, a number, a time, a yes or no, or nothing."""
    changed = {
        "character varying": "'changed'",
        "text": "'changed'",
        "boolean": "NOT coalesce({0}, false)",
        "date": "coalesce({0}, DATE '2026-01-01') + 1",
        "timestamp with time zone": "coalesce({0}, now()) + interval '1 microsecond'",
        "jsonb": "'[1]'",
        "bytea": "{0} || '\\x01'::bytea",
        "bigint[]": "{0} || 7::bigint",
    }
    for table, key in rows.every().items():
        columns = rows.asked(
            "SELECT attname, atttypid::regtype::text FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id'",
            table,
        )
        checks = rows.asked("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", table)
        rows.chain()
        for (name,) in checks:  # whoever switches triggers off can drop these too
            rows.run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        one = next(one for one in AUDITED if one.name == table)
        for name, kind in columns:
            expression = changed.get(kind, "coalesce({0}, 0) + 7").format(f'"{name}"')
            point = transaction.savepoint()
            rows.unseen(f'UPDATE {table} SET "{name}" = {expression} WHERE id = {key}')
            problems = [str(problem) for problem in compared(one)]
            where = f"{table} {key}: "
            # With another salt the first hidden column is another digest.
            found = where if name == "salt" else (f"{where}{name} is ", f"{where}it is")
            assert len(problems) == 1 and problems[0].startswith(found), problems
            transaction.savepoint_rollback(point)


def compared(table: Table) -> list[Problem]:
    return list(rows_of.problems(Report(), table, None))


def test_row_added_or_removed_with_triggers_switched_off_is_found() -> None:
    for table, key in rows.every().items():
        point = transaction.savepoint()
        kept = f"CREATE TEMP TABLE kept_{table} ON COMMIT DROP AS SELECT * FROM {table}"
        rows.unseen(kept, f"DELETE FROM {table} WHERE id = {key}")
        one = next(one for one in AUDITED if one.name == table)
        (problem,) = compared(one)
        assert str(problem).startswith(f"{table} {key}: it is gone, and event ")
        back = f"INSERT INTO {table} SELECT * FROM kept_{table} WHERE id = {key}"
        rows.unseen(back, f"UPDATE {table} SET id = 987654 WHERE id = {key}")
        found = [str(problem) for problem in compared(one)]
        assert f"{table} 987654: it is there, and its history knows nothing of it" in found
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("column", COLUMNS)
def test_one_byte_of_an_event_is_found_at_its_link(column: str) -> None:
    articles.outlet("Outlet")
    articles.outlet("Another")
    rows.chain()
    event = Event.objects.get(table="articles_outlet", after__name="Outlet")
    number = Link.objects.get(event=event.pk).number
    rows.unseen(f"UPDATE audit_event SET {column} = {COLUMNS[column]} WHERE id = {event.pk}")
    first = told()[0]
    assert first.startswith(f"link {number}, ") and f"its event {event.pk}" in first


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("hash = set_byte(hash, 0, get_byte(hash, 0) # 1)", "or its own row was altered"),
        ("previous = set_byte(previous, 31, get_byte(previous, 31) # 1)", "but the link before it is"),
        ("at = at + interval '1 second'", "or its own row was altered"),
        ("event = -event", "is missing"),
        ("number = 1000000", "it is missing; link"),
    ],
)
def test_one_byte_of_a_link_is_found(change: str, says: str) -> None:
    articles.outlet()
    articles.outlet()
    rows.chain()
    number = Link.objects.order_by("-number")[1].number
    rows.unseen(f"UPDATE audit_link SET {change} WHERE number = {number}")
    first = told()[0]
    assert first.startswith(f"link {number:,}") and says in first


def test_removed_event_and_removed_links_are_found() -> None:
    kept = articles.outlet("Outlet")
    rows.chain()
    last = Link.objects.order_by("-number")[0]
    rows.unseen(f"DELETE FROM audit_event WHERE id = {last.event}")
    assert told()[0] == f"link {last.number}: its event {last.event} is missing"
    rows.unseen(f"DELETE FROM audit_link WHERE number = {last.number}")
    assert told() == [f"articles_outlet {kept.pk}: it is there, and its history knows nothing of it"]


def test_event_without_link_is_found() -> None:
    articles.outlet()
    rows.chain()
    last = Link.objects.order_by("-number")[0]
    rows.unseen(f"DELETE FROM audit_link WHERE number = {last.number}")
    assert f"event {last.event} (insert) has no link in the chain" in told()[0]


def test_false_baseline_is_found() -> None:
    stored = articles.outlet()
    rows.run(
        'INSERT INTO audit_event (at, txid, who, why, "table", "row", action, after) '
        "VALUES (now(), pg_current_xact_id()::text::bigint, 'system', '', 'articles_outlet', %s, 'baseline', '{}')",
        str(stored.pk),
    )
    assert "adds it, though it was there already" in told()[0]


def test_chain_rewritten_whole_is_found_by_a_published_head() -> None:
    """Whoever owns the database can compute every hash anew. A head that somebody kept tells."""
    articles.outlet("Outlet")
    rows.chain()
    kept = Link.objects.order_by("-number")[0]
    kept_head = (kept.number, bytes(kept.hash).hex())
    assert told(heads=[kept_head]) == []
    rows.unseen("DELETE FROM audit_event", "DELETE FROM audit_link", "DELETE FROM articles_outlet")
    call_command("migrate", verbosity=0)
    assert told() == []
    (problem,) = told(heads=[kept_head])
    assert problem.startswith(f"link {kept.number}: the head that was given is {kept_head[1]}, but the chain has ")


def test_published_head_that_is_not_the_chains_or_not_the_last_of_its_day_is_found() -> None:
    articles.outlet()
    articles.outlet()
    rows.chain()
    rows.unseen("UPDATE audit_link SET at = at - interval '2 days'")
    rows.run("INSERT INTO audit_head VALUES ((now() - interval '2 days')::date, 1, %s, now())", "0" * 64)
    assert any("but the chain has" in problem for problem in told())
    rows.unseen("DELETE FROM audit_head")
    assert heads.close_days() == 2
    assert [problem for problem in told() if "head" in problem] == []
    rows.unseen(
        "UPDATE audit_head h SET number = l.number, hash = encode(l.hash, 'hex') "
        "FROM audit_link l WHERE l.number = h.number - 1"
    )
    assert any("was not the last link of that day" in problem for problem in told())


def test_going_on_from_a_known_link_looks_at_what_came_after() -> None:
    first, second = articles.outlet(), articles.outlet()
    rows.chain()
    link = Link.objects.order_by("-number")[0]
    known = (link.number, bytes(link.hash).hex())
    rows.run("UPDATE articles_outlet SET homepage = 'https://example.org/' WHERE id = %s", second.pk)
    rows.chain()
    report = verify(after=known)
    assert (report.links, report.rows, report.problems) == (1, 1, [])
    rows.unseen(f"UPDATE articles_outlet SET slug = 'x' WHERE id = {first.pk}")
    assert verify(after=known).problems == []
    assert len(verify().problems) == 1
    rows.unseen(f"UPDATE articles_outlet SET slug = 'y' WHERE id = {second.pk}")
    assert len(verify(after=known).problems) == 1


def test_going_on_from_a_link_of_another_chain_is_refused() -> None:
    for known in ((1, "0" * 64), (99, "0" * 64)):
        rows.chain()
        with pytest.raises(UnknownHead, match=f"ink {known[0]} "):
            verify(after=known)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("ALTER TABLE articles_outlet DISABLE TRIGGER audit_update", "its trigger audit_update is switched off"),
        ("DROP TRIGGER audit_delete ON articles_outlet", "its trigger audit_delete is missing"),
        ("DROP TRIGGER audit_kept ON audit_event", "its trigger audit_kept is missing"),
        ("ALTER TABLE audit_event DISABLE TRIGGER audit_event_at_commit", "is switched off"),
        (
            "CREATE OR REPLACE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "the function audit_row of the database is not the one of this version",
        ),
        (
            "ALTER FUNCTION audit_row() SET search_path TO elsewhere",
            "the function audit_row of the database is not the one of this version",
        ),
    ],
)
def test_disarmed_history_is_found_and_armed_again_by_migrating(statement: str, says: str) -> None:
    rows.chain()
    rows.run(statement)
    assert any(says in problem for problem in told())
    call_command("migrate", verbosity=0)
    left = told()
    assert left == [] or "switched off" in says


def test_memory_does_not_grow_with_the_history() -> None:
    def peak(count: int) -> int:
        rows.run(
            "INSERT INTO articles_outlet (name, slug, homepage) SELECT 'n' || n, 's' || n, '' "
            "FROM generate_series(1, %s) AS n ON CONFLICT DO NOTHING",
            count,
        )
        rows.chain()
        tracemalloc.start()
        assert verify().found == 0
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(12_000) < 1.5 * peak(4_000) + 500_000


def test_command_says_what_holds_and_where_the_chain_ends() -> None:
    articles.outlet()
    rows.chain()
    said = StringIO()
    call_command("verify_audit", stdout=said)
    last = Link.objects.order_by("-number")[0]
    assert f"All of it holds. The chain ends with {last.number}:{bytes(last.hash).hex()}" in said.getvalue()


def test_command_names_what_does_not_hold_and_fails() -> None:
    stored = articles.outlet()
    rows.unseen(f"UPDATE articles_outlet SET slug = 'other' WHERE id = {stored.pk}")
    said = StringIO()
    with pytest.raises(CommandError, match="does not hold: 1 problem\\.") as failed:
        call_command("verify_audit", stdout=StringIO(), stderr=said)
    assert failed.value.returncode == 1
    assert f'Articles_outlet {stored.pk}: slug is "other"' in said.getvalue()


@pytest.mark.parametrize("head", ["", "1", "1:abc", "x:" + "0" * 64])
def test_command_refuses_what_is_no_head(head: str) -> None:
    with pytest.raises(CommandError, match="is no head"):
        call_command("verify_audit", "--after", head)


def test_days_are_closed_once_each_and_a_quiet_day_has_the_head_of_the_day_before() -> None:
    articles.outlet()
    rows.chain()
    assert heads.close_days() == 0
    rows.unseen("UPDATE audit_link SET at = at - interval '3 days'")
    articles.outlet()
    rows.chain()
    assert heads.close_days() == 3
    assert heads.close_days() == 0
    found = list(Head.objects.values_list("number", "hash").distinct().order_by())
    last = Link.objects.order_by("-number")[1]
    assert found == [(last.number, bytes(last.hash).hex())]
