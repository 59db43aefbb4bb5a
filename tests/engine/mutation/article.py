"""The short article around a generated sentence: a first paragraph that names the vote beyond doubt, and a filler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from factcheck.engine.model import Motion, VoteEvent
from tests.engine.mutation.known import session_of
from tests.engine.mutation.words import american, british, capital, ordinal

BODIES = {"GA": "the General Assembly", "SC": "the Security Council", "HRC": "the Human Rights Council"}
_TALLIES = (
    "by {y} votes to {n} with {a} {abstentions}",
    "with {y} in favour, {n} against and {a} {abstentions}",
    "in a {y}-{n}-{a} vote",
)
_FILLERS = (
    "The debate lasted most of the morning.",
    "The hall was full, and the interpreters worked without a break.",
    "It had been on the agenda for weeks.",
)


@dataclass(frozen=True)
class Scene:
    """What templates may name of one vote."""

    event: VoteEvent
    motion: Motion
    published: date
    lead: str
    filler: str
    what: str

    @property
    def symbol(self) -> str:
        return self.motion.symbol or self.motion.draft

    def fields(self) -> dict[str, str]:
        body, text = BODIES[self.event.body], f"the {self.what}"
        symbol = self.symbol if self.motion.kind == "resolution" else f"draft resolution {self.symbol}"
        return {"b": body, "B": capital(body), "t": text, "T": capital(text), "symbol": symbol, "what": self.what}


_ADOPTED = (
    "The United Nations {body} on {day} adopted {text}{titled}{tally}.",
    "UNITED NATIONS - The {body} adopted {text}{titled} on {day}{tally}.",
    "On {day}, the UN {body} adopted {text}{titled}{tally}.",
    "{Text}{titled} was adopted by the U.N. {body} on {day}{tally}.",
)
_VOTED_ON = (
    "The United Nations {body} on {day} voted on {text}{titled}{result}.",
    "UNITED NATIONS - The {body} voted on {text}{titled} on {day}{result}.",
    "On {day}, the UN {body} voted on {text}{titled}{result}.",
)


def scene(event: VoteEvent, motion: Motion, random: Random) -> Scene:
    """A lead with body, day, symbol, the tally where the record has one, and the title where it is short and telling. A vote
    without a day is told with the session, in an article of the end of that session's year."""
    body = BODIES[event.body].removeprefix("the ")
    symbol = motion.symbol or motion.draft
    text = f"resolution {symbol}" if motion.kind == "resolution" else f"draft resolution {symbol}"
    titled = f", “{motion.title}”," if 0 < len(motion.title) <= 90 and random.random() < 0.5 else ""
    what = random.choice(("resolution", "text", "draft") if motion.kind == "resolution" else ("draft", "text"))
    filler, day = random.choice(_FILLERS), event.day
    if day is None:
        session = session_of(symbol)
        lead = f"At its {ordinal(session)} session the United Nations {body} voted on {text}."
        return Scene(event, motion, date(1945 + session, 12, 30), lead, filler, what)
    c = event.counts
    tally = ""
    if None not in (c.yes, c.no, c.abstain):
        form = random.choice(_TALLIES)
        tally = " " + form.format(
            y=c.yes, n=c.no, a=c.abstain, abstentions="abstention" if c.abstain == 1 else "abstentions"
        )
    result = (
        f" and the result was {tally.removeprefix(' by ').removeprefix(' with ').removeprefix(' in ').strip()}"
        if tally
        else ""
    )
    forms = _ADOPTED if event.result == "adopted" else _VOTED_ON
    lead = random.choice(forms).format(
        body=body,
        day=random.choice((british, american))(day),
        text=text,
        Text=capital(text),
        titled=titled,
        tally=tally,
        result=result,
    )
    lead = lead.replace(",.", ".")
    return Scene(event, motion, day + timedelta(days=random.randrange(1, 6)), lead, filler, what)
