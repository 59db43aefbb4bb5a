"""Cases of a record, slot by slot. What is right is read off the roll call here; nothing is asked of the engine.

Every choice is drawn from a generator seeded by the key of the vote and the name of the slot, so the same record always
gives the same cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import combinations
from random import Random

from factcheck.engine.model import Motion, VoteEvent
from tests.engine.mutation import templates as forms
from tests.engine.mutation.article import BODIES, Scene, scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import OPTIONS, Known
from tests.engine.mutation.words import american, british, capital, listed, spelled

Slot = Callable[[Known, Scene, Random], Iterator[Case]]


def cases(known: Known, slots: tuple[Slot, ...] | None = None) -> Iterator[Case]:
    """All cases of the votes that can be named beyond doubt, one or a few for each slot of each vote."""
    for event, motion in known.reported():
        yield from cases_of(known, event, motion, slots or SLOTS)


def cases_of(known: Known, event: VoteEvent, motion: Motion, slots: tuple[Slot, ...]) -> Iterator[Case]:
    for slot in slots:
        random = Random(f"{event.key} {slot.__name__}")
        yield from slot(known, scene(event, motion, random), random)


# ----------------------------------------------------------------------------------------------------------- positions


def _voters(known: Known, scene: Scene) -> dict[str, list[str]]:
    """States of a complete roll call that may be named, by how they voted; none that later said they had meant otherwise."""
    event = scene.event
    if event.roll is None or not event.roll_complete or not event.reconciled:
        return {}
    changed = {code for code, _ in event.intended}
    return {o: [c for c in event.roll.states(o) if c in known.names and c not in changed] for o in OPTIONS}  # type: ignore[arg-type]


def _say(form: str, scene: Scene, known: Known, codes: list[str], **more: str) -> str:
    names = listed([known.names[c] for c in codes])
    one = len(codes) == 1
    words = {
        "s": names, "S": capital(names), "was": "was" if one else "were", "has": "has" if one else "have", "its": "its" if one else "their",
        "a_vote": "a vote" if one else "votes", "vote_s": "votes" if one else "vote", "back_s": "backs" if one else "back", "oppose_s": "opposes" if one else "oppose",
        "reject_s": "rejects" if one else "reject", "abstain_s": "abstains" if one else "abstain",
    }  # fmt: skip
    return form.format(**scene.fields() | words | more)


def _flag_of(said: str, real: str) -> str:
    """The flag for one state's vote told otherwise (claims-and-flags, 5, 6 and 7)."""
    if said in ("yes", "no") and real in ("abstain", "absent"):
        return "abstention-as-side"
    return "position-wrong absent-as-abstain" if (said, real) == ("abstain", "absent") else "position-wrong"


