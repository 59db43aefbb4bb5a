"""Sponsors said against the sponsors in the record."""

from __future__ import annotations

from factcheck.engine.claims.sponsorship.detection import EUROPEANS
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Motion, Reading, VoteEvent
from factcheck.engine.text.document import Document

MAJORITY = 0.5
"""Share of a group's members among the sponsors from which the group as such may be said to have sponsored a text."""
MANY = 20
"""Sponsors from which "dozens" may be said."""
NEARLY = 20
"""One in how many sponsors a report may have missed, or counted too many, without being wrong."""
LATE = 1.25
"""States that sign on the floor come after the list: a number is out of reach of a list only when larger by this factor."""


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when every named state is among the sponsors in the role said, the group's members mostly are, and the number
    fits. What an incomplete list does not show is left open, never false."""
    if draft.asserted.get("of") == "amendment":
        return _of_amendments(draft, event, index)
    motion = index.motion_of(event)
    role = draft.asserted["role"]
    verdicts = {code: is_sponsor(code, role, motion, event, index) for code in draft.subjects}
    values = list(verdicts.values())
    if "group" in draft.asserted:
        values.append(_group(draft.asserted["group"], motion, event, index))
    if "sponsors" in draft.asserted:
        values.append(_number(draft.asserted["sponsors"], draft.asserted["bound"], motion))
    holds = False if False in values else None if None in values or not values else True
    if holds is None and True in values and "group" in draft.asserted and draft.meta.get("loose_group"):
        holds = True  # "Ukraine and its European allies": the named author is known, the rest is no list
    rows = tuple(
        Evidence("sponsorship", f"{motion.key}#{code}", motion.source) for code, v in verdicts.items() if v is not None
    )
    record = {"motion": motion.key, "sponsors": verdicts, "listed": len(motion.sponsors)}
    reading = Reading("linked event", holds, record)
    return Judgement((reading,), rows, (sponsor_sentence(motion, index, draft.subjects),), event)


def is_sponsor(code: str, role: str, motion: Motion, event: VoteEvent, index: Index) -> bool | None:
    """Whether a state is a sponsor in the role said; None where the record cannot tell.

    A complete list of sponsors decides for states that did not vote for the text: lists are closed when a draft is
    printed, and states that vote yes may have signed on the floor. None of those tabled it. Without one, a state is held not to have sponsored a
    text when the record names others and the state voted no on the text, nor to have tabled it when it abstained, and no
    amendment had been carried: no sponsor votes down its own unamended text. A text may be called a state's for its
    subject, so an owner is never denied.
    """
    sponsors = {s.code: s.role for s in motion.sponsors}
    authors = {c for c, r in sponsors.items() if r == "author"}
    if code in sponsors:
        return None if role == "author" and authors and code not in authors else True
    no_member = event.roll_complete and event.roll is not None and code not in event.roll
    if role == "owner" or no_member:
        return None  # lists name members; of observers they say nothing for certain
    vote = event.roll.get(code) if event.roll is not None and event.reconciled else None
    against_it = vote == "no" or (vote == "abstain" and role in ("author", "tabled"))
    if motion.sponsors_complete and sponsors and (vote != "yes" or role in ("author", "tabled")):
        return False
    if sponsors and against_it and not index.was_amended(event):
        return False
    return None


def _group(code: str, motion: Motion, event: VoteEvent, index: Index) -> bool | None:
    """Whether a group as such sponsored a text: most of its members did, or the author is one of them and the only one."""
    day = event.day
    if code == EUROPEANS:
        members = frozenset(s for name in ("EU", "NORDIC", "BALTIC") for s in _members(name, event, index)) | {"GBR"}
    elif code == "E10":
        members = _elected(event, index)
    else:
        members = _members(code, event, index)
    if day is None or not members:
        return None
    listed = {s.code for s in motion.sponsors}
    among = len(listed & members)
    if among >= MAJORITY * len(members):
        return True
    return False if motion.sponsors_complete and listed and not among else None


def _members(code: str, event: VoteEvent, index: Index) -> frozenset[str]:
    group = index.groups.get(code)
    return group.members_on(event.day) if group is not None and event.day is not None else frozenset()


def _elected(event: VoteEvent, index: Index) -> frozenset[str]:
    """The Council's elected members that day: those that voted and are not permanent."""
    permanent = _members("P5", event, index)
    return frozenset(event.roll) - permanent if event.roll and event.body == "SC" and permanent else frozenset()


def _number(said: int, bound: str, motion: Motion) -> bool | None:
    """A list proves "more than"; only a whole list disproves a number, and a lead author may or may not be counted."""
    listed = len(motion.sponsors)
    if bound == "more" and listed >= said:
        return True
    if bound == "about" and listed and abs(listed - said) <= max(2, said // 10):
        return True
    if bound == "exact" and listed in (said, said + 1):
        return True
    if bound == "dozens" and listed >= MANY:
        return True
    if motion.sponsors_complete and bound == "more" and said > LATE * listed:
        return False
    near = max(1, listed // NEARLY)  # states join until the vote, and reports count them at different hours
    return False if motion.sponsors_complete and bound == "exact" and abs(listed - said) > near else None


def _of_amendments(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Whether the named states offered an amendment to the text: true when one of the amendments voted on is theirs."""
    amendments = [index.motion_of(e) for e in index.amendments(event)]
    offered = [m for m in amendments if set(draft.subjects) <= {s.code for s in m.sponsors}]
    record = {"motion": event.motion, "amendments": [m.key for m in offered]}
    named = joined(index.state_name(code, article=True) for code in draft.subjects)
    fact = (
        f"the record names {named} for {joined(m.key for m in offered)}, offered as an amendment to {event.motion}"
        if offered
        else f"the record does not show who offered amendments to {event.motion}"
        if not any(m.sponsors for m in amendments)
        else f"the record shows no amendment to {event.motion} by {named}"
    )
    rows = tuple(Evidence("sponsorship", f"{m.key}#{code}", m.source) for m in offered for code in draft.subjects)
    return Judgement((Reading("linked event", True if offered else None, record),), rows, (fact,), event)


def sponsor_sentence(motion: Motion, index: Index, asked: tuple[str, ...] = ()) -> str:
    """Who stands behind a text, in words: authors first, then those asked about, and whether the list is whole."""
    authors = [index.state_name(s.code, article=True) for s in motion.sponsors if s.role == "author"]
    others = [s.code for s in motion.sponsors if s.role != "author"]
    if not motion.sponsors:
        return f"the record has no sponsors of {motion.key}"
    found = [index.state_name(code, article=True) for code in asked if code in others]
    among = f", {joined(found)} among them" if found and len(others) > len(found) else ""
    count = f"{len(others)} {'sponsor' if len(others) == 1 else 'sponsors'}"
    if authors:
        text = f"the record names {joined(authors)} as {'author' if len(authors) == 1 else 'authors'} of {motion.key}"
        text += f", with {len(others)} other {'sponsor' if len(others) == 1 else 'sponsors'}{among}" if others else ""
    elif len(found) == len(others):
        text = f"the record lists {joined(found)} as {'sponsor' if len(found) == 1 else 'sponsors'} of {motion.key}"
    else:
        text = f"the record lists {count} of {motion.key}{among}"
    return text if motion.sponsors_complete else f"{text}; the list is not known to be whole"
