"""Run the engine on a stored text and store what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck.accounts.permissions import Actor, require
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries
from factcheck.claims.actions.findings import finding_of, judge_mentions, rests_on
from factcheck.claims.canonical import canonical_key
from factcheck.claims.checker import check_article
from factcheck.claims.checking_index import current_index
from factcheck.claims.models import Checking, Claim, Finding, FlagRaised, Mention
from factcheck.claims.models.mention import CONTEXT, Origin
from factcheck.engine import ENGINE_VERSION, rules_hash
from factcheck.engine import model as engine
from factcheck.engine.chosen import PointedAt
from factcheck.engine.index import Index
from factcheck.engine.proposals import Proposal
from factcheck.record import citations


@transaction.atomic
def check_version(
    *, version: ArticleVersion, by: Actor, index: Index | None = None, proposals: Sequence[Proposal] = ()
) -> Checking:
    """Check the text against the record and store mentions, findings and flags, all or nothing.

    With the same record and the same rules as before nothing is written. With others a new checking is stored and
    becomes the current one; findings and flags of the earlier one stay. `index` spares reading the record again when
    many texts are checked. `proposals` are a drafting helper's for a text that was not checked before: they are stored
    with it and judged anew in every later checking, without asking again. Raises PermissionDenied, and TextRefused for
    a text that could not have been stored.
    """
    version = ArticleVersion.objects.select_for_update(of=("self",)).select_related("article").get(pk=version.pk)
    require(by, "claims.check")
    index = index or current_index()
    seen = {"snapshot": index.snapshot, "rules": rules_hash(), "engine_version": ENGINE_VERSION}
    if stored := version.checkings.filter(**seen).first():
        return _make_current(stored)
    result = check_article(engine_article(version), index, proposals or _stored_proposals(version))
    version.checkings.filter(is_current=True).update(is_current=False)
    checking = Checking.objects.create(
        version=version, vote_events=result.vote_events, notes=list(result.notes), is_current=True, **seen
    )
    mentions = _store_mentions(version, result)
    _store_findings(checking, result, mentions)
    _store_flags(checking, result, mentions)
    citations.cite(rests_on(result.claims, result.flags), by=f"checking {checking.pk}")
    marked = list(version.mentions.live().filter(origin=Origin.PERSON).select_related("claim"))
    if marked:
        judge_mentions(checking, marked, PointedAt(engine_article(version), index))
    return checking


def _stored_proposals(version: ArticleVersion) -> tuple[Proposal, ...]:
    """What a drafting helper proposed for the text, as it was last judged."""
    mentions = version.mentions.filter(origin=Origin.HELPER).select_related("claim").prefetch_related("findings")
    return tuple(
        Proposal(mention.start, mention.end, mention.exact, mention.claim.kind, findings[-1].asserted)
        for mention in mentions
        if (findings := sorted(mention.findings.all(), key=lambda finding: finding.pk))
    )


def engine_article(version: ArticleVersion) -> engine.Article:
    return engine.Article(
        text=version.text, title=version.title or None, published=version.published_on, id=version.article.slug
    )


def _make_current(checking: Checking) -> Checking:
    """An earlier checking counts again when the record or the rules went back to what they were."""
    if not checking.is_current:
        Checking.objects.filter(version=checking.version_id, is_current=True).update(is_current=False)
        checking.is_current = True
        checking.save(update_fields=["is_current"])
    return checking


def _store_mentions(version: ArticleVersion, result: engine.Result) -> dict[str, Mention]:
    """One mention for each claim of the result, by the claim's id; those that are stored already are used again. What a
    person took out stays out, also where it is found anew with another vote or a word more or less, and what a person
    marked is not proposed beside it."""
    stored: defaultdict[tuple[Any, ...], list[Mention]] = defaultdict(list)
    known = list(version.mentions.select_related("claim").order_by("pk"))
    settled = [(m.start, m.end, m.claim.kind) for m in known if not m.is_live or m.origin == Origin.PERSON]
    removed = _removed_before(version)
    for mention in sorted(known, key=lambda mention: not mention.is_live):
        if mention.origin == Origin.PERSON:
            continue
        claim = mention.claim
        stored[mention.origin, mention.start, mention.end, claim.kind, claim.canonical_key].append(mention)
    keys = {found.id: canonical_key(found.kind, found.motion, found.asserted) for found in result.claims}
    claims = _claims_by_key(result, keys)
    mentions: dict[str, Mention] = {}
    placed: dict[tuple[Any, ...], Mention] = {}
    for ordinal, found in enumerate(result.claims, start=1):
        key = keys[found.id]
        origin = Origin.HELPER if found.drafted else Origin.ENGINE
        place = (origin, found.start, found.end, found.kind, key)
        if key and place in placed:  # said twice by the engine: one mention
            mentions[found.id] = placed[place]
        elif stored[place]:
            mentions[found.id] = placed[place] = stored[place].pop(0)
        else:
            at = selectors(version, found.start, found.end, found.section)
            claim = claims[key] if key else Claim.objects.create(kind=found.kind, text=found.quote)
            mentions[found.id] = placed[place] = Mention(
                claim=claim,
                version=version,
                origin=origin,
                ordinal=ordinal,
                removed_at=timezone.now() if _is_settled(found, settled) or _was_removed(at, found, removed) else None,
                **at,
            )
    Mention.objects.bulk_create({id(mention): mention for mention in mentions.values() if mention.pk is None}.values())
    return mentions


def _is_settled(found: engine.Claim, settled: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a person has decided on words of this kind that are half of these or more."""
    return any(
        kind == found.kind
        and 2 * (min(end, found.end) - max(start, found.start)) >= min(end - start, found.end - found.start)
        for start, end, kind in settled
    )


