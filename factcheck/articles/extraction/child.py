"""The process that reads: `python -m factcheck.articles.extraction.child`. A line of JSON and the original come in,
JSON goes out. It sets its own limits before it looks at anything."""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from factcheck.articles.extraction.limits import MEMORY, PROCESSOR_SECONDS
from factcheck.articles.extraction.sandbox import BROKEN, TOO_MUCH
from factcheck.articles.extraction.shapes import Extracted, Original, Unreadable

LIMITS = {
    resource.RLIMIT_CPU: PROCESSOR_SECONDS,
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 0,
}


def limit_itself() -> None:
    for what, most in LIMITS.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def said_of(found: Extracted) -> dict[str, Any]:
    return {
        "text": found.text,
        "title": found.title,
        "standfirst": found.standfirst,
        "author": found.author,
        "outlet": found.outlet,
        "published_on": found.published_on.isoformat() if found.published_on else None,
        "canonical_url": found.canonical_url,
        "excerpt": [[block.kind, block.text] for block in found.excerpt],
        "warnings": list(found.warnings),
    }


def answer_to(task: str, original: Original) -> dict[str, Any]:
    """The libraries are loaded here, within the limits and only those that are needed."""
    if task == "feed":
        from factcheck.articles.extraction.feed import feed_of

        found = feed_of(original.body, original.url)
        days = [entry.published_on.isoformat() if entry.published_on else None for entry in found.entries]
        rows = [[e.key, e.url, e.title, day] for e, day in zip(found.entries, days, strict=True)]
        return {"title": found.title, "entries": rows}
    from factcheck.articles.extraction.reading import read_here

    return said_of(read_here(original))


def main() -> None:
    limit_itself()
    head = json.loads(sys.stdin.buffer.readline())
    original = Original(sys.stdin.buffer.read(), **head["about"])
    try:
        answer = answer_to(head["task"], original)
    except Unreadable as problem:
        answer = {"unreadable": str(problem)}
    except MemoryError:
        answer = {"unreadable": TOO_MUCH}
    except Exception:  # whatever a library makes of hostile bytes is no news to anybody
        answer = {"unreadable": BROKEN}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
