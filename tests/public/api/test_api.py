"""The API: what it answers, what it keeps inside, how it goes on, and what it says of wrong calls."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from ninja.throttling import AnonRateThrottle

from factcheck.articles.actions import articles as article_actions
from factcheck.claims.models import Mention
from factcheck.engine.analysis import wilson
from factcheck.verdicts.actions import correcting, publishing, steps
from factcheck.verdicts.actions.deciding import Decided
from tests.factories import articles, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN
from tests.public import rows

pytestmark = pytest.mark.django_db
LISTS = ("/api/verdicts", "/api/claims", "/api/votes", "/api/states")


@pytest.fixture(autouse=True)
def no_calls_yet() -> None:
    caches["process"].clear()


def get(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.getvalue()
    assert answer.headers["Content-Type"].startswith("application/json")
    return answer.json()


def test_published_verdict_is_answered_with_its_rating(client: Client) -> None:
    verdict = verdicts.published()
    (item,) = get(client, "/api/verdicts")["items"]
    assert item == get(client, f"/api/verdicts/{verdict.slug}")
    assert item["rating"] == {"alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1}
    assert (item["status"], item["claimReviewed"]) == ("published", GIVEN.claim_text)
    assert client.get(item["url"].removeprefix("http://testserver")).status_code == 200


def test_verdict_in_doubt_or_withdrawn_has_no_rating(client: Client) -> None:
    verdict = verdicts.published()
    verdict.doubts = ["The record changed."]
    verdict = steps.take(verdict, "doubt", "needs_recheck", by="system")
    item = get(client, f"/api/verdicts/{verdict.slug}")
    assert (item["status"], item["rating"]) == ("needs_recheck", None)
    publishing.withdraw(verdict=verdict, by=user("editor"), why="Wrong.")
    item = get(client, f"/api/verdicts/{verdict.slug}")
    assert (item["status"], item["rating"]) == ("withdrawn", None)


def test_what_is_not_published_is_answered_nowhere(client: Client) -> None:
    hidden = verdicts.approved()
    article = hidden.versions.get().mention.version.article
    assert get(client, "/api/claims")["items"] == []
    article_actions.publish(article=article, by="system")
    get(client, f"/api/verdicts/{hidden.slug}", 404)
    get(client, f"/api/verdicts?after={hidden.slug}", 404)
    assert get(client, "/api/verdicts")["items"] == []
    (claim,) = get(client, "/api/claims")["items"]
    assert claim["verdict"] is None
    Mention.objects.filter(pk=claim["id"]).update(origin="person")
    assert get(client, "/api/claims")["items"] == []
    for name in ("verdicts", "claims"):
        assert client.get(f"/api/export/{name}").getvalue() == b""


def test_proposed_correction_changes_no_answer(client: Client) -> None:
    verdict = verdicts.published()
    paths = ("/api/verdicts", f"/api/verdicts/{verdict.slug}", "/api/claims", "/api/export/verdicts")
    before = [client.get(path).getvalue() for path in paths]
    given = Decided(GIVEN.claim_text, "SECRET words.", 2, waiver="x")
    correcting.propose(verdict=verdict, by=user("editor"), given=given, change="update", notice="SECRET notice.")
    assert [client.get(path).getvalue() for path in paths] == before


def test_claim_leads_to_its_published_verdict(client: Client) -> None:
    verdict = verdicts.published()
    rows.organization("FRA", "France")
    (claim,) = get(client, "/api/claims?state=BRA")["items"]
    assert (claim["verdict"], claim["computed"], claim["subjects"]) == (verdict.slug, "refuted", ["BRA"])
    assert get(client, "/api/claims?state=FRA")["items"] == []
    assert get(client, f"/api/claims?article={claim['article']}")["items"] == [claim]


@pytest.mark.parametrize("path", LISTS)
def test_list_goes_on_by_key_and_repeats_and_leaves_out_nothing(client: Client, path: str) -> None:
    rows.votes(5)
    for _ in range(5):
        verdicts.published()
    whole = [one["id"] for one in get(client, f"{path}?limit=200")["items"]]
    assert len(whole) >= 5
    seen, url = [], f"{path}?limit=2&fields=id"
    while url:
        page = get(client, url)
        assert all(item.keys() == {"id"} for item in page["items"])
        seen += [item["id"] for item in page["items"]]
        url = (page["next"] or "").removeprefix("http://testserver")
    assert seen == whole


def test_vote_has_its_roll_call(client: Client) -> None:
    rows.vote()
    (event,) = get(client, f"/api/votes/{rows.KEY}")["vote_events"]
    assert {vote["voter_id"]: vote["option"] for vote in event["votes"]} == rows.ROLL
    assert get(client, "/api/votes?body=GA&since=2025-02-24&until=2025-02-24")["items"][0]["id"] == rows.KEY
    assert get(client, "/api/votes?body=GA&until=2025-02-23")["items"] == []
    get(client, "/api/votes/A/RES/0/0", 404)


def test_agreement_counts_votes_that_add_up_in_which_both_took_part(client: Client) -> None:
    alike = {"FRA": "yes", "USA": "yes"}
    for number, roll in enumerate((alike, alike, {"FRA": "yes", "USA": "no"}, {"FRA": "abstain", "USA": "no"},
                                   {"FRA": "absent", "USA": "no"}, {"FRA": "yes"})):  # fmt: skip
        event = rows.vote(f"A/RES/80/{number}", roll=roll)
        type(event).objects.filter(pk=event.pk).update(members_count=len(roll), is_reconciled=True)
    rows.vote("A/RES/80/99", roll={"FRA": "yes", "USA": "no"})
    found = get(client, "/api/agreement?first=FRA&second=USA")
    assert found["all"]["n"] == 4
    assert found["all"]["value"] == (1 + 1 + 0 + 0.5) / 4
    assert [found["all"]["low"], found["all"]["high"]] == pytest.approx(wilson(0.625, 4))
    assert [year["year"] for year in found["years"]] == [rows.DAY.year]
    assert get(client, "/api/agreement?first=FRA&second=USA&method=votes_only")["all"]["n"] == 3
    assert get(client, "/api/agreement?first=FRA&second=USA&since=2030-01-01")["all"]["value"] is None
    get(client, "/api/agreement?first=FRA&second=XXX", 404)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *((f"limit={value}", 422) for value in ("0", "-1", "201", "99999999999999999999", "x", "1.5")),
        ("fields=secret", 422),
        ("surprise=1", 400),
        ("after=%00", 400),
    ],
)
@pytest.mark.parametrize("path", LISTS)
def test_wrong_parameter_is_refused_in_words(client: Client, path: str, query: str, status: int) -> None:
    rows.vote()
    assert get(client, f"{path}?{query}", status)["detail"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/claims?after=99999999999999999999", 422),
        ("/api/claims?after=-1", 422),
        ("/api/verdicts?state=usa", 422),
        ("/api/votes?since=0000-00-00", 422),
        ("/api/agreement?first=USA", 422),
        ("/api/agreement?first=USA&second=USA&method=all", 422),
        ("/api/votes/%00", 400),
        ("/api/votes/" + "A" * 300, 422),
        ("/api/export/accounts", 422),
    ],
)
def test_wrong_call_is_refused_in_words(client: Client, path: str, status: int) -> None:
    assert get(client, path, status)["detail"]


@pytest.mark.parametrize("value", ["0", "-1", "1e9", "2025", "1700000000"])
@pytest.mark.parametrize(
    "path", ["/api/votes?since=", "/api/votes?until=", "/api/agreement?first=FRA&second=USA&since="]
)
def test_number_is_no_day(client: Client, path: str, value: str) -> None:
    rows.vote()
    assert get(client, path + value, 422)["detail"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/verdicts?state=XXX", "There is no such state here."),
        ("/api/verdicts?state=XXX&outlet=nobody", "There is no such state and no such outlet here."),
        ("/api/verdicts?outlet=hidden", "There is no such outlet here."),
        ("/api/verdicts?after=nothing", "There is no such published verdict to go on after."),
        ("/api/claims?state=XXX", "There is no such state here."),
        ("/api/claims?motion=A/RES/0/0", "There is no such motion here."),
        ("/api/claims?article=not-shown", "There is no such article here."),
        ("/api/votes?body=XX", "There is no such body here."),
        ("/api/agreement?first=FRA&second=XXX", "There is no such state here."),
    ],
)
def test_what_is_named_and_is_not_there_is_not_found(
    client: Client, path: str, said: str, django_assert_max_num_queries: Any
) -> None:
    rows.vote()
    articles.article(slug="not-shown", outlet=articles.outlet("Hidden"))
    with django_assert_max_num_queries(3):
        assert get(client, path, 404)["detail"] == said


def test_what_is_there_and_has_nothing_yet_is_an_empty_list(client: Client) -> None:
    rows.vote()
    articles.article(slug="shown", outlet=articles.outlet("Mine"), is_published=True)
    for path in ("verdicts?state=FRA&outlet=mine", f"claims?state=FRA&motion={rows.KEY}&article=shown"):
        assert get(client, f"/api/{path}")["items"] == []
    assert get(client, "/api/votes?body=GA&since=2199-01-01")["items"] == []


@pytest.mark.parametrize("path", [*LISTS, f"/api/votes/{rows.KEY}", "/api/agreement?first=FRA&second=USA"])
@pytest.mark.parametrize("number", [1, 30])
def test_call_takes_three_queries_at_most(
    client: Client, django_assert_max_num_queries: Any, path: str, number: int
) -> None:
    rows.vote()
    rows.votes(number)
    for _ in range(min(number, 3)):
        verdicts.published()
    with django_assert_max_num_queries(3):
        get(client, path)


@pytest.mark.parametrize("path", [*LISTS, f"/api/votes/{rows.KEY}", "/api/openapi.json"])
def test_answer_has_a_validator_and_no_cookie(client: Client, path: str) -> None:
    rows.vote()
    answer = client.get(path)
    assert not answer.cookies
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("name", ["verdicts", "claims", "votes", "states"])
def test_export_has_every_row_as_a_line(client: Client, name: str) -> None:
    rows.votes(3)
    verdicts.published()
    answer = client.get(f"/api/export/{name}")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert [line["id"] for line in lines] == [one["id"] for one in get(client, f"/api/{name}?limit=200")["items"]]
    assert client.get(f"/api/export/{name}", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_too_many_calls_are_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    limited = AnonRateThrottle("2/m")
    monkeypatch.setattr(AnonRateThrottle, "parse_rate", limited.parse_rate)
    allow = AnonRateThrottle.allow_request

    def few(self: Any, request: Any) -> bool:
        with monkeypatch.context() as only:  # the same object counts for every test of this process
            only.setattr(self, "num_requests", 2)
            return bool(allow(self, request))

    monkeypatch.setattr(AnonRateThrottle, "allow_request", few)
    assert [client.get("/api/states").status_code for _ in range(3)] == [200, 200, 429]
    forged = client.get("/api/states", headers={"X-Forwarded-For": "192.0.2.1"})
    assert forged.status_code == 429
    assert 0 < int(forged.headers["Retry-After"]) <= 60


def test_documentation_names_every_operation_and_runs_no_script(client: Client) -> None:
    page = client.get("/api/").text
    for path in get(client, "/api/openapi.json")["paths"]:
        assert path in page
    assert "<script" not in page
