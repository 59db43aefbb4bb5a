"""What the page of a vote shows of a text."""

import pytest
from django.test import Client

from factcheck.record.models import Motion, Paragraph, Text
from factcheck.web import paragraphs
from tests.factories import record

pytestmark = pytest.mark.django_db


def write(motion: Motion, *rows: tuple[str, str, str, str], slug: str = "import-text-x") -> None:
    source = record.source(slug, title="Texts of resolutions: x.zip", publisher="United Nations")
    Text.objects.get_or_create(motion=motion, defaults={"source": source, "words": "0" * 64})
    for position, (section, number, verb, text) in enumerate(rows, start=1):
        Paragraph.objects.create(
            motion=motion, position=position, section=section, number=number, verb=verb, text=text, is_verbatim=True,
            source=source,
        )  # fmt: skip


def short(motion: Motion, text: str, *, is_verbatim: bool = False) -> None:
    about = {"section": "operative", "position": 1, "text": text, "verb": "Asks", "is_verbatim": is_verbatim}
    Paragraph.objects.create(motion=motion, source=record.source("a-fact-file"), **about)


def test_motion_without_paragraphs_has_no_text() -> None:
    assert paragraphs.text_of(record.motion()) is None


def test_text_is_shown_by_part_with_lettered_paragraphs_under_theirs() -> None:
    motion = record.motion()
    write(
        motion,
        ("preamble", "", "Recalling", "Recalling it,"),
        ("heading", "II", "", "Roads"),
        ("operative", "1", "Requests", "Requests all States:"),
        ("operative", "(a)", "", "To come;"),
        ("operative", "", "", "and to stay;"),
        ("operative", "2", "Decides", "Decides so."),
    )
    text = paragraphs.text_of(motion)
    assert text is not None and text.source is not None and text.source.title == "Texts of resolutions: x.zip"
    assert [part.section for part in text.parts] == ["preamble", "heading", "operative"]
    first, second = text.parts[2].shown
    assert (first.number, first.verb, first.text) == ("1.", "Requests", " all States:")
    assert [(line.number, line.text) for line in first.parts] == [("(a)", "To come;"), ("", "and to stay;")]
    assert (second.number, second.parts, text.in_short) == ("2.", [], ())


@pytest.mark.parametrize(("count", "shown", "folded"), [(12, 12, 0), (13, 13, 0), (14, 12, 2), (300, 12, 288)])
def test_long_operative_part_is_folded_behind_its_first_paragraphs(count: int, shown: int, folded: int) -> None:
    motion = record.motion()
    write(motion, *(("operative", str(n), "Notes", f"Notes matter {n};") for n in range(1, count + 1)))
    text = paragraphs.text_of(motion)
    assert text is not None
    assert (len(text.parts[0].shown), len(text.parts[0].folded)) == (shown, folded)


def test_verb_that_the_words_do_not_begin_with_is_not_set_apart() -> None:
    motion = record.motion()
    write(motion, ("operative", "1", "Notes", "The State notes it."))
    text = paragraphs.text_of(motion)
    assert text is not None and text.parts[0].shown[0].text == "The State notes it."


def test_page_has_text_source_and_what_the_fact_file_says(client: Client) -> None:
    event = record.vote_event()
    write(
        event.motion, ("preamble", "", "Noting", "Noting <it>,"), ("operative", "1", "Demands", "Demands that all go.")
    )
    short(event.motion, "Asks everyone to leave")
    page = client.get(f"/votes/{event.motion.key}/").content.decode()
    assert "<summary>Preamble, 1 paragraph</summary>" in page and "Noting</em> &lt;it&gt;," in page
    assert "<em>Demands</em> that all go." in page
    assert page.index("Texts of resolutions: x.zip") < page.index("<h3>In short</h3>") < page.index("Asks everyone")


def test_page_with_a_fact_file_alone_tells_quoted_words_from_others(client: Client) -> None:
    event = record.vote_event()
    short(event.motion, "Asks everyone to leave")
    page = client.get(f"/votes/{event.motion.key}/").content.decode()
    assert "Asks everyone to leave" in page and "In short" not in page and "<q>" not in page
    Paragraph.objects.update(is_verbatim=True)
    assert "<q>Asks everyone to leave</q>" in client.get(f"/votes/{event.motion.key}/").content.decode()