def position(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """True votes of one to four states, and votes told as another option."""
    voters = _voters(known, scene)
    for option, codes in voters.items():
        if not codes:
            continue
        form = random.choice(forms.POSITION[option])
        size = 1 if "hand in" in form else random.randrange(1, 5)
        chosen = random.sample(codes, min(size, len(codes)))
        yield case(scene, "vote_position", _say(form, scene, known, chosen))
        said = random.choice([o for o in OPTIONS if o != option])
        form = random.choice(forms.POSITION[said])
        wrong = _say(form, scene, known, chosen[:1])
        yield case(scene, "vote_position", wrong, "position", "refuted", _flag_of(said, option))


def state(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A list of states with one that voted otherwise."""
    voters = _voters(known, scene)
    for option in ("yes", "no", "abstain"):
        others = [(o, c) for o, codes in voters.items() if o != option for c in codes]
        if len(voters.get(option, ())) < 2 or not others:
            continue
        real, stranger = random.choice(others)
        chosen = random.sample(voters[option], min(random.randrange(1, 4), len(voters[option])))
        chosen.insert(random.randrange(len(chosen) + 1), stranger)
        form = random.choice([f for f in forms.POSITION[option] if "hand in" not in f])
        yield case(scene, "vote_position", _say(form, scene, known, chosen), "state", "refuted", _flag_of(option, real))


def headline(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A headline over the lead, true and with another option."""
    voters = _voters(known, scene)
    for option, codes in voters.items():
        if option == "absent" or not codes:
            continue
        chosen = random.sample(codes, min(random.randrange(1, 3), len(codes)))
        said = random.choice([o for o in forms.HEADLINE if o != option])
        for slot, told, verdict in (("true", option, "supported"), ("position", said, "refuted")):
            text = _say(random.choice(forms.HEADLINE[told]), scene, known, chosen)
            flags = "" if slot == "true" else _flag_of(told, option)
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
        text = _say(random.choice(forms.POSITION[said]), scene, known, [chosen])
        yield case(scene, "vote_position", text, "unreconciled", "not_in_record")


# ------------------------------------------------------------------------------------------------------------- tallies


def _counts(scene: Scene) -> dict[str, int]:
    """The declared counts where yes, no and abstentions are all known and no state later changed its vote."""
    event, c = scene.event, scene.event.counts
    if not event.reconciled or event.intended or c.yes is None or c.no is None or c.abstain is None:
        return {}
    counts = {"yes": c.yes, "no": c.no, "abstain": c.abstain}
    return counts | ({"absent": c.absent} if c.absent is not None else {})


def _told(form: str, scene: Scene, counts: dict[str, int]) -> str:
    y, n, a = counts["yes"], counts["no"], counts["abstain"]
    words = {"y": str(y), "n": str(n), "a": str(a), "yw": spelled(y), "nw": spelled(n), "aw": spelled(a)}
    words |= {"Yw": capital(spelled(y)), "abstentions": "abstention" if a == 1 else "abstentions"}
    return form.format(**scene.fields() | words)


def _near(known: Known, scene: Scene) -> list[VoteEvent]:
    """Votes whose counts the article might mean instead: of the same days, and on the same matter."""
    day = scene.event.day
    found = known.of_item(scene.motion) + known.parts(scene.motion) + (known.on_days(day, 1) if day else [])
    return [e for e in found if e.key != scene.event.key]


NEAR = 5
"""How far off a changed count is at most: a lone count that is nowhere near is taken for that of another vote."""


def _other_number(known: Known, scene: Scene, option: str, real: int, random: Random) -> int | None:
    """A wrong count that no other vote near has, that is no sum of counts of this vote, and that the body could have seen."""
    event = scene.event
    taken = {e.counts.get(option) for e in _near(known, scene)} | {real}
    others = [event.counts.get(o) for o in OPTIONS if o != option]
    taken |= set(others) | {
        real + sum(some) for size in (1, 2) for some in combinations([n for n in others if n], size)
    }
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
    counts = _counts(scene)
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
    flags = f"tally-wrong {_too_many(scene, said)}"
    yield case(scene, "tally count", _told(random.choice(forms.TALLY), scene, said), "tally", "refuted", flags)


def one_count(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A single count, true and changed."""
    counts = _counts(scene)
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
    voters, counts = _voters(known, scene), _counts(scene)
    options = [o for o in forms.WITH_MEMBERS if counts.get(o, 0) >= 4 and voters.get(o)]
    if not options:
        return
    option = random.choice(options)
    real = counts[option]
    for slot, number in (("true", real), ("tally", _other_number(known, scene, option, real, random))):
        if number is not None and number >= 4:
            more = {"others": str(number - 1), "k": str(number)}
            text = _say(
                random.choice(forms.WITH_MEMBERS[option]), scene, known, random.sample(voters[option], 1), **more
            )
            true = slot == "true"
            yield case(scene, "tally count", text, slot, *(("supported", "") if true else ("refuted", "tally-wrong")))  # fmt: skip


def other_tally(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The counts of another vote on the matter, given for this text by its symbol."""
    counts = _counts(scene)
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


# ---------------------------------------------------------------------------------------------------------------- days


def day(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A calendar day and a day of the week, true and wrong; wrong days are days without votes near them."""
    real = scene.event.day
    if real is None or not scene.event.reconciled:
        return
    written = random.choice((british, american))
    form = random.choice(forms.DATE_EXACT)
    yield case(scene, "date", form.format(**scene.fields() | {"day": written(real)}))
    free = [d for n in range(3, 60) if (d := real - timedelta(days=n)) and not known.on_days(d, 1)]
    if free:
        wrong = random.choice(free)
        form = random.choice(forms.DATE_NAMED)
        yield case(
            scene, "date", form.format(**scene.fields() | {"day": written(wrong)}), "date", "refuted", "date-wrong"
        )
    form = random.choice(forms.DATE_WEEKDAY)
    yield case(scene, "date", form.format(**scene.fields() | {"day": f"{real:%A}"}))
    behind = [n for n in range(1, 7) if abs((scene.published - timedelta(days=n) - real).days) >= 2]
    behind = [n for n in behind if not known.on_days(scene.published - timedelta(days=n), 1)]
    if behind:
        wrong = scene.published - timedelta(days=random.choice(behind))
        text = form.format(**scene.fields() | {"day": f"{wrong:%A}"})
        yield case(scene, "date", text, "date", "refuted", "date-wrong")


# ------------------------------------------------------------------------------------------------------------ sponsors


def sponsor(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Sponsors and authors by the record, and a member that is in no whole list of them."""
    motion, roll = scene.motion, scene.event.roll
    if known.was_amended(motion) or roll is None:
        return
    voted = {c for c in roll if roll[c] == "yes"}
    listed_ = [s.code for s in motion.sponsors if s.role != "later" and s.code in known.names and s.code in voted]
    authors = [s.code for s in motion.sponsors if s.role == "author" and s.code in known.names and s.code in voted]
    if listed_:
        chosen = random.sample(listed_, min(random.randrange(1, 4), len(listed_)))
        yield case(scene, "sponsorship", _say(random.choice(forms.SPONSOR), scene, known, chosen))
    if authors:
        yield case(scene, "sponsorship", _say(random.choice(forms.AUTHOR), scene, known, authors[:3]))
    if not motion.sponsors_complete or not motion.sponsors:
        return
    everyone = {s.code for s in motion.sponsors}
    strangers = [c for c in roll if c in known.names and c not in everyone]
    if not strangers or not scene.event.roll_complete:
        return
    form = random.choice(forms.SPONSOR + (forms.AUTHOR if authors else ()))
    chosen = [random.choice(strangers)]
    yield case(scene, "sponsorship", _say(form, scene, known, chosen), "sponsor", "refuted", "sponsor-misattributed")


# -------------------------------------------------------------------------------------------------------------- groups

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
                "" if true else "group-overgeneralised",
            )  # fmt: skip


# ----------------------------------------------------------------------------------------------------------- alignment


def direction(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Two states on one side, with the side said: true, with another side, and with a state that was on another side."""
    voters = _voters(known, scene)
    for option, ways in forms.DIRECTION.items():
        if len(voters.get(option, ())) < 2:
            continue
        first, second, *_ = random.sample(voters[option], 2)
        partner = {"r": known.names[second]}
        yield case(scene, "vote_alignment vote_position", _say(random.choice(ways), scene, known, [first], **partner))
        said = random.choice([o for o in forms.DIRECTION if o != option])
        text = _say(random.choice(forms.DIRECTION[said]), scene, known, [first], **partner)
        yield case(scene, "vote_alignment vote_position", text, "direction", "refuted", _flag_of(said, option))
        others = [(o, c) for o, codes in voters.items() if o != option for c in codes]
        if others:
            real, stranger = random.choice(others)
            text = _say(random.choice(ways), scene, known, [stranger], **partner)
            yield case(scene, "vote_alignment vote_position", text, "state", "refuted", _flag_of(option, real))


def alignment(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Two states said to have voted alike, or apart, on this text, without the side."""
    voters = _voters(known, scene)
    sides = [o for o in ("yes", "no", "abstain") if voters.get(o)]
    pairs = [o for o in sides if len(voters[o]) > 1]
    if pairs:
        first, second = random.sample(voters[random.choice(pairs)], 2)
        text = _say(random.choice(forms.ALIGNED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text)
        text = _say(random.choice(forms.OPPOSED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text, "alignment", "refuted")
    if len(sides) > 1:
        one, other = random.sample(sides, 2)
        first, second = random.choice(voters[one]), random.choice(voters[other])
        text = _say(random.choice(forms.OPPOSED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text)
        text = _say(random.choice(forms.ALIGNED), scene, known, [first], r=known.names[second])
        yield case(scene, "vote_alignment", text, "alignment", "refuted")


# --------------------------------------------------------------------------------------- body, end, title, symbol, kind


def body(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The body, right and another one that voted on nothing near that day."""
    event = scene.event
    if event.result != "adopted" or event.day is None or not event.reconciled:
        return
    form = random.choice(forms.BODY)
    yield case(scene, "body outcome tally", form.format(**scene.fields()))
    busy = {e.body for e in known.on_days(event.day, 1)}
    free = [b for b in BODIES if b in known.bodies and b not in busy]
    if free:
        wrong = BODIES[random.choice(free)]
        text = random.choice(forms.BODY).format(**scene.fields() | {"b": wrong, "B": capital(wrong)})
        yield case(scene, "body outcome tally", text, "body", "refuted", "body-confused")


def kind(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """How the vote ended: true, a failed text called adopted, an adopted one called rejected."""
    event = scene.event
    if not event.result or not event.reconciled:
        return
    adopted = event.result == "adopted"
    told = forms.ADOPTED if adopted else forms.REJECTED
    yield case(scene, "outcome", random.choice(told).format(**scene.fields()))
    text = random.choice(forms.REJECTED if adopted else forms.ADOPTED).format(**scene.fields())
    confused = "kind-confused" if not adopted or known.was_amended(scene.motion) else ""
    yield case(scene, "outcome", text, "kind", "refuted", confused)


def part(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The counts of a vote on an amendment, given for the text as a whole."""
    counts = _counts(scene)
    for other in known.parts(scene.motion):
        said = {o: other.counts.get(o) for o in ("yes", "no", "abstain")}
        if not counts or None in said.values() or sorted(map(str, said.values())) == sorted(str(counts[o]) for o in said):  # fmt: skip
            continue
        form = "{symbol} received {y} votes in favour, {n} against and {a} {abstentions}."
        text = _told(form, scene, {o: n or 0 for o, n in said.items()})
        yield case(scene, "tally", text, "kind", "refuted", "kind-confused tally-other-event")
        return


def veto(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Who vetoed, true and with another permanent member."""
    event = scene.event
    if event.result != "vetoed" or not event.vetoed_by or not event.reconciled:
        return
    vetoers = [c for c in event.vetoed_by if c in known.names]
    if len(vetoers) != len(event.vetoed_by):
        return
    form = random.choice(forms.VETOED)
    yield case(scene, "outcome", _say(form, scene, known, vetoers))
    others = [c for c in ("CHN", "FRA", "GBR", "RUS", "USA") if c not in vetoers and c in known.names]
    if event.roll is not None:
        others = [c for c in others if event.roll.get(c) not in (None, "no")]
    if others:
        form = random.choice(forms.VETOED)
        yield case(scene, "outcome", _say(form, scene, known, [random.choice(others)]), "state", "refuted")


_SWAPS = ("Orderly", "Gradual", "Renewed", "Measured", "Steady")


def title(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The title, and the title with one word of it changed: altered, which is told apart from false."""
    real = scene.motion.title
    words = real.split()
    if not 4 <= len(words) <= 14 or any(c in real for c in "“”\"'’()"):
        return
    yield case(scene, "title", random.choice(forms.TITLE).format(**scene.fields() | {"title": real}))
    places = [n for n, w in enumerate(words) if len(w) >= 5 and w.isalpha()]
    swaps = [w for w in _SWAPS if w.casefold() not in real.casefold()]
    if not places:
        return
    place, new = random.choice(places), random.choice(swaps)
    said = " ".join([*words[:place], new if words[place][0].isupper() else new.lower(), *words[place + 1 :]])
    if said.casefold() not in known.titles:
        text = random.choice(forms.TITLE).format(**scene.fields() | {"title": said})
        yield case(scene, "title", text, "title", "depends", "title-altered")


def symbol(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The symbol, and one that the record does not have: nothing is decided about it, never by the nearest text."""
    text = random.choice(forms.SYMBOL[:4]).format(**scene.fields())
    yield case(scene, "symbol", text)
    head, slash, number = scene.symbol.rpartition("/")
    digits = number.removeprefix("L.")
    if not digits.isdigit() or not slash:
        return
    wrong = f"{head}/{number.removesuffix(digits)}{int(digits) + 7000}"
    if wrong not in known.motions:
        text = f"{wrong} was adopted."
        yield case(scene, "symbol outcome", text, "symbol", "not_in_record")


def unanimous(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """ "Unanimously" where nobody voted no or abstained, and where somebody did."""
    counts = _counts(scene)
    if not counts or scene.event.result != "adopted":
        return
    text = random.choice(forms.UNANIMOUS).format(**scene.fields())
    if counts["no"] or counts["abstain"]:
        yield case(scene, "outcome", text, "unanimity", "supported", "unanimity-overstated")
    else:
        yield case(scene, "outcome", text)


SLOTS: tuple[Slot, ...] = (
    position, state, headline, silent, tally, one_count, with_members, other_tally, day, sponsor, group, direction, alignment, body, kind, part, veto, title,
    symbol, unanimous,
)  # fmt: skip
