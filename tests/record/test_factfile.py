"""Reading fact files: what is wrong is said with file, key path and reason, and all at once. No database."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck.record import factfile

SOURCES = '[[source]]\nslug = "s"\ntitle = "T"\npublisher = "P"\nkind = "project"\n'
STATES = (
    'source = "s"\nnames_source = "s"\n'
    '[[state]]\ncode = "AAA"\nname = "Aland"\nmember_from = 1950-01-01\n'
    '[[state]]\ncode = "BBB"\nname = "Beland"\nmember_from = 1950-01-01\nadjectives = ["Belish"]\n'
)
BODIES = (
    '[[body]]\ncode = "GA"\nname = "General Assembly"\nsource = "s"\n'
    "universal = true\nmembers_known_from = 2000-01-01\n"
)
MOTION = (
    '[[motion]]\nkey = "A/RES/1/1"\nsymbol = "A/RES/1/1"\ntitle = "T"\nkind = "resolution"\nbody = "GA"\nsource = "s"\n'
)
VOTE = (
    "[[motion.vote]]\ndate = 2020-01-01\nmembers = 2\n"
    'counts = { yes = 1, no = 1, abstain = 0, absent = 0 }\nsources = ["s"]\n'
    '[motion.vote.roll]\ncomplete = true\nyes = ["AAA"]\nno = ["BBB"]\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "votes").mkdir()
    write(tmp_path, "sources.toml", SOURCES)
    write(tmp_path, "states.toml", STATES)
    write(tmp_path, "bodies.toml", BODIES)
    write(tmp_path, "votes/one.toml", MOTION + VOTE)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(factfile.FactError) as raised:
        factfile.read(folder)
    return raised.value.problems


def test_folder_without_faults_gives_facts(folder: Path) -> None:
    facts = factfile.read(folder)

    assert [row.key for row in facts.events] == ["A/RES/1/1"]
    assert facts.events[0].roll == {"AAA": "yes", "BBB": "no"}
    assert facts.record().events[0].reconciled


def test_folder_missing_is_one_sentence(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == ["there is no such folder"]


def test_folder_without_files_names_each_missing_file(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["sources.toml: is missing", "states.toml: is missing", "bodies.toml: is missing"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('title = "T"', 'titel = "T"', "motion[1].titel: is not a key of this format"),
        ('yes = ["AAA"]', 'yes = ["XXX"]', "motion[1].vote[1].roll.yes: 'XXX' is unknown"),
        ('no = ["BBB"]', 'no = ["BBB", "AAA"]', "motion[1].vote[1].roll.no: AAA stands under yes already"),
        ('no = ["BBB"]', 'no = ["BBB", "BBB"]', "motion[1].vote[1].roll.no: 'BBB' stands twice"),
        (
            "date = 2020-01-01",
            'date = "1 May"',
            "motion[1].vote[1].date: must be a date such as 2025-02-24, not '1 May'",
        ),
        ("date = 2020-01-01", "date = 1920-01-01", "motion[1].vote[1].date: 1920-01-01 lies before the United Nations"),
        ("date = 2020-01-01", "date = 2020-01-01T10:00:00", "motion[1].vote[1].date: must be a date without a time"),
        ("yes = 1", "yes = 2", "motion[1].vote[1]: 2 yes votes declared, 1 listed"),
        ("yes = 1", "yes = -1", "motion[1].vote[1].counts.yes: must not be negative: -1"),
        ("yes = 1", "yes = true", "motion[1].vote[1].counts.yes: must be a whole number, not True"),
        ("members = 2", "members = 3", "motion[1].vote[1]: 3 members declared, 2 on that day"),
        ("date = 2020-01-01", "date = 1949-01-01", None),
        ('body = "GA"', 'body = "AAA"', "motion[1].body: 'AAA' is none of GA"),
        ('kind = "resolution"', 'kind = "law"', "motion[1].kind: 'law' is none of"),
        ('symbol = "A/RES/1/1"', 'symbol = "1/1"', "motion[1].symbol: '1/1' has not the form"),
        ('source = "s"', 'source = "t"', "motion[1].source: 't' is none of s"),
        ('sources = ["s"]', "sources = []", "motion[1].vote[1].sources: every vote needs a source"),
        ("members = 2", 'members = 2\nresult = "vetoed"', "motion[1].vote[1].vetoed_by: stands if and only if"),
        (
            "members = 2",
            'members = 2\nmismatch = "x"',
            "motion[1].vote[1].mismatch: counts, roll call and membership agree",
        ),
        ('title = "T"', 'title = ""', "motion[1].title: must not be empty"),
        ('title = "T"\n', "", "motion[1].title: is missing (a text without a title needs a description)"),
        ('title = "T"', 'title = "T"\nparent = "A/RES/9"', "motion[1].parent: there is no motion 'A/RES/9'"),
    ],
)
def test_motion_with_a_fault_is_refused_with_file_key_and_reason(
    folder: Path, old: str, new: str, problem: str | None
) -> None:
    text = MOTION + VOTE
    assert old in text
    write(folder, "votes/one.toml", text.replace(old, new, 1))

    if problem is None:  # a day for which the members are not known in full is no contradiction
        factfile.read(folder)
    else:
        assert any(line.startswith(f"votes/one.toml: {problem}") for line in problems(folder)), problems(folder)


def test_motion_that_stands_in_two_files_is_refused_with_both_places(folder: Path) -> None:
    write(folder, "votes/two.toml", MOTION)

    assert problems(folder)[0] == (
        "votes/two.toml: motion[1].key: 'A/RES/1/1' stands already in votes/one.toml: motion[1]"
    )


def test_counts_that_contradict_the_roll_call_load_only_where_the_file_says_why(folder: Path) -> None:
    text = (MOTION + VOTE).replace("yes = 1", "yes = 2").replace("members = 2", 'members = 2\nmismatch = "As printed."')
    write(folder, "votes/one.toml", text)

    event = factfile.read(folder).record().events[0]

    assert not event.reconciled
    assert event.counts.yes == 2


def test_file_that_is_not_toml_is_refused_with_the_line(folder: Path) -> None:
    write(folder, "votes/one.toml", "[[motion]]\nkey = \n")

    assert "votes/one.toml: cannot be read: " in problems(folder)[0]
    assert "line 2" in problems(folder)[0]


def test_faults_in_several_files_are_listed_together(folder: Path) -> None:
    write(folder, "sources.toml", SOURCES.replace('"project"', '"rumour"'))
    write(folder, "states.toml", STATES.replace('code = "BBB"', 'code = "AAA"'))
    write(folder, "votes/one.toml", MOTION.replace("title", "tilte"))

    found = problems(folder)

    assert {line.split(":")[0] for line in found} == {"sources.toml", "states.toml", "votes/one.toml"}
    assert "states.toml: state[2].code: 'AAA' stands twice" in found


def test_error_says_how_many_faults_and_that_nothing_was_loaded(folder: Path) -> None:
    write(folder, "votes/one.toml", MOTION.replace("title", "tilte"))

    with pytest.raises(factfile.FactError, match=r"2 faults, nothing was loaded"):
        factfile.read(folder)


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        ('{ members = ["AAA"], from = 2000-01-01, until = 1999-01-01 }', "until: 1999-01-01 lies before 2000-01-01"),
        (
            '{ members = ["AAA"], from = 2000-01-01 }, { members = ["AAA"], from = 2005-01-01 }',
            "members: 'AAA' has two terms at the same time",
        ),
        ('{ members = ["ZZZ"] }', "members: 'ZZZ' is unknown"),
        ('{ members = ["AAA"], since = 2000-01-01 }', "since: is not a key of this format"),
    ],
)
def test_group_with_bad_terms_is_refused(folder: Path, terms: str, problem: str) -> None:
    write(folder, "groups.toml", f'[[group]]\ncode = "EU"\nname = "Union"\nsource = "s"\nterms = [{terms}]\n')

    assert any(line.endswith(problem) for line in problems(folder)), problems(folder)


def test_name_that_stands_under_two_kinds_is_refused(folder: Path) -> None:
    write(folder, "states.toml", STATES.replace('adjectives = ["Belish"]', 'adjectives = ["B"]\nmetonyms = ["B"]'))

    assert problems(folder) == ["states.toml: state[2]: 'B' stands under more than one kind of name"]


def test_statistic_without_a_value_is_refused(folder: Path) -> None:
    write(
        folder,
        "statistics.toml",
        '[[statistic]]\nmeasure = "m"\nunit = "u"\nattributed_to = "a"\nwording = "w"\nsource = "s"\n',
    )

    assert problems(folder) == ["statistics.toml: statistic[1].value_low: is missing"]


def test_statement_and_figure_that_stand_twice_are_refused(folder: Path) -> None:
    statement = '[[statement]]\nspeaker = "A"\ntext = "t"\nsource = "s"\n'
    figure = (
        '[[statistic]]\nmeasure = "m"\nunit = "u"\nattributed_to = "a"\nwording = "w"\nvalue_low = 1\nsource = "s"\n'
    )
    write(folder, "statements.toml", statement * 2)
    write(folder, "statistics.toml", figure * 2)

    assert problems(folder) == [
        "statements.toml: a statement of A stands 2 times: 't'",
        "statistics.toml: 'm' of a stands 2 times for one day",
    ]


def test_reading_facts_needs_no_django() -> None:
    code = (
        "import sys; from factcheck.record import factfile; factfile.read().record(); "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_state_that_left_and_came_back_has_two_memberships(folder: Path) -> None:
    again = STATES.replace(
        "member_from = 1950-01-01\nadjectives",
        "member_from = 1950-01-01\nmember_until = 1960-06-01\nmember_again = [{ from = 1970-01-01 }]\nadjectives",
    )
    write(folder, "states.toml", again)
    assembly = next(row for row in factfile.read(folder).organizations if row.code == "GA")

    assert [len(assembly.members_on(date(year, 1, 1))) for year in (1949, 1960, 1961, 1970)] == [0, 2, 1, 2]


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("member_until = 1940-01-01", "1940-01-01 lies before the United Nations"),
        ("member_until = 1949-01-01", "state[2].member_until: 1949-01-01 lies before 1950-01-01"),
        ("member_again = [{ from = 1970-01-01 }]", "member_again: begins before the earlier membership has ended"),
        ("member_until = 1960-01-01\nmember_again = [{ until = 1970-01-01 }]", "member_again[1].from: is missing"),
        ("member_until = 1960-01-01\nmember_again = [{ form = 1970-01-01 }]", "member_again[1].form: is not a key"),
    ],
)
def test_membership_of_a_state_with_impossible_days_is_refused(folder: Path, keys: str, problem: str) -> None:
    write(folder, "states.toml", STATES.replace("adjectives", keys + "\nadjectives"))

    assert any(problem in line for line in problems(folder))
