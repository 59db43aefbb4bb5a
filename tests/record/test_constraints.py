"""Rules of the record that the database itself holds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from factcheck.record.loading import reconcile
from factcheck.record.models import (
    Disagreement,
    IntendedVote,
    Membership,
    Motion,
    Paragraph,
    Statement,
    Statistic,
    Vote,
    VoteEvent,
)
from tests.factories import record

pytestmark = pytest.mark.django_db


def refuses(constraint: str, write: Callable[[], Any]) -> None:
    """The database refuses `write` because of `constraint`."""
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        write()
    assert constraint in str(raised.value.__cause__.diag.constraint_name), raised.value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "rumour"}, "source_kind_is_known"),
        ({"title": ""}, "source_has_title"),
        ({"sha256": "xyz"}, "source_sha256_is_hexadecimal"),
        ({"url": "javascript:alert(1)"}, "source_url_is_a_web_address"),
    ],
)
def test_source_against_the_rules_is_refused(fields: dict[str, Any], constraint: str) -> None:
    refuses(constraint, lambda: record.source("bad", **fields))


@pytest.mark.parametrize(
    ("code", "classification", "fields", "constraint"),
    [
        ("AAA", "planet", {}, "organization_classification_is_known"),
        ("aaa", "state", {}, "organization_code_is_capital"),
        ("AB", "state", {}, "organization_state_has_a_three_letter_code"),
        ("AAA", "state", {"slug": ""}, "organization_has_slug"),
        (
            "AAA",
            "state",
            {"founded_on": date(2000, 1, 1), "dissolved_on": date(1999, 1, 1)},
            "organization_is_dissolved_after_it_is_founded",
        ),
    ],
)
def test_organization_against_the_rules_is_refused(
    code: str, classification: str, fields: dict[str, Any], constraint: str
) -> None:
    refuses(constraint, lambda: record.organization(code, classification, **fields))


def test_membership_that_overlaps_another_by_one_day_is_refused() -> None:
    union, member = record.group(), record.state()
    record.membership(union, member, date(2000, 1, 1), date(2010, 1, 31))

    refuses("membership_does_not_overlap", lambda: record.membership(union, member, date(2010, 1, 31)))


def test_membership_with_open_ends_overlaps_every_other() -> None:
    union, member = record.group(), record.state()
    record.membership(union, member)

    refuses("membership_does_not_overlap", lambda: record.membership(union, member, date(1950, 1, 1), date(1950, 1, 1)))


def test_membership_from_the_day_after_another_is_accepted() -> None:
    union, member = record.group(), record.state()
    record.membership(union, member, date(2000, 1, 1), date(2010, 1, 31))
    record.membership(union, member, date(2010, 2, 1))

    assert Membership.objects.on(date(2010, 1, 31)).count() == Membership.objects.on(date(2010, 2, 1)).count() == 1


def test_membership_that_ends_before_it_starts_is_refused() -> None:
    # the range itself is refused first, before the check constraint is asked
    with pytest.raises(Exception, match=r"range lower bound|membership_ends_after"), transaction.atomic():
        record.membership(record.group(), record.state(), date(2010, 1, 1), date(2000, 1, 1))


def test_membership_of_an_organization_in_itself_is_refused() -> None:
    union = record.group()

    refuses("membership_is_not_in_itself", lambda: record.membership(union, union))


def test_name_that_stands_twice_with_one_state_is_refused_even_undated() -> None:
    state = record.state()
    record.name(state, "Aland")

    refuses("name_stands_once_with_an_organization", lambda: record.name(state, "Aland", "adjective"))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "nickname"}, "name_kind_is_known"),
        ({"text": ""}, "name_has_text"),
        ({"start_on": date(2000, 1, 1), "end_on": date(1999, 1, 1)}, "name_ends_after_it_starts"),
    ],
)
def test_name_against_the_rules_is_refused(fields: dict[str, Any], constraint: str) -> None:
    state = record.state()

    refuses(constraint, lambda: record.name(state, **{"text": "Aland", **fields}))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "law"}, "motion_kind_is_known"),
        ({"legal_effect": "strong"}, "motion_legal_effect_is_known"),
        ({"title": ""}, "motion_has_title_or_description"),
        ({"key": "x", "symbol": "A/RES/1/1"}, "motion_key_is_its_symbol"),
        ({"key": "ES-11/7", "symbol": "ES-11/7"}, "motion_symbols_have_their_form"),
        ({"key": "A/RES/1/1", "symbol": "A/RES/1/1", "kind": "draft"}, "motion_draft_has_no_symbol"),
        ({"kind": "amendment", "key": "x"}, "motion_part_has_a_parent"),
    ],
)
def test_motion_against_the_rules_is_refused(fields: dict[str, Any], constraint: str) -> None:
    record.body()

    refuses(constraint, lambda: record.motion(**fields))


def test_motion_that_is_its_own_parent_is_refused() -> None:
    motion = record.motion()

    refuses("motion_is_not_its_own_parent", lambda: Motion.objects.filter(pk=motion.pk).update(parent=motion))


def test_paragraph_at_a_taken_position_is_refused() -> None:
    motion = record.motion()

    def add() -> None:
        Paragraph.objects.create(motion=motion, position=1, section="operative", text="t", source=record.source())

    add()
    refuses("paragraph_has_its_own_position", add)


def test_sponsorship_of_a_state_that_stands_already_is_refused() -> None:
    motion, state = record.motion(), record.state()
    record.sponsorship(motion, state, "author")

    refuses("sponsorship_stands_once", lambda: record.sponsorship(motion, state, "later"))


def test_sponsorship_with_an_unknown_role_is_refused() -> None:
    motion, state = record.motion(), record.state()

    refuses("sponsorship_role_is_known", lambda: record.sponsorship(motion, state, "fan"))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"method": "shouting"}, "vote_event_method_is_known"),
        ({"result": "postponed"}, "vote_event_result_is_known"),
        ({"sequence": 0}, "vote_event_sequence_begins_with_one"),
        ({"yes_count": -1}, "record_voteevent_yes_count_check"),
        ({"yes_count": 10, "no_count": 6, "members_count": 15}, "vote_event_counts_fit_the_members"),
        ({"method": "consensus", "result": "rejected"}, "vote_event_consensus_is_adopted_without_counts"),
        ({"method": "consensus", "no_count": 1}, "vote_event_consensus_is_adopted_without_counts"),
        ({"method": "non_recorded", "has_full_roll": True}, "vote_event_roll_is_of_a_recorded_vote"),
        ({"is_reconciled": True, "yes_count": 1}, "vote_event_reconciled_has_counts"),
        (
            {"is_reconciled": True, "yes_count": 1, "no_count": 0, "abstain_count": 0, "unreconciled_reason": "x"},
            "vote_event_reconciled_has_no_reason_against",
        ),
    ],
)
def test_vote_event_against_the_rules_is_refused(fields: dict[str, Any], constraint: str) -> None:
    motion = record.motion()

    refuses(constraint, lambda: record.vote_event(motion, **fields))


def test_vote_event_with_a_taken_sequence_is_refused() -> None:
    motion = record.motion()
    record.vote_event(motion, meeting="A/99/PV.1")

    refuses("vote_event_sequence_stands_once", lambda: record.vote_event(motion, meeting="A/99/PV.2", key="other"))


def test_vote_event_second_on_one_motion_is_accepted() -> None:
    motion = record.motion()
    record.vote_event(motion)

    assert record.vote_event(motion, sequence=2).key == f"{motion.key}@2"


def test_vote_of_a_state_that_voted_already_is_refused() -> None:
    event, state = record.vote_event(), record.state()
    record.vote(event, state)

    refuses("vote_is_cast_once", lambda: record.vote(event, state, "no"))


def test_vote_with_an_unknown_option_is_refused() -> None:
    event, state = record.vote_event(), record.state()

    refuses("vote_option_is_known", lambda: record.vote(event, state, "maybe"))


def test_intended_vote_stated_twice_is_refused() -> None:
    event, state = record.vote_event(), record.state()

    def add() -> None:
        IntendedVote.objects.create(event=event, organization=state, option="yes", source=record.source())

    add()
    refuses("intended_vote_is_stated_once", add)


def test_disagreement_about_one_value_stands_once() -> None:
    event = record.vote_event()

    def add() -> None:
        Disagreement.objects.create(event=event, what="Yes votes", here="93", elsewhere="89")

    add()
    refuses("disagreement_stands_once", add)


def test_statement_without_words_or_twice_is_refused() -> None:
    source = record.source()

    def say(text: str) -> Statement:
        return Statement.objects.create(speaker="Somebody", text=text, source=source)

    refuses("statement_has_text", lambda: say(""))
    say("Words")
    refuses("statement_stands_once", lambda: say("Words"))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({}, "statistic_has_a_value"),
        ({"value_low": 2, "value_high": 1}, "statistic_range_is_in_order"),
        ({"value_low": 2, "attributed_to": ""}, "statistic_has_attributed_to"),
        ({"value_low": 2, "measure": ""}, "statistic_has_measure"),
    ],
)
def test_statistic_against_the_rules_is_refused(fields: dict[str, Any], constraint: str) -> None:
    values = {
        "measure": "m",
        "unit": "people",
        "attributed_to": "a",
        "wording": "w",
        "source": record.source(),
        **fields,
    }

    refuses(constraint, lambda: Statistic.objects.create(**values))


# -------------------------------------------------------------------------------------------------- the reconciled flag


def test_reconciled_event_whose_counts_are_changed_is_refused() -> None:
    event = record.roll_call_event({"yes": ["AAA", "BBB"], "no": ["CCC"]})
    changed = VoteEvent.objects.filter(pk=event.pk)

    assert event.is_reconciled
    refuses("vote_event_reconciled_adds_up", lambda: changed.update(yes_count=1, absent_count=1))


def test_event_declared_reconciled_against_its_roll_call_is_refused() -> None:
    event = record.roll_call_event({"yes": ["AAA", "BBB"]}, yes_count=1, members_count=2, abstain_count=1)
    changed = VoteEvent.objects.filter(pk=event.pk)

    assert not event.is_reconciled
    refuses("vote_event_reconciled_adds_up", lambda: changed.update(is_reconciled=True, unreconciled_reason=""))


@pytest.mark.parametrize("change", ["add", "alter", "delete", "move"])
def test_roll_call_that_changes_takes_the_flag_back_until_it_is_compared_again(change: str) -> None:
    event = record.roll_call_event({"yes": ["AAA"], "no": ["BBB"]}, is_complete=False, absent_count=None)
    assert event.is_reconciled
    other = record.vote_event()
    vote = Vote.objects.filter(event=event, organization__code="AAA")
    if change == "add":
        record.vote(event, record.state("DDD"), "abstain")
    elif change == "alter":
        vote.update(option="no")
    elif change == "delete":
        vote.delete()
    else:
        vote.update(event=other)

    event.refresh_from_db()

    assert not event.is_reconciled
    assert event.unreconciled_reason == "the roll call changed after it was compared with the counts"


def test_roll_call_that_is_restored_is_reconciled_again() -> None:
    event = record.roll_call_event({"yes": ["AAA"], "no": ["BBB"]})
    vote = Vote.objects.filter(event=event, organization__code="AAA")
    vote.update(option="no")
    assert reconcile(VoteEvent.objects.filter(pk=event.pk)) == {
        event.key: "1 yes votes declared, 0 listed; 1 no votes declared, 2 listed"
    }
    vote.update(option="yes")

    assert reconcile(VoteEvent.objects.filter(pk=event.pk)) == {}
    event.refresh_from_db()
    assert event.is_reconciled
    assert list(VoteEvent.objects.reconciled()) == [event]


# ----------------------------------------------------------------------------------------------------------- evidence


@pytest.mark.parametrize("what", ["source", "state", "motion", "event"])
def test_evidence_that_something_rests_on_cannot_be_deleted(what: str) -> None:
    motion = record.motion()
    event = record.roll_call_event({"yes": ["AAA"]}, motion)
    rows = {"source": record.source(), "state": record.state("AAA"), "motion": motion, "event": event}

    with pytest.raises(ProtectedError):
        rows[what].delete()
