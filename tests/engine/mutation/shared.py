"""Cases about several states in one sentence: two clauses, whole lists, long lists, groups with exceptions, headlines."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.engine.mutation import forms
from tests.engine.mutation import templates as plain
from tests.engine.mutation.article import Scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import OPTIONS, Known
from tests.engine.mutation.sides import NAMES_OF_GROUPS
from tests.engine.mutation.telling import called, flag_of, say, voters_of
from tests.engine.mutation.words import capital

LONGEST = 20
"""States in a long list, and in a list said to be the whole."""


def two(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Two clauses with a state each: both true, and the second one false while the first stays true."""
    voters = voters_of(known, scene)
    for (one, other), ways in forms.TWO.items():
        if not voters.get(one) or not voters.get(other):
            continue
        form = random.choice(ways)
        first, second = random.choice(voters[one]), random.choice(voters[other])
        yield case(scene, "vote_position", _told(form, scene, known, first, second), among=2)
        strangers = [(o, c) for o, codes in voters.items() if o != other for c in codes if c != first]
        if strangers:
            real, stranger = random.choice(strangers)
            text = _told(form, scene, known, first, stranger)
            yield case(scene, "vote_position", text, "state", "refuted", flag_of(other, real), among=2)


def _told(form: str, scene: Scene, known: Known, first: str, second: str) -> str:
    return say(form, scene, known, [first], r=called(second, form, scene, known))


def only(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """All states of an option and nobody else: true, with one left out, with one that voted otherwise."""
    voters, roll = voters_of(known, scene), scene.event.roll
    for option, ways in forms.ONLY.items():
        codes = voters.get(option, [])
        if roll is None or not 1 <= len(codes) <= 8 or len(codes) != roll.count(option):  # type: ignore[arg-type]
            continue
        form = random.choice([f for f in ways if len(codes) == 1 or "alone" not in f])
        shuffled = random.sample(codes, len(codes))
        yield case(scene, _kinds(form), say(form, scene, known, shuffled))
        if len(codes) > 1:
            form = random.choice(ways if len(codes) == 2 else [f for f in ways if "alone" not in f])
            yield case(scene, _kinds(form), say(form, scene, known, shuffled[1:]), "state", "refuted")
        others = [(o, c) for o in OPTIONS if o != option for c in voters[o]]
        if others:
            real, stranger = random.choice(others)
            text = say(random.choice([f for f in ways if "alone" not in f]), scene, known, [*shuffled[1:], stranger])
            yield case(scene, "vote_position", text, "state", "refuted", flag_of(option, real))


def _kinds(form: str) -> str:
    """ "Alone" is a word of isolation too, and judged as one: false in the same cases."""
    return "vote_position framing" if "alone" in form else "vote_position"


def long_list(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Up to twenty states in a row: all true, and with one among them that voted otherwise."""
    voters = voters_of(known, scene)
    for option in ("yes", "no", "abstain"):
        codes = voters.get(option, [])
        if len(codes) < 5:
            continue
        chosen = random.sample(codes, min(LONGEST, len(codes)))
        ways = [f for f in (*plain.POSITION[option], *forms.POSITION[option]) if "hand in" not in f]
        yield case(scene, "vote_position", say(random.choice(ways), scene, known, chosen))
        others = [(o, c) for o in OPTIONS if o != option for c in voters[o]]
        if others:
            real, stranger = random.choice(others)
            chosen.insert(random.randrange(len(chosen)), stranger)
            text = say(random.choice(ways), scene, known, chosen)
            yield case(scene, "vote_position", text, "state", "refuted", flag_of(option, real))


def except_some(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A group with its exceptions: true, and with an exception left out for a member that voted like the rest."""
    event = scene.event
    if event.body != "GA" or event.roll is None or not event.roll_complete or not event.reconciled or event.intended or event.day is None:  # fmt: skip
        return
    for code in sorted(NAMES_OF_GROUPS):
        members = known.groups[code].members_on(event.day) if code in known.groups else frozenset()
        if len(members) < 5 or not members <= set(event.roll) or not members <= set(known.names):
            continue
        by = {o: sorted(m for m in members if event.roll[m] == o) for o in OPTIONS}
        option = max(("yes", "no", "abstain"), key=lambda o: len(by[o]))
        apart = [m for m in sorted(members) if m not in by[option]]
        if by["absent"] or not 1 <= len(apart) <= 3 or len(by[option]) < 3:
            continue
        form, did = random.choice(forms.EXCEPT), random.choice(plain.GROUP_DID[option])
        words = {"G": NAMES_OF_GROUPS[code], "did": did.format(**scene.fields())}
        yield case(scene, "group_position", say(form, scene, known, apart, **words))
        wrong = [*apart[1:], random.choice(by[option])]
        text = say(form, scene, known, wrong, **words)
        yield case(scene, "group_position", text, "group", "refuted", "group-overgeneralised")
        return


def headline_list(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A headline that names states with commas alone, true and with another option."""
    voters = voters_of(known, scene)
    for option, ways in forms.HEADLINE.items():
        if len(voters.get(option, ())) < 2:
            continue
        chosen = random.sample(voters[option], min(random.randrange(2, 4), len(voters[option])))
        said = random.choice([o for o in forms.HEADLINE if o != option])
        for slot, told, verdict in (("true", option, "supported"), ("position", said, "refuted")):
            form = random.choice(ways if slot == "true" else forms.HEADLINE[said])
            names = ", ".join(known.names[c].removeprefix("the ") for c in chosen)
            text = capital(form.format(C=names, **scene.fields()))
            flags = "" if slot == "true" else flag_of(told, option)
            yield case(scene, "vote_position", text, slot, verdict, flags, headline=True)
