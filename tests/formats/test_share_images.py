"""Images of shared links: their size, that nothing runs over, and that they follow what readers are told."""

from __future__ import annotations

import re
import struct
import zlib

import pytest
from django.test import Client

from factcheck.formats.share import image, metrics
from factcheck.record.models import Motion
from factcheck.verdicts.actions import publishing
from factcheck.verdicts.actions import steps as taking
from factcheck.verdicts.models import VerdictVersion
from tests.factories import reviews, verdicts
from tests.factories.accounts import user
from tests.public import rows

LONG = "On the implementation of the programme of action for the review of the arrangements concerning them, " * 9
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
PAPER = (0xFB, 0xFA, 0xF6)


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height, and the rows of a PNG of 8 bits RGBA without interlacing, unfiltered (ISO/IEC 15948)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind, _, _, interlaced = struct.unpack_from(">LLBBBBB", png, 16)
    assert (depth, kind, interlaced) == (8, 6, 0)
    data, at = b"", 8
    while at < len(png):
        length, name = struct.unpack_from(">L4s", png, at)
        data += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    raw, found, before = zlib.decompress(data), [], bytes(4 * width)
    for place in range(0, len(raw), 4 * width + 1):
        row = bytearray(raw[place + 1 : place + 1 + 4 * width])
        for x in range(4 * width):
            left, up, corner = (row[x - 4] if x > 3 else 0), before[x], (before[x - 4] if x > 3 else 0)
            row[x] = (row[x] + _predicted(raw[place], left, up, corner)) & 0xFF
        before = bytes(row)
        found.append(before)
    return width, height, found


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda one: abs(guess - one))
    return (0, left, up, (left + up) // 2)[kind]


def is_paper(row: bytes, first: int, last: int) -> bool:
    return all(tuple(row[4 * x : 4 * x + 3]) == PAPER for x in range(first, last))


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["Peace", LONG[:1000].strip(), WORD])
def test_image_has_its_size_and_keeps_its_margins_whatever_the_title(title: str) -> None:
    event = rows.vote(title=title)
    width, height, found = pixels(image.png(image.svg(image.of_vote(event))))
    assert (width, height) == (1200, 630)
    for row in found:
        assert is_paper(row, 0, image.MARGIN - 6)
        assert is_paper(row, width - image.MARGIN + 6, width)
    for row in found[:40] + found[-30:]:
        assert is_paper(row, 0, width)


@pytest.mark.parametrize("face", list(metrics.FACES))
@pytest.mark.parametrize("text", [LONG, WORD, "Short", "Łódź, Şanlıurfa and Türkiye", "漢字 " * 200, "x"])
def test_text_is_wrapped_within_its_room_and_cut_with_dots(face: str, text: str) -> None:
    size, lines = metrics.fitted(text, face, 900, ((60.0, 2), (40.0, 3)), "”")
    assert len(lines) <= 3
    assert all(metrics.font(face).width(line, size) <= 900 for line in lines)
    is_whole = "".join(lines).replace(" ", "") == f"{text}”".replace(" ", "")
    assert is_whole or lines[-1].endswith(" …”")


def test_width_of_letters_is_that_of_the_font() -> None:
    """The letter A and the space of the two faces, as their makers give them: 1000 units an em."""
    sans = metrics.font("sans")
    assert sans.width("A", 1000) == pytest.approx(544, abs=1)
    assert sans.width("AA ", 1000) == pytest.approx(2 * sans.width("A", 1000) + sans.width(" ", 1000))
    assert sans.width("Ł", 1000) < sans.widest * 1000
    assert sans.width("漢", 1000) == sans.widest * 1000


@pytest.mark.django_db
def test_image_is_the_same_for_the_same_and_not_drawn_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.vote()
    first, second = client.get(f"/votes/{rows.KEY}/share.png"), client.get(f"/votes/{rows.KEY}/share.png")
    assert first["Content-Type"] == "image/png"
    assert first.content == second.content
    assert re.fullmatch('W/"[0-9a-f]{32}"', first["ETag"])
    assert not first.cookies
    monkeypatch.setattr(image, "png", lambda drawn: pytest.fail("it was drawn"))
    unchanged = client.get(f"/votes/{rows.KEY}/share.png", headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", first["ETag"])
    assert "max-age" in unchanged["Cache-Control"]


@pytest.mark.django_db
def test_image_of_a_verdict_says_what_readers_are_told(client: Client) -> None:
    rows.vote()
    rows.organization("BRA", "Brazil")
    review = reviews.review()
    review.mention.findings.update(motion_key=rows.KEY)
    verdict = verdicts.published(review=verdicts.judged(review=review))

    def drawn() -> str:
        version = VerdictVersion.objects.select_related("verdict", "finding").get(verdict=verdict)
        event = rows.VoteEvent.objects.with_motion().get()
        return image.svg(image.of_verdict(version, event))

    tag = client.get(f"/verdicts/{verdict.slug}/1/share.png")["ETag"]
    assert "“Brazil voted against the" in drawn()
    assert ">False</text>" in drawn()
    assert "2 yes" in drawn()
    verdict.doubts = ["The record changed."]
    verdict = taking.take(verdict, "doubt", "needs_recheck", by="system")
    assert ">False</text>" not in drawn()
    assert ">Being rechecked</text>" in drawn()
    assert client.get(f"/verdicts/{verdict.slug}/1/share.png")["ETag"] != tag
    publishing.withdraw(verdict=verdict, by=user("editor"), why="It was wrong.")
    assert ">Withdrawn</text>" in drawn()


@pytest.mark.django_db
def test_image_of_what_is_not_there_is_404(client: Client) -> None:
    verdict = verdicts.approved()
    for path in (f"/verdicts/{verdict.slug}/1/share.png", "/verdicts/none/1/share.png", "/votes/A/RES/1/share.png"):
        assert client.get(path).status_code == 404, path
    rows.vote()
    assert client.get(f"/votes/{rows.KEY}/share.png?x=1").status_code == 400


@pytest.mark.django_db
def test_image_escapes_words_and_drops_what_no_image_can_hold() -> None:
    event = rows.vote(title='<b onload="x">&\x0b\x1f tail')
    drawn = image.svg(image.of_vote(event))
    assert "&lt;b onload=&quot;x&quot;&gt;&amp; tail" in drawn
    assert image.png(drawn)


@pytest.mark.django_db
def test_pages_name_their_image_with_size_and_text(client: Client) -> None:
    event = rows.vote()
    text = client.get(f"/votes/{rows.KEY}/").content.decode()
    assert f'<meta property="og:image" content="http://testserver/votes/{rows.KEY}/share.png">' in text
    assert '<meta property="og:image:width" content="1200">' in text
    assert '<meta property="og:image:height" content="630">' in text
    assert f"How the vote on “Title of {rows.KEY}” ended" in text
    assert "summary_large_image" in text
    motion = Motion.objects.create(
        key="A/RES/9", symbol="A/RES/9", title="Without a vote", kind="resolution", body=event.body, source=event.source
    )
    assert "og:image" not in client.get(f"/votes/{motion.key}/").content.decode()
    verdict = verdicts.published()
    text = client.get(f"/verdicts/{verdict.slug}/").content.decode()
    assert f'content="http://testserver/verdicts/{verdict.slug}/1/share.png"' in text
    assert client.get(f"/verdicts/{verdict.slug}/1/share.png").status_code == 200
