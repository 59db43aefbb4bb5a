"""Ask the drafting helper about one article. Whatever it does, this ends in time and raises nothing. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from factcheck.claims.drafting import wording
from factcheck.claims.drafting.exchange import Deadline, HelperFailed, post
from factcheck.engine.model import Article
from factcheck.engine.proposals import Proposal
from factcheck.operations.drafting import DraftingHelper

_NO_EXTRAS = frozenset({400, 415, 422, 501})
"""Answers of servers that do not know `response_format`, or of models that take no `temperature`."""
_ONE = Lock()
"""A web worker has two threads (operations/web_server.py): one that waits for the helper leaves one to readers."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """What the helper proposed, not yet held against the text; `note` is one sentence where it could not be used."""

    proposals: tuple[Proposal, ...] = ()
    note: str = ""


NO_DRAFTS = Drafts()


def ask(helper: DraftingHelper | None, article: Article) -> Drafts:
    """Proposals for the article, nothing without a helper. Never raises for what the server or the network does.

    At most two requests within `helper.seconds`: a server that refuses a schema or a temperature is asked again
    without both, and one that dropped the connection is asked once more. A process asks about one article at a time.
    """
    if helper is None:
        return NO_DRAFTS
    if not _ONE.acquire(blocking=False):
        return _without("it is busy with another article")
    try:
        deadline = Deadline(helper.seconds)
        return Drafts(wording.proposals(_answer(helper, article, deadline)))
    except HelperFailed as problem:
        return _without(str(problem))
    finally:
        _ONE.release()


def _without(problem: str) -> Drafts:
    return Drafts(
        note=f"The drafting helper could not be used ({problem}): all claims here were found by the rules alone."
    )


def _answer(helper: DraftingHelper, article: Article, deadline: Deadline) -> bytes:
    try:
        return post(helper, wording.question(article, helper.model, with_extras=True), deadline)
    except HelperFailed as problem:
        if problem.status not in _NO_EXTRAS and not problem.may_repeat:
            raise
        with_extras = problem.may_repeat
    return post(helper, wording.question(article, helper.model, with_extras=with_extras), deadline)
