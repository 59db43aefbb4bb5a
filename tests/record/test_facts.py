"""What the bundled fact files say, and that it adds up. No database."""

from collections import Counter
from datetime import date

import pytest

from factcheck.engine.record import snapshot_hash
from factcheck.record import factfile
from factcheck.record.rows import Facts, Organization, VoteEvent
from tests.factories.record import bundled
from tests.record.test_facts_declared import FULL as DECLARED
from tests.record.test_facts_votes import FULL

TALLIES = {
    "A/RES/68/262": (100, 11, 58, 24),
    "A/RES/ES-11/1": (141, 5, 35, 12),
    "A/RES/ES-11/2": (140, 5, 38, 10),
    "A/RES/ES-11/3": (93, 24, 58, 18),
    "A/RES/ES-11/4": (143, 5, 35, 10),
    "A/RES/ES-11/5": (94, 14, 73, 12),
    "A/RES/ES-11/6": (141, 7, 32, 13),
    "A/RES/ES-11/7": (93, 18, 65, 17),
    "A/RES/ES-11/8": (93, 8, 73, 19),
    "A/RES/ES-11/9": (91, 12, 57, 33),
    "S/RES/2774": (10, 0, 5, 0),
    "S/RES/2623": (11, 1, 3, 0),
    "S/2022/155": (11, 1, 3, 0),
    "S/2022/720": (10, 1, 4, 0),
}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return bundled()


def organization(facts: Facts, code: str) -> Organization:
    return next(row for row in facts.organizations if row.code == code)


def event(facts: Facts, key: str) -> VoteEvent:
    return next(row for row in facts.events if row.key == key)


FORMER = {"CSK", "DDR", "YMD", "YUG", "ZAN"}
"""Members whose membership no state of today continues."""

MEMBERS_AT_THE_END_OF = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82, 1958: 82, 1960: 99,
    1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122, 1967: 123, 1968: 126, 1970: 127, 1971: 132,
    1973: 135, 1974: 138, 1975: 144, 1976: 147, 1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158,
    1984: 159, 1989: 159, 1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2001: 189,
    2002: 191, 2006: 192, 2010: 192, 2011: 193, 2026: 193,
}  # fmt: skip
"""The growth of the membership as the United Nations counts it."""


def test_states_bundled_are_the_193_of_today_and_the_former_members(facts: Facts) -> None:
    assembly = organization(facts, "GA")
    states = {row.code for row in facts.of_class("state")}

    assert all(term.start for term in assembly.terms)
    assert {term.member for term in assembly.terms} == states
    assert len(assembly.members_on(date(2026, 6, 1))) == 193
    assert states - assembly.members_on(date(2026, 6, 1)) == FORMER


@pytest.mark.parametrize(("year", "members"), MEMBERS_AT_THE_END_OF.items())
def test_assembly_at_the_end_of_a_year_has_the_known_number_of_members(facts: Facts, year: int, members: int) -> None:
    assert len(organization(facts, "GA").members_on(date(year, 12, 31))) == members


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2002, 9, 9), 189),
        (date(2002, 9, 10), 190),
        (date(2002, 9, 27), 191),
        (date(2006, 6, 28), 192),
        (date(2011, 7, 13), 192),
        (date(2011, 7, 14), 193),
        (date(2025, 2, 24), 193),
    ],
)
def test_assembly_on_a_day_has_the_members_of_that_day(facts: Facts, day: date, members: int) -> None:
    assert len(organization(facts, "GA").members_on(day)) == members


@pytest.mark.parametrize(
    ("code", "member", "not_member"),
    [
        ("SYR", [date(1958, 2, 21), date(1961, 10, 13)], [date(1958, 2, 22), date(1961, 10, 12)]),
        ("EGY", [date(1959, 1, 1), date(1971, 1, 1)], []),
        ("IDN", [date(1965, 1, 19), date(1966, 9, 28)], [date(1965, 1, 20), date(1966, 9, 27)]),
        ("CSK", [date(1992, 12, 31)], [date(1993, 1, 1)]),
        ("CZE", [date(1993, 1, 19)], [date(1993, 1, 18)]),
        ("DDR", [date(1973, 9, 18), date(1990, 10, 2)], [date(1973, 9, 17), date(1990, 10, 3)]),
        ("DEU", [date(1973, 9, 18), date(1990, 10, 3)], [date(1973, 9, 17)]),
        ("YMD", [date(1967, 12, 14), date(1990, 5, 21)], [date(1990, 5, 22)]),
        ("YEM", [date(1947, 9, 30), date(1990, 5, 22)], []),
        ("YUG", [date(1945, 10, 24), date(2000, 10, 31)], [date(2000, 11, 1)]),
        ("SRB", [date(2000, 11, 1), date(2006, 6, 3)], [date(2000, 10, 31)]),
        ("ZAN", [date(1963, 12, 16)], [date(1964, 4, 26)]),
        ("TZA", [date(1961, 12, 14), date(1964, 4, 26)], []),
        ("RUS", [date(1945, 10, 24), date(1991, 12, 25)], []),
        ("BLR", [date(1945, 10, 24)], []),
        ("UKR", [date(1945, 10, 24)], []),
    ],
)
def test_state_with_a_predecessor_is_a_member_on_its_own_days_only(
    facts: Facts, code: str, member: list[date], not_member: list[date]
) -> None:
    assembly = organization(facts, "GA")

    assert all(code in assembly.members_on(day) for day in member)
    assert not any(code in assembly.members_on(day) for day in not_member)
    assert organization(facts, code).note


