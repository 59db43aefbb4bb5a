"""Claims made and changed by people: marked, resized, split, merged, taken out, read anew, and all of it undone.

Every step takes mentions out and puts others in (`Edit`), so each has the same inverse. What an engine's checking says
of the words is stored at once, against the record that the checking names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries
from factcheck.claims.actions.checking import check_version, engine_article, selectors
from factcheck.claims.actions.findings import judge_mentions
from factcheck.claims.canonical import canonical_key
from factcheck.claims.checking_index import recent_index
from factcheck.claims.models import Claim, Edit, Finding, FlagRaised, Mention, Step
from factcheck.claims.models.claim import FREE
from factcheck.claims.models.mention import Origin
from factcheck.engine import model as engine
from factcheck.engine.chosen import Chosen, PointedAt
from factcheck.engine.index import Index
from factcheck.engine.output import plain
from factcheck.engine.text.segment import segment

LONGEST = 2_000
"""Code points of one claim."""
RULES, PERSON = "rules", "person"


class Changed(Exception):
    """Somebody changed the same claim in between; nothing was written. `edit` is their step."""

    def __init__(self, edit: Edit) -> None:
        super().__init__("The claim was changed in the meantime.")
        self.edit = edit


class IsThere(Exception):
    """These very words are a claim already: `mention`."""

    def __init__(self, mention: Mention) -> None:
        super().__init__("These words are a claim already.")
        self.mention = mention


class _Text:
    """A version whose row is locked, with its current checking; read by the engine where words are pointed at."""

    def __init__(self, version: ArticleVersion, by: User, index: Index | None) -> None:
        require(by, "claims.edit")
        rows = ArticleVersion.objects.select_for_update(of=("self",)).select_related("article")
        self.version = rows.get(pk=version.pk)
        self.by = by
        self.index = index or recent_index()
        self.checking = check_version(version=self.version, by="system", index=self.index)
        self.pointed = PointedAt(engine_article(self.version), self.index)

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """Without white space at its ends, with its section. Raises ValidationError for what is no part of the text."""
        text = self.version.checked_text
        if not 0 <= start < end <= len(text):
            raise ValidationError({"words": "These words are not in the text. Choose them again."})
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start >= end:
            raise ValidationError({"words": "There are no words in it. Choose some words of the text."})
        if end - start > LONGEST:
            raise ValidationError({"words": f"A claim has {LONGEST:,} characters at most. Choose fewer words."})
        sections = {
            part.section for part in segment(text, self.version.title or None) if part.start < end and start < part.end
        }
        if len(sections) > 1:
            raise ValidationError({"words": "A claim stands in the headline or in the text, not in both."})
        return start, end, next(iter(sections), "body")

    def live(self) -> list[Mention]:
        return queries.article_findings(self.version, with_drafted=True)

    def mention(self, pk: int) -> Mention:
        """The mention as it stands. Raises Changed where somebody took it out."""
        found = Mention.objects.select_related("claim").get(pk=pk, version=self.version)
        if found.is_live:
            return found
        edit = self.version.edits.filter(removed__contains=[pk], undone_at__isnull=True).order_by("-pk").first()
        edit = edit or self.version.edits.filter(added__contains=[pk]).order_by("-pk").first()
        if edit is None:
            raise ValidationError("This claim is not in the list any more: a later check of the text left it out.")
        raise Changed(edit)

    def read_at(
        self, start: int, end: int, *, instead_of: Sequence[int] = (), beside: Sequence[Mention] = ()
    ) -> engine.Claim | None:
        """What the rules read there and nobody has listed yet; `instead_of` are mentions that are to go, and no reading
        of those `beside` is given again. Raises IsThere where these very words are listed with the best reading."""
        live = [m for m in self.live() if m.pk not in instead_of and m.start < end and start < m.end]
        live += beside
        listed = {(m.claim.kind, _in_order(m.finding.asserted)): m for m in live if m.finding}
        for found in self.pointed.read_at(start, end):
            other = listed.get((found.kind, _in_order(found.asserted)))
            if other is None:
                return found
            if (other.start, other.end) == (start, end):
                raise IsThere(other)
        same = next((m for m in live if m.claim.kind == FREE and (m.start, m.end) == (start, end)), None)
        if same is not None:
            raise IsThere(same)
        return None

    def make(self, start: int, end: int, section: str, about: Chosen | None, *, read_by: str) -> Mention:
        """A new mention with its finding; `about` None is a free claim."""
        at = selectors(self.version, start, end, section)
        judged = self.pointed.judged([about])[0] if about is not None else None
        asserted = plain(judged.asserted) if judged else {}
        kind = judged.kind if judged else FREE
        key = canonical_key(kind, judged.motion, asserted) if judged else None
        claim = (
            Claim.objects.get_or_create(canonical_key=key, defaults={"kind": kind, "text": at["exact"]})[0]
            if key
            else Claim.objects.create(kind=kind, text=at["exact"])
        )
        chosen = {"asserted": asserted, "motion": about.motion if about else "", "by": read_by} if judged else None
        mention = Mention.objects.create(
            claim=claim, version=self.version, origin=Origin.PERSON, chosen=chosen, made_by=self.by, **at
        )
        judge_mentions(self.checking, [mention], self.pointed)
        return mention

    def step(self, step: Step, removed: Sequence[Mention], added: Sequence[Mention]) -> Edit:
        Mention.objects.filter(pk__in=[m.pk for m in removed]).update(removed_at=timezone.now())
        _carry_flags(removed, added)
        return Edit.objects.create(
            version=self.version,
            step=step,
            removed=[m.pk for m in removed],
            added=[m.pk for m in added],
            by=self.by,
        )


@transaction.atomic
def add(*, version: ArticleVersion, start: int, end: int, by: User, index: Index | None = None) -> Edit:
    """Make [start, end) of the checked text a claim: as the rules read it, where they read anything there that is not
    listed yet, else free. Raises ValidationError (field "words") and IsThere."""
    text = _Text(version, by, index)
    start, end, section = text.span(start, end)
    found = text.read_at(start, end)
    return text.step(Step.ADD, [], [text.make(start, end, section, _as_read(found, start, end), read_by=RULES)])


@transaction.atomic
def resize(*, mention: Mention, start: int, end: int, by: User, index: Index | None = None) -> Edit:
    """Give a claim other words, read as before where they can be."""
    text = _Text(mention.version, by, index)
    old = text.mention(mention.pk)
    start, end, section = text.span(start, end)
    if (start, end) == (old.start, old.end):
        raise ValidationError({"words": "These are the words it has. Choose others."})
    return text.step(Step.RESIZE, [old], [_moved(text, old, start, end, section)])


@transaction.atomic
def split(*, mention: Mention, at: int, by: User, index: Index | None = None) -> Edit:
    """Two claims of one: the words before `at`, and those from there on, each read by the rules, or free."""
    text = _Text(mention.version, by, index)
    old = text.mention(mention.pk)
    if not old.start < at < old.end:
        raise ValidationError({"at": "Choose a place within the words of the claim."})
    made: list[Mention] = []
    for first, last in ((old.start, at), (at, old.end)):
        start, end, section = text.span(first, last)
        found = text.read_at(start, end, instead_of=[old.pk], beside=made)
        made.append(text.make(start, end, section, _as_read(found, start, end), read_by=RULES))
    return text.step(Step.SPLIT, [old], made)


@transaction.atomic
def merge(*, mention: Mention, by: User, index: Index | None = None) -> Edit:
    """One claim of this and the next in the text, from the first word of both to the last."""
    text = _Text(mention.version, by, index)
    old = text.mention(mention.pk)
    order = [m.pk for m in text.live()]
    place = order.index(old.pk) if old.pk in order else len(order)
    if place + 1 >= len(order):
        raise ValidationError("There is no claim after this one.")
    following = text.mention(order[place + 1])
    start, end, section = text.span(min(old.start, following.start), max(old.end, following.end))
    found = text.read_at(start, end, instead_of=[old.pk, following.pk])
    about = _as_read(found, start, end) or _as_it_was(old, start, end) or _as_it_was(following, start, end)
    return text.step(Step.MERGE, [old, following], [text.make(start, end, section, about, read_by=RULES)])


@transaction.atomic
def remove(*, mention: Mention, by: User, index: Index | None = None) -> Edit:
    """Take a claim out. The engine does not propose it again."""
    text = _Text(mention.version, by, index)
    return text.step(Step.REMOVE, [text.mention(mention.pk)], [])


@transaction.atomic
def read_as(
    *, mention: Mention, kind: str, asserted: Mapping[str, Any], motion: str, by: User, index: Index | None = None
) -> Edit:
    """Say how the words are to be read, and which vote is meant ("" leaves that to the rules). The engine judges it.

    Raises ValidationError ("kind") where these slots make no claim of this kind."""
    text = _Text(mention.version, by, index)
    old = text.mention(mention.pk)
    about = Chosen(old.start, old.end, kind, asserted, motion) if kind != FREE else None
    if motion and not text.index.by_motion(motion):
        raise ValidationError({"motion": f"The record has no vote on {motion}."})
    if about is not None and text.pointed.judged([about])[0] is None:
        raise ValidationError({"kind": "These words cannot be read so. Fill in all that this kind of claim says."})
    made = text.make(old.start, old.end, old.section, about, read_by=PERSON)
    return text.step(Step.READ, [old], [made])


@transaction.atomic
def undo(*, edit: Edit, by: User, index: Index | None = None) -> Edit:
    """Turn a step round. Raises Changed where somebody changed its claims since, ValidationError where it is undone."""
    text = _Text(edit.version, by, index)
    edit = Edit.objects.get(pk=edit.pk)
    if edit.undone_at is not None:
        raise ValidationError("This was undone already.")
    added = [text.mention(pk) for pk in edit.added]
    removed = list(Mention.objects.select_related("claim").filter(pk__in=edit.removed))
    now = timezone.now()
    Mention.objects.filter(pk__in=edit.added).update(removed_at=now)
    same = {(m.claim_id, m.start, m.end, m.origin) for m in text.version.mentions.live()}
    if any((m.claim_id, m.start, m.end, m.origin) in same for m in removed):
        raise ValidationError("The words as they were have been marked again since. Take that claim out first.")
    Mention.objects.filter(pk__in=edit.removed).update(removed_at=None)
    judge_mentions(text.checking, removed, text.pointed)
    _carry_flags(added, removed)
    edit.undone_at, edit.undone_by = now, by
    edit.save(update_fields=["undone_at", "undone_by"])
    return edit


def _in_order(asserted: Mapping[str, Any]) -> str:
    """The slots as text that is the same for the same slots: the database keeps their names in an order of its own."""
    return json.dumps(plain(asserted), sort_keys=True)


def _as_read(found: engine.Claim | None, start: int, end: int) -> Chosen | None:
    return Chosen(start, end, found.kind, found.asserted) if found is not None else None


def _as_it_was(mention: Mention, start: int, end: int) -> Chosen | None:
    finding = Finding.objects.current().filter(mention=mention).first()
    if mention.claim.kind == FREE or finding is None:
        return None
    motion = (mention.chosen or {}).get("motion", "")
    return Chosen(start, end, mention.claim.kind, finding.asserted, motion)


def _moved(text: _Text, old: Mention, start: int, end: int, section: str) -> Mention:
    """The claim on other words: read as it was where that still can be, else as the rules read the new ones."""
    about = _as_it_was(old, start, end)
    if about is None or text.pointed.judged([about])[0] is None:
        about = _as_read(text.read_at(start, end, instead_of=[old.pk]), start, end)
    return text.make(start, end, section, about, read_by=PERSON if old.is_specified else RULES)


def _carry_flags(away: Sequence[Mention], to: Sequence[Mention]) -> None:
    """The current flags of mentions that go are those of the mentions that come in their place: of those they overlap,
    or of all."""
    flags = FlagRaised.objects.current().filter(mentions__in=away).distinct()
    through = FlagRaised.mentions.through
    rows = []
    for flag in flags:
        near = [mention for mention in to if mention.start < flag.end and flag.start < mention.end]
        rows += [through(flagraised_id=flag.pk, mention_id=mention.pk) for mention in near or to]
    through.objects.bulk_create(rows, ignore_conflicts=True)
