"""Who acts: what a pronoun in the place of a subject stands for. Refused rather than guessed.

"It", "they", "both", "the two" mean the last state or states that acted in a sentence before, when exactly one such
subject is to be had and its number fits. "We" and "our country" are never resolved: the text does not say whose they are.
"""

from __future__ import annotations

from factcheck.engine.claims import grammar as g
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import Entity, rx

_SPOKEN_FOR = (
    r"(?:(?P<one>\bit|\bthe country|\bthe nation)|(?P<two>\bboth(?: countries| states| nations| of them| governments)?|\bthe two(?: countries| states| nations| allies| powers| neighbou?rs)?"
    r"|\bthe pair)|(?P<many>\bthey(?: both| all)?|\ball (?:three|four|five)(?: of them| countries| states)?))"
)
_PRONOUN = rx(
    _SPOKEN_FOR
    + r"(?: (?:also|then|again|each|later|instead|too|had|has|have|both|all|simply|[a-z]+ly|chose to|opted to|decided to|in the end|<T>)){0,4} ?$"
)
_FIRST_PERSON = rx(
    r"\b(?:we|our (?:own )?(?:country|government|nation|delegation|ambassador))(?: (?:also|then|again|both|all|have|had|[a-z]+ly)){0,3} ?$"
)
_FRONTED = rx(
    r"(?:^|[;:.] ?)\"?(?:but |and |yet )?(?:unlike|before|after|when|whenever|although|though|while|because|since|as|if|even if|even though|once|until|in the \w+,? when|asked|having|despite|given)\b[^;:<L>]*$"
)
"""Before a pronoun that stands in front of its name: "Before it abstained, Brazil had asked for time"."""
_IS_OBJECT = rx(
    r"\b(?:[a-z]{3,}(?:ed|ing|es)|told|met|meets|told|urges?|asks?|tells?|backs?|fears?|promised|gave|gives|sent|hit|cut|let|of|with|by|from|to|for|against|on|about|over|toward|towards|than) (?:the )?$"
)
"""Before a state that something is done to, or that hangs on a preposition: it is not the one who acts next."""
_OTHER_SUBJECT = rx(
    rf"^(?:\"|but |and |in the end,? |on <T>,? |<T>,? )?(?:the |a |this |that )?(?:\w+ ){{0,2}}(?:un |u\.n\. )?(?:<B>|{g.ONE_TEXT}\b|<Q>|<Y>|vote\b|amendment)"
)


def resolved(sentence: Sentence, place: int, document: Document) -> tuple[Entity, int] | None:
    """The states that the pronoun before the verb at `place` stands for, and where the pronoun begins in the masked
    sentence; None where there is no pronoun, or what it means cannot be told."""
    left = sentence.masked.text[:place]
    match = _PRONOUN.search(left, max(0, place - 60))
    if match is None or left.count('"') % 2:
        return None
    wanted = match.lastgroup or ""
    wanted = next(name for name in ("one", "two", "many") if match[name])
    if _FRONTED.search(left, 0, match.start()):
        return None
    here = _subjects(sentence, match.start())
    if any(_IS_OBJECT.search(left, max(0, at - 40), at) for at in here):
        return None
    if here and rx(r"(?:,| and| but|;|while|as|:|-)").search(left[here[-1] : match.start()]):
        entity = sentence.masked.entity(here[-1])
        return (entity, match.start()) if _fits(entity, wanted) and len(here) == 1 else None
    if here or sentence.index == 0:
        return None
    before = document.sentences[sentence.index - 1]
    if before.is_headline or _OTHER_SUBJECT.match(before.masked.text):
        return None
    subjects = [at for at in _subjects(before, len(before.masked.text)) if _acts(before, at)]
    fitting = [before.masked.entity(at) for at in subjects if _fits(before.masked.entity(at), wanted)]
    return (fitting[0], match.start()) if len(fitting) == 1 and len(subjects) == 1 else None


def first_person_before(sentence: Sentence, place: int) -> int | None:
    """Where "we" or "our country" stands directly before the verb at `place`."""
    match = _FIRST_PERSON.search(sentence.masked.text[:place], max(0, place - 60))
    return match.start() if match else None


def _subjects(sentence: Sentence, stop: int) -> list[int]:
    masked = sentence.masked
    return [
        at for at, _ in masked.within(0, stop, "L")
        if g.is_subject(masked, at) and masked.text[at + 1 : at + 3] != "'s" and masked.text[at + 1 : at + 2] not in ("-", ".")
    ]  # fmt: skip


def _acts(sentence: Sentence, at: int) -> bool:
    """Whether the name is the first thing the sentence speaks of, with a verb behind it."""
    text = sentence.masked.text
    return (
        rx(r"(?:^|\bthat |, |^[\w, ]{0,40} )(?:the |both )?$").search(text[:at]) is not None
        and rx(r",? \(?[a-z]").match(text, at + 1) is not None
    )


def _fits(entity: Entity, wanted: str) -> bool:
    number = len(g.codes_of(entity))
    return number == 1 if wanted == "one" else number == 2 if wanted == "two" else number >= 2
