"""Pages as files, one each, beside the web processes of a machine.

A file's name is a hash of its path, so no path leads out of the folder. It begins with a line of JSON, behind which the
bytes of both compressions stand. It is written under another name, brought to the disk, and renamed: what is there is
whole, whenever a process was killed. One that is not whole all the same is taken as not there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What a web process needs to answer: headers as pairs, the page in two compressions."""

    path: str
    etag: str
    headers: tuple[tuple[str, str], ...]
    gzip: bytes
    brotli: bytes

    @property
    def plain(self) -> bytes:
        return gzip.decompress(self.gzip)


def file_of(folder: Path, path: str) -> Path:
    name = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
    return folder / name[:2] / name[2:]


def write(folder: Path, page: KeptPage) -> None:
    """Whole or not at all. Raises OSError."""
    file = file_of(folder, page.path)
    file.parent.mkdir(parents=True, exist_ok=True)
    head = {
        "path": page.path,
        "etag": page.etag,
        "headers": page.headers,
        "gzip": len(page.gzip),
        "brotli": len(page.brotli),
    }
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(json.dumps(head).encode() + b"\n" + page.gzip + page.brotli)
            out.flush()
            os.fsync(out.fileno())
        Path(name).rename(file)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def read(file: Path) -> KeptPage | None:
    """None where the file is not there or not whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    line, _, rest = content.partition(b"\n")
    head = _head(line)
    if head is None or len(rest) != head["gzip"] + head["brotli"]:
        return None
    headers = tuple((str(name), str(value)) for name, value in head["headers"])
    return KeptPage(head["path"], head["etag"], headers, rest[: head["gzip"]], rest[head["gzip"] :])


def _head(line: bytes) -> dict[str, Any] | None:
    try:
        head = json.loads(line)
    except ValueError:
        return None
    wanted = {"path", "etag", "headers", "gzip", "brotli"}
    return head if isinstance(head, dict) and wanted <= head.keys() else None


def held(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Every file of a folder with path and validator, "" where it is not whole. Leftovers of killed writers too."""
    for file in sorted(folder.glob("??/*")):
        try:
            with file.open("rb") as content:
                head = _head(content.readline(LONGEST_HEAD))
                whole = head is not None and content.tell() + head["gzip"] + head["brotli"] == file.stat().st_size
        except OSError:
            continue
        yield (file, head["path"], head["etag"]) if whole and head else (file, "", "")


def remove(files: Sequence[Path]) -> None:
    for file in files:
        with suppress(FileNotFoundError):
            file.unlink()


def count(folder: Path) -> int:
    """Pages that are there."""
    return sum(1 for file in folder.glob("??/*") if not file.name.startswith("."))


def newest(folder: Path) -> float:
    """When the last page was written, in seconds since 1970; 0 where there is none."""
    return max((file.stat().st_mtime for file in folder.glob("??/*") if not file.name.startswith(".")), default=0.0)
