"""Texts that nobody writes in good faith, by name: each a function from a size to a text that grows in proportion to it.

`test_hostile_input.py` runs the engine over them; bench/hostile.py measures the time.
"""

from collections.abc import Callable

LEAD = (
    "The UN General Assembly on Monday adopted A/RES/ES-11/7 with 93 votes in favour, 18 against and 65 abstentions. "
    "Belarus voted against it. "
)
NAMES = (
    "Russia",
    "Belarus",
    "France",
    "India",
    "the United States",
    "Côte d’Ivoire",
    "Congo",
    "Guinea-Bissau",
    "China",
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")


def _rows(row: Callable[[int], str], between: str = " ") -> Callable[[int], str]:
    return lambda size: LEAD + between.join(map(row, range(size)))


def _name(number: int) -> str:
    return NAMES[number % len(NAMES)]


TEXTS: dict[str, Callable[[int], str]] = {
    # runs without an end
    "no white space": lambda size: "a" * 100 * size,
    "no white space, with cues": lambda size: LEAD + "UN-vote-against-" * 6 * size,
    "white space only": lambda size: LEAD + " \t\n" * 30 * size,
    "line ends only": lambda size: LEAD + "\n" * 100 * size,
    "full stops": lambda size: LEAD + ". " * 5 * size,
    "abbreviations": lambda size: LEAD + "U.N. " * 5 * size,
    "hyphens": lambda size: LEAD + "93-" * 20 * size,
    "one sentence": lambda size: LEAD + "Russia voted against the resolution and " * size,
    "one sentence of names": _rows(_name, " and "),
    # brackets and quotation marks
    "nested quotation marks": lambda size: LEAD + "“" * 5 * size + "Russia voted against it." + "”" * 5 * size,
    "alternating quotation marks": lambda size: LEAD + '"‘“the resolution’” ' * size,
    "open titles": lambda size: LEAD + "the resolution titled “Peace and " * size,
    "open brackets": lambda size: LEAD + "Russia (which voted against (" * size,
    "closed brackets": lambda size: LEAD + ")) Russia voted against it. " * size,
    "nested brackets": lambda size: LEAD + "(" * 10 * size + " Russia voted against it. " + ")" * 9 * size,
    # scripts and code points
    "mixed scripts": lambda size: LEAD + "Россия против 反対 مصر ضد हिन्दी Russia voted against it. " * size,
    "Latin and Cyrillic in one word": lambda size: LEAD + "Rusѕia vоted аgainst it. " * size,
    "combining marks": lambda size: LEAD + "e" + "\u0301" * 10 * size + " Belarus abstained.",
    "combining marks in names": lambda size: LEAD + "Ru\u0308ssia\u0301 voted against it. " * size,
    "right to left": lambda size: LEAD + "\u202eRussia\u202c \u200fvoted\u200f \u2067against\u2069 it. " * size,
    "zero width": lambda size: LEAD + "Rus\u200bsia\u200d vo\ufeffted\u2060 against it. " * size,
    "control characters": lambda size: LEAD + "Russia\x00 voted\x01 \x1bagainst it\x7f.\x85\u2028\u2029 " * size,
    "private use": lambda size: LEAD + "\ue000 voted against \ue003 \ue004 in favour, \ue008 \ue007. " * size,
    "lone surrogates": lambda size: LEAD + "Russia \ud800 voted against \udfff it. " * size,
    "digits of other scripts": lambda size: LEAD + "٩٣ in favour, ９３ against, 𝟗𝟑 abstained, ²³-½-Ⅳ. " * size,
    "letters that change length": lambda size: LEAD + "İstanbul ŉ ß ﬁ ǅ voted against İt. " * size,
    # thousands of the things that the engine looks for
    "names in a list": lambda size: LEAD + "Voting against were " + ", ".join(map(_name, range(size))) + ".",
    "names without commas": _rows(_name),
    "names in lines": lambda size: LEAD + "\nAgainst:\n" + "\n".join(map(_name, range(size))),
    "votes of states": _rows(lambda n: f"{_name(n)} voted against it."),
    "numbers": _rows(str),
    "numbers in words": lambda size: LEAD + "one hundred and " * size,
    "counts": _rows(lambda n: f"{n % 190} voted in favour, {n % 97} against and {n % 89} abstained."),
    "tallies": _rows(lambda n: f"The vote was {n % 190}-{n % 97}-{n % 89}."),
    "symbols": _rows(lambda n: f"A/RES/{n % 90}/{n} was adopted."),
    "symbols in a list": _rows(lambda n: f"S/RES/{n}", ", "),
    "known symbols": _rows(lambda n: f"A/RES/ES-11/{n % 9} was adopted."),
    "titles": _rows(lambda n: f"It is titled “Advancing a comprehensive, just and lasting peace number {n}”."),
    "days": _rows(lambda n: f"The Assembly voted on {n % 28 + 1} {MONTHS[n % 11]} {1946 + n % 79}."),
    "months": _rows(lambda n: f"The Assembly voted in {MONTHS[n % 11]} {1946 + n % 79}."),
    "everything": _rows(
        lambda n: (
            f"On {n % 28 + 1} {MONTHS[n % 11]} {1946 + n % 79} {_name(n)} voted against A/RES/{n % 90}/{n}, {n % 190}-{n % 97}-{n % 89}."
        )
    ),
    # words of every kind of claim, again and again
    "alignments": lambda size: LEAD + "The United States sided with Russia. " * size,
    "vetoes": lambda size: LEAD + "Russia vetoed it. " * size,
    "sponsors": lambda size: LEAD + "It was drafted by Ukraine and co-sponsored by France. " * size,
    "demands": lambda size: LEAD + "The resolution demands that Russia withdraw its troops. " * size,
    "comparisons": lambda size: (
        LEAD + "Support was lower than in previous votes, for the first time since 2022. " * size
    ),
    "groups": lambda size: LEAD + "All EU members except Hungary voted in favour. " * size,
    "direct speech": lambda size: LEAD + "“We voted for peace,” said the ambassador of France. " * size,
    "figures": lambda size: LEAD + "About 43,000 Ukrainian soldiers have lost their lives. " * size,
    "motives": lambda size: LEAD + "India abstained because of oil, " * size,
}
