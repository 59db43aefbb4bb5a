"""Cases about states together: groups, and two states on one side or on two."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.engine.mutation import templates as forms
from tests.engine.mutation.article import Scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import OPTIONS, Known
from tests.engine.mutation.telling import flag_of, say, voters_of
from tests.engine.mutation.words import capital

NAMES_OF_GROUPS = {
    "EU": "EU members", "NATO": "NATO members", "AU": "African Union members", "LAS": "Arab League members", "ASEAN": "ASEAN members",
    "BRICS": "BRICS countries", "G7": "G7 countries", "NORDIC": "Nordic countries", "OIC": "OIC members", "BALTIC": "Baltic states",
}  # fmt: skip


def _group_holds(quantifier: str, option: str, votes: dict[str, int], number: int) -> set[bool]:
    """Whether the words are true, counted over all members and, where that may differ, over those that took part."""
    total, there = sum(votes.values()), sum(votes.values()) - votes["absent"]
    got = votes[option]
    if quantifier == "all":
        return {got == total, got == there > 0}
    if quantifier == "most":
        return {2 * got > total, 2 * got > there > 0}
    return {got == 0} if quantifier == "none" else {got == number}


def group(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """What all, most, none or a number of a group's members did, true and false by its members on that day."""
    event = scene.event
    if event.body != "GA" or event.roll is None or not event.roll_complete or not event.reconciled or event.intended or event.day is None:  # fmt: skip
        return
    for code in random.sample(sorted(NAMES_OF_GROUPS), 4):
        members = known.groups[code].members_on(event.day) if code in known.groups else frozenset()
        if len(members) < 3 or not members <= set(event.roll):
            continue
        votes = {o: sum(event.roll[m] == o for m in members) for o in OPTIONS}
        for quantifier in random.sample(sorted(forms.GROUP_WHO), 2):
            option = random.choice(("yes", "no", "abstain"))
            real = votes[option]
            numbers = [real] if random.random() < 0.5 else [real - 2, real + 2]
            number = random.choice([n for n in numbers if 1 < n < len(members)] or [0])
            if quantifier == "count" and number == 0:
                continue
            holds = _group_holds(quantifier, option, votes, number)
            if len(holds) > 1:
                continue
            who = random.choice(forms.GROUP_WHO[quantifier])
            who = who.format(G=NAMES_OF_GROUPS[code], K=capital(str(number)))
            text = f"{who} {random.choice(forms.GROUP_DID[option]).format(**scene.fields())}."
            true = holds == {True}
            yield case(
                scene, "group_position count tally", text, "true" if true else "group", "supported" if true else "refuted",
                "" if true or (quantifier == "count" and number < real) else "group-overgeneralised",
            )  # fmt: skip


def direction(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Two states on one side, with the side said: true, with another side, and with a state that was on another side."""
    voters = voters_of(known, scene)
    for option, ways in forms.DIRECTION.items():
        if len(voters.get(option, ())) < 2:
            continue
        first, second, *_ = random.sample(voters[option], 2)
        partner = {"r": known.names[second]}
        yield case(scene, "vote_alignment vote_position", say(random.choice(ways), scene, known, [first], **partner))
        said = random.choice([o for o in forms.DIRECTION if o != option])
        text = say(random.choice(forms.DIRECTION[said]), scene, known, [first], **partner)
        yield case(scene, "vote_alignment vote_position", text, "direction", "refuted", flag_of(said, option))
        others = [(o, c) for o, codes in voters.items() if o != option for c in codes]
        if others:
            real, stranger = random.choice(others)
            text = say(random.choice(ways), scene, known, [stranger], **partner)
            yield case(scene, "vote_alignment vote_position", text, "state", "refuted", flag_of(option, real))


def alignment(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Two states said to have voted alike, or apart, on this text, without the side."""
    voters = voters_of(known, scene)
    sides = [o for o in ("yes", "no", "abstain") if voters.get(o)]
    pairs = [o for o in sides if len(voters[o]) > 1]
    if pairs:
        first, second = random.sample(voters[random.choice(pairs)], 2)
        text = say(random.choice(forms.ALIGNED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text)
        text = say(random.choice(forms.OPPOSED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text, "alignment", "refuted")
    if len(sides) > 1:
        one, other = random.sample(sides, 2)
        first, second = random.choice(voters[one]), random.choice(voters[other])
        text = say(random.choice(forms.OPPOSED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text)
        text = say(random.choice(forms.ALIGNED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text, "alignment", "refuted")
