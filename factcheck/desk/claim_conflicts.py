"""Two who changed one claim: what each of them wants of it side by side, and theirs undone where mine is to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import QueryDict

from factcheck.accounts.models import User
from factcheck.claims.actions.editing import Changed
from factcheck.claims.models import Edit, Mention
from factcheck.desk.choosing import words_around
from factcheck.desk.claim_pages import logged, place_of
from factcheck.desk.reading_form import ReadingForm
from factcheck.desk.slots import in_words
from factcheck.reviews.actions import editing
from factcheck.web import votes, words

Slots = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as it stands, or as it was wanted: its words, its kind and what it asserts."""

    words: str
    kind: str = ""
    slots: Sequence[tuple[str, str]] = ()
    motion: str = ""
    url: str = ""


@dataclass(slots=True)
class Wanted:
    """A step that was refused: `said` in a sentence, the `claims` it would have made, and the form of a reading."""

    said: str
    claims: Sequence[str] = ()
    form: ReadingForm | None = None


def since(mention: Mention) -> list[Edit]:
    """The steps that took a mention out and went on from what came in its place, the oldest first."""
    wanted, found = {mention.pk}, []
    for edit in mention.version.edits.filter(undone_at=None).select_related("by", "undone_by").order_by("pk"):
        if wanted & set(edit.removed):
            wanted |= set(edit.added)
            found.append(edit)
    return found


@transaction.atomic
def instead(*, mention: Mention, seen: str, act: Callable[[Mention], Edit], by: User) -> Edit:
    """Undo what was done to a claim since, and take a step with it as it was: both or neither. `seen` are the keys of
    the steps that the person saw. Raises Changed where there are others, and what the steps raise."""
    steps = since(mention)
    if unseen := [edit for edit in steps if str(edit.pk) not in seen.split()]:
        raise Changed(unseen[-1])
    for edit in reversed(steps):
        editing.undo(edit=edit, by=by)
    return act(Mention.objects.select_related("claim", "version__article").get(pk=mention.pk))


def conflict(mention: Mention, wanted: Wanted, sent: QueryDict) -> dict[str, Any]:
    """Both sides of a refused step, and the ways on: mine instead, theirs, or mine put on what stands now."""
    steps = since(mention)
    keys = {key for edit in steps for key in (*edit.removed, *edit.added)}
    rows = Mention.objects.live().filter(pk__in=keys).select_related("claim", "version__article", "made_by")
    standing = list(rows.order_by("start", "pk"))
    only = standing[0] if len(standing) == 1 else None
    states = wanted.form.names.official if wanted.form else votes.state_names()
    return {
        "active": "",
        "wanted": wanted,
        "before": _standing(mention, states),
        "mine": _wanted(wanted, mention, states),
        "theirs": logged(steps),
        "standing": [_standing(one, states) for one in standing],
        "seen": " ".join(str(edit.pk) for edit in steps),
        "sent": [
            (name, text)
            for name in sent
            if name not in ("csrfmiddlewaretoken", "instead_of")
            for text in sent.getlist(name)
        ],
        "only": only,
        "now": _standing(only, states) if only else None,
        "words": words_around(only) if only else [],
        "chosen": (sent.get("start", ""), sent.get("end", "")),
        "form": wanted.form,
        "article": mention.version.article,
        "version": mention.version,
    }


def conflict_of_undoing(edit: Edit, theirs: Edit) -> dict[str, Any]:
    """A step that cannot be undone before a later one is."""
    keys = [*theirs.added, *theirs.removed]
    rows = Mention.objects.live().filter(pk__in=keys).select_related("claim", "version__article")
    states = votes.state_names()
    return {
        "active": "",
        "wanted": Wanted("You wanted to undo this step"),
        "undoing": logged([edit]),
        "theirs": logged([theirs]),
        "standing": [_standing(one, states) for one in rows],
        "article": theirs.version.article,
    }


def _standing(mention: Mention, states: Any) -> Reading:
    finding = mention.finding
    kind = words.word_for(words.KINDS, mention.claim.kind)
    slots = in_words(finding.asserted, states) if finding else []
    return Reading(mention.exact, kind, slots, finding.motion_key if finding else "", place_of(mention))


def _wanted(wanted: Wanted, mention: Mention, states: Any) -> list[Reading]:
    if wanted.form is None:
        return [Reading(text) for text in wanted.claims]
    asserted, motion = wanted.form.reading()
    kind = words.word_for(words.KINDS, wanted.form.kind)
    return [Reading(mention.exact, kind, in_words(asserted, states), motion)]
