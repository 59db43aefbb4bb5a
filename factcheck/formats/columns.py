"""The columns of every public table. Names are those of Popolo and schema.org where these have one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from factcheck.articles.models import Article
from factcheck.audit.models import Head
from factcheck.engine.analysis import METHODS, Estimate, Method
from factcheck.formats.site import Site
from factcheck.formats.tables import Cell, Table
from factcheck.record.agreements import Shared
from factcheck.record.models import Discrepancy, Organization, Vote, VoteEvent
from factcheck.verdicts.models import VerdictVersion


def votes(site: Site, name: str = "votes") -> Table[VoteEvent]:
    return Table(
        name,
        {
            "id": lambda event: event.key,
            "motion": lambda event: event.motion.key,
            "symbol": lambda event: event.motion.symbol,
            "draft_symbol": lambda event: event.motion.draft_symbol,
            "title": lambda event: event.motion.label,
            "classification": lambda event: event.motion.kind,
            "organization": lambda event: event.body.code,
            "date": lambda event: event.held_on,
            "meeting": lambda event: event.meeting,
            "method": lambda event: event.method,
            "result": lambda event: event.result,
            "yes": lambda event: event.yes_count,
            "no": lambda event: event.no_count,
            "abstain": lambda event: event.abstain_count,
            "absent": lambda event: event.absent_count,
            "members": lambda event: event.members_count,
            "is_reconciled": lambda event: event.is_reconciled,
            "unreconciled_reason": lambda event: event.unreconciled_reason,
            "source": lambda event: event.source.url or event.source.title,
            "url": lambda event: site.page("vote-detail", event.motion.key),
        },
    )


def roll_call() -> Table[Vote]:
    return Table(
        "roll-call",
        {
            "vote_event": lambda vote: vote.event.key,
            "voter_id": lambda vote: vote.organization.code,
            "voter": lambda vote: vote.organization.name,
            "option": lambda vote: vote.option,
        },
    )


def state_votes(site: Site, code: str) -> Table[Vote]:
    return Table(
        f"{code}-votes",
        {
            "vote_event": lambda vote: vote.event.key,
            "symbol": lambda vote: vote.event.motion.symbol or vote.event.motion.draft_symbol,
            "title": lambda vote: vote.event.motion.label,
            "organization": lambda vote: vote.event.body.code,
            "date": lambda vote: vote.event.held_on,
            "result": lambda vote: vote.event.result,
            "voter_id": lambda _: code,
            "option": lambda vote: vote.option,
            "url": lambda vote: site.page("vote-detail", vote.event.motion.key),
        },
    )


def states(site: Site) -> Table[Organization]:
    return Table(
        "states",
        {
            "id": lambda state: state.code,
            "name": lambda state: state.name,
            "official_name": lambda state: state.official_name,
            "founding_date": lambda state: state.founded_on,
            "dissolution_date": lambda state: state.dissolved_on,
            "url": lambda state: site.page("state-detail", state.code),
        },
    )


def verdicts(site: Site) -> Table[VerdictVersion]:
    """Of wordings; the rating of one that does not stand is left out."""

    def rated(version: VerdictVersion, cell: Cell) -> Cell:
        return cell if version.verdict.stands else None

    return Table(
        "verdicts",
        {
            "url": lambda version: site.page("verdict-detail", version.verdict.slug),
            "version": lambda version: version.number,
            "status": lambda version: status(version),
            "claimReviewed": lambda version: version.claim_text,
            "alternateName": lambda version: rated(version, version.rating_label),
            "ratingValue": lambda version: rated(version, version.accuracy),
            "summary": lambda version: version.summary,
            "outlet": lambda version: _outlet(version.mention.version.article),
            "datePublished": lambda version: version.verdict.published_at,
            "dateModified": lambda version: version.published_at,
            "change": lambda version: version.change,
            "notice": lambda version: version.notice,
        },
    )


def corrections(site: Site) -> Table[tuple[VerdictVersion, bool]]:
    """Of a wording and whether its row is that of the verdict's withdrawal; else it is that of its correction."""

    def of_version(of: Callable[[VerdictVersion], Cell]) -> Callable[[tuple[VerdictVersion, bool]], Cell]:
        return lambda row: of(row[0])

    return Table(
        "corrections",
        {name: of_version(of) for name, of in verdicts(site).columns.items()}
        | {
            "dateModified": lambda row: row[0].verdict.told_at if row[1] else row[0].published_at,
            "change": lambda row: "withdrawal" if row[1] else row[0].change,
            "notice": lambda row: row[0].verdict.withdrawn_because if row[1] else row[0].notice,
        },
    )


def status(version: VerdictVersion) -> str:
    """What readers are told: that a correction is proposed stays inside."""
    if version.verdict.status == "withdrawn":
        return "withdrawn"
    return "needs_recheck" if version.verdict.is_doubted else "published"


def _outlet(article: Article) -> str:
    return article.outlet.name if article.outlet else ""


def articles(site: Site) -> Table[Article]:
    def of_text(article: Article, name: str) -> Cell:
        return getattr(article.latest_version, name, None)

    return Table(
        "articles",
        {
            "url": lambda article: site.page("article-detail", article.slug),
            "headline": lambda article: of_text(article, "title"),
            "publisher": _outlet,
            "datePublished": lambda article: of_text(article, "published_on"),
            "sameAs": lambda article: article.canonical_url,
            "checked_at": lambda article: article.published_at,
        },
    )


def discrepancies(site: Site) -> Table[Discrepancy]:
    return Table(
        "discrepancies",
        {
            "vote_event": lambda row: row.event.key,
            "what": lambda row: row.what,
            "here": lambda row: row.here,
            "here_source": lambda row: row.here_source.title,
            "elsewhere": lambda row: row.elsewhere,
            "elsewhere_source": lambda row: row.elsewhere_source.title,
            "rule": lambda row: row.rule,
            "url": lambda row: site.page("vote-detail", row.event.motion.key),
        },
    )


def heads() -> Table[Head]:
    return Table("heads", {"day": lambda head: head.day, "number": lambda head: head.number, "hash": lambda h: h.hash})


def agreement(name: str) -> Table[tuple[int, Mapping[Method, Estimate]]]:
    """Of two states by year; shares from 0 to 1 with five decimals, for each method with its interval and n."""
    cells: dict[str, Callable[[tuple[int, Mapping[Method, Estimate]]], Cell]] = {"year": lambda row: row[0]}
    for method in METHODS:
        for part in ("value", "low", "high", "n"):
            cells[f"{method}_{part}"] = partial(_estimated, method, part)
    return Table(f"{name}-agreement", cells)


def _estimated(method: Method, part: str, row: tuple[int, Mapping[Method, Estimate]]) -> Cell:
    value = getattr(row[1][method], part)
    return f"{value:.5f}" if isinstance(value, float) else value


def splits(site: Site, first: str, second: str) -> Table[tuple[VoteEvent, Shared]]:
    return Table(
        f"{first}-{second}-splits",
        {
            "vote_event": lambda row: row[0].key,
            "symbol": lambda row: row[0].motion.symbol or row[0].motion.draft_symbol,
            "title": lambda row: row[0].motion.label,
            "organization": lambda row: row[0].body.code,
            "date": lambda row: row[0].held_on,
            first: lambda row: row[1].first,
            second: lambda row: row[1].second,
            "url": lambda row: site.page("vote-detail", row[0].motion.key),
        },
    )
