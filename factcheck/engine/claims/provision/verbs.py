"""The verbs of resolutions in families: how prose puts them, and how operative paragraphs begin."""

from __future__ import annotations

import re

_FAMILIES: dict[str, str] = {
    "ask": "demand call+ urge request appeal implore ask seek insist press require exhort invite encourage order instruct plead",
    "condemn": "condemn deplore denounce criticise criticize rebuke censure castigate decry reprimand blame",
    "affirm": "affirm reaffirm recognise recognize declare proclaim acknowledge stress emphasise emphasize reiterate uphold determine underline underscore assert recall",
    "support": "welcome endorse praise commend hail approve",
    "authorise": "authorise authorize allow permit empower mandate enable",
    "extend": "extend renew prolong",
    "establish": "establish create appoint launch designate institute",
    "impose": "impose tighten ban prohibit bar sanction",
    "lift": "lift terminate ease",
    "suspend": "suspend strip expel oust",
    "reject": "reject nullify invalidate",
    "grant": "grant upgrade widen expand confer admit",
    "name": "name mention label brand cite identify accuse describe",
    "cover": "cover contain address include",
}
"""Verbs by family. A plus marks a verb that needs its particle ("call for")."""

_IRREGULAR = {
    "let": ("let", "lets", "let", "letting"),
    "set up": ("set up", "sets up", "set up", "setting up"),
    "seek": ("seek", "seeks", "sought", "seeking"),
    "strip": ("strip", "strips", "stripped", "stripping"),
    "expel": ("expel", "expels", "expelled", "expelling"),
    "admit": ("admit", "admits", "admitted", "admitting"),
    "permit": ("permit", "permits", "permitted", "permitting"),
    "confer": ("confer", "confers", "conferred", "conferring"),
    "ban": ("ban", "bans", "banned", "banning"),
    "bar": ("bar", "bars", "barred", "barring"),
    "label": ("label", "labels", "labelled", "labelling"),
    "plead": ("plead", "pleads", "pleaded", "pleading"),
    "uphold": ("uphold", "upholds", "upheld", "upholding"),
    "refer to": ("refer to", "refers to", "referred to", "referring to"),
    "single out": ("single out", "singles out", "singled out", "singling out"),
    "call": ("call (?:for|on|upon)", "calls (?:for|on|upon)", "called (?:for|on|upon)", "calling (?:for|on|upon)"),
    "give": ("give", "gives", "gave", "giving"),
    "apply to": ("apply to", "applies to", "applied to", "applying to"),
    "deny": ("deny", "denies", "denied", "denying"),
}
_MORE = {"authorise": ("let",), "establish": ("set up",), "name": ("refer to", "single out"), "grant": ("give",), "cover": ("apply to",)}  # fmt: skip


def _forms(verb: str) -> tuple[str, str, str, str]:
    """Base, third person, past, participle of an English verb."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith(("sh", "ch", "ss", "x")):
        return verb, f"{verb}es", f"{verb}ed", f"{verb}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return verb, f"{verb}s", f"{verb}ed", f"{verb}ing"


FAMILY_OF: dict[str, str] = {}
"""Family of each form of each verb, without particles."""
_by_form: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
for _family, _verbs in _FAMILIES.items():
    for _verb in (*_verbs.replace("+", "").split(), *_MORE.get(_family, ())):
        for _list, _form in zip(_by_form, _forms(_verb), strict=True):
            _list.append(_form)
            FAMILY_OF.setdefault(re.sub(r" \(.*", "", _form), _family)

BASE, PRESENT, PAST, PARTICIPLE = (
    "(?:" + "|".join(sorted(dict.fromkeys(forms), key=lambda f: (-len(f), f))) + ")" for forms in _by_form
)


def family_of(verb: str) -> str:
    """Family of a verb as found ("calling for" is of the family ask); "" for none."""
    return FAMILY_OF.get(verb) or FAMILY_OF.get(verb.split(" ")[0], "")


_STEMS = {
    "ask": r"demand|calls?\b|calling|urg(?:e|ing)|request|appeal|implor|asks?\b|insist|requir|exhort|invit|encourag|necessity of|need (?:for|to)\b|must\b|should\b|shall\b",
    "condemn": r"condemn|deplor|denounc|censur|reprobat|regrets? (?:in|deeply)|alarm|outrage|reject",
    "affirm": r"affirm|recogni[sz]|declar|proclaim|acknowledg|stress|emphasi[sz]|reiterat|uphold|determin|underlin|underscor|recall|consider|says? that|not(?:es|ing)\b|expresses",
    "support": r"welcom|endors|support|commend|prais|approv|appreciat|adopts?\b|accept|takes note",
    "authorise": r"authori[sz]|allow|permit|empower|mandate|enabl",
    "extend": r"extend|extension|renew|prolong",
    "establish": r"establish|creat|set up|appoint|launch|designat|institut|proclaim|decides to convene",
    "impose": r"impos|tighten|ban\b|bans\b|prohibit|embargo|sanction|freez|measures",
    "lift": r"lift|terminat|eas(?:e|ing)|remov|end(?:s|ed|ing)?\b",
    "suspend": r"suspen[ds]|strip|expel|remov",
    "reject": r"reject|null and void|no validity|invalid|not recogni[sz]",
    "grant": r"grant|upgrad|confer|admi(?:t|ssion)|rights and privileges|accord",
    "name": r"",
    "cover": r"",
}
STEMS = {
    family: re.compile(rf"\b(?:{pattern})" if pattern else "", re.IGNORECASE) for family, pattern in _STEMS.items()
}
"""What marks a paragraph, a title or a description as one of a family. Of `name` and `cover` every paragraph may be one."""
DEMAND = re.compile(r"\b(?:demand|insist|must\b|shall\b|requires?\b|decides)", re.IGNORECASE)
"""What a strict demand begins with, as against a call, a request or an appeal."""
SURE_TO_SAY = frozenset({"ask", "condemn", "authorise", "extend", "establish", "impose", "suspend", "lift"})
"""Families that a text either has in its operative part or does not have at all."""
LOOSE = (
    "critici",
    "blam",
    "rebuk",
    "castigat",
    "decr",
    "ask",
    "seek",
    "sought",
    "press",
    "let",
    "allow",
    "creat",
    "ban",
    "bar",
    "ease",
    "easing",
)
"""Beginnings of verbs that reporters use for more than the text's own verbs: their absence from a text says nothing."""
