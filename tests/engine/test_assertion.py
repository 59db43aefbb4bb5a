"""What a sentence does not state is not held against it: questions, denials, what would have been, and words that belong to
another clause, another state or another text than those next to them."""

import pytest

from factcheck.engine import Article, check, prepare
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine

COMMITTEE = "Acting on the recommendations of its Third Committee, the UN General Assembly on Monday adopted a resolution titled “Advancing a comprehensive, just and lasting peace in Ukraine” with 93 votes in favour, 18 against and 65 abstentions. "


@pytest.fixture(scope="module")
def read():
    index = prepare(engine.record_with_history())

    def read(text, lead=LEAD):
        result = check(Article(lead + text, None, PUBLISHED), index)
        return [c for c in result.claims if c.start >= len(lead)], [
            f.code for f in result.flags if f.start >= len(lead)
        ]

    return read


def test_stated_plainly_it_is_refuted(read):
    said, flags = read("India voted against it.")
    assert [c.verdict for c in said] == ["refuted"] and flags == ["abstention-as-side"]


@pytest.mark.parametrize(
    "text",
    [
        # questions
        "Did India vote against it? No, it abstained.",
        "Is the resolution binding? No.",
        "The US voted against it, as did India? No: India abstained.",
        "Has China voted against it, as some say? It has not.",
        # denials, and what was not so
        "Claims that India voted against it are wrong.",
        "It is false that China voted for the text.",
        "China's envoy denied having voted against it.",
        "Nobody believed that India voted no.",
        "Contrary to what was reported, India voted against it only in a draft of the press.",
        "Had India voted no, Washington would have been pleased.",
        "Not once has China voted against such a text.",
        "China all but voted against it.",
        # exceptions
        "All members save Belarus voted in favour.",
        "The others, Belarus and Sudan excepted, voted in favour.",
        "Besides Russia, only Belarus, Sudan and Nicaragua opposed the text.",
        # the state behind a verb or a preposition is not the one who votes next
        "It was drafted by France and Georgia, and China abstained.",
        "It was tabled by France, and Belarus and the US voted against it.",
        "Georgia backed France, China and India abstained.",
        "Georgia supported France, India abstained.",
        "Georgia stood with France and China abstained.",
        # a pronoun in front of its name
        "Germany voted yes. Before it abstained, China had asked for time.",
        "France voted yes. When it abstained, India spoke of procedure.",
        "Germany was disappointed. When the Assembly rebuked Russia on Monday, it abstained.",
        # one of several texts
        "The United States abstained on the first and Russia voted for the second.",
        "The American one, shorter by far, had the votes of India and China.",
        # a list ends where a verb follows
        "There were 65 abstentions: Belarus then was not among them.",
        # what was put forward is turned down
        "On Monday the General Assembly rejected a debate on grain. It lost by 20 votes to 60.",
    ],
)
def test_what_is_not_stated_is_not_refuted(read, text):
    said, flags = read(text)
    assert [c.explanation for c in said if c.verdict == "refuted"] == []
    assert not set(flags) & {"position-wrong", "abstention-as-side", "non-binding-as-binding", "group-overgeneralised"}


def test_votes_against_an_amendment_are_no_votes_against_the_text(read):
    said, _ = read(
        "India had proposed an oral amendment. Georgia voted against it, and so did France. It was not adopted."
    )
    assert {c.verdict for c in said} <= {"not_in_record"}


def test_who_speaks_in_a_list_behind_by_votes_for_itself(read):
    said, _ = read("It was drafted by France and Georgia, and China abstained.")
    assert [(c.kind, c.asserted["subjects"]) for c in said] == [
        ("sponsorship", ["FRA", "GEO"]),
        ("vote_position", ["CHN"]),
    ]


@pytest.mark.parametrize("words", ["93 votes against 18", "93 against 18", "93 votes against only 18"])
def test_number_against_a_number_is_yes_to_no(read, words):
    (tally,) = (c for c in read(f"The text passed by {words}.")[0] if c.kind == "tally")
    assert (tally.asserted, tally.verdict) == ({"yes": 93, "no": 18}, "supported")


def test_what_a_committee_sent_is_voted_on_by_the_assembly(read):
    said, _ = read("India abstained.", COMMITTEE)
    assert [c.verdict for c in said] == ["supported"]
    said, _ = read("The Third Committee had passed it before. India voted against it there.", COMMITTEE)
    assert "refuted" not in {c.verdict for c in said}


def test_numbers_of_an_earlier_year_named_later_take_nothing_over(read):
    lead = "Germany backed the text on Ukraine at the UN yesterday. "
    said, _ = read("Nine states were against. In 2022 the result had been 141 votes to 5 with 35 abstentions.", lead)
    assert "refuted" not in {c.verdict for c in said}
