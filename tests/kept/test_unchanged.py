"""What was answered is answered again as long as it is true, and not a moment longer."""

from __future__ import annotations

from datetime import timedelta

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.kept import unchanged
from factcheck.kept.actions import keeping
from factcheck.kept.models import Change
from factcheck.record.models import Organization
from tests.public import rows

pytestmark = pytest.mark.django_db
STATE = "/states/USA/"


@pytest.fixture(autouse=True)
def remembering(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]  # type: ignore[attr-defined]
    monkeypatch.setattr(unchanged, "ROOM", 2**20)
    rows.vote()


def rename(name: str) -> None:
    Organization.objects.filter(code="USA").update(name=name)


def forget_changes() -> None:
    """As the worker does it some minutes after it marked their pages."""
    keeping.note_changes()
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    assert keeping.forget_changes() > 0


@pytest.mark.parametrize("path", [STATE, f"/votes/{rows.KEY}/", "/search/?q=peace", "/compare/BRA/USA/"])
def test_page_that_is_asked_for_again_is_not_made_again(client: Client, path: str) -> None:
    rows.organization("BRA", "Brazil")
    first = client.get(path)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        third = client.get(path)
    assert len(asked) == 1
    assert third.content == first.content
    assert dict(third.items()) == dict(first.items())


def test_call_of_the_api_counts_each_time(client: Client) -> None:
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            client.get("/api/votes")
    assert any("record_voteevent" in query["sql"] for query in asked.captured_queries)


def test_page_that_is_asked_for_once_costs_no_question_more(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(STATE)
    assert not any("kept_change" in query["sql"] for query in asked.captured_queries)


def test_changed_page_is_made_again(client: Client) -> None:
    for name in ("Once", "Twice", "Thrice"):
        rename(name)
        for _ in range(3):
            assert name in client.get(STATE).text


@pytest.mark.parametrize("by", ["page", "validator"])
def test_page_that_changed_is_not_taken_for_the_old_one_when_the_change_is_forgotten(client: Client, by: str) -> None:
    rename("Before")
    forget_changes()
    tag = client.get(STATE)["ETag"] if by == "validator" else ""
    headers = {"If-None-Match": tag} if tag else {}
    for _ in range(3):
        client.get(STATE, headers=headers)
    rename("After")
    forget_changes()
    answer = client.get(STATE, headers=headers)
    assert answer.status_code == 200
    assert "After" in answer.text


def test_page_is_remembered_for_the_very_address_and_for_a_fragment_apart(client: Client) -> None:
    path = f"/votes/{rows.KEY}/"
    for _ in range(3):
        whole = client.get(path, {"option": "no"})
        part = client.get(path, {"option": "no"}, headers={"HX-Request": "true"})
        other = client.get(path, {"option": "yes"})
        assert b"<html" in whole.content
        assert b"<html" not in part.content
        assert len({whole.content, part.content, other.content}) == 3


def test_remembered_page_is_compressed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = [client.get(STATE, headers={"Accept-Encoding": "br"}) for _ in range(3)]
    monkeypatch.setattr("factcheck.web.compression.in_pieces", lambda *_: pytest.fail("compressed again"))
    last = client.get(STATE, headers={"Accept-Encoding": "br"})
    assert last.content == packed[0].content
    assert brotli.decompress(last.content) == client.get(STATE).content


def test_reader_with_an_older_page_is_sent_the_remembered_one(client: Client) -> None:
    for _ in range(2):
        client.get(STATE)
    answer = client.get(STATE, headers={"If-None-Match": '"older"'})
    assert (answer.status_code, answer.content) == (200, client.get(STATE).content)


def test_answer_that_says_something_to_the_middleware_is_not_remembered() -> None:
    request = RequestFactory().get("/x/")
    now = (timezone.now().date(), 1)
    for add in ("xframe_options_exempt", "_csp_update"):
        answer = HttpResponse("a", headers={"ETag": '"a"'})
        setattr(answer, add, True)
        unchanged.remember(request, now, answer)
        assert unchanged.answer(request, now) is None
    unchanged.remember(request, now, HttpResponse("a", headers={"ETag": '"a"'}))
    assert unchanged.answer(request, now) is not None


def test_memory_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "ROOM", 10_000)
    now = (timezone.now().date(), 1)
    requests = [RequestFactory().get(f"/{number}/") for number in range(20)]
    for request in requests:
        unchanged.remember(request, now, HttpResponse("a" * 1000, headers={"ETag": '"a"'}))
    held = [unchanged.answer(request, now) is not None for request in requests]
    assert held == [False] * 15 + [True] * 5, "the newest five, twice a thousand bytes each"
