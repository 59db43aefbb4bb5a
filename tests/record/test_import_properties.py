"""Whatever happens to an import file, no vote comes out wrong in silence.

A damaged file is either refused, or what it gives is the vote as it was, or the vote does not add up: then no verdict
may rest on it. A letter changed into another valid one can only be seen by the counts.
"""

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.record.importers.recognising import readers
from factcheck.record.importers.rows import EventRow, ImportRefused
from factcheck.record.resolving import reading_of, reasons_against, resolve
from tests.factories import importing as files

MEMBERS = ("CHN", "FRA", "GBR", "RUS", "USA", "BRA", "IND", "ZAF")
ROLL = dict(zip(MEMBERS, ["abstain", "yes", "yes", "absent", "no", "yes", "abstain", "yes"], strict=True))
SYMBOLS = ("A/RES/79/81", "A/RES/79/82")
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def content(columns: list[str], *, packed: bool = False) -> bytes:
    rows = [row for symbol in SYMBOLS for row in files.library_rows(symbol, ROLL)]
    path = Path(files.write_csv(FOLDER / "whole.csv", columns, rows, packed=packed))
    return path.read_bytes()


FOLDER = Path()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(f"{__name__}.FOLDER", tmp_path)


def read(damaged: bytes) -> list[EventRow]:
    """What is imported of a file; a file that is refused gives nothing."""
    path = FOLDER / "damaged.csv"
    path.write_bytes(damaged)
    found, _ = readers([path])
    try:
        return [event for reader in found for event in reader.events()]
    except ImportRefused as error:
        assert error.fault.file == "damaged.csv" and error.fault.line and error.fault.reason
        return []


def check(events: list[EventRow], roll: dict[str, str] = ROLL) -> None:
    """Every vote on which a verdict could rest is the vote that was written. Of a state that cast none, and of which
    nothing is left, nothing is said: the roll call is then not a whole one."""
    cast = {code: option for code, option in roll.items() if option != "absent"}
    for event in events:
        resolved = resolve([reading_of(event, "file", 1)], MEMBERS)
        if not reasons_against(resolved, frozenset(MEMBERS)):
            assert resolved.votes == roll if resolved.has_full_roll else resolved.votes in (roll, cast), event


@UNHURRIED
@given(st.integers(min_value=0), st.booleans())
def test_file_cut_anywhere_gives_no_wrong_vote(place, packed) -> None:
    whole = content(files.LIBRARY, packed=packed)
    check(read(whole[: place % len(whole)]))


@UNHURRIED
@given(st.permutations(files.LIBRARY))
def test_columns_in_any_order_give_the_same(columns) -> None:
    events = read(content(list(columns)))
    check(events)
    assert [event.votes for event in events] == [ROLL, ROLL]


@UNHURRIED
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.booleans())
def test_one_byte_changed_anywhere_gives_no_wrong_vote(place, byte, packed) -> None:
    whole = bytearray(content(files.LIBRARY, packed=packed))
    whole[place % len(whole)] = byte
    check(read(bytes(whole)))


@UNHURRIED
@given(st.integers(min_value=1), st.sampled_from(["ms_code", "ms_vote", "date", "resolution", "total_yes", "total_ms"]),
       st.text(max_size=12))  # fmt: skip
def test_one_cell_changed_gives_no_wrong_vote(line, column, text) -> None:
    rows = [row for symbol in SYMBOLS for row in files.library_rows(symbol, ROLL)]
    rows[line % len(rows)][column] = text
    check(read(Path(files.write_csv(FOLDER / "whole.csv", files.LIBRARY, rows)).read_bytes()))


@UNHURRIED
@given(st.sampled_from(["utf-16", "utf-8-sig", "latin-1", "cp1252", "utf-32"]))
def test_other_encodings_give_no_wrong_vote(encoding) -> None:
    check(read(content(files.LIBRARY).decode().replace("Title", "Türkiye").encode(encoding)))


@UNHURRIED
@given(st.lists(st.integers(min_value=0), min_size=1, max_size=4))
def test_lines_lost_or_doubled_give_no_wrong_vote(places) -> None:
    lines = content(files.LIBRARY).splitlines(keepends=True)
    for place in places:
        number = 1 + place % (len(lines) - 1)
        if place % 2:
            lines.insert(number, lines[number])
        elif len(lines) > 2:
            del lines[number]
    check(read(b"".join(lines)))


@UNHURRIED
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.booleans())
def test_machine_readable_file_with_a_byte_changed_or_cut_gives_no_wrong_vote(place, byte, is_cut) -> None:
    lists = ["FRANCE", "UNITED KINGDOM", "BRAZIL", "SOUTH AFRICA"], ["UNITED STATES"], ["CHINA", "INDIA"]
    lines = [files.recorded(symbol, *lists) for symbol in SYMBOLS]
    whole = bytearray(files.write_lines(FOLDER / "whole.json", lines).read_bytes())
    place %= len(whole)
    whole[place] = byte
    cast = {code: option for code, option in ROLL.items() if option != "absent"}
    check(read(bytes(whole[:place] if is_cut else whole)), cast)


@UNHURRIED
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255))
def test_voeten_votes_never_carry_a_verdict_whatever_a_byte_does(place, byte) -> None:
    calls = [files.call("1", 74, "2019-12-01", "A/RES/74/9")]
    folder = files.write_voeten(FOLDER, calls, [("1", "France", "yes"), ("1", "China", "no")])
    damaged = bytearray((folder / "votes.csv").read_bytes())
    damaged[place % len(damaged)] = byte
    (folder / "votes.csv").write_bytes(damaged)
    found, _ = readers([folder / "votes.csv", folder / "roll_calls.csv"])
    for reader in found:
        try:
            for event in reader.events():
                assert reasons_against(resolve([reading_of(event, "file", 1)], MEMBERS), None)
        except ImportRefused as error:
            assert error.fault.line


