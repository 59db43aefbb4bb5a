"""The words of an element, and what its elements are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
LONGEST_VERB = 100
LONGEST_NUMBER = 20
DEEPEST = 20
"""Elements inside each other that are looked into."""
PART = re.compile(r"\([a-z]{1,5}\)|[•–—▪■◦·-]")
"""The number of a paragraph that belongs to the one before it."""

_INLINE = frozenset(
    ("span", "a", "i", "b", "u", "sub", "inline", "ref", "docDate", "docTitle", "docType", "subheading")
)
_CLASSES = frozenset(("italic", "bold", "bold italic", "upperLeft"))
_MARK_OF_NOTE = re.compile(r"[\da-z*, –-]{0,12}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Unknown(ValueError):
    """Something not known at an element; becomes `Refused` with the element's place."""

    def __init__(self, element: Element, reason: str) -> None:
        self.element, self.reason = element, reason
        super().__init__(reason)


def name_of(element: Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def the_one(element: Element, path: str) -> Element:
    found = element.findall("/".join(NAMESPACE + part for part in path.split("/")))
    if len(found) != 1:
        raise Unknown(element, f"has {len(found) or 'no'} {path.rpartition('/')[2]} where one is wanted")
    return found[0]


def blocks(element: Element) -> Iterator[tuple[str, Element]]:
    """Its elements; words between them belong to none."""
    if element.text and element.text.strip():
        raise Unknown(element, f"has words outside a paragraph: {element.text.strip()[:40]!r}")
    for child in element:
        yield name_of(child), child
        if child.tail and child.tail.strip():
            raise Unknown(child, f"has words outside a paragraph: {child.tail.strip()[:40]!r}")


def number_of(element: Element) -> str:
    number = words_of(element).removesuffix(".")
    if not number or len(number) > LONGEST_NUMBER:
        raise Unknown(element, f"{number[:40]!r} is not the number of a paragraph")
    return number


def words_of(element: Element) -> str:
    """Its words without footnotes, white space folded. Elements do not part words: links begin amid them."""
    pieces: list[str] = []
    _collect(element, pieces, 0)
    text = "".join(pieces)
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def _collect(element: Element, pieces: list[str], depth: int) -> None:
    if depth > DEEPEST:
        raise Unknown(element, "elements lie too deep in each other")
    if element.text:
        pieces.append(element.text)
    for child in element:
        name = name_of(child)
        if name in _INLINE:
            if name == "span" and child.get("class") not in _CLASSES:
                raise Unknown(child, "is set in a way that is not known")  # or italics, and a verb, could be lost
            _collect(child, pieces, depth + 1)
        elif name in ("eol", "br"):
            pieces.append(" ")
        elif name == "sup":  # set high stand marks of footnotes, and nothing else as far as this is known
            if not _MARK_OF_NOTE.fullmatch(words_of(child)):
                raise Unknown(child, "what stands high is not the mark of a footnote")
        elif name not in ("authorialNote", "decoration", "img"):
            raise Unknown(child, f"{name[:60]} is not known inside a paragraph")
        if child.tail:
            pieces.append(child.tail)


def verb_of(element: Element) -> str:
    """What stands in italics at the beginning, as the verbs of resolutions do ("Calls upon", "Reaffirms its call"),
    behind a letter or mark where there is one; "" where a paragraph begins otherwise."""
    verb, lead = "", element.text or ""
    for child in element:
        if lead.strip() and (verb or not PART.fullmatch(lead.strip())):
            break
        if name_of(child) != "span" or "italic" not in child.get("class", ""):
            break
        verb += (" " if verb and lead else "") + words_of(child)
        lead = child.tail or ""
    verb = verb.rstrip(",;:. ")
    return verb if len(verb) <= LONGEST_VERB and verb[:1].isalpha() else ""
