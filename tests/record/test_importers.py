"""Each reader on small files of its format: what it gives, and what it refuses with which place."""

from datetime import date
from pathlib import Path

import pytest

from factcheck.record.importers import states
from factcheck.record.importers.recognising import readers, recognise
from factcheck.record.importers.rows import EventRow, ImportRefused, Reader, pack, unpack, whole_number
from factcheck.record.importers.symbols import canonical, first_symbol, of_voeten
from tests.factories import importing as files

ROLL = {"USA": "no", "FRA": "yes", "RUS": "absent", "CHN": "abstain"}


def read(path: Path) -> tuple[list[EventRow], Reader]:
    (reader,), unknown = readers([path])
    assert not unknown
    return list(reader.events()), reader


def library(tmp_path: Path, *votes: list[dict[str, object]], **options: bool) -> Path:
    name = "votes.csv.gz" if options.get("packed") else "votes.csv"
    return files.write_csv(tmp_path / name, files.LIBRARY, [row for rows in votes for row in rows], **options)


@pytest.mark.parametrize("options", [{}, {"bom": True}, {"packed": True}])
def test_library_file_in_each_packing_gives_the_vote(tmp_path, options) -> None:
    (event,), reader = read(library(tmp_path, files.library_rows("A/RES/79/81", ROLL), **options))
    assert (event.key, event.body, event.held_on, event.meeting) == (
        "A/RES/79/81",
        "GA",
        date(2024, 12, 4),
        "A/79/PV.46",
    )
    assert event.votes == ROLL
    assert event.counts == {"yes": 1, "no": 1, "abstain": 1, "absent": 1}
    assert (event.members, event.lists_all, event.title) == (4, True, "Title of A/RES/79/81")
    assert reader.faults == []


def test_library_file_without_vote_note_and_with_shuffled_columns_is_the_same(tmp_path) -> None:
    rows = files.library_rows("A/RES/79/81", ROLL, total_yes="1.0", total_ms="4.0")
    plain, _ = read(files.write_csv(tmp_path / "a.csv", files.LIBRARY, rows))
    columns = sorted(set(files.LIBRARY) - {"vote_note"})
    shuffled, _ = read(files.write_csv(tmp_path / "b.csv", columns, rows))
    assert plain == shuffled


def test_library_file_that_leaves_a_member_out_does_not_list_all(tmp_path) -> None:
    (event,), reader = read(library(tmp_path, files.library_rows("A/RES/79/81", ROLL, total_ms="5")))
    assert event.casts_all and not event.lists_all and reader.faults == []


def test_library_not_voting_is_x_or_nv(tmp_path) -> None:
    rows = files.library_rows("A/RES/79/81", ROLL)
    rows[2]["ms_vote"] = "NV"
    (event,), _ = read(library(tmp_path, rows))
    assert event.votes["RUS"] == "absent"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("ms_vote", "Z", "'Z' is none of Y, N, A, X, NV"),
        ("ms_vote", "", "'' is none of"),
        ("date", "2024-12-05", "differs from line 2"),
        ("total_no", "2", "differs from line 2"),
        ("ms_code", "USA", "USA votes twice"),
    ],
)
def test_library_line_that_cannot_be_is_refused_with_its_place(tmp_path, column, value, reason) -> None:
    rows = files.library_rows("A/RES/79/81", ROLL)
    rows[2][column] = value
    events, reader = read(library(tmp_path, rows))
    assert events == []
    (fault,) = reader.faults
    assert (fault.file, fault.line, fault.column) == ("votes.csv", 4, column)
    assert reason in fault.reason


def test_library_unknown_code_parks_the_cell(tmp_path) -> None:
    rows = files.library_rows("A/RES/79/81", ROLL)
    rows[0]["ms_code"] = "U.S"
    (event,), reader = read(library(tmp_path, rows))
    assert "USA" not in event.votes and event.parked == ("U.S",) and not event.lists_all
    assert reader.faults[0].column == "ms_code"


def test_library_vote_that_comes_again_is_refused(tmp_path) -> None:
    votes = [files.library_rows(symbol, ROLL) for symbol in ("A/RES/79/81", "A/RES/79/82", "A/RES/79/81")]
    events, reader = read(library(tmp_path, *votes))
    assert [event.key for event in events] == ["A/RES/79/81", "A/RES/79/82"]
    assert reader.faults[0].line == 10


