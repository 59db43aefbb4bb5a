"""The published rules: their examples are run, and the pages written from them are up to date."""

import pytest

from factcheck.engine import FLAGS, Article, check, prepare, reference
from factcheck.engine.claims import BY_NAME
from factcheck.engine.flags.examples import EXAMPLES, LEAD, PUBLISHED
from tests.factories import engine

TABLE = {
    1: ("direction-ambiguous", "high"), 2: ("alignment-scope", "high"), 3: ("single-vote-generalised", "medium"),
    4: ("same-day-omitted", "high"), 5: ("position-wrong", "high"), 6: ("abstention-as-side", "high"),
    7: ("absent-as-abstain", "medium"), 8: ("sponsor-misattributed", "high"), 9: ("sponsor-vote-conflict", "medium"),
    10: ("tally-wrong", "high"), 11: ("tally-other-event", "medium"), 12: ("tally-cherry-picked", "medium"),
    13: ("majority-word", "medium"), 14: ("unanimity-overstated", "medium"), 15: ("isolation-overstated", "medium"),
    16: ("non-binding-as-binding", "high"), 17: ("symbolic-overstated", "low"), 18: ("trend-no-baseline", "medium"),
    19: ("superlative-false", "medium"), 20: ("group-overgeneralised", "medium"), 21: ("bloc-by-vote", "medium"),
    22: ("coincidence-method", "medium"), 23: ("kind-confused", "medium"), 24: ("body-confused", "medium"),
    25: ("title-altered", "low"), 26: ("date-wrong", "medium"), 27: ("motive-without-record", "medium"),
    28: ("quote-altered", "high"), 29: ("headline-body", "high"), 30: ("content-mismatch", "low"),
    31: ("abstention-effect", "medium"), 32: ("rounding", "low"),
}  # fmt: skip


@pytest.fixture(scope="module")
def history():
    return prepare(engine.record_with_history())


def raised(example, index):
    result = check(Article(example.lead + example.text, example.title, PUBLISHED), index)
    return {flag.code for flag in result.flags}


@pytest.mark.parametrize(("code", "example"), [(c, e) for c, group in EXAMPLES.items() for e in group.fires])
def test_flag_fires_on_its_example(code, example, history):
    assert code in raised(example, history)


@pytest.mark.parametrize(("code", "example"), [(c, e) for c, group in EXAMPLES.items() for e in group.silent])
def test_flag_is_silent_on_its_near_miss(code, example, history):
    assert code not in raised(example, history)


def test_lead_of_the_examples_raises_no_flag(history):
    assert check(Article(LEAD, None, PUBLISHED), history).flags == ()


def test_registry_has_the_flags_of_the_table():
    written = {rule.number: (rule.code, rule.severity) for rule in FLAGS.values()}
    assert written == TABLE


def test_every_flag_has_examples_and_says_when_it_fires_and_what_it_misses():
    for rule in FLAGS.values():
        fires, _, misses = rule.documented()
        assert fires, rule.code
        assert misses, rule.code
    assert set(EXAMPLES) == set(FLAGS)
    assert all(examples.fires and examples.silent for examples in EXAMPLES.values())


@pytest.mark.parametrize("page", [reference.flags_page, reference.claims_page])
def test_page_has_a_section_for_each_rule_and_no_text_lost_on_the_way(page):
    text = page()
    rules = [f"{rule.number} {rule.code}" for rule in FLAGS.values()] if page is reference.flags_page else BY_NAME
    assert all(f"\n## {rule}\n" in text for rule in rules)
    assert "None" not in text
