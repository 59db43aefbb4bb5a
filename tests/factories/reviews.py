"""Reviews for tests."""

from __future__ import annotations

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Anchor, Checking, Claim, Fate, Finding, FlagRaised, Mention
from factcheck.engine import ENGINE_VERSION, rules_hash
from factcheck.engine.record import snapshot_hash
from factcheck.record.source import load_record
from factcheck.reviews.actions import assessing, places
from factcheck.reviews.actions.assessing import Given
from factcheck.reviews.models import Answer, Assessment, Assignment, Review
from tests.factories import articles

WORDS = "Brazil voted against the resolution"


def review(*, pk: int | None = None, version: ArticleVersion | None = None, flags: int = 0, place: int = 0) -> Review:
    """A review of one claim that was found in a text, refuted, with so many flags. `pk` is also the mention's."""
    version = version or articles.version(text=f"{WORDS}. {'It was late. ' * 3}")
    checking, _ = Checking.objects.get_or_create(
        version=version,
        is_current=True,
        defaults={
            "snapshot": snapshot_hash(load_record()),
            "rules": rules_hash(),
            "engine_version": ENGINE_VERSION,
            "vote_events": 2,
        },
    )
    start = version.checked_text.index(WORDS[: len(WORDS) - place])
    end = start + len(WORDS) - place
    claim = Claim.objects.create(kind="vote_position", text=WORDS)
    mention = Mention.objects.create(
        claim=claim,
        version=version,
        start=start,
        end=end,
        exact=version.checked_text[start:end],
        ordinal=place,
        **({"pk": pk} if pk else {}),
    )
    Finding.objects.create(
        mention=mention,
        checking=checking,
        verdict="refuted",
        asserted={"subjects": ["BRA"]},
        explanation="The record shows that Brazil abstained.",
    )
    for number in range(flags):
        flag = FlagRaised.objects.create(
            version=version,
            checking=checking,
            code="same-day-omission",
            severity="high",
            start=start,
            end=end,
            ordinal=100 * place + number,
            explanation="Another vote of the day is left out.",
        )
        flag.mentions.add(mention)
    return Review.objects.create(mention=mention, severity=3 if flags else 0, **({"pk": pk} if pk else {}))


def assignment(review_: Review, reviewer: User) -> Assignment:
    return places.take(review=review_, by=reviewer)


def given(review_: Review, **about: object) -> Given:
    """An assessment that accepts every flag."""
    answers = {flag.pk: (Answer.ACCEPTED.value, "") for flag in review_.mention.flags}
    values: dict[str, object] = {"accuracy": 1, "answers": answers, **about}
    return Given(**values)  # type: ignore[arg-type]


def assessed(review_: Review, reviewer: User, **about: object) -> Assessment:
    assignment(review_, reviewer)
    return assessing.assess(review=review_.pk, by=reviewer, given=given(review_, **about))


def anchor(*, review: Review, text: str = "It was late.", pk: int | None = None) -> Anchor:
    """The claim of a review, not found in a later text of its article, and waiting for a person."""
    newest = article_actions.add_version(
        article=review.mention.version.article, title=review.mention.version.title, text=text, by="system"
    )
    return Anchor.objects.create(
        pk=pk, mention=review.mention, version=newest, fate=Fate.LOST, why="The sentence is not in the new text."
    )
