"""Texts of resolutions in Akoma Ntoso: single XML files, all those of one folder, or archives of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from factcheck.record.importers import akn, archives
from factcheck.record.importers.rows import EventRow, Fault, Format, ImportRefused, Reader

VERSION = b"1"
"""Goes into the hash of a document; another one makes the next import read all documents again."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document, read or known from before. `place` names it in messages, `text` is None where it is known."""

    place: str
    sha256: str
    text: akn.Text | None


class TextsReader(Reader):
    """Gives texts, and no votes."""

    format = Format(
        code="akn",
        title="Texts of resolutions in Akoma Ntoso",
        publisher="United Nations (UNxml)",
        kind="official_copy",
        rank=20,
        licence_note="Attribution to the United Nations.",
    )

    def __init__(self, paths: Mapping[str, Path], name: str = "") -> None:
        """`paths` are archives or documents; `name` is that of their folder where they are several."""
        super().__init__(paths)
        self._name = name
        self.left_out = 0

    @property
    def name(self) -> str:
        return self._name or super().name

    def events(self) -> Iterator[EventRow]:
        return iter(())

    def documents(self, is_known: Callable[[str], bool]) -> Iterator[Document]:
        """Documents in the order of the files. Those that are wrong become faults; those whose hash `is_known` are not
        read again. Raises ImportRefused, also in the middle, where a file cannot be read to its end."""
        for path in self.paths.values():
            try:
                for member, content in archives.documents(path):
                    place = f"{path.name}/{member}" if member else path.name
                    if found := self._document(place, member, content, is_known):
                        yield found
            except (archives.ArchiveRefused, OSError) as error:
                member = getattr(error, "member", "")
                reason = getattr(error, "reason", str(error))
                raise ImportRefused(Fault(f"{path.name}/{member}" if member else path.name, 0, "", reason)) from error

    def _document(self, place: str, member: str, content: bytes, is_known: Callable[[str], bool]) -> Document | None:
        if member and not looks_right(content) and not member.lower().endswith(".xml"):
            self.left_out += 1
            return None
        self.rows_read += 1
        digest = sha256(VERSION + content).hexdigest()
        if is_known(digest):
            return Document(place, digest, None)
        try:
            return Document(place, digest, akn.read(content))
        except akn.Refused as refused:
            column = str(refused.column) if refused.line else ""
            self.faults.append(Fault(place, refused.line, column, f"{refused.reason}; this text is refused"))
            return None


def looks_right(start: bytes) -> bool:
    """Whether a document begins as Akoma Ntoso does."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and akn.ROOT in start[:2048]
