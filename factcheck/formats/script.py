"""JSON as the contents of a data element in a page."""

from __future__ import annotations

import json

ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""In JSON these stand inside strings alone, where an escape means the same."""


class ScriptJson(str):
    """JSON that a template may print as it is into `<script type="application/ld+json">`: nothing in it can end the
    element or open a comment, whatever the values hold. Only made from a value, never from text."""

    __slots__ = ()

    def __new__(cls, value: object) -> ScriptJson:
        return super().__new__(cls, json.dumps(value, ensure_ascii=False).translate(ESCAPES))

    def __html__(self) -> str:
        return str(self)
