"""The flags: each fires on its rule and stays silent beside it."""

from dataclasses import replace

import pytest

from factcheck.engine import FLAGS, Article, check, prepare
from factcheck.engine.flags.examples import EXAMPLES
from factcheck.engine.model import Sponsorship
from factcheck.engine.record import Record
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine

FIRES = [
    ("direction-ambiguous", "The US voted alongside Russia."),
    ("alignment-scope", "The US sided with Russia."),
    ("same-day-omitted", "The US voted alongside Russia."),
    ("position-wrong", "France voted against it."),
    ("abstention-as-side", "India voted against it."),
    ("abstention-as-side", "China refused to back the resolution."),
    ("sponsor-misattributed", "The resolution was drafted by Russia."),
    ("tally-wrong", "The vote was 93-19-65."),
    ("tally-other-event", "The vote was 93-8-73, it said of resolution ES-11/7."),
    ("unanimity-overstated", "The Assembly unanimously adopted the resolution."),
    ("non-binding-as-binding", "The resolution is legally binding."),
    ("non-binding-as-binding", "The General Assembly ordered Russia to leave."),
    ("non-binding-as-binding", "The UN voted to make peace a legal obligation."),
    ("symbolic-overstated", "The purely symbolic resolution ES-11/3 was passed on 7 April 2022 by 93-24-58."),
    ("sponsor-vote-conflict", "The resolution ES-11/6 was sponsored by India in February 2023."),
    ("superlative-false", "It was the highest support of all the resolutions since the war began."),
    ("trend-no-baseline", "Support was notably lower compared to previous votes on Ukraine."),
    (
        "bloc-by-vote",
        "Among the countries supporting Russia were its allies, including Belarus and Sudan, in the vote.",
    ),
    ("title-altered", "The text was titled “Advancing a complete, just and lasting peace in Ukraine”."),
    ("date-wrong", "It was adopted on 20 February 2025."),
]
SILENT = [
    ("direction-ambiguous", "The US voted alongside Russia. Both voted no."),
    ("direction-ambiguous", "The US sided with Russia and voted against it."),
    ("direction-ambiguous", "India voted alongside Russia."),
    ("alignment-scope", "The US voted alongside Russia on it."),
    ("alignment-scope", "Belarus sided with Russia at the UN vote."),
    (
        "same-day-omitted",
        "The US voted alongside Russia. It abstained on its own rival resolution; in the Security Council both voted yes.",
    ),
    ("position-wrong", "France voted for it."),
    ("position-wrong", "India voted against it."),
    ("abstention-as-side", "India abstained."),
    ("abstention-as-side", "France voted against it."),
    ("sponsor-misattributed", "The resolution was drafted by Ukraine."),
    ("sponsor-misattributed", "The resolution was sponsored by India."),
    ("tally-wrong", "The vote was 93-18-65."),
    ("unanimity-overstated", "The Assembly adopted the resolution."),
    ("non-binding-as-binding", "The resolution demands that Russia leave. It is non-binding."),
    ("non-binding-as-binding", "The UN voted to demand that Russia leave."),
    ("symbolic-overstated", "The vote was purely symbolic."),
    ("sponsor-vote-conflict", "The resolution ES-11/6 was sponsored by France in February 2023."),
    ("superlative-false", "It was the lowest support of all the resolutions since the war began."),
    ("trend-no-baseline", "Support was lower than for resolution ES-11/1, the earlier vote."),
    ("bloc-by-vote", "Belarus and Sudan voted no."),
    ("title-altered", "The text was titled “Advancing a Comprehensive, Just, and Lasting Peace in Ukraine”."),
    ("date-wrong", "It was adopted on 24 February 2025."),
    ("date-wrong", "Tuesday’s vote came late."),
]


@pytest.fixture(scope="module")
def odd_index():
    """The record with India, which abstained, as a listed sponsor of ES-11/6."""
    record = engine.record()
    motions = tuple(
        replace(m, sponsors=(*m.sponsors, Sponsorship("IND"))) if m.key == "A/RES/ES-11/6" else m
        for m in record.motions
    )
    return prepare(replace(record, motions=motions))


@pytest.mark.parametrize(("code", "text"), FIRES)
def test_flag_fires_on_its_rule(flags, odd_index, code, text):
    if code == "sponsor-vote-conflict":
        assert code in {f.code for f in check(Article(LEAD + text, None, PUBLISHED), odd_index).flags}
        return
    assert code in flags(text)


@pytest.mark.parametrize(("code", "text"), SILENT)
def test_flag_stays_silent_beside_its_rule(flags, code, text):
    assert code not in flags(text)


def test_every_flag_has_a_case_that_fires_and_one_that_does_not():
    assert {code for code, _ in FIRES} | set(EXAMPLES) == set(FLAGS)
    assert {code for code, _ in SILENT} | set(EXAMPLES) == set(FLAGS)


def test_headline_body_fires_when_headline_states_alignment_at_large(index):
    result = check(Article(LEAD + "The US voted alongside Russia.", "US sides with Russia at the UN", PUBLISHED), index)
    assert "headline-body" in {f.code for f in result.flags if f.start == 0}


def test_headline_body_is_silent_when_headline_and_text_say_the_same(index):
    result = check(
        Article(LEAD + "The US voted against it.", "US votes against UN resolution on Ukraine", PUBLISHED), index
    )
    assert "headline-body" not in {f.code for f in result.flags}


def test_tally_other_event_names_the_vote_whose_counts_they_are(run):
    flag = next(
        f for f in run("The vote was 93-8-73, it said of resolution ES-11/7.").flags if f.code == "tally-other-event"
    )
    assert "A/RES/ES-11/8" in flag.explanation


def test_first_drafter_of_amended_text_is_flagged_only_without_the_word_amended(index):
    lead = "The General Assembly adopted “The path to peace” (ES-11/8) on 24 February 2025 with 93 votes in favour, 8 against and 73 abstentions. "
    bare = check(Article(lead + "The resolution was drafted by the United States.", None, PUBLISHED), index)
    told = check(
        Article(lead + "The resolution, drafted by the United States, was amended first.", None, PUBLISHED), index
    )
    assert "sponsor-misattributed" in {f.code for f in bare.flags}
    assert "sponsor-misattributed" not in {f.code for f in told.flags}


def test_bloc_by_vote_is_silent_for_states_with_a_group_in_common(flags):
    text = "Among the countries supporting France was its neighbour, Germany, in the vote; they included Germany."
    assert "bloc-by-vote" not in flags(text)


def test_every_flag_documents_rule_and_known_misses():
    for rule in FLAGS.values():
        doc = rule.find.__doc__ or ""
        assert doc.lstrip().startswith(f"{rule.number} "), rule.code
        assert "Known misses" in doc, rule.code


def test_no_verdict_rests_on_counts_that_do_not_add_up():
    record = engine.record()
    broken = Record(
        record.states,
        record.bodies,
        record.groups,
        record.motions,
        tuple(replace(e, reconciled=False) for e in record.events),
    )
    result = check(Article(LEAD + "India voted against it. The vote was 93-19-65.", None, PUBLISHED), prepare(broken))
    tied = [c for c in result.claims if c.motion and c.kind not in ("symbol", "title")]
    assert tied
    assert {c.verdict for c in tied} == {"not_in_record"}
    assert result.flags == ()
