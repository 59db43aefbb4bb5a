"""Cases about the text and its vote as a whole: day, sponsors, body, end, veto, title, symbol, unanimity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from tests.engine.mutation import forms as more
from tests.engine.mutation import templates as forms
from tests.engine.mutation.article import BODIES, Scene
from tests.engine.mutation.cases import Case, case
from tests.engine.mutation.known import Known
from tests.engine.mutation.telling import counts_of, say
from tests.engine.mutation.words import DAYS, capital


def day(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A calendar day and a day of the week, true and wrong; wrong days are days without votes near them."""
    real = scene.event.day
    if real is None or not scene.event.reconciled:
        return
    written = random.choice(DAYS)
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


def sponsor(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Sponsors and authors by the record, and a member that is in no whole list of them: false where it did not vote for the
    text or is said to have tabled it, and open else, since lists are closed when a draft is printed and states may sign on
    the floor."""
    motion, roll = scene.motion, scene.event.roll
    if known.was_amended(motion) or roll is None:
        return
    voted = {c for c in roll if roll[c] == "yes"}
    listed_ = [s.code for s in motion.sponsors if s.role != "later" and s.code in known.names and s.code in voted]
    authors = [s.code for s in motion.sponsors if s.role == "author" and s.code in known.names and s.code in voted]
    if listed_:
        chosen = random.sample(listed_, min(random.randrange(1, 4), len(listed_)))
        yield case(scene, "sponsorship", say(random.choice(forms.SPONSOR), scene, known, chosen))
    if authors:
        yield case(scene, "sponsorship", say(random.choice(forms.AUTHOR), scene, known, authors[:3]))
    if not motion.sponsors_complete or not motion.sponsors:
        return
    everyone = {s.code for s in motion.sponsors}
    strangers = [c for c in roll if c in known.names and c not in everyone]
    if not strangers or not scene.event.roll_complete:
        return
    for cast in ("yes", ""):
        group = [c for c in strangers if (roll[c] == "yes") == (cast == "yes")]
        if group and scene.event.reconciled:
            form = random.choice(forms.SPONSOR + forms.AUTHOR)
            text = say(form, scene, known, [random.choice(group)])
            if cast and form in forms.SPONSOR:
                yield case(scene, "sponsorship", text, "sponsor-open", "not_in_record", "")
            else:
                yield case(scene, "sponsorship", text, "sponsor", "refuted", "sponsor-misattributed")


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


def veto(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """Who vetoed, true and with another permanent member."""
    event = scene.event
    if event.result != "vetoed" or not event.vetoed_by or not event.reconciled:
        return
    vetoers = [c for c in event.vetoed_by if c in known.names]
    if len(vetoers) != len(event.vetoed_by):
        return
    form = random.choice(forms.VETOED)
    yield case(scene, "outcome", say(form, scene, known, vetoers))
    others = [c for c in ("CHN", "FRA", "GBR", "RUS", "USA") if c not in vetoers and c in known.names]
    if event.roll is not None:
        others = [c for c in others if event.roll.get(c) not in (None, "no")]
    if others:
        form = random.choice(forms.VETOED)
        yield case(scene, "outcome", say(form, scene, known, [random.choice(others)]), "state", "refuted")


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
    counts = counts_of(scene)
    if not counts or scene.event.result != "adopted":
        return
    text = random.choice(forms.UNANIMOUS).format(**scene.fields())
    if counts["no"] or counts["abstain"]:
        yield case(scene, "outcome", text, "unanimity", "depends", "unanimity-overstated")
    else:
        yield case(scene, "outcome", text)


def headline_end(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """How the vote ended, as a headline."""
    event = scene.event
    if not event.result or not event.reconciled or event.day is None:
        return
    real = "adopted" if event.result == "adopted" else "failed"
    fields = {"short": BODIES[event.body].removeprefix("the "), "what": scene.what, "What": capital(scene.what)}
    yield case(scene, "outcome", random.choice(more.HEADLINE_ENDED[real]).format(**fields), headline=True)
    said = "failed" if real == "adopted" else "adopted"
    confused = "kind-confused" if said == "adopted" or known.was_amended(scene.motion) else ""
    text = random.choice(more.HEADLINE_ENDED[said]).format(**fields)
    yield case(scene, "outcome", text, "kind", "refuted", confused, headline=True)


def no_veto(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """A veto said of a Council text that was adopted."""
    event = scene.event
    if event.body != "SC" or event.result != "adopted" or not event.reconciled or event.day is None:
        return
    permanent = [c for c in ("CHN", "FRA", "GBR", "RUS", "USA") if c in known.names]
    if permanent and not any(e.result == "vetoed" for e in known.on_days(event.day, 7)):
        text = say(random.choice(forms.VETOED), scene, known, [random.choice(permanent)])
        yield case(scene, "outcome", text, "kind", "refuted")


def size(known: Known, scene: Scene, random: Random) -> Iterator[Case]:
    """The number of members of the body, true and another."""
    event = scene.event
    if event.day is None or not event.members:
        return
    near = {e.members for e in known.on_days(event.day, 40) if e.body == event.body and e.members}
    if near != {event.members}:
        return
    fields = {"short": BODIES[event.body].removeprefix("the ")}
    form = random.choice(more.SIZE)
    yield case(scene, "body", form.format(n=event.members, **fields), is_of_vote=False)
    other = event.members + random.choice((-2, 2, 4))
    yield case(scene, "body", form.format(n=other, **fields), "size", "refuted", is_of_vote=False)
