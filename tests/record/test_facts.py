"""What the bundled fact files say, and that it adds up. No database."""

from collections import Counter
from datetime import date

import pytest

from factcheck.engine.record import snapshot_hash
from factcheck.record import factfile
from factcheck.record.rows import Facts, Organization, VoteEvent
from tests.factories.record import bundled

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


def test_states_bundled_are_193_each_admitted(facts: Facts) -> None:
    assembly = organization(facts, "GA")

    assert len(facts.of_class("state")) == 193
    assert len(assembly.terms) == 193
    assert all(term.start for term in assembly.terms)


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2001, 1, 1), 189),
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
    ],
)
def test_group_on_a_day_has_the_members_of_that_day(facts: Facts, code: str, day: date, members: int) -> None:
    assert len(organization(facts, code).members_on(day)) == members


@pytest.mark.parametrize("year", range(2019, 2027))
def test_council_in_a_year_has_fifteen_members(facts: Facts, year: int) -> None:
    council = organization(facts, "SC")

    assert len(council.members_on(date(year, 1, 1))) == len(council.members_on(date(year, 12, 31))) == 15


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
    assert {row.key for row in facts.events if row.is_complete} == set(TALLIES)


def test_vote_of_february_2026_has_no_symbol_and_a_partial_roll_call(facts: Facts) -> None:
    key = "GA/2026-02-24/support-for-lasting-peace-in-ukraine"
    motion = next(row for row in facts.motions if row.key == key)
    vote = event(facts, key)

    assert motion.symbol == motion.draft == ""
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
    used |= {part.source for row in facts.motions for part in (*row.sponsors, *row.paragraphs)}
    used |= {name.source for row in facts.organizations for name in row.names}

    assert {row.slug for row in facts.sources} - used == set()


def test_record_of_the_facts_read_twice_is_the_same(facts: Facts) -> None:
    assert factfile.read().record() == facts.record()
    assert snapshot_hash(factfile.read().record()) == snapshot_hash(facts.record())
