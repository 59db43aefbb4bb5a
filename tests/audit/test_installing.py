"""What `migrate` brings up to date: rows from before the history, and columns that come, go and change."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from factcheck.audit import installing
from factcheck.audit.models import Event
from factcheck.audit.verifying import verify
from tests.audit import rows
from tests.factories import articles
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def migrated() -> list[str]:
    rows.chain()
    call_command("migrate", verbosity=0)
    rows.chain()
    return [str(problem) for problem in verify().problems]


def events(table: str) -> list[tuple[str, str, object]]:
    return list(Event.objects.filter(table=table).order_by("pk").values_list("action", "row", "after"))


def test_rows_from_before_the_history_get_a_baseline() -> None:
    person, outlet = user(), articles.outlet("Old")
    rows.unseen("DELETE FROM audit_link", "DELETE FROM audit_event")
    assert migrated() == []
    columns, (action, row, after) = events("articles_outlet")
    assert columns[:2] == ("columns", "")
    assert (action, row) == ("baseline", str(outlet.pk)) and isinstance(after, dict) and after["name"] == "Old"
    baseline = Event.objects.get(table="accounts_user", row=str(person.pk))
    assert baseline.action == "baseline" and set(baseline.after["email"]) == {"sha256"}
    assert migrated() == []
    assert len(events("articles_outlet")) == 2


@pytest.mark.parametrize(
    "statements",
    [
        ["ALTER TABLE articles_outlet ADD COLUMN country text NOT NULL DEFAULT 'GB'"],
        ["ALTER TABLE articles_outlet ADD COLUMN country text", "UPDATE articles_outlet SET country = slug"],
        ["ALTER TABLE articles_outlet DROP COLUMN homepage"],
        ["ALTER TABLE articles_outlet RENAME COLUMN homepage TO page"],
        ["ALTER TABLE articles_outlet ALTER COLUMN homepage TYPE integer USING length(homepage)"],
    ],
    ids=["added", "added and filled", "dropped", "renamed", "another type"],
)
def test_columns_that_come_go_and_change_are_followed(statements: list[str]) -> None:
    first, second = articles.outlet("A"), articles.outlet("B")
    rows.run("UPDATE articles_outlet SET homepage = 'https://example.org/' WHERE id = %s", first.pk)
    for statement in statements:
        rows.chain()
        rows.run(statement)
    articles_after = (
        'INSERT INTO articles_outlet SELECT (jsonb_populate_record(t, \'{"id": 99, "name": "C", "slug": "c"}\')).* '
    )
    rows.run(articles_after + "FROM articles_outlet t WHERE id = %s", second.pk)
    assert migrated() == []
    rows.run("UPDATE articles_outlet SET slug = slug || 'x'")
    rows.run("DELETE FROM articles_outlet WHERE id = %s", first.pk)
    assert migrated() == []
    rows.unseen("UPDATE articles_outlet SET slug = 'z' WHERE id = 99")
    assert len(migrated()) == 1


def test_migrating_again_writes_and_installs_nothing() -> None:
    articles.outlet()
    rows.chain()
    count = Event.objects.count()
    made = "SELECT max(oid), count(*) FROM pg_trigger WHERE NOT tgisinternal"
    written = "SELECT string_agg(xmin::text, ' ' ORDER BY proname) FROM pg_proc WHERE proname ~ '^(audit|kept)_'"
    before = rows.asked(made), rows.asked(written)
    assert migrated() == []
    assert (Event.objects.count(), (rows.asked(made), rows.asked(written))) == (count, before)


def test_trigger_of_another_version_is_replaced() -> None:
    rows.chain()
    rows.run("COMMENT ON TRIGGER audit_update ON articles_outlet IS 'of long ago'")
    assert any("is not the one of this version" in str(problem) for problem in verify().problems)
    assert migrated() == []


def test_functions_are_read_whole() -> None:
    written = {"audit_view", "audit_salt", "audit_row", "audit_field"}
    guarding = {"audit_event_at_commit", "audit_chain", "audit_refuse"}
    with connection.cursor() as cursor:
        installed = installing.functions(cursor)
    assert set(installed) == written | guarding
