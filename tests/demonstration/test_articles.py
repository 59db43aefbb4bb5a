"""The demonstration articles show what the product is for, checked against the bundled facts."""

import tomllib
from pathlib import Path

import pytest

from factcheck import record
from factcheck.claims.checker import check_article
from factcheck.demonstration import loading
from factcheck.engine import Article, prepare
from factcheck.record import factfile

FACTS = Path(record.__file__).parent / "facts"
ROWS = {row["slug"]: row for row in tomllib.loads(loading.FILE.read_text())["article"]}
REFUTED = {
    "washington-lines-up-with-moscow": set(),
    "emergency-session-on-ukraine": {"India voted in favour", "4 abstentions"},
    "two-closer-votes-of-2022": {"Brazil voted against", "16 November the Assembly adopted"},
}


@pytest.fixture(scope="module")
def results():
    index = prepare(factfile.read(FACTS).record())
    return {
        slug: check_article(Article(row["text"].strip(), row["title"], row["published_on"], slug), index)
        for slug, row in ROWS.items()
    }


@pytest.mark.parametrize("slug", ROWS)
def test_article_is_refuted_where_it_is_wrong_on_purpose_and_nowhere_else(results, slug):
    assert {claim.quote for claim in results[slug].claims if claim.verdict == "refuted"} == REFUTED[slug]


def test_main_article_is_flagged_for_its_framing(results):
    result = results["washington-lines-up-with-moscow"]
    headline = {flag.code for flag in result.flags if flag.start == 0}
    assert headline == {"direction-ambiguous", "alignment-scope", "same-day-omitted", "headline-body"}
    assert {"bloc-by-vote", "trend-no-baseline"} <= {flag.code for flag in result.flags}


def test_main_article_makes_claims_of_many_kinds(results):
    kinds = {claim.kind for claim in results["washington-lines-up-with-moscow"].claims}
    assert len(kinds) >= 9
    assert {"tally", "sponsorship", "title", "binding", "comparison", "date", "body"} <= kinds