@pytest.mark.parametrize("code", sorted(FORMER))
def test_former_member_says_what_became_of_its_membership(facts: Facts, code: str) -> None:
    assert organization(facts, code).note


@pytest.mark.parametrize(
    ("code", "day", "members"),
    [
        ("EU", date(1957, 12, 31), 0),
        ("EU", date(1972, 12, 31), 6),
        ("EU", date(1995, 1, 1), 15),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2013, 6, 30), 27),
        ("EU", date(2014, 3, 27), 28),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("EU", date(2025, 2, 24), 27),
        ("NATO", date(2014, 3, 27), 28),
        ("NATO", date(2025, 2, 24), 32),
        ("G7", date(2025, 2, 24), 7),
        ("P5", date(2025, 2, 24), 5),
        ("BRICS", date(2022, 3, 2), 5),
        ("BRICS", date(2025, 2, 24), 10),
        ("G20", date(2025, 2, 24), 19),
        ("LAS", date(1970, 1, 1), 14),
        ("LAS", date(2025, 2, 24), 21),
        ("AU", date(2002, 7, 8), 0),
        ("AU", date(2002, 7, 9), 52),
        ("AU", date(2025, 2, 24), 54),
        ("ASEAN", date(1999, 4, 30), 10),
        ("ASEAN", date(2025, 10, 26), 11),
        ("GCC", date(2025, 2, 24), 6),
        ("OIC", date(2025, 2, 24), 56),
        ("NONALIGN", date(2012, 8, 30), 119),
        ("NONALIGN", date(2025, 2, 24), 120),
        ("NORDIC", date(2025, 2, 24), 5),
        ("BALTIC", date(1991, 9, 16), 0),
        ("BALTIC", date(2025, 2, 24), 3),
        ("CSTO", date(2010, 1, 1), 7),
        ("CSTO", date(2025, 2, 24), 6),
        ("MERCOSUR", date(2025, 2, 24), 6),
        ("AFRGROUP", date(2025, 2, 24), 54),
        ("APG", date(2025, 2, 24), 54),
        ("EEG", date(2025, 2, 24), 23),
        ("GRULAC", date(2025, 2, 24), 33),
        ("WEOG", date(2025, 2, 24), 28),
    ],
)
def test_group_on_a_day_has_the_members_of_that_day(facts: Facts, code: str, day: date, members: int) -> None:
    assert len(organization(facts, code).members_on(day)) == members


def test_regional_groups_have_every_member_but_the_united_states_once(facts: Facts) -> None:
    day = date(2025, 2, 24)
    groups = ("AFRGROUP", "APG", "EEG", "GRULAC", "WEOG")
    found = Counter(state for code in groups for state in organization(facts, code).members_on(day))

    assert set(found.values()) == {1}
    assert organization(facts, "GA").members_on(day) - set(found) == {"USA"}


def test_group_members_are_members_of_the_assembly_today(facts: Facts) -> None:
    day = date(2026, 6, 1)
    for group in facts.of_class("group"):
        assert group.members_on(day) <= organization(facts, "GA").members_on(day), group.code


@pytest.mark.parametrize("year", range(1946, 2027))
def test_council_in_a_year_has_its_elected_and_its_permanent_members(facts: Facts, year: int) -> None:
    council = organization(facts, "SC")
    first, last = date(year, 2, 1), date(year, 12, 31)
    elected = {term.member for term in council.terms if term.role == "elected" and term.covers(last)}

    assert len(elected) == (6 if year < 1966 else 10)
    assert len(council.members_on(first)) == len(council.members_on(last)) == len(elected) + 5
    assert council.members_on(last) <= organization(facts, "GA").members_on(last)


@pytest.mark.parametrize(
    ("code", "terms"),
    [("JPN", 12), ("BRA", 11), ("ARG", 9), ("COL", 8), ("IND", 8), ("PAK", 8), ("ITA", 7), ("EGY", 6), ("DEU", 6)],
)
def test_council_elected_a_state_as_often_as_known(facts: Facts, code: str, terms: int) -> None:
    assert sum(term.member == code for term in organization(facts, "SC").terms) == terms


@pytest.mark.parametrize("term", [("MEX", date(1980, 1, 7)), ("YEM", date(1990, 5, 22))])
def test_council_term_that_began_within_a_year_has_its_day(facts: Facts, term: tuple[str, date]) -> None:
    assert term in {(row.member, row.start) for row in organization(facts, "SC").terms}


