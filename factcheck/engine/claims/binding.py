"""`binding`: what a text can do. Binding(motion): binding, non-binding, symbolic, or a verb of obligation."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.bodies import UNLIKE, last_body
from factcheck.engine.claims.charter import (
    COUNCIL_BINDS,
    DECIDES,
    GENERAL,
    RECOMMENDS,
    RIGHTS_COUNCIL,
    WORLD_BODY,
    effect_of,
)
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import TAGS, rx

KIND = "binding"

_FORCE = r"(?:force|power|effect|weight|strength|authority|standing|consequences?|obligations?|teeth|status)"
_NON = rx(
    r"(?:\bnon-? ?binding\b|\bunbinding\b|\b(?:not|never|neither(?: of (?:which|them|these|those|the two))?(?: (?:is|are|was|were|being))?|neither [^.;]{3,60}? nor [^.;]{3,50}? (?:is|are|was|were)|none of (?:which|them|these|those)(?: (?:is|are|was|were))|isn't|aren't|wasn't|weren't) (?:legally[- ]|strictly |formally |itself |themselves |in itself )?(?:a )?(?:legally[- ])?(?:binding|enforceable|mandatory|compulsory)\b"
    r"|\b(?:(?:legally )?binding (?:up)?on|binds|bind) (?:no (?:one|<N>)|nobody|none|no (?:state|country|member|government|party|nation)s?)(?!\w)"
    rf"|\b(?:no|without|lack(?:s|ed|ing)?|devoid of|carr(?:y|ies|ied|ying) no|ha(?:s|ve|d|ving) no)(?: (?:any|a|real|direct|formal))? (?:legally |legal |binding |enforceable |juridical |executive )+{_FORCE}?"
    rf"|\black(?:s|ed|ing)? (?:the )?(?:force|strength) of (?:a )?law\b|\bno force of law\b|\bunenforceable\b"
    r"|\b(?:cannot|can't|could not|does not|do not|doesn't|don't|did not|has no power to|have no power to|no power to) (?:legally )?(?:be (?:legally )?enforced|bind\b|oblige|compel|force|impose (?:binding )?obligations)"
    r"|\b(?:no|without(?: any)?|lacks?|lacking) (?:enforcement mechanism|means of enforcement|way to enforce)\b)"
)
_BINDS = rx(
    r"(?<!non-)(?<!non )(?<!not )(?<!n't )(?<!legally )(?<!legally-)(?<!no )(?<!never )\b(?:legally[- ])?binding\b(?! referendum)"
)
_NOT_LEFT = rx(
    r"\b(?:little|hardly|scarcely|barely|limited|few|not|n't|non-?|no|never|neither|nor|unlike|without|rather than|lack\w*)(?: \w+){0,2} ?$"
)
_OF_A_THING = rx(
    r"\b(?:would|could|should|might|may|must) (?:be|have been)(?: legally)? $|\b(?:ceasefire|cease-fire|truce|agreement|accord|treaty|pact|deal|obligations?|commitments?|targets?|rules|law|norms|measures|guarantees|an?|for|into)(?: (?:that|which)(?: \w+){1,3})? (?:legally )?$|\b(?:regard|treat|consider|see|view|accept|respect)(?:s|ed|ing)? [^.;,]{1,40} as (?:legally )?$"
)
"""Before "binding": a wish, or a thing other than the text ("a binding agreement", "obligations binding on all")."""
_A_COURT = rx(r"\b(?:courts?|icj|icc|tribunals?|judges)\b")
_ITS_RULINGS = rx(
    r"\b(?:its|their|whose|the court's) (?:[\w-]+ ){0,2}(?:decisions?|rulings?|orders?|opinions?|findings?|judge?ments?|verdicts?)\b(?:(?!resolution|assembly|council|vote)[^.;]){0,40}$"
)
_OF_ANOTHER = rx(
    r"(?:,| and)?(?: \w+)? (?:opinion|ruling|referendum|plebiscite|judge?ment|verdict|order|statement|agreement|guidelines|pledge|commitments?|targets?|advice|mediation|arbitration)\b"
)
"""Behind "non-binding": a thing that is no text voted on ("a non-binding advisory opinion")."""
_SYMBOLIC = rx(
    r"\b(?:(?:largely|mostly|purely|mainly|merely|only|essentially|primarily|highly|chiefly|simply) )?symbolic\b(?! (?:date|day|anniversary|place|site|gesture of|moment|figure))|\btoothless\b"
)
_ABOUT_TEXT = rx(rf"\b{g.TEXT}\b|\bvotes?\b|\bdecisions?\b|\bballot\b|<Q>|<Y>")
_ORDER = r"(?P<v>order(?:ed|s|ing)|oblig(?:ed|es)|compel(?:led|s)|forc(?:ed|es)|requir(?:ed|es)|mandat(?:ed|es)|command(?:ed|s)|instruct(?:ed|s))"
_ORDERS = rx(
    r"(?:<B>(?:'s)?(?: (?:<T>|on|late|has|had|then|also|resolution|vote))*|\b(?:the|this|that|a|its)(?: [\w-]+){0,2} (?:resolution|text|measure)(?: also| <Y>)?|<Q>\"?|<Y>)"
    rf" {_ORDER}(?: <T>| on| that| the|,)* (?P<o><L>|<J>|states|all|members|it\b|both)"
)
_GENERAL = rx(
    r"(?P<its>\b(?:its|their|his|whose|the latter's))? ?(?:<B>(?:'s|')? )?(?:other |all |most )?\b(?P<n>resolutions|decisions|texts|votes|measures|recommendations)\b"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "Non-binding", "carries no legal force", "symbolic", "binding", and verbs of obligation ("orders Russia to").

    Known misses: force told by comparison ("a mere expression of opinion").
    """
    masked = sentence.masked
    text = masked.text
    if not any(map(text.__contains__, ("bind", "legal", "symbolic", "toothless", "enforce", "oblig", "compel", "forc", "order", "requir", "mandat", "command", "instruct", "law", "compulsory"))):  # fmt: skip
        return
    if not rx(rf"\b{g.TEXT}\b|<B>|<Q>|<Y>|\bvotes?\b|\bit\b|\bdecisions?\b").search(text):
        return
    found: list[tuple[int, int, dict[str, object]]] = []
    for match in _NON.finditer(text):
        if _OF_ANOTHER.match(text, match.end()):
            continue
        found.append((match.start(), match.end(), {"binding": False}))
    for match in _BINDS.finditer(text):
        left = text[max(0, match.start() - 60) : match.start()]
        if not _NOT_LEFT.search(left[-30:]) and not _OF_A_THING.search(left) and not _inside(match.start(), found):
            found.append((match.start(), match.end(), {"binding": True}))
    for match in _SYMBOLIC.finditer(text):
        if _ABOUT_TEXT.search(text, max(0, match.start() - 80), match.end() + 40):
            found.append((match.start(), match.end(), {"binding": "symbolic"}))
    for first, last, asserted in found:
        if _is_of_a_court(sentence, document, first):
            continue
        start, end = _clause(sentence, first, last)
        owner = _general_owner(sentence, document, first)
        if owner:
            yield Draft(KIND, sentence, start, end, {**asserted, "body": owner}, "none")
        else:
            yield Draft(KIND, sentence, start, end, asserted, place=first, meta={"words": text[first:last]})
    for match in _ORDERS.finditer(text):
        start, end = masked.span(match.start(), match.end())
        yield Draft(KIND, sentence, start, end, {"binding": True, "by_verb": match["v"]}, place=match.start("v"))


