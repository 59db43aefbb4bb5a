"""The proof of a finding in the order in which it was found: what was read, which vote is meant, what the record says,
how the verdict follows and what was left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from factcheck.claims.models import Finding
from factcheck.claims.models.finding import Verdict
from factcheck.desk.slots import in_words
from factcheck.web.articles import evidence_links
from factcheck.web.readings import reading
from factcheck.web.shapes import Link, Reading, VoteLine

VOTES_NAMED = 5
"""Of the votes that may be meant; more are counted."""

FOLLOWS = {
    Verdict.SUPPORTED: "What the words say holds in every reading.",
    Verdict.REFUTED: "What the words say fails in every reading.",
    Verdict.DEPENDS: "What the words say holds in one reading and not in another.",
    Verdict.NOT_IN_RECORD: "The record does not settle it, so nothing is said for or against the words.",
    Verdict.NOT_CHECKABLE: "The words say nothing that a record of votes can settle.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof. What it tells stands in `text`, and below it in what of the others is not empty."""

    title: str
    text: str
    slots: Sequence[tuple[str, str]] = ()
    links: Sequence[Link] = ()
    readings: Sequence[Reading] = ()


def steps(finding: Finding, words: str, lines: Sequence[VoteLine], states: Mapping[str, str]) -> list[Step]:
    """`words` are the claim's own, `lines` the votes that the page shows, `states` their names by code."""
    readings = [reading(found, states) for found in finding.readings]
    links = evidence_links(finding.evidence, states)
    return [
        Step("What was read", f"“{words}”", slots=in_words(finding.asserted, states)),
        _vote_meant(finding, {line.key: line.title for line in lines}),
        Step(
            "What the record says",
            "The finding rests on these rows." if links else "No row of a vote bears on it.",
            links=links,
        ),
        Step("How the verdict follows", FOLLOWS[Verdict(finding.verdict)], readings=readings),
        _left_open(finding, readings),
    ]


def _vote_meant(finding: Finding, titles: Mapping[str, str]) -> Step:
    named = {str(entry["motion"]): float(entry["score"]) for entry in finding.events}
    if finding.motion_key:
        text = "Of the votes in the record, the first fits the text best. 1 is a perfect fit."
        named = {finding.motion_key: named.get(finding.motion_key, 0.0), **named}
    else:
        text = "The words are tied to no single vote of the record."
    links = [
        Link(titles.get(key) or key, reverse("public:vote-detail", args=[key]), f"fit {score:.2f}" if score else "")
        for key, score in list(named.items())[:VOTES_NAMED]
    ]
    more = len(named) - len(links)
    return Step("Which vote is meant", f"{text} {more} more may be meant." if more else text, links=links)


def _left_open(finding: Finding, readings: Sequence[Reading]) -> Step:
    unknown = [one for one in readings if one.holds == "unknown"]
    others = [key for key in {str(entry["motion"]) for entry in finding.events} if key != finding.motion_key]
    told = []
    if unknown:
        told.append("The record cannot tell of these readings.")
    if others and finding.motion_key:
        told.append(f"Whether another vote is meant: {len(others)} more fit{'s' if len(others) == 1 else ''} the text.")
    if finding.verdict in (Verdict.NOT_IN_RECORD, Verdict.NOT_CHECKABLE):
        told.append("Whether the words are true: that needs another source.")
    return Step("What was left open", " ".join(told) or "Nothing that the record could tell.", readings=unknown)
