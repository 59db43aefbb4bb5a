"""To which vote, clause, list or whole the words of a sentence belong, where a neighbour of theirs says something else."""

from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.text.symbols import find_symbols
from factcheck.record import factfile
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine


@pytest.fixture(scope="module")
def read():
    index = prepare(engine.record_with_history())

    def read(text, lead=LEAD, published=PUBLISHED):
        result = check(Article(lead + text, None, published), index)
        said = [c for c in result.claims if c.start >= len(lead)]
        return said, {f.code for f in result.flags if f.start >= len(lead)}

    return read


def refuted(said):
    return [(c.kind, c.quote) for c in said if c.verdict == "refuted"]


@pytest.mark.parametrize(
    "text",
    [
        # a list ends at a semicolon, and belongs to the word before it
        "The opponents included Russia, Belarus and Israel; China and India abstained.",
        "93 voted for it, 18 against, and 65 abstained, including such large ones as China, India and Brazil.",
        "93 backed the text, including several EU states such as France and Germany, while Russia and Belarus opposed it.",
        # "as did" takes the verb of the sentence, not that of its relative clause
        "Belarus, which had abstained on an earlier text, voted against it, as did Russia and Hungary.",
        # a comparison in between is an aside
        "The text, much like the one that Russia vetoed in the Security Council on Friday, got 93 votes, with 18 against and 65 abstentions.",
        # parts of a whole
        "Two of the 18 no votes came from Russia and Belarus.",
        "Three of the mere 18 states that voted against it are in Africa.",
        "Twenty-four of the EU's 27 member states supported it.",
        # nobody's vote
        "Seventeen countries cast no vote.",
        # for or against a state
        "Belarus voted for Russia, and 93 states voted against Russia.",
        "Fifty states abstained from the Ukraine vote.",
        # of the group before
        "Most Gulf states stayed out of it. Only Kuwait and Qatar supported it.",
        # of another organisation
        "Members of the World Health Organization adopted a resolution too. Hungary was the only EU country that did not vote. India voted for it.",
        "UNESCO voted on its own text. India supported it and Belarus abstained.",
        # of something that is no text
        "It asks for the report that the Human Rights Council had mandated.",
        "It had passed several resolutions on the war.",
        # what somebody wanted changed
        "Spain asked for four words to be dropped. The proposal was rejected.",
        # nobody
        "No one else spoke, and no one abstained from speaking.",
        # a count set beside the official one
        "Diplomats said the actual vote was 95-16-65.",
        # other times, each with its own words for them
        "Two days earlier the assembly had adopted another pact, with only Cuba against; Russia and Sudan abstained.",
        "The pact, which was approved by acclamation on December 10 in Marrakesh, was spoken of.",
        # the states named belong to the other side
        "China, India and others abstained, including Brazil, and 18 other nations voted against.",
        # another verb of the sentence tells how they voted
        "Russia and Belarus, which had been expected to abstain, voted against it; France, which was not, abstained, and Germany had voted for it.",
        # a count set beside that of the vote
        "Support was lower than the 164 countries which approved the pact in Marrakesh.",
        "Votes in favour rose from 93 to 107.",
        # the year of something else opens the sentence
        "Ahead of the 2022 Winter Olympics, Russia voted for the text.",
        # the day of writing need not be that of publication
        "Tonight the General Assembly adopted the text.",
        # alike is no absence
        "It is a pity that the EU countries did not vote as a bloc.",
        # in a committee
        "A first vote, in a General Assembly committee, had drawn the support of 91 countries, with 19 against and 66 abstentions.",
        # words before a clause that lead nowhere
        "India abstained, and Russia voted against it; " + "the " * 60 + "ones Belarus abstained.",
        # what did not happen
        "Neither China nor India voted against it.",
        "Neither Brazil nor India voted in favour.",
        "Neither Russia nor China used its veto.",
        "Had eight more countries voted against, it would still have passed.",
        "That was 33 more countries in favour than before.",
        # what is kept is what the text is against
        "Ukraine and Canada voted to keep the embargo.",
        "Had the abstentions been counted as no, the text would have failed.",
        "Three spoke, but not one was against.",
        # the states of another verb
        "Ukraine, unlike China and India, which abstained, voted in favour.",
        # the day of another act
        "The pact had been approved in Marrakesh on December 10.",
        "The text deplores the war, which began on February 24, by 93 votes to 18.",
        # another organisation by another name
        "The UN health agency's assembly voted on Friday by 101 to five on its own text. Israel was among those opposed.",
        # a day of another time
        "(Monday) - On this day long ago the Assembly voted today.",
    ],
)
def test_nothing_true_is_refuted_by_a_neighbour(read, text):
    said, flags = read(text)
    assert refuted(said) == []
    assert not flags & {"position-wrong", "tally-wrong", "abstention-as-side", "body-confused", "date-wrong"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The opponents included Russia and Belarus; China and India abstained.", {("no", ("RUS", "BLR")), ("abstain", ("CHN", "IND"))}),
        ("Voting against were Russia; Belarus; and Sudan.", {("no", ("RUS", "BLR", "SDN"))}),
        ("After Russia, Belarus and Sudan opposed the text, delegates left.", {("no", ("RUS", "BLR", "SDN"))}),
        ("The motion was opposed by Russia and Belarus.", {("no", ("RUS", "BLR"))}),
        ("Against condemnation were Russia and Belarus.", {("no", ("RUS", "BLR"))}),
        ("Russia and Belarus were among the opponents of the text.", {("no", ("RUS", "BLR"))}),
        ("China abstained. India, too.", {("abstain", ("CHN",)), ("abstain", ("IND",))}),
        ("Russia voted against it. So did Belarus and Sudan.", {("no", ("RUS",)), ("no", ("BLR", "SDN"))}),
    ],
)  # fmt: skip
def test_list_belongs_to_its_verb(read, text, wanted):
    said, _ = read(text)
    assert {(c.asserted["option"], tuple(c.asserted["subjects"])) for c in said if c.kind == "vote_position"} == wanted
    assert {c.verdict for c in said} == {"supported"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Two of the 18 no votes came from Russia and Belarus.", {"no": 18}),
        ("Seventeen countries cast no vote.", {"absent": 17}),
        ("Seventeen members took no part in the vote.", {"absent": 17}),
        ("Ninety-three members of the assembly voted in favour.", {"yes": 93}),
        ("Ninety-three countries cast ballots for the resolution.", {"yes": 93}),
        ("18, among them Russia, Belarus and some others, were against.", {"no": 18}),
    ],
)
def test_count_is_that_of_the_whole(read, text, counts):
    said, _ = read(text)
    (tally,) = (c for c in said if c.kind == "tally")
    assert (dict(tally.asserted), tally.verdict) == (counts, "supported")


