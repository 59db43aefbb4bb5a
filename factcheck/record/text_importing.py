"""Imports texts of resolutions: each paragraph verbatim, only what differs.

The text of a motion comes whole from one document. Another text of the same motion in a later import takes its place,
as a correction; what was there before is kept by the database. Paragraphs of fact files are never touched.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from threading import Event
from typing import IO, Any, Self

from django.db import connection

from factcheck.record import models
from factcheck.record.imported import ImportReport, source_values
from factcheck.record.importers.akn import Text
from factcheck.record.importers.rows import Fault, ImportRefused
from factcheck.record.importers.texts import Document, TextsReader
from factcheck.record.merging import merge_texts, staged_paragraphs
from factcheck.record.organizationfile import slug
from factcheck.record.settling import PREFIX
from factcheck.record.syncing import sync

SPOOL_IN_MEMORY = 8 << 20
"""Bytes of texts read ahead before they go to a file. They are pickles, written and read by this process alone."""
BODIES = {"A/RES/": "GA", "S/RES/": "SC", "A/HRC/RES/": "HRC"}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A document's text of one motion. `number` is that of its staged paragraphs, None where nothing is new."""

    place: str
    words: str
    title: str = ""
    document: str = ""
    source: str = ""
    number: int | None = None


@dataclass(slots=True)
class _Claims:
    """Texts by symbol. Two documents may say the same; where they do not, neither is taken."""

    by_symbol: dict[str, _Claim] = field(default_factory=dict)
    contested: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def add(self, symbol: str, claim: _Claim) -> bool:
        """Whether it is the first of its symbol."""
        first = self.by_symbol.setdefault(symbol, claim)
        if first.words != claim.words:
            self.contested.add(symbol)
            self.faults.append(
                Fault(claim.place, 0, "", f"{symbol} has other words in {first.place}; neither of them is taken")
            )
        return first is claim


class ReadAhead:
    """Reads texts in a thread while votes are written: then the database works and the interpreter waits.

    What is read waits in temporary files, which the limits of archives bound. Leaving the context stops the thread.
    """

    def __init__(self, readers: Sequence[TextsReader]) -> None:
        self.readers = readers
        self._known = frozenset(models.Text.objects.exclude(document="").values_list("document", flat=True))
        self._stop = Event()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="texts")
        self._files = [(reader, self._executor.submit(self._read, reader)) for reader in readers]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._executor.shutdown(cancel_futures=True)
        for _, reading in self._files:
            if not reading.cancelled() and not reading.exception():
                reading.result()[0].close()

    def documents(self, reader: TextsReader) -> Iterator[Document]:
        """What `reader.documents` gives, in its order. Raises ImportRefused behind what came before, as it does."""
        spool, refused = next(reading for read, reading in self._files if read is reader).result()
        spool.seek(0)
        while (document := pickle.load(spool)) is not None:  # noqa: S301 written by this process
            yield document
        if refused is not None:
            raise refused

    def _read(self, reader: TextsReader) -> tuple[IO[bytes], ImportRefused | None]:
        spool: IO[bytes] = SpooledTemporaryFile(SPOOL_IN_MEMORY)  # noqa: SIM115 closed with the context
        refused = None
        try:
            for document in reader.documents(self._known.__contains__):
                pickle.dump(document, spool, pickle.HIGHEST_PROTOCOL)
                if self._stop.is_set():
                    break
        except ImportRefused as error:
            refused = error
        pickle.dump(None, spool)
        return spool, refused


def import_texts(ahead: ReadAhead, report: ImportReport, say: Callable[[str], None]) -> None:
    """Part of one transaction with the import of votes, after it."""
    if ahead.readers:
        _TextImport(report, say).run(ahead)


