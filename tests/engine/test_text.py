"""Reading: sentences, numbers, days, symbols, names. Offsets always point into the text as it was given."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.engine import prepare
from factcheck.engine.text.dates import find_days
from factcheck.engine.text.gazetteer import Gazetteer
from factcheck.engine.text.numbers import find_numbers, find_tallies, from_words
from factcheck.engine.text.segment import MAX_SENTENCE, segment
from factcheck.engine.text.symbols import canonical, find_symbols, fold
from tests.factories import engine

TUESDAY = date(2025, 2, 25)


def sentences(text, title=None):
    return [(text[s.start : s.end], s.section) for s in segment(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("The U.S. voted no. Russia did too.", ["The U.S. voted no.", "Russia did too."]),
        ("It was adopted on Feb. 24. Then talks began.", ["It was adopted on Feb. 24.", "Then talks began."]),
        ("Mr. Smith spoke. “It passed.” She left.", ["Mr. Smith spoke.", "“It passed.”", "She left."]),
        ("First line\n- a point\n- another", ["First line", "- a point", "- another"]),
        ("The vote was 93.5 per cent. Done.", ["The vote was 93.5 per cent.", "Done."]),
    ],
)
def test_segment_of_prose_splits_at_sentence_ends(text, expected):
    assert [part for part, _ in sentences("Lead.\n" + text)][1:] == expected


def test_segment_takes_short_first_line_for_headline():
    text = "\nA headline without a full stop\nThe body follows. It goes on."
    assert sentences(text)[0] == ("A headline without a full stop", "headline")
    assert {section for _, section in sentences(text)[1:]} == {"body"}


def test_segment_of_first_line_that_ends_like_a_sentence_has_no_headline():
    assert {section for _, section in sentences("A sentence.\nAnother one.")} == {"body"}


def test_segment_with_title_given_takes_the_title_for_headline():
    assert sentences("Title. Of two.\nBody.", "Title. Of two.")[:2] == [("Title.", "headline"), ("Of two.", "headline")]


def test_segment_of_endless_sentence_is_cut():
    assert all(s.end - s.start <= MAX_SENTENCE for s in segment("word " * 5000, None))


@given(st.text(max_size=400))
def test_segment_of_any_text_keeps_every_visible_character(text):
    covered = set()
    for part in segment(text, None):
        covered |= set(range(part.start, part.end))
    assert all(place in covered for place, char in enumerate(text) if not char.isspace())


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ninety-three", 93), ("one hundred and forty-one", 141), ("twelve", 12), ("a hundred", 100), ("two hundred", 200),
        ("one two", None), ("twenty thirty", None), ("ten five", None), ("hundred hundred", None),
    ],
)  # fmt: skip
def test_number_in_words_has_its_value(words, value):
    assert from_words(words) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("93 in favour, 18 against", [93, 18]),
        ("about 60 per cent, 12.5 points and $60", []),
        ("two-thirds of them", []),
        ("forty-four states", [44]),
        ("1,200 people", [1200]),
        ("the 10th session and 5 million", []),
    ],
)
def test_numbers_in_text_are_whole_numbers_only(text, values):
    assert [value for _, _, value in find_numbers(text, 0, len(text))] == values


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("93-18-65", (93, 18, 65)),
        ("141–5", (141, 5)),
        ("adopted 93 – 18 – 65", (93, 18, 65)),
        ("2022-03-02", None),
        ("ES-11/7", None),
    ],
)
def test_tally_in_figures_is_found(text, figures):
    assert [f for _, _, f in find_tallies(text, 0, len(text))] == ([figures] if figures else [])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Monday", {date(2025, 2, 24)}),
        ("on Tuesday", {date(2025, 2, 25), date(2025, 2, 18)}),
        ("last Monday", {date(2025, 2, 24), date(2025, 2, 17)}),
        ("yesterday", {date(2025, 2, 24)}),
        ("24 February 2025", {date(2025, 2, 24)}),
        ("February 24, 2025", {date(2025, 2, 24)}),
        ("Feb. 24", {date(2025, 2, 24)}),
        ("on 2 March", {date(2024, 3, 2)}),
        ("2025-02-24", {date(2025, 2, 24)}),
        ("the 24th of February 2025", {date(2025, 2, 24)}),
        ("30 February 2025", None),
        ("it may 5 times", None),
        ("on monday", None),
    ],
)
def test_day_in_prose_resolves_against_publication(text, days):
    found = find_days(text, 0, len(text), TUESDAY)
    assert ({*found[0].days} if found else None) == days


def test_day_without_publication_resolves_only_when_it_names_its_year():
    text = "On Monday, on 24 February and on 24 February 2025"
    assert [text[d.start : d.end] for d in find_days(text, 0, len(text), None)] == ["24 February 2025"]


@pytest.mark.parametrize(
    "text", ["Monday, 24 February 2025", "Monday, February 24, 2025", "Monday 24 February", "Monday, the 24th of February 2025", "Tuesday, Feb. 25, 2025"]
)  # fmt: skip
def test_day_of_the_week_before_a_date_is_one_day_with_it(text):
    full = f"The Assembly voted on {text}."
    [day] = find_days(full, 0, len(full), TUESDAY)
    assert full[day.start : day.end] == text
    assert day.is_exact
    assert day.days == {date(2025, 2, 25 if text.startswith("Tuesday") else 24)}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("A/RES/ES-11/7", "A/RES/ES-11/7"), ("resolution ES-11/7", "A/RES/ES-11/7"), ("Resolution 2774 (2025)", "S/RES/2774"),
        ("resolution 68/262", "A/RES/68/262"), ("S/RES/2774 (2025)", "S/RES/2774"), ("draft A/ES-11/L.10", "A/ES-11/L.10"),
        ("resolution 3379 (XXX)", "A/RES/3379(XXX)"), ("draft S/2022/155", "S/2022/155"),
        ("A/RES/77/128A-B", "A/RES/77/128A-B"), ("resolution 77/128 A and B", "A/RES/77/128A-B"), ("resolution 75/254 A–C", "A/RES/75/254A-C"),
        ("resolution 79/258 B", "A/RES/79/258B"), ("resolution 77/128 a day later", "A/RES/77/128"), ("A/RES/77/128 A", "A/RES/77/128A"),
        ("draft S/3188/Corr.1", "S/3188/Corr.1"), ("draft A/77/L.4/Rev.1", "A/77/L.4/Rev.1"),
    ],
)  # fmt: skip
def test_symbol_in_any_form_becomes_canonical(text, symbol):
    assert [s for _, _, s in find_symbols(text, 0, len(text))] == [symbol]


def test_symbol_folding_drops_space_case_and_year():
    assert fold("s/res/2774 (2025)") == "S/RES/2774"
    assert canonical("68/262") == "A/RES/68/262"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("A/RES/77/128A-B", "A/RES/77/128 A and B"), ("A/RES/77/128A-B", "resolution 77/128 B"), ("A/RES/77/128A-B", "resolution 77/128A"),
        ("A/75/L.29andA/75/L.29/Add.1", "A/75/L.29"), ("A/75/L.59(asamendedinA/75/L.60)", "A/75/L.59"),
    ],
)  # fmt: skip
def test_text_is_found_by_each_symbol_it_goes_by(kept, said):
    small = engine.record()
    motion = engine.motion(kept, kind="draft" if "L." in kept else "resolution")
    vote = engine.event(kept, date(2022, 12, 12), (100, 1, 2, 3), None)
    index = prepare(replace(small, motions=(*small.motions, motion), events=(*small.events, vote)))
    [(_, _, symbol)] = find_symbols(said, 0, len(said))
    assert index.by_symbol(symbol) == vote


def names(text):
    gazetteer = Gazetteer(engine.states(), engine.BODIES, ())
    return [(text[f.start : f.end], f.codes) for f in gazetteer.find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the US and us", [("US", ("USA",))]),
        ("the U.S. voted", [("U.S.", ("USA",))]),
        ("America's vote", [("America", ("USA",))]),
        ("Latin America", []),
        ("Niger and Nigeria", [("Niger", ("NER",)), ("Nigeria", ("NGA",))]),
        ("Guinea, Guinea-Bissau", [("Guinea", ("GIN",)), ("Guinea-Bissau", ("GNB",))]),
        ("South Sudan", [("South Sudan", ("SSD",))]),
        ("Cote d’Ivoire", [("Cote d’Ivoire", ("CIV",))]),
        ("TURKIYE", [("TURKIYE", ("TUR",))]),
        ("Congo voted", [("Congo", ("COD", "COG"))]),
        ("Russia’s text", [("Russia", ("RUS",))]),
        ("Voters in Atlanta, Georgia", []),
        ("talks in Moscow", []),
        ("Moscow voted no", [("Moscow", ("RUS",))]),
        ("LONDON, Feb 24 - Ministers met", []),
        ("the anti-Russian text", []),
        ("US$60 billion", []),
        ("the turkey was cold", []),
        ("Michael Jordan said so", []),
        ("Northern Ireland and New Mexico", []),
        ("the Minsk agreements and the Indian Ocean", []),
    ],
)
def test_name_in_text_is_exact_or_nothing(text, expected):
    assert names(text) == expected
