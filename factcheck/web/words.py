"""The words that pages use for the codes of the record and of the engine. Templates print them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A way of voting. `done` completes "93 ..." and "the state ..."; `letter` stands in the small square."""

    code: str
    letter: str
    word: str
    done: str


@dataclass(frozen=True, slots=True)
class VerdictWord:
    code: str
    word: str
    meaning: str


OPTIONS = {
    "yes": Option("yes", "Y", "Yes", "yes"),
    "no": Option("no", "N", "No", "no"),
    "abstain": Option("abstain", "A", "Abstained", "abstained"),
    "absent": Option("absent", "–", "Did not vote", "did not vote"),
    "unknown": Option("unknown", "?", "Not in the record", "not in the record"),
}

VERDICTS = {
    "supported": VerdictWord("supported", "Supported", "True in every reading that the words allow."),
    "refuted": VerdictWord("refuted", "Refuted", "False in every reading that the words allow."),
    "depends": VerdictWord("depends", "Depends", "True in one reading and false in another; each is named."),
    "not_in_record": VerdictWord("not_in_record", "Not in the record", "The record says nothing about it."),
    "not_checkable": VerdictWord("not_checkable", "Not checkable", "An opinion, a prediction or a motive."),
}

SEVERITIES = {"high": "High", "medium": "Medium", "low": "Low"}

KINDS = {
    "vote_position": "How a state voted",
    "vote_alignment": "Voting alike",
    "tally": "Numbers of the vote",
    "outcome": "Outcome",
    "sponsorship": "Who tabled it",
    "title": "Title",
    "symbol": "Symbol",
    "date": "Date",
    "body": "Which body",
    "binding": "Legal effect",
    "group_position": "How a group voted",
    "count": "A count",
    "coincidence": "Percentage of agreement",
    "comparison": "Comparison",
    "framing": "Weight of the words",
    "superlative": "First, only, never",
    "provision": "What the text says",
    "quote": "Quotation",
    "statistic": "A figure",
    "free": "Free claim",
}

RESULTS = {
    "adopted": "Adopted",
    "rejected": "Rejected",
    "vetoed": "Vetoed",
    "not_adopted": "Not adopted",
    "": "Result not in the record",
}

METHODS = {"recorded": "Recorded vote", "non_recorded": "Vote without a roll call", "consensus": "Without a vote"}

MOTION_KINDS = {
    "resolution": "Resolution",
    "draft": "Draft, not adopted",
    "amendment": "Amendment",
    "paragraph": "Vote on a paragraph",
    "procedural": "Procedural vote",
}

LEGAL_EFFECTS = {
    "recommendation": "A recommendation: not binding",
    "decision": "A decision within the Assembly’s own powers",
    "binding": "Binding on member states",
    "procedural": "Procedural",
    "disputed": "Legal effect is disputed",
    "none": "No legal effect",
    "": "",
}

SPONSOR_DID = {"author": "tabled it", "sponsor": "sponsored it", "later": "joined later"}

SPONSOR_ROLES = {"author": "Tabled by", "sponsor": "Sponsored by", "later": "Joined later"}


def word_for(words: dict[str, str], code: str) -> str:
    """The word for a code; a code that has none is shown with spaces for its underscores, never dropped."""
    return words.get(code, code.replace("_", " ").capitalize())
