"""What a sentence does not state is not held against it: questions, denials, what would have been, and words that belong to
another clause, another state or another text than those next to them."""

from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.text.symbols import find_symbols
from factcheck.record import factfile
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
        # other times and texts, pointed at
        "On that occasion China had merely voted no.",
        "India, which voted against the Compact then, this time was not among the opponents.",
        "India voted for the March resolution and abstained this time.",
        "A rival text was taken up the next day. It went through with 14 votes.",
        "China, who had circulated a text of its own, abstained.",
        "India put forward its own draft. Six months. Three states were against it.",
        "The motion to divide the text was defeated 59 to 55, 15 countries abstaining.",
        "In March 2022 the result was 141 to five. India voted against it.",
        "(1) Which country voted against the text on Myanmar? India.",
        # the rest of those that were named
        "France and Germany voted for it. All other members abstained.",
        "There were 65 abstentions: Russia, Belarus and Nicaragua against.",
        "Seventy states did not vote in favour.",
        "It takes two-thirds of the General Assembly, not counting abstentions.",
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


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("China vetoed the draft.", "supported"),
        ("China vetoed the draft, and so did Russia.", "supported"),
        ("China alone vetoed the draft.", "refuted"),
        ("India vetoed the draft.", "refuted"),
    ],
)
def test_veto_of_one_says_nothing_of_another(words, verdict):
    index = prepare(factfile.read(Path(factfile.__file__).parent / "facts").record())
    lead = "The UN Security Council voted on S/2022/431 on 26 May 2022. "
    result = check(Article(lead + words, None, date(2022, 5, 27)), index)
    assert [c.verdict for c in result.claims if c.kind == "outcome" and c.start >= len(lead)][:1] == [verdict]


def test_number_of_a_resolution_before_a_comma():
    words = "Resolution 502, tabled by Britain, was carried; resolution 2,414 was not."
    assert [found for _, _, found in find_symbols(words, 0, len(words))] == ["S/RES/502"]


def test_one_count_is_not_all_where_another_stands_in_other_words(read):
    _, flags = read(
        "On the text 65 states abstained; the 93 on the other side were pleased.",
        "The UN voted on resolution ES-11/7. ",
    )
    assert "tally-cherry-picked" not in flags


def test_text_that_names_no_body_is_about_the_united_nations_where_it_counts_the_world():
    index = prepare(engine.record_with_history())
    world = "On Monday 93 states voted for peace in Ukraine and 65 abstained, among them China and India. France was in favour."
    assert {c.motion for c in check(Article(world, None, PUBLISHED), index).claims} == {"A/RES/ES-11/7"}
    acted = "On Monday 93 states voted to end the war in Ukraine; 18 opposed it, among them Russia and Belarus. France agreed."
    assert "tally" in {c.kind for c in check(Article(acted, None, PUBLISHED), index).claims}
    union = "On Monday 20 states voted for the rules on farming and 5 abstained, among them Germany and France. Jordan watched."
    house = f"{world} The House of Commons will debate it."
    for text in (union, house):
        assert check(Article(text, None, PUBLISHED), index).claims == ()
