"""Cases about counts: whole tallies, single counts, counts with a member, the counts of another vote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

from factcheck.engine.model import VoteEvent
from tests.engine.mutation import forms as more
from tests.engine.mutation import templates as forms
from tests.engine.mutation.article import Scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import OPTIONS, Known
from tests.engine.mutation.telling import counts_of, say, voters_of
from tests.engine.mutation.words import capital, spelled

NEAR = 5
"""How far off a changed count is at most: a lone count that is nowhere near is taken for that of another vote."""


def _told(form: str, scene: Scene, counts: dict[str, int]) -> str:
    y, n, a = counts["yes"], counts["no"], counts["abstain"]
    words = {"y": str(y), "n": str(n), "a": str(a), "yw": spelled(y), "nw": spelled(n), "aw": spelled(a)}
    words |= {"Yw": capital(spelled(y)), "abstentions": "abstention" if a == 1 else "abstentions"}
    return form.format(**scene.fields() | words)


def _near(known: Known, scene: Scene) -> list[VoteEvent]:
    """Votes whose counts the article might mean instead: of the same days, on the same matter, and under the same title."""
    day = scene.event.day
    found = (
        known.of_item(scene.motion)
        + known.of_title(scene.motion)
        + known.parts(scene.motion)
        + (known.on_days(day, 1) if day else [])
    )
    return [e for e in found if e.key != scene.event.key]


def _sums(event: VoteEvent, option: str) -> set[int | None]:
    """The other counts of a vote, and its count with one or two of them: numbers that say something else than a wrong one."""
    real, others = event.counts.get(option) or 0, [event.counts.get(o) for o in OPTIONS if o != option]
    known = [n for n in others if n]
    return set(others) | {real + sum(some) for size in (1, 2) for some in combinations(known, size)}


def _other_number(known: Known, scene: Scene, option: str, real: int, random: Random) -> int | None:
    """A wrong count that no other vote near has, that is no sum of counts of this vote, and that the body could have seen."""
    event = scene.event
    taken = {e.counts.get(option) for e in _near(known, scene)} | {real}
    taken |= _sums(event, option)
    top = event.members or (15 if event.body == "SC" else 47 if event.body == "HRC" else 193)
    steps = [d for d in range(-NEAR, NEAR + 1) if d and 2 <= real + d <= top]
    fitting = [real + d for d in steps if real + d not in taken]
    return random.choice(fitting) if fitting else None


def _too_many(scene: Scene, said: dict[str, int]) -> str:
    """The flag for numbers that sum to more than the members, or abstentions that are those of the record and the absences."""
    c, total = scene.event.counts, said["yes"] + said["no"] + said["abstain"]
    both = bool(c.absent) and said["abstain"] == (c.abstain or 0) + (c.absent or 0)
    return "absent-as-abstain" if both or (scene.event.members and total > scene.event.members) else ""


def tally(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """All three counts, true and with one of them changed."""
    counts = counts_of(scene)
    if not counts or (scene.event.body == "SC" and counts["yes"] > 15):
        return
    form = random.choice(forms.TALLY)
    yield case(scene, "tally count", _told(form, scene, counts))
    option = random.choice(("yes", "no", "abstain"))
    wrong = _other_number(known, scene, option, counts[option], random)
    if wrong is None:
        return
    said = counts | {option: wrong}
    if sorted((said["yes"], said["no"], said["abstain"])) == sorted((counts["yes"], counts["no"], counts["abstain"])):
        return
    if known.is_tally(scene.event.body, said["yes"], said["no"], said["abstain"]):
        return  # the counts of another vote, which the words may mean; told of this text by its symbol they are `other_tally`
    flags = f"tally-wrong {_too_many(scene, said)}"
    yield case(scene, "tally count", _told(random.choice(forms.TALLY), scene, said), "tally", "refuted", flags)


def one_count(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A single count, true and changed."""
    counts = counts_of(scene)
    options = [o for o, n in counts.items() if n >= 2 and not (o == "absent" and scene.event.members is None)]
    if not options:
        return
    option = random.choice(options)
    real = counts[option]
    wrong = _other_number(known, scene, option, real, random)
    for slot, number in (("true", real), ("tally", wrong)):
        if number is not None:
            figure = spelled(number) if random.random() < 0.4 else str(number)
            form = random.choice(forms.ONE_COUNT[option])
            text = form.format(**scene.fields() | {"k": figure, "K": capital(figure)})
            true = slot == "true"
            yield case(scene, "tally count", text, slot, *(("supported", "") if true else ("refuted", "tally-wrong")))


