"""Small files of voting records in the shape of each source."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

LIBRARY = [
    "undl_id",
    "ms_code",
    "ms_name",
    "ms_vote",
    "date",
    "session",
    "resolution",
    "draft",
    "committee_report",
    "meeting",
    "title",
    "agenda_title",
    "subjects",
    "vote_note",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "undl_link",
]
COUNCIL = [
    "undl_id",
    "ms_code",
    "ms_name",
    "permanent_member",
    "ms_vote",
    "date",
    "resolution",
    "draft",
    "meeting",
    "description",
    "agenda",
    "subjects",
    "vote_note",
    "modality",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "undl_link",
]
LETTERS = {"yes": "Y", "no": "N", "abstain": "A", "absent": "X"}
TOTALS = {
    "yes": "total_yes",
    "no": "total_no",
    "abstain": "total_abstentions",
    "absent": "total_non_voting",
}


def library_rows(symbol: str, roll: Mapping[str, str], **values: Any) -> list[dict[str, Any]]:
    """The library's lines of one vote: `roll` maps codes to options; `values` are other columns."""
    counts = {column: sum(1 for o in roll.values() if o == option) for option, column in TOTALS.items()}
    shared = {
        "undl_id": "1",
        "date": "2024-12-04",
        "session": "79",
        "resolution": symbol,
        "meeting": "A/79/PV.46",
        "title": f"Title of {symbol} : resolution / adopted by the General Assembly",
        "description": f"Security Council resolution {symbol}",
        **counts,
        "total_ms": len(roll),
        **values,
    }
    return [{**shared, "ms_code": code, "ms_name": code, "ms_vote": LETTERS[vote]} for code, vote in roll.items()]


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, bom: bool = False, packed: bool = False
) -> Path:
    text = io.StringIO()
    lines = csv.DictWriter(text, columns, extrasaction="ignore", restval="")
    lines.writeheader()
    lines.writerows(rows)
    content = text.getvalue().encode("utf-8-sig" if bom else "utf-8")
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


def resolution(symbol: str, **values: Any) -> dict[str, Any]:
    """A line of the machine-readable resolutions, adopted without a vote."""
    return {
        "symbol": symbol,
        "title": f"Title of {symbol}",
        "adoption_date": "4\xa0December 2024",
        "adoption_meeting": "46th plenary meeting",
        "pv": "A/79/PV.46",
        "originating_document": "A/79/L.1",
        "adoption_type": "Without a vote",
        "MS_in_favour": [],
        "MS_against": [],
        "MS_abstaining": [],
        "MS_in_favour_count": "N.A.",
        "MS_against_count": "N.A.",
        "MS_abstaining_count": "N.A.",
        "sponsors": [],
        "additional_sponsors": [],
        **values,
    }


def recorded(symbol: str, yes: list[str], no: list[str], abstaining: list[str], **values: Any) -> dict[str, Any]:
    return resolution(
        symbol,
        **{
            "adoption_type": "By a recorded vote",
            "MS_in_favour": yes,
            "MS_against": no,
            "MS_abstaining": abstaining,
            "MS_in_favour_count": str(len(yes)),
            "MS_against_count": str(len(no)),
            "MS_abstaining_count": str(len(abstaining)),
            **values,
        },
    )


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return path


def write_voeten(folder: Path, calls: Iterable[Mapping[str, Any]], votes: Iterable[tuple[str, str, str]]) -> Path:
    """The three files in a folder; `votes` are number of the roll call, country, vote."""
    columns = ["rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"]
    write_csv(folder / "roll_calls.csv", columns, calls)
    rows = ({"rcid": rcid, "country": name, "vote": vote} for rcid, name, vote in votes)
    write_csv(folder / "votes.csv", ["rcid", "country", "country_code", "vote"], rows)
    write_csv(folder / "issues.csv", ["rcid", "short_name", "issue"], [])
    return folder


def call(rcid: str, session: int, date: str, label: str, amend: str = "", para: str = "") -> dict[str, Any]:
    return {
        "rcid": rcid,
        "session": session,
        "date": date,
        "unres": label,
        "amend": amend,
        "para": para,
        "descr": f"Description of {rcid}",
    }