@pytest.mark.parametrize("damage", ["x", "x,y,", '"x'])
def test_library_line_with_other_number_of_cells_refuses_the_file(tmp_path, damage) -> None:
    path = library(tmp_path, files.library_rows("A/RES/79/81", ROLL))
    path.write_text(path.read_text() + damage)
    with pytest.raises(ImportRefused, match=r"votes\.csv, line [56]:"):
        read(path)


def test_library_file_that_is_cut_in_the_packing_is_refused(tmp_path) -> None:
    path = library(tmp_path, files.library_rows("A/RES/79/81", ROLL), packed=True)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ImportRefused, match="cannot be read on"):
        read(path)


def test_council_file_has_symbol_without_year_and_no_votes_without_a_vote(tmp_path) -> None:
    rows = files.library_rows("S/RES/2768(2025)", ROLL, modality="")
    other = files.library_rows("S/RES/2769(2025)", dict.fromkeys(ROLL, "yes"), modality="Adopted without vote")
    events, _ = read(files.write_csv(tmp_path / "sc.csv", files.COUNCIL, [*rows, *other]))
    assert [(event.key, event.method, len(event.votes)) for event in events] == [
        ("S/RES/2768", "recorded", 4),
        ("S/RES/2769", "consensus", 0),
    ]
    assert events[1].counts == {}


def test_resolutions_names_become_codes_and_doubled_names_count_once(tmp_path) -> None:
    yes = ["FRANCE", "TÜRKÝYE", "CÔTE D’IVOIRE", "FRANCE"]
    line = files.recorded("A/RES/75/290 A", yes, ["UNITED STATES"], [], MS_in_favour_count="3")
    (event,), reader = read(files.write_lines(tmp_path / "75.json", [line]))
    assert event.key == "A/RES/75/290A"
    assert event.votes == {"FRA": "yes", "TUR": "yes", "CIV": "yes", "USA": "no"}
    assert event.casts_all and not event.lists_all and reader.faults == []


def test_resolutions_repeated_symbol_takes_the_fuller_line(tmp_path) -> None:
    full = files.recorded("A/RES/79/9", ["FRANCE"], [], ["CHINA"])
    poor = files.recorded("A/RES/79/9", ["FRANCE"], [], [], title="Title")
    (event,), _ = read(files.write_lines(tmp_path / "79.json", [full, poor]))
    assert event.line == 1 and event.votes == {"FRA": "yes", "CHN": "abstain"}


def test_resolutions_sponsors_that_are_no_states_become_a_note(tmp_path) -> None:
    line = files.resolution("A/RES/79/9", sponsors=["UKRAINE", "CHAIR OF THE COMMITTEE"], additional_sponsors=["PERU"])
    (event,), _ = read(files.write_lines(tmp_path / "79.json", [line]))
    assert (event.sponsors, event.later_sponsors, event.sponsors_note) == (("UKR",), ("PER",), "CHAIR OF THE COMMITTEE")
    assert (event.method, event.counts, event.held_on) == ("consensus", {}, date(2024, 12, 4))


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"adoption_type": ""}, "adoption_type"),
        ({"adoption_date": "soon"}, "adoption_date, ..._count"),
        ({"MS_in_favour_count": "many"}, "adoption_date, ..._count"),
        ({"MS_against": ["FRANCE"]}, "MS_against"),
        ({"symbol": "79 9"}, "symbol"),
    ],
)
def test_resolutions_line_that_cannot_be_is_refused(tmp_path, values, column) -> None:
    line = files.recorded("A/RES/79/9", ["FRANCE"], ["PERU"], []) | values
    events, reader = read(files.write_lines(tmp_path / "79.json", [line]))
    assert events == []
    assert [(fault.line, fault.column) for fault in reader.faults] == [(1, column)]


def test_voeten_amendments_and_paragraphs_hang_on_their_text(tmp_path) -> None:
    calls = [
        files.call("1", 40, "1985-11-01", "R/40/61", amend="1"),
        files.call("2", 40, "1985-11-01", "R/40/61", para="1"),
        files.call("3", 40, "1985-11-01", "R/40/61"),
    ]
    events, _ = read_voeten(tmp_path, calls, [(rcid, "France", "yes") for rcid in "123"])
    assert [(event.key, event.kind, event.parent) for event in events] == [
        ("A/40/roll-call/1", "amendment", "A/RES/40/61"),
        ("A/40/roll-call/2", "paragraph", "A/RES/40/61"),
        ("A/RES/40/61", "resolution", ""),
    ]
    assert (events[2].held_on, events[2].held_in) == (None, "1985-11")


