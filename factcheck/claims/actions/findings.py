"""What the engine says of a claim, as the rows that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from factcheck.claims.models import Checking, Finding, Mention
from factcheck.claims.models.finding import Verdict
from factcheck.engine import model as engine
from factcheck.engine.chosen import Chosen, PointedAt
from factcheck.engine.output import plain
from factcheck.record import citations

NOT_READ = "Marked by a person. No question to the record has been made of these words."
NOT_READ_ANY_MORE = "Marked by a person. The rules do not read these words as they did, so nothing is decided here."


def finding_of(mention: int, checking: Checking, found: engine.Claim) -> Finding:
    return Finding(
        mention_id=mention,
        checking=checking,
        verdict=found.verdict,
        asserted=plain(found.asserted),
        readings=[{"reading": r.reading, "holds": r.holds, "record": plain(r.record)} for r in found.readings],
        evidence=[asdict(evidence) for evidence in found.evidence],
        events=[asdict(event) for event in found.events],
        motion_key=found.motion or "",
        explanation=found.explanation,
    )


def rests_on(claims: Iterable[engine.Claim], flags: Iterable[engine.Flag] = ()) -> Iterator[tuple[str, str]]:
    """Type and ref of all that findings and flags rest on, the linked motions among it."""
    for found in claims:
        if found.motion:
            yield "motion", found.motion
        yield from ((evidence.type, evidence.ref) for evidence in found.evidence)
    for flag in flags:
        yield from ((evidence.type, evidence.ref) for evidence in flag.evidence)


def judge_mentions(checking: Checking, mentions: Sequence[Mention], text: PointedAt) -> None:
    """Store a finding in the checking for each mention that has none: judged as its person read it, or as it was read
    last."""
    have = set(checking.findings.filter(mention__in=mentions).values_list("mention", flat=True))
    waiting = [mention for mention in mentions if mention.pk not in have]
    read = [(mention, chosen) for mention in waiting if (chosen := _chosen(mention)) is not None]
    judged = dict(zip([m.pk for m, _ in read], text.judged([chosen for _, chosen in read]), strict=True))
    rows = []
    for mention in waiting:
        found = judged.get(mention.pk)
        if found is not None:
            rows.append(finding_of(mention.pk, checking, found))
        else:
            said = NOT_READ_ANY_MORE if mention.pk in judged else NOT_READ
            rows.append(Finding(mention=mention, checking=checking, verdict=Verdict.NOT_CHECKABLE, explanation=said))
    Finding.objects.bulk_create(rows)
    citations.cite(rests_on([found for found in judged.values() if found]), by=f"checking {checking.pk}")


def _chosen(mention: Mention) -> Chosen | None:
    """How a mention is read; None for a free claim."""
    about = mention.chosen
    if about is None:
        last = mention.findings.order_by("-pk").first()
        about = {"asserted": last.asserted, "motion": ""} if last is not None and last.asserted else None
    if about is None:
        return None
    return Chosen(mention.start, mention.end, mention.claim.kind, about["asserted"], about.get("motion", ""))
