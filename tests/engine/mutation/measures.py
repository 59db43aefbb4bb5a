"""Cases about the size of a vote: words of majority, and one vote beside another that is named."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from factcheck.engine.model import VoteEvent
from tests.engine.mutation.article import Scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import WHOLE, Known
from tests.engine.mutation.telling import counts_of, say, voters_of

HUGE = (
    "{T} was adopted by an overwhelming majority.",
    "{B} overwhelmingly adopted {t}.",
    "{B} adopted {t} overwhelmingly.",
    "{T} passed overwhelmingly.",
    "{T} was overwhelmingly adopted.",
    "{T} was passed with an overwhelming majority.",
    "{B} approved {t} by an overwhelming margin.",
)
NARROW = (
    "{T} was narrowly adopted.",
    "{B} narrowly adopted {t}.",
    "{T} passed narrowly.",
    "{T} was adopted by a narrow majority.",
    "{B} approved {t} by a narrow margin.",
    "{T} passed by a narrow margin.",
)
"""Words of size, said of a text that was adopted."""
MORE = (
    "Support for {t} was {more} than for {other}.",
    "Backing for {t} was {more} than for {other}.",
    "The number of yes votes was {more} than for {other}.",
    "The tally in favour was {more} than on {other}.",
    "Support was {more} than in the vote on {other}.",
    "The majority for {t} was {more} than for {other}.",
    "The majority was {more} than on {other}.",
    "The vote in favour was {more} than on {other}.",
    "Approval of {t} was {more} than for {other}.",
    "The count of yes votes was {more} than on {other}.",
    "Backing was {more} compared with {other}.",
    "Support for {t} was {more} compared to {other}.",
)
"""One vote beside another: {more} is "higher" or "lower", {other} a symbol."""
CLEAR = 0.8
"""Share of the members from which a majority is overwhelming by whatever it is measured."""
CLOSE = 0.05
"""Margin, as a share of the votes for and against, below which a vote was narrow and nowhere overwhelming."""


def majority_word(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """ "Overwhelmingly" and "narrowly" of votes that were clearly one or the other; of those between the words say nothing
    that every measure agrees on."""
    event, counts = scene.event, counts_of(scene)
    if not counts or event.result != "adopted" or event.body != "GA" or not event.members:
        return
    is_huge = counts["yes"] >= CLEAR * event.members
    is_narrow = counts["yes"] - counts["no"] <= CLOSE * (counts["yes"] + counts["no"])
    if not (is_huge or is_narrow):
        return
    fields = scene.fields()
    right, wrong = (HUGE, NARROW) if is_huge else (NARROW, HUGE)
    yield case(scene, "framing", random.choice(right).format(**fields))
    yield case(scene, "framing", random.choice(wrong).format(**fields), "size-word", "refuted", "majority-word")


def compared(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """More or less support than an earlier vote that is named by its symbol, true and the other way round."""
    event, counts = scene.event, counts_of(scene)
    if not counts or event.day is None:
        return
    others = [e for e in known.of_title(scene.motion) if _may_be_named(known, event, e)]
    if not others:
        return
    other = random.choice(others)
    motion = known.motions[other.motion]
    is_higher = counts["yes"] > (other.counts.yes or 0)
    form = random.choice(MORE)
    for slot, said in (("true", is_higher), ("comparison", not is_higher)):
        text = form.format(**scene.fields() | {"other": motion.symbol, "more": "higher" if said else "lower"})
        yield case(scene, "comparison", text, slot, "supported" if slot == "true" else "refuted", "")


def _may_be_named(known: Known, event: VoteEvent, other: VoteEvent) -> bool:
    """An earlier vote on a whole text with a symbol, a different number of votes for it, and no second vote on it."""
    motion = known.motions[other.motion]
    return (
        bool(motion.symbol)
        and motion.kind in WHOLE
        and len(known.votes_of[motion.key]) == 1
        and other.body == event.body
        and other.reconciled
        and other.counts.yes is not None
        and other.counts.yes != event.counts.yes
        and other.day is not None
        and event.day is not None
        and other.day < event.day
    )


TIME = (
    "In {year}, {s} voted with {r} {p} per cent of the time, excluding abstentions.",
    "In {year}, {s} voted alongside {r} {p}% of the time, excluding abstentions.",
    "In {year} {s} agreed with {r} {p} percent of the time, excluding abstentions.",
    "In {year}, {s} sided with {r} {p} per cent of the time, without abstentions.",
    "In {year}, {s} voted with {r} in {p} per cent of votes, excluding abstentions.",
    "In {year}, {s} voted the same way as {r} {p} per cent of the time, excluding abstentions.",
    "In {year}, {s} voted together with {r} in {p}% of the votes, excluding abstentions.",
    "In {year}, {s} voted like {r} {p} per cent of the time, without abstentions.",
)
"""How often two states voted alike in a year."""
ENOUGH = 20
FAR = 12
"""Votes that both cast from which a share says something, and points from every way of counting at which it is false."""


def coincidence(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The share of a year's votes of the Assembly in which two states voted alike, and one that no way of counting gives."""
    day, voters = scene.event.day, [c for codes in voters_of(known, scene).values() for c in codes]
    if day is None or scene.event.body != "GA" or len(voters) < 2:
        return
    first, second = random.sample(voters, 2)
    pairs = [
        (e.roll.get(first), e.roll.get(second))
        for e in known.events
        if e.body == "GA" and e.day is not None and e.day.year == day.year - 1 and e.roll is not None and known.motions[e.motion].kind in WHOLE
    ]  # fmt: skip
    cast = [(a, b) for a, b in pairs if a not in (None, "absent") and b not in (None, "absent")]
    sides = [(a, b) for a, b in cast if "abstain" not in (a, b)]
    if len(cast) < ENOUGH or not sides:
        return
    same, plain = sum(a == b for a, b in cast), sum(a == b for a, b in sides)
    half = sum(a != b and "abstain" in (a, b) for a, b in cast)
    ways = [100 * plain / len(sides), 100 * same / len(cast), 100 * (same + half / 2) / len(cast)]
    false = [p for p in range(101) if all(abs(p - way) > FAR for way in ways)]
    for slot, share in (("true", round(ways[0])), ("percent", random.choice(false) if false else None)):
        if share is not None:
            more = {"r": known.names[second], "year": str(day.year - 1), "p": str(share)}
            text = say(random.choice(TIME), scene, known, [first], **more)
            yield case(scene, "coincidence", text, slot, "supported" if slot == "true" else "refuted", is_of_vote=False)
