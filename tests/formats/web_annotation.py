"""The terms of the Web Annotation vocabulary that annotations may use, written down from the W3C recommendation "Web
Annotation Data Model" of 23 February 2017: property to what it may hold. A term that is not here means nothing to a
reader of the context."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
TERMS: dict[str, set[str]] = {
    "AnnotationCollection": {
        "@context", "id", "type", "label", "total", "first", "last", "creator", "created", "modified", "generated",
    },
    "AnnotationPage": {"@context", "id", "type", "items", "next", "prev", "partOf", "startIndex"},
    "Annotation": {
        "@context", "id", "type", "body", "bodyValue", "target", "creator", "created", "modified", "generated",
        "generator", "motivation", "rights", "canonical", "via", "audience", "stylesheet",
    },
    "TextualBody": {
        "id", "type", "value", "format", "language", "processingLanguage", "textDirection", "purpose", "creator",
        "created", "modified",
    },
    "SpecificResource": {"id", "type", "source", "selector", "state", "purpose", "scope", "renderedVia", "styleClass"},
    "TextQuoteSelector": {"id", "type", "exact", "prefix", "suffix", "refinedBy"},
    "TextPositionSelector": {"id", "type", "start", "end", "refinedBy"},
    "Organization": {"id", "type", "name", "nickname", "email", "homepage"},
    "Person": {"id", "type", "name", "nickname", "email", "homepage"},
}  # fmt: skip
IRI = re.compile(r"^https?://[^\s<>\"{}|\\^`]+$")


def problems(value: Any, path: str = "") -> list[str]:
    """What is wrong with a document or a part of it, each with where it stands."""
    if isinstance(value, list):
        return [one for number, part in enumerate(value) for one in problems(part, f"{path}[{number}]")]
    if not isinstance(value, dict):
        return []
    kind = value.get("type") or ("SpecificResource" if "source" in value else "")
    if kind not in TERMS:
        return [f"{path}: type {kind!r} is not in the context"]
    found = [f"{path}.{name} is not in the context" for name in value if name not in TERMS[kind]]
    found += [f"{path}.{name} is no IRI" for name in ("id", "source") if name in value and not IRI.match(value[name])]
    for name in ("motivation", "purpose"):
        if name in value and value[name] not in MOTIVATIONS:
            found.append(f"{path}.{name} is no motivation")
    for name in ("created", "modified"):
        if name in value and datetime.fromisoformat(value[name]).tzinfo is None:
            found.append(f"{path}.{name} has no time zone")
    found += _of(kind, value, path)
    for name, part in value.items():
        found += problems(part, f"{path}.{name}")
    return found


def _of(kind: str, value: dict[str, Any], path: str) -> list[str]:
    """What a kind must have."""
    needed = {
        "Annotation": ("id", "target"),
        "AnnotationCollection": ("id", "first"),
        "AnnotationPage": ("id", "items", "partOf"),
        "TextualBody": ("value",),
        "SpecificResource": ("source",),
        "TextQuoteSelector": ("exact",),
        "TextPositionSelector": ("start", "end"),
    }
    found = [f"{path} lacks {name}" for name in needed.get(kind, ()) if name not in value]
    if kind == "TextPositionSelector" and not found and not 0 <= value["start"] < value["end"]:
        found.append(f"{path} is no stretch")
    return found
