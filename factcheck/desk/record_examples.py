"""Hand-made examples of what the record says of itself and of its sources, for the style guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from factcheck.desk.examples import KEY, LONG_TITLE, sources
from factcheck.imports.models import Refusal
from factcheck.web.progress import WorkProgress
from factcheck.web.shapes import (
    BodyYears,
    Change,
    Choice,
    Difference,
    Doubt,
    Gap,
    Link,
    SourceReading,
    Version,
    YearColumn,
)


def readings() -> list[SourceReading]:
    """The one the record follows, one that differs, one that declares nothing."""
    title, address = sources()
    counts = (("yes", 93), ("no", 18), ("abstain", 65), ("absent", 17))
    return [
        SourceReading(title, counts, 193, "24 February 2025", is_taken=True),
        SourceReading(address, (*counts[:3], ("absent", None)), 176, "24 February 2025", 178, 1),
        SourceReading(replace(address, title=LONG_TITLE), (), 0),
    ]


def differences() -> list[Difference]:
    rule = "Taken from the source of higher rank."
    return [
        Difference("Day", "14 December 2001", "Meetings and outcomes", "15 December 2001", "List of vetoes", rule),
        Difference("Vote of India", "Abstained", LONG_TITLE, "Not listed", LONG_TITLE, rule),
    ]


def versions() -> list[Version]:
    """Few changes under another source, and many that are folded."""
    states = [Change(f"Vote of state {number}", "Yes", "Abstained") for number in range(1, 12)]
    day = Change("Yes votes", "92", "93")
    return [
        Version(datetime(2026, 11, 2, 9, 30, tzinfo=UTC), "A press release", "Roll call of A/RES/ES-11/7", [day]),
        Version(
            datetime(2026, 10, 1, 9, 30, tzinfo=UTC),
            "A press release",
            "A press release",
            states,
            [replace(day, note=KEY)],
        ),
    ]


def bodies() -> list[BodyYears]:
    """Many years, and one alone."""
    heights = (20, 45, 100, 70, 60)
    columns = [
        YearColumn(
            f"{20 * place + 2}%", "16%", f"{height}%", f"{100 - height}%", f"{height / 2}%", f"{100 - height / 2}%"
        )
        for place, height in enumerate(heights)
    ]
    years = [(str(2026 - place), height, height, height // 2) for place, height in enumerate(heights)]
    first, last = date(2022, 1, 12), date(2026, 6, 4)
    return [
        BodyYears("GA", "General Assembly", 295, 290, 147, first, last, 2022, 2026, 100, columns, years),
        BodyYears("HRC", "Human Rights Council", 1, 0, 0, None, None, 2022, 2022, 1, columns[:1], years[-1:]),
    ]


def gaps() -> list[Gap]:
    link = Link("example.org", "https://example.org/")
    return [
        Gap("General Assembly", "31 December 1963 to 17 February 1965", "", "No votes were held.", (link, link)),
        Gap("Security Council", "S/RES/48, 56, 58, 66, 289, 1402", "amendments, drafts", "No single day is given."),
    ]


def doubts() -> list[Doubt]:
    words = "Not known: the number of yes votes, no votes, abstentions"
    return [Doubt("GA", "General Assembly", "none", words, "No counts are declared.", 6115)]


def works() -> list[WorkProgress]:
    """One a state, and one whose size is not known yet."""
    what = "Import of library.csv"
    return [
        WorkProgress(what, "waiting", "Waiting", "Waits for a worker."),
        WorkProgress(what + " again", "running", "Running", "Begins."),
        WorkProgress(what + " and 2 more", "running", "Running", "Reading library.csv, line 12050", 40, "4 s"),
        WorkProgress(what, "done", "Done", "What changed stands below.", 100, "31 s"),
        WorkProgress(what, "failed", "Failed", "No file could be imported; the reasons stand below.", 100),
    ]


def refusals() -> list[Refusal]:
    reason = "'many' is not a whole number; A/RES/79/81 is refused"
    return [
        Refusal(file="library.csv", line=12, column="total_yes", reason=reason),
        Refusal(file="notes.txt", line=0, reason="is of no known format"),
    ]


def guide() -> dict[str, Any]:
    """Context of desk/styleguide.html on top of that of `examples.guide`."""
    return {
        "readings": readings(),
        "differences": differences(),
        "versions": versions(),
        "bodies": bodies(),
        "gaps": gaps(),
        "doubts": doubts(),
        "works": works(),
        "refusals": refusals(),
        "choices": (Choice("", "Any of them", True), Choice("one", LONG_TITLE)),
    }
