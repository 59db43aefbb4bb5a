"""A pattern with a prefilter finds what the pattern alone finds."""

import gc
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factcheck.engine  # noqa: F401 compiles all patterns
from factcheck.engine.claims import tally_words, titles
from factcheck.engine.claims.comparison import against
from factcheck.engine.text import dates, gazetteer, numbers, segment, symbols
from factcheck.engine.text.prefilter import Pattern, from_beginnings, needed
from tests.factories import engine


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"oppos(?:ed|ing)", [{"oppos"}]),
        (r"(?:un)?likely to (?:pass|fail)", [{"likely to "}, {"pass", "fail"}]),
        (r"\bveto(?:ed)?\b|\bblock", [{"veto", "block"}]),
        (r"(?=.*tally)\w+", [{"tally"}]),
        (r"(?:yes){2,3}", [{"yes"}]),
        (r"(?:yes)*", []),
        (r"(?:yes)?no?", []),
        (r"(?!against)\w+", []),
        (r"(?i)against", []),
        (r"[ab]|against", []),
        ("\x01 (?:and|or) ", [{"\x01 "}]),
    ],
)
def test_words_that_a_match_needs(pattern: str, needs: list[set[str]]) -> None:
    assert [set(words) for words in needed(pattern)] == needs


EVERY = [p for p in gc.get_objects() if type(p) is Pattern]
PATTERNS = sorted({p.pattern for p in EVERY if p.needs})
HINTED = sorted({(p.pattern, p.holds, p.begins, p.words) for p in EVERY if p.holds or p.begins or p.words})


WORDS = [
    *["the", "The", "in", "IN", "on", "of", "since", "last", "ago", "a", "two", "back", "mid-", "late", "earlier", "'s"],
    *["1", "9", "19", "1995", "2012-03-04", "3rd", "May", "may", "March", "monday", "Monday,", "week", "days", "today"],
    *["tonight", "vote", "İ"],
]  # fmt: skip


def test_most_patterns_of_the_engine_need_words() -> None:
    assert len(PATTERNS) > 200


@given(data=st.data())
def test_prefilter_hides_no_match(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = (
        data.draw(st.from_regex(re.compile(pattern, re.ASCII)))
        if data.draw(st.booleans())
        else data.draw(st.text(max_size=80))
    )
    ours, plain = Pattern(pattern), re.compile(pattern, re.ASCII)
    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in plain.finditer(text)]
    found, expected = ours.search(text), plain.search(text)
    assert (found and found.span()) == (expected and expected.span())


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from([" ", "  ", "-"]))
def test_days_are_found_where_the_slow_pattern_finds_them(words: list[str], between: str) -> None:
    text = between.join(words)
    expected = [m.span() for m in dates.DATE.finditer(text)]
    assert [m.span() for m in dates.DATES.finditer(text, 0, len(text))] == expected
    inner = [m.span() for m in dates.DATE.finditer(text, 3, max(3, len(text) - 2))]
    assert [m.span() for m in dates.DATES.finditer(text, 3, max(3, len(text) - 2))] == inner


def found_in(pattern: Pattern) -> Callable[[str], object]:
    """The first match, with all the words that the pattern is said to need."""
    return lambda text: next(pattern.finditer(text), None)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize(
    ("pattern", "gate"),
    [
        (against._THAN, found_in(against._THAN)),
        (titles._DEALS_WITH, found_in(titles._DEALS_WITH)),
        (tally_words.TABLE, tally_words.table_in),
    ],
)
def test_gates_hide_no_match(pattern: Pattern, gate: Callable[[str], object], data: st.DataObject) -> None:
    assert gate(data.draw(st.from_regex(pattern.compiled)))


NUMBERS = ["one", "One", "a", "a hundred", "and", "sixty", "sixty-four", "hundred", "hundreds", "often", "ten", "12", "1,000", "1,00", "3%", "7 million", "2/3", "two-thirds", "£5", "9:30", "İ", "per cent", "none"]  # fmt: skip


@given(st.lists(st.sampled_from(NUMBERS), max_size=20), st.sampled_from([" ", "  ", "-", ", "]))
def test_numbers_are_found_where_the_slow_pattern_finds_them(words: list[str], between: str) -> None:
    text = between.join(words)
    for start, end in ((0, len(text)), (3, max(3, len(text) - 2))):
        expected = [m.span() for m in numbers.NUMBER.finditer(text, start, end)]
        assert [m.span() for m in numbers.NUMBERS.finditer(text, start, end)] == expected


SYMBOLS = ["A/RES/ES-11/7", "a/77/l.4", "S/RES/2774 (2025)", "resolution", "Resolution", "resolutions", "2774", "ES-11/7", "77/128 A and B", "Res.", "UNGA res", "UNSCR", "12", "votes", "to"]  # fmt: skip


@given(st.lists(st.sampled_from(SYMBOLS), max_size=12))
def test_symbols_hold_one_of_their_signs(words: list[str]) -> None:
    for match in symbols._SYMBOL.finditer(" ".join(words)):
        assert any(sign in match.group().lower() for sign in symbols._SIGNS)


@given(st.text(alphabet='aA.!?…\n"”’)] ', max_size=40))
def test_sentences_end_where_the_slow_pattern_finds_an_end(text: str) -> None:
    found = from_beginnings(segment._STOP.search, segment._END.match, text, 0, len(text))
    assert [m.span() for m in found] == [m.span() for m in segment._END.finditer(text)]


@given(st.text(alphabet="aé.’'& \n\u00a0-_1B", max_size=40))
def test_words_by_runs_are_the_words(text: str) -> None:
    runs = [gazetteer._read(run) for run in text.split()]
    placed = gazetteer._placed(text, 0, text.split(), runs)
    assert placed == [(*m.span(), m[0]) for m in gazetteer.WORD.finditer(text)]


def test_days_of_the_record_are_found_alike() -> None:
    for motion in engine.record().motions:
        for text in (motion.title, motion.description, *motion.paragraphs):
            expected = [m.span() for m in dates.DATE.finditer(text)]
            assert [m.span() for m in dates.DATES.finditer(text, 0, len(text))] == expected


def test_patterns_have_hints() -> None:
    assert any(holds for _, holds, _, _ in HINTED)
    assert any(begins for _, _, begins, _ in HINTED)
    assert any(words for _, _, _, words in HINTED)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # long patterns take long to draw from
@given(data=st.data())
def test_hints_hide_no_match(data: st.DataObject) -> None:
    """What a pattern is said to hold, and to begin with, stands in each of its matches."""
    pattern, holds, begins, words = data.draw(st.sampled_from(HINTED))
    around = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
    text = f"{data.draw(around)} {data.draw(st.from_regex(re.compile(pattern, re.ASCII)))} {data.draw(around)}"
    start = data.draw(st.integers(0, 3))
    ours, plain = Pattern(pattern, holds, begins, words), re.compile(pattern, re.ASCII)
    assert [m.span() for m in ours.finditer(text, start)] == [m.span() for m in plain.finditer(text, start)]
    found, expected = ours.search(text, start), plain.search(text, start)
    assert (found and found.span()) == (expected and expected.span())


def test_a_pattern_begins_anew_behind_each_match() -> None:
    pattern = Pattern("(?:about )?[0-9]+", begins="about|[0-9]")
    assert [m.group() for m in pattern.finditer("about 12 or about a 7, 9")] == ["about 12", "7", "9"]
    assert list(Pattern("no (?:text|draft)", holds="draft").finditer("no text")) == []
