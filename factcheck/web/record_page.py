"""The pages of the record about itself: what it holds, by body and year; its gaps; filters of what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.record import coverage, status
from factcheck.record.models import Discrepancy, Snapshot, Source, VoteEvent
from factcheck.web import record_values, shapes, votes
from factcheck.web.errors import BadParameters
from factcheck.web.language import Words, day

EXPLAINED = (
    (
        "not known: the number of",
        gettext_noop("No source declares these numbers, so the roll call cannot be held against them."),
    ),
    ("sources differ on how it ended", gettext_noop("Two sources say differently whether the text was adopted.")),
    ("the record does not know", gettext_noop("A source lists states that the record cannot tell.")),
    ("vetoed by", gettext_noop("A veto is recorded, with fewer votes against than vetoes.")),
)
OTHER = gettext_noop("Counts, roll call and the members of the body on that day do not agree.")
NOT_COMPARED = "counts and roll call have not been compared"
GAP_KINDS = Words(
    {
        "amendment": gettext_noop("amendments"),
        "paragraph": gettext_noop("paragraphs"),
        "draft": gettext_noop("drafts"),
        "procedural": gettext_noop("procedural votes"),
        "resolution": gettext_noop("resolutions"),
    }
)
WITHOUT_NUMBERS = (
    (r"N ([a-z ]+) declared, N listed", r"\1 declared and listed differ"),
    (r"the counts add up to N of N members", "the counts do not add up to the members"),
    (r"the roll call names N of N members", "the roll call does not name every member"),
    (r"members missing from the roll call: \.\.\.", "members are missing from the roll call"),
    (r"vetoed by [^;]*", "fewer votes against than vetoes"),
    (r": \.\.\.", ""),
    (r"\bN\b", "…"),
)


# ------------------------------------------------------------------------------------------------------------ overview


def overview() -> dict[str, Any]:
    """Context of the page; a number of queries that does not grow with votes, but with the gaps that are known."""
    years = status.years()
    names = votes.body_names()
    spans = VoteEvent.objects.order_by().values_list("body__code").annotate(Min("held_on"), Max("held_on"))
    days = {code: (first, last) for code, first, last in spans}
    bodies = [
        _body(code, names.get(code, code), list(of), days.get(code, (None, None))) for code, of in _by_body(years)
    ]
    missing_years = coverage.unnamed_years(status.missing_years(years))
    missing_numbers = coverage.unnamed_numbers(status.missing_numbers())
    unexplained = [
        (names.get(body, body), _("no vote in %(years)s") % {"years": coverage.runs(of)})
        for body, of in missing_years.items()
    ]
    unexplained += [
        (series, _("%(numbers)s not there") % {"numbers": coverage.runs(of)}) for series, of in missing_numbers.items()
    ]
    return {
        "bodies": sorted(bodies, key=lambda body: -body.votes),
        "votes": sum(body.votes for body in bodies),
        "rolls": sum(body.rolls for body in bodies),
        "good": sum(body.good for body in bodies),
        "until": max((last for _, last in days.values() if last), default=None),
        "gaps": [_gap(gap, names) for gap in coverage.named_gaps()],
        "unexplained": unexplained,
        "partial": [
            shapes.Link(event.key, note=day(event.held_on) if event.held_on else "")
            for event in coverage.known_in_part()
        ],
        "sources": status.sources(),
        "differences": Discrepancy.objects.count(),
        "doubts": doubts(status.unreconciled()),
        "snapshot": Snapshot.objects.defer("events", "motions").first(),
    }


def _by_body(years: Sequence[status.Year]) -> Any:
    return groupby(years, key=lambda row: row.body)


def _body(code: str, name: str, rows: Sequence[status.Year], days: tuple[Any, Any]) -> shapes.BodyYears:
    known = [row for row in rows if row.year]
    first, last = (int(known[0].year), int(known[-1].year)) if known else (0, 0)
    by_year = {int(row.year): row for row in known}
    highest = max((row.votes for row in known), default=0)
    span = last - first + 1
    columns = []
    for year, row in by_year.items():
        whole = 100 * row.votes / highest
        good = 100 * row.reconciled / highest
        columns.append(
            shapes.YearColumn(
                x=f"{100 * (year - first + 0.1) / span:.3f}%",
                width=f"{80 / span:.3f}%",
                whole=f"{whole:.2f}%",
                whole_y=f"{100 - whole:.2f}%",
                good=f"{good:.2f}%",
                good_y=f"{100 - good:.2f}%",
            )
        )
    return shapes.BodyYears(
        code=code,
        name=name,
        votes=sum(row.votes for row in rows),
        rolls=sum(row.with_roll_call for row in rows),
        good=sum(row.reconciled for row in rows),
        first=days[0],
        last=days[1],
        first_year=first,
        last_year=last,
        highest=highest,
        columns=tuple(columns),
        years=tuple(
            (row.year or _("not known"), row.votes, row.with_roll_call, row.reconciled) for row in reversed(rows)
        ),
    )


def _gap(gap: coverage.Gap, names: dict[str, str]) -> shapes.Gap:
    if gap.series:
        where = f"{gap.series}/{coverage.runs(gap.numbers)}"
    elif gap.until and gap.until.year < 2100:
        where = _("%(since)s to %(until)s") % {"since": day(gap.since), "until": day(gap.until)}
    else:
        where = _("since %(day)s") % {"day": day(gap.since)}
    kinds = ", ".join(GAP_KINDS.get(kind, kind) for kind in gap.kinds)
    links = tuple(shapes.Link(url.split("/")[2].removeprefix("www."), url) for url in gap.sources)
    return shapes.Gap(names.get(gap.body, gap.body), where, kinds, gap.reason, links)


# ------------------------------------------------------------------------------------------------- where sources differ


@dataclass(frozen=True, slots=True)
class DifferenceFilter:
    """What the address asks for, with the choices there are. `source` is a slug, `kind` a field or "votes"."""

    source: str
    kind: str
    sources: tuple[shapes.Choice, ...]
    kinds: tuple[shapes.Choice, ...]
    total: int

    @classmethod
    def asked(cls, parameters: QueryDict) -> DifferenceFilter:
        """Raises BadParameters for a source or a kind that no discrepancy has."""
        rows = Discrepancy.objects.order_by()
        source, kind = parameters.get("source", ""), parameters.get("kind", "")
        sides = rows.values("here_source").union(rows.values("elsewhere_source"))
        titles = dict(Source.objects.filter(pk__in=sides).order_by("title").values_list("slug", "title"))
        kinds = sorted(set(rows.with_kind().values_list("kind", flat=True)), key=list(record_values.FIELDS).index)
        if source and source not in titles:
            raise BadParameters(_("No source “%(source)s” differs from another.") % {"source": source[:60]})
        if kind and kind not in kinds:
            raise BadParameters(_("In “%(kind)s” no two sources differ.") % {"kind": kind[:40]})
        listed = [shapes.Choice(slug, title, slug == source) for slug, title in titles.items()]
        named = [shapes.Choice(name, record_values.FIELDS[name], name == kind) for name in kinds]
        return cls(
            source,
            kind,
            (shapes.Choice("", _("Any source"), not source), *listed),
            (shapes.Choice("", _("Anything"), not kind), *named),
            rows.count(),
        )

    @property
    def query(self) -> str:
        return _query(source=self.source, kind=self.kind)

    @property
    def is_active(self) -> bool:
        return bool(self.source or self.kind)


# ---------------------------------------------------------------------------------------------------- no verdict rests


def doubts(counted: Sequence[tuple[str, str, int]]) -> list[shapes.Doubt]:
    """Votes that carry no verdict by body and reason, as the record counts them."""
    names = votes.body_names()
    return [
        shapes.Doubt(body, names.get(body, body), reason_slug(doubt), sentence(doubt), explained(doubt), count)
        for body, doubt, count in counted
    ]


def reason_slug(doubt: str) -> str:
    return slugify(doubt)[:80].strip("-") or "not-compared"


def sentence(doubt: str) -> str:
    """A reason without its numbers, as words.

    >>> sentence("N yes votes declared, N listed; the counts add up to N of N members")
    'Yes votes declared and listed differ; the counts do not add up to the members'
    """
    text = doubt or NOT_COMPARED
    for pattern, words in WITHOUT_NUMBERS:
        text = re.sub(pattern, words, text)
    return f"{text[:1].upper()}{text[1:]}"


def explained(doubt: str) -> str:
    return _(next((words for start, words in EXPLAINED if doubt.startswith(start)), OTHER))


def reason_of(event: VoteEvent) -> str:
    """Why no verdict rests on this vote, with its own numbers."""
    text = event.unreconciled_reason or NOT_COMPARED
    return f"{text[:1].upper()}{text[1:]}."


@dataclass(frozen=True, slots=True)
class DoubtFilter:
    """What the address asks for. `doubts` are the reasons of the record behind the `reason` that was chosen."""

    body: str
    reason: str
    doubts: tuple[str, ...]
    bodies: tuple[shapes.Choice, ...]
    reasons: tuple[shapes.Choice, ...]
    kinds: tuple[shapes.Doubt, ...]
    total: int

    @classmethod
    def asked(cls, parameters: QueryDict) -> DoubtFilter:
        """Raises BadParameters for a body or a reason that no such vote has."""
        counted = status.unreconciled()
        body, reason = parameters.get("body", ""), parameters.get("reason", "")
        kinds = doubts(counted)
        bodies = {kind.body: kind.body_name for kind in kinds}
        reasons = {kind.slug: kind.text for kind in kinds}
        if body and body not in bodies:
            raise BadParameters(_("No vote of a body “%(body)s” is without a verdict.") % {"body": body[:20]})
        if reason and reason not in reasons:
            raise BadParameters(_("No vote is without a verdict for this reason."))
        return cls(
            body,
            reason,
            tuple({doubt for _, doubt, _ in counted if reason and reason_slug(doubt) == reason}),
            (shapes.Choice("", _("Any body"), not body), *(shapes.Choice(c, n, c == body) for c, n in bodies.items())),
            (
                shapes.Choice("", _("Any reason"), not reason),
                *(shapes.Choice(s, t, s == reason) for s, t in reasons.items()),
            ),
            tuple(kinds),
            sum(kind.count for kind in kinds),
        )

    @property
    def query(self) -> str:
        return _query(body=self.body, reason=self.reason)

    @property
    def is_active(self) -> bool:
        return bool(self.body or self.reason)


def _query(**values: str) -> str:
    """Filled parameters, encoded, with a trailing "&", for the links to other pages."""
    pairs = [(name, value) for name, value in values.items() if value]
    return f"{urlencode(pairs)}&" if pairs else ""
