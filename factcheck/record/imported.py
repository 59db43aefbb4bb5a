"""What all imports share: the report, the row of a source, and how a file is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from factcheck.record.importers.rows import Fault, Reader
from factcheck.record.syncing import Report


@dataclass(slots=True)
class ImportReport(Report):
    """Besides what was written: lines read by file, votes with parked cells, what was refused, and the comparison."""

    files: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused_files: int = 0
    cells: int = 0
    agreed: int = 0
    differed: int = 0

    def refuse(self, fault: Fault) -> None:
        self.faults.append(replace(fault, reason=f"{fault.reason}; nothing of this file was imported"))
        self.refused_files += 1


def source_values(reader: Reader) -> dict[str, Any]:
    """The row of the source that a reader reads, but for its slug."""
    return {
        "title": f"{reader.format.title}: {reader.name}",
        "publisher": reader.format.publisher,
        "kind": reader.format.kind,
        "sha256": _sha256(reader.paths.values()),
        "licence_note": reader.format.licence_note,
    }


def _sha256(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
