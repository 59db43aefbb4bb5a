"""`body` and `binding`: which body voted, how large it is, and what its text can do."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

BODY, BINDING = "body", "binding"

_SIZE = rx(
    r"(?P<n><N>)[- ](?:member|nation|state|country|strong|seat)(?:-strong)?(?: (?:un|u\.n\.|united nations|world))?(?:'s)? (?P<b><B>)"
)
_PLACE = rx(
    r"\b(?:voted|votes|voting|abstained|abstains|abstaining|vote|sided)\b(?: (?:yes|no|against it|for it|together|again|alongside <L>|with <L>|on <T>|<T>))*,?"
    r" (?:in|at) (?:the )?(?:un |u\.n\. |united nations )?(?P<b><B>)"
)
_NON = rx(
    r"(?:non-?binding|not (?:legally )?binding|(?:no|without|lacks?|carr(?:y|ies) no|has no)(?: \w+)? (?:binding|legal) (?:force|power|effect)|not legally enforceable)"
)
_BINDS = rx(r"(?<!non-)(?<!not )(?<!not legally )\b(?:legally )?binding\b")
_ORDERS = rx(
    r"(?:<B>(?:'s)?(?: (?:<T>|on|late|has|had|then|also|resolution|vote))*|\b(?:the|this|that|a|its)(?: [\w-]+){0,2} (?:resolution|text|measure)(?: also| <Y>)?|<Q>\"?|<Y>)"
    r" (?P<v>order(?:ed|s|ing)|oblig(?:ed|es)|compel(?:led|s)|forc(?:ed|es)|requir(?:ed|es)|mandat(?:ed|es)|command(?:ed|s))(?: <T>| on| that| the|,)* (?P<o><L>|<J>|states|all|members|it\b|both)"
)


def detect_bodies(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "The 193-member General Assembly", "voted in the Security Council"."""
    masked = sentence.masked
    for match in _SIZE.finditer(masked.text):
        start, end = masked.span(match.start(), match.end())
        yield Draft(
            BODY,
            sentence,
            start,
            end,
            {"body": masked.entity(match.start("b")).value, "size": masked.entity(match.start("n")).value},
            "none",
        )
    for match in _PLACE.finditer(masked.text):
        start, end = masked.span(match.start(), match.end())
        yield Draft(BODY, sentence, start, end, {"body": masked.entity(match.start("b")).value}, meta={"place": True})


def judge_body(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the linked vote was taken in the body named."""
    code = draft.asserted["body"]
    fact = f"the vote on {event.key} was in the {index.body_names.get(event.body, event.body)}"
    reading = Reading("linked event", event.body == code, {"event": event.key, "body": event.body})
    return Judgement((reading,), (Evidence("count", event.key, ", ".join(event.sources)),), (fact,), event)


def detect_binding(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "Non-binding", "binding", and verbs of obligation said of a text or a body ("orders Russia to")."""
    masked = sentence.masked
    if not rx(rf"\b{g.TEXT}\b|<B>|<Q>|<Y>|\bvote\b|\bit\b").search(masked.text):
        return
    bodies = [e.value for _, e in masked.within(0, len(masked.text), "B")]
    general = rx(
        r"<B>(?:'s)? (?:resolutions|decisions|texts|votes)|(?:resolutions|texts|decisions) (?:of|by|adopted by|passed by|from) the (?:un |u\.n\. )?<B>"
    )
    is_general = general.search(masked.text) is not None
    for pattern, value in ((_NON, False), (_BINDS, True)):
        for match in pattern.finditer(masked.text):
            start, end = _clause(sentence, match.start(), match.end())
            asserted = {"binding": value}
            if is_general and bodies:
                nearest = _nearest_body(sentence, match.start())
                yield Draft(BINDING, sentence, start, end, {**asserted, "body": nearest}, "none")
            else:
                yield Draft(BINDING, sentence, start, end, asserted)
    for match in _ORDERS.finditer(masked.text):
        start, end = masked.span(match.start(), match.end())
        yield Draft(BINDING, sentence, start, end, {"binding": True, "by_verb": match["v"]})


def _nearest_body(sentence: Sentence, place: int) -> str:
    masked = sentence.masked
    unlike = rx(r"unlike (?:the )?(?:un |u\.n\. )?<B>").search(masked.text)
    skip = unlike.end() - 1 if unlike else -1
    options = [(abs(at - place), e.value) for at, e in masked.within(0, len(masked.text), "B") if at != skip]
    return str(min(options)[1]) if options else ""


def _clause(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The words around a trigger up to the next comma or the sentence's end, for a span a reader can see."""
    text = sentence.masked.text
    begin = max(text.rfind(",", 0, first), text.rfind(";", 0, first)) + 1
    stop = min((place for place in (text.find(",", last), text.find(";", last)) if place >= 0), default=len(text))
    return sentence.masked.span(max(begin, first - 80), min(stop, last + 40))


_EFFECT = {
    "recommendation": (
        False,
        "is a recommendation of the General Assembly, which does not bind states (UN Charter, Articles 10 to 14)",
    ),
    "decision": (
        True,
        "takes a decision that binds by the Charter (budget, membership, elections or the Assembly's own bodies)",
    ),
    "binding": (True, "is a decision under Article 25 of the UN Charter"),
    "procedural": (None, "is a procedural decision"),
    "disputed": (None, "is a Council text without an operative demand: whether it binds is disputed"),
}


def judge_binding(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """By the legal effect in the record. A verb of obligation ("ordered") may also stand loosely for "demanded"."""
    motion = index.motion_of(event)
    value, text = _EFFECT.get(motion.legal_effect, (None, "has no legal effect stated in the record"))
    holds = None if value is None else draft.asserted["binding"] == value
    record = {"motion": motion.key, "legal_effect": motion.legal_effect}
    readings = [Reading("linked event", holds, record)]
    if holds is False and "by_verb" in draft.asserted:
        readings.append(Reading("the verb as a loose word for a demand", True, record))
    return Judgement(
        tuple(readings), (Evidence("motion", motion.key, motion.source),), (f"{motion.key} {text}",), event
    )


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """The size of a body, by its members near the day of publication; what a body can do, by the Charter."""
    code = draft.asserted["body"]
    name = index.body_names.get(code, code)
    if draft.kind == BODY:
        real = index.size_of(code, document.published)
        holds = None if real is None else real == draft.asserted["size"]
        fact = f"the {name} has {real} members" if real else f"the record does not hold the size of the {name}"
        return Judgement((Reading("membership", holds, {"body": code, "members": real}),), (), (fact,))
    known = {"GA": False, "HRC": False}.get(code)
    holds = None if known is None else draft.asserted["binding"] == known
    fact = (
        f"resolutions of the {name} do not bind states"
        if known is False
        else "some Security Council decisions bind under Article 25 of the UN Charter, others do not"
    )
    return Judgement((Reading("rule of the Charter", holds, {"body": code}),), (), (fact,))
