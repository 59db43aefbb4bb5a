"""Correcting the words of an article: one's own after another editor's approval, another outlet's by asking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind, Letter
from factcheck.reviews.actions import notes
from factcheck.reviews.models import Assignment, Interest, Standing
from factcheck.verdicts.clock import due_day
from factcheck.verdicts.models import ArticleCorrection, Change, Verdict, VerdictVersion
from factcheck.verdicts.models import ArticleCorrectionStatus as Status
from factcheck.verdicts.models.article_correction import LONGEST_LETTER, LONGEST_REPLACEMENT, OPEN, WAYS
from factcheck.verdicts.models.verdict import LONGEST_NOTICE, LONGEST_REASON

WORST_THAT_IS_MINOR = 4
"""On the axis of accuracy: words that are less true than “mostly true” are no minor matter."""
APPROVABLE = ("approved", "scheduled", "published", "needs_recheck", "in_correction")


class Conflict(ValidationError):
    """Somebody was faster. `now` is how the correction stands; nothing was written."""

    def __init__(self, message: str, now: ArticleCorrection) -> None:
        super().__init__(message)
        self.now = now


@dataclass(frozen=True, slots=True)
class Given:
    """What the proposer writes: the new words, of which class the change is, why (for who decides), and the notice."""

    replacement: str
    change: str
    why: str
    notice: str


def wording_behind(mention: Mention) -> VerdictVersion | None:
    """The newest wording of the verdict on the claim; None where nothing is decided."""
    rows = VerdictVersion.objects.filter(verdict__claim=mention.claim_id).select_related("verdict", "review")
    return rows.order_by("-number").first()


def against_proposing(mention: Mention) -> str:
    """The reason why no other words can be proposed for it, or ""."""
    if wording_behind(mention) is None:
        return "Nothing is decided on this claim yet: other words would tell what somebody thinks of it."
    newest = mention.version.article.versions.order_by("-number").values_list("number", flat=True)[0]
    if mention.removed_at is not None or mention.version.number != newest:
        return "The article has a newer text. Propose other words for the claim as it stands there."
    return ""


def against_approving(correction: ArticleCorrection, by: User) -> str:
    """The reason why this person cannot approve or send it, or ""."""
    verdict, article = correction.version.verdict, correction.mention.version.article
    if correction.proposed_by_id == by.pk:
        return "You proposed it yourself. Another editor approves."
    recused = Assignment.objects.filter(review__mention__claim=correction.mention.claim_id, reviewer=by)
    if recused.filter(standing=Standing.RECUSED).exists():
        return "You recused yourself from this claim."
    if article.outlet_id and Interest.objects.filter(person=by, outlet=article.outlet_id, ended_at=None).exists():
        return "You declared an interest in this outlet."
    if reason := against_proposing(correction.mention):
        return reason
    if correction.is_own:
        sound = verdict.status in APPROVABLE and not verdict.doubts
        return "" if sound else "The verdict on the claim is not approved, or is being rechecked."
    if article.outlet is None:
        return "Nobody knows whose article it is. Name its outlet first."
    if not verdict.stands:
        return "An outlet is asked when the verdict on the claim is published and in no doubt."
    return ""


def _checked(given: Given, mention: Mention, wording: VerdictVersion) -> dict[str, str]:
    problems = {}
    replacement = given.replacement.strip()
    if " ".join(replacement.split()) == " ".join(mention.exact.split()):
        problems["replacement"] = "These are the words that stand there."
    for name, what, limit in (
        ("replacement", "the words that should stand there", LONGEST_REPLACEMENT),
        ("why", "why they should, and how you know", LONGEST_REASON),
        ("notice", "the notice for readers: what was wrong, and what is right", LONGEST_NOTICE),
    ):
        value = getattr(given, name).strip()
        if not value:
            problems[name] = f"Write {what}."
        elif len(value) > limit or "\x00" in value:
            problems[name] = f"This may have {limit:,} characters of text and has {len(value):,}. Shorten it."
    if given.change not in (Change.MINOR, Change.UPDATE, Change.SUBSTANTIAL):
        problems["change"] = "Say whether it is minor, an update, or substantial."
    elif given.change == Change.MINOR and (wording.accuracy or 5) < WORST_THAT_IS_MINOR:
        problems["change"] = f"The claim is rated “{wording.rating_label}”: that is not minor."
    if problems:
        raise ValidationError(problems)
    return {
        "replacement": replacement,
        "change": given.change,
        "why": given.why.strip(),
        "notice": given.notice.strip(),
    }


@transaction.atomic
def propose(*, mention: Mention, by: User, given: Given) -> ArticleCorrection:
    """Propose other words. Raises ValidationError naming the field, and Conflict where a proposal is open."""
    require(by, "verdicts.correct")
    mention = Mention.objects.select_related("version__article__outlet", "claim").get(pk=mention.pk)
    wording = wording_behind(mention)
    if (reason := against_proposing(mention)) or wording is None:
        raise ValidationError(reason)
    values = _checked(given, mention, wording)
    try:
        with transaction.atomic():
            return ArticleCorrection.objects.create(mention=mention, version=wording, proposed_by=by, **values)
    except IntegrityError:
        now = ArticleCorrection.objects.filter(mention=mention, status__in=OPEN).first()
        if now is None:
            raise
        raise Conflict("A colleague proposed other words for this claim in the meantime.", now) from None


def _locked(correction: ArticleCorrection, revision: int | None, *sources: str) -> ArticleCorrection:
    rows = ArticleCorrection.objects.select_for_update(of=("self",)).select_related(
        "mention__version__article__outlet", "mention__claim", "version__verdict", "version__review"
    )
    found = rows.get(pk=correction.pk)
    if found.status not in sources or (revision is not None and found.revision != revision):
        raise Conflict("A colleague changed or settled this correction in the meantime.", found)
    return found


def _take(correction: ArticleCorrection, to: str) -> ArticleCorrection:
    if to != correction.status and (correction.status, to) not in WAYS:
        raise ValueError(f"nothing leads from {correction.status} to {to}")
    correction.status = to
    correction.revision += 1
    correction.save()
    return correction


@transaction.atomic
def revise(
    *, correction: ArticleCorrection, by: User, given: Given, revision: int | None = None
) -> ArticleCorrection:  # fmt: skip
    """Change a proposal of one's own while nobody has decided on it."""
    require(by, "verdicts.correct")
    found = _locked(correction, revision, Status.PROPOSED)
    if found.proposed_by_id != by.pk:
        raise ValidationError("Only who proposed it can change it. Reject it with a reason, and propose other words.")
    wording = wording_behind(found.mention) or found.version
    for name, value in _checked(given, found.mention, wording).items():
        setattr(found, name, value)
    found.version = wording
    return _take(found, Status.PROPOSED)


