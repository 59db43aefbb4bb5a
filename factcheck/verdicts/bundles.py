"""A verdict with all that it takes to compute it again, in one JSON document: the words, the rows of the record, the
names of the rules, both labels and the decision.

The engine is run on an excerpt of the article against a part of the record. How much of either it takes is tried, the
least first, until it says of the claim exactly what it said of it in the whole article against the whole record. So a
bundle that exists has been computed from itself once already; `verify` does the same again, without a database.

Shape: docs/verdicts.md. Canonical form: UTF-8, keys sorted, no white space; `sha256` at the end is over all before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from factcheck.articles.differences import Text
from factcheck.articles.models import ArticleVersion
from factcheck.engine import Article, check, prepare, rules_hash
from factcheck.engine.index import Index
from factcheck.engine.model import Claim, VoteEvent
from factcheck.engine.output import plain
from factcheck.engine.record import Record, content_hash
from factcheck.engine.serial import from_plain, to_plain
from factcheck.reviews.models import Assessment, EvidenceItem, Standing
from factcheck.verdicts.models import VerdictBundle, VerdictVersion

FORMAT = "factcheck-verdict/1"
SENTENCES = (1, 2, 4, 8)
"""Sentences on either side of the claim that are tried; then the whole text."""
WINDOW = timedelta(days=400)
LONG = timedelta(days=366 * 21)
COMPARED = ("verdict", "readings", "evidence", "explanation", "asserted")


OTHER_RULES = (
    "This program has other rules than those that the verdict was computed by; docs/verdicts.md says how to find those."
)
SAME_BY_THESE = "By the rules of this program the claim computes to the same, byte for byte."


class CannotBundle(ValueError):
    """The finding does not come out again, whatever of the text and the record is put in."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text: the title, if it has one, and [start, end) of the checked text. `shift` is where it begins."""

    title: str
    text: str
    shift: int
    is_whole: bool


