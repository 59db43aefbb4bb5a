"""Votes that a fact file declares and an import lists: whole together, visibly apart where they differ."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from factcheck.engine.record import snapshot_hash
from factcheck.record import rows
from factcheck.record.importing import import_files
from factcheck.record.loading import load
from factcheck.record.models import Discrepancy, Reading, RowVersion, Sponsorship, VoteEvent
from factcheck.record.resolving import Resolved, _short_lists, completed
from factcheck.record.source import load_record
from tests.factories import importing as files

pytestmark = pytest.mark.django_db

KEY = "A/RES/62/149"
STATES = {"CHN": "China", "FRA": "France", "RUS": "Russia", "USA": "United States"}
LISTED = [("1", "China", "no"), ("1", "France", "yes"), ("1", "United States", "no")]


def facts(counts: Mapping[str, int | None] | None = None, **vote: object) -> rows.Facts:
    """Four members and one vote of theirs, one for and two against, with no roll call."""
    states = [rows.Organization(code, code.lower(), "state", name, "news") for code, name in STATES.items()]
    terms = tuple(rows.Term(code, "member", date(1945, 10, 24)) for code in STATES)
    body = rows.Organization("GA", "ga", "body", "Assembly", "news", terms=terms, known_from=date(1945, 10, 24))
    event = rows.VoteEvent(KEY, "GA", 1, date(2007, 12, 18), ("news", "agency"), result="adopted", members=4)
    declared = {"yes": 1, "no": 2, "abstain": 0} if counts is None else counts
    return rows.Facts(
        sources=tuple(rows.Source(slug, slug.title(), "A publisher", "news") for slug in ("agency", "news")),
        organizations=(body, *states),
        motions=(rows.Motion(KEY, "GA", "resolution", "news", symbol=KEY, title="Moratorium"),),
        events=(replace(event, counts=declared, **vote),),  # type: ignore[arg-type]
    )


def voeten(folder: Path, votes: list[tuple[str, str, str]] = LISTED, day: str = "2007-12-18") -> list[Path]:
    return [files.write_voeten(folder, [files.call("1", 62, day, "R/62/149")], votes)]


def event() -> VoteEvent:
    return VoteEvent.objects.get(key=KEY)


def roll() -> dict[str, str]:
    return dict(event().votes.values_list("organization__code", "option"))


def assert_whole() -> None:
    """What fact file and import make together, whichever came first."""
    assert roll() == {"CHN": "no", "FRA": "yes", "RUS": "absent", "USA": "no"}
    assert event().is_reconciled and event().has_full_roll
    assert (event().held_on, event().result, event().motion.title) == (date(2007, 12, 18), "adopted", "Moratorium")
    assert event().source.slug == "news"
    assert set(event().other_sources.values_list("slug", flat=True)) == {"agency", "import-roll-calls"}
    assert list(Reading.objects.values_list("source__slug", "differed").order_by("source__slug")) == [
        ("import-roll-calls", 0),
        ("news", 0),
    ]


def test_declared_tally_alone_can_be_judged_and_lists_nobody(db: None) -> None:
    load(facts())
    assert event().is_reconciled and not event().has_full_roll and roll() == {}


def test_imported_roll_call_completes_the_declared_tally(db: None, tmp_path: Path) -> None:
    load(facts())
    report = import_files(voeten(tmp_path))
    assert_whole()
    # three counts and the day
    assert (report.agreed, report.differed, report.unreconciled) == (4, 0, {})


def test_facts_that_come_after_the_import_give_the_same_record(db: None, tmp_path: Path) -> None:
    load(replace(facts(), events=(), motions=()))
    import_files(voeten(tmp_path))
    assert not event().is_reconciled and event().source.slug == "import-roll-calls"
    load(facts())
    assert_whole()
    after, versions = snapshot_hash(load_record()), RowVersion.objects.count()
    assert not load(facts()).is_change and not import_files(voeten(tmp_path)).is_change
    assert (snapshot_hash(load_record()), RowVersion.objects.count()) == (after, versions)


@pytest.mark.parametrize(
    ("counts", "reason", "differences"),
    [
        ({"yes": 1, "no": 3, "abstain": 0}, "3 no votes declared, 2 listed", {("no", "3", "2")}),
        ({"yes": 1, "no": 1, "abstain": 0}, "1 no votes declared, 2 listed", {("no", "1", "2")}),
        ({"yes": 1, "no": 2, "abstain": 1}, "1 abstentions declared, 0 listed", {("abstain", "1", "0")}),
    ],
)
def test_tally_that_the_roll_call_contradicts_carries_no_verdict(
    db: None, tmp_path: Path, counts: dict[str, int], reason: str, differences: set[tuple[str, str, str]]
) -> None:
    load(facts(counts))
    report = import_files(voeten(tmp_path))
    assert not event().is_reconciled and not event().has_full_roll
    assert event().unreconciled_reason == report.unreconciled[KEY] == reason
    assert set(Discrepancy.objects.values_list("what", "here", "elsewhere")) == differences
    assert load(facts(counts)).unreconciled[KEY] == reason
    # a corrected fact file mends it
    load(facts())
    assert event().is_reconciled and not Discrepancy.objects.exists()


def test_declared_absences_that_do_not_follow_leave_the_roll_call_open(db: None, tmp_path: Path) -> None:
    load(facts({"yes": 1, "no": 2, "abstain": 0, "absent": 0}, members=None))
    import_files(voeten(tmp_path))
    assert not event().has_full_roll and len(roll()) == 3


def test_another_day_is_a_discrepancy(db: None, tmp_path: Path) -> None:
    load(facts())
    import_files(voeten(tmp_path, day="2007-12-19"))
    found = Discrepancy.objects.get()
    assert (found.what, found.here, found.elsewhere) == ("held_on", "2007-12-18", "2007-12-19")


def test_whole_roll_call_of_a_fact_file_is_not_touched(db: None, tmp_path: Path) -> None:
    whole = {"CHN": "no", "FRA": "yes", "RUS": "no", "USA": "absent"}
    load(facts(roll=whole, is_complete=True))
    import_files(voeten(tmp_path))
    assert roll() == whole and event().is_reconciled
    assert set(Discrepancy.objects.values_list("what", "here", "elsewhere")) == {
        ("RUS", "no", "not listed"),
        ("USA", "absent", "no"),
    }


def test_whole_roll_call_takes_the_place_of_an_imported_one_and_gives_it_back(db: None, tmp_path: Path) -> None:
    load(facts())
    import_files(voeten(tmp_path))
    whole = {"CHN": "no", "FRA": "yes", "RUS": "no", "USA": "absent"}
    load(facts(roll=whole, is_complete=True))
    assert roll() == whole and not Reading.objects.filter(source__slug="news").exists()
    load(facts())
    assert roll() == {"CHN": "no", "FRA": "yes", "RUS": "absent", "USA": "no"} and event().is_reconciled


def test_part_of_a_roll_call_gives_way_to_a_list_of_all_who_voted(db: None, tmp_path: Path) -> None:
    load(facts(roll={"USA": "abstain"}, counts={"yes": 1, "no": 2, "abstain": 0}, mismatch="one report"))
    import_files(voeten(tmp_path))
    assert roll()["USA"] == "no" and event().is_reconciled
    assert Discrepancy.objects.get(what="USA").elsewhere_source.slug == "news"


def test_sponsors_of_an_import_stay_where_the_fact_file_names_none(db: None, tmp_path: Path) -> None:
    line = files.recorded(KEY, ["FRANCE"], ["CHINA", "UNITED STATES"], [], sponsors=["FRANCE"])
    path = files.write_lines(tmp_path / "62.json", [line | {"adoption_date": "18 December 2007"}])
    load(facts())
    import_files([path])
    assert list(Sponsorship.objects.values_list("organization__code", "role")) == [("FRA", "sponsor")]
    assert not load(facts()).is_change
    told = rows.Sponsorship("CHN", "author", "news")
    load(replace(facts(), motions=(replace(facts().motions[0], sponsors=(told,)),)))
    assert not import_files([path]).of("sponsorships").is_change
    assert list(Sponsorship.objects.values_list("organization__code", "role")) == [("CHN", "author")]


def resolved(votes: dict[str, str], values: dict[str, object], **fields: object) -> Resolved:
    whole: dict[str, object] = {
        "origin": {},
        "motion": {},
        "motion_origin": {},
        "source": "a",
        "roll_source": "a",
        "has_full_roll": False,
    }
    return Resolved(values=values, votes=votes, **{**whole, **fields})  # type: ignore[arg-type]


COUNTED = {"yes": 1, "no": 1, "abstain": 0}


@pytest.mark.parametrize(
    ("votes", "values", "sitting", "absent"),
    [
        ({"FRA": "yes", "USA": "no"}, COUNTED, {"FRA", "USA", "CHN"}, {"CHN"}),
        ({"FRA": "yes", "USA": "no"}, {**COUNTED, "absent": 1}, {"FRA", "USA", "CHN"}, {"CHN"}),
        ({"FRA": "yes", "USA": "no"}, COUNTED, {"FRA", "USA"}, set()),
    ],
)
def test_members_not_listed_did_not_vote_where_the_counts_are_those_of_the_list(
    votes: dict[str, str], values: dict[str, object], sitting: set[str], absent: set[str]
) -> None:
    found = completed(resolved(votes, values), sitting)
    assert found.has_full_roll and found.votes == votes | dict.fromkeys(absent, "absent")


@pytest.mark.parametrize(
    ("votes", "values", "sitting", "fields"),
    [
        ({"FRA": "yes", "USA": "no"}, {"yes": 1, "no": 1}, {"FRA", "USA", "CHN"}, {}),
        ({"FRA": "yes", "USA": "no"}, {"yes": 1, "no": 2, "abstain": 0}, {"FRA", "USA", "CHN"}, {}),
        ({"FRA": "yes", "USA": "no"}, {**COUNTED, "absent": 2}, {"FRA", "USA", "CHN"}, {}),
        ({"FRA": "yes", "USA": "no"}, COUNTED, {"FRA", "CHN"}, {}),
        ({"FRA": "yes", "USA": "no"}, COUNTED, None, {}),
        ({"FRA": "yes", "USA": "no"}, COUNTED, {"FRA", "USA", "CHN"}, {"reasons": ("it does not know: X",)}),
        ({}, {"yes": 0, "no": 0, "abstain": 0}, {"FRA"}, {}),
    ],
)
def test_nothing_follows_about_members_not_listed_where_anything_is_open(
    votes: dict[str, str], values: dict[str, object], sitting: set[str] | None, fields: dict[str, object]
) -> None:
    start = resolved(votes, values, **fields)
    assert completed(start, sitting) is start


DECLARED = {"yes": 113, "no": 35, "abstain": 13}
TOO_FEW = ["113 yes votes declared, 111 listed", "35 no votes declared, 34 listed"]


@pytest.mark.parametrize(
    ("listed", "declared", "reasons"),
    [
        ({"yes": 112, "no": 35, "abstain": 13}, DECLARED, []),
        ({"yes": 112, "no": 34, "abstain": 13}, DECLARED, []),
        ({"yes": 111, "no": 34, "abstain": 13}, DECLARED, TOO_FEW),
        ({"yes": 40, "no": 0, "abstain": 0}, {"yes": 41, "no": 0, "abstain": 0}, ["41 yes votes declared, 40 listed"]),
        (DECLARED, DECLARED, []),
    ],
)  # fmt: skip
def test_long_list_with_a_hole_or_two_agrees_as_far_as_it_goes(
    listed: dict[str, int], declared: dict[str, int], reasons: list[str]
) -> None:
    options = [option for option, number in listed.items() for _ in range(number)]
    assert _short_lists(declared, {f"S{number}": option for number, option in enumerate(options)}) == reasons
