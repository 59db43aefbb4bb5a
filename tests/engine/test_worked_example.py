"""The article the project exists for, checked against the bundled facts, and the labelled set: nothing true is refuted."""

import json
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare, to_json
from factcheck.record import factfile
from tests import shared

FACTS = Path(factfile.__file__).parent / "facts"


@pytest.fixture(scope="module")
def facts():
    return prepare(factfile.read(FACTS).record())


@pytest.fixture(scope="module")
def result(facts):
    return check(Article(shared.path("seed/article.txt").read_text(), None, date(2025, 2, 25)), facts)


def claims(result, kind):
    return [c for c in result.claims if c.kind == kind]


def test_worked_example_supports_what_is_true(result):
    assert [c.verdict for c in claims(result, "tally")] == ["supported"]
    assert claims(result, "tally")[0].asserted == {"yes": 93, "no": 18, "abstain": 65}
    assert [(c.asserted["subjects"], c.verdict) for c in claims(result, "sponsorship")] == [(["UKR"], "supported")]
    assert [(c.asserted, c.verdict) for c in claims(result, "vote_position")] == [
        ({"subjects": ["IND"], "option": "abstain"}, "supported")
    ]
    for kind in ("title", "date", "body", "binding", "outcome"):
        assert {c.verdict for c in claims(result, kind)} == {"supported"}, kind


def test_worked_example_refutes_nothing(result):
    assert [c.quote for c in result.claims if c.verdict == "refuted"] == []


def test_worked_example_flags_framing_in_headline_and_lead(result):
    flags = defaultdict(set)
    for flag in result.flags:
        flags[flag.claims[0]].add(flag.code)
    headline, standfirst, lead, allies = claims(result, "vote_alignment")
    assert (headline.section, headline.verdict, standfirst.verdict, lead.verdict) == (
        "headline",
        "depends",
        "depends",
        "supported",
    )
    bare = {"direction-ambiguous", "alignment-scope", "same-day-omitted"}
    assert flags[headline.id] == {*bare, "headline-body"}
    assert flags[standfirst.id] == bare
    assert flags[lead.id] == {"direction-ambiguous", "same-day-omitted"}
    assert (allies.asserted["with"], flags[allies.id]) == (["RUS"], {"bloc-by-vote"})


def test_worked_example_comparison_depends_and_names_both_sides(result):
    (comparison,) = claims(result, "comparison")
    holds = {r.reading.removeprefix("against A/RES/"): r.holds for r in comparison.readings}
    assert comparison.verdict == "depends"
    assert {name for name, value in holds.items() if value} == {"ES-11/1", "ES-11/2", "ES-11/4", "ES-11/6"}
    assert {"ES-11/3", "ES-11/5"} <= {name for name, value in holds.items() if not value}
    assert "trend-no-baseline" in {f.code for f in result.flags if comparison.id in f.claims}


def test_worked_example_leaves_the_rest_of_the_article_alone(result):
    text = result.article.full_text
    last = text.index("US-Ukraine Relations Under Strain")
    assert {c.kind for c in result.claims if c.end >= last} <= {"statistic", "quote"}


def test_worked_example_figures_are_told_with_whose_they_are(result):
    figures = {c.asserted["value"]: c for c in claims(result, "statistic")}
    assert {43000, 198000, 12500} == set(figures)
    assert {c.verdict for c in figures.values()} == {"supported"}
    assert "Volodymyr Zelensky" in figures[43000].explanation
    assert "not casualties" in figures[43000].explanation
    assert "verified minimum" in figures[12500].explanation


def test_labelled_set_has_no_true_claim_called_refuted(facts, tmp_path):
    gold, score = shared.path("eval/dev.jsonl"), shared.path("eval/score.py")
    rows = [json.loads(line) for line in gold.read_text().splitlines()]
    answers = tmp_path / "answers.jsonl"
    answers.write_text(
        "".join(
            to_json(check(Article(row["text"], row["title"], date.fromisoformat(row["published"]), row["id"]), facts))
            + "\n"
            for row in rows
        )
    )
    done = subprocess.run([sys.executable, score, gold, answers, "--json"], capture_output=True, text=True, check=True)
    total = json.loads(done.stdout)["total"]
    assert total["false_accusations"] == 0
    assert total["clean_flagged"] in (0, None)
