"""The paragraphs of a resolution in their order, preambular and operative, with headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from factcheck.record.importers.akn.words import (
    DEEPEST,
    NAMESPACE,
    PART,
    Unknown,
    blocks,
    name_of,
    number_of,
    verb_of,
    words_of,
)

_TABLES = frozenset(("table",))
_MARKER = re.compile(rf"({PART.pattern})\s+(?=\S)")
_SECTION_NUMBER = re.compile(r"[IVXLC]+|[A-Z]")
_ANNEX = re.compile(r"(?:annex|appendix)(?: [IVXLC]+| [A-Z0-9])?", re.IGNORECASE)
_ENDS = (".", ";", ":", ",", "”", "?", "!")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`section` is preamble, operative or heading; `number` as printed, without a dot behind it: "1", "(a)"."""

    section: str
    number: str
    verb: str
    text: str


def is_part(number: str, verb: str, text: str) -> bool:
    """Whether a paragraph belongs to the one before it: lettered, in a list, or going on amid a sentence."""
    return bool(PART.fullmatch(number)) if number else not verb and text[:1].islower()


@dataclass(slots=True)
class _Found:
    """Paragraphs in the order of the text. `is_annex` from where the annex begins inside the main part."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    is_annex: bool = False
    last: int = 0

    def heading(self, number: str, words: str) -> None:
        number = number.rstrip(".")
        text = re.sub(rf"^{re.escape(number)}\.?\s+", "", words) if number else words
        if _ANNEX.fullmatch(text):
            self.is_annex = True
        elif text or number:
            self._keep("heading", number if text else "", "", text or number)

    def preamble(self, element: Element, number: str = "") -> None:
        text = words_of(element)
        if not number and (marked := _MARKER.match(text)):
            number, text = marked[1], text[marked.end() :]
        self._keep("preamble", number, verb_of(element), text)

    def operative(self, element: Element, number: str, verb: str, text: str) -> None:
        """Numbers have to follow each other, or begin again: where one is missing, a paragraph was lost or misread."""
        if number.isdecimal() and not self.is_annex:
            if int(number) not in (self.last + 1, 1):
                raise Unknown(element, f"paragraph {number} stands behind paragraph {self.last}")
            self.last = int(number)
        self._keep("operative", number, verb, text)

    def _keep(self, section: str, number: str, verb: str, text: str) -> None:
        if not self.is_annex and any(character.isalnum() for character in text):
            self.paragraphs.append(Paragraph(section, number, verb, text))


def paragraphs_of(statement: Element) -> tuple[Paragraph, ...]:
    found = _Found()
    parts = [child for child in statement if name_of(child) in ("preamble", "mainBody")]
    names = [name_of(part) for part in parts]
    if names[:1] != ["preamble"] or names[-1:] != ["mainBody"]:
        raise Unknown(statement, "has no preamble with a main part behind it")
    last = max(place for place, name in enumerate(names) if name == "preamble")
    for place, part in enumerate(parts):
        before = len(found.paragraphs)
        if names[place] == "preamble":
            _preamble(part, found)
            continue
        _main(part, found, depth=0)
        new = found.paragraphs[before:]
        is_open = not any(row.section == "operative" and row.number.isdecimal() for row in new)
        if place < last and is_open and any(row.section == "operative" for row in new):
            raise Unknown(part, "the preamble goes on behind it: which paragraphs are operative cannot be told")
    if not any(row.section == "operative" for row in found.paragraphs):
        raise Unknown(statement, "has no operative paragraph")
    return tuple(found.paragraphs)


def _preamble(element: Element, found: _Found, *, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise Unknown(element, "parts lie too deep in each other")
    number = ""
    for name, child in blocks(element):
        if name in ("p", "listIntroduction"):
            found.preamble(child, number)
            number = ""
        elif name == "num":
            number = number_of(child)
        elif name in ("container", "blockList", "item"):
            _preamble(child, found, depth=depth + 1)
        elif name != "formula":
            raise Unknown(child, f"{name[:60]} is not known in a preamble")


def _main(element: Element, found: _Found, *, depth: int) -> None:
    if depth > DEEPEST:
        raise Unknown(element, "parts lie too deep in each other")
    for name, child in blocks(element):
        if name == "paragraph":
            _paragraph(child, found)
        elif name in ("part", "section", "subsection", "title"):
            _main(child, found, depth=depth + 1)
        elif name in ("subheading", "heading"):
            found.heading("", words_of(child))
        elif name == "num":
            found.heading(number_of(child), "")
        elif name == "p":
            found.heading(_number_in(child), "")
        elif name == "crossHeading" and child.get("refersTo") == "#preamble":
            found.preamble(child)
        elif name == "container" and all(name_of(part) in _TABLES for part in child):
            continue
        else:
            raise Unknown(child, f"{name[:60]} is not known in a main part")


def _paragraph(element: Element, found: _Found) -> None:
    """A paragraph with or without a number, with or without a list in it; or a heading."""
    children = dict(blocks(element))
    if len(children) != len(element):
        raise Unknown(element, "has two parts of one kind")
    number = number_of(children.pop("num")) if "num" in children else ""
    words = " ".join(words_of(children.pop(kind)) for kind in ("heading", "subheading") if kind in children)
    kinds = set(children)
    if not kinds:
        if not words and not _SECTION_NUMBER.fullmatch(number):
            raise Unknown(element, f"paragraph {number} has no words")
        found.heading(number, words)
        return
    found.heading("", words)
    if kinds == {"content"}:
        for name, child in blocks(children["content"]):
            if name != "p":
                raise Unknown(child, f"{name[:60]} is not known in a paragraph")
            _content(child, number, found)
            number = ""
    elif kinds == {"p"} and not number:
        found.heading(_number_in(children["p"]), "")
    elif kinds == {"list"}:
        _list(children["list"], number, found, depth=0)
    else:
        raise Unknown(element, f"a paragraph of {', '.join(sorted(kinds))[:80]} is not known")


def _number_in(element: Element) -> str:
    """The number that is all an element holds."""
    children = list(blocks(element))
    if [name for name, _ in children] != ["num"]:
        raise Unknown(element, "holds more than the number of a part")
    return number_of(children[0][1])


def _content(element: Element, number: str, found: _Found) -> None:
    text, verb = words_of(element), verb_of(element)
    if not number and (marked := _MARKER.match(text)):
        number, text = marked[1], text[marked.end() :]
    elif not verb and _is_heading(element, number, text):
        found.heading(number, text)
        return
    found.operative(element, number, verb, text)


def _is_heading(element: Element, number: str, text: str) -> bool:
    """Whether words without a verb stand above the paragraphs that follow: "II", "A. Plenary meetings"."""
    if number and not _SECTION_NUMBER.fullmatch(number):
        return False
    is_marked = any(name_of(child) == "subheading" for child in element) or _SECTION_NUMBER.fullmatch(text)
    return bool(is_marked) or not text.endswith(_ENDS)


def _list(element: Element, number: str, found: _Found, *, depth: int) -> None:
    if depth > DEEPEST:
        raise Unknown(element, "lists lie too deep in each other")
    numbered = {child.find(f"{NAMESPACE}num") is not None for child in element if name_of(child) == "point"}
    if len(numbered) > 1:
        raise Unknown(element, "some of its points have a number and some have none")
    for name, child in blocks(element):
        if name == "intro":
            for _, part in blocks(child):
                found.operative(part, number, verb_of(part), words_of(part))
                number = ""
        elif name == "point":
            _point(child, found, depth=depth)
        elif name in ("list", "sublist"):
            _list(child, "", found, depth=depth + 1)
        else:
            raise Unknown(child, f"{name[:60]} is not known in a list")


def _point(element: Element, found: _Found, *, depth: int) -> None:
    number = ""
    for name, child in blocks(element):
        if name == "num":
            number = number_of(child)
        elif name == "content":
            for _, words in blocks(child):
                found.operative(words, number, verb_of(words), words_of(words))
                number = ""
        elif name in ("list", "sublist"):
            _list(child, number, found, depth=depth + 1)
        else:
            raise Unknown(child, f"{name[:60]} is not known in a point")
