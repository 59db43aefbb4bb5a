"""Search in the record: symbols in any form, words, positions, sponsors, days."""

from datetime import date
from importlib import import_module

import pytest
from django.contrib.postgres.operations import CreateExtension
from django.core.management import CommandError
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from factcheck.record.models import Motion, MotionDocument, Subject
from factcheck.record.search import VoteSearch, symbols_in
from tests.factories import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bundled():
    record.load_bundled()


def keys(**asked):
    return [event.key for event in VoteSearch(**asked).votes()]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("A/RES/ES-11/7", "A/RES/ES-11/7"),
        ("es-11/7", "A/RES/ES-11/7"),
        ("resolution ES-11/7", "A/RES/ES-11/7"),
        ("A/ES-11/L.10", "A/RES/ES-11/7"),
        ("68/262", "A/RES/68/262"),
        ("resolution 2774 (2025)", "S/RES/2774"),
        ("2774", "S/RES/2774"),
        ("S/2022/155", "S/2022/155"),
    ],
)
def test_search_by_symbol_in_any_form_finds_it_first(words, key):
    assert keys(words=words)[0] == key


def test_search_by_words_is_stemmed_and_ranked():
    found = keys(words="advance lasting peace")
    assert found[0] == "A/RES/ES-11/7"
    assert "A/RES/ES-11/3" not in found


def test_search_by_phrase_and_minus_narrows():
    assert "A/RES/ES-11/8" in keys(words='"path to peace"')
    assert "A/RES/ES-11/7" not in keys(words="peace -advancing")


def test_search_by_accented_words_finds_plain_titles():
    assert keys(words="péace path") == keys(words="peace path") != []


def test_search_by_position_finds_votes_of_the_state_only():
    assert set(keys(state="USA", option="no", body="GA")) >= {"A/RES/ES-11/7"}
    assert "A/RES/ES-11/8" not in keys(state="USA", option="no")
    assert "A/RES/ES-11/8" in keys(state="USA", option="abstain")


def test_search_by_sponsor_body_kind_outcome_and_days_narrows():
    assert "A/RES/ES-11/7" in keys(sponsor="UKR")
    assert "A/RES/ES-11/8" not in keys(sponsor="UKR")
    assert {key[0] for key in keys(body="SC")} == {"S"}
    assert "S/2022/155" in keys(result="vetoed", kind="draft")
    day = date(2025, 2, 24)
    found = keys(since=day, until=day)
    assert {"A/RES/ES-11/7", "A/RES/ES-11/8", "S/RES/2774"} <= set(found)
    assert "A/RES/ES-11/9" not in found


def test_search_without_anything_gives_every_vote_newest_first():
    events = list(VoteSearch().votes())
    days = [event.held_on for event in events if event.held_on]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("words", ["'", '"', "\\", "%", "a & | b", "()", "-", "<script>", "peace:*", "ü" * 200])
def test_search_with_odd_words_never_fails(words):
    keys(words=words)


def test_symbols_in_words_without_digits_are_none():
    assert symbols_in("peace") == []


@pytest.mark.parametrize("words", ["Côte d'Ivoire", "Cote d'Ivoire", "CÔTE D’IVOIRE", "Cote d’Ivoire"])
def test_search_finds_accented_titles_however_they_are_typed(words):
    record.motion("A/RES/59/9901", title="The situation in Côte d’Ivoire")
    record.vote_event(Motion.objects.get(key="A/RES/59/9901"))
    assert keys(words=words) == ["A/RES/59/9901"]


def test_search_finds_turkiye_both_ways():
    record.vote_event(record.motion("A/RES/78/9901", title="Earthquake in Türkiye"))
    assert keys(words="Turkiye") == keys(words="Türkiye") == ["A/RES/78/9901"]


def test_search_by_part_of_a_symbol_finds_the_series():
    found = keys(words="ES-11")
    assert {"A/RES/ES-11/7", "A/RES/ES-11/1"} <= set(found) and "A/RES/68/262" not in found
    assert "A/RES/ES-11/7" in keys(words="L.10")


def test_search_follows_changes_of_titles_and_subjects():
    event = record.vote_event(record.motion("A/RES/78/9901", title="Zebras"))
    assert keys(words="zebra") == ["A/RES/78/9901"]
    Motion.objects.filter(pk=event.motion_id).update(title="Giraffes")
    assert keys(words="zebra") == [] and keys(words="giraffe") == ["A/RES/78/9901"]
    subject = Subject.objects.create(motion=event.motion, words="LAW OF THE TURTLES", source=record.source())
    assert keys(words="turtle laws") == ["A/RES/78/9901"]
    subject.delete()
    assert keys(words="turtle laws") == []


