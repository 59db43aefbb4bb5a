"""What a page says of itself to those who link to it or cite it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from factcheck.formats.atom import headline
from factcheck.formats.site import NAME, Site
from factcheck.record.models import Motion, Organization
from factcheck.verdicts.models import VerdictVersion

LONGEST = 200
"""Characters of a description."""


@dataclass(frozen=True, slots=True)
class Image:
    """What is shown beside a shared link; `alt` says what is on it."""

    url: str
    alt: str
    width: int = 1200
    height: int = 630


@dataclass(frozen=True, slots=True)
class Metadata:
    """`url` is the page's one address, whatever filter the asked one carries. `oembed` is where oEmbed is asked about
    it, "" where the page cannot be embedded."""

    title: str
    description: str
    url: str
    published_at: datetime | None = None
    modified_at: datetime | None = None
    oembed: str = ""
    image: Image | None = None
    site_name: str = NAME

    @property
    def kind(self) -> str:
        return "article" if self.published_at else "website"


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rsplit(" ", 1)[0] + " …"


def of_verdict(version: VerdictVersion, url: str, oembed: str, image_url: str) -> Metadata:
    verdict = version.verdict
    standing = f"{version.rating_label}. " if verdict.stands else ""
    shown = _("The claim “%(claim)s”, rated: %(rating)s") if verdict.stands else _("The claim “%(claim)s”")
    return Metadata(
        headline(version),
        shortened(f"{standing}{version.summary}"),
        url,
        verdict.published_at,
        version.published_at,
        oembed,
        Image(image_url, shown % {"claim": version.claim_text, "rating": version.rating_label}),
    )


def of_vote(motion: Motion, site: Site, *, has_vote: bool) -> Metadata:
    about = _("Who voted how on %(key)s, with sponsors, the day’s other votes and sources.") % {"key": motion.key}
    image = Image(
        site.page("vote-image", motion.key), _("How the vote on “%(title)s” ended") % {"title": shortened(motion.label)}
    )
    return Metadata(motion.label, about, site.page("vote-detail", motion.key), image=image if has_vote else None)


def of_state(state: Organization, site: Site) -> Metadata:
    about = _("How %(state)s voted in the United Nations, vote by vote.") % {"state": state.local_name}
    return Metadata(state.local_name, about, site.page("state-detail", state.code))


def of_agreement(first: Organization, second: Organization, site: Site) -> Metadata:
    both = {"first": first.local_name, "second": second.local_name}
    about = _("How often %(first)s and %(second)s voted alike in the United Nations, over time, and where they split.")
    return Metadata(
        _("%(first)s and %(second)s") % both, about % both, site.page("agreement-detail", first.code, second.code)
    )


def of_article(title: str, slug: str, published_at: datetime | None, site: Site) -> Metadata:
    about = _("What the voting record says about the claims of this article.")
    return Metadata(title, about, site.page("article-detail", slug), published_at, published_at)
