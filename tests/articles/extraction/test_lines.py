"""Where paragraphs of a PDF begin, in files that are set as newspapers, agencies and word processors set them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from factcheck.articles.extraction import Original
from factcheck.articles.extraction.lines import Line, paragraphs_of
from factcheck.articles.extraction.reading import read_here
from tests.factories import originals
from tests.factories.originals import Printed, printed

HEADLINE = "Assembly adopts text on peace in Ukraine after a divided debate"
PARAGRAPHS = [
    "The General Assembly on Monday adopted resolution ES-11/7 by 93 votes to 18, with 65 abstentions, in a session "
    "that ran long into the evening. Diplomats had expected a wider margin. They spoke of fatigue among those who have "
    "voted on the war for three years.",
    "India abstained from the vote. Its delegate, who spoke early, asked both sides to talk again before winter.",
    '"We voted as we always have," Brazil said.',
    "Hungary voted against it. The United States proposed a shorter text of its own, which the Assembly amended three "
    "times before it was adopted.",
    "Nobody spoke against the Council's text. That was new, and delegates from three regions remarked on it outside.",
]
"""Some last lines are as long as lines can be, and some lines within end with a sentence."""


def paragraphs_in(*pages: Sequence[str | Printed], title: str = HEADLINE) -> list[str]:
    found = read_here(Original(originals.pdf(*pages, title=title), "application/pdf"))
    assert found.title == HEADLINE
    return found.text.split("\n\n")


@pytest.mark.parametrize("width", [58, 71, 80, 93])
@pytest.mark.parametrize(
    "style",
    [
        {"gap": 7.0},
        {"gap": 14.0},
        {"indent": 12.0},
        {"indent": 36.0},
        {"indent": 24.0, "leading": 27.0},
        {"indent": 12.0, "gap": 3.0},
    ],
    ids=["half a line", "a whole line", "an indent", "a deep indent", "an indent and double spacing", "both, small"],
)
def test_paragraphs_begin_where_the_page_shows_it(style: dict[str, float], width: int) -> None:
    lines = printed(PARAGRAPHS, headline=HEADLINE, width=width, **style)
    assert paragraphs_in(lines) == PARAGRAPHS
    assert paragraphs_in(lines, title="") == PARAGRAPHS


def test_text_without_gap_and_indent_has_paragraphs_behind_lines_that_stop_early() -> None:
    assert paragraphs_in(printed(PARAGRAPHS, headline=HEADLINE)) == PARAGRAPHS


def test_first_paragraph_without_indent_and_subheads_in_other_letters() -> None:
    lines = printed(PARAGRAPHS[:1], headline=HEADLINE)
    lines.append(Printed("How the hall divided", 70.0, lines[-1].y - 16, 13.0))
    lines += printed(PARAGRAPHS[1:], indent=12.0, y=lines[-1].y - 16)
    assert paragraphs_in(lines) == [PARAGRAPHS[0], "How the hall divided", *PARAGRAPHS[1:]]


def test_quotation_set_in_stays_one_paragraph() -> None:
    first, quoted, last = PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[3]
    lines = printed([first], headline=HEADLINE)
    lines += printed([quoted], x=106.0, y=lines[-1].y - 14, width=70)
    lines += printed([last], y=lines[-1].y - 14)
    assert paragraphs_in(lines) == [first, quoted, last]


def test_lines_behind_the_first_of_an_entry_may_be_set_in() -> None:
    entries = [
        "1. The Assembly met on Monday and voted at midnight.",
        "It voted late, as it does.",
        "2. The Council met on Tuesday.",
    ]
    lines = [Line(text, 70.0 + 18 * (number == 1), 700.0 - 14 * number, 11.0) for number, text in enumerate(entries)]
    longer = Line("A line that says how long the lines of this text may be.", 70.0, 658.0, 11.0)
    assert paragraphs_of([[*lines, longer]])[0] == f"{entries[0]} {entries[1]}"


@pytest.mark.parametrize("style", [{"gap": 7.0}, {"indent": 12.0}])
def test_paragraph_goes_on_in_the_next_column_and_on_the_next_page(style: dict[str, float]) -> None:
    whole = printed(PARAGRAPHS * 2, width=44, **style)
    cuts = (0, 5, 14, len(whole))
    parts = [whole[start:end] for start, end in pairwise(cuts)]
    assert not any(part[-1].text.endswith((".", '"')) for part in parts[:-1]), "each ends within a sentence"
    places = [(70.0, 700.0), (310.0, 700.0), (70.0, 770.0)]
    moved = [
        [Printed(one.text, one.x - 70.0 + x, one.y - part[0].y + y) for one in part]
        for part, (x, y) in zip(parts, places, strict=True)
    ]
    head = printed([], headline=HEADLINE)
    first = [*head, *moved[0], *moved[1], Printed("1", 290.0, 40.0)]
    second = [*moved[2], Printed("Page 2 of 2", 290.0, 40.0)]
    assert paragraphs_in(first, second) == PARAGRAPHS * 2


def test_lines_of_which_no_place_is_known_are_joined_by_their_words() -> None:
    lines = [
        Line(text) for text in ("The Assembly adopted the reso-", "lution on Monday in a late", "session.", "Next.")
    ]
    assert paragraphs_of([lines]) == ["The Assembly adopted the resolution on Monday in a late session.", "Next."]
