"""What the roll call says of single votes, and how a form is filled in with it."""

from __future__ import annotations

from random import Random

from tests.engine.mutation.article import Scene
from tests.engine.mutation.known import OPTIONS, Known
from tests.engine.mutation.words import capital, listed


def voters_of(known: Known, scene: Scene) -> dict[str, list[str]]:
    """States of a complete roll call that may be named, by how they voted; none that later said they had meant otherwise."""
    event = scene.event
    if event.roll is None or not event.roll_complete or not event.reconciled:
        return {}
    changed = {code for code, _ in event.intended}
    return {o: [c for c in event.roll.states(o) if c in known.names and c not in changed] for o in OPTIONS}  # type: ignore[arg-type]


def say(form: str, scene: Scene, known: Known, codes: list[str], **more: str) -> str:
    names = listed([called(c, form, scene, known) for c in codes])
    one = len(codes) == 1
    words = {
        "s": names, "S": capital(names), "was": "was" if one else "were", "has": "has" if one else "have", "its": "its" if one else "their",
        "a_vote": "a vote" if one else "votes", "vote_s": "votes" if one else "vote", "back_s": "backs" if one else "back", "oppose_s": "opposes" if one else "oppose",
        "reject_s": "rejects" if one else "reject", "state": "state" if one else "states", "abstain_s": "abstains" if one else "abstain",
    }  # fmt: skip
    return form.format(**scene.fields() | words | more)


def called(code: str, form: str, scene: Scene, known: Known) -> str:
    """A name of a state that was in use on the day of the vote, drawn for this form."""
    return known.called(code, scene.event.day, Random(f"{scene.event.key} {code} {form}"))


def flag_of(said: str, real: str) -> str:
    """The flag for one state's vote told otherwise (claims-and-flags, 5, 6 and 7)."""
    if said in ("yes", "no") and real in ("abstain", "absent"):
        return "abstention-as-side"
    return "position-wrong absent-as-abstain" if (said, real) == ("abstain", "absent") else "position-wrong"


_CAST_NONE = ("did not vote", "did not cast", "cast no", "not voting")


def wrongly(said: str, real: str, sentence: str) -> tuple[str, str]:
    """Verdict and flags of one state's vote told otherwise. "Did not vote" may be said of who abstained, unless the sentence
    tells the two apart."""
    is_loose = "abst" not in sentence and any(words in sentence.lower() for words in _CAST_NONE)
    if (said, real) == ("absent", "abstain") and is_loose:
        return "depends", ""
    return "refuted", flag_of(said, real)


def counts_of(scene: Scene) -> dict[str, int]:
    """The declared counts where yes, no and abstentions are all known and no state later changed its vote."""
    event, c = scene.event, scene.event.counts
    if not event.reconciled or event.intended or c.yes is None or c.no is None or c.abstain is None:
        return {}
    counts = {"yes": c.yes, "no": c.no, "abstain": c.abstain}
    return counts | ({"absent": c.absent} if c.absent is not None else {})
