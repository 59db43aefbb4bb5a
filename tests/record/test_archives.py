"""Archives of texts: what is in them comes out one by one, and what would cost too much or is no file is refused."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from factcheck.record.importers.archives import ArchiveRefused, Limits, documents, kind_of, start_of
from tests.factories.akn import document, tarred, write, zipped

TWO = {"a/1.xml": document("78/1"), "a/2.xml": document("78/2")}


def refusal(path: Path, limits: Limits | None = None) -> ArchiveRefused:
    with pytest.raises(ArchiveRefused) as refused:
        list(documents(path, limits))
    return refused.value


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for member, body in members:
            member.size = member.size or len(body)
            archive.addfile(member, io.BytesIO(body))
    return content.getvalue()


def member(name: str, **values: object) -> tarfile.TarInfo:
    row = tarfile.TarInfo(name)
    for field, value in values.items():
        setattr(row, field, value)
    return row


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(TWO)),
        ("x.tar", tarred(TWO, is_packed=False)),
        ("x.tar.gz", tarred(TWO)),
        ("named otherwise", tarred(TWO)),
    ],
    ids=["zip", "tar", "tar.gz", "other name"],
)
def test_documents_of_an_archive_come_out_in_order(tmp_path, name: str, content: bytes) -> None:
    assert list(documents(write(tmp_path / name, content))) == list(TWO.items())


def test_file_that_is_no_archive_is_the_document(tmp_path) -> None:
    assert list(documents(write(tmp_path / "a.xml", document()))) == [("", document())]
    assert list(documents(write(tmp_path / "a.xml.gz", gzip.compress(document())))) == [("", document())]


def test_archive_in_an_archive_is_opened_once(tmp_path) -> None:
    inner = zipped(TWO)
    once = write(tmp_path / "once.tar.gz", tarred({"74/all.zip": inner}))
    assert [name for name, _ in documents(once)] == ["74/all.zip/a/1.xml", "74/all.zip/a/2.xml"]
    twice = write(tmp_path / "twice.tar", tarred({"all.tar.gz": tarred({"all.zip": inner})}, is_packed=False))
    assert "too deep in each other" in refusal(twice).reason


def test_paths_that_lead_elsewhere_are_names_and_nothing_is_written(tmp_path) -> None:
    path = write(
        tmp_path / "x.tar", tarred({"../../etc/passwd": b"<a/>", "/etc/\x1b[2Jcron": b"<a/>"}, is_packed=False)
    )
    assert [name for name, _ in documents(path)] == ["../../etc/passwd", "/etc/?[2Jcron"]
    assert [found.name for found in tmp_path.iterdir()] == ["x.tar"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (tarfile.SYMTYPE, b""),
        (tarfile.LNKTYPE, b""),
        (tarfile.CHRTYPE, b""),
        (tarfile.FIFOTYPE, b""),
    ],
)
def test_links_and_devices_in_a_tar_are_refused(tmp_path, kind: bytes, content: bytes) -> None:
    row = member("a.xml", type=kind, linkname="/etc/passwd")
    refused = refusal(write(tmp_path / "x.tar", tar_of((row, content))))
    assert refused.member == "a.xml" and "is a link, a device or sparse" in refused.reason


def test_link_in_a_zip_is_refused(tmp_path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        row = zipfile.ZipInfo("a.xml")
        row.external_attr = 0o120777 << 16
        archive.writestr(row, "/etc/passwd")
    assert "is a link" in refusal(write(tmp_path / "x.zip", content.getvalue())).reason


def test_encrypted_member_is_refused(tmp_path) -> None:
    content = bytearray(zipped({"a.xml": document()}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" in refusal(write(tmp_path / "x.zip", bytes(content))).reason


def test_member_packed_otherwise_is_refused(tmp_path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.xml", document())
    assert "is packed in a way" in refusal(write(tmp_path / "x.zip", content.getvalue())).reason


BOMB = b"<a>" + b" " * 200_000 + b"</a>"


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(members=2), "too many members"),
        (Limits(document=1000), "is longer than 1000 bytes"),
        (Limits(archive=1000), "is longer than 1000 bytes"),
        (Limits(total=500_000), "unpacks to too much"),
    ],
)
def test_archive_that_costs_too_much_is_refused(tmp_path, pack, limits: Limits, reason: str) -> None:
    path = write(tmp_path / "x", pack({f"{number}.xml": BOMB for number in range(3)}))
    assert path.stat().st_size < 5_000
    assert reason in refusal(path, limits).reason


def test_bomb_in_gzip_alone_is_refused(tmp_path) -> None:
    path = write(tmp_path / "a.xml.gz", gzip.compress(b"<a>" + b" " * 9_000_000))
    assert "is longer than" in refusal(path).reason


def test_header_of_a_tar_that_goes_on_and_on_is_refused(tmp_path) -> None:
    long_name = member("././@LongLink", type=tarfile.GNUTYPE_LONGNAME)
    content = tar_of((long_name, b"a" * 100_000), (member("a.xml"), document()))
    assert "what stands between its members is too long" in refusal(
        write(tmp_path / "x.tar", content), Limits(directory=50_000)
    ).reason  # fmt: skip


def test_list_of_a_zip_that_goes_on_and_on_is_refused_before_it_is_read(tmp_path) -> None:
    path = write(tmp_path / "x.zip", zipped({f"{number}.xml": b"" for number in range(500)}))
    assert "too many members" in refusal(path, Limits(directory=10_000)).reason


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (tarred(TWO), -100),
        (tarred(TWO, is_packed=False), 700),
        (tarred(TWO, is_packed=False), 1024),
        (zipped(TWO), -60),
        (zipped(TWO), 100),
        (zipped(TWO), 4),
        (gzip.compress(document()), -5),
        (gzip.compress(document()), 2),
    ],
    ids=["tar.gz", "tar in a document", "tar behind one", "zip", "zip in a document", "zip mark", "gzip", "gzip mark"],
)
def test_archive_that_breaks_off_is_refused(tmp_path, whole: bytes, left: int) -> None:
    assert "cannot be read on" in refusal(write(tmp_path / "x", whole[:left])).reason


@pytest.mark.parametrize("place", [0, 100, 148, 512 + 20])
def test_damaged_header_of_a_tar_does_not_end_it_silently(tmp_path, place: int) -> None:
    content = bytearray(tarred(TWO, is_packed=False))
    second = content.find(b"a/2.xml")
    content[second + place] ^= 0x15
    path = write(tmp_path / "x.tar", bytes(content))
    if place < 512:
        assert "cannot be read on" in refusal(path).reason
    else:  # the words of the document, which its own reader judges
        assert len(list(documents(path))) == 2


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_damaged_bytes_of_a_packed_document_are_refused(tmp_path, pack) -> None:
    content = bytearray(pack({"a.xml": bytes(range(256)) * 40}))
    content[len(content) // 3] ^= 0x55
    assert "cannot be read on" in refusal(write(tmp_path / "x", bytes(content))).reason


def test_kind_and_start_of_a_file_are_told_by_its_bytes(tmp_path) -> None:
    contents = zipped(TWO), tarred(TWO), tarred(TWO, is_packed=False), document()
    assert [kind_of(content[:512]) for content in contents] == ["zip", "gzip", "tar", ""]
    assert start_of(write(tmp_path / "a.gz", gzip.compress(document())[:-9]), 20) == document()[:20]
