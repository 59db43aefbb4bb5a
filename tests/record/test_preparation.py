"""A command on a database that nobody has set up yet."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.executor import MigrationExecutor

from factcheck.record.management import preparation
from factcheck.record.models import VoteEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch):
    """Commands that were called, without running them."""
    names = []
    monkeypatch.setattr(preparation, "call_command", lambda name, **_: names.append(name))
    return names


@pytest.fixture
def outdated(monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])


def ensure():
    said = []
    preparation.ensure_record(said.append)
    return said


def test_embedded_database_without_facts_gets_the_bundled_ones(settings):
    settings.IS_EMBEDDED = True
    assert ensure() == ["Loading the facts ..."]
    assert VoteEvent.objects.count() > 10
    assert ensure() == []


def test_embedded_database_that_is_outdated_is_migrated_first(settings, called, outdated):
    settings.IS_EMBEDDED = True
    assert ensure() == ["Setting up the database ...", "Loading the facts ..."]
    assert called == ["migrate", "load_facts"]


@pytest.mark.parametrize("command", ["record_status", "record_diff", "load_facts"])
def test_command_makes_the_tables_of_the_embedded_database(settings, called, outdated, command):
    settings.IS_EMBEDDED = True
    call_command(command)
    assert called == ["migrate"]


@pytest.mark.parametrize("command", ["record_status", "record_diff", "load_facts", "import_record"])
def test_command_leaves_tables_of_others_alone_with_a_sentence(settings, called, outdated, command):
    settings.IS_EMBEDDED = False
    with pytest.raises(CommandError, match="not up to date"):
        call_command(command, *(["."] if command == "import_record" else []))
    assert called == []


def test_other_database_that_is_outdated_is_left_alone_with_a_sentence(settings, called, outdated):
    settings.IS_EMBEDDED = False
    with pytest.raises(CommandError, match="not up to date"):
        ensure()
    assert called == []


def test_other_database_without_facts_is_left_alone_with_a_sentence(settings, called):
    settings.IS_EMBEDDED = False
    assert "Run: manage.py load_facts" in ensure()[0]
    assert called == []
