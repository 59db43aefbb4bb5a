"""What twenty years of the Assembly's votes say, the ground on which the thresholds of the framing flags were set.

Votes on whole texts of 2000 to 2019 in Voeten's roll calls (see test_published_figures), tallies counted from them.
"""

import csv
import gzip
from datetime import date

import numpy as np
import pytest

from factcheck.engine.analysis import METHODS, NO, Matrix, Tallies, agreement, every_pair, kappa_of_every_pair, table
from factcheck.engine.model import Counts, RollCall, VoteEvent
from tests import shared

FOLDER = "records/voeten_unvotes_"


def read(name):
    with gzip.open(shared.path(f"{FOLDER}{name}_1946_2019.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@pytest.fixture(scope="module")
def events():
    days = {
        row["rcid"]: date.fromisoformat(row["date"])
        for row in read("roll_calls")
        if "2000" <= row["date"][:4] <= "2019" and "1" not in (row["amend"], row["para"])
    }
    rolls = {}
    for row in read("votes"):
        if row["rcid"] in days:
            rolls.setdefault(row["rcid"], {})[row["country_code"]] = row["vote"]
    found = []
    for key, votes in rolls.items():
        roll = RollCall(votes)
        counts = Counts(roll.count("yes"), roll.count("no"), roll.count("abstain"))
        found.append(VoteEvent(key, key, "GA", days[key], counts, roll=roll))
    return found


@pytest.fixture(scope="module")
def matrix(events):
    return Matrix.of(events)


def test_percentiles_of_tallies_are_those_the_thresholds_rest_on(events) -> None:
    tallies = Tallies.of(events)
    assert len(tallies.events) == 1533
    assert (tallies.quantile("no", 0.5), tallies.quantile("no", 0.9)) == (4, 49)
    assert tallies.quantile("yes_share", 0.5) == pytest.approx(0.876, abs=0.002)
    assert tallies.standing("yes", 93).at_most < 0.08
    assert (tallies.values("no") + tallies.values("abstain") == 0).mean() == pytest.approx(0.005, abs=0.002)


def test_two_powers_cast_the_same_vote_on_a_fifth(matrix) -> None:
    assert agreement(matrix, "US", "RU", "strict").value == pytest.approx(0.20, abs=0.005)
    assert table(matrix, "US", "RU")[NO, NO] == 85


def test_methods_differ_by_about_fourteen_points(matrix) -> None:
    apart = np.triu_indices(len(matrix.states), 1)
    values = np.stack([every_pair(matrix, method).values[apart] for method in METHODS])
    assert 100 * np.nanmedian(values.max(axis=0) - values.min(axis=0)) == pytest.approx(14, abs=1)


def test_a_third_of_all_common_votes_come_from_pairs_without_agreement_above_chance(matrix) -> None:
    pairs = kappa_of_every_pair(matrix)
    share = pairs.n[pairs.values <= 0].sum() / pairs.n.sum()
    assert share == pytest.approx(1 / 3, abs=0.03)
