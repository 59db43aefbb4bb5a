"""The tools of the Model Context Protocol, asked with the SDK's own client."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command

from factcheck.public.mcp import tools
from factcheck.record.models import VoteEvent
from tests.factories import reviews, verdicts
from tests.public import rows

mcp = pytest.importorskip("mcp")
from factcheck.public.mcp import server  # noqa: E402

ROOT = Path(__file__).parents[3]


def asked(work: Callable[[Any], Any]) -> Any:
    """What an asynchronous function gets from a client connected to the server."""

    async def run() -> Any:
        async with mcp.Client(server.server()) as client:
            return await work(client)

    return async_to_sync(run)()


def call(tool: str, **given: Any) -> Any:
    async def work(client: Any) -> Any:
        return await client.call_tool(tool, given)

    return asked(work)


@pytest.fixture
def record() -> None:
    for number in (1, 2, 3):
        event = rows.vote(f"A/RES/{number}", title=f"Peace {number}", roll=rows.ROLL)
        VoteEvent.objects.filter(pk=event.pk).update(members_count=len(rows.ROLL), is_reconciled=True)
    rows.organization("BRA", "Brazil")


def test_server_has_four_tools_that_only_read() -> None:
    async def work(client: Any) -> Any:
        return await client.list_tools()

    listed = asked(work).tools
    assert [tool.name for tool in listed] == [
        "search_verdicts", "get_verdict", "how_did_state_vote", "agreement_of_states",
    ]  # fmt: skip
    assert all(tool.annotations.read_only_hint and not tool.annotations.destructive_hint for tool in listed)
    assert all(tool.description for tool in listed)


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_verdicts_are_found_and_got_once_they_are_published() -> None:
    hidden = verdicts.approved(review=verdicts.judged(review=reviews.review()))
    assert call("search_verdicts", words="Brazil").structured_content["verdicts"] == []
    assert call("get_verdict", id=hidden.slug).is_error
    shown = verdicts.published()
    found = call("search_verdicts", words="Brzail").structured_content
    assert [one["id"] for one in found["verdicts"]] == [shown.slug]
    assert found["understood"] == [{"words": "Brzail", "states": ["BRA"], "is_corrected": True}]
    one = call("get_verdict", id=shown.slug).structured_content
    assert (one["rating"]["alternateName"], one["url"]) == ("False", f"http://localhost:8000/verdicts/{shown.slug}/")


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_how_a_state_voted_is_told_by_symbol_and_by_words() -> None:
    found = call("how_did_state_vote", state="India", text="A/RES/2").structured_content
    assert (found["state"], [(vote["motion_id"], vote["option"]) for vote in found["votes"]]) == (
        "IND",
        [("A/RES/2", "abstain")],
    )
    assert len(call("how_did_state_vote", state="usa", text="peace").structured_content["votes"]) == 3
    assert call("how_did_state_vote", state="Brazil", text="A/RES/2").structured_content["votes"] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_agreement_has_number_interval_and_method() -> None:
    found = call("agreement_of_states", first="United States", second="RUS").structured_content
    assert (found["method"], found["all"]["value"], found["all"]["n"]) == ("half_weight", 1, 3)
    assert [year["year"] for year in found["years"]] == [2025]


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("search_verdicts", {"state": "XXX"}, "no such choice"),
        ("search_verdicts", {"option": "no"}, "Choose the state"),
        ("search_verdicts", {"words": "a\x00b"}, "NUL"),
        ("search_verdicts", {"limit": 21}, "less than or equal to 20"),
        ("get_verdict", {"id": "none"}, "no published verdict"),
        ("how_did_state_vote", {"state": "Atlantis", "text": "peace"}, "names no state"),
        ("how_did_state_vote", {"state": "India or Russia", "text": "peace"}, "names no state"),
        ("how_did_state_vote", {"state": "IND", "text": " "}, "Name a text"),
        ("agreement_of_states", {"first": "IND", "second": "India"}, "two different states"),
        ("agreement_of_states", {"first": "IND", "second": "USA", "method": "all"}, "method is one of"),
        ("agreement_of_states", {"first": "IND", "second": "USA", "since": "soon"}, "is no day"),
        ("agreement_of_states", {"first": "IND", "second": "USA", "body": "XX"}, "no such body"),
    ],
)
def test_call_that_cannot_be_answered_says_why(tool: str, given: dict[str, Any], said: str) -> None:
    answer = call(tool, **given)
    assert answer.is_error
    assert said in answer.content[0].text


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_name_of_two_states_is_asked_back() -> None:
    with pytest.raises(tools.Refused, match=r"India \(IND\) or Russia \(RUS\): name one"):
        tools.state_named("India and Russia")


def test_command_is_off_unless_it_is_set(settings: Any) -> None:
    settings.MCP = False
    with pytest.raises(CommandError, match="Set MCP=true"):
        call_command("mcp")


def test_command_without_the_sdk_says_what_to_install(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MCP = True
    monkeypatch.delitem(sys.modules, "factcheck.public.mcp.server")
    monkeypatch.delattr("factcheck.public.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(CommandError, match=r"requirements-mcp\.txt"):
        call_command("mcp")


def test_website_starts_without_the_sdk() -> None:
    code = "import django, sys; django.setup(); import factcheck.urls; print('mcp' in sys.modules)"
    about = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=about, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_http_answers_only_for_its_own_names() -> None:
    guard = server.guarded(["news.example", "*"], "127.0.0.1", 8100)
    assert guard.enable_dns_rebinding_protection
    assert guard.allowed_hosts == ["news.example", "news.example:*", "127.0.0.1:8100"]
