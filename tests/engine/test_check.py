"""The check as a whole: linking, ambiguity, determinism, independence of the framework, hostile input."""

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.engine import Article, Record, check, prepare, snapshot_hash, to_json
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine


def test_check_gives_the_same_bytes_for_the_same_input(run):
    text = "The US sided with Russia. India abstained. Support was lower than in previous votes."
    assert to_json(run(text)) == to_json(run(text))


def test_check_gives_the_same_bytes_whatever_the_order_of_the_record(run):
    record = engine.record()
    turned = Record(
        *(tuple(reversed(getattr(record, name))) for name in ("states", "bodies", "groups", "motions", "events"))
    )
    article = Article(LEAD + "The US sided with Russia.", None, PUBLISHED)
    assert snapshot_hash(record) == snapshot_hash(turned)
    assert to_json(check(article, prepare(record))) == to_json(check(article, prepare(turned)))


def test_result_follows_the_contract(run):
    result = json.loads(to_json(run("The US sided with Russia.", title="A title")))
    assert list(result) == ["engine", "record", "article", "notes", "claims", "flags"]
    assert result["engine"]["rules"].startswith("sha256:")
    assert result["record"]["vote_events"] == 9
    claim = next(c for c in result["claims"] if c["kind"] == "vote_alignment")
    assert list(claim) == [
        "id", "section", "start", "end", "quote", "kind", "asserted", "events", "motion", "verdict", "readings", "evidence", "explanation",
    ]  # fmt: skip
    text = f"A title\n{LEAD}The US sided with Russia."
    assert text[claim["start"] : claim["end"]] == claim["quote"] == "The US sided with Russia"
    assert {f["severity"] for f in result["flags"]} <= {"high", "medium", "low"}


def test_wrong_detail_does_not_unlink_the_vote(run):
    text = "The UN General Assembly voted on Monday on peace in Ukraine: 95 in favour, 18 against, 65 abstentions. India abstained."
    result = run(text, lead="")
    assert {c.motion for c in result.claims if c.kind == "vote_position"} == {"A/RES/ES-11/7"}
    assert [c.quote for c in result.claims if c.kind == "tally" and c.verdict == "refuted"] == ["95 in favour"]


@pytest.mark.parametrize(
    "text",
    [
        "The UN General Assembly on 12 May 2019 adopted a resolution on fisheries with 120 votes in favour and 3 against. Russia abstained.",
        "The UN Human Rights Council voted in 2021 on Belarus. Russia voted against the resolution.",
        "The UN General Assembly voted on the Cuba embargo in October 2024. The US voted against the resolution.",
    ],
)
def test_vote_the_record_lacks_is_not_in_record_never_the_nearest(run, text):
    result = run(text, lead="", published=date(2025, 6, 1))
    assert result.claims
    assert {c.verdict for c in result.claims if c.kind in ("vote_position", "tally", "outcome", "date")} == {
        "not_in_record"
    }


def test_vote_before_it_was_taken_is_not_linked(run):
    result = run(
        "The UN General Assembly votes on peace in Ukraine on Monday. India abstained.",
        lead="",
        published=date(2024, 2, 25),
    )
    assert "A/RES/ES-11/7" not in {c.motion for c in result.claims}


def test_amendment_is_never_taken_for_the_whole_text(run):
    result = run("An amendment tabled by Russia was rejected by 31 votes to 71 with 59 abstentions.")
    tallies = [c for c in result.claims if c.kind == "tally" and "31" in c.quote]
    assert [(c.motion, c.verdict) for c in tallies] == [("A/RES/ES-11/8/amendment-4", "supported")]
    assert not [
        c
        for c in result.claims
        if c.kind == "outcome" and c.motion == "A/RES/ES-11/7" and c.asserted["outcome"] == "rejected"
    ]


def test_pronoun_after_amendments_means_them(run):
    result = run("Russia had offered two amendments. They were rejected: it got 31 votes to 71 with 59 abstentions.")
    later = [c for c in result.claims if c.start > len(LEAD)]
    assert {c.verdict for c in later if c.kind == "outcome"} <= {"not_in_record"}
    assert "refuted" not in {c.verdict for c in later}


def test_rival_text_of_the_day_is_told_from_the_first(run):
    result = run(
        "A rival US-drafted resolution was adopted with 93 votes in favour, 8 against and 73 abstentions. India abstained on it."
    )
    linked = {c.motion for c in result.claims if c.start > len(LEAD) and c.kind in ("tally", "outcome", "sponsorship")}
    assert linked == {"A/RES/ES-11/8"}


COUNCIL = (
    "The Assembly met because the Security Council could not act. On 25 February 2022 Russia vetoed a draft there. "
)


def test_focus_follows_the_claims_to_the_other_body(run):
    result = run(
        COUNCIL + "Eleven members voted in favour. China and India were among those that abstained.", published=None
    )
    found = {c.kind: c for c in result.claims if c.start >= len(LEAD) + len(COUNCIL)}
    assert (found["tally"].motion, found["tally"].verdict) == ("S/2022/155", "supported")
    assert (found["vote_position"].motion, found["vote_position"].verdict) == ("S/2022/155", "supported")


