"""What the API takes and answers, with the names of schema.org and Popolo. Fields not asked for are left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3."""
Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,100}$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=220)]
"""Of a motion or a vote event, such as A/RES/ES-11/7."""
Limit = Annotated[int, Field(ge=1, le=200, description="How many on a page.")]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Body = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,8}$")]
Written = TypeAdapter(Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")])


def _as_written(value: Any) -> Any:
    """A day as the document says that it is written; pydantic alone takes "0" for the first day of 1970."""
    return Written.validate_python(value) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_as_written)] | None
Row = TypeVar("Row")


class Problem(Schema):
    """Why there is no answer: a sentence, or for values that do not fit what is wrong with each."""

    detail: str | list[dict[str, Any]]


class Page(Schema, Generic[Row]):
    """`next` is the address of the page that follows; none after the last one."""

    items: list[Row]
    next: str | None = None


class Rating(Schema):
    alternateName: str
    ratingValue: int | None = None
    bestRating: int | None = None
    worstRating: int | None = None


class VerdictOut(Schema):
    """`rating` is null while the verdict is in doubt and after it was withdrawn; `status` says which."""

    id: str | None = None
    url: str | None = None
    status: Literal["published", "needs_recheck", "withdrawn"] | None = None
    claimReviewed: str | None = None
    rating: Rating | None = None
    summary: str | None = None
    version: int | None = None
    outlet: str | None = None
    datePublished: datetime | None = None
    dateModified: datetime | None = None


VerdictField = Literal[
    "id", "url", "status", "claimReviewed", "rating", "summary", "version", "outlet", "datePublished", "dateModified"
]


class ClaimOut(Schema):
    """A claim of a published article as the rules read it. `computed` is what they find in the record, `verdict` the id
    of what people published on it, if they have."""

    id: int | None = None
    article: str | None = None
    text: str | None = None
    kind: str | None = None
    subjects: list[str] | None = None
    motion: str | None = None
    computed: str | None = None
    explanation: str | None = None
    verdict: str | None = None


ClaimField = Literal["id", "article", "text", "kind", "subjects", "motion", "computed", "explanation", "verdict"]


class VoteEventOut(Schema):
    id: str | None = None
    url: str | None = None
    motion_id: str | None = None
    symbol: str | None = None
    title: str | None = None
    classification: str | None = None
    organization_id: str | None = None
    start_date: date | None = None
    result: str | None = None
    counts: dict[str, int | None] | None = None
    is_reconciled: bool | None = None


VoteEventField = Literal[
    "id", "url", "motion_id", "symbol", "title", "classification", "organization_id", "start_date", "result",
    "counts", "is_reconciled",
]  # fmt: skip


class VoteOut(Schema):
    voter_id: str
    voter: str
    option: Literal["yes", "no", "abstain", "absent"]


class RollCall(VoteEventOut):
    votes: list[VoteOut]


class MotionVotes(Schema):
    """All votes on one text, the last one first."""

    motion_id: str
    vote_events: list[RollCall]


class StateOut(Schema):
    id: str | None = None
    url: str | None = None
    name: str | None = None
    official_name: str | None = None


StateField = Literal["id", "url", "name", "official_name"]


class Share(Schema):
    """Of the votes in which both took part: `value` from 0 to 1 with Wilson's interval at 95 per cent, null without
    votes (docs/analysis.md)."""

    value: float | None
    n: int
    low: float | None
    high: float | None


class YearOfAgreement(Share):
    year: int


class Agreement(Schema):
    first: str
    second: str
    method: Literal["strict", "votes_only", "half_weight"]
    all: Share
    years: list[YearOfAgreement]
