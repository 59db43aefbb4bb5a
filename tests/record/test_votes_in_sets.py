"""The database holds votes to their event and state, by statement."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from psycopg.sql import SQL, Composed

from factcheck.record.models import Vote, VoteEvent
from tests.factories import record


def _refused(sql: str | Composed, params: list[int]) -> str:
    with pytest.raises(IntegrityError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(raised.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


@pytest.fixture
def vote(db: None) -> Vote:
    return record.vote(record.vote_event(), record.state("AAA"))


def test_vote_of_no_event_or_state_is_refused_by_itself_and_among_others(vote: Vote) -> None:
    insert = "INSERT INTO record_vote (event_id, organization_id, option) SELECT %s, id, 'no' FROM record_organization"
    assert _refused(insert, [vote.event_id + 1]) == "vote_has_its_voteevent"
    one = "INSERT INTO record_vote (event_id, organization_id, option) VALUES (%s, %s, 'no'), (%s, %s, 'no')"
    other = record.state("BBB").pk
    assert _refused(one, [vote.event_id, other, vote.event_id, other + 1]) == "vote_has_its_organization"
    assert Vote.objects.count() == 1


def test_vote_cannot_be_moved_to_no_event_or_state(vote: Vote) -> None:
    assert _refused("UPDATE record_vote SET event_id = %s", [vote.event_id + 1]) == "vote_has_its_voteevent"
    moved = [vote.organization_id + 1]
    assert _refused("UPDATE record_vote SET organization_id = %s", moved) == "vote_has_its_organization"


@pytest.mark.parametrize("table", ["voteevent", "organization"])
def test_event_and_state_stay_while_they_have_votes(vote: Vote, table: str) -> None:
    row = vote.event_id if table == "voteevent" else vote.organization_id
    with connection.cursor() as cursor:  # what hangs on an event besides
        cursor.execute("DELETE FROM record_rollcall")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing is left to be checked when the table is truncated
    constraint = f"vote_has_its_{table}"
    of_table = SQL("record_{}").format(SQL(table))  # type: ignore[arg-type]
    delete = SQL("DELETE FROM {} WHERE id = %s").format(of_table)
    renumber = SQL("UPDATE {} SET id = id + 1000 WHERE id = %s").format(of_table)
    truncate = SQL("TRUNCATE {}, record_rollcall CASCADE").format(of_table)
    assert _refused(delete, [row]) == _refused(renumber, [row]) == constraint
    # a state's table takes along evidence of reviewers, whose history refuses that first
    assert _refused(truncate, []) in {constraint, "vote_has_its_voteevent", "None"}
    Vote.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(renumber, [row])
        cursor.execute(delete, [row + 1000])
        assert cursor.rowcount == 1


@pytest.mark.django_db(transaction=True)
def test_event_cannot_go_while_another_adds_its_first_vote() -> None:
    event, state = record.vote_event(), record.state("AAA")
    added, gone = threading.Event(), threading.Event()
    failures: list[DatabaseError] = []

    def add() -> None:
        try:
            with transaction.atomic():
                Vote.objects.create(event=event, organization=state, option="yes")
                added.set()
                gone.wait(10)
        finally:
            connection.close()

    adding = threading.Thread(target=add)
    adding.start()
    assert added.wait(10)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            cursor.execute("DELETE FROM record_voteevent WHERE id = %s", [event.pk])
    except OperationalError as error:
        failures.append(error)
    gone.set()
    adding.join(10)
    assert len(failures) == 1
    assert VoteEvent.objects.filter(pk=event.pk).exists() and Vote.objects.count() == 1