def _removed_before(version: ArticleVersion) -> set[tuple[str, str, str, str]]:
    """Words with what stands around them, and kind, of what people took out of earlier texts of the article."""
    if version.number == 1:
        return set()
    earlier = Mention.objects.filter(version__article=version.article_id, version__number__lt=version.number)
    rows = earlier.filter(removed_at__isnull=False)
    return set(rows.values_list("prefix", "exact", "suffix", "claim__kind"))


def _was_removed(at: Mapping[str, Any], found: engine.Claim, removed: Set[tuple[str, str, str, str]]) -> bool:
    return (at["prefix"], at["exact"], at["suffix"], found.kind) in removed


def _claims_by_key(result: engine.Result, keys: Mapping[str, str | None]) -> dict[str, Claim]:
    """The claims that have a key, made where they are new. Two processes may make the same one at a time."""
    wanted = {key: found for found in reversed(result.claims) if (key := keys[found.id])}
    Claim.objects.bulk_create(
        [Claim(kind=found.kind, canonical_key=key, text=found.quote) for key, found in sorted(wanted.items())],
        ignore_conflicts=True,
    )
    return {str(claim.canonical_key): claim for claim in Claim.objects.filter(canonical_key__in=wanted)}


def selectors(version: ArticleVersion, start: int, end: int, section: str) -> dict[str, Any]:
    """The selectors of [start, end) in the text, as columns of Mention."""
    text = version.checked_text
    return {
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "section": section,
    }


def _store_findings(checking: Checking, result: engine.Result, mentions: Mapping[str, Mention]) -> None:
    one_each = {mentions[found.id].pk: found for found in reversed(result.claims)}
    Finding.objects.bulk_create(finding_of(key, checking, found) for key, found in sorted(one_each.items()))


def _store_flags(checking: Checking, result: engine.Result, mentions: Mapping[str, Mention]) -> None:
    flags = FlagRaised.objects.bulk_create(
        FlagRaised(
            version=checking.version,
            checking=checking,
            code=flag.code,
            severity=flag.severity,
            start=flag.start,
            end=flag.end,
            ordinal=ordinal,
            explanation=flag.explanation,
            evidence=[asdict(evidence) for evidence in flag.evidence],
        )
        for ordinal, flag in enumerate(result.flags, start=1)
    )
    through = FlagRaised.mentions.through
    heirs = queries.heirs(checking.version)
    through.objects.bulk_create(
        through(flagraised_id=stored.pk, mention_id=pk)
        for stored, flag in zip(flags, result.flags, strict=True)
        for pk in dict.fromkeys(
            pk for claim in flag.claims for pk in (mentions[claim].pk, *heirs.get(mentions[claim].pk, ()))
        )
    )
