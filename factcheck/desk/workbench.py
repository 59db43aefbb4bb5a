"""What the workbench shows of a review to one person: the text with its claims, the record, the verdict where it is
open, and what this person may see of assessments and comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.accounts.permissions import is_allowed
from factcheck.claims import queries as claims
from factcheck.claims.alike import alike, merges_of
from factcheck.claims.models import Finding
from factcheck.claims.models.claim import FREE
from factcheck.desk.marked_text import pieces
from factcheck.desk.proof import steps
from factcheck.desk.slots import in_words
from factcheck.record.models import VoteEvent
from factcheck.reviews import queries
from factcheck.reviews.models import Assignment, Review, Standing, Status
from factcheck.reviews.origins import origins, subjects_of
from factcheck.web import votes, words
from factcheck.web.articles import flag_title
from factcheck.web.markdown import parsed
from factcheck.web.shapes import VoteLine

VOTES_SHOWN = 3
ELSEWHERE_SHOWN = 6
ALIKE_SHOWN = 4


def workbench(review: Review, person: User) -> dict[str, Any]:
    """The context of the page, but for the form. The review comes with its mention, claim, version and article."""
    mention = review.mention
    version = mention.version
    found = claims.article_findings(version, with_drafted=True, beside=["review"])
    mentions = [m for m in found if m.finding]
    numbers = {m.pk: number for number, m in enumerate(mentions, start=1)}
    listed = [m.review for m in mentions if hasattr(m, "review") and m.review.status != Status.GONE]
    reviews = {one.mention_id: one.pk for one in listed}
    current = next((m for m in mentions if m.pk == mention.pk), mention)
    places = list(review.assignments.select_related("reviewer", "draft").order_by("place", "pk"))
    assignment = next((one for one in places if one.reviewer_id == person.pk), None)
    is_holder = assignment is not None and assignment.standing in (Standing.OPEN, Standing.DONE)
    states = {} if mention.claim.kind == FREE else votes.state_names()
    assessments = queries.assessments_for(review, person)
    comments = queries.comments_for(review, person)
    elsewhere = queries.elsewhere(mention, ELSEWHERE_SHOWN)
    said_again = any(m.claim_id == mention.claim_id and m.pk != mention.pk for m in mentions)
    order = [m.pk for m in mentions if m.pk in reviews]
    place = order.index(mention.pk) if mention.pk in order else 0
    lines = _votes(current.finding, states)
    may_see = _may_see_verdict(review, assignment, person)
    return {
        "review": review,
        "mention": mention,
        "version": version,
        "article": version.article,
        "slots": in_words(current.finding.asserted, states) if current.finding else [],
        "kind": words.word_for(words.KINDS, mention.claim.kind),
        "number": numbers.get(mention.pk, 0),
        "pieces": pieces(version, mentions, {key: _url(pk) for key, pk in reviews.items()}, mention.pk),
        "editable": mention if mention.is_live and review.is_open else None,
        "undoable": claims.edit_to_undo(version, person),
        "previous": _url(reviews[order[place - 1]]) if place > 0 else "",
        "next": _url(reviews[order[place + 1]]) if place + 1 < len(order) else "",
        "votes": lines,
        "states": states,
        "assignment": assignment,
        "is_holder": is_holder,
        "can_take": review.is_open and not is_holder and review.free_places > 0 and not _is_recused(assignment),
        "can_assign": is_allowed(person, "reviews.assign") and review.is_open,
        "verdict": _verdict(current.finding, mention.exact, lines, states) if may_see else None,
        "own": next((one for one in assessments if one.assignment.reviewer_id == person.pk), None),
        "draft": getattr(assignment, "draft", None) if assignment is not None else None,
        "flags": current.flags,
        "assessments": [_assessment(one, current.finding) for one in assessments],
        "comments": [{"who": one.author.name, "blocks": parsed(one.text), "at": one.created_at} for one in comments],
        "alike": alike(mention.claim, ALIKE_SHOWN) if mention.is_live else [],
        "merges": merges_of(mention.claim) if elsewhere or said_again else [],
        "elsewhere": elsewhere,
        "replies": queries.replies_for(review, person),
        "is_asked": any(one.asks for one in comments),  # type: ignore[attr-defined]
        "holders": [one for one in places if one.standing == Standing.OPEN and is_allowed(person, "reviews.assign")],
        "active": "queue",
    }


def _url(review: int) -> str:
    return reverse("desk:review-detail", args=[review])


def _is_recused(assignment: Assignment | None) -> bool:
    return assignment is not None and assignment.standing == Standing.RECUSED


def _may_see_verdict(review: Review, assignment: Assignment | None, person: User) -> bool:
    """After both judged, after oneself has judged, or having asked for it, here or on the article's page."""
    if not review.is_blind:
        return True
    if assignment is None:
        return queries.has_opened(review.mention, person)
    return assignment.standing == Standing.DONE or assignment.verdict_opened_at is not None


def _votes(finding: Finding | None, states: Mapping[str, str]) -> list[VoteLine]:
    """The votes that the claim is about, with how the states named in it voted; the record is always in view."""
    if finding is None:
        return []
    named = [str(entry.get("motion", "")) for entry in finding.events]
    keys = [key for key in dict.fromkeys([finding.motion_key, *named]) if key][:VOTES_SHOWN]
    events = list(VoteEvent.objects.filter(motion__key__in=keys).with_motion().order_by("motion__key", "sequence"))
    events.sort(key=lambda event: keys.index(event.motion.key))
    codes = [str(code) for code in finding.asserted.get("subjects", ())][:8]
    found = votes.positions(events, codes, states) if codes and events else {}
    return [votes.line(event, found.get(event.pk, ())) for event in events[:VOTES_SHOWN]]


def _verdict(
    finding: Finding | None, words: str, lines: Sequence[VoteLine], states: Mapping[str, str]
) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "verdict": finding.verdict,
        "explanation": finding.explanation,
        "steps": steps(finding, words, lines, states),
    }


def _assessment(one: Any, finding: Finding | None) -> dict[str, Any]:
    evidence = list(one.evidence.all())
    return {
        "who": one.assignment.reviewer.name,
        "rating": one.rating,
        "rationale": parsed(one.rationale),
        "flags": [(flag_title(answer.flag.code), answer) for answer in one.flag_answers.all()],
        "evidence": evidence,
        "origins": len(origins(evidence, subjects_of(finding))),
        "at": one.changed_at,
        "verdict_was_open": one.verdict_was_open,
    }
