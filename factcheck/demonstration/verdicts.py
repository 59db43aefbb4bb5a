"""Claims of the demonstration's articles that its people have judged, decided and published."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import User
from factcheck.engine.index import Index
from factcheck.reviews.actions import assessing, places
from factcheck.reviews.actions.assessing import Given
from factcheck.reviews.models import Answer, Assessment, Review
from factcheck.verdicts.actions import answering, correcting, deciding, publishing
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Verdict

PRIMARY = "The roll call of the vote is the primary source, and the claim is about nothing else."

CHECKS = {
    "why": "The claim is about how states voted, which readers cannot easily look up.",
    "primary": "It rests on the roll calls that the summary names.",
    "origins": PRIMARY,
    "both_sides": "The roll call and the other votes of that day on the same matter.",
    "reply": "The article is made up for this demonstration: there is nobody to ask.",
    "same_rule": "The wording differs from that of the like claims.",
    "wording": "The second editor, for words about what anybody meant. Nothing was changed.",
}
"""Answers to the questions of the checklist that the data leave open."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim by its article and the beginning of its words, what two reviewers said of it (accuracy, framing,
    reasons), and what an editor decided; None where it waits for one."""

    article: str
    words: str
    labels: tuple[tuple[int | None, str, str], tuple[int | None, str, str]]
    decided: Decided | None = None
    correction: tuple[Decided, str, str] | None = None


JUDGED = (
    Judged(
        "two-closer-votes-of-2022",
        "Brazil voted against",
        ((1, "", "The roll call has Brazil among those who abstained."), (1, "", "Brazil abstained.")),
        Decided(
            "Brazil voted against suspending Russia from the Human Rights Council",
            "Brazil abstained. The roll call of 7 April 2022 lists it among the 58 abstentions, not among the 24 votes "
            "against.",
            1,
            waiver=PRIMARY,
        ),
    ),
    Judged(
        "washington-lines-up-with-moscow",
        "Washington Sides With Moscow",
        (
            (4, "missing_context", "Both voted no on this text. The other texts of that day are left out."),
            (None, "missing_context", "One vote of several that day, and on others the two did not vote alike."),
        ),
        Decided(
            "Washington sides with Moscow at the UN as Ukraine text is put to the vote",
            "On the text named, the United States and Russia both voted no. On other texts of the same day they did "
            "not vote alike. The headline does not say which vote it means, nor that there were several.",
            None,
            "missing_context",
            reason="The two assessments differ on whether a number is due. The record supports one reading of the "
            "headline and not another, so the finding stands without one.",
            waiver=PRIMARY,
        ),
    ),
    Judged(
        "emergency-session-on-ukraine",
        "4 abstentions",
        ((1, "", "The record has three."), (1, "", "Three abstained; one member did not vote.")),
        Decided(
            "The Council’s vote of 25 February 2022 had 4 abstentions",
            "There were three abstentions.",
            1,
            waiver=PRIMARY,
        ),
        (
            Decided(
                "The Council’s vote of 25 February 2022 had 4 abstentions",
                "There were three abstentions: China, India and the United Arab Emirates. Eleven members voted yes and "
                "one voted no.",
                1,
                waiver=PRIMARY,
            ),
            "minor",
            "The first text did not name the members that abstained.",
        ),
    ),
    Judged(
        "emergency-session-on-ukraine",
        "India voted in favour",
        ((1, "", "India abstained."), (1, "", "It is among the abstentions.")),
    ),
    Judged(
        "washington-lines-up-with-moscow",
        "Washington had voted with Russia",
        ((5, "", "Both are among the 18 votes against."), (4, "missing_context", "True of this vote alone.")),
    ),
)


def load(index: Index) -> int:
    """Write them where they are not there yet; how many claims are new. The people are those of `logins`."""
    return sum(_write(one, index) for one in JUDGED)


def _write(one: Judged, index: Index) -> bool:
    review = (
        Review.objects.select_related("mention__version__article")
        .filter(mention__version__article__slug=one.article, mention__exact__startswith=one.words, status="open")
        .exclude(assignments__isnull=False)
        .order_by("pk")
        .first()
    )
    if review is None or Verdict.objects.filter(claim=review.mention.claim_id).exists():
        return False
    reviewers = User.objects.filter(email__startswith="reviewer").order_by("email")[:2]
    editors = list(User.objects.filter(email__startswith="editor").order_by("email")[:2])
    for person, label in zip(reviewers, one.labels, strict=True):
        _assess(review, person, *label)
    review.refresh_from_db()
    if one.decided is None:
        return True
    verdict = deciding.decide(review=review, by=editors[0], given=one.decided)
    verdict = deciding.approve(verdict=verdict, by=editors[1])
    answering.answer(verdict=verdict, by=editors[0], given=CHECKS)
    verdict = publishing.publish(verdict=verdict, by=editors[1], index=index)
    if one.correction is not None:
        given, change, notice = one.correction
        correction = correcting.propose(verdict=verdict, by=editors[0], given=given, change=change, notice=notice)
        correcting.approve(correction=correction, by=editors[1])
    return True


def _assess(review: Review, person: User, accuracy: int | None, framing: str, reasons: str) -> Assessment:
    answers = {flag.pk: (Answer.ACCEPTED.value, "") for flag in review.mention.flags}
    given = Given(accuracy=accuracy, framing=framing, rationale=reasons, answers=answers)
    return assessing.assess(review=places.take(review=review, by=person).review_id, by=person, given=given)
