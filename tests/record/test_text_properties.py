"""Whatever happens to a text on its way, no paragraph comes out wrong in silence: it is refused, or it is as it was.

A letter of the words themselves changed into another can be seen by nobody who has one document only.
"""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factcheck.record.importers import akn
from factcheck.record.importers.archives import ArchiveRefused, documents
from tests.factories.akn import MAIN, document, in_parts, paragraph, tarred, write, zipped

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
NOTE = '<authorialNote marker="1"><p>A note.</p></authorialNote><sup>1</sup>'
WHOLE = document(main=MAIN.replace("the bridge", f"the bridge{NOTE}") + paragraph("4.", "Also decides", " to meet."))
DOCUMENTS = (WHOLE, in_parts("78/11", main=MAIN))
TAGS = [
    place for content in DOCUMENTS[:1] for found in re.finditer(rb"<[^>]+>", content) for place in range(*found.span())
]
MEMBERS = {"a/1.xml": WHOLE, "a/2.xml": DOCUMENTS[1]}


def read(content: bytes) -> akn.Text | None:
    """The text, None where it is refused with a place."""
    try:
        return akn.read(content)
    except akn.Refused as refused:
        assert refused.line >= 1 and refused.column >= 1 and refused.reason
        return None


@UNHURRIED
@given(st.sampled_from(DOCUMENTS), st.integers(min_value=0))
def test_document_cut_anywhere_is_refused(content, place) -> None:
    assert read(content[: place % len(content)]) is None


@UNHURRIED
@given(st.sampled_from(TAGS), st.integers(min_value=0, max_value=255))
def test_byte_of_a_tag_changed_gives_the_text_as_it_was_or_nothing(place, byte) -> None:
    whole = akn.read(WHOLE)
    found = read(WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])
    assert found in (None, whole)


@UNHURRIED
@given(st.data())
def test_element_taken_out_changes_the_words_of_no_paragraph(data) -> None:
    root = ElementTree.fromstring(WHOLE)  # noqa: S314  # our own
    inside = [(parent, child) for parent in root.iter() for child in parent if not child.tag.endswith(("span", "p"))]
    parent, child = data.draw(st.sampled_from(inside))
    parent.remove(child)
    found = read(ElementTree.tostring(root))
    if found is not None:
        before = {row.text for row in akn.read(WHOLE).paragraphs}
        assert {row.text for row in found.paragraphs} <= before
        numbers = [row.number for row in found.paragraphs if row.number.isdecimal()]
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


@UNHURRIED
@example(zipped, 41593, 1)  # the length of a comment, which then covers the next entry of the list
@given(st.sampled_from([zipped, tarred]), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_byte_of_an_archive_changed_gives_its_documents_as_they_were_or_nothing(tmp_path, pack, place, change) -> None:
    content = bytearray(pack(MEMBERS))
    content[place % len(content)] ^= change
    path = write(tmp_path / "damaged", bytes(content))
    try:
        found = [body for _, body in documents(path)]
    except ArchiveRefused as refused:
        assert refused.reason
        return
    assert found in ([*MEMBERS.values()], [bytes(content)])  # or no archive any more, which no reader takes for a text


@UNHURRIED
@given(st.sampled_from([zipped, tarred]), st.integers(min_value=0))
def test_archive_cut_anywhere_is_refused(tmp_path, pack, place) -> None:
    content = pack(MEMBERS)
    cut = content[: place % len(content)]
    path = write(tmp_path / "cut", cut)
    try:
        found = [body for _, body in documents(path)]
    except ArchiveRefused as refused:
        assert "cannot be read on" in refused.reason
    else:
        assert found == [cut] and read(cut) is None


@pytest.mark.parametrize("content", DOCUMENTS)
def test_whole_documents_of_this_test_are_read(content: bytes) -> None:
    assert akn.read(content).paragraphs