def test_voeten_several_votes_under_one_label_are_none_of_them_the_vote(tmp_path) -> None:
    calls = [files.call(rcid, 65, "2010-12-01", "R/65/206") for rcid in "12"]
    events, _ = read_voeten(tmp_path, calls, [(rcid, "France", "yes") for rcid in "12"])
    assert [(event.symbol, event.kind, event.parent) for event in events] == [("", "procedural", "A/RES/65/206")] * 2
    assert "2 votes" in events[0].note


def test_voeten_votes_that_are_known_by_their_numbers_have_their_symbol(tmp_path) -> None:
    calls = [files.call("1190", 26, "1971-10-01", "R/26/462A", amend="1"), files.call("1190", 27, "1972-10-01", "")]
    (known, *_), _ = read_voeten(tmp_path, calls[:1], [("1190", "France", "yes")])
    assert (known.key, known.symbol, known.kind, known.parent) == ("A/RES/2758(XXVI)",) * 2 + ("resolution", "")
    (other,), _ = read_voeten(tmp_path, calls[1:], [("1190", "France", "yes")])
    assert other.key == "A/27/roll-call/1190"


def test_voeten_names_depend_on_the_month(tmp_path) -> None:
    calls = [files.call("1", 26, "1971-10-07", "R/26/2758"), files.call("2", 66, "2011-12-01", "R/66/1")]
    votes = [("1", "Taiwan", "no"), ("1", "Yugoslavia", "yes"), ("2", "Yugoslavia", "yes"), ("2", "Taiwan", "no")]
    events, reader = read_voeten(tmp_path, calls, votes)
    assert [event.votes for event in events] == [{"CHN": "no", "YUG": "yes"}, {"SRB": "yes"}]
    assert [fault.column for fault in reader.faults] == ["country"]
    assert events[1].parked == ("Taiwan",)


def test_voeten_state_that_votes_twice_refuses_the_vote(tmp_path) -> None:
    calls = [files.call("1", 66, "2011-12-01", "R/66/1")]
    events, reader = read_voeten(tmp_path, calls, [("1", "France", "yes"), ("1", "France", "no")])
    assert events == [] and reader.faults[0].line == 3


def read_voeten(tmp_path, calls, votes) -> tuple[list[EventRow], Reader]:
    (reader,), unknown = readers([files.write_voeten(tmp_path, calls, votes)])
    assert not unknown
    return list(reader.events()), reader


def test_voeten_votes_without_roll_calls_are_not_read(tmp_path) -> None:
    files.write_voeten(tmp_path, [], [])
    found, unknown = readers([tmp_path / "votes.csv"])
    assert found == [] and "needs both" in unknown[0].reason


OUTCOMES = [
    "year",
    "date_text",
    "date",
    "meeting",
    "press_release",
    "topic",
    "outcome_text",
    "resolution",
    "draft",
    "result",
    "vetoed_by",
    "yes",
    "no",
    "abstain",
]


def outcome(**values: str) -> dict[str, str]:
    return {"date": "1985-09-13", "meeting": "S/PV.2605", "topic": "A topic", "outcome_text": "An outcome", **values}


def test_outcomes_vetoed_and_failed_drafts_are_votes_and_meetings_are_not(tmp_path) -> None:
    tally = {"yes": "10", "no": "1", "abstain": "4"}
    rows = [
        outcome(draft="S/17459", result="vetoed", vetoed_by="USA", **tally),
        outcome(draft="S/17460 (as amended)", result="not adopted", yes="6", no="0", abstain="9"),
        outcome(resolution="S/RES/570 (1985)", result="adopted", yes="15", no="0", abstain="0"),
        outcome(result="presidential statement"),
        outcome(),
    ]
    events, reader = read(files.write_csv(tmp_path / "o.csv", OUTCOMES, rows))
    assert {(event.key, event.kind, event.result, event.vetoed_by) for event in events} == {
        ("S/17459", "draft", "vetoed", ("USA",)),
        ("S/17460", "draft", "not_adopted", ()),
        ("S/RES/570", "resolution", "adopted", ()),
    }
    assert next(event.counts for event in events if event.key == "S/17459") == {"yes": 10, "no": 1, "abstain": 4}
    assert reader.faults == []