def test_body_in_relative_clause_does_not_move_the_main_clause(run):
    lead = "On 2 March 2022 the UN General Assembly adopted “Aggression against Ukraine” by 141 votes to 5 with 35 abstentions. "
    text = "France, which had voted yes in the Security Council on 25 February 2022, voted in favour."
    result = run(text, lead=lead)
    assert ("A/RES/ES-11/1", "supported") in {(c.motion, c.verdict) for c in result.claims if c.kind == "vote_position"}
    assert "refuted" not in {c.verdict for c in result.claims}


def test_own_resolution_of_a_state_is_the_one_it_drafted(run):
    result = run(
        "The US had tabled a competing resolution. It abstained; the US abstained on its own resolution after amendments were carried."
    )
    linked = [c.motion for c in result.claims if c.kind == "vote_position"]
    assert linked
    assert set(linked) == {"A/RES/ES-11/8"}


def test_veto_of_another_year_is_not_the_vote_in_focus(run):
    lead = "The UN Security Council adopted resolution 2774 on Ukraine on 24 February 2025 with 10 votes in favour. "
    result = run(
        "In 1985 the United States vetoed a draft on another matter. In 2003 France voted against it.", lead=lead
    )
    assert {c.verdict for c in result.claims if c.start > len(lead)} == {"not_in_record"}


def test_counts_nowhere_near_the_vote_with_no_other_tie_are_left_alone(run):
    result = run("India spoke. In the village council, 7 members were in favour and 4 against.")
    assert "refuted" not in {c.verdict for c in result.claims}


def test_article_about_something_else_has_no_claims(run):
    text = "Parliament in Berlin passed the budget on Friday by 360 votes to 300. The chancellor voted in favour. France abstained from comment."
    result = run(text, lead="")
    assert (result.claims, result.flags) == ((), ())


def test_article_without_a_day_says_so_and_links_by_name_only(run):
    named = run("India abstained.", published=None)
    vague = run(
        "The UN General Assembly voted on Monday on peace in Ukraine. India abstained.", published=None, lead=""
    )
    assert named.notes
    assert {c.verdict for c in named.claims if c.kind == "vote_position"} == {"supported"}
    assert {c.verdict for c in vague.claims if c.kind == "vote_position"} == {"not_in_record"}


def test_empty_text_gives_an_empty_result(run):
    assert run("", lead="").claims == ()


def test_engine_runs_without_the_framework():
    code = (
        "import sys; from factcheck.engine import *; from tests.factories import engine; "
        "check(Article(text='The UN voted.'), prepare(engine.record())); "
        "assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'psycopg')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_engine_reads_neither_clock_nor_network_nor_chance():
    from pathlib import Path

    import factcheck.engine as package

    source = "".join(path.read_text() for path in Path(package.__file__).parent.rglob("*.py"))
    for word in (
        r"import random\b",
        r"import time\b",
        r"import socket\b",
        "urllib",
        r"\.now\(",
        r"\.today\(",
        r"os\.environ",
    ):
        assert not re.search(word, source), word


HOSTILE = {
    "no space": "UN resolution " + "a" * 100_000,
    "ten thousand states": "The UN General Assembly: "
    + ", ".join(["Russia", "Belarus", "France", "India"] * 2500)
    + " voted against.",
    "nested quotes": "UN vote " + "“" * 20_000 + "”" * 20_000,
    "digits": "UN vote " + "1-" * 20_000,
    "number words": "UN vote " + "one hundred and " * 5_000,
    "right to left": "UN \u202e" + "القرار " * 10_000,
    "combining": "UN " + "a\u0301" * 20_000,
    "brackets": "UN resolution " + "(Russia " * 5_000 + " voted against",
    "commas": "UN voted, " * 10_000,
    "lone surrogate": "UN vote \ud800 Russia voted against the resolution",
    "private use": "UN vote \ue000\ue001 voted against \ue000",
    "nul": "UN vote \x00 Russia voted against it",
    "dotted capital": "UN İİİ vote: Russia voted against the İ resolution",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gives_a_result_with_offsets_inside_it(index, name):
    text = HOSTILE[name]
    result = check(Article(text, None, PUBLISHED), index)
    assert all(0 <= c.start < c.end <= len(text) and text[c.start : c.end] == c.quote for c in result.claims)
    to_json(result)


PIECES = st.sampled_from(
    ["The UN", "General Assembly", "Security Council", "Russia", "the US", "India", "voted", "against", "in favour", "abstained", "93", "18",
     "-", ",", ".", "\n", "“", "”", "(", ")", "resolution", "ES-11/7", "Monday", "sided with", "tabled by", "was adopted", "amendment", " and ", "é", "’s"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_jumble_of_vote_words_is_checked_without_error(index, text):
    result = check(Article(text, None, PUBLISHED), index)
    for claim in result.claims:
        assert text[claim.start : claim.end] == claim.quote
    for flag in result.flags:
        assert 0 <= flag.start < flag.end <= len(text)


def test_headline_speaks_of_the_vote_of_the_first_claim_behind_it(run):
    text = (
        "The United States voted with Russia against a Ukrainian-drafted text in the UN General Assembly on Monday. "
        "It passed with 93 votes. Later the Security Council adopted a US resolution with 10 votes in favour and 5 abstentions."
    )
    result = run(text, title="US votes no with Russia at the UN", lead="")
    headline = next(c for c in result.claims if c.section == "headline")
    assert headline.motion == "A/RES/ES-11/7"
    assert headline.verdict != "refuted"