def test_votes_against_a_state_may_be_for_the_text(read):
    said, _ = read("In all, 93 countries voted against Russia.")
    assert [c.verdict for c in said if c.kind == "tally"] == ["supported"]


@pytest.mark.parametrize("what", ["demand", "call", "bid", "proposal", "draft"])
def test_what_a_body_rejects_of_a_state_failed(read, what):
    said, _ = read("", lead=f"UN soundly rejects Russian {what} on Ukraine\n\n{LEAD}")
    assert refuted(said) == []
    headline = check(Article(LEAD, f"UN soundly rejects Russian {what} on Ukraine", PUBLISHED), prepare(engine.record_with_history()))  # fmt: skip
    assert [c.asserted["outcome"] for c in headline.claims if c.section == "headline" and c.kind == "outcome"] == ["rejected"]  # fmt: skip


def test_two_counts_of_years_before_name_no_vote_of_today(read):
    said, _ = read(
        "The UN voted on the war. 141 countries were in favour and 5 against. India voted against.",
        "",
        date(2027, 3, 1),
    )
    assert {c.motion for c in said} == {None}


def test_group_counted_too_low_is_wrong_and_not_over_generalised(read):
    council = "The UN Security Council on Monday adopted resolution 2774 with 10 votes in favour and five abstentions. "
    said, flags = read("Only three EU states abstained.", council)
    assert [c.verdict for c in said if c.kind == "group_position"] == ["refuted"]
    assert "group-overgeneralised" not in flags


def test_vote_that_comes_apart_later_takes_nothing_from_before(read):
    text = "Only Hungary and Israel voted against the budget. Separately the Assembly adopted resolution ES-11/7 by 93 votes to 18 with 65 abstentions."
    said, _ = read(text, "The UN General Assembly met on Monday. ")
    assert refuted(said) == []


COUNCIL = "The UN Security Council on Monday adopted resolution 2774 with 10 votes in favour and five abstentions. "


@pytest.fixture(scope="module")
def of_the_council():
    """How states voted, as told behind the report of a vote whose roll call is whole."""
    index = prepare(factfile.read(Path(factfile.__file__).parent / "facts").record())

    def positions(text):
        result = check(Article(COUNCIL + text, None, PUBLISHED), index)
        return [c for c in result.claims if c.kind == "vote_position" and c.start >= len(COUNCIL)]

    return positions


def test_list_behind_a_count_of_its_length(of_the_council):
    text = (
        "Five members abstained on the text, which speaks of a swift end: Denmark, France, Greece, Slovenia and the UK."
    )
    (found,) = of_the_council(text)
    assert (found.asserted["option"], len(found.asserted["subjects"]), found.verdict) == ("abstain", 5, "supported")


