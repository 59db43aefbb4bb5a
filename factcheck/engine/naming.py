"""Names of texts for readers: where an explanation first names a vote by its key, the title or the matter stands beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.engine.explain import capital
from factcheck.engine.index import Index
from factcheck.engine.model import Motion, VoteEvent

_KEY = re.compile(r"[A-Z](?<![\w/.“][A-Z])[A-Z]{0,2}/[\w./@-]*\w(?:\([IVXLC]+\))?")
LONGEST = 110
"""Characters of a title before it is cut at a word."""
TITLED = 3
"""Texts that one explanation may name and still give the title of each; with more, only the first has its title."""
_TWO_BRACKETS = re.compile(r"\(([A-Z]{1,3}/[^() ]+(?:\([IVXLC]+\))?|[^()]+)\) \((?=\d|[A-Z])")
_CATALOGUE = re.compile(r"^\s*A/\d+/\S+\s+\d*\s*-\s*")
"""What a catalogue puts before a title: a symbol and the number of the agenda item."""
_MARK = re.compile(r"\s*: (?:draft )?(?:resolution|decision) / (?:adopted by|submitted by|recommended).*$")
"""What a catalogue puts behind a title: what kind of document it is, and whose."""
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def titled(text: str, index: Index) -> str:
    """`text` with the title beside the first mention of each vote, and words in place of keys that are no symbols.

    >>> from factcheck.engine.record import Record
    >>> titled("On A/RES/1/1 France voted yes.", Index(Record()))
    'On A/RES/1/1 France voted yes.'
    """
    named = {key: _known(key, index) for key in dict.fromkeys(_KEY.findall(text))}
    keys = [key for key, known in named.items() if known]
    if not keys:
        return text
    with_title = set(keys if len(keys) <= TITLED else keys[:1])

    def name(match: re.Match[str]) -> str:
        key = match.group()
        motion, event = named[key] or (None, None)
        if motion is None:
            return key
        full = key in with_title and f"“{motion.title}”" not in text
        with_title.discard(key)
        words = _name(key, motion, event, full, index)
        begins = match.start() == 0 or text[: match.start()].endswith((". ", "! "))
        return capital(words) if begins else words

    text = _KEY.sub(name, text)
    return _TWO_BRACKETS.sub(r"(\1, ", text) if ") (" in text else text


def _known(key: str, index: Index) -> tuple[Motion, VoteEvent | None] | None:
    event = index.events.get(key)
    motion = index.motions.get(event.motion if event is not None else key)
    if motion is None:
        return None
    return motion, event or next(iter(index.by_motion(motion.key)), None)


def _name(key: str, motion: Motion, event: VoteEvent | None, full: bool, index: Index) -> str:
    symbol = motion.symbol or motion.draft
    later = f", {_ORDINALS.get(event.sequence, 'later')} vote" if event is not None and "@" in key else ""
    if symbol and full and motion.title:
        return f"“{_short(motion.title)}” ({symbol}{later})"
    about = _short(motion.description or motion.title) if full else ""
    if symbol:
        return symbol + (f" ({about}{later})" if about else f" ({later[2:]})" if later else "")
    if motion.parent:
        return _part(motion, index)
    where = f"the {index.body_names.get(motion.body, motion.body)}"
    when = f" of {event.day.day} {event.day:%B %Y}" if event is not None and event.day is not None else ""
    what = "draft" if motion.kind == "draft" else "text"
    return f"the {what}{when} in {where}" + (f" ({about})" if about else "") + later


def _part(motion: Motion, index: Index) -> str:
    """ "Amendment 4 to A/RES/ES-11/8": a part of a text, put to the vote by itself."""
    number = re.search(r"/amendment-(\d+)$", motion.key)
    parent = index.motions.get(motion.parent or "")
    whole = (parent.symbol or parent.draft if parent is not None else "") or "an earlier text"
    if motion.kind == "amendment":
        return f"amendment {number[1]} to {whole}" if number else f"an amendment to {whole}"
    return f"a paragraph of {whole}" if motion.kind == "paragraph" else f"a part of {whole}"


def plain_title(title: str) -> str:
    """A title without what a catalogue puts behind it, and without spaces inside its brackets."""
    return _MARK.sub("", title).replace("( ", "(").replace(" )", ")")


@lru_cache(maxsize=4096)
def _short(title: str) -> str:
    """A title cut at a word; "" for a description in capitals or one that says that nothing is known."""
    title = plain_title(_CATALOGUE.sub("", title))
    if title.isupper() or title.startswith(("The source does not say", "Letter dated")):
        return ""
    if sum(map(str.isupper, title)) > len(title) / 2:
        return ""
    if len(title) <= LONGEST:
        return title.rstrip(".")
    return f"{title[:LONGEST].rsplit(' ', 1)[0].rstrip(',;:')}…"
