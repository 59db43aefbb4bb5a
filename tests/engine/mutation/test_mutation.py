"""A sample of the mutation suite: true sentences must be supported, sentences with one slot made false refuted and flagged.

The whole suite over a whole record is bench/mutation.py.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.record import factfile
from tests.engine.mutation import forms, generator, measures, templates
from tests.engine.mutation.article import scene
from tests.engine.mutation.cases import TRUE, WRONG, case, fault
from tests.engine.mutation.completed import completed
from tests.engine.mutation.known import Known, session_of
from tests.engine.mutation.words import listed, ordinal, spelled
from tests.factories import engine

FACTS = Path(factfile.__file__).parent / "facts"
EVERY = 8
"""Every so many votes of the bundled facts are tried, another eighth for each slot; the whole takes about 20 s of one core."""


def small_record():
    return engine.record()


def bundled_facts():
    return factfile.read(FACTS).record()


@pytest.fixture(scope="module", params=[small_record, bundled_facts], ids=["small", "facts"])
def loaded(request):
    """A record prepared for both sides: for the generator and for the engine."""
    record = request.param()
    return Known(record), prepare(record), 1 if request.param is small_record else EVERY


@pytest.mark.parametrize("slot", generator.SLOTS, ids=lambda slot: slot.__name__)
def test_generated_sentences_get_exactly_the_right_answer(loaded, slot):
    known, index, every = loaded
    shift = generator.SLOTS.index(slot)
    wrong = []
    for number, (event, motion) in enumerate(known.reported()):
        if (number + shift) % every:
            continue
        for one in generator.cases_of(known, event, motion, (slot,)):
            if problem := fault(one, check(Article(one.text, one.title, one.published), index)):
                wrong.append(f"{one.key} [{one.slot}] {one.sentence} -> {problem}")
    assert wrong == []


def test_generator_is_deterministic_and_fills_every_slot():
    first, second = (list(generator.cases(Known(bundled_facts()))) for _ in range(2))
    assert first == second
    slots = {one.slot for one in first}
    assert slots == {
        TRUE, "position", "state", "tally", "tally-of-another", "date", "sponsor", "group", "direction", "alignment", "body", "kind", "title", "symbol",
        "unanimity", "size", "sponsor-open", "size-word", "comparison",
    }  # fmt: skip
    kinds = {kind for one in first for kind in one.kinds if one.slot == TRUE}
    assert kinds == {
        "vote_position", "tally", "count", "date", "sponsorship", "group_position", "vote_alignment", "body", "outcome", "title", "symbol", "framing",
        "comparison",
    }  # fmt: skip
    assert {flag for one in first for flag in one.flags} <= WRONG


def test_every_kind_has_at_least_twelve_forms():
    groups = [
        f"{who} {did}"
        for whos in templates.GROUP_WHO.values()
        for who in set(whos)
        for did in templates.GROUP_DID["no"]
    ]
    directions = [form for ways in templates.DIRECTION.values() for form in ways]
    counts = [form for ways in templates.ONE_COUNT.values() for form in ways]
    headlines = [form for ways in templates.HEADLINE.values() for form in ways]
    tables = [
        *templates.POSITION.values(), templates.TALLY, templates.DATE_EXACT + templates.DATE_NAMED, templates.SPONSOR, templates.AUTHOR, templates.ALIGNED,
        *forms.DENIED.values(), [form for ways in forms.TWO.values() for form in ways], [form for ways in forms.ONLY.values() for form in ways],
        templates.BODY, templates.ADOPTED, templates.REJECTED, templates.VETOED, templates.TITLE, groups, directions, counts, headlines,
        measures.HUGE + measures.NARROW, measures.MORE,
    ]  # fmt: skip
    assert [len(set(table)) for table in tables if len(set(table)) < 12] == []


@pytest.fixture(scope="module")
def voted_no():
    """A case about a state that voted no, told truly, and the record it is from."""
    record = engine.record()
    known = Known(record)
    event, motion = next((e, m) for e, m in known.reported() if e.key == "A/RES/ES-11/7")
    return known, prepare(record), scene(event, motion, Random(1))


@pytest.mark.parametrize(
    ("sentence", "slot", "verdict", "flags", "problem"),
    [
        ("Belarus voted against it.", TRUE, "supported", "", ""),
        ("Belarus voted for it.", "position", "refuted", "position-wrong", ""),
        ("Belarus voted for it.", TRUE, "supported", "", "called refuted: “Belarus voted for” (vote_position)"),
        ("Belarus voted against it.", "position", "refuted", "position-wrong", "supported, not refuted"),
        ("Belarus voted for it.", "position", "refuted", "", "flags position-wrong, not none"),
        ("Nothing was said by anybody.", TRUE, "supported", "", "not found"),
        ("Belarus voted against it.", "unreconciled", "not_in_record", "", "supported where the record is silent"),
    ],
)
def test_fault_tells_right_answers_from_wrong_ones(voted_no, sentence, slot, verdict, flags, problem):
    _, index, scene = voted_no
    one = case(scene, "vote_position", sentence, slot, verdict, flags)
    assert fault(one, check(Article(one.text, one.title, one.published), index)) == problem


def test_one_of_two_clauses_is_wrong_and_the_other_is_not(voted_no):
    _, index, scene = voted_no
    text = "Belarus voted against it, while China voted in favour."
    one, all_wrong = (
        case(scene, "vote_position", text, "state", "refuted", "abstention-as-side", among=n) for n in (2, 1)
    )
    result = check(Article(one.text, one.title, one.published), index)
    assert [fault(one, result), fault(all_wrong, result)] == ["", "supported, refuted, not one of 1 refuted"]


def test_old_roll_calls_are_completed_with_a_day_of_their_session_and_their_own_counts():
    small = engine.record()
    motion = engine.motion("A/RES/33/72B")
    old = replace(
        engine.event("A/RES/33/72B", None, (None, None, None), engine.roll("FRA GBR", "USA", "IND", "SDN")), reconciled=False, members=None
    )  # fmt: skip
    unknown = replace(old, key="A/3/roll-call/1", motion="A/3/roll-call/1")
    part = replace(motion, key="A/3/roll-call/1", symbol="", kind="paragraph")
    record = completed(replace(small, motions=(*small.motions, motion, part), events=(*small.events, old, unknown)))
    known = Known(record)
    [vote] = [e for e in record.events if e.motion == "A/RES/33/72B"]
    assert (vote.day.year, vote.members, vote.result, vote.reconciled, vote.roll_complete) == (
        1978,
        5,
        "adopted",
        True,
        True,
    )
    assert [vote.counts.get(o) for o in ("yes", "no", "abstain", "absent")] == [2, 1, 1, 1]
    assert "A/3/roll-call/1" not in known.motions
    assert {e.key for e in small.events} <= {e.key for e in record.events}


def test_states_go_by_the_names_of_the_day():
    known = Known(bundled_facts())
    names = {known.called("RUS", day, Random(n)) for n in range(40) for day in (date(1950, 1, 1),)}
    assert "the Soviet Union" in names
    assert "the Soviet Union" not in {known.called("RUS", date(2022, 1, 1), Random(n)) for n in range(40)}


def test_words_of_the_generator():
    assert [spelled(n) for n in (0, 17, 40, 93, 104)] == [
        "zero",
        "seventeen",
        "forty",
        "ninety-three",
        "one hundred and four",
    ]
    assert [session_of(s) for s in ("A/RES/33/72B", "A/RES/2758(XXVI)", "A/RES/377(V)", "A/RES/1904(XVIII)", "S/RES/242", "A/RES/ES-11/1")] == [33, 26, 5, 18, 0, 0]  # fmt: skip
    assert [ordinal(n) for n in (1, 2, 3, 11, 12, 21, 33, 43)] == [
        "1st",
        "2nd",
        "3rd",
        "11th",
        "12th",
        "21st",
        "33rd",
        "43rd",
    ]
    assert [listed(["A"]), listed(["A", "B", "C"])] == ["A", "A, B and C"]