@transaction.atomic
def approve(*, correction: ArticleCorrection, by: User, revision: int | None = None) -> ArticleCorrection:
    """Approve a change of the newsroom's own article. It is settled when a text of the article has the words."""
    require(by, "verdicts.approve")
    found = _locked(correction, revision, Status.PROPOSED)
    if not found.is_own:
        raise ValidationError("This is another outlet's article: it is asked by mail.")
    if reason := against_approving(found, by):
        raise ValidationError(reason)
    found.approved_by, found.approved_at = by, timezone.now()
    return _take(found, Status.APPROVED)


@transaction.atomic
def send(
    *, correction: ArticleCorrection, by: User, letter: str, to: str = "", revision: int | None = None
) -> ArticleCorrection:
    """Ask another outlet for the correction, in a letter that the editor has read. What was asked stands in the log of
    replies too. `to` is the outlet's address for corrections unless another is named."""
    require(by, "verdicts.approve")
    found = _locked(correction, revision, Status.PROPOSED)
    if found.is_own:
        raise ValidationError("This is the newsroom's own article: approve it.")
    if reason := against_approving(found, by):
        raise ValidationError(reason)
    outlet = found.mention.version.article.outlet
    letter, to = letter.strip(), to.strip() or (outlet.corrections_email if outlet else "")
    problems = {}
    if not letter:
        problems["letter"] = "Write the letter."
    elif len(letter) > LONGEST_LETTER or "\x00" in letter:
        problems["letter"] = f"The letter may have {LONGEST_LETTER:,} characters of text. Shorten it."
    try:
        validate_email(to)
    except ValidationError:
        problems["to"] = "This is no mail address. The outlet has none for corrections: name one."
    if problems:
        raise ValidationError(problems)
    today = timezone.localdate()
    found.approved_by, found.approved_at = by, timezone.now()
    found.to, found.letter, found.due_on = to, letter, due_day(today)
    _take(found, Status.SENT)
    name = outlet.name if outlet else to
    notes.ask(
        review=found.version.review, by=by, asked=name, how="By mail, asking for a correction", asked_on=today,
        due_on=found.due_on,
    )  # fmt: skip
    letters.keep([_letter(found, name)])
    return found


def _letter(correction: ArticleCorrection, outlet: str) -> Letter:
    return Letter(
        kind=Kind.OUTLET,
        owner=correction.pk,
        key=f"article-correction-{correction.pk}",
        to=correction.to,
        subject=f"Factcheck: A request for a correction to {outlet}"[:300],
        text=correction.letter + "\n",
    )


@transaction.atomic
def send_again(*, correction: ArticleCorrection, by: User) -> ArticleCorrection:
    """Send the letter again of which nobody knows whether it arrived, or that the mail server refused."""
    require(by, "verdicts.approve")
    found = _locked(correction, None, Status.SENT)
    mail = found.mail
    if mail is None or mail.fate not in ("taken", "failed"):
        raise ValidationError("The letter was sent, or waits to be.")
    if mail.fate == "taken":
        letters.again(mail)
    else:
        outlet = found.mention.version.article.outlet
        renewed = _letter(found, outlet.name if outlet else found.to)
        renewed.key = f"{renewed.key}-after-{mail.pk}"
        letters.keep([renewed])
    return found


