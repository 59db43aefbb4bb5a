"""Documents out of files and archives (zip, tar, gzip; one archive may hold others), one at a time. No Django.

Nothing is unpacked to disk, so names and paths of members can do no harm. What an archive may cost is bounded: its
members, their size, the size of all of them, archives inside archives. An archive that asks for more, or that holds
links, devices, sparse or encrypted members, is refused.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path
from typing import IO

MEBIBYTE = 1 << 20
ZIP64 = 0xFFFF
"""A count of members that stands for more than two bytes can say."""
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
TAR_MARK = slice(257, 262)


class ArchiveRefused(ValueError):
    """An archive that is not read on. `member` is the one at which it was refused, "" for the archive itself."""

    def __init__(self, member: str, reason: str) -> None:
        self.member, self.reason = member, reason
        super().__init__(f"{member}: {reason}" if member else reason)


@dataclass(slots=True)
class Limits:
    """What one file may cost, archives inside it included. Used up as it is read."""

    members: int = 20_000
    document: int = 4 * MEBIBYTE
    """Bytes of one document. The longest resolution has 0.4 MiB."""
    archive: int = 32 * MEBIBYTE
    """Bytes of an archive inside an archive; it is held in memory."""
    total: int = 1024 * MEBIBYTE
    """Bytes of everything, unpacked."""
    depth: int = 1
    """Archives inside an archive."""
    directory: int = 8 * MEBIBYTE
    """Bytes of the list of members of a zip file, and of what stands before a member in a tar file."""

    def member(self, name: str) -> None:
        self.members -= 1
        if self.members < 0:
            raise ArchiveRefused(name, "the archive has too many members")

    def spend(self, size: int, name: str) -> None:
        self.total -= size
        if self.total < 0:
            raise ArchiveRefused(name, "the archive unpacks to too much")


class _Metered(io.RawIOBase):
    """A stream that gives no more than `left` bytes and then refuses. Reading from it spends."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self.stream, self.limits, self.left = stream, limits, limits.directory

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self.stream.read(size)
        self.limits.spend(len(block), "")
        self.left -= len(block)
        if self.left < 0:
            raise ArchiveRefused("", "what stands between its members is too long")
        return block


