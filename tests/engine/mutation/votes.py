"""Cases about the votes of single states: told truly, as another option, with a state that voted otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.engine.mutation import forms as more
from tests.engine.mutation import templates as forms
from tests.engine.mutation.article import Scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import OPTIONS, Known
from tests.engine.mutation.telling import flag_of, say, voters_of, wrongly


def position(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """True votes of one to four states, and votes told as another option."""
    voters = voters_of(known, scene)
    for option, codes in voters.items():
        if not codes:
            continue
        form = random.choice(forms.POSITION[option])
        size = 1 if "hand in" in form else random.randrange(1, 5)
        chosen = random.sample(codes, min(size, len(codes)))
        yield case(scene, "vote_position", say(form, scene, known, chosen))
        said = random.choice([o for o in OPTIONS if o != option])
        form = random.choice(forms.POSITION[said])
        wrong = say(form, scene, known, chosen[:1])
        yield case(scene, "vote_position", wrong, "position", *wrongly(said, option, wrong))


def state(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A list of states with one that voted otherwise."""
    voters = voters_of(known, scene)
    for option in ("yes", "no", "abstain"):
        others = [(o, c) for o, codes in voters.items() if o != option for c in codes]
        if len(voters.get(option, ())) < 2 or not others:
            continue
        real, stranger = random.choice(others)
        chosen = random.sample(voters[option], min(random.randrange(1, 4), len(voters[option])))
        chosen.insert(random.randrange(len(chosen) + 1), stranger)
        form = random.choice([f for f in forms.POSITION[option] if "hand in" not in f])
        yield case(scene, "vote_position", say(form, scene, known, chosen), "state", "refuted", flag_of(option, real))


def headline(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A headline over the lead, true and with another option."""
    voters = voters_of(known, scene)
    for option, codes in voters.items():
        if option == "absent" or not codes:
            continue
        chosen = random.sample(codes, min(random.randrange(1, 3), len(codes)))
        said = random.choice([o for o in forms.HEADLINE if o != option])
        for slot, told, verdict in (("true", option, "supported"), ("position", said, "refuted")):
            text = say(random.choice(forms.HEADLINE[told]), scene, known, chosen)
            flags = "" if slot == "true" else flag_of(told, option)
            yield case(scene, "vote_position", text, slot, verdict, flags, headline=True)


def silent(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Where counts, roll call and membership do not agree in the record, no verdict on a vote is given, true or false."""
    event = scene.event
    if event.reconciled or event.roll is None:
        return
    codes = [c for c in event.roll if c in known.names]
    if codes:
        chosen = random.choice(codes)
        said = random.choice(OPTIONS)
        text = say(random.choice(forms.POSITION[said]), scene, known, [chosen])
        yield case(scene, "vote_position", text, "unreconciled", "not_in_record")


def more_positions(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The same in rarer forms: passive, elided, in lists."""
    voters = voters_of(known, scene)
    for option, codes in voters.items():
        if codes:
            chosen = random.sample(codes, min(random.randrange(1, 5), len(codes)))
            yield case(scene, "vote_position", say(random.choice(more.POSITION[option]), scene, known, chosen))
            said = random.choice([o for o in OPTIONS if o != option])
            text = say(random.choice(more.POSITION[said]), scene, known, chosen[:1])
            yield case(scene, "vote_position", text, "position", *wrongly(said, option, text))


_TRUE_OF = {"not_yes": ("no", "abstain", "absent"), "not_no": ("yes", "abstain", "absent")}


def denied(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """ "Did not vote for": true of every state that did anything else, false of the rest. A refusal told of a state that
    abstained or did not vote makes a side of it, which is flagged though it is true."""
    voters = voters_of(known, scene)
    for way, options in _TRUE_OF.items():
        for option, codes in voters.items():
            if not codes:
                continue
            form = random.choice(more.DENIED[way])
            text = say(form, scene, known, [random.choice(codes)])
            if option in options:
                refusal = way == "not_yes" and ("refused" in form or "declined" in form) and option != "no"
                yield case(scene, "vote_position", text, flags="abstention-as-side" if refusal else "")
            else:
                yield case(scene, "vote_position", text, "position", "refuted", "position-wrong")