def test_two_swapped_votes_of_one_file_are_beyond_what_counts_can_show() -> None:
    """Known limit: two cells that swap their values add up. Only a second source can show it."""
    swapped = ROLL | {"FRA": "no", "USA": "yes"}
    events = read(
        Path(
            files.write_csv(FOLDER / "whole.csv", files.LIBRARY, files.library_rows("A/RES/79/81", swapped))
        ).read_bytes()
    )
    assert events[0].votes == swapped


def test_packed_file_is_recognised_by_its_bytes() -> None:
    assert gzip.decompress(content(files.LIBRARY, packed=True)).startswith(b"undl_id")
    assert len(read(content(files.LIBRARY, packed=True))) == 2


COUNCIL_ROLL = {"CHN": "abstain", "FRA": "yes", "GBR": "yes", "RUS": "no", "USA": "yes"}
OUTCOME = {
    "date": "2001-02-03",
    "meeting": "S/PV.4000",
    "topic": "A matter",
    "outcome_text": "S/RES/1340 (2001) 11-0-4",
    "resolution": "S/RES/1340 (2001)",
    "draft": "S/2001/1",
    "result": "adopted",
    "vetoed_by": "",
    "yes": "11",
    "no": "0",
    "abstain": "4",
    "tally_text": "11-0-4",
}


@UNHURRIED
@given(st.permutations(files.COUNCIL), st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.booleans())
def test_council_file_in_any_order_with_a_byte_changed_or_cut_gives_no_wrong_vote(columns, place, byte, is_cut) -> None:
    rows = files.library_rows("S/RES/2768", COUNCIL_ROLL, modality="recorded vote", permanent_member="True")
    whole = bytearray(files.write_csv(FOLDER / "whole.csv", columns, rows).read_bytes())
    place %= len(whole)
    whole[place] = byte
    check(read(bytes(whole[:place] if is_cut else whole)), COUNCIL_ROLL)


@UNHURRIED
@given(
    st.permutations(list(OUTCOME)),
    st.sampled_from(["yes", "no", "abstain"]),
    st.text("0123456789.-", min_size=0, max_size=3),
)
def test_tally_of_an_outcome_changed_in_one_cell_is_refused_or_not_known(columns, column, text) -> None:
    """The tally stands twice in a line; no cell alone can change it."""
    events = read(files.write_csv(FOLDER / "whole.csv", columns, [OUTCOME | {column: text}]).read_bytes())
    for event in events:
        assert dict(event.counts) == {"yes": 11, "no": 0, "abstain": 4}


VETO = {
    "date_text": "3 February 2001",
    "date": "2001-02-03",
    "draft": "S/2001/1",
    "written_record": "S/PV.4000",
    "agenda_item": "A matter",
    "vetoed_by": "China|Russian Federation",
}


@UNHURRIED
@given(
    st.permutations(list(VETO)),
    st.sampled_from(["date_text", "date", "vetoed_by"]),
    st.one_of(st.text(min_size=1, max_size=12), st.dates().map(str), st.dates().map(lambda day: f"{day:%-d %B %Y}")),
)
def test_veto_changed_in_one_cell_is_refused_or_as_it_was(columns, column, text) -> None:
    """The day stands twice in a line, and who can veto is known."""
    damaged = VETO | {column: text}
    for event in read(files.write_csv(FOLDER / "whole.csv", columns, [damaged]).read_bytes()):
        assert event.held_on == date(2001, 2, 3) or not damaged["date_text"].strip()
        assert event.vetoed_by == ("CHN", "RUS")


@UNHURRIED
@given(st.permutations(list(VETO)), st.integers(min_value=0), st.booleans())
def test_list_of_vetoes_cut_or_in_other_columns_gives_vetoes_that_are_in_it(columns, place, is_cut) -> None:
    rows = [VETO, VETO | {"draft": "S/2001/2", "vetoed_by": "United States"}]
    whole = files.write_csv(FOLDER / "whole.csv", columns, rows).read_bytes()
    for event in read(whole[: place % (len(whole) + 1)] if is_cut else whole):
        assert (event.draft, event.vetoed_by) in {("S/2001/1", ("CHN", "RUS")), ("S/2001/2", ("USA",))}


@UNHURRIED
@given(st.sampled_from(["roll_calls.csv", "votes.csv", "issues.csv"]), st.integers(min_value=0), st.booleans())
def test_parts_of_voeten_cut_or_reordered_never_carry_a_verdict(name, place, is_cut) -> None:
    files.write_voeten(FOLDER, [files.call("1", 74, "2019-12-01", "A/RES/74/9")], [("1", "France", "yes")])
    path = FOLDER / name
    lines = [line.split(",") for line in path.read_text().splitlines()]
    turn = place % len(lines[0])
    text = "\n".join(",".join(line[turn:] + line[:turn]) for line in lines)
    path.write_text(text[: place % (len(text) + 1)] if is_cut else text)
    found, _ = readers([FOLDER / part for part in ("roll_calls.csv", "votes.csv", "issues.csv")])
    for reader in found:
        try:
            events = list(reader.events())
        except ImportRefused as error:
            assert error.fault.file == name and error.fault.reason
            continue
        for event in events:
            assert event.votes in ({"FRA": "yes"}, {})
            assert reasons_against(resolve([reading_of(event, "file", 1)], MEMBERS), None)
