"""The claims of a checked article as W3C Web Annotations.

Each target has two selectors: TextQuoteSelector with the words and what stands around them, TextPositionSelector with
code points into the checked text (the headline, one newline, the text; the text alone where there is no headline).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from factcheck.articles.models import Article, ArticleVersion
from factcheck.claims.models import Mention
from factcheck.formats.site import Site
from factcheck.verdicts.models import VerdictVersion

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TYPE = f'application/ld+json; profile="{CONTEXT}"'


def collection(
    article: Article,
    text: ArticleVersion | None,
    mentions: Sequence[Mention],
    said: Mapping[int, VerdictVersion],
    site: Site,
) -> dict[str, Any]:
    """An AnnotationCollection with its one page. `mentions` are those that readers see, with their findings; `said` has
    the present wording of published verdicts by the key of their claim."""
    here = site.page("article-annotations", article.slug)
    items = [annotation(article, mention, said.get(mention.claim_id), site) for mention in mentions]
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": _("Claims of “%(title)s”") % {"title": (text.title if text else "") or article.slug},
        "total": len(items),
        "first": {"id": f"{here}#page-1", "type": "AnnotationPage", "startIndex": 0, "partOf": here, "items": items},
    }


def annotation(article: Article, mention: Mention, said: VerdictVersion | None, site: Site) -> dict[str, Any]:
    page = site.page("article-detail", article.slug)
    found: dict[str, Any] = {
        "id": f"{site.page('article-annotations', article.slug)}#claim-{mention.pk}",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"id": f"{site.root}/", "type": "Organization", "name": site.name},
        "body": [*_verdict(said, site), *_finding(mention)],
        "target": {
            "source": article.canonical_url or page,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": mention.exact,
                    "prefix": mention.prefix,
                    "suffix": mention.suffix,
                },
                {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
            ],
        },
    }
    if said is not None and said.verdict.published_at and said.published_at:
        found["created"] = said.verdict.published_at.isoformat(timespec="seconds")
        found["modified"] = said.published_at.isoformat(timespec="seconds")
    return found


def _verdict(said: VerdictVersion | None, site: Site) -> list[dict[str, Any]]:
    """What people decided, where it stands, and where to read it."""
    if said is None or not said.verdict.stands:
        return []
    return [
        _words(f"{said.rating_label}: {said.summary}", "assessing", settings.LANGUAGE_CODE),
        {"type": "SpecificResource", "source": site.page("verdict-detail", said.verdict.slug), "purpose": "linking"},
    ]


def _finding(mention: Mention) -> list[dict[str, Any]]:
    """What the rules computed from the record."""
    finding = mention.finding
    return [_words(finding.explanation, "describing"), _words(finding.verdict, "tagging")] if finding else []


def _words(value: str, purpose: str, language: str = "en") -> dict[str, Any]:
    """The engine writes English; people write in the newsroom's language."""
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": language, "purpose": purpose}
