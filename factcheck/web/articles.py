"""Articles as pages show them: what was found, in the order of the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from factcheck.articles.models import Article, ArticleVersion
from factcheck.claims import queries
from factcheck.claims.models import Finding, FlagRaised, Mention
from factcheck.engine import FLAGS
from factcheck.web import left_out, votes, words
from factcheck.web.errors import Gone
from factcheck.web.excerpts import Span, fragments, windows
from factcheck.web.readings import reading
from factcheck.web.shapes import ArticleEntry, ClaimCard, FindingCount, FlagCard, FlagGroup, Link, Passage

STATES_NAMED_UP_TO = 4
"""In a link to a roll call; more are counted."""


def shown(slug: str) -> Article:
    """An article that readers may see. Raises Gone where they could once, else Http404."""
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    if not article.is_published:
        raise Gone if article.unpublished_at else Http404
    return article


def flag_title(code: str) -> str:
    return FLAGS[code].title if code in FLAGS else words.word_for({}, code.replace("-", "_"))


def entries(
    articles: Iterable[Article], url_name: str = "public:article-detail", *, folded: bool = False
) -> list[ArticleEntry]:
    """Articles in a list, with what was found in their newest text; two queries more than the articles took. A folded
    list says how many claims and flags there are, and not what the engine says of them.

    The articles come from `Article.objects.with_latest_version()`.
    """
    rows = [(article, version) for article in articles if (version := article.latest_version)]
    versions = [version.pk for _, version in rows]
    verdicts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    found = Finding.objects.current().for_readers().filter(mention__version__in=versions).order_by()
    for pk, verdict, count in found.values_list("mention__version", "verdict").annotate(n=Count("pk")):
        verdicts[pk][verdict] = count
    flags: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    raised = FlagRaised.objects.current().filter(version__in=versions).order_by("start", "ordinal")
    for pk, code, severity in raised.values_list("version", "code", "severity"):
        flags[pk].append((code, severity))
    made = [_entry(article, version, verdicts[version.pk], flags[version.pk], url_name) for article, version in rows]
    return [_folded(one) for one in made] if folded else made


def _folded(entry: ArticleEntry) -> ArticleEntry:
    return replace(entry, folded=entry.claims, findings=(), flag_titles=(), high_flags=0)


def _entry(
    article: Article,
    version: ArticleVersion,
    verdicts: Mapping[str, int],
    flags: Sequence[tuple[str, str]],
    url_name: str,
) -> ArticleEntry:
    return ArticleEntry(
        title=version.title or excerpt_title(version.text),
        url=reverse(url_name, args=[article.slug]),
        outlet=article.outlet.name if article.outlet else "",
        published_on=version.published_on,
        findings=finding_counts(verdicts),
        flags=len(flags),
        high_flags=sum(1 for _, severity in flags if severity == "high"),
        flag_titles=tuple(dict.fromkeys(flag_title(code) for code, _ in flags)),
        is_published=article.is_published,
    )


def finding_counts(verdicts: Mapping[str, int]) -> tuple[FindingCount, ...]:
    return tuple(FindingCount(code, verdicts[code]) for code in words.VERDICTS if verdicts.get(code))


def excerpt_title(text: str) -> str:
    """The first words of a text that has no title, 90 characters at most."""
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"


def passages(
    version: ArticleVersion, mentions: Sequence[Mention], raised: Sequence[FlagRaised], folded: Container[int] = ()
) -> list[Passage]:
    """The text's claims and flags, each with the words around it; one query. `folded` are keys of mentions."""
    states = votes.state_names()
    numbers = {mention.pk: number for number, mention in enumerate(mentions, start=1)}
    flags = {flag.pk: _flag(flag, number, numbers, states) for number, flag in enumerate(raised, start=1)}
    cards = {
        numbers[mention.pk]: _claim(
            mention, numbers[mention.pk], [flags[flag.pk] for flag in mention.flags if flag.pk in flags], states
        )
        for mention in mentions
    }
    cards = {number: _unseen(card) if card.key in folded else card for number, card in cards.items()}
    spans = [Span(m.start, m.end, numbers[m.pk], m.section) for m in mentions]
    text = version.checked_text
    stretches = windows(text, spans) or windows(text, _spans_of_flags(raised))
    beside = _places_of_flags(raised, [(window.start, window.end) for window in stretches])
    return [
        Passage(
            window.section,
            fragments(text, window),
            tuple(cards[span.number] for span in window.spans if span.number in cards),
            tuple(flags[flag.pk] for flag in beside[place]),
            window.is_cut_before,
            window.is_cut_after,
        )
        for place, window in enumerate(stretches)
    ]


def flag_groups(shown: Sequence[Passage]) -> list[FlagGroup]:
    """The flags of a page by their code, high severity first, then in the order of the text."""
    by_code: dict[str, list[FlagCard]] = {}
    for flag in (flag for passage in shown for flag in passage.flags):
        by_code.setdefault(flag.code, []).append(flag)
    groups = [
        FlagGroup(flags[0].title, flags[0].severity, [Link(_place(flag), f"#flag-{flag.number}") for flag in flags])
        for flags in by_code.values()
    ]
    return sorted(groups, key=lambda group: list(words.SEVERITIES).index(group.severity))


def _place(flag: FlagCard) -> str:
    return _("claim %(number)s") % {"number": flag.claims[0]} if flag.claims else _("the text")


