"""The table of steps: the database holds to it, and every step to its role and its policies."""

from __future__ import annotations

import itertools
import re

import pytest
from django.db import IntegrityError, connection, transaction

from factcheck.accounts.permissions import PERMISSIONS
from factcheck.reviews.models import EvidenceItem
from factcheck.verdicts import workflow
from factcheck.verdicts.models import Happening, Status, Verdict, VerdictVersion
from factcheck.verdicts.policies import POLICIES
from tests.factories import verdicts
from tests.factories.accounts import user

PAIRS = [(a, b) for a, b in itertools.product(workflow.STATES, repeat=2) if a != b]


def test_the_table_names_what_there_is() -> None:
    assert set(workflow.STATES) == set(Status.values)
    for step in workflow.STEPS.values():
        assert set(step.sources) | set(step.targets) <= set(workflow.STATES)
        assert set(step.policies) <= set(POLICIES)
        assert step.permission == workflow.SYSTEM or step.permission in PERMISSIONS
    assert {name for step in workflow.STEPS.values() for name in step.policies} == set(POLICIES)


def test_every_state_can_be_reached_and_all_but_the_last_left() -> None:
    pairs = workflow.transitions()
    assert {b for _, b in pairs} | {workflow.FIRST} == set(workflow.STATES)
    assert set(workflow.STATES) - {a for a, _ in pairs} == {"withdrawn"}


@pytest.mark.django_db
def test_the_trigger_of_the_database_has_the_pairs_of_the_table() -> None:
    """A new step needs a migration that writes the function `verdict_step` anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'verdict_step'")
        source = cursor.fetchone()[0]
    found = sorted(tuple(pair.split(">")) for pair in re.findall(r"'(\w+>\w+)'", source))
    assert found == workflow.transitions()


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_raw_sql_moves_a_verdict_along_the_table_only(before: str, after: str) -> None:
    verdict = verdicts.draft()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")  # put it there without a step
        cursor.execute(
            "UPDATE verdicts_verdict SET status = %s, published_at = CASE WHEN %s THEN now() END, publish_at = now(),"
            " withdrawn_because = 'x' WHERE id = %s",
            [before, before in workflow.PUBLIC, verdict.pk],
        )
        cursor.execute("SET session_replication_role = origin")
    published = "now()" if after in workflow.PUBLIC and before not in workflow.PUBLIC else "published_at"
    move = f"UPDATE verdicts_verdict SET status = %s, published_at = {published} WHERE id = %s"  # noqa: S608
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(move, [after, verdict.pk])
        moved = True
    except IntegrityError:
        moved = False
    assert moved == ((before, after) in workflow.transitions())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verdicts_verdict SET slug = 'other'",
        "UPDATE verdicts_verdict SET published_at = now() + interval '1 day'",
        "DELETE FROM verdicts_verdict",
        "UPDATE verdicts_verdictversion SET summary = 'other'",
        "DELETE FROM verdicts_verdictversion",
        "UPDATE verdicts_verdictbundle SET made_at = now()",
        "DELETE FROM verdicts_verdictbundle",
        "UPDATE verdicts_happening SET why = 'other'",
        "DELETE FROM verdicts_happening",
        "INSERT INTO verdicts_verdict (claim_id, slug, status, doubts, stands_on, revision, created_at, changed_at,"
        " withdrawn_because, published_at) SELECT claim_id, 'x', 'published', '[]', '{}', 1, now(), now(), '', now()"
        " FROM verdicts_verdict",
    ],
)
def test_what_is_published_is_refused_to_raw_sql(statement: str) -> None:
    verdicts.published()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Verdict.objects.count(), VerdictVersion.objects.count()) == (1, 1)
    assert Happening.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_assessment SET rationale = rationale || '!'",
        "UPDATE reviews_assessment SET accuracy = 3",
        "UPDATE reviews_flaganswer SET reason = 'other'",
        "DELETE FROM reviews_flaganswer",
        "UPDATE reviews_evidenceitem SET note = 'other'",
        "DELETE FROM reviews_evidenceitem",
    ],
)
def test_what_a_published_verdict_shows_of_its_assessments_is_refused_to_raw_sql(statement: str) -> None:
    review = verdicts.judged(flags=1)
    for one in review.assignments.all():
        EvidenceItem.objects.create(
            assessment=one.assessment, ordinal=8, side="for", url="https://a.example/", note="x"
        )
    verdict = verdicts.draft(review=review)

    def change() -> bool:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.rowcount == 2
                transaction.set_rollback(True)
        except IntegrityError:
            return False
        return True

    assert change(), "before it is published"
    verdicts.publish(verdict)
    assert not change()


@pytest.mark.django_db
def test_a_wording_is_approved_by_another_whoever_writes_it() -> None:
    version = verdicts.draft(by=user("editor")).versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        VerdictVersion.objects.filter(pk=version.pk).update(approved_by=version.decided_by)
