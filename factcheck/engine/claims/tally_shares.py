"""Counts told as a share, as the sum of several options, or by a denied unanimity: "83 opposed it or abstained"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.engine.claims import tally_words as w
from factcheck.engine.model import Reading, VoteEvent
from factcheck.engine.text.document import Sentence


def shares(sentence: Sentence) -> Iterator[tuple[re.Match[str], dict[str, Any]]]:
    """Matches in a sentence with what each asserts; those that only may come to be are left out."""
    text = sentence.masked.text
    if "unanim" in text:
        for match in w.UNANIMITY_DENIED.finditer(text):
            yield match, {"unanimous": False}
    for match in w.SHARE.finditer(text):
        if not w.PERHAPS.search(text[max(0, match.start() - 60) : match.start()]):
            yield match, _share(match)


def _share(match: re.Match[str]) -> dict[str, Any]:
    did = match["did"]
    option = "abstain" if "abst" in did else "no" if "against" in did or "oppos" in did else "yes"
    said = {"share": round(w.SHARES[match["share"]], 4), "option": option}
    return said | ({"about": match["about"]} if match["about"] else {})


def summed(counts: dict[str, int], tail: re.Match[str], word: str) -> dict[str, Any] | None:
    """What "83 opposed or abstained" asserts: `sum` and the options `of` which it is; None where they are one option."""
    ((option, number),) = counts.items()
    ways = {option, *(name.split("_")[0] for name, words in tail.groupdict().items() if words)}
    return {"sum": number, "of": sorted(ways), **({"about": word} if word else {})} if len(ways) > 1 else None


def readings(asserted: Mapping[str, Any], event: VoteEvent) -> tuple[Reading, ...] | None:
    """How the record bears out such a claim; None where it is a plain count."""
    c = event.counts
    if "share" in asserted:
        return (_of_share(asserted, event),)
    if "sum" in asserted:
        counts = {option: c.get(option) for option in asserted["of"]}
        total = add(*counts.values())
        holds = None if total is None else w.agrees(asserted["sum"], total, asserted.get("about", ""))
        return (Reading("linked event", holds, {"event": event.key, "counts": counts}),)
    if "unanimous" in asserted:
        split = None if c.no is None or c.abstain is None else bool(c.no or c.abstain)
        return (Reading("linked event", split, {"event": event.key, "counts": {"no": c.no, "abstain": c.abstain}}),)
    return None


def _of_share(asserted: Mapping[str, Any], event: VoteEvent) -> Reading:
    """A fraction of the members, or of those who voted, or of those present: true where one of the three bears it out,
    false where none does."""
    c, wanted, word = event.counts, asserted["share"], asserted.get("about", "")
    got = c.get(asserted["option"])
    bases = {
        "of the members": event.members,
        "of those voting yes or no": add(c.yes, c.no),
        "of those present": add(c.yes, c.no, c.abstain),
    }
    if got is None or event.members is None or None in bases.values():
        return Reading("linked event", None, {"event": event.key})
    found = {name: round(got / base, 3) for name, base in bases.items() if base}
    holds = any(_is_share(wanted, share, word) for share in found.values())
    return Reading("linked event", holds, {"event": event.key, "shares": found})


def _is_share(said: float, real: float, word: str) -> bool:
    """The band of the flag `rounding`: 5 per cent."""
    if word in ("more than", "over", "at least"):
        return real >= said
    if word in ("fewer than", "less than", "under"):
        return real <= said
    return abs(real - said) <= 0.05 * max(said, 0.5) or (
        word in ("nearly", "almost", "close to") and 0.9 * said <= real <= said
    )


def add(*counts: int | None) -> int | None:
    """The sum of counts; None where one of them is not known."""
    return None if None in counts else sum(n for n in counts if n is not None)
