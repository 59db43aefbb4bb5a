"""The day's votes on the page of an article: those it reports and those it leaves out."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims import checking_index
from factcheck.demonstration import loading
from factcheck.web import left_out
from tests.factories import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking_index, "_kept", None)
    record.load_bundled()
    loading.load(by="system")


def page(client: Client, slug: str) -> str:
    return client.get(reverse("public:article-detail", args=[slug])).content.decode()


def test_article_page_lists_the_days_votes_with_what_was_left_out(client: Client) -> None:
    text = page(client, "washington-lines-up-with-moscow")
    table = re.search(r"<section[^>]*id=\"day-1\".*?</section>", text, re.DOTALL)
    assert table
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr.*?</tr>", table.group(), re.DOTALL)]
    by_symbol = {re.search(r"A/RES/ES-11/\d+|S/RES/\d+", row).group(): row for row in rows[1:]}  # type: ignore[union-attr]
    assert "Reported" in by_symbol["A/RES/ES-11/7"]
    assert "Left out" in by_symbol["A/RES/ES-11/8"]
    assert "Differs" in by_symbol["A/RES/ES-11/8"]
    assert "Left out" in by_symbol["S/RES/2774"]
    assert 'id="day-2"' not in text


def test_article_page_without_omission_has_no_table(client: Client) -> None:
    assert 'id="day-1"' not in page(client, "emergency-session-on-ukraine")


def test_left_out_without_flag_asks_the_database_nothing(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert left_out.tables([], []) == []
