from datetime import date

import pytest

from factcheck.engine import Article, check, prepare
from tests.factories import engine

PUBLISHED = date(2025, 2, 25)
LEAD = (
    "The UN General Assembly on Monday adopted a resolution titled “Advancing a comprehensive, just and lasting peace in Ukraine”"
    " with 93 votes in favour, 18 against and 65 abstentions. "
)
"""A sentence that names the vote of 24 February 2025 beyond doubt; tests put their own sentence behind it."""


@pytest.fixture(scope="session")
def index():
    return prepare(engine.record())


@pytest.fixture
def run(index):
    def run(text, published=PUBLISHED, title=None, lead=LEAD):
        return check(Article(lead + text, title, published), index)

    return run


@pytest.fixture
def claims(run):
    """Claims of a kind found in `text` behind the lead, as (quote, verdict, asserted)."""

    def claims(text, kind, **more):
        result = run(text, **more)
        start = len(more.get("lead", LEAD))
        return [c for c in result.claims if c.kind == kind and c.start >= start]

    return claims


@pytest.fixture
def flags(run):
    """Codes of the flags raised in `text` behind the lead."""

    def flags(text, **more):
        start = len(more.get("lead", LEAD))
        return {flag.code for flag in run(text, **more).flags if flag.start >= start}

    return flags