def test_deleting_a_motion_in_sql_takes_its_words_along():
    motion = record.motion("A/RES/78/9901", title="Zebras")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_motion WHERE id = %s", [motion.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not MotionDocument.objects.filter(pk=motion.pk).exists()


def test_every_motion_has_its_words():
    assert MotionDocument.objects.count() == Motion.objects.count() > 50


def test_search_by_subject_takes_the_beginning_of_a_term_in_any_case():
    event = record.vote_event(record.motion("A/RES/78/9901"))
    Subject.objects.create(motion=event.motion, words="NUCLEAR DISARMAMENT", source=record.source())
    assert keys(subject="nuclear") == keys(subject="NUCLEAR DISARMAMENT") == ["A/RES/78/9901"]
    assert keys(subject="disarmament") == []
    assert keys(subject="nuclear", words="peace") == []


@pytest.mark.parametrize("asked", [{"words": "zebras"}, {"words": "A/RES/40/999"}, {"words": "ES-99/1"}])
def test_search_by_words_and_symbols_reads_an_index(asked):
    """With many motions the plan has no sequential scan of motions or their words."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO record_motion (key, symbol, draft_symbol, title, description, kind, body_id, item, yes_means,
                      no_means, legal_effect, sponsors_complete, sponsors_note, source_id)
               SELECT 'A/RES/40/' || n + 1000, 'A/RES/40/' || n + 1000, '', 'Text ' || md5(n::text), '', 'resolution',
                      body_id, '', '', '', '', false, '', source_id
                 FROM generate_series(1, 20000) AS n, (SELECT body_id, source_id FROM record_motion LIMIT 1) AS one"""
        )
        cursor.execute("ANALYZE record_motion, record_motiondocument")
    plan = VoteSearch(**asked).votes()[:30].explain()
    assert "Seq Scan on record_motiondocument" not in plan and "Seq Scan on record_motion " not in plan
    with CaptureQueriesContext(connection) as queries:
        list(VoteSearch(**asked).votes()[:30])
    for query in queries.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {query['sql']}")
            lines = "\n".join(line for (line,) in cursor.fetchall())
        assert "Seq Scan on record_motion" not in lines, lines


def test_database_without_the_right_to_an_extension_says_who_has_to_add_it(monkeypatch):
    migration = import_module("factcheck.record.migrations.0009_search")

    def refuse(*_):
        raise ProgrammingError('permission denied to create extension "unaccent"')

    monkeypatch.setattr(CreateExtension, "database_forwards", refuse)
    with pytest.raises(CommandError, match=r"lacks the extension unaccent.*Have its owner run CREATE EXTENSION"):
        migration.NeededExtension("unaccent").database_forwards("record", None, None, None)


def test_search_for_words_of_most_motions_gives_the_newest_first(monkeypatch):
    for number, day, about in (
        (1, 1, {"title": "Zebras"}),
        (2, 3, {"title": "Animals", "item": "zebras"}),
        (3, 2, {"title": "Zebras"}),
    ):
        record.vote_event(record.motion(f"A/RES/78/990{number}", **about), held_on=date(2024, 1, day))
    assert keys(words="zebras")[-1] == "A/RES/78/9902"
    monkeypatch.setattr("factcheck.record.search.RANKED", 2)
    assert keys(words="zebras") == ["A/RES/78/9902", "A/RES/78/9903", "A/RES/78/9901"]
    assert keys(words="A/RES/78/9901")[0] == "A/RES/78/9901"


def test_words_of_a_title_rank_before_the_same_words_of_a_subject():
    for number, title, term in ((1, "Animals", "ZEBRAS"), (2, "Zebras", "ANIMALS")):
        event = record.vote_event(
            record.motion(f"A/RES/78/990{number}", title=title), held_on=date(2024, 1, 9 - number)
        )
        Subject.objects.create(motion=event.motion, words=term, source=record.source())
    assert keys(words="zebras") == ["A/RES/78/9902", "A/RES/78/9901"]
    assert keys(words="animals") == ["A/RES/78/9901", "A/RES/78/9902"]
