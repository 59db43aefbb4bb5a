"""Lists of times in which vetoes were cast, against the record's vetoes."""

from datetime import date

import pytest

from factcheck.engine.claims import veto_times
from tests.engine.test_forms import index, read  # noqa: F401

LEAD = "The United States on Wednesday vetoed a draft resolution of the Security Council on a ceasefire in Gaza. "
DAY = date(2025, 6, 5)


def told(result):
    return [(c.asserted["dates"], c.verdict) for c in result.claims if "dates" in c.asserted]


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("It had vetoed such drafts in October 2023, December 2023 and February 2024.", ["2023-10", "2023-12", "2024-02"]),
        ("Washington cast vetoes on 18 October 2023 and 8 December 2023.", ["2023-10-18", "2023-12-08"]),
        ("Other texts on Gaza were vetoed by the United States before, in October 2023, and in December 2023.", ["2023-10", "2023-12"]),
        ("The United States used its veto in 2023 and 2024.", ["2023", "2024"]),
    ],
)  # fmt: skip
def test_times_of_vetoes_that_the_record_has(read, words, dates):  # noqa: F811
    result = read(LEAD + words, DAY)
    assert told(result) == [(dates, "supported")]
    [claim] = [c for c in result.claims if "dates" in c.asserted]
    assert (claim.kind, claim.asserted["vetoed_by"]) == ("date", ["USA"])
    assert "S/2023/970" in {event.motion for event in claim.events}


@pytest.mark.parametrize(
    "words",
    [
        "It had vetoed such drafts in October 2023, December 2023 and March 2024.",  # China and Russia did
        "Washington cast vetoes on 18 October 2023 and 19 December 2023.",
    ],
)
def test_time_without_a_veto_is_refuted_where_the_record_has_all_of_them(read, words, monkeypatch):  # noqa: F811
    assert [verdict for _, verdict in told(read(LEAD + words, DAY))] == ["not_in_record"]
    monkeypatch.setattr(veto_times, "WHOLE", 3)
    [claim] = [c for c in read(LEAD + words, DAY).claims if "dates" in c.asserted]
    assert claim.verdict == "refuted"
    assert (
        "the record holds no veto by the United States in" in claim.explanation
        or "The record holds no" in claim.explanation
    )


@pytest.mark.parametrize(
    "words",
    [
        "The United States vetoed a text that was drafted between October 2023 and December 2023.",
        "The United States vetoed a text on the war that began in October 2023 and the truce of January 2025.",
        "The United States vetoed a text in October 2023.",
        "The United States may veto texts in June 2025 and July 2025.",
    ],
)
def test_times_that_are_not_those_of_vetoes(read, words):  # noqa: F811
    assert told(read(LEAD + words, DAY)) == []


def test_day_beside_the_veto_is_left_open(read, monkeypatch):  # noqa: F811
    monkeypatch.setattr(veto_times, "WHOLE", 3)
    result = read(LEAD + "Washington cast vetoes on 18 October 2023 and 9 December 2023.", DAY)
    assert [verdict for _, verdict in told(result)] == ["not_in_record"]