@pytest.mark.parametrize("only", ["Nobody but", "Only"])
def test_nobody_else(of_the_council, only):
    (found,) = of_the_council(f"{only} France and Greece abstained from the vote.")
    assert (found.asserted.get("exclusive"), found.verdict) == (True, "refuted")


def test_ten_votes_of_the_nine_needed_are_narrow_by_that_measure():
    index = prepare(factfile.read(Path(factfile.__file__).parent / "facts").record())
    result = check(Article(f"{COUNCIL}It passed by a narrow margin.", None, PUBLISHED), index)
    assert [c.verdict for c in result.claims if c.kind == "framing"] == ["depends"]


def test_plenary_vote_on_what_a_committee_had_passed(read):
    lead = "The UN General Assembly adopted the resolution on peace in Ukraine, ES-11/7, that the Third Committee had passed last month. "
    result, _ = read("It got 93 votes in favour and 18 against.", lead)
    assert {(c.kind, c.motion, c.verdict) for c in result if c.kind == "tally"} == {
        ("tally", "A/RES/ES-11/7", "supported")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Special Committee, in line with General Assembly resolution ES-11/7, this morning adopted a text on islands by 10 votes to none, with 6 abstentions.",
        "Resolution 541, adopted on 18 November 1983 after recalling resolution 2774 (2025), is on Cyprus. It got 13 votes.",
        "In a letter that refers to resolution ES-11/7 the panel was told of a draft that got 40 votes, with 3 against.",
    ],
)
def test_text_that_is_cited_is_not_the_one_voted_on(read, text):
    said, flags = read(text, "")
    assert refuted(said) == [] and flags <= {"kind-confused"}


def test_vote_of_last_year_passes_nothing_on(read):
    lead = "The UN General Assembly has voted on peace in Ukraine again. Last year's vote on the resolution was 93-18. "
    said, _ = read("This year's was 95-3. With the US voted Israel -- and 66 abstained.", lead, date(2026, 2, 25))
    assert refuted(said) == []


def test_committee_that_had_passed_it_before_leaves_the_vote_the_assemblys(read):
    lead = (
        "The UN General Assembly adopted resolution ES-11/7, which a General Assembly committee had approved earlier. "
    )
    said, _ = read("It got 93 votes in favour and 19 against.", lead)
    assert ("tally", "refuted") in {(c.kind, c.verdict) for c in said}


def test_text_that_is_recalled_and_told_of_is_the_one_meant(read):
    said, _ = read(
        "Recalling resolution ES-11/7, adopted by 94 votes to 18 with 65 abstentions, he spoke of peace.", ""
    )
    assert ("tally", "refuted") in {(c.kind, c.verdict) for c in said}


def test_states_beside_the_counts_of_another_vote_are_not_tried_on_this_one(read):
    text = "The draft was adopted in the panel with 33 votes in favour, 11 abstentions (Belarus, India) and 3 against (Hungary and France)."
    said, _ = read(text)
    assert {c.verdict for c in said if c.kind == "vote_position"} == {"not_in_record"} or not said


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Ninety-three (93) countries voted for the resolution and eighteen (18) against.", {"yes": 93, "no": 18}),
        ("The resolution passed with the support of 93 countries.", {"yes": 93}),
        ("Ninety-three countries raised their hands for the resolution.", {"yes": 93}),
        ("93 countries had voted to adopt the resolution.", {"yes": 93}),
        (
            "Eighteen countries, Russia and Belarus among them, were against and 65 abstained.",
            {"no": 18, "abstain": 65},
        ),
    ],
)
def test_counts_in_other_words(read, text, counts):
    said, _ = read(text)
    found = {}
    for claim in said:
        if claim.kind == "tally":
            assert claim.verdict == "supported"
            found |= claim.asserted
    assert {k: v for k, v in found.items() if k in counts} == counts


def test_headline_of_a_demand_turned_down(read):
    lead = "Assembly Rejects Demand for Peace\n\n"
    _, flags = read(
        "The UN General Assembly adopted resolution ES-11/7 by 93 votes to 18 with 65 abstentions on Monday.", lead
    )
    assert "headline-body" not in flags and "kind-confused" not in flags


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("the General Assembly adopted Resolution 3379", "A/RES/3379"),
        ("the General Assembly voted for resolution 2758", "A/RES/2758"),
        ("resolution 3379", "A/RES/3379"),
        ("the Security Council adopted resolution 2758", "S/RES/2758"),
        ("resolution 2758", "S/RES/2758"),
    ],
)
def test_number_of_the_assembly_by_its_body_or_its_height(words, symbol):
    assert [found for _, _, found in find_symbols(words, 0, len(words))] == [symbol]
