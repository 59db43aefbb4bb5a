"""Quotations against stored statements, figures against stored figures, percentages of agreement by method."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.model import Statement, Statistic
from factcheck.engine.record import Record, snapshot_hash
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine

STATEMENTS = (
    Statement(
        "Maria Example", "FRA", date(2025, 2, 24), "We will not accept a peace that is dictated, Mr Zelenskyy.", True
    ),
    Statement("John Sample", "GBR", date(2025, 2, 24), "This vote changes nothing on the ground today.", False),
)
FIGURES = (
    Statistic(
        "Ukrainian soldiers killed",
        "people",
        "Maria Example",
        "Killed, not casualties.",
        43000,
        43000,
        date(2025, 2, 1),
    ),
    Statistic("Russian soldiers wounded", "people", "Maria Example", "More than.", 550000, None, date(2025, 2, 1)),
    Statistic(
        "civilians killed in Ukraine, verified",
        "people",
        "United Nations",
        "A minimum.",
        12654,
        None,
        date(2025, 2, 20),
    ),
    Statistic(
        "military assistance of the United States to Ukraine",
        "USD",
        "A ministry",
        "As told.",
        65.9e9,
        65.9e9,
        date(2025, 2, 1),
    ),
)


@pytest.fixture(scope="module")
def index():
    """The small record with statements, figures, and 40 votes of 2024: both yes on 20, both abstained on 4, one abstained
    on 8, opposite on 8."""
    record = engine.record()
    motions, events = [], []
    for number in range(40):
        key = f"A/RES/78/{300 + number}"
        pair = ("yes", "yes") if number < 20 else ("abstain", "abstain") if number < 24 else ("yes", "abstain") if number < 32 else ("yes", "no")  # fmt: skip
        motions.append(engine.motion(key, f"Matter number {number} of the year", item=""))
        votes = {"yes": "", "no": "", "abstain": ""}
        for code, option in zip(("FRA", "USA"), pair, strict=True):
            votes[option] += f" {code}"
        day = date(2024, 1, 10) + timedelta(days=number)
        events.append(engine.event(key, day, (100, 10, 20), engine.roll(votes["yes"], votes["no"], votes["abstain"])))
    return prepare(
        replace(
            record, motions=(*record.motions, *motions), events=(*record.events, *events),
            statements=STATEMENTS, statistics=FIGURES,
        )
    )  # fmt: skip


@pytest.fixture
def judged(index):
    def judged(text, kind):
        result = check(Article(LEAD + text, None, PUBLISHED), index)
        codes = {f.code for f in result.flags if f.start >= len(LEAD)}
        return [c for c in result.claims if c.kind == kind and c.start >= len(LEAD)], codes

    return judged


QUOTES = [
    ("Ms Example said: “We will not accept a peace that is dictated”.", "supported"),
    ("“we will not accept a peace that is dictated, Mr Zelensky,” Maria Example said.", "supported"),
    ("“We will not accept [a peace] that is dictated”, Example told reporters.", "supported"),
    ("Example said: “We shall never accept a peace that is dictated by others”.", "refuted"),
    ("“This vote changes nothing on the ground today”, Sample said.", "supported"),
    ("“The vote has changed nothing on the ground today”, Sample said.", "not_in_record"),
]


@pytest.mark.parametrize(("text", "verdict"), QUOTES)
def test_quotation_is_a_run_of_the_statement(judged, text, verdict):
    found, flags = judged(text, "quote")
    assert [c.verdict for c in found] == [verdict]
    assert ("quote-altered" in flags) == (verdict == "refuted")
    assert found[0].evidence[0].ref.endswith("@2025-02-24")


@pytest.mark.parametrize(
    "text",
    [
        "“We will not accept a peace that is dictated”, Nobody said.",
        "Example said: “Thank you all for coming here tonight”.",
        "He called it “a peace” for all.",
    ],
)
def test_quotation_of_something_else_is_no_claim(judged, text):
    assert judged(text, "quote")[0] == []


FIGURE_CASES = [
    ("Example said 43,000 Ukrainian troops have lost their lives.", "supported"),
    ("Some 43,000 Ukrainian soldiers were killed.", "supported"),
    ("43,000 Ukrainian soldiers became casualties.", "refuted"),
    ("Example put the number at 60,000 Ukrainian soldiers killed.", "refuted"),
    ("Others put the number at 60,000 Ukrainian soldiers killed.", "not_in_record"),
    ("Over 12,500 civilians have been killed in Ukraine.", "supported"),
    ("More than 40,000 civilians have been killed in Ukraine.", "not_in_record"),
    ("More than 550,000 Russian soldiers were wounded, Example said.", "supported"),
    ("The US gave $65.9 billion of military assistance to Ukraine.", "supported"),
]


@pytest.mark.parametrize(("text", "verdict"), FIGURE_CASES)
def test_figure_is_that_of_the_same_measure(judged, text, verdict):
    assert [c.verdict for c in judged(text, "statistic")[0]] == [verdict]


@pytest.mark.parametrize(
    "text", ["300 soldiers marched past the Assembly.", "The Assembly has 193 members.", "43,000 people marched."]
)
def test_figure_that_the_record_does_not_follow_is_no_claim(judged, text):
    assert judged(text, "statistic")[0] == []


COINCIDENCE = [
    ("France voted with the United States 60 per cent of the time in 2024.", "depends", True),  # strict: 24 of 40
    ("In 2024 France voted with the United States 70% of the time.", "depends", True),  # half weight; votes only: 71
    ("In 2024 France voted with the United States 95% of the time.", "refuted", True),
    ("France voted with the United States 65% of the time in 2024.", "not_in_record", True),
    ("France voted with the United States 60% of the time.", "not_in_record", False),
    ("France voted with Germany 60% of the time in 2024.", "not_in_record", False),
    ("In 2024 France voted with the United States 71% of the time, abstentions excluded.", "supported", False),
    ("In 2024 France voted with the United States 60% of the time, abstentions excluded.", "refuted", False),
]


@pytest.mark.parametrize(("text", "verdict", "is_flagged"), COINCIDENCE)
def test_percentage_of_agreement_by_method(judged, text, verdict, is_flagged):
    found, flags = judged(text, "coincidence")
    assert [c.verdict for c in found] == [verdict]
    assert ("coincidence-method" in flags) == is_flagged


@pytest.mark.parametrize("kind", ["vote_alignment", "tally"])
@pytest.mark.parametrize(
    "text",
    [
        "In 2024, France voted alongside the United States 9% of the time, excluding abstentions.",
        "In 2024, France sided with the United States 88 per cent of the time, without abstentions.",
        "In 2024 France voted with the United States in 71% of the votes, without abstentions.",
    ],
)
def test_percentage_of_agreement_says_nothing_of_one_vote(judged, text, kind):
    assert judged(text, kind)[0] == []


def test_record_without_statements_keeps_its_hash_and_with_them_has_another():
    plain = engine.record()
    assert snapshot_hash(plain) == snapshot_hash(replace(plain, statements=(), statistics=()))
    assert len({snapshot_hash(r) for r in (plain, replace(plain, statements=STATEMENTS), Record())}) == 3
