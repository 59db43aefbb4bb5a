"""Counts of votes in the many ways prose gives them, and the ways of speaking that must not be called wrong."""

from dataclasses import replace

import pytest

from factcheck.engine import Article, prepare
from factcheck.engine.check import detect
from factcheck.engine.claims import tally
from factcheck.engine.model import Counts
from factcheck.engine.text.document import read
from tests.factories import engine


@pytest.fixture
def counts(index):
    def counts(text):
        document = read(Article(text), index.gazetteer, index.titles.find)
        return [tally.asserted_counts(d) for d in detect(document) if d.kind == "tally" and tally.asserted_counts(d)]

    return counts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The UN vote was 93-18-65.", {"yes": 93, "no": 18, "abstain": 65}),
        ("The Assembly voted 93 to 18 with 65 abstentions.", {"yes": 93, "no": 18, "abstain": 65}),
        ("The UN text was carried by 93 votes to 18, with 65 abstaining.", {"yes": 93, "no": 18, "abstain": 65}),
        ("In the Assembly ninety-three voted for, eighteen against.", {"yes": 93, "no": 18}),
        ("The UN resolution drew 93 votes.", {"yes": 93}),
        ("The draft before the UN collected 93 yes votes and 18 no votes.", {"yes": 93, "no": 18}),
        ("At the UN 93 of the 193 member states said yes to the text.", {"yes": 93}),
        ("The UN text was backed by 93 countries while 65 abstained.", {"yes": 93, "abstain": 65}),
        ("At the UN another 17 delegations were absent.", {"absent": 17}),
        ("In the UN vote 17 states did not take part.", {"absent": 17}),
        ("The UN resolution had the support of 93 countries.", {"yes": 93}),
        ("Of 193 UN members 141 passed the resolution.", {"yes": 141}),
        ("At the UN 119 countries condemned the coup and 36 abstained.", {"yes": 119, "abstain": 36}),
        ("The UN resolution passed with no votes against.", {"no": 0}),
        ("Nobody voted against it at the UN.", {"no": 0}),
        ("At the UN the 100 who voted against the annexation were joined by others.", {"yes": 100}),
        ("The 93 countries behind the UN text welcomed it.", {"yes": 93}),
    ],
)
def test_tally_in_prose_gives_the_counts(counts, text, said):
    assert counts(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The UN resolution needs 129 votes to pass.",
        "The UN text was co-sponsored by 54 states.",
        "At the UN 119 countries condemned the coup in a statement.",
        "The UN Security Council has 15 members.",
        "At least nine votes are required in the Security Council.",
        "Russian forces have been against the border for 18 days, the UN said.",
    ],
)
def test_number_that_counts_no_votes_is_no_tally(counts, text):
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The vote was not unanimous.", "supported"),
        ("Two thirds of member states voted in favour.", "refuted"),
        ("Nearly half of the UN members voted for it.", "supported"),
        ("A third of all countries abstained.", "supported"),
        ("The vote went 93-65-18.", "supported"),
        ("It passed with 93 votes for and 81 against.", "refuted"),
    ],
)
def test_tally_in_prose_is_judged_by_the_counts(claims, text, verdict):
    found = claims(text, "tally")
    assert verdict in [c.verdict for c in found], [(c.quote, c.verdict, c.explanation) for c in found]


def test_counts_as_later_corrected_are_not_called_wrong():
    record = engine.record()
    events = tuple(replace(e, intended=(("IND", "yes"),)) if e.key == "A/RES/ES-11/7" else e for e in record.events)
    index = prepare(replace(record, events=events))
    event = index.events["A/RES/ES-11/7"]
    assert event.corrected_counts == Counts(94, 18, 64, 17)
    draft = next(
        d
        for d in detect(read(Article("The UN vote was 94-18-64."), index.gazetteer, index.titles.find))
        if d.kind == "tally"
    )
    assert [r.holds for r in tally.judge(draft, event, index, None).readings] == [True]


@pytest.mark.parametrize(
    ("text", "counts", "motion", "verdict"),
    [
        ("That is fewer than the 141 who in 2023 voted in favour.", {"yes": 141}, "A/RES/ES-11/6", "supported"),
        ("The 32 that in 2023 abstained have become more.", {"abstain": 32}, "A/RES/ES-11/6", "supported"),
        ("It was more than the 7 which in 2023 opposed it.", {"no": 7}, "A/RES/ES-11/6", "supported"),
        ("Seventeen countries joined the US in voting against it.", {"no": 18}, "A/RES/ES-11/7", "supported"),
        ("Sixteen other nations voted alongside Russia to reject it, sixteen.", None, "", ""),
        ("Sixteen other nations joined Russia in opposing it.", {"no": 17}, "A/RES/ES-11/7", "refuted"),
        ("Sixty-four states joined India in abstaining.", {"abstain": 65}, "A/RES/ES-11/7", "supported"),
    ],
)
def test_counts_of_another_year_and_of_those_who_joined(claims, text, counts, motion, verdict):
    found = [(c.asserted, c.motion, c.verdict) for c in claims(text, "tally")]
    assert ((counts, motion, verdict) in found) == bool(counts)


def test_count_of_another_year_does_not_move_the_vote_spoken_of(claims):
    text = "That is fewer than the 141 who in 2023 voted in favour. India abstained."
    assert [(c.motion, c.verdict) for c in claims(text, "vote_position")] == [("A/RES/ES-11/7", "supported")]


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("The remaining 10 council members voted in favour of the draft.", 10),
        ("All 10 other council members backed it.", 10),
        ("Ten Council members said yes to the draft.", 10),
    ],
)
def test_members_of_the_council_are_counted(claims, text, yes):
    lead = "The UN Security Council adopted resolution 2774 on Ukraine on 24 February 2025. "
    assert [(c.asserted["yes"], c.verdict) for c in claims(text, "tally", lead=lead)] == [(yes, "supported")]