def _is_of_a_court(sentence: Sentence, document: Document, place: int) -> bool:
    """Whether "its decisions" are those of a court that this sentence or the one before speaks of."""
    text = sentence.masked.text
    if not _ITS_RULINGS.search(text, max(0, place - 90), place):
        return False
    return any(_A_COURT.search(s.masked.text) for s in document.near(sentence, before=1, after=0))


def _inside(place: int, found: list[tuple[int, int, dict[str, object]]]) -> bool:
    return any(first <= place < last for first, last, _ in found)


def _general_owner(sentence: Sentence, document: Document, place: int) -> str:
    """Whose resolutions a general statement is about ("its resolutions are not binding"); "" for one text.

    What stands in an "unlike" phrase is what is compared with, not what is spoken of.
    """
    masked, text = sentence.masked, sentence.masked.text
    asides = [
        m.span() for m in UNLIKE.finditer(text) if not m.start() <= place < m.end() + _which_are(text, m.end(), place)
    ]
    skipped = {e.value for first, last in asides for _, e in masked.within(first, last, "B")}
    bodies = [(at, e.value) for at, e in masked.within(0, len(text), "B") if not any(a <= at < b for a, b in asides)]
    begin = max(text.rfind(";", 0, place), text.rfind(" but ", 0, place), 0)
    nouns = [m for m in _GENERAL.finditer(text, begin, place + 60) if not any(a <= m.start("n") < b for a, b in asides)]
    if not nouns:
        return ""
    noun = min(nouns, key=lambda m: abs(m.start("n") - place))
    if noun["its"] == "whose":
        near = [e.value for at, e in sorted(masked.within(0, noun.start("n"), "B"))]
        return str(near[-1]) if near else ""
    of = rx(
        r"(?: (?:of|by|from|in|adopted by|passed by|approved by))+ (?:the |both )?(?:<N>-member )?(?:un |u\.n\. |united nations )?(?P<b><B>)"
    ).match(text, noun.end("n"))
    if of:
        return str(masked.entity(of.start("b")).value)
    if noun["n"] == "votes" and not noun.group().lstrip().startswith(TAGS["B"]):
        return ""
    owner = rx(r"(?P<b><B>)(?:'s|')? (?:[\w-]+ ){0,2}?$").search(text, max(0, noun.start("n") - 40), noun.start("n"))
    if owner:
        return str(masked.entity(owner.start("b")).value)
    before = text[max(0, noun.start("n") - 12) : noun.start("n")]
    if before.endswith("assembly "):
        return "GA"
    if before.endswith("council ") and "rights" not in before:
        return "SC"
    if WORLD_BODY.search(text, noun.end("n"), noun.end("n") + 60):
        return "GA"
    if noun["its"]:
        near = [value for at, value in sorted(bodies) if at < noun.start("n")]
        skip = next(iter(skipped)) if len(skipped) == 1 else ""
        return str(near[-1]) if near else last_body(sentence, document, 0, skip)
    if bodies and rx(r"\b(?:such|these|those)\b").search(before) is None:
        return str(min((abs(at - place), value) for at, value in bodies)[1])
    return ""


