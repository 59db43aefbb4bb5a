"""The words that pages use for the codes of the record and of the engine. Templates print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop, npgettext, pgettext

from factcheck.web.language import Words, day


@dataclass(frozen=True, slots=True)
class Option:
    """A way of voting, in the language of the page."""

    code: str
    english: str

    @property
    def letter(self) -> str:
        """Stands in the small square."""
        return _letter(self.code)

    @property
    def word(self) -> str:
        return gettext(self.english)

    @property
    def done(self) -> str:
        """Completes "the state ..."."""
        return _done(self.code)

    def counted(self, count: int) -> str:
        """ "93 yes", "65 abstained"."""
        return f"{count} {self.done_by(count)}"

    def done_by(self, count: int) -> str:
        """Completes "93 ..."."""
        return _done_by(self.code, count)


@dataclass(frozen=True, slots=True)
class VerdictWord:
    """`english` are word and meaning."""

    code: str
    english: tuple[str, str]

    @property
    def word(self) -> str:
        return gettext(self.english[0])

    @property
    def meaning(self) -> str:
        return gettext(self.english[1])


SIGNS = {
    5: ("check", "supported"), 4: ("check", "supported"), 3: ("fork", "depends"),
    2: ("cross", "refuted"), 1: ("cross", "refuted"),
}  # fmt: skip
UNRATED = {"undetermined": ("silence", "silent"), "not_checkable": ("opinion", "silent")}


def rating_sign(accuracy: int | None, framing: str) -> tuple[str, str]:
    """Icon and tone of a rating: those of what the rules would have found, and a warning for framings and omissions,
    also where the words are true."""
    if accuracy is not None and not (framing and accuracy > 3):
        return SIGNS[accuracy]
    return UNRATED.get(framing, ("warning", "depends"))


def _letter(code: str) -> str:
    match code:
        case "yes":
            return pgettext("letter of a vote", "Y")
        case "no":
            return pgettext("letter of a vote", "N")
        case "abstain":
            return pgettext("letter of a vote", "A")
    return "–" if code == "absent" else "?"


def _done(code: str) -> str:
    match code:
        case "yes":
            return pgettext("how a state voted", "yes")
        case "no":
            return pgettext("how a state voted", "no")
        case "abstain":
            return pgettext("how a state voted", "abstained")
        case "absent":
            return pgettext("how a state voted", "did not vote")
    return gettext("not in the record")


def _done_by(code: str, count: int) -> str:
    """Of so many states, after their number. Both forms are the same in English."""
    match code:
        case "yes":
            return npgettext("after a number of states", "yes", "yes", count)
        case "no":
            return npgettext("after a number of states", "no", "no", count)
        case "abstain":
            return npgettext("after a number of states", "abstained", "abstained", count)
        case "absent":
            return npgettext("after a number of states", "did not vote", "did not vote", count)
    return gettext("not in the record")


OPTIONS = {
    "yes": Option("yes", gettext_noop("Yes")),
    "no": Option("no", gettext_noop("No")),
    "abstain": Option("abstain", gettext_noop("Abstained")),
    "absent": Option("absent", gettext_noop("Did not vote")),
    "unknown": Option("unknown", gettext_noop("Not in the record")),
}

VERDICTS = {
    "supported": VerdictWord(
        "supported", (gettext_noop("Supported"), gettext_noop("True in every reading that the words allow."))
    ),
    "refuted": VerdictWord(
        "refuted", (gettext_noop("Refuted"), gettext_noop("False in every reading that the words allow."))
    ),
    "depends": VerdictWord(
        "depends", (gettext_noop("Depends"), gettext_noop("True in one reading and false in another; each is named."))
    ),
    "not_in_record": VerdictWord(
        "not_in_record", (gettext_noop("Not in the record"), gettext_noop("The record says nothing about it."))
    ),
    "not_checkable": VerdictWord(
        "not_checkable", (gettext_noop("Not checkable"), gettext_noop("An opinion, a prediction or a motive."))
    ),
}

SEVERITIES = Words({"high": gettext_noop("High"), "medium": gettext_noop("Medium"), "low": gettext_noop("Low")})

KINDS = Words(
    {
        "vote_position": gettext_noop("How a state voted"),
        "vote_alignment": gettext_noop("Voting alike"),
        "tally": gettext_noop("Numbers of the vote"),
        "outcome": gettext_noop("Outcome"),
        "sponsorship": gettext_noop("Who tabled it"),
        "title": gettext_noop("Title"),
        "symbol": gettext_noop("Symbol"),
        "date": gettext_noop("Date"),
        "body": gettext_noop("Which body"),
        "binding": gettext_noop("Legal effect"),
        "group_position": gettext_noop("How a group voted"),
        "count": gettext_noop("A count"),
        "coincidence": gettext_noop("Percentage of agreement"),
        "comparison": gettext_noop("Comparison"),
        "framing": gettext_noop("Weight of the words"),
        "superlative": gettext_noop("First, only, never"),
        "provision": gettext_noop("What the text says"),
        "quote": gettext_noop("Quotation"),
        "statistic": gettext_noop("A figure"),
        "free": gettext_noop("Free claim"),
    }
)

RESULTS = Words(
    {
        "adopted": gettext_noop("Adopted"),
        "rejected": gettext_noop("Rejected"),
        "vetoed": gettext_noop("Vetoed"),
        "not_adopted": gettext_noop("Not adopted"),
        "": gettext_noop("Result not in the record"),
    }
)

METHODS = Words(
    {
        "recorded": gettext_noop("Recorded vote"),
        "non_recorded": gettext_noop("Vote without a roll call"),
        "consensus": gettext_noop("Without a vote"),
    }
)

MOTION_KINDS = Words(
    {
        "resolution": gettext_noop("Resolution"),
        "draft": gettext_noop("Draft"),
        "amendment": gettext_noop("Amendment"),
        "paragraph": gettext_noop("Vote on a paragraph"),
        "procedural": gettext_noop("Procedural vote"),
    }
)

LEGAL_EFFECTS = Words(
    {
        "recommendation": gettext_noop("A recommendation: not binding"),
        "decision": gettext_noop("A decision within the Assembly’s own powers"),
        "binding": gettext_noop("Binding on member states"),
        "procedural": gettext_noop("Procedural"),
        "disputed": gettext_noop("Legal effect is disputed"),
        "none": gettext_noop("No legal effect"),
        "": "",
    }
)

SPONSOR_DID = Words(
    {
        "author": gettext_noop("tabled it"),
        "sponsor": gettext_noop("sponsored it"),
        "later": gettext_noop("joined later"),
    }
)

SPONSOR_ROLES = Words(
    {
        "author": gettext_noop("Tabled by"),
        "sponsor": gettext_noop("Sponsored by"),
        "later": gettext_noop("Joined later"),
    }
)


def word_for(words: Mapping[str, str], code: str) -> str:
    """The word for a code; a code that has none is shown with spaces for its underscores, never dropped."""
    return words.get(code, code.replace("_", " ").capitalize())


def day_caption(held_on: date | None) -> str:
    """Of the table of a day's votes beside an article."""
    if held_on is None:
        return gettext("Votes on the same matter, and which of them the article reports")
    said = gettext("Votes of %(day)s on the same matter, and which of them the article reports")
    return said % {"day": day(held_on)}
