"""The reference of flags and kinds of claim in Markdown, written from the registries: docs/flags.md and docs/claims.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.engine.claims import KINDS, Kind
from factcheck.engine.flags import FLAGS, FlagRule
from factcheck.engine.flags.examples import EXAMPLES, LEAD, Example

_WRITTEN = "<!-- Written by `manage.py engine_reference`. Change the rules, not this page. -->"


def flags_page() -> str:
    """docs/flags.md: every flag with its rule, how it is tested, sentences on which it fires and does not, and what it misses."""
    return "\n".join(_flags()) + "\n"


def claims_page() -> str:
    """docs/claims.md: every kind of claim with what is looked for, how it is judged, and what it misses."""
    return "\n".join(_claims()) + "\n"


def _flags() -> Iterator[str]:
    yield "# Framing flags"
    yield ""
    yield _WRITTEN
    yield ""
    yield "A flag is apart from the verdict: a true claim can be flagged. Each fires when and only when its rule says so."
    yield "Percentiles are computed from the loaded record, among the final votes of the same body in the twenty years up to the"
    yield "vote, and are told in the explanation. The example sentences are run by the tests; unless another is given, each stands"
    yield "in an article of 25 February 2025 behind this one:"
    yield ""
    yield f"> {LEAD.strip()}"
    yield ""
    yield "| # | code | severity | name |"
    yield "| --- | --- | --- | --- |"
    for rule in FLAGS.values():
        yield f"| {rule.number} | [`{rule.code}`](#{rule.number}-{rule.code}) | {rule.severity} | {rule.title} |"
    for rule in FLAGS.values():
        yield from _flag(rule)


def _flag(rule: FlagRule) -> Iterator[str]:
    fires, test, misses = rule.documented()
    yield ""
    yield f"## {rule.number} {rule.code}"
    yield ""
    yield f"**{rule.title}**, severity {rule.severity}. {rule.summary}"
    yield ""
    yield f"- **Fires when** {fires}"
    if test:
        yield f"- **Test:** {test}"
    if misses:
        yield f"- **Known misses:** {misses}"
    if rule.code in EXAMPLES:
        for word, examples in (("Fires on", EXAMPLES[rule.code].fires), ("Silent on", EXAMPLES[rule.code].silent)):
            yield f"- **{word}**"
            yield from (f"  - {_example(example)}" for example in examples)


def _example(example: Example) -> str:
    lead = "" if example.lead == LEAD else f"[{example.lead.strip()}] "
    title = f"**{example.title}** / " if example.title else ""
    return re.sub(r"\s+", " ", f"{title}{lead}{example.text}").strip()


def _claims() -> Iterator[str]:
    yield "# Kinds of claim"
    yield ""
    yield _WRITTEN
    yield ""
    yield "Each kind is a typed query over the record: what is looked for in a sentence, and how it is judged against one vote."
    yield "The verdict comes from the readings; see [contract.md](contract.md) for the shape of a result."
    for kind in KINDS:
        yield from _kind(kind)


def _kind(kind: Kind) -> Iterator[str]:
    found, _, misses = " ".join((kind.detect.__doc__ or "").split()).partition("Known misses: ")
    yield ""
    yield f"## {kind.name}"
    yield ""
    yield f"- **Looks for** {_lower(found)}"
    yield f"- **Judged** {_lower(' '.join((kind.judge.__doc__ or '').split()))}"
    if kind.judge_alone:
        yield f"- **Without a vote** {_lower(' '.join((kind.judge_alone.__doc__ or '').split()))}"
    if misses:
        yield f"- **Known misses:** {misses}"


def _lower(text: str) -> str:
    """The text to stand behind a bold word; a first word in capitals or quotation marks stays as it is."""
    text = text.strip()
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
