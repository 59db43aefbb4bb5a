"""One generated case: an article, the sentence in it that is asked about, and what the engine must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.engine.model import Result
from tests.engine.mutation.article import Scene

WRONG = frozenset({
    "position-wrong", "abstention-as-side", "absent-as-abstain", "sponsor-misattributed", "tally-wrong", "tally-other-event", "unanimity-overstated",
    "superlative-false", "group-overgeneralised", "kind-confused", "body-confused", "title-altered", "date-wrong", "quote-altered", "content-mismatch",
    "motive-without-record", "majority-word", "abstention-effect",
})  # fmt: skip
"""Flags that say that something is not as the record has it. Flags about what is left unsaid are not asked about here."""
TRUE = "true"


@dataclass(frozen=True)
class Case:
    """`kinds` are the kinds of claim that the sentence may be found as, `slot` is what was made false, or `true`.

    `verdict` is what one claim of these kinds must get, `flags` are exactly the flags of `WRONG` that must be raised.
    `among` is the number of claims of these kinds of which just one gets that verdict and the others are supported, where the
    sentence makes several. `is_of_vote` is false for what is said of a body and not of a vote.
    """

    key: str
    kinds: frozenset[str]
    slot: str
    verdict: str
    flags: frozenset[str]
    sentence: str
    text: str
    published: date
    title: str | None = None
    among: int = 0
    is_of_vote: bool = True

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the sentence in the text as the engine counts them."""
        if self.title is not None:
            return (0, len(self.title)) if self.sentence == self.title else self._in_text(len(self.title) + 1)
        return self._in_text(0)

    def _in_text(self, shift: int) -> tuple[int, int]:
        start = self.text.rindex(self.sentence) + shift
        return start, start + len(self.sentence)


def case(
    scene: Scene, kinds: str, sentence: str, slot: str = TRUE, verdict: str = "supported", flags: str = "",
    *, headline: bool = False, among: int = 0, is_of_vote: bool = True,
) -> Case:  # fmt: skip
    """A case with the sentence behind the lead, or over it as a headline. `kinds` and `flags` are words in one string."""
    text = f"{scene.lead} {scene.filler}" if headline else f"{scene.lead}\n\n{scene.filler} {sentence}"
    return Case(
        scene.event.motion, frozenset(kinds.split()), slot, verdict, frozenset(flags.split()), sentence, text, scene.published,
        sentence if headline else None, among, is_of_vote,
    )  # fmt: skip


def fault(case: Case, result: Result) -> str:
    """What is wrong with the engine's answer to a case, in a few words; "" where it is exactly right.

    Right means: the sentence is found as a claim about this vote with the verdict wanted, nothing else in the article is
    called wrong, and the flags that say that something is wrong are exactly those wanted, on that sentence.
    """
    first, last = case.span
    inside = [c for c in result.claims if c.start < last and c.end > first]
    outside = [c for c in result.claims if c not in inside]
    asked = [c for c in inside if c.kind in case.kinds]
    accused = [c for c in outside if c.verdict in ("refuted", "depends")]
    accused += [c for c in inside if c.verdict == "refuted" and (case.verdict != "refuted" or c not in asked)]
    if accused:
        return f"called {accused[0].verdict}: “{accused[0].quote}” ({accused[0].kind})"
    if not asked:
        return "not found"
    if case.verdict == "not_in_record":
        spoken = [c for c in inside if c.verdict != "not_in_record" and c.kind in case.kinds]
        if spoken:
            return f"{spoken[0].verdict} where the record is silent"
    elif not any(c.verdict == case.verdict for c in asked):
        return f"{asked[0].verdict}, not {case.verdict}"
    elif case.among and sorted(c.verdict for c in asked) != sorted([case.verdict] + ["supported"] * (case.among - 1)):
        return f"{', '.join(c.verdict for c in asked)}, not one of {case.among} {case.verdict}"
    elif case.is_of_vote and any(c.motion != case.key for c in asked):
        return f"linked to {next(c.motion for c in asked if c.motion != case.key)}"
    raised = {f.code for f in result.flags if f.code in WRONG and f.start < last and f.end > first}
    elsewhere = {f.code for f in result.flags if f.code in WRONG} - raised
    if elsewhere:
        return f"flagged elsewhere: {', '.join(sorted(elsewhere))}"
    if raised != case.flags:
        return f"flags {', '.join(sorted(raised)) or 'none'}, not {', '.join(sorted(case.flags)) or 'none'}"
    return ""
