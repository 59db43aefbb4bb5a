"""A verdict as its page shows it: to readers, and to an editor before it is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.accounts.models import User
from factcheck.articles.differences import Piece, words_changed
from factcheck.claims.models import Finding, Mention
from factcheck.record.models import VoteEvent
from factcheck.reviews.origins import origins, subjects_of
from factcheck.verdicts import queries
from factcheck.verdicts.models import ArticleCorrection, Correction, Verdict, VerdictBundle, VerdictVersion
from factcheck.web import left_out, vote_page, votes, words
from factcheck.web.articles import evidence_links, excerpt_title, flag_title
from factcheck.web.excerpts import Span, fragments, windows
from factcheck.web.language import Words
from factcheck.web.markdown import parsed
from factcheck.web.readings import reading

TOLD = Words(
    {
        "publish": gettext_noop("Published"),
        "doubt": gettext_noop("Marked for recheck"),
        "reaffirm": gettext_noop("Looked at again: it stands"),
        "approve_correction": gettext_noop("Corrected"),
        "withdraw": gettext_noop("Withdrawn"),
        "same": gettext_noop("Computed again after a change of record or rules: the same"),
    }
)


def page(version: VerdictVersion, parameters: QueryDict, address: str, *, is_preview: bool = False) -> dict[str, Any]:
    """The context of public/verdict_detail.html. Raises BadParameters for a filter that cannot be."""
    verdict, mention = version.verdict, version.mention
    text, finding = mention.version, version.finding
    states = votes.state_names()
    event = _event(finding)
    appearances = queries.appearances(verdict)
    is_long = len(appearances) == queries.MOST_APPEARANCES
    is_newest = not verdict.versions.filter(number__gt=version.number, published_at__isnull=False).exists()
    about: dict[str, Any] = {
        "verdict": verdict,
        "version": version,
        "article": text.article,
        "article_title": text.title or excerpt_title(text.text),
        "text": text,
        "quote": quote(mention),
        "kind": words.word_for(words.KINDS, mention.claim.kind),
        "computed": finding.verdict if finding else "",
        "explanation": finding.explanation if finding else "",
        "readings": [reading(one, states) for one in finding.readings] if finding else [],
        "evidence": evidence_links(finding.evidence, states) if finding else (),
        "labels": [_label(one, finding) for one in queries.labels(version.review, archived=False)],
        "names": {"decided": _named(version, "decided_by"), "approved": _named(version, "approved_by")},
        "appearances": [one for one in appearances if one.version.article_id != text.article_id],
        "more": vote_page.every_claim(finding.motion_key) if finding and finding.motion_key and is_long else None,
        "older": list(verdict.versions.filter(published_at__isnull=False).exclude(pk=version.pk).order_by("-number")),
        "is_newest": is_newest,
        "is_past": verdict.status == "withdrawn" or not (is_newest or is_preview),
        "standing": "" if is_preview else _standing(verdict, is_newest=is_newest),
        "has_bundle": VerdictBundle.objects.filter(version=version.pk).exclude(document=b"").exists(),
        "is_preview": is_preview,
        "differences": _differences(version),
        "asked": asked(queries.article_corrections().filter(mention__claim=verdict.claim_id)[:20]),
        "history": [
            {"word": TOLD[one.step], "at": one.at, "why": "" if one.step == "same" else one.why}
            for one in queries.history(verdict)
        ],
        "event": event,
        "active": "verdicts",
    }
    if event is not None:
        subjects = [str(code) for code in (finding.asserted.get("subjects", ()) if finding else ())][:8]
        held = votes.positions([event], subjects, states) if subjects else {}
        about |= {
            "vote": votes.line(event, held.get(event.pk, ())),
            "sponsors": vote_page.sponsors(event.motion),
            **vote_page.roll_context(event, parameters, address),
        }
        if event.body.code == "SC":
            about |= vote_page.charts(event, about["cast"], subjects, states)
    found = mention.__dict__.setdefault("current_findings", [finding] if finding else [])
    raised = list(mention.flags_raised.current().prefetch_related("mentions"))
    about["days"] = left_out.tables([mention] if found else [], raised)
    about["flags"] = [(flag_title(flag.code), flag) for flag in raised]
    return about


def asked(corrections: Iterable[ArticleCorrection]) -> list[dict[str, Any]]:
    """What articles were asked to be corrected to, each with its words, old and new."""
    return [
        {
            "one": one,
            "article": one.mention.version.article,
            "outlet": one.mention.version.article.outlet,
            "pieces": words_changed(one.mention.exact, one.replacement),
        }
        for one in corrections
    ]


def _standing(verdict: Verdict, *, is_newest: bool) -> str:
    """What stands before a rating that is not, or may not be, what is said now; "" before any other."""
    if verdict.status == "withdrawn":
        return _("Withdrawn; it was rated")
    if not is_newest:
        return _("In this earlier wording it was rated")
    return _("Being rechecked; so far it is rated") if verdict.is_doubted else ""


def _event(finding: Finding | None) -> VoteEvent | None:
    if finding is None or not finding.motion_key:
        return None
    return VoteEvent.objects.filter(motion__key=finding.motion_key).with_motion().order_by("-sequence").first()


def quote(mention: Mention) -> list[tuple[str, bool]]:
    """The claim's words with so much around them as it takes to understand them: (text, whether it is the claim)."""
    text = mention.version.checked_text
    span = Span(mention.start, mention.end, 1, mention.section)
    (window,) = windows(text, [span])
    return [(piece.text, piece.claim is not None) for piece in fragments(text, window)]


def _named(row: Any, relation: str) -> str:
    """The person's name where the newsroom names its people to readers, else ""; not asked for where it does not."""
    person: User | None = getattr(row, relation) if settings.NAMES_PUBLIC else None
    return person.name if person else ""


def _label(one: Any, finding: Finding | None) -> dict[str, Any]:
    evidence = list(one.evidence.all())
    return {
        "rating": one.rating,
        "name": _named(one.assignment, "reviewer"),
        "rationale": parsed(one.rationale),
        "flags": [(flag_title(answer.flag.code), answer) for answer in one.flag_answers.all()],
        "evidence": evidence,
        "origins": len(origins(evidence, subjects_of(finding))),
    }


def _differences(version: VerdictVersion) -> list[tuple[str, list[Piece]]]:
    """What differs from the wording before, by field."""
    before = version.verdict.versions.filter(number=version.number - 1).first()
    return changes(before, version) if before is not None else []


def changes(before: VerdictVersion, after: VerdictVersion | Correction) -> list[tuple[str, list[Piece]]]:
    """What differs between a wording and one that took its place or is to, word by word, by field."""
    pairs = (
        (_("Rating"), "; ".join(before.rating), "; ".join(after.rating)),
        (_("Claim"), before.claim_text, after.claim_text),
        (_("Summary"), before.summary, after.summary),
        (_("Reason"), before.reason, after.reason),
    )
    return [(name, words_changed(was, now)) for name, was, now in pairs if was != now]
