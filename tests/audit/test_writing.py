"""Every change of an audited row is written down, whatever made it, or is not made."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.models import Outlet
from factcheck.audit.models import Event, Link
from factcheck.audit.tables import AUDITED, BY_NAME
from factcheck.claims.models import Mention
from factcheck.claims.models.mention import Origin
from tests.audit import rows
from tests.factories import articles, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
TABLES = [table.name for table in AUDITED]


def written(table: str, key: int | None = None) -> list[tuple[str, object, object]]:
    """Action, before and after of the events of a table or a row, the oldest first."""
    events = Event.objects.filter(table=table).exclude(row="").order_by("pk")
    if key is not None:
        events = events.filter(row=str(key))
    return list(events.values_list("action", "before", "after"))


def test_every_audited_table_has_a_sample_here() -> None:
    missing = set(TABLES) - (rows.every().keys() & rows.CHANGES.keys())
    assert missing == set(), "give each a row and a change in tests/audit/rows.py"


def test_raw_sql_on_any_audited_table_is_written_down() -> None:
    for table, key in rows.every().items():
        point = transaction.savepoint()
        seen = len(written(table, key))
        rows.run(f"UPDATE {table} SET {rows.CHANGES[table]} WHERE id = %s", key)
        column = rows.CHANGES[table].split(" = ")[0]
        (action, before, after), *more = written(table, key)[seen:]
        assert (action, more) == ("update", []), table
        assert isinstance(before, dict) and isinstance(after, dict)
        assert set(before) == set(after) == {column} and before != after
        whole = rows.asked(f"SELECT to_jsonb(t) -> %s FROM {table} t WHERE id = %s", column, key)[0][0]
        assert after[column] == json.loads(whole) or column in BY_NAME[table].hide
        rows.run(f"DELETE FROM {table} WHERE id = %s", key)
        action, before, after = written(table, key)[-1]
        assert (action, after) == ("delete", None) and isinstance(before, dict) and before["id"] == key
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("action", ["insert", "update", "delete"])
def test_change_whose_event_cannot_be_written_is_undone(action: str) -> None:
    made = rows.every()
    rows.chain()
    rows.run("ALTER TABLE audit_event ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
    for table, key in made.items():
        point = transaction.savepoint()
        if action == "insert":
            rows.run(f"CREATE TEMP TABLE kept_{table} ON COMMIT DROP AS SELECT * FROM {table} WHERE id = {key}")
            rows.unseen(f"DELETE FROM {table} WHERE id = {key}")
        statement = {
            "insert": f"INSERT INTO {table} SELECT * FROM kept_{table}",
            "update": f"UPDATE {table} SET {rows.CHANGES[table]} WHERE id = {key}",
            "delete": f"DELETE FROM {table} WHERE id = {key}",
        }[action]
        was = rows.asked(f"SELECT to_jsonb(t) FROM {table} t WHERE id = {key}")
        with pytest.raises(IntegrityError, match="nothing_more"), transaction.atomic():
            rows.run(statement)
        assert rows.asked(f"SELECT to_jsonb(t) FROM {table} t WHERE id = {key}") == was, table
        transaction.savepoint_rollback(point)


@pytest.mark.django_db(transaction=True)
def test_change_that_cannot_be_linked_is_undone_at_commit() -> None:
    stored = articles.outlet("Before")
    rows.run("ALTER TABLE audit_link ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
    try:
        with pytest.raises(IntegrityError, match="nothing_more"), transaction.atomic():
            Outlet.objects.filter(pk=stored.pk).update(name="After")
    finally:
        rows.run("ALTER TABLE audit_link DROP CONSTRAINT nothing_more")
    assert Outlet.objects.get().name == "Before"
    assert [action for action, _, _ in written("articles_outlet")] == ["insert"]


def test_bulk_changes_by_the_orm_are_written_row_by_row() -> None:
    Outlet.objects.bulk_create([Outlet(name=f"O{n}", slug=f"o{n}") for n in range(3)])
    Outlet.objects.filter(slug__in=["o0", "o1"]).update(homepage="https://example.org/")
    Outlet.objects.all().delete()
    actions = [action for action, _, _ in written("articles_outlet")]
    assert actions == ["insert"] * 3 + ["update"] * 2 + ["delete"] * 3


def test_change_that_changes_nothing_is_none() -> None:
    stored = articles.outlet()
    stored.save()
    assert len(written("articles_outlet", stored.pk)) == 1


def test_another_key_is_another_row() -> None:
    stored = articles.outlet("Moved")
    rows.run("UPDATE articles_outlet SET id = 4711 WHERE id = %s", stored.pk)
    assert [action for action, _, _ in written("articles_outlet", stored.pk)] == ["insert", "delete"]
    ((action, _, after),) = written("articles_outlet", 4711)
    assert action == "insert" and isinstance(after, dict) and after["name"] == "Moved"


def test_secrets_and_personal_values_are_never_in_the_history() -> None:
    person = user(email="zebra@example.org", name="Zebra", password="a long password")
    person.set_password("another long password")
    person.save()
    User.objects.filter(pk=person.pk).update(email="gnu@example.org", role="editor")
    person.refresh_from_db()
    told = str(written("accounts_user", person.pk))
    for secret in ("zebra", "Zebra", "gnu@", person.password, person.password.rsplit("$", 1)[1]):
        assert secret not in told
    (_, before, after) = written("accounts_user", person.pk)[-1]
    assert isinstance(before, dict) and isinstance(after, dict)
    assert set(after) == {"email", "role"} and after["role"] == "editor" and before["email"] != after["email"]
    assert set(after["email"]) == {"sha256"}


def test_long_values_are_held_by_the_row_until_they_change() -> None:
    version = articles.version(text="long " * 1000)
    ((_, _, after),) = written("articles_articleversion", version.pk)
    assert isinstance(after, dict) and set(after["text"]) == {"sha256"}
    rows.run("UPDATE articles_articleversion SET text = 'short' WHERE id = %s", version.pk)
    (_, before, after) = written("articles_articleversion", version.pk)[-1]
    assert (before, after) == ({"text": "long " * 1000}, {"text": "short"})


def test_mention_that_a_person_takes_out_is_written_down_whole() -> None:
    mention = reviews.review().mention
    Mention.objects.filter(pk=mention.pk).update(removed_at=timezone.now())
    ((action, before, after),) = written("claims_mention", mention.pk)
    assert (action, before) == ("insert", None)
    assert isinstance(after, dict) and after["exact"] == mention.exact and after["removed_at"]


def test_only_mentions_of_people_are_audited_and_those_that_become_so() -> None:
    mention = reviews.review().mention
    assert written("claims_mention") == []
    Mention.objects.filter(pk=mention.pk).update(origin=Origin.PERSON)
    Mention.objects.filter(pk=mention.pk).update(prefix="Then ")
    Mention.objects.filter(pk=mention.pk).update(origin=Origin.ENGINE)
    first, second, third = written("claims_mention", mention.pk)
    assert first[0] == "insert" and isinstance(first[2], dict) and first[2]["exact"] == mention.exact
    assert second == ("update", {"prefix": ""}, {"prefix": "Then "})
    assert third[0] == "delete" and isinstance(third[1], dict) and third[1]["prefix"] == "Then "


@pytest.mark.parametrize("table", ["audit_event", "audit_link", "audit_head"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_history_refuses_to_be_changed(table: str, statement: str) -> None:
    articles.outlet()
    rows.chain()
    rows.run(
        "INSERT INTO audit_head VALUES (DATE '2026-01-01', 1, %s, now())", "0" * 64
    )  # a false one, which verify_audit finds
    change = {"audit_event": "why = 'x'", "audit_link": "event = -event", "audit_head": "number = 2"}[table]
    with pytest.raises(DatabaseError, match=r"never changed|cannot be truncated"), transaction.atomic():
        rows.run(statement.format(table, change))


def test_audited_table_cannot_be_truncated() -> None:
    for table in TABLES:
        with pytest.raises(DatabaseError, match="cannot be truncated"), transaction.atomic():
            rows.run(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        'INSERT INTO audit_event (at, txid, who, why, "table", "row", action) '
        "VALUES (now(), 1, 'x', '', 'articles_outlet', '1', 'update')",
        r"INSERT INTO audit_link VALUES (999, 999, now(), '\x00', '\x00')",
    ],
)
def test_history_cannot_be_written_by_hand(statement: str) -> None:
    with pytest.raises(DatabaseError, match="written by the database only"), transaction.atomic():
        rows.run(statement)


@pytest.mark.parametrize(
    "shadow",
    [
        "CREATE TEMP TABLE {0} (LIKE public.{0} INCLUDING ALL) ON COMMIT DROP",
        "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.{0} (LIKE public.{0} INCLUDING ALL); "
        "SET LOCAL search_path TO elsewhere, public",
    ],
)
@pytest.mark.parametrize("table", ["audit_event", "audit_link", "audit_pending"])
def test_no_other_table_takes_the_place_of_the_history(shadow: str, table: str) -> None:
    outlet = articles.outlet()
    rows.chain()
    rows.run(shadow.format(table))
    rows.run("UPDATE articles_outlet SET name = 'Otherwise' WHERE id = %s", outlet.pk)
    rows.chain()
    linked = "SELECT e.after ->> 'name' FROM public.audit_event e JOIN public.audit_link l ON l.event = e.id"
    assert rows.asked(f"{linked} ORDER BY e.id DESC LIMIT 1") == [("Otherwise",)]


def test_events_of_a_savepoint_that_is_rolled_back_are_gone_and_the_chain_has_no_gap() -> None:
    articles.outlet("kept")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        articles.outlet("gone")
        rows.chain()
        raise ZeroDivisionError
    articles.outlet("kept too")
    rows.chain()
    assert [after["name"] for _, _, after in written("articles_outlet")] == ["kept", "kept too"]  # type: ignore[index]
    numbers = list(Link.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert rows.asked("SELECT count(*) FROM audit_pending") == [(0,)]


def test_session_in_another_time_zone_writes_the_same_history() -> None:
    person = user()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone TO 'Asia/Kathmandu'")
        cursor.execute("UPDATE accounts_user SET last_login = '2026-02-25 12:00+00' WHERE id = %s", [person.pk])
    assert written("accounts_user", person.pk)[-1][2] == {"last_login": "2026-02-25T12:00:00+00:00"}