def article_page(
    article: Article, *, with_drafted: bool = False, folded: Collection[int] = frozenset()
) -> dict[str, Any]:
    """What components/article_body.html takes. The article comes from `Article.objects.with_latest_version()`.

    Claims that a drafting helper proposed are left out unless asked for: readers never see them. `folded` are keys of
    mentions whose verdict is not told, nor any flag on them; the record that they are about is.
    """
    version = article.latest_version
    found = queries.article_findings(version, with_drafted=with_drafted) if version else []
    mentions = [mention for mention in found if mention.finding]
    raised = queries.flags_of(version) if version else []
    hidden = {mention.pk for mention in mentions if mention.pk in folded}
    raised = [flag for flag in raised if not _tells_of(flag, hidden)]
    shown = passages(version, mentions, raised, hidden) if version else []
    cards = [claim for passage in shown for claim in passage.claims]
    verdicts = Counter(claim.verdict for claim in cards if not claim.is_drafted and not claim.made_by)
    return {
        "article": article,
        "version": version,
        "title": (version.title or excerpt_title(version.text)) if version else article.slug,
        "checking": queries.current_checking(version) if version else None,
        "passages": shown,
        "findings": () if hidden else finding_counts(verdicts),
        "folded": len(hidden),
        "flags": sum(len(passage.flags) for passage in shown),
        "flag_groups": flag_groups(shown),
        "claims": sum(verdicts.values()),
        "drafted": sum(claim.is_drafted for claim in cards),
        "days": left_out.tables(mentions, raised),
    }


def _tells_of(flag: FlagRaised, hidden: Collection[int]) -> bool:
    """Whether a flag would tell of claims that are folded; one on the text as a whole may tell of any."""
    about = {mention.pk for mention in flag.mentions.all()}
    return bool(about & set(hidden)) if about else bool(hidden)


def _unseen(card: ClaimCard) -> ClaimCard:
    return replace(card, is_folded=True, verdict="", explanation="", readings=(), flags=())


def _spans_of_flags(raised: Sequence[FlagRaised]) -> list[Span]:
    return [Span(flag.start, flag.end, 0) for flag in raised]


def _places_of_flags(raised: Sequence[FlagRaised], stretches: Sequence[tuple[int, int]]) -> dict[int, list[FlagRaised]]:
    """Which flags stand beside which stretch: the one where the flag starts, else the last one before it."""
    beside: dict[int, list[FlagRaised]] = {place: [] for place in range(len(stretches))}
    for flag in raised:
        before = [place for place, (start, _) in enumerate(stretches) if start <= flag.start]
        if stretches:
            beside[before[-1] if before else 0].append(flag)
    return beside


def _claim(mention: Mention, number: int, flags: Sequence[FlagCard], states: Mapping[str, str]) -> ClaimCard:
    finding = mention.finding
    if finding is None:
        raise ValueError(f"mention {mention.pk} has no current finding")
    return ClaimCard(
        number=number,
        kind=words.word_for(words.KINDS, mention.claim.kind),
        words=mention.exact,
        verdict=finding.verdict,
        explanation=finding.explanation,
        readings=tuple(reading(found, states) for found in finding.readings),
        evidence=evidence_links(finding.evidence, states),
        flags=tuple(Link(flag.title, f"#flag-{flag.number}") for flag in flags),
        is_drafted=mention.is_drafted,
        made_by=mention.made_by.name if mention.made_by else "",
        key=mention.pk,
    )


def _flag(flag: FlagRaised, number: int, numbers: Mapping[int, int], states: Mapping[str, str]) -> FlagCard:
    rule = FLAGS.get(flag.code)
    return FlagCard(
        number=number,
        code=flag.code,
        severity=flag.severity,
        title=flag_title(flag.code),
        explanation=flag.explanation,
        rule=rule.summary if rule else "",
        claims=tuple(sorted(numbers[m.pk] for m in flag.mentions.all() if m.pk in numbers)),
        links=evidence_links(flag.evidence, states),
    )


def evidence_links(evidence: Sequence[Mapping[str, Any]], states: Mapping[str, str]) -> tuple[Link, ...]:
    """Links to the rows behind a finding or a flag, one for each motion and type of row: votes lead to the roll call of
    the states they are about, sponsorships to the sponsors. Statements and figures have no page: the explanation names
    whose they are."""
    by_motion: dict[tuple[str, bool], list[str]] = {}
    for row in evidence:
        if row.get("type") in ("statement", "statistic"):
            continue
        key, _, code = str(row.get("ref", "")).partition("#")
        codes = by_motion.setdefault((key.partition("@")[0], row.get("type") == "sponsorship"), [])
        if code in states and code not in codes:
            codes.append(code)
    return tuple(
        _evidence_link(key, codes, is_sponsor, states) for (key, is_sponsor), codes in by_motion.items() if key
    )


def _evidence_link(key: str, codes: Sequence[str], is_sponsor: bool, states: Mapping[str, str]) -> Link:
    url = reverse("public:vote-detail", args=[key])
    if not codes:
        return Link(key, f"{url}#sponsors" if is_sponsor else url, _("the sponsors") if is_sponsor else _("the vote"))
    colon = pgettext("before what is said of something", ": ")
    if is_sponsor:
        return Link(f"{key}{colon}{named(codes, states)}", f"{url}#sponsors", _("among the sponsors"))
    query = urlencode([("state", code) for code in codes])
    return Link(f"{key}{colon}{named(codes, states)}", f"{url}?{query}#roll-call", _("in the roll call"))


def named(codes: Sequence[str], states: Mapping[str, str]) -> str:
    """ "India", "India and China", "India, China and Brazil"; a number when there are many."""
    names = [states.get(code, code) for code in codes]
    if len(names) > STATES_NAMED_UP_TO:
        return ngettext("%(count)s state", "%(count)s states", len(names)) % {"count": len(names)}
    if len(names) == 1:
        return names[0]
    return _("%(others)s and %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}
