"""Tables as CSV and JSON, Popolo and Web Annotations: the rows of the pages, and nothing that readers may not see."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import articles as article_actions
from factcheck.articles.models import Article
from factcheck.claims.models import Mention
from factcheck.formats import tables
from factcheck.public.answers import CUT_SHORT
from factcheck.record.models import Vote
from factcheck.verdicts.actions import correcting, steps
from factcheck.verdicts.actions.deciding import Decided
from tests.factories import articles, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN
from tests.formats import valid, web_annotation
from tests.public import rows

pytestmark = pytest.mark.django_db
TABLES: tuple[tuple[str, list[str]], ...] = (
    ("article-table", []),
    ("verdict-table", []),
    ("correction-table", []),
    ("vote-table", []),
    ("roll-call-table", [rows.KEY]),
    ("state-table", []),
    ("state-vote-table", ["USA"]),
    ("discrepancy-table", []),
    ("unreconciled-table", []),
)


def as_json(client: Client, name: str, *arguments: str, query: str = "") -> Any:
    answer = client.get(reverse(f"public:{name}", args=[*arguments, "json"]) + query)
    assert answer.status_code == 200
    return json.loads(answer.getvalue())


def as_csv(client: Client, name: str, *arguments: str) -> list[dict[str, str]]:
    answer = client.get(reverse(f"public:{name}", args=[*arguments, "csv"]))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


@pytest.mark.parametrize(("name", "arguments"), TABLES)
def test_table_has_the_same_rows_in_both_forms(client: Client, name: str, arguments: list[str]) -> None:
    rows.vote()
    verdicts.published()
    articles.article(is_published=True, title="A, “quoted” title")
    found, lines = as_json(client, name, *arguments), as_csv(client, name, *arguments)
    assert len(found) == len(lines)
    for row, line in zip(found, lines, strict=True):
        assert list(row) == list(line)
        assert [tables.in_csv(cell) for cell in row.values()] == [
            int(text) if isinstance(cell, int) and not isinstance(cell, bool) else text
            for cell, text in zip(row.values(), line.values(), strict=True)
        ]


@pytest.mark.parametrize(("name", "arguments"), TABLES)
def test_table_is_told_unchanged_until_something_changes(client: Client, name: str, arguments: list[str]) -> None:
    event = rows.vote()
    path = reverse(f"public:{name}", args=[*arguments, "csv"])
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    rows.vote("A/RES/80/1")
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    tag = client.get(path).headers["ETag"]
    Vote.objects.filter(event=event, organization__code="USA").update(option="yes")
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    assert client.get(f"{path}?surprise=1").status_code == 400


def test_votes_are_those_that_the_search_finds(client: Client) -> None:
    rows.vote()
    rows.vote("A/RES/80/1", roll={"FRA": "no"})
    assert len(as_json(client, "vote-table")) == 2
    (only,) = as_json(client, "vote-table", query="?state=FRA&option=no")
    assert only["id"] == "A/RES/80/1"
    for query in ("?state=XXX", "?option=no", "?since=never", "?page=2", "?q=%00"):
        assert client.get(reverse("public:vote-table", args=["json"]) + query).status_code == 400


def test_roll_call_has_every_vote(client: Client) -> None:
    rows.vote()
    found = {row["voter_id"]: row["option"] for row in as_json(client, "roll-call-table", rows.KEY)}
    assert found == rows.ROLL


def test_what_is_not_published_is_in_no_table(client: Client) -> None:
    hidden = verdicts.approved()
    articles.article(title="HIDDEN title")
    article_actions.publish(article=hidden.versions.get().mention.version.article, by="system")
    assert as_json(client, "verdict-table") == []
    assert len(as_json(client, "article-table")) == 1
    shown = verdicts.published()
    before = [as_json(client, name) for name in ("verdict-table", "correction-table", "article-table")]
    given = Decided(GIVEN.claim_text, "SECRET words.", 2, waiver="x")
    correcting.propose(verdict=shown, by=user("editor"), given=given, change="update", notice="SECRET notice.")
    assert [as_json(client, name) for name in ("verdict-table", "correction-table", "article-table")] == before
    assert "HIDDEN" not in json.dumps(before)


def test_rating_of_a_verdict_in_doubt_is_left_out(client: Client) -> None:
    verdict = verdicts.published()
    assert as_json(client, "verdict-table")[0]["ratingValue"] == 1
    verdict.doubts = ["The record changed."]
    steps.take(verdict, "doubt", "needs_recheck", by="system")
    (row,) = as_json(client, "verdict-table")
    assert (row["status"], row["ratingValue"], row["alternateName"]) == ("needs_recheck", None, None)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_spreadsheet_takes_no_text_for_a_formula(text: str) -> None:
    assert str(tables.in_csv(text)).startswith("'")
    assert tables.in_csv(-1) == -1


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow_with_rows(client: Client, django_assert_max_num_queries: Any, number: int) -> None:
    rows.votes(number)
    for name, arguments in TABLES[3:]:
        if arguments != [rows.KEY]:
            with django_assert_max_num_queries(7):
                client.get(reverse(f"public:{name}", args=[*arguments, "csv"])).getvalue()


# --------------------------------------------------------------------------------------------------------------- Popolo


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_table_that_fails_after_a_part_was_sent_does_not_look_whole(
    client: Client, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    def fails(*_: Any) -> Iterator[str]:
        yield from ["a,b\r\n"] * 10_000
        raise OperationalError

    monkeypatch.setattr(tables, "pieces", fails)
    answer = client.get("/votes.csv", headers={"Accept-Encoding": encoding})
    sent = []
    with pytest.raises(OperationalError):
        for piece in answer.streaming_content:  # type: ignore[attr-defined]
            sent.append(piece)
    body = b"".join(sent)
    if encoding == "gzip":
        body = zlib.decompressobj(31).decompress(body)
    assert body.startswith(b"a,b\r\n")
    assert body.endswith(CUT_SHORT)


def test_vote_in_popolo_has_motion_counts_and_votes(client: Client) -> None:
    rows.vote()
    answer = client.get(reverse("public:vote-popolo", args=[rows.KEY]))
    assert list(valid.popolo(answer.content)) == []
    found = answer.json()
    (motion,), (event,) = found["motions"], found["vote_events"]
    assert (motion["id"], motion["organization_id"], motion["result"]) == (rows.KEY, "GA", "pass")
    assert event["motion_id"] == motion["id"]
    assert event["start_date"] == motion["date"] == rows.DAY.isoformat()
    counts = {count["option"]: count["value"] for count in event["counts"]}
    cast = [vote["option"] for vote in event["votes"]]
    assert counts == {"yes": cast.count("yes"), "no": cast.count("no"), "abstain": cast.count("abstain"), "absent": 0}
    assert {vote["voter_id"]: vote["option"] for vote in event["votes"]} == rows.ROLL
    assert client.get(reverse("public:vote-popolo", args=["A/RES/0/0"])).status_code == 404
    assert client.get("/votes/%00/popolo.json").status_code == 404


def test_organizations_in_popolo_have_names_and_memberships(client: Client) -> None:
    rows.vote()
    rows.union("FRA", "HUN")
    found = json.loads(client.get(reverse("public:organization-popolo")).getvalue())
    by_id = {one["id"]: one for one in found["organizations"]}
    assert by_id["FRA"]["classification"] == "state"
    assert by_id["FRA"]["identifiers"] == [{"scheme": "ISO 3166-1 alpha-3", "identifier": "FRA"}]
    assert {one["member_id"] for one in found["memberships"] if one["organization_id"] == "EU"} == {"FRA", "HUN"}


# ---------------------------------------------------------------------------------------------------------- annotations


def annotations(client: Client, slug: str) -> Any:
    answer = client.get(reverse("public:article-annotations", args=[slug]))
    assert answer.headers["Content-Type"].startswith("application/ld+json; profile=")
    assert list(valid.annotations(answer.content)) == []
    return answer.json()["first"]["items"]


def test_demonstration_is_annotated_at_the_words_of_its_claims(client: Client) -> None:
    call_command("load_facts", verbosity=0)
    call_command("load_demonstration", verbosity=0)
    published = Article.objects.published().with_latest_version()
    assert len(published) > 1
    linked = 0
    for article in published:
        text = article.latest_version
        assert text is not None
        items = annotations(client, article.slug)
        assert items
        for one in items:
            quote, place = one["target"]["selector"]
            checked = text.checked_text
            assert checked[place["start"] : place["end"]] == quote["exact"]
            assert checked[: place["start"]].endswith(quote["prefix"])
            assert checked[place["end"] :].startswith(quote["suffix"])
            for body in one["body"]:
                if "source" in body:
                    linked += 1
                    assert client.get(body["source"].removeprefix("http://testserver")).status_code == 200
    assert linked


def test_annotations_hold_published_claims_alone(client: Client) -> None:
    verdict = verdicts.approved()
    mention = verdict.versions.get().mention
    article = mention.version.article
    path = reverse("public:article-annotations", args=[article.slug])
    assert client.get(path).status_code == 404
    article_actions.publish(article=article, by="system")
    (item,) = annotations(client, article.slug)
    assert GIVEN.summary not in json.dumps(item)
    Mention.objects.filter(pk=mention.pk).update(origin="helper")
    assert annotations(client, article.slug) == []
    assert f'href="{path}"' in client.get(reverse("public:article-detail", args=[article.slug])).text


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "Annotation", "id": "https://a.example/1"},
        {"type": "Annotation", "id": "https://a.example/1", "target": {"source": "not an address"}},
        {"type": "Annotation", "id": "https://a.example/1", "target": "https://a.example", "verdict": "x"},
        {"type": "TextPositionSelector", "start": 3, "end": 3},
        {"type": "TextualBody", "value": "x", "purpose": "accusing"},
        {"type": "ClaimReview"},
    ],
)
def test_checks_of_annotations_find_what_is_wrong(broken: dict[str, Any]) -> None:
    assert web_annotation.problems(broken)
