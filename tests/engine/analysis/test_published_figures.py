"""Published figures come out of the same votes: the voting coincidence with the United States that its Department of
State reports to Congress, for seven states.

The figures are read in secondary copies of "Voting Practices in the United Nations" (columns of the years 2005, 2008,
2017, 2018 and 2019; "votes only" or "all contested votes"). From 2017 they are whole per cents by half weights, over
votes on whole texts. Up to 2016 they count votes only, over all recorded votes in plenary, those on paragraphs and
amendments too: the report on 2008 counts 97 recorded plenary votes, the list used here has 99, 79 of them on whole texts.

The votes are Voeten's roll calls as the R package unvotes carries them (public domain). They lack absent members, so that
a state not listed is unknown, and may lack or have a few votes that the Department counted otherwise: hence no exact match.
"""

import csv
import gzip
from collections import defaultdict
from datetime import date

import pytest

from factcheck.engine.analysis import METHODS, Matrix, agreement
from factcheck.engine.model import RollCall, VoteEvent
from tests import shared

PUBLISHED = {
    # Department of State, Voting Practices in the United Nations, coincidence with the United States, per cent.
    # year: (method, events, by state)
    2005: (
        *("votes_only", "all"),
        {"AND": 42.1, "AUS": 58.1, "AUT": 43.8, "BEL": 45.2, "CAN": 48.7, "DNK": 46.1, "FIN": 44.6},
    ),
    2008: (
        *("votes_only", "all"),
        {"AND": 46.8, "AUS": 56.9, "AUT": 44.1, "BEL": 44.4, "CAN": 59.4, "DNK": 47.2, "FIN": 43.1},
    ),
    2017: ("half_weight", "whole texts", {"AND": 46, "AUS": 60, "AUT": 44, "BEL": 51, "CAN": 69, "DNK": 52, "FIN": 48}),
    2018: ("half_weight", "whole texts", {"AND": 44, "AUS": 64, "AUT": 45, "BEL": 50, "CAN": 65, "DNK": 51, "FIN": 47}),
    2019: ("half_weight", "whole texts", {"AND": 47, "AUS": 66, "AUT": 49, "BEL": 55, "CAN": 66, "DNK": 56, "FIN": 51}),
}
CODES = {"AD": "AND", "AU": "AUS", "AT": "AUT", "BE": "BEL", "CA": "CAN", "DK": "DNK", "FI": "FIN", "US": "USA"}
FOLDER = "records/voeten_unvotes_"


def read(name):
    with gzip.open(shared.path(f"{FOLDER}{name}_1946_2019.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@pytest.fixture(scope="module")
def matrices():
    """Year to the matrices of all its votes and of those on whole texts."""
    calls = {row["rcid"]: row for row in read("roll_calls") if int(row["date"][:4]) in PUBLISHED}
    rolls = defaultdict(dict)
    for row in read("votes"):
        if row["rcid"] in calls and row["country_code"] in CODES:
            rolls[row["rcid"]][CODES[row["country_code"]]] = row["vote"]
    events = {"all": defaultdict(list), "whole texts": defaultdict(list)}
    for key, row in calls.items():
        day = date.fromisoformat(row["date"])
        event = VoteEvent(key, key, "GA", day, roll=RollCall(rolls[key]))
        events["all"][day.year].append(event)
        if "1" not in (row["amend"], row["para"]):
            events["whole texts"][day.year].append(event)
    return {(kind, year): Matrix.of(listed) for kind, years in events.items() for year, listed in years.items()}


def differences(matrices, year, kind=None, method=None):
    """Computed minus published, in points, by state."""
    published_method, published_kind, figures = PUBLISHED[year]
    matrix = matrices[kind or published_kind, year]
    found = {state: agreement(matrix, state, "USA", method or published_method) for state in figures}
    return {state: 100 * found[state].value - figures[state] for state in figures}


def mean_distance(gaps):
    return sum(abs(gap) for gap in gaps) / len(gaps)


def test_published_coincidence_of_2017_to_2019_replicates_within_one_and_a_half_points(matrices) -> None:
    gaps = [gap for year in (2017, 2018, 2019) for gap in differences(matrices, year).values()]
    assert len(gaps) == 21
    assert mean_distance(gaps) <= 1.5
    assert max(abs(gap) for gap in gaps) <= 3.1


@pytest.mark.parametrize(("year", "points"), [(2005, 1.5), (2008, 1.6), (2017, 1.2), (2018, 2.0), (2019, 1.1)])
def test_published_coincidence_of_each_year_stays_as_close_as_it_is(matrices, year, points) -> None:
    assert mean_distance(differences(matrices, year).values()) <= points


def test_other_methods_do_not_give_the_published_figures(matrices) -> None:
    far = {}
    for method in METHODS:
        gaps = [gap for year in (2017, 2018, 2019) for gap in differences(matrices, year, method=method).values()]
        far[method] = mean_distance(gaps)
    assert far["strict"] > 2 * far["half_weight"]
    assert far["votes_only"] > 2 * far["half_weight"]


def test_votes_on_paragraphs_count_before_2017_only(matrices) -> None:
    for year, (_, kind, _) in PUBLISHED.items():
        if len(matrices["all", year].events) > len(matrices["whole texts", year].events):
            other = "all" if kind == "whole texts" else "whole texts"
            gaps = mean_distance(differences(matrices, year, kind=other).values())
            assert gaps > 2 * mean_distance(differences(matrices, year).values())
