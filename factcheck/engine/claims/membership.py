"""Which states a phrase for a group means on a day: dated groups of the record, or several of them where the phrase is loose.

"EU members" is one set. "European nations", "the West", "its allies" may be drawn in several ways; each way is a reading.
A phrase that fits no group of the record ("small island countries") has no sets, and nothing is decided about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

IN_A_REGION = rx(
    r"<G>(?: \((?:<G>|[\w. ]{1,12})\)?)?(?:'s)?(?: (?:countries|states|members|member states|nations))?(?=[ ,])[^.;]{0,110}$|(?:^|[.;:] )(?:in|among|across|of)(?: all)?(?: the)? (?:\w+ )?(?:africa|asia|europe|oceania|caribbean|latin america|central america|south america|middle east|region|<G>|\w+n (?:countries|states|nations))\b,?[^.;]{0,40}$"
)
"""Before "only A": the others of a region, not of the world."""
SOME_OF = rx(
    r"<N> (?:\w+ )?(?:permanent|elected|non-permanent|african|asian|european|arab|latin|caribbean|pacific|western|eastern|nordic|baltic|gulf|muslim|islamic|nuclear|neighbou?ring|central|council|of (?:its|their|the|our)|<G>|<J>)"
)
"""A number of some group: its list is whole for the group, not for the vote."""
JOINING = rx(
    r"\b(?:join(?:ed|s|ing)|alongside|(?:together|along|side[ds]?|siding|st(?:ood|ands?|anding)|vot(?:ed|ing)|align\w*) with|back(?:ed|ing)|support(?:ed|ing)|follow(?:ed|ing))\b[^;.]{0,30}<L>"
)
"""Between "only A and B" and the vote: they and the one they joined voted so, and the count is of those that joined."""
NOUN = r"(?:member states|member countries|member nations|members|countries|states|nations|country|state|nation|member|governments|delegations|powers|capitals|partners|allies|bloc|group|countries' delegations)"
REGION = (
    r"(?:sub-saharan african|african|arab|muslim(?:-majority)?|islamic|eastern european|east european|western european|european|western|latin american|south american|central american|caribbean|"
    r"pacific island|pacific|south asian|central asian|asian|gulf|nordic|scandinavian|baltic|balkan|nuclear-armed|nuclear-weapons?|nuclear weapons?|nuclear|permanent|non-aligned|developing|island|post-soviet)"
)
NUCLEAR_ARMED = frozenset({"CHN", "FRA", "GBR", "IND", "ISR", "PAK", "PRK", "RUS", "USA"})
"""States that hold nuclear weapons. The treaty on non-proliferation knows five of them, the permanent members."""
_OUTSIDE_EUROPE = frozenset({"AUS", "CAN", "ISR", "NZL", "USA", "TUR", "ARM", "AZE", "GEO"})
"""Members of the two European regional groups that lie elsewhere or in part elsewhere."""
_LISTED_FROM = {"AFRGROUP": date(2020, 1, 1)}
"""Groups of a whole continent, which the record lists from a day on: a state lay there before too."""
_EXACT = {
    "african": ("AFRGROUP",), "arab": ("LAS",), "latin american": ("GRULAC",), "nordic": ("NORDIC",), "baltic": ("BALTIC",), "permanent": ("P5",),
    "gulf": ("GCC",),
}  # fmt: skip
_LOOSE = {
    "muslim": ("OIC",), "muslim-majority": ("OIC",), "islamic": ("OIC",), "non-aligned": ("NONALIGN",), "developing": ("NONALIGN", "G77"),
    "western": ("WEOG", "NATO", "G7"), "western european": ("WEOG",), "eastern european": ("EEG",), "east european": ("EEG",), "asian": ("APG",),
    "pacific": ("PSIDS",), "pacific island": ("PSIDS",), "caribbean": ("CARICOM",), "scandinavian": ("NORDIC",), "sub-saharan african": ("AFRGROUP",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """One way of drawing a group: what it is called and its members on the day of a vote that belong to the body."""

    name: str
    members: frozenset[str]


def definitions(
    phrase: str, codes: tuple[str, ...], owner: tuple[str, ...], event: VoteEvent, index: Index
) -> tuple[list[Definition], bool]:
    """The ways of drawing the group, and whether the phrase is exact, so that there is just one.

    `phrase` is the masked phrase in lower case, `codes` the groups of the record that it names, `owner` the states whose
    allies or partners are meant.
    """
    if event.day is None or event.roll is None:
        return [], False
    day, sitting = event.day, frozenset(event.roll)

    def of(code: str) -> frozenset[str]:
        when = max(day, _LISTED_FROM.get(code, day))
        return index.groups[code].members_on(when) & sitting if code in index.groups else frozenset()

    def named(wanted: tuple[str, ...]) -> list[Definition]:
        return [Definition(f"members of {_with_article(index.groups[c].name)}", of(c)) for c in wanted if of(c)]

    if rx(r"\b(?:allies|partners|friends)\b").search(phrase):
        whose = ("NATO", "EU") if not owner or owner == ("USA",) else ("CSTO",) if owner == ("RUS",) else ()
        allies = named(whose)
        if rx(r"\b(?:european|eu|<G>)\b").search(phrase):
            allies = named(("EU", "NATO"))
        return ([Definition(d.name, d.members - frozenset(owner) - {"USA"}) for d in allies] if owner else []), False
    if len(codes) == 1:
        return named(codes), True
    if rx(r"\bnuclear").search(phrase):
        exact = rx(r"nuclear[- ]armed").search(phrase) is not None
        whole = [Definition("states that hold nuclear weapons", NUCLEAR_ARMED & sitting)]
        return (whole, True) if exact else ([*whole, *named(("P5",))], False)
    region = rx(rf"\b({REGION})\b").search(phrase)
    word = region[1] if region else "western" if phrase.strip() in ("west", "the west") else ""
    if word == "european":
        europe = (of("EEG") | of("WEOG")) - _OUTSIDE_EUROPE
        return [
            d
            for d in (
                *named(("EU",)),
                Definition("states of Europe", europe),
                Definition("members of NATO in Europe", of("NATO") - _OUTSIDE_EUROPE),
            )
            if d.members
        ], False
    if word in _EXACT:
        return named(_EXACT[word]), True
    return named(_LOOSE.get(word, ())), False


def is_definite(phrase: str, codes: tuple[str, ...]) -> bool:
    """Whether the masked phrase means one group that the record dates, or a closed list of states."""
    if rx(r"\b(?:allies|partners|friends)\b").search(phrase):
        return False
    if len(codes) == 1 or rx(r"\bnuclear[- ]armed").search(phrase):
        return True
    region = rx(rf"\b({REGION})\b").search(phrase)
    return region is not None and region[1] in _EXACT


def within(phrase: str, event: VoteEvent, index: Index) -> frozenset[str] | None:
    """Members of the one exact group that a phrase means; None where it means none or may be drawn in several ways."""
    group, exact = definitions(phrase, codes_in(phrase, index), (), event, index)
    return group[0].members if exact and len(group) == 1 else None


def codes_in(phrase: str, index: Index) -> tuple[str, ...]:
    """Groups of the record whose name stands in a phrase."""
    found = index.gazetteer.find(phrase.upper(), 0, len(phrase))
    return tuple(dict.fromkeys(f.codes[0] for f in found if f.type == "group"))


def _with_article(name: str) -> str:
    """ "The European Union", but "NATO": a name in capitals takes no article."""
    return name if name.isupper() or name.startswith("the ") else f"the {name}"