class _TextImport:
    def __init__(self, report: ImportReport, say: Callable[[str], None]) -> None:
        self.report = report
        self.say = say
        stored = list(models.Text.objects.values_list("motion__key", "document", "words", "source__slug"))
        self.words = {key: (words, source) for key, _, words, source in stored}
        self.known = {document: (key, words) for key, document, words, _ in stored if document}
        self.motions = dict(models.Motion.objects.values_list("key", "pk"))
        self.staged = 0

    def run(self, ahead: ReadAhead) -> None:
        claims = _Claims()
        sources: dict[Any, dict[str, Any]] = {}
        with connection.cursor() as cursor:
            staged_paragraphs(cursor)
            for reader in ahead.readers:
                source = f"{PREFIX}text-{slug(reader.name)}"[:100]
                if (source,) in sources:
                    self.report.refuse(Fault(reader.name, 0, "", "another file of this import has the same name"))
                    continue
                try:
                    mine = self._read(cursor, reader, ahead.documents(reader), source)
                except ImportRefused as error:
                    self.report.refuse(error.fault)
                    continue
                sources[(source,)] = source_values(reader)
                for symbol, claim in mine.by_symbol.items():
                    claims.add(symbol, claim)
                claims.contested |= mine.contested
                claims.faults += mine.faults
            self.report.faults.extend(claims.faults)
            rows = models.Source.objects.filter(slug__in=[slug_of for (slug_of,) in sources])
            keys = sync(rows, ("slug",), sources, self.report.of("sources"))
            self._write({slug_of: pk for (slug_of,), pk in keys.items()}, claims)

    def _read(self, cursor: Any, reader: TextsReader, documents: Iterable[Document], source: str) -> _Claims:
        """The texts of one file or archive; paragraphs of new ones are staged as they are read."""
        claims = _Claims()
        refused: ImportRefused | None = None
        with cursor.copy("COPY staged_paragraph FROM STDIN") as copy:
            try:
                for document in documents:
                    for symbol, claim, text in self._texts(document, source):
                        if claims.add(symbol, claim) and text is not None and claim.number is not None:
                            for position, row in enumerate(text.paragraphs, start=1):
                                copy.write_row((claim.number, position, row.number, row.section, row.verb, row.text))
            except ImportRefused as error:
                refused = error  # outside of the COPY, which it would end together with the transaction
        self.report.faults.extend(reader.faults)
        if refused is None and not claims.by_symbol:
            refused = ImportRefused(Fault(reader.name, 0, "", "holds no text of a resolution in Akoma Ntoso"))
        if refused is not None:
            raise refused
        self.report.files[reader.name] = len(claims.by_symbol)
        self.say(f"{reader.name}: akn, {reader.rows_read} documents, {len(claims.by_symbol)} texts")
        return claims

    def _texts(self, document: Document, source: str) -> Iterator[tuple[str, _Claim, Text | None]]:
        """What a document says of which motion. Resolutions in parts are one motion in some sources and several in
        others: the text goes to those that there are."""
        if document.text is None:
            symbol, words = self.known[document.sha256]
            yield symbol, _Claim(document.place, words), None
            return
        whole = document.text
        for text in [t for t in (whole, *whole.parts) if t.symbol in self.motions] or [whole]:
            words = _sha256(text)
            number = None
            if self.words.get(text.symbol, ("", ""))[0] != words:
                self.staged += 1
                number = self.staged
            known_by = "" if whole.parts else document.sha256
            yield text.symbol, _Claim(document.place, words, text.title, known_by, source, number), text

    def _write(self, sources: dict[str, int], claims: _Claims) -> None:
        new = {
            symbol: claim
            for symbol, claim in claims.by_symbol.items()
            if claim.number is not None and symbol not in claims.contested
        }
        self._make_motions(new, sources)
        rows = [
            (claim.number, self.motions[symbol], sources[claim.source], claim.document, claim.words)
            for symbol, claim in new.items()
            if symbol in self.motions
        ]
        merge_texts(rows, self.report.of("texts"), self.report.of("paragraphs"), pattern=f"{PREFIX}%")
        self.report.of("texts").unchanged += len(claims.by_symbol) - len(new)
        self._remember(claims)

    def _remember(self, claims: _Claims) -> None:
        """Documents that were changed, but for the words: the next import need not read them again."""
        for symbol, claim in claims.by_symbol.items():
            is_same = claim.document and self.words.get(symbol) == (claim.words, claim.source)
            if is_same and symbol not in claims.contested:
                models.Text.objects.filter(motion__key=symbol).update(document=claim.document)

    def _make_motions(self, new: dict[str, _Claim], sources: dict[str, int]) -> None:
        """A text of which no vote is in the record is a motion too."""
        bodies = dict(models.Organization.objects.bodies().values_list("code", "pk"))
        wanted: dict[Any, dict[str, Any]] = {}
        for symbol, claim in new.items():
            if symbol in self.motions:
                continue
            code = next((code for start, code in BODIES.items() if symbol.startswith(start)), "")
            if code not in bodies or not claim.title:
                self.report.faults.append(
                    Fault(
                        claim.place, 0, "", f"the record has no motion {symbol}, and it is not known enough to make it"
                    )
                )
                continue
            wanted[(symbol,)] = {
                "symbol": symbol,
                "title": claim.title[:1000],
                "kind": "resolution",
                "body_id": bodies[code],
                "source_id": sources[claim.source],
            }
        if wanted:
            self.say(f"{len(wanted)} texts of which no vote is in the record")
        rows = models.Motion.objects.filter(key__in=[symbol for (symbol,) in wanted])
        keys = sync(rows, ("key",), wanted, self.report.of("motions"))
        self.motions |= {str(key): pk for (key,), pk in keys.items()}


def _sha256(text: Text) -> str:
    rows = [(row.section, row.number, row.verb, row.text) for row in text.paragraphs]
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()