def with_members(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A state and the number of others that voted like it: true, with a wrong number, with a wrong state."""
    voters, counts = voters_of(known, scene), counts_of(scene)
    options = [o for o in forms.WITH_MEMBERS if counts.get(o, 0) >= 4 and voters.get(o)]
    if not options:
        return
    option = random.choice(options)
    real = counts[option]
    for slot, number in (("true", real), ("tally", _other_number(known, scene, option, real, random))):
        if number is not None and number >= 4:
            more = {"others": str(number - 1), "k": str(number)}
            text = say(
                random.choice(forms.WITH_MEMBERS[option]), scene, known, random.sample(voters[option], 1), **more
            )
            true = slot == "true"
            yield case(scene, "tally count", text, slot, *(("supported", "") if true else ("refuted", "tally-wrong")))  # fmt: skip


def other_tally(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The counts of another vote on the matter, given for this text by its symbol."""
    counts = counts_of(scene)
    others = [
        e for e in known.of_item(scene.motion)
        if e.key != scene.event.key and e.reconciled and known.motions[e.motion].parent != scene.motion.key and None not in (e.counts.yes, e.counts.no, e.counts.abstain)
        and {o: e.counts.get(o) for o in ("yes", "no", "abstain")} != {o: counts.get(o) for o in ("yes", "no", "abstain")}
        and sorted((e.counts.yes, e.counts.no, e.counts.abstain)) != sorted(counts.get(o, -1) for o in ("yes", "no", "abstain"))  # type: ignore[type-var]
    ]  # fmt: skip
    parts = [e.counts for e in known.parts(scene.motion)]
    others = [e for e in others if e.counts not in parts]
    if not counts or not others:
        return
    other = random.choice(others)
    said = {o: other.counts.get(o) or 0 for o in ("yes", "no", "abstain")}
    form = "{symbol} received {y} votes in favour, {n} against and {a} {abstentions}."
    flags = f"tally-other-event {_too_many(scene, said)}"
    yield case(scene, "tally", _told(form, scene, said), "tally-of-another", "refuted", flags)


def part(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The counts of a vote on an amendment, given for the text as a whole."""
    counts = counts_of(scene)
    for other in known.parts(scene.motion):
        said = {o: other.counts.get(o) for o in ("yes", "no", "abstain")}
        if not counts or None in said.values() or sorted(map(str, said.values())) == sorted(str(counts[o]) for o in said):  # fmt: skip
            continue
        form = "{symbol} received {y} votes in favour, {n} against and {a} {abstentions}."
        text = _told(form, scene, {o: n or 0 for o, n in said.items()})
        yield case(scene, "tally", text, "kind", "refuted", "kind-confused tally-other-event")
        return


def _keeps(word: str, bound: int, count: int) -> bool:
    if word == "at least":
        return count >= bound
    return count < bound if word == "fewer than" else count > bound


def bound(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A count with "more than", "at least", "fewer than", "over" before it: true, and on the wrong side of the count."""
    counts = counts_of(scene)
    options = [o for o in more.BOUND_DID if counts.get(o, 0) >= 8]
    if not options:
        return
    option = random.choice(options)
    word = random.choice(sorted(more.BOUND))
    step, head = more.BOUND[word]
    taken = {e.counts.get(option) for e in _near(known, scene)} | _sums(scene.event, option)
    wrong = counts[option] + (-2 if step > 0 else 2)
    # a bound that another vote of these days keeps to may be about that one
    days = known.on_days(scene.event.day, 9) if scene.event.day else []
    if any(e.counts.get(option) is not None and _keeps(word, wrong, e.counts.get(option) or 0) for e in days):
        taken.add(wrong)
    for slot, number in (("true", counts[option] + step), ("tally", wrong)):
        if number in taken:
            continue
        text = f"{head.format(k=number)} {random.choice(more.BOUND_DID[option]).format(**scene.fields())}"
        yield case(
            scene, "tally count", text, slot, *(("supported", "") if slot == "true" else ("refuted", "tally-wrong"))
        )