@pytest.mark.parametrize(
    "values",
    [
        {"date": "", "draft": "S/1", "result": "vetoed"},
        {"draft": "S/1", "result": "passed"},
        {"draft": "S/1", "result": "vetoed", "vetoed_by": "Narnia"},
        {"draft": "S/1", "result": "adopted"},
        {"draft": "S/1", "result": "vetoed", "yes": "ten"},
    ],
)
def test_outcome_that_cannot_be_is_refused(tmp_path, values) -> None:
    events, reader = read(files.write_csv(tmp_path / "o.csv", OUTCOMES, [outcome(**values)]))
    assert events == [] and [fault.line for fault in reader.faults] == [2]


def test_vetoes_one_draft_vetoed_twice_is_two_votes_by_day(tmp_path) -> None:
    columns = ["date_text", "date", "draft", "written_record", "agenda_item", "vetoed_by"]
    rows = [
        {"date": "1947-08-21", "draft": "S/471 and S/471/Add.1", "written_record": "S/PV.188", "vetoed_by": "USSR"},
        {"date": "1947-08-19", "draft": "S/471", "written_record": "S/PV.180", "vetoed_by": "USSR|France"},
    ]
    events, _ = read(files.write_csv(tmp_path / "v.csv", columns, [{**row, "agenda_item": "x"} for row in rows]))
    assert [(event.key, event.sequence, event.vetoed_by) for event in events] == [
        ("S/471", 1, ("RUS", "FRA")),
        ("S/471", 2, ("RUS",)),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A/RES/75/290 A", "A/RES/75/290A"),
        ("A/RES/2603(XXIV)[A]", "A/RES/2603(XXIV)A"),
        ("S/RES/2768(2025)", "S/RES/2768"),
        ("S/RES/15 (1946)", "S/RES/15"),
        ("A/RES/ES-11/7", "A/RES/ES-11/7"),
    ],
)
def test_symbol_in_each_form_is_one(text, found) -> None:
    assert canonical(text) == found


@pytest.mark.parametrize("text", ["", "N.A.", "A", "A/", "RES/1", "A/RES/\x00", "A/" + "9" * 60])
def test_symbol_that_is_none_is_refused(text) -> None:
    with pytest.raises(ValueError, match="not the symbol"):
        canonical(text)


@pytest.mark.parametrize(
    ("label", "symbol"),
    [
        ("R/68/262", "A/RES/68/262"),
        ("A/RES/74/9", "A/RES/74/9"),
        ("R/45/55A", "A/RES/45/55A"),
        ("R/32/450", "A/DEC/32/450"),
        ("R/26/2758", "A/RES/2758(XXVI)"),
        ("R/26/2758A", ""),
        ("R/16/1108", ""),
        ("R/29/3396", ""),
        ("ESS/1/34", ""),
        ("R/45/264/XV", ""),
        ("", ""),
    ],
)
def test_label_of_voeten_is_a_symbol_only_where_that_is_sure(label, symbol) -> None:
    assert of_voeten(label) == symbol


def test_first_symbol_of_a_cell_with_words() -> None:
    assert first_symbol("S/15255/Rev.2 (as corrected)") == "S/15255/Rev.2"
    assert first_symbol("see below") == ""


@pytest.mark.parametrize(("text", "number"), [("120", 120), ("120.0", 120), ("", None), ("N.A.", None), ("0", 0)])
def test_count_is_read_as_the_files_write_it(text, number) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["120.5", "-1", "1e3", "1234", "²", "x"])
def test_count_that_is_none_is_refused(text) -> None:
    with pytest.raises(ValueError):
        whole_number(text)


def test_library_codes_of_former_members_depend_on_the_day() -> None:
    assert states.of_library("YUG", date(1985, 1, 1)) == "YUG"
    assert states.of_library("SCG", date(2004, 1, 1)) == "SRB"
    assert states.of_library("GER", date(1980, 1, 1)) == "DEU"
    assert states.of_library("DDR", date(1980, 1, 1)) == "DDR"


def test_roll_call_packed_and_unpacked_is_the_same() -> None:
    assert unpack(pack(ROLL)) == ROLL
    assert pack(ROLL) == "CHN=a FRA=y RUS=x USA=n"


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"{", b'{"symbol": 1}', b"\x1f\x8b"])
def test_file_of_no_known_format_is_named(tmp_path, content) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    found, unknown = readers([tmp_path])
    assert found == [] and [fault.file for fault in unknown] == ["x.csv"]


def test_format_asked_for_takes_no_other(tmp_path) -> None:
    path = library(tmp_path, files.library_rows("A/RES/79/81", ROLL))
    assert recognise(path) == ("undl-ga", "")
    found, unknown = readers([path], wanted="voeten")
    assert found == [] and "undl-ga" in unknown[0].reason
