"""Calendars in iCalendar: whole days are taken over, everything else is named, nothing is guessed and nothing lost."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from factcheck.policies import calendars
from factcheck.policies.actions import days_off
from factcheck.policies.models import DaysOff
from factcheck.policies.models.days_off import LEAP, DayOff, days_in
from tests.desk.test_conflicts import hidden
from tests.factories.accounts import user


def calendar(*events: str) -> str:
    """A calendar of events, each its lines with a bar between."""
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event.split("|"), "END:VEVENT")]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Office//EN", *lines, "END:VCALENDAR", ""])


EASTER = "DTSTART;VALUE=DATE:20260406|DTEND;VALUE=DATE:20260407|SUMMARY:Easter Monday|UID:1"


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (EASTER, ["2026-04-06 Easter Monday"]),
        ("DTSTART;VALUE=DATE:20260406|SUMMARY:Easter Monday", ["2026-04-06 Easter Monday"]),
        ("DTSTART;VALUE=DATE:20260406|DTEND;VALUE=DATE:20260406|SUMMARY:x", ["2026-04-06 x"]),
        ("DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20270102|SUMMARY:Closed", ["2026-12-24 to 2027-01-01 Closed"]),
        ("DTSTART;VALUE=DATE:20261224|DURATION:P1W2D|SUMMARY:Closed", ["2026-12-24 to 2027-01-01 Closed"]),
        ("DTSTART;TZID=Europe/Zurich:20260406T000000|DTEND;TZID=Europe/Zurich:20260407T000000", ["2026-04-06"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|SUMMARY:Christmas Day", ["12-25 Christmas Day"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25|SUMMARY:x", ["12-25 x"]),
        ("DTSTART;VALUE=DATE:20261231|DTEND;VALUE=DATE:20270103|RRULE:FREQ=YEARLY|SUMMARY:x", ["12-31 to 01-02 x"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY;COUNT=2|SUMMARY:x", ["2026-12-25 x", "2027-12-25 x"]),
        ("DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY;UNTIL=20271225|SUMMARY:x", ["2026-12-25 x", "2027-12-25 x"]),
        ("DTSTART;VALUE=DATE:20280229|RRULE:FREQ=YEARLY;UNTIL=20330101|SUMMARY:x", ["2028-02-29 x", "2032-02-29 x"]),
        (
            r"DTSTART;VALUE=DATE:20260406|SUMMARY:All\, of us\; away\nand 2026-01-01",
            ["2026-04-06 All, of us; away and"],
        ),
        ("DTSTART;VALUE=DATE:20260406|SUMMARY;LANGUAGE=de:Ostermon\r\n tag", ["2026-04-06 Ostermontag"]),
        ('DTSTART;X-A="b:c;d";VALUE=DATE:20260406|SUMMARY:x', ["2026-04-06 x"]),
        ("DTSTART;VALUE=DATE:20260406|SUMMARY:x|BEGIN:VALARM|SUMMARY:y|END:VALARM", ["2026-04-06 x"]),
        ("DTSTART;VALUE=DATE:20260406|SUMMARY:12-24 closed", ["2026-04-06 closed"]),
        ("DTSTART;VALUE=DATE:20260406|STATUS:CANCELLED|SUMMARY:x", []),
    ],
)
def test_whole_days_are_read(event: str, lines: list[str]) -> None:
    found = calendars.read(calendar(event))
    assert (found.problems, [str(day) for day in found.days]) == ([], lines)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("DTSTART:20260406T090000Z|DTEND:20260406T170000Z", "It has hours"),
        ("DTSTART:20260406T000000|DTEND:20260406T120000", "It has hours"),
        ("DTSTART:20260406T000000|DURATION:PT2H", "It has hours"),
        ("DTSTART:20260406T000000|DTEND:20260406T000000", "It has hours"),
        ("DTSTART:20260406T000000Z|DTEND:20260407T000000Z", "It has hours"),
        ("DTSTART;VALUE=DATE:20260230", "Its day cannot be read"),
        ("DTSTART;VALUE=DATE:20260406|DTEND;VALUE=DATE:20260401", "It ends before it begins"),
        ("DTSTART;VALUE=DATE:20260406|DTEND;VALUE=DATE:20280406", "It is longer than a year"),
        ("DTSTART;VALUE=DATE:20260406|RRULE:FREQ=WEEKLY", "It repeats by a rule"),
        ("DTSTART;VALUE=DATE:20260406|RRULE:FREQ=YEARLY;INTERVAL=2", "It repeats by a rule"),
        ("DTSTART;VALUE=DATE:20260406|RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1MO", "It repeats by a rule"),
        ("DTSTART;VALUE=DATE:20260406|RRULE:FREQ=YEARLY;COUNT=some", "It repeats by a rule that cannot be read"),
        ("DTSTART;VALUE=DATE:20260406|RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20270406", "It repeats with exceptions"),
        ("UID:1", "It has no day"),
        ("DTSTART;VALUE=DATE:99991231", "date value out of range"),
    ],
)
def test_what_is_no_day_off_is_named_and_the_others_are_read(event: str, why: str) -> None:
    found = calendars.read(calendar(f"{event}|SUMMARY:Staff party", EASTER))
    assert [str(day) for day in found.days] == ["2026-04-06 Easter Monday"]
    (problem,) = found.problems
    assert problem.startswith("Left out: “Staff party”") and why in problem


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "BEGIN:VCALENDAR\nEND:VCALENDAR", "BEGIN:VEVENT\nDTSTART:2026"])
def test_what_is_no_calendar_says_so(text: str) -> None:
    assert calendars.read(text).problems == ["There is no calendar with events in it. It begins with BEGIN:VCALENDAR."]


@given(st.text() | st.lists(st.sampled_from([*calendar(EASTER).split("\r\n"), " x", "END:VALARM"])).map("\n".join))
def test_any_text_is_read_without_failing_and_its_days_stand_in_the_list(text: str) -> None:
    assert all(list(days_in(str(day))) == [day] for day in calendars.read(text).days)


@pytest.mark.parametrize("piece", ['DTSTART;A="', "SUMMARY:x\n ", "BEGIN:VEVENT\n", "\\", ";a;b", "BEGIN:VCALENDAR\n"])
def test_reading_takes_time_by_the_length(piece: str) -> None:
    begun = perf_counter()
    calendars.read("BEGIN:VEVENT\n" + piece * (200_000 // len(piece)))
    calendars.taken_out(piece * (200_000 // len(piece)))
    assert perf_counter() - begun < 3


def test_ranges_and_several_days_stand_in_one_line() -> None:
    text = "2026-12-24 to 2027-01-01 Closed\n12-31 – 01-02\n2026-05-01, 2026-05-14: Two days\n2026-08-01/2026-08-03"
    assert list(days_in(text)) == [
        DayOff(2026, 12, 24, "Closed", date(2027, 1, 1)),
        DayOff(None, 12, 31, "", date(LEAP, 1, 2)),
        DayOff(2026, 5, 1, "Two days"),
        DayOff(2026, 5, 14, "Two days"),
        DayOff(2026, 8, 1, "", date(2026, 8, 3)),
    ]


def test_range_has_its_days_and_no_other() -> None:
    (dated, yearly) = days_in("2026-12-24 to 2027-01-01\n12-31 to 01-02")
    on = [
        day for day in (date(2026, 12, 23), date(2026, 12, 24), date(2027, 1, 1), date(2027, 1, 2)) if dated.is_on(day)
    ]
    assert on == [date(2026, 12, 24), date(2027, 1, 1)]
    assert [yearly.is_on(date(2031, month, day)) for month, day in ((12, 30), (12, 31), (1, 2), (1, 3))] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_file_is_added_to_the_list_in_one_go(client: Client) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:days-off")
    days_off.store(text="12-25 Christmas Day", by="system")
    sent = calendar(EASTER, "DTSTART;VALUE=DATE:20261225|RRULE:FREQ=YEARLY|SUMMARY:Christmas Day")
    form = {**hidden(client.get(address).text, "form"), "text": "12-25 Christmas Day\n2026-01-02"}
    answer = client.post(address, {**form, "calendar": SimpleUploadedFile("days.ics", sent.encode())}, follow=True)
    assert "From the calendar: 1 new, 1 that stood there already." in answer.text
    assert DaysOff.current().text == "12-25 Christmas Day\n2026-01-02\n2026-04-06 Easter Monday"


@pytest.mark.django_db
def test_calendar_that_cannot_be_read_whole_is_not_stored_and_its_days_stand_in_the_form(client: Client) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:days-off")
    pasted = (
        "2026-01-02 Berchtold\n" + calendar(EASTER, "DTSTART:20260406T090000Z|SUMMARY:Staff party") + "\n05-01 May Day"
    )
    answer = client.post(address, {"text": pasted, **hidden(client.get(address).text, "form")})
    assert answer.status_code == 422 and not DaysOff.objects.exists()
    assert "“Staff party” on 20" in answer.text and "out of the calendar: 1." in answer.text
    kept = answer.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "2026-01-02 Berchtold" in kept and "05-01 May Day\n2026-04-06 Easter Monday" in kept and "VEVENT" not in kept
    lines = "2026-01-02 Berchtold\n05-01 May Day\n2026-04-06 Easter Monday"
    assert client.post(address, {"text": lines, **hidden(answer.text, "form")}).status_code == 302
    assert DaysOff.current().text == lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no calendar in this file."),
        (b"BEGIN:VCALENDAR\x00", "There is no calendar in this file."),
        ("Weihnachten für alle".encode("latin-1"), "The file is no text in UTF-8"),
        (b"a,b\n", "There is no calendar with events in it"),
        (b"x" * 1_000_001, "The file is larger than 1,000 kilobytes."),
    ],
)
def test_file_that_is_none_says_so_and_keeps_the_list(client: Client, content: bytes, said: str) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:days-off")
    form = {**hidden(client.get(address).text, "form"), "text": "12-25 Christmas Day"}
    answer = client.post(address, {**form, "calendar": SimpleUploadedFile("days.ics", content)})
    assert answer.status_code == 422 and said in answer.text and "12-25 Christmas Day</textarea>" in answer.text
    assert not DaysOff.objects.exists()


@pytest.mark.django_db
def test_list_that_another_stored_meanwhile_keeps_the_days_of_the_calendar(client: Client) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:days-off")
    form = hidden(client.get(address).text, "form")
    days_off.store(text="12-25", by=user("administrator"))
    sent = SimpleUploadedFile("days.ics", calendar(EASTER).encode())
    answer = client.post(address, {"text": "12-26", **form, "calendar": sent})
    assert answer.status_code == 409 and "12-26\n2026-04-06 Easter Monday</textarea>" in answer.text