@transaction.atomic
def reject(*, correction: ArticleCorrection, by: User, why: str, revision: int | None = None) -> ArticleCorrection:
    """Leave the article as it is, with a reason for who proposed it. Who proposed it can take it back so."""
    why = why.strip()
    if not why or len(why) > LONGEST_REASON or "\x00" in why:
        raise ValidationError({"why": f"Say why it is not taken up, in at most {LONGEST_REASON:,} characters."})
    found = _locked(correction, revision, Status.PROPOSED, Status.APPROVED)
    require(by, "verdicts.correct" if found.proposed_by_id == by.pk else "verdicts.approve")
    found.outcome_note, found.settled_by, found.settled_at = why, by, timezone.now()
    return _take(found, Status.REJECTED)


@transaction.atomic
def settle(
    *, correction: ArticleCorrection, by: User, outcome: str, note: str, answered_on: date | None = None,
    revision: int | None = None,
) -> ArticleCorrection:  # fmt: skip
    """Say what came of asking an outlet: corrected, declined, or no answer, which can be said when the day for it has
    passed. What the outlet said goes into the log of replies."""
    require(by, "verdicts.answer")
    found = _locked(correction, revision, Status.SENT, Status.NO_ANSWER, Status.DECLINED)
    note, problems = note.strip(), {}
    if outcome not in (Status.CORRECTED, Status.DECLINED, Status.NO_ANSWER) or (found.status, outcome) not in WAYS:
        problems["outcome"] = "Say what came of it."
    elif outcome == Status.NO_ANSWER and not found.is_overdue:
        problems["outcome"] = "The outlet has time until the day that it was given."
    if not note or len(note) > LONGEST_REASON or "\x00" in note:
        problems["note"] = f"Say what the outlet did or said, in at most {LONGEST_REASON:,} characters."
    if problems:
        raise ValidationError(problems)
    found.outcome_note, found.settled_by, found.settled_at = note, by, timezone.now()
    if outcome != Status.NO_ANSWER:
        _log_reply(found, by, note, answered_on or timezone.localdate())
    return _take(found, outcome)


def _log_reply(correction: ArticleCorrection, by: User, note: str, on: date) -> None:
    outlet = correction.mention.version.article.outlet
    asked = correction.version.review.replies.filter(answer="", due_on=correction.due_on)
    if outlet is not None and (reply := asked.filter(asked=outlet.name).order_by("pk").first()) is not None:
        notes.answer(reply=reply, by=by, text=note, answered_on=on)


# --------------------------------------------------------------------------------------------------------- later texts


def look_at_later_texts() -> int:
    """Settle corrections whose words stand in a later text of the article; how many were. Doing it twice changes
    nothing more."""
    rows = ArticleCorrection.objects.filter(
        status__in=(Status.APPROVED, Status.SENT, Status.NO_ANSWER, Status.DECLINED)
    )
    done = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        done += _look(key)
    return done


@transaction.atomic
def _look(key: int) -> bool:
    found = (
        ArticleCorrection.objects.select_for_update(of=("self",))
        .select_related("mention__version__article", "seen_in")
        .get(pk=key)
    )
    if found.status in (Status.CORRECTED, Status.REJECTED):
        return False
    earlier = found.mention.version
    after = max(earlier.number, found.seen_in.number if found.seen_in else 0)
    for version in earlier.article.versions.filter(number__gt=after).order_by("number"):
        found.seen_in = version
        if _has_the_words(found, version):
            found.found_in, found.seen, found.settled_at, found.settled_by = version, "", timezone.now(), None
            _take(found, Status.CORRECTED)
            return True
        found.seen = _what_else(found, version)
        found.save(update_fields=["seen_in", "seen"])
    return False


def _plain(text: str) -> str:
    return " ".join(text.split())


def _has_the_words(correction: ArticleCorrection, version: ArticleVersion) -> bool:
    """The new words stand there more often than before. Where they hold the old ones, or are held by them, that is what
    counts; else the old ones must have become fewer."""
    new, old = _plain(correction.replacement), _plain(correction.mention.exact)
    before, after = _plain(correction.mention.version.checked_text), _plain(version.checked_text)
    if new in old:  # words were taken out: the old ones went, the rest stands
        return after.count(old) < before.count(old) and new in after
    if after.count(new) <= before.count(new):
        return False
    return old in new or after.count(old) < before.count(old)


def _what_else(correction: ArticleCorrection, version: ArticleVersion) -> str:
    old, after = _plain(correction.mention.exact), _plain(version.checked_text)
    if old in after:
        return f"Version {version.number} still has the old words."
    return f"Version {version.number} has neither the old words nor the new ones. Look at it."


def standing_on(verdict: Verdict) -> list[ArticleCorrection]:
    """All of a verdict's claim, the newest first, for the desk."""
    rows = ArticleCorrection.objects.filter(mention__claim=verdict.claim_id)
    return list(rows.select_related("mention__version__article__outlet", "proposed_by").order_by("-pk"))