def _which_are(text: str, end: int, place: int) -> int:
    """How far "which are" carries what an "unlike" phrase names on to the trigger at `place`."""
    match = rx(r", (?:which|that|whose [a-z]+)\b[^,;]{0,40}$").search(text, end, place)
    return place + 1 - end if match is not None and match.start() == end else 0


def _clause(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The words around a trigger up to the next comma or the sentence's end, for a span a reader can see."""
    text = sentence.masked.text
    begin = max(text.rfind(",", 0, first), text.rfind(";", 0, first)) + 1
    stop = min((place for place in (text.find(",", last), text.find(";", last)) if place >= 0), default=len(text))
    return sentence.masked.span(max(begin, first - 80), min(stop, last + 40))


_EFFECT = {
    "recommendation": (False, "is a recommendation of the General Assembly, which does not bind states", RECOMMENDS),
    "decision": (True, "takes a decision that takes effect by the Charter itself", DECIDES),
    "binding": (True, "is a decision of the Security Council", COUNCIL_BINDS),
    "procedural": (None, "is a procedural decision", None),
    "disputed": (None, "is a Council text without an operative demand: whether it binds is disputed", COUNCIL_BINDS),
    "none": (False, "was not adopted, so it has no force", None),
}


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """By the legal effect in the record, else by the Charter. A verb of obligation may stand loosely for "demanded".

    "Symbolic" holds of what does not bind; of a text that binds it is left open, since no record measures effect.
    """
    motion = index.motion_of(event)
    effect = effect_of(motion)
    value, text, rule = _EFFECT.get(effect, (None, "has no legal effect stated in the record", None))
    if effect == "recommendation" and motion.body == "HRC":
        text, rule = "is a recommendation of the Human Rights Council, which does not bind states", RIGHTS_COUNCIL
    said = draft.asserted["binding"]
    if effect == "none" and (event.result == "adopted" or draft.asserted["binding"] is True):
        value = None  # what a draft would have been is not what it is
    wanted = False if said == "symbolic" else said
    if effect == "decision" and "advisory opinion" in motion.title.lower():
        value = None  # it takes effect, and asks a court for what binds nobody
    holds = None if value is None else True if value == wanted else None if said == "symbolic" else False
    record = {"motion": motion.key, "legal_effect": effect}
    readings = [Reading("linked event", holds, record)]
    if holds is False and "by_verb" in draft.asserted:
        readings.append(Reading("the verb as a loose word for a demand", True, record))
    fact = f"{motion.key} {text}" + (f" ({rule.where})" if rule else "")
    rows = (Evidence("motion", motion.key, motion.source),)
    return Judgement(tuple(readings), rows, (fact,), event)


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """What resolutions of a body can do, by the Charter."""
    code = draft.asserted["body"]
    value, rule = GENERAL.get(code, (None, None))
    said = False if draft.asserted["binding"] == "symbolic" else draft.asserted["binding"]
    if value is None or rule is None:
        fact = f"the rules do not say what resolutions of the {index.body_names.get(code, code)} can do"
        return Judgement((Reading("rule of the Charter", None, {"body": code}),), (), (fact,))
    holds: bool | None = value == said
    facts = [rule.fact]
    readings = [Reading("rule of the Charter", holds, {"body": code})]
    if code == "SC":
        facts.append("not every paragraph of a Council resolution is a decision")
        if not holds:
            readings = [Reading("rule of the Charter", None, {"body": code})]
    return Judgement(tuple(readings), (), tuple(facts))
