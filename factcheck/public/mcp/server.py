"""The server of the Model Context Protocol around the tools, made with the official SDK.

The SDK is asynchronous and Django's database is not: each call runs in the one thread that has the connection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from factcheck.public.mcp import tools

READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
ABOUT = (
    "Published verdicts on claims about votes of the United Nations, and the voting record they rest on. Read only. A "
    "rating of null means that the verdict is being rechecked or was withdrawn: do not repeat an earlier one. An "
    "absence is no vote, and what is not in the record is not known. Why a state voted so is not in the record."
)
State = Annotated[str, Field(description="A state by its code (ISO 3166-1 alpha-3) or name.", max_length=200)]
Text = Annotated[str, Field(max_length=200)]
Day = Annotated[str, Field(description="As 2025-02-24, or empty.", max_length=10)]
Limit = Annotated[int, Field(ge=1, le=tools.LIMIT)]


async def _asked(work: Callable[..., dict[str, Any]], *given: Any, **named: Any) -> dict[str, Any]:
    def run() -> dict[str, Any]:
        if not connection.in_atomic_block:  # as at the beginning of a request
            close_old_connections()
        try:
            return work(*given, **named)
        except tools.Refused as refusal:
            raise ToolError(str(refusal)) from None

    return await sync_to_async(run)()


def server() -> MCPServer:
    made = MCPServer("Factcheck", instructions=ABOUT, website_url=tools.site().root, log_level="WARNING")

    @made.tool(annotations=READ_ONLY)
    async def search_verdicts(
        words: Text = "",
        state: Annotated[Text, Field(description="Code of a state that the claim is about.")] = "",
        option: Annotated[Text, Field(description="What the claim says it voted: yes, no, abstain or absent.")] = "",
        body: Annotated[Text, Field(description="Such as GA or SC.")] = "",
        rating: Annotated[Text, Field(description="Such as false, half_true or missing_context.")] = "",
        since: Day = "",
        until: Day = "",
        limit: Limit = 10,
    ) -> dict[str, Any]:
        """Published verdicts by words and filters, the newest first. Names of states are put right where a letter is
        wrong; `understood` says what was taken for what."""
        asked = {"state": state, "option": option, "body": body, "rating": rating, "since": since, "until": until}
        return await _asked(tools.search_verdicts, q=words, limit=limit, **asked)

    @made.tool(annotations=READ_ONLY)
    async def get_verdict(
        id: Annotated[str, Field(description="As in `id` of a search.", max_length=200)],
    ) -> dict[str, Any]:
        """One published verdict: the claim, its rating, the summary, and where it stands."""
        return await _asked(tools.get_verdict, id)

    @made.tool(annotations=READ_ONLY)
    async def how_did_state_vote(
        state: State,
        text: Annotated[Text, Field(description="A symbol such as A/RES/ES-11/7, or words of the title.")],
        limit: Limit = 5,
    ) -> dict[str, Any]:
        """How a state voted on a text, or on the newest texts with these words: yes, no, abstain or absent."""
        return await _asked(tools.votes_of_state, state, text, limit)

    @made.tool(annotations=READ_ONLY)
    async def agreement_of_states(
        first: State,
        second: State,
        method: Annotated[Text, Field(description="half_weight, strict or votes_only.")] = "half_weight",
        body: Annotated[Text, Field(description="Such as GA; empty for all.")] = "",
        since: Day = "",
        until: Day = "",
    ) -> dict[str, Any]:
        """How often two states voted alike, in all and by year, with number of votes and interval. Name the method
        when repeating a number."""
        return await _asked(tools.agreement, first, second, method, body, since, until)

    return made


def guarded(hosts: list[str], host: str, port: int) -> TransportSecuritySettings:
    """Only the names under which this website is reached, and the address itself, are answered: a page elsewhere cannot
    make a browser ask."""
    named = [name for name in hosts if name != "*"]
    allowed = [*named, *(f"{name}:*" for name in named), f"{host}:{port}"]
    return TransportSecuritySettings(allowed_hosts=allowed, allowed_origins=[tools.site().root])
