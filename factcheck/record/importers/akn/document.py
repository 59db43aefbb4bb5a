"""One XML document: which resolution it is, and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from factcheck.record.importers.akn.paragraphs import Paragraph, paragraphs_of
from factcheck.record.importers.akn.words import NAMESPACE, Unknown, name_of, the_one, words_of
from factcheck.record.importers.symbols import canonical

ROOT = b"akomaNtoso"
_FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class Refused(ValueError):
    """A document that is not taken over, with the line (from 1; 0 is all of it), column and reason."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        self.line, self.column, self.reason = line, column, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Text:
    """One resolution. Resolutions in several parts ("A-C") have the parts too, each as a text of its own."""

    symbol: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    parts: tuple[Text, ...] = ()


def read(document: bytes) -> Text:
    """The text in a document. Raises Refused."""
    if found := _FORBIDDEN.search(document):
        before = document[: found.start()]
        line = before.count(b"\n") + 1
        raise Refused(line, found.start() - before.rfind(b"\n"), "document types and entities are not taken")
    parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314  # without document types there are no entities
    try:
        parser.feed(document)
        root = parser.close()
    except ElementTree.ParseError as error:
        line, column = error.position
        raise Refused(line, column + 1, f"is no whole XML: {str(error).partition(':')[0]}") from error
    try:
        return _text(root)
    except Unknown as unknown:
        raise Refused(*_place(document, root, unknown.element), unknown.reason) from unknown


def _place(document: bytes, root: Element, wanted: Element) -> tuple[int, int]:
    """Line and column of an element, found by counting start tags again: the tree does not keep them."""
    number = next(place for place, element in enumerate(root.iter()) if element is wanted)
    found = [(0, 0)]
    parser = expat.ParserCreate("utf-8")

    def start(_name: str, _attributes: object) -> None:
        nonlocal number
        if number == 0:
            found[0] = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        number -= 1

    parser.StartElementHandler = start
    parser.Parse(document, True)
    return found[0]


def _text(root: Element) -> Text:
    if name_of(root) != ROOT.decode():
        raise Unknown(root, f"begins with {name_of(root)[:60]}, not with akomaNtoso")
    children = [name_of(child) for child in root]
    if children == ["statement"]:
        statement = root[0]
        symbol = _symbol(_cover(statement), _identification(statement))
        title, numbers = _preface(statement)
        tail = symbol.rpartition("/RES/")[2]
        if re.sub(r"[.\s]", "", "".join(numbers)) != tail:
            raise Unknown(statement, f"the cover says {symbol}, the title {' '.join(numbers)}")
        return Text(symbol, title, paragraphs_of(statement))
    if children == ["documentCollection", "components"]:
        return _collection(*root)
    raise Unknown(root, f"holds {', '.join(children)[:100] or 'nothing'}, not one resolution")


def _collection(collection: Element, components: Element) -> Text:
    """Resolutions of one number with parts, in one document."""
    cover = _cover(collection)
    joint = _symbol(cover, "")
    title, numbers = _preface(collection)
    base = re.sub(r"[A-Z]-[A-Z]$", "", joint)
    if base == joint or numbers != [f"{base.rpartition('/RES/')[2]}."]:
        raise Unknown(cover, f"{joint} is no resolution in parts, or its title says {' '.join(numbers)}")
    parts: list[Text] = []
    whole: list[Paragraph] = []
    for component in components:
        statement = the_one(component, "statement")
        part_title, letters = _preface(statement)
        letter = letters[0] if len(letters) == 1 else ""
        wanted = chr(ord(joint[-3]) + len(parts))
        if letter != wanted:
            raise Unknown(statement, f"is part {' '.join(letters)} where {wanted} is wanted")
        symbol = f"{base}{letter}"
        _agree(statement, symbol, _identification(statement))
        paragraphs = paragraphs_of(statement)
        whole += [Paragraph("heading", letter, "", part_title or letter), *paragraphs]
        parts.append(Text(symbol, part_title or title, paragraphs))
    if not parts or parts[-1].symbol != f"{base}{joint[-1]}":
        raise Unknown(components, f"has {len(parts)} parts of {joint}")
    return Text(joint, title, tuple(whole), tuple(parts))


def _cover(element: Element) -> Element:
    cover = the_one(element, "coverPage")
    found = [row for row in cover.iter(NAMESPACE + "docNumber") if row.get("refersTo") == "#symbol"]
    if len(found) != 1:
        raise Unknown(cover, f"the cover has {len(found) or 'no'} symbols")
    return found[0]


def _symbol(cover: Element, identification: str) -> str:
    """The symbol on the cover, which has to be the one that the document's identification has."""
    try:
        symbol = canonical(words_of(cover))
    except ValueError as error:
        raise Unknown(cover, str(error)) from error
    if "/RES/" not in symbol:
        raise Unknown(cover, f"{symbol} is not the symbol of a resolution")
    if identification:
        _agree(cover, symbol, identification)
    return symbol


def _agree(element: Element, symbol: str, identification: str) -> None:
    named = symbol.rpartition("/RES/")[2].replace("/", "-")
    if identification not in (named, named.rstrip("ABCDEFGHIJ")):
        raise Unknown(element, f"the symbol is {symbol}, the identification {identification[:60]}")


def _identification(statement: Element) -> str:
    """The last part of the work's address ("77-3"), for texts in English only."""
    language = the_one(statement, "meta/identification/FRBRExpression/FRBRlanguage")
    if language.get("language") != "eng":
        raise Unknown(language, f"is in the language {language.get('language', '')[:20]!r}, not in English")
    address = the_one(statement, "meta/identification/FRBRWork/FRBRuri").get("value", "")
    return address.strip("/").rpartition("/")[2]


def _preface(element: Element) -> tuple[str, list[str]]:
    preface = the_one(element, "preface")
    numbers = [words_of(row) for row in preface.iter(NAMESPACE + "docNumber")]
    titles = [words_of(row) for row in preface.iter(NAMESPACE + "docTitle")]
    return " ".join(filter(None, titles)), numbers