@pytest.mark.parametrize(("key", "tally"), TALLIES.items())
def test_vote_with_a_full_roll_call_adds_up_to_every_member(
    facts: Facts, key: str, tally: tuple[int, int, int, int]
) -> None:
    vote = event(facts, key)
    listed = Counter(vote.roll.values())

    assert tuple(vote.counts[option] for option in ("yes", "no", "abstain", "absent")) == tally
    assert tuple(listed[option] for option in ("yes", "no", "abstain", "absent")) == tally
    assert sum(tally) == vote.members
    assert vote.is_complete
    assert facts.unreconciled(vote) == []


def test_full_roll_calls_bundled_are_exactly_the_known_ones(facts: Facts) -> None:
    assert {row.key for row in facts.events if row.is_complete} == {*TALLIES, *FULL, *DECLARED}


def test_vote_of_february_2026_says_where_its_number_comes_from_and_has_a_partial_roll_call(facts: Facts) -> None:
    vote = event(facts, "A/RES/ES-11/10")

    assert "follows from the order of the session's resolutions" in vote.note
    assert not vote.is_complete
    assert Counter(vote.roll.values()) == {"no": 12, "abstain": 12}
    assert not {"SYR", "SVK"} & set(vote.roll), "two states that the reports disagree on"


def test_vote_with_unknown_counts_is_not_reconciled(facts: Facts) -> None:
    vetoed = event(facts, "S/RES/2774/amendment-1")

    assert vetoed.result == "vetoed"
    assert vetoed.vetoed_by == ("RUS",)
    assert facts.unreconciled(vetoed) == ["not known: the number of no votes, abstentions"]


@pytest.mark.parametrize(
    ("key", "effect"),
    [
        ("A/RES/ES-11/7", "recommendation"),
        ("A/RES/ES-11/3", "decision"),
        ("S/RES/2774", "disputed"),
        ("S/RES/2623", "procedural"),
        ("S/2022/155", "none"),
    ],
)
def test_motion_has_the_legal_effect_of_its_kind(facts: Facts, key: str, effect: str) -> None:
    assert next(row for row in facts.motions if row.key == key).legal_effect == effect


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("US", "name", "USA"),
        ("Britain", "name", "GBR"),
        ("Russian Federation", "name", "RUS"),
        ("DPRK", "name", "PRK"),
        ("Türkiye", "name", "TUR"),
        ("Côte d'Ivoire", "name", "CIV"),
        ("DR Congo", "name", "COD"),
        ("Congo-Brazzaville", "name", "COG"),
        ("Ukrainians", "demonym", "UKR"),
        ("Nigerien", "adjective", "NER"),
        ("Nigerian", "adjective", "NGA"),
        ("Kremlin", "metonym", "RUS"),
        ("White House", "metonym", "USA"),
        ("Kiev", "metonym", "UKR"),
    ],
)
def test_name_bundled_stands_with_its_one_state(facts: Facts, text: str, kind: str, code: str) -> None:
    holders = [(row.code, name.kind) for row in facts.organizations for name in row.names if name.text == text]

    assert holders == [(code, kind)]


@pytest.mark.parametrize("text", ["Congo", "Korea", "Brussels", "Geneva", "Vienna", "Jerusalem", "Holland", "TÜRKÝYE"])
def test_name_that_misleads_is_left_out(facts: Facts, text: str) -> None:
    assert not [row.code for row in facts.organizations for name in (row, *row.names) if text in vars_of(name)]


def vars_of(row: object) -> set[str]:
    return {getattr(row, "text", ""), getattr(row, "name", "")}


def test_names_shared_by_two_states_are_the_known_ones(facts: Facts) -> None:
    found = Counter(name.text for row in facts.of_class("state") for name in row.names)
    found.update(row.name for row in facts.of_class("state"))

    assert {text for text, number in found.items() if number > 1} == {"Congolese", "Dominican", "Dominicans"}


def test_every_vote_and_motion_has_a_source_that_exists(facts: Facts) -> None:
    slugs = {row.slug for row in facts.sources}

    assert {row.source for row in facts.motions} | {slug for row in facts.events for slug in row.sources} <= slugs


def test_sources_bundled_are_all_used(facts: Facts) -> None:
    used = {row.source for row in (*facts.motions, *facts.organizations, *facts.statements, *facts.statistics)}
    used |= {slug for row in facts.events for slug in row.sources}
    used |= {entry.source for row in facts.events for entry in row.intended}
    used |= {part.source for row in facts.motions for part in (*row.sponsors, *row.paragraphs)}
    used |= {name.source for row in facts.organizations for name in row.names}

    assert {row.slug for row in facts.sources} - used == set()


def test_record_of_the_facts_read_twice_is_the_same(facts: Facts) -> None:
    assert factfile.read().record() == facts.record()
    assert snapshot_hash(factfile.read().record()) == snapshot_hash(facts.record())
