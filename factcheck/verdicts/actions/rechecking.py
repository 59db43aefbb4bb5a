"""Verdicts that go stale by themselves: computed anew when the record, the rules or the text changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checking_index import current_index
from factcheck.claims.models import Mention
from factcheck.engine import ENGINE_VERSION, rules_hash
from factcheck.engine.index import Index
from factcheck.verdicts import basis
from factcheck.verdicts.actions import steps
from factcheck.verdicts.models import Happening, RecheckRun, Status, Verdict, VerdictVersion

PIECE = 200
"""Texts that are computed anew between two savings of how far it is."""
LIVE = (Status.PUBLISHED, Status.NEEDS_RECHECK, Status.IN_CORRECTION)


@dataclass(frozen=True, slots=True)
class Rechecked:
    """How many verdicts were computed anew, and what came of it."""

    same: int = 0
    doubted: int = 0
    last_text: int = 0

    def __add__(self, other: Rechecked) -> Rechecked:
        return Rechecked(self.same + other.same, self.doubted + other.doubted, max(self.last_text, other.last_text))


def texts_after(last: int, most: int = PIECE) -> list[ArticleVersion]:
    """Texts that live verdicts rest on, in the order of their keys, behind `last`."""
    mentions = VerdictVersion.objects.filter(verdict__status__in=LIVE, published_at__isnull=False)
    keys = mentions.filter(review__mention__version__gt=last).values_list("review__mention__version", flat=True)
    chosen = sorted(set(keys.order_by("review__mention__version").distinct()[:most]))
    return list(ArticleVersion.objects.filter(pk__in=chosen).select_related("article").order_by("pk"))


def recheck_texts(texts: Iterable[ArticleVersion], index: Index | None = None) -> Rechecked:
    """Compute anew what rests on these texts. Each text is whole or not at all; doing it twice changes nothing more.
    Of a text it takes as many queries for a hundred verdicts as for one, but for those that are doubted."""
    index = index or current_index()
    found = Rechecked()
    for text in texts:
        with transaction.atomic():
            check_version(version=text, by="system", index=index)
            found += _recheck(_resting_on(text))
        found += Rechecked(last_text=text.pk)
    return found


def _resting_on(text: ArticleVersion) -> list[Verdict]:
    rows = Verdict.objects.filter(versions__review__mention__version=text)
    # Of a row that is waited for, the database asks the conditions on itself again, and no others: it may be withdrawn.
    locked = Verdict.objects.select_for_update().filter(pk__in=rows.values("pk"), status__in=LIVE)
    return list(locked.order_by("pk"))


def _recheck(verdicts: Sequence[Verdict]) -> Rechecked:
    published = VerdictVersion.objects.filter(verdict__in=verdicts, published_at__isnull=False)
    newest = published.order_by("verdict_id", "-number").distinct("verdict_id")
    mention_of = dict(newest.values_list("verdict", "review__mention"))
    mentions = queries.with_findings(mention_of.values())
    articles = {mention.version.article_id for mention in mentions.values()}
    numbers = ArticleVersion.objects.filter(article__in=articles).values_list("article").annotate(Max("number"))
    latest: dict[int, int] = dict(numbers.order_by())
    same, doubted = [], 0
    for verdict in verdicts:
        if (key := mention_of.get(verdict.pk)) is None:
            continue
        mention = mentions[key]
        now = basis.of_mention(mention)
        doubts = [*_newer_text(mention, latest[mention.version.article_id]), *basis.differences(verdict.stands_on, now)]
        if not doubts:
            same.append((verdict, now))
        elif doubts != verdict.doubts:
            _doubt(verdict, doubts)
            doubted += 1
    _reaffirm_by_themselves(same)
    return Rechecked(same=len(same), doubted=doubted)


def _doubt(verdict: Verdict, doubts: list[str]) -> None:
    verdict.doubts = doubts
    if verdict.status == Status.IN_CORRECTION:  # whoever settles the correction sees them; rejected, it needs a recheck
        steps.note(verdict, "in_doubt", by="system", why=" ".join(doubts))
    else:
        steps.take(verdict, "doubt", Status.NEEDS_RECHECK, by="system", why=" ".join(doubts))


def _newer_text(mention: Mention, newest: int) -> list[str]:
    """A sentence where the article has a text in which nobody has said where the claim stands."""
    if newest <= mention.version.number:
        return []
    return [f"The article has a newer text, version {newest}, in which the claim was not found as it was."]


def _reaffirm_by_themselves(found: Sequence[tuple[Verdict, dict[str, Any]]]) -> None:
    """They compute to the same: said in the history of each once for each state of record and rules. Doubts that a
    later state of the record took away again are lifted by a person, who has seen them."""
    seen = {
        verdict.pk: (verdict, f"{now['snapshot']} {now['rules']}")
        for verdict, now in found
        if any(verdict.stands_on.get(name) != now[name] for name in ("snapshot", "rules"))
    }
    said = Happening.objects.filter(step="same", verdict__in=list(seen), why__in={why for _, why in seen.values()})
    known = set(said.values_list("verdict", "why"))
    Happening.objects.bulk_create(
        Happening(verdict=verdict, step="same", before=verdict.status, after=verdict.status, why=why)
        for key, (verdict, why) in seen.items()
        if (key, why) not in known
    )


@transaction.atomic
def reaffirm(*, verdict: Verdict, by: User, why: str, revision: int | None = None) -> Verdict:
    """Say, having looked at what changed, that the verdict stands. It is held against what there is now from now on."""
    if not why.strip():
        raise ValidationError({"why": "Say why it stands though something changed: readers see it."})
    verdict = steps.locked(verdict, revision)
    case = steps.case_of(verdict, by)
    step = steps.require("reaffirm", case, verdict.status)
    verdict.doubts, verdict.stands_on = [], basis.of_mention(case.review.mention)
    return steps.take(verdict, step.code, "published", by=by, why=why.strip())


def recheck_everything(index: Index | None = None) -> RecheckRun:
    """Compute anew all that is live whenever the state of record, rules and texts is another one than the last time,
    also where it is an earlier one again. It can be stopped anywhere and is taken up where it was."""
    index = index or current_index()
    state: dict[str, Any] = {
        "snapshot": index.snapshot,
        "rules": rules_hash(),
        "engine_version": ENGINE_VERSION,
        "newest_text": ArticleVersion.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
    }
    run, _ = RecheckRun.objects.get_or_create(**state)
    if RecheckRun.objects.filter(begun_at__gt=run.begun_at).exists():
        run.begun_at, run.ended_at, run.last_text, run.same, run.doubted = timezone.now(), None, 0, 0, 0
        run.save()
    while run.ended_at is None:
        texts = texts_after(run.last_text)
        if texts:
            found = recheck_texts(texts, index)
            run.same, run.doubted, run.last_text = run.same + found.same, run.doubted + found.doubted, found.last_text
        else:
            run.ended_at = timezone.now()
        run.save()
    return run
