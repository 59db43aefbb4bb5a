"""Texts into the database: word for word, once, beside what fact files say, with what was there before."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError

from factcheck.engine.record import snapshot_hash
from factcheck.record import queries, snapshots, status
from factcheck.record.importers import akn
from factcheck.record.importers.recognising import readers
from factcheck.record.importing import ImportReport, import_files
from factcheck.record.models import Motion, Paragraph, RowVersion, Text
from factcheck.record.source import load_record
from tests.factories import importing as files
from tests.factories import record
from tests.factories.akn import MAIN, document, in_parts, tarred, write, zipped

pytestmark = pytest.mark.django_db

text_of = akn.read
OTHER = MAIN.replace("mend the bridge", "build a bridge")


@pytest.fixture
def assembly(db: None) -> None:
    record.body("GA")
    record.state("FRA")


@pytest.fixture
def motion(assembly: None) -> Motion:
    return record.motion("A/RES/78/9", title="Roads")


def archive(folder, *documents: bytes, name: str = "texts.tar.gz"):
    members = {f"{number}.xml": content for number, content in enumerate(documents)}
    return write(folder / name, tarred(members))


def words(symbol: str = "A/RES/78/9") -> list[str]:
    return list(Paragraph.objects.filter(motion__key=symbol).order_by("position").values_list("text", flat=True))


def of_engine(symbol: str = "A/RES/78/9") -> tuple[str, ...]:
    return next(row.paragraphs for row in load_record().motions if row.key == symbol)


def counted(report: ImportReport, kind: str) -> tuple[int, int, int]:
    tally = report.of(kind)
    return tally.added, tally.changed, tally.removed


def test_import_writes_paragraphs_word_for_word_with_their_source(motion, tmp_path) -> None:
    report = import_files([archive(tmp_path, document())])
    rows = Paragraph.objects.order_by("position")
    assert [(row.section, row.number, row.verb) for row in rows] == [
        ("preamble", "", "Recalling"), ("preamble", "", "Noting"), ("operative", "1", "Calls upon"),
        ("operative", "2", "Requests"), ("operative", "(a)", ""), ("operative", "(b)", ""),
        ("operative", "3", "Decides"),
    ]  # fmt: skip
    assert all(row.is_verbatim and row.source.slug == "import-text-texts-tar-gz" for row in rows)
    assert (report.files, counted(report, "texts"), counted(report, "motions")) == (
        {"texts.tar.gz": 1},
        (1, 0, 0),
        (0, 0, 0),
    )
    motion.refresh_from_db()
    assert motion.title == "Roads" and motion.text.source.sha256


def test_import_again_changes_nothing_and_reads_no_document(motion, tmp_path, monkeypatch) -> None:
    path = archive(tmp_path, document(), document("78/10"), in_parts("78/11"))
    assert import_files([path]).is_change
    before = snapshot_hash(load_record())
    read: list[str] = []

    def watched(content: bytes) -> akn.Text:
        read.append(text_of(content).symbol)
        return text_of(content)

    monkeypatch.setattr(akn, "read", watched)
    report = import_files([path])
    assert not report.is_change and report.of("texts").unchanged == 3
    assert read == ["A/RES/78/11A-B"]  # one in parts is always read: which of its motions there are may have changed
    assert snapshot_hash(load_record()) == before and not RowVersion.objects.exists()


def test_engine_gets_operative_paragraphs_from_their_verb_on(motion, tmp_path) -> None:
    import_files([archive(tmp_path, document())])
    assert of_engine() == (
        "Calls upon all States to mend the bridge;",
        "Requests the Secretary-General: (a) To count the bridges; (b) To count the roads;",
        "Decides to remain seized of the matter.",
    )


@pytest.mark.parametrize("name", ["one.xml", "some.zip", "all.tar.gz", "folder"])
def test_texts_come_as_file_archive_or_folder(motion, tmp_path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder / "a.xml", document())
    write(folder / "b.xml", document("78/10"))
    write(tmp_path / "one.xml", document())
    write(tmp_path / "some.zip", zipped({"in/a.xml": document(), "in/readme.md": b"words"}))
    write(tmp_path / "all.tar.gz", tarred({"74.zip": zipped({"a.xml": document()})}))
    report = import_files([tmp_path / name])
    assert report.files == {name: 2 if name == "folder" else 1} and not report.faults
    assert len(words()) == 7


def test_text_is_told_from_other_files_by_what_is_in_it(tmp_path) -> None:
    write(tmp_path / "a.csv", document())
    write(tmp_path / "b.json", tarred({"a.xml": document()}))
    write(tmp_path / "c.xml", b"<html/>")
    found, unknown = readers([tmp_path])
    assert [(reader.format.code, reader.name) for reader in found] == [("akn", "b.json"), ("akn", "a.csv")]
    assert [str(fault) for fault in unknown] == ["c.xml: is of no known format"]


def test_changed_text_takes_the_place_of_the_old_and_keeps_it(motion, tmp_path) -> None:
    import_files([archive(tmp_path, document())])
    first = snapshots.take()
    shorter = OTHER.replace("<point><num>(b)</num><content><p>To count the roads;</p></content></point>", "")
    report = import_files([archive(tmp_path, document(main=shorter))])
    assert (counted(report, "texts"), counted(report, "paragraphs")) == ((0, 1, 0), (0, 2, 1))
    assert words()[2:] == [
        "Calls upon all States to build a bridge;", "Requests the Secretary-General:", "To count the bridges;",
        "Decides to remain seized of the matter.",
    ]  # fmt: skip
    kept = [row.was["text"] for row in RowVersion.objects.filter(table="record_paragraph").order_by("row")]
    assert kept == [
        "Calls upon all States to mend the bridge;", "To count the roads;", "Decides to remain seized of the matter.",
    ]  # fmt: skip
    assert snapshots.diff(first, snapshots.take())["motions"].changed == ("A/RES/78/9",)


def test_same_words_from_another_file_change_nothing(motion, tmp_path) -> None:
    import_files([archive(tmp_path, document())])
    spaced = document().replace(b"><", b">\n<").replace(b" all States", b"  all\nStates")
    report = import_files([archive(tmp_path, spaced, name="newer.zip")])
    assert not any(counted(report, kind) != (0, 0, 0) for kind in ("texts", "paragraphs"))
    assert Text.objects.get().source.slug == "import-text-texts-tar-gz"


def test_document_changed_but_for_its_words_is_remembered(motion, tmp_path) -> None:
    import_files([archive(tmp_path, document())])
    before = Text.objects.get().document
    import_files([archive(tmp_path, document().replace(b"><", b">\n<"))])
    assert Text.objects.get().document != before


def test_two_documents_of_one_import_that_differ_are_both_refused(motion, tmp_path) -> None:
    report = import_files([archive(tmp_path, document(), document(main=OTHER))])
    assert [str(fault) for fault in report.faults] == [
        "texts.tar.gz/1.xml: A/RES/78/9 has other words in texts.tar.gz/0.xml; neither of them is taken"
    ]
    assert words() == []
    once = import_files([archive(tmp_path, document(), name="first.zip")])
    assert counted(once, "texts") == (1, 0, 0)
    both = import_files(
        [archive(tmp_path, document(), document(main=OTHER)), archive(tmp_path, document(), name="x.zip")]
    )
    assert len(both.faults) == 1 and "mend" in words()[2] and counted(both, "paragraphs") == (0, 0, 0)


def test_two_documents_that_say_the_same_are_one(motion, tmp_path) -> None:
    report = import_files([archive(tmp_path, document(), document().replace(b"><", b">\n<"))])
    assert not report.faults and counted(report, "texts") == (1, 0, 0)
    assert not import_files([tmp_path / "texts.tar.gz"]).is_change


def test_wrong_documents_are_refused_with_place_and_the_others_taken(motion, tmp_path) -> None:
    report = import_files([archive(tmp_path, document()[:-30], document(), document("78/10", language="rus"))])
    assert [(fault.file, fault.line > 0, fault.column != "") for fault in report.faults] == [
        ("texts.tar.gz/0.xml", True, True), ("texts.tar.gz/2.xml", True, True),
    ]  # fmt: skip
    assert all(fault.reason.endswith("; this text is refused") for fault in report.faults)
    assert report.files == {"texts.tar.gz": 1} and len(words()) == 7


def test_archive_that_breaks_off_is_refused_whole(motion, tmp_path) -> None:
    content = archive(tmp_path, document(), document("78/10")).read_bytes()
    broken = write(tmp_path / "broken.tar.gz", content[:-40])
    report = import_files([broken])
    assert report.refused_files == 1 and "nothing of this file was imported" in report.faults[0].reason
    assert words() == [] and not Text.objects.exists()
    with pytest.raises(CommandError, match="1 files were refused"):
        call_command("import_record", str(broken), verbosity=0)


def test_archive_without_texts_is_refused(assembly, tmp_path) -> None:
    report = import_files([write(tmp_path / "x.zip", zipped({"a.txt": b"words", "b.xml": b"<html/>"}))])
    assert [fault.file for fault in report.faults] == ["x.zip/b.xml", "x.zip"] and report.refused_files == 1
    assert "begins with html" in report.faults[0].reason
    assert "holds no text of a resolution" in report.faults[1].reason


def test_folders_of_one_name_are_told_apart_by_refusing_the_second(motion, tmp_path) -> None:
    for parent in ("a", "b"):
        folder = tmp_path / parent
        folder.mkdir()
        archive(folder, document())
    report = import_files([tmp_path / "a", tmp_path / "b"])
    assert "another file of this import has the same name" in report.faults[0].reason and len(words()) == 7


def test_text_of_which_no_vote_is_known_makes_its_motion_and_hides_no_gap(assembly, tmp_path) -> None:
    for number in (1, 4):
        record.vote_event(record.motion(f"A/RES/78/{number}"), method="consensus")
    said: list[str] = []
    report = import_files([archive(tmp_path, document("78/3"), document("78/2"))], say=said.append)
    row = Motion.objects.get(key="A/RES/78/3")
    assert (row.title, row.kind, row.body.code, row.symbol) == ("Roads and bridges", "resolution", "GA", "A/RES/78/3")
    assert counted(report, "motions") == (2, 0, 0) and "2 texts of which no vote is in the record" in said
    assert status.missing_numbers() == {"A/RES/78": [2, 3]}
    assert not import_files([tmp_path / "texts.tar.gz"]).is_change


def test_text_that_cannot_have_a_motion_is_told(db, tmp_path) -> None:
    record.state("FRA")
    report = import_files([archive(tmp_path, document())])
    assert [str(fault) for fault in report.faults] == [
        "texts.tar.gz/0.xml: the record has no motion A/RES/78/9, and it is not known enough to make it"
    ]
    assert not Text.objects.exists() and not Paragraph.objects.exists()


def test_votes_after_texts_and_texts_after_votes_come_to_the_same(assembly, tmp_path) -> None:
    record.body("SC")
    texts = archive(tmp_path, document())
    votes = files.write_lines(tmp_path / "78.json", [files.resolution("A/RES/78/9")])
    import_files([texts])
    import_files([votes])
    first = snapshot_hash(load_record())
    assert Motion.objects.get().title == "Title of A/RES/78/9"
    assert not import_files([texts, votes]).is_change and snapshot_hash(load_record()) == first


@pytest.mark.parametrize(
    ("there", "with_text"),
    [
        ([], ["A/RES/78/9A-B"]),
        (["A/RES/78/9A-B"], ["A/RES/78/9A-B"]),
        (["A/RES/78/9A", "A/RES/78/9B"], ["A/RES/78/9A", "A/RES/78/9B"]),
        (["A/RES/78/9B"], ["A/RES/78/9B"]),
    ],
)
def test_resolutions_in_parts_go_to_the_motions_that_there_are(assembly, tmp_path, there, with_text) -> None:
    for key in there:
        record.motion(key)
    import_files([write(tmp_path / "x.xml", in_parts())])
    assert list(Text.objects.order_by("motion__key").values_list("motion__key", flat=True)) == with_text


def test_paragraphs_of_fact_files_stay_beside_the_text(loaded, tmp_path) -> None:
    key = "A/RES/ES-11/7"
    motion = Motion.objects.get(key=key)
    in_short = list(motion.paragraphs.values_list("position", "text", "source__slug"))
    assert in_short and of_engine(key) == tuple(text for _, text, _ in in_short)
    import_files([write(tmp_path / "x.xml", document("ES-11/7"))])
    text, verbatim, others = queries.paragraphs_of(motion)
    assert text is not None and len(verbatim) == 7
    assert [(row.position, row.text, row.source.slug) for row in others] == in_short
    assert of_engine(key)[0] == "Calls upon all States to mend the bridge;"
    assert not record.load_bundled().is_change
    assert not import_files([tmp_path / "x.xml"]).is_change
    motion.refresh_from_db()
    assert motion.source.slug == "undl-es-11-7"


def test_removed_motion_with_a_text_is_refused_by_the_database(motion, tmp_path) -> None:
    import_files([archive(tmp_path, document())])
    with pytest.raises(ProtectedError):
        motion.delete()


def test_failure_while_votes_are_written_ends_the_reading_of_texts(motion, tmp_path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("factcheck.record.importing.Settling.run", fail)
    with pytest.raises(RuntimeError, match="no room"):
        import_files([archive(tmp_path, document("A/RES/78/9"))])
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("texts")]
    assert not Text.objects.exists()
