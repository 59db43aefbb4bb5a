"""Which format a file has, by its header alone, and which files belong together."""

from __future__ import annotations

import csv
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from factcheck.record.importers.archives import kind_of, start_of
from factcheck.record.importers.council import OutcomesReader, VetoesReader
from factcheck.record.importers.library import AssemblyReader, CouncilReader
from factcheck.record.importers.rows import Fault, Reader, text_of
from factcheck.record.importers.texts import TextsReader, looks_right
from factcheck.record.importers.unxml import ResolutionsReader
from factcheck.record.importers.voeten import VoetenReader

READERS: tuple[type[Reader], ...] = (
    AssemblyReader,
    CouncilReader,
    ResolutionsReader,
    VoetenReader,
    OutcomesReader,
    VetoesReader,
    TextsReader,
)
FORMATS = {reader.format.code: reader for reader in READERS}
SUFFIXES = (".csv", ".csv.gz", ".json", ".json.gz", ".jsonl", ".jsonl.gz", ".xml", ".zip", ".tar", ".tar.gz", ".tgz")

_VOETEN = {"rcid", "country", "vote"}, {"rcid", "unres", "amend", "para"}, {"rcid", "short_name", "issue"}
_PARTS = ("votes", "roll_calls", "issues")
_HEADERS: tuple[tuple[set[str], str], ...] = (
    ({"ms_code", "ms_vote", "resolution", "modality"}, "undl-sc"),
    ({"ms_code", "ms_vote", "resolution", "session"}, "undl-ga"),
    ({"meeting", "outcome_text", "result", "vetoed_by"}, "dhl-outcomes"),
    ({"draft", "written_record", "vetoed_by"}, "dhl-vetoes"),
)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and of folders those inside them that could hold a record, in one order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(p for p in path.rglob("*") if p.is_file() and p.name.endswith(SUFFIXES)))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def readers(paths: Iterable[Path], *, wanted: str = "auto") -> tuple[list[Reader], list[Fault]]:
    """A reader for each file or set of files, and the files no reader knows. With `wanted`, only of that format."""
    found: list[Reader] = []
    unknown: list[Fault] = []
    parts: dict[tuple[Path, str], Path] = {}
    texts: dict[Path, dict[str, Path]] = defaultdict(dict)
    for path in files_in(paths):
        try:
            code, part = recognise(path)
        except (UnicodeDecodeError, EOFError, OSError, zlib.error, csv.Error) as error:
            unknown.append(Fault(path.name, 0, "", f"cannot be read: {error}"))
            continue
        if not code or wanted not in ("auto", code):
            unknown.append(Fault(path.name, 0, "", "is of no known format" if not code else f"is of format {code}"))
        elif part == "document":
            texts[path.parent][path.name] = path
        elif not part:
            found.append(FORMATS[code]({"": path}))
        elif (path.parent, part) in parts:
            unknown.append(Fault(path.name, 0, "", f"{parts[path.parent, part].name} has the same part, {part}"))
        else:
            parts[path.parent, part] = path
    for folder in dict.fromkeys(folder for folder, _ in parts):
        have = {part: parts[folder, part] for part in ("roll_calls", "votes") if (folder, part) in parts}
        if len(have) == 2:
            more = {"issues": parts[folder, "issues"]} if (folder, "issues") in parts else {}
            found.append(VoetenReader(have | more))
        else:
            unknown.extend(
                Fault(path.name, 0, "", "needs both votes and roll calls beside it") for path in have.values()
            )
    for folder, documents in texts.items():
        found.append(TextsReader(documents, folder.resolve().name if len(documents) > 1 else ""))
    return found, unknown


def recognise(path: Path) -> tuple[str, str]:
    """Code of the format and the part of it, or ("", "") where the header is of none."""
    start = start_of(path)
    if kind_of(start) in ("zip", "tar"):
        return "akn", ""
    if looks_right(start):
        return "akn", "document"
    with text_of(path) as text:
        first = text.readline(100_000)
    if first.lstrip().startswith("{"):
        try:
            keys = set(json.loads(first))
        except json.JSONDecodeError:
            return "", ""
        return ("unxml", "") if {"symbol", "adoption_type", "MS_in_favour"} <= keys else ("", "")
    header = {name.strip() for name in next(csv.reader([first]), [])}
    for columns, part in zip(_VOETEN, _PARTS, strict=True):
        if columns <= header:
            return "voeten", part
    for columns, code in _HEADERS:
        if columns <= header:
            return code, ""
    return "", ""