def build(version: VerdictVersion, index: Index) -> dict[str, Any]:
    """The bundle of a wording of a verdict. Raises CannotBundle."""
    finding = version.basis.get("finding")
    text = version.mention.version
    document: dict[str, Any] = {
        "format": FORMAT,
        "verdict": {
            "address": version.verdict.slug,
            "version": version.number,
            "claim": version.claim_text,
            "rating": list(version.rating),
            "accuracy": version.accuracy,
            "framing": version.framing,
            "summary": version.summary,
            "reason": version.reason,
            "waiver": version.waiver,
            "change": version.change,
            "notice": version.notice,
            "published_at": version.published_at.isoformat() if version.published_at else None,
        },
        "labels": _labels(version),
        "article": {
            "title": text.title,
            "outlet": text.article.outlet.name if text.article.outlet else "",
            "url": text.article.canonical_url,
            "published_on": text.published_on.isoformat() if text.published_on else None,
            "sha256": text.sha256,
        },
        "snapshot": version.basis.get("snapshot", ""),
        "rules": version.basis.get("rules", ""),
        "engine": version.basis.get("engine", ""),
        "computed": None,
    }
    if finding:
        document["computed"] = _computed(version, text, index)
    return sealed(document)


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle in its canonical form, or why there is none."""

    document: bytes
    problem: str


def make(version: VerdictVersion, index: Index) -> Made:
    """The bundle of a wording that is about to be published. From then on what the wording rests on, which is not saved
    here, names each row of the record by its hash."""
    try:
        built = build(version, index)
    except CannotBundle as refused:
        return Made(b"", str(refused))
    if built["computed"]:
        version.basis = {**version.basis, "rows": built["computed"]["rows"]}
    return Made(canonical(built), "")


def keep(version: VerdictVersion, made: Made) -> VerdictBundle:
    kept, _ = VerdictBundle.objects.update_or_create(
        version=version, defaults={"document": made.document, "problem": made.problem, "made_at": timezone.now()}
    )
    return kept


def _labels(version: VerdictVersion) -> list[dict[str, Any]]:
    """Both assessments, without names: what each said, of flags too."""
    rows = Assessment.objects.filter(assignment__review=version.review_id, assignment__standing=Standing.DONE)
    rows = rows.prefetch_related("flag_answers__flag", "evidence__state").order_by("assignment__place")
    return [
        {
            "rating": list(one.rating),
            "rationale": one.rationale,
            "flags": {answer.flag.code: answer.answer for answer in one.flag_answers.all()},
            "evidence": [_evidence(item) for item in one.evidence.all()],
        }
        for one in rows
    ]


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    """`statement` only where it is one."""
    about: dict[str, Any] = {"side": item.side, "target": item.target, "note": item.note}
    if item.words:
        about["statement"] = {
            "words": item.words,
            "language": item.language or "en",
            "translation": item.translation,
            "speaker": item.speaker,
            "role": item.role,
            "state": item.state.code if item.state else None,
            "said_on": item.said_on.isoformat() if item.said_on else None,
            "told": item.told,
        }
    return about


def _computed(version: VerdictVersion, text: ArticleVersion, index: Index) -> dict[str, Any]:
    """The least of the text and of the record from which the finding comes out again."""
    finding, span = version.basis["finding"], version.basis["span"]
    if index.snapshot != version.basis["snapshot"] or rules_hash() != version.basis["rules"]:
        raise CannotBundle("Record or rules are no longer those that the verdict was decided by.")
    events = [str(one["motion"]) for one in finding["events"]]
    for part in parts(index, events, text.published_on):
        small = prepare(part)
        for excerpt in excerpts(text, span["start"], span["end"]):
            article = Article(excerpt.text, excerpt.title or None, text.published_on)
            place = (span["start"] - excerpt.shift, span["end"] - excerpt.shift)
            found = said_of(article, small, finding["kind"], *place, finding["asserted"])
            if found is not None and all(found[name] == finding[name] for name in COMPARED):
                return {
                    "excerpt": {"title": excerpt.title, "text": excerpt.text, "is_whole": excerpt.is_whole},
                    "span": {"start": place[0], "end": place[1], **{n: span[n] for n in ("exact", "prefix", "suffix")}},
                    "kind": finding["kind"],
                    "finding": {name: finding[name] for name in COMPARED},
                    "record": to_plain(part),
                    "rows": {
                        "events": {row.key: content_hash(row) for row in part.events},
                        "motions": {row.key: content_hash(row) for row in part.motions},
                    },
                }
    raise CannotBundle("The finding does not come out again.")


def excerpts(text: ArticleVersion, start: int, end: int) -> Iterator[Excerpt]:
    """Ever more of the text around a claim, its headline before it where the claim is in the body."""
    whole = Text.of(text.title, text.text)
    covered = whole.covering(start, end)
    head = len(text.title) + 1 if text.title else 0
    if covered and start >= head:
        for around in SENTENCES:
            first = whole.sentences[max(0, covered[0] - around)].start
            last = whole.sentences[min(len(whole.sentences) - 1, covered[-1] + around)].end
            first = max(first, head)
            yield Excerpt(text.title, whole.text[first:last], first - head, False)
    yield Excerpt(text.title, text.text, 0, True)


def parts(index: Index, motions: list[str], published: date | None) -> Iterator[Record]:
    """Ever more of the record: the votes that the finding names with their texts, parts, series and day; then all votes
    of their bodies, of all bodies where it names none, in about the year before the article; then in twenty years; then
    all there are."""
    named = [event for motion in motions for event in index.by_motion(motion)]
    near = {event.key: event for event in named}
    for event in named:
        for other in (*index.siblings(event), *index.amendments(event), *index.series(event)):
            near[other.key] = other
        if event.day is not None:
            near.update((other.key, other) for other in index.on_day(event.day))
    yield _part(index, near)
    last = max((event.day for event in named if event.day), default=published)
    for first in (last - WINDOW, last - LONG) if last is not None else ():
        wide = dict(near)
        for body in sorted({event.body for event in named} or index.body_names):
            wide.update((e.key, e) for e in index.events.values() if e.body == body and e.day and first <= e.day)
        yield _part(index, wide)
    yield _part(index, index.events)


def _part(index: Index, events: Mapping[str, VoteEvent]) -> Record:
    keys = {event.motion for event in events.values()}
    keys |= {parent for key in keys if (parent := index.motions[key].parent)}
    return Record(
        states=tuple(index.record.states),
        bodies=tuple(index.record.bodies),
        groups=tuple(index.record.groups),
        motions=tuple(index.motions[key] for key in sorted(keys)),
        events=tuple(events[key] for key in sorted(events)),
        statements=tuple(index.record.statements),
        statistics=tuple(index.record.statistics),
    )


def said_of(article: Article, index: Index, kind: str, start: int, end: int, asserted: Any) -> dict[str, Any] | None:
    """What the engine says of the claim of this kind at this place; None where it finds none there."""
    for claim in check(article, index).claims:
        if (claim.kind, claim.start, claim.end) == (kind, start, end) and plain(claim.asserted) == asserted:
            return _plain_claim(claim)
    return None


def _plain_claim(claim: Claim) -> dict[str, Any]:
    return {
        "verdict": claim.verdict,
        "readings": [{"reading": r.reading, "holds": r.holds, "record": plain(r.record)} for r in claim.readings],
        "evidence": [asdict(row) for row in claim.evidence],
        "explanation": claim.explanation,
        "asserted": plain(claim.asserted),
    }


# ------------------------------------------------------------------------------------------------------------ sealing


def canonical(document: dict[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sealed(document: dict[str, Any]) -> dict[str, Any]:
    bare = {name: value for name, value in document.items() if name != "sha256"}
    return {**bare, "sha256": hashlib.sha256(canonical(bare)).hexdigest()}


def verify(document: Any) -> list[str]:
    """What is wrong with a bundle, a sentence each; nothing where it computes, byte for byte, to what it says."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return [f"This is no bundle of the format {FORMAT}."]
    found = []
    if sealed(document)["sha256"] != document.get("sha256"):
        found.append("The document was changed: its hash is not that of its contents.")
    computed = document.get("computed")
    if computed is None:
        return found
    try:
        record = from_plain(computed["record"])
        excerpt, span = computed["excerpt"], computed["span"]
        day = document["article"]["published_on"]
        article = Article(excerpt["text"], excerpt["title"] or None, date.fromisoformat(day) if day else None)
        claimed, kind = computed["finding"], computed["kind"]
        start, end = span["start"], span["end"]
    except (KeyError, TypeError, ValueError) as problem:
        return [*found, f"It cannot be read: {type(problem).__name__} {problem}"]
    if article.full_text[start:end] != span["exact"]:
        found.append("The words are not at the place that the span names.")
    for name, rows in (("events", record.events), ("motions", record.motions)):
        wrong = [row.key for row in rows if content_hash(row) != computed["rows"][name].get(row.key)]
        if wrong:
            found.append(f"Rows of the record do not have their hash: {', '.join(wrong[:5])}.")
    said = said_of(article, prepare(record), kind, start, end, claimed["asserted"])
    if said is None:
        found.append("The engine finds no such claim in the words.")
    elif canonical(said) != canonical({name: claimed[name] for name in COMPARED}):
        differ = [name for name in COMPARED if said[name] != claimed[name]]
        found.append(f"Computed again, it differs in: {', '.join(differ)}.")
    if document.get("rules") != rules_hash():
        found.append(f"{OTHER_RULES}{'' if found else f' {SAME_BY_THESE}'}")
    return found