class _Header(tarfile.TarInfo):
    """A header of a member. Left to itself, tarfile takes a damaged one for the end of the archive."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Header:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ == "EOFHeaderError":
                raise
            raise ArchiveRefused("", f"cannot be read on: {error}") from error


def shown(name: str) -> str:
    """The name of a member as it may stand in a message."""
    return "".join(character if character.isprintable() else "?" for character in name)[:200]


def kind_of(start: bytes) -> str:
    """zip, gzip or tar by the first bytes, "" for everything else."""
    if start.startswith(ZIP):
        return "zip"
    if start.startswith(GZIP):
        return "gzip"
    return "tar" if start[TAR_MARK] == b"ustar" else ""


def start_of(path: Path, size: int = 2048) -> bytes:
    """The first bytes of a file, unpacked if it is gzip. Raises OSError or zlib.error."""
    with path.open("rb") as file:
        start = file.read(1 << 16)
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, size) if kind_of(start) == "gzip" else start[:size]


def documents(path: Path, limits: Limits | None = None) -> Iterator[tuple[str, bytes]]:
    """Documents in a file or archive as (name of the member, content); the name is "" where the file is the document.

    Raises ArchiveRefused, also in the middle.
    """
    limits = limits or Limits()
    with path.open("rb") as file:
        yield from _open(file, "", limits, limits.depth)


def _open(file: IO[bytes], name: str, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    start = file.read(512)
    file.seek(0)
    kind = kind_of(start)
    try:
        if kind == "zip":
            yield from _zip(file, name, limits, depth)
        elif kind == "gzip":
            with GzipFile(fileobj=file) as unpacked:
                start = unpacked.read(512)
            file.seek(0)
            with GzipFile(fileobj=file) as unpacked:
                if kind_of(start) == "tar":
                    yield from _tar(unpacked, name, limits, depth)  # type: ignore[arg-type]
                else:
                    yield name, _bounded(unpacked, name, limits)  # type: ignore[arg-type]
        elif kind == "tar":
            yield from _tar(file, name, limits, depth)
        else:
            yield name, _bounded(file, name, limits)
    except ArchiveRefused as error:
        raise ArchiveRefused(error.member or name, error.reason) from error
    except (EOFError, OSError, zlib.error, tarfile.TarError, zipfile.BadZipFile, NotImplementedError) as error:
        raise ArchiveRefused(name, f"cannot be read on: {error}") from error


def _bounded(file: IO[bytes], name: str, limits: Limits) -> bytes:
    content = file.read(limits.document + 1)
    if len(content) > limits.document:
        raise ArchiveRefused(name, f"is longer than {limits.document} bytes")
    limits.spend(len(content), name)
    return content


def _member(content: bytes, name: str, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    """A member that is a document, or the documents in it."""
    if not kind_of(content[:512]):
        if len(content) > limits.document:
            raise ArchiveRefused(name, f"is longer than {limits.document} bytes")
        yield name, content
    elif depth < 1:
        raise ArchiveRefused(name, "archives lie too deep in each other")
    else:
        for inner, document in _open(io.BytesIO(content), "", limits, depth - 1):
            yield f"{name}/{inner}" if inner else name, document


def _tar(file: IO[bytes], name: str, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    metered = _Metered(file, limits)
    with tarfile.open(fileobj=metered, mode="r|", tarinfo=_Header) as archive:
        for member in archive:
            own = shown(member.name)
            limits.member(own)
            if member.isdir():
                continue
            if not member.isreg() or member.issparse():
                raise ArchiveRefused(own, "is a link, a device or sparse; an archive of texts has none")
            if member.size > limits.archive:
                raise ArchiveRefused(own, f"is longer than {limits.archive} bytes")
            metered.left = member.size + limits.directory
            content = archive.extractfile(member)
            block = content.read(member.size) if content else b""
            if len(block) != member.size:
                raise ArchiveRefused(own, "breaks off")
            yield from _member(block, own, limits, depth)
            archive.members = []  # type: ignore[attr-defined] # a stream needs no list of what went by
    metered.left = limits.total
    while metered.read(MEBIBYTE):  # to the end of the file, where gzip keeps its check sum
        pass


def _zip(file: IO[bytes], name: str, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    count = _count_of_members(file, name, limits)
    with zipfile.ZipFile(file) as archive:
        if count not in (len(archive.infolist()), ZIP64):
            raise ArchiveRefused(
                name, f"cannot be read on: it says that it has {count} members and lists another number"
            )
        for member in archive.infolist():
            own = shown(member.filename)
            limits.member(own)
            if member.is_dir() and not member.file_size:
                continue
            if member.flag_bits & 1:
                raise ArchiveRefused(own, "is encrypted")
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ArchiveRefused(own, "is packed in a way that is not read here")
            if (member.external_attr >> 16) & 0o170000 == 0o120000:
                raise ArchiveRefused(own, "is a link; an archive of texts has none")
            if member.file_size > limits.archive:
                raise ArchiveRefused(own, f"is longer than {limits.archive} bytes")
            with archive.open(member) as content:
                block = content.read(limits.archive + 1)
            limits.spend(len(block), own)
            yield from _member(block, own, limits, depth)


def _count_of_members(file: IO[bytes], name: str, limits: Limits) -> int:
    """How many members the end of a zip file says there are: a damaged list may show fewer without a sign of it.

    Refuses a list that would fill the memory before the first of them is seen.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_600))
    end = file.read()
    place = end.rfind(b"PK\x05\x06")
    file.seek(0)
    if place < 0 or len(end) < place + 22:
        raise ArchiveRefused(name, "cannot be read on: the zip file has no end")
    if int.from_bytes(end[place + 12 : place + 16], "little") > limits.directory or b"PK\x06\x07" in end[:place][-20:]:
        raise ArchiveRefused(name, "the archive has too many members")
    return int.from_bytes(end[place + 10 : place + 12], "little")
