"""Who stood with whom, told by a word for a side: dissenters, camps, company kept or won over, votes picked out of a number;
and the counts, days and vetoes told around them."""

from datetime import date

import pytest

from tests.engine.test_circumstances import told
from tests.engine.test_forms import EMBARGO, GAZA, index, read  # noqa: F401
from tests.engine.test_who_and_when import WAR, behind

VETO = (
    date(2024, 3, 23),
    "Russia and China on Friday vetoed an American draft in the UN Security Council on a ceasefire in Gaza. ",
)


@pytest.mark.parametrize(
    ("text", "states", "option"),
    [
        ("Eritrea joined the few dissenters.", "ERI", "no"),
        ("Chad's neighbour Niger joined the naysayers.", "NER", "no"),
        ("Brazil joined the abstainers.", "BRA", "abstain"),
        ("Of those 18 votes against, one was Haiti's.", "HTI", "no"),
        ("Of the 65 abstentions, two were cast by Kuwait and Oman.", "KWT OMN", "abstain"),
        ("Mali was a no. So was Sudan.", "SDN", "no"),
        ("Hungary was among the countries in opposition, alongside Palau.", "HUN PLW", "no"),
        ("The yes camp included Norway and Peru.", "NOR PER", "yes"),
        ("Backers of the resolution from the region included Chile and Uruguay.", "CHL URY", "yes"),
        ("The Trump administration voted along with Belarus and Mali against the text.", "USA", "no"),
        ("Washington persuaded Palau and Haiti to join it in voting against the text.", "PLW HTI", "no"),
        ("In addition to Hungary, Haiti and Palau voted against.", "HUN HTI PLW", "no"),
        ("Eighteen states were against. Others were Niger, Burundi and Mali.", "NER BDI MLI", "no"),
        ("Sixty-five abstained and 18 were against. The latter include Nicaragua and Sudan.", "NIC SDN", "no"),
        ("Two EU neighbours, Belarus and Russia, were among the 18.", "BLR RUS", "no"),
        ("The small island nation of Palau voted no.", "PLW", "no"),
        ("Israel's envoy, who spoke for his government, voted no.", "ISR", "no"),
        ("Norway, Peru and Japan were among those that backed the vote.", "NOR PER JPN", "yes"),
        ("The resolution was opposed by 18 states, Israel and Hungary among them.", "ISR HUN", "no"),
        ("Uganda and 64 other UN states on Monday abstained.", "UGA", "abstain"),
    ],
)  # fmt: skip
def test_states_of_a_camp_are_found(read, text, states, option):  # noqa: F811
    claims = [c for c in behind(read, text) if c.kind == "vote_position"]
    mine = [c for c in claims if (c.asserted.get("subjects"), c.asserted["option"]) == (states.split(), option)]
    assert [(c.motion, c.verdict) for c in mine] == [("A/RES/ES-11/7", "supported")]


@pytest.mark.parametrize(
    "text",
    [
        "Norway joined the other dissenters.",
        "Of the 18 votes against, one was Chile's.",
        "Mali was a no. So was Canada.",
        "Hungary was among the countries in opposition, alongside Austria.",
        "Backers of the resolution included Chile and Qatar.",
        "Sixty-five abstained and 18 were against. The latter include Nicaragua and Spain.",
        "Two neighbours, Belarus and Poland, were among the 18.",
        "In addition to Hungary, Croatia voted against.",
    ],
)
def test_slip_in_a_camp_is_refuted(read, text):  # noqa: F811
    assert "refuted" in {c.verdict for c in behind(read, text) if c.kind == "vote_position"}


@pytest.mark.parametrize(
    "text",
    [
        "Iran rejected the resolution as one more act of pressure.",
        "Qatar has rejected the resolution.",
        "Cuba firmly rejected the text, calling it slanted.",
        "China rejected the draft's opening words.",
        "Togo's foreign ministry rejected the resolution.",
    ],
)
def test_text_rejected_in_words_is_no_vote_against_it(read, text):  # noqa: F811
    assert "refuted" not in {c.verdict for c in behind(read, text)}


def test_state_that_a_text_is_about_may_reject_it_in_words(read):  # noqa: F811
    assert "refuted" not in {c.verdict for c in behind(read, "Ukraine rejected the resolution.")}
    assert "refuted" in {c.verdict for c in behind(read, "Norway rejected the resolution.")}


def test_text_rejected_at_the_vote_is_a_vote_against_it(read):  # noqa: F811
    assert "refuted" in {c.verdict for c in behind(read, "In the vote, Norway rejected the resolution.")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("'IN FAVOUR' 93, 'AGAINST' 18, 'ABSTAINED' 65.", {"yes": 93, "no": 18, "abstain": 65}),
        ("The final count: 93-18-65.", {"yes": 93, "no": 18, "abstain": 65}),
        ("By 93 to 18 the Assembly sided with Kyiv.", {"yes": 93, "no": 18}),
        ("It was carried by a majority of 93 votes in favour, with 18 against.", {"yes": 93, "no": 18}),
        ("Voting against the resolution were 18 states.", {"no": 18}),
        ("Ninety-three states lent their support to the text.", {"yes": 93}),
        ("The text, for which 93 governments voted, is short.", {"yes": 93}),
        ("Ninety-three countries including Norway, voted in favour.", {"yes": 93}),
        ("Only 18, including Israel and its allies, opposed it.", {"no": 18}),
        ("Another 65 states chose to abstain.", {"abstain": 65}),
        ("Seventeen states failed to turn up for the vote.", {"absent": 17}),
        ("The resolution was opposed by just 18 states.", {"no": 18}),
        ("The text won the votes of 93 present member states.", {"yes": 93}),
        ("Uganda abstained, along with 64 others.", {"abstain": 65}),
    ],
)
def test_counts_said_otherwise_are_found(read, text, said):  # noqa: F811
    claims = [c for c in behind(read, text) if c.kind == "tally" and said.items() <= c.asserted.items()]
    assert [(c.motion, c.verdict) for c in claims] == [("A/RES/ES-11/7", "supported")]


def test_the_whole_of_which_some_voted_is_no_count(read):  # noqa: F811
    found = behind(read, "Some 93 UN members states out of the 193 passed it.")
    assert not [c for c in found if c.kind == "tally" and 193 in c.asserted.values()]


def test_states_that_did_not_vote_in_favour_are_no_yes(read):  # noqa: F811
    text = "The countries that did not vote in favour of it are Mali, Niger and Sudan."
    (claim,) = [c for c in behind(read, text) if c.kind == "vote_position"]
    assert (claim.asserted["option"], claim.verdict) == ("not_yes", "supported")


def test_list_that_ends_a_line_with_and_goes_on(read):  # noqa: F811
    text = "\n\nThe countries that voted against are;\nMali,\nHaiti and\nPoland"
    found = [(c.asserted["subjects"], c.verdict) for c in behind(read, text) if c.kind == "vote_position"]
    assert found == [(["MLI"], "supported"), (["HTI"], "supported"), (["POL"], "refuted")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The vote, held on Monday, drew a crowd.", "supported"),
        ("The vote, which took place on 11 February, drew a crowd.", "refuted"),
        ("The vote on February 24 in New York was close.", "supported"),
    ],
)
def test_day_beside_the_word_vote_is_its_day(read, text, verdict):  # noqa: F811
    assert [c.verdict for c in behind(read, text) if c.kind == "date"] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Support fell from 141 two years ago to 93.", "supported"),
        ("The number of votes in favour dropped from 141 to 103.", "refuted"),
        ("Votes in favour rose from 93 to 107.", "not_in_record"),
    ],
)
def test_two_votes_are_compared_by_their_counts(read, text, verdict):  # noqa: F811
    assert [c.verdict for c in behind(read, text) if c.kind == "comparison"] == [verdict]


def test_plural_without_article_may_mean_some_of_a_region(read):  # noqa: F811
    said = {
        text: [c.verdict for c in behind(read, text) if "group" in c.asserted]
        for text in (
            "African nations abstain in UN vote.",
            "European nations voted against the resolution.",
            "Baltic states abstained from the resolution.",
        )
    }
    assert list(said.values()) == [["not_in_record"], ["refuted"], ["refuted"]]


def test_clause_behind_as_names_no_company(read):  # noqa: F811
    published, head = WAR
    result = read(f"Hungary votes no as EU backs Kyiv\n\n{head}", published)
    assert "refuted" not in {c.verdict for c in result.claims}


def test_permanent_members_of_the_council_are_not_where_they_voted(read):  # noqa: F811
    text = "Two permanent members of the Security Council, Russia and the United States, opposed the text."
    (claim,) = [c for c in behind(read, text) if c.kind == "vote_position"]
    assert (claim.motion, claim.verdict) == ("A/RES/ES-11/7", "supported")


def test_permanent_ceasefire_is_no_group_of_members(read):  # noqa: F811
    published, head = GAZA
    lead = (published, head.replace("humanitarian ceasefire", "permanent ceasefire"))
    text = "Only Austria, Czechia, Guatemala, Israel, Liberia, Micronesia, Nauru, Norway, Paraguay and the US voted no."
    assert "refuted" in {c.verdict for c in behind(read, text, lead) if c.kind == "vote_position"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The vote was 11 in favour, Russia, China and Algeria against and Guyana abstaining.", "supported"),
        ("The vote was 11 in favour, Russia, China and Malta against and Guyana abstaining.", "refuted"),
        ("Only Russia vetoed the text.", "refuted"),
    ],
)
def test_what_is_told_beside_a_veto_of_a_day_named_is_decided(read, text, verdict):  # noqa: F811
    assert verdict in {c.verdict for c in behind(read, text, VETO)}


def test_another_draft_behind_the_lead_is_not_that_of_the_vote(read):  # noqa: F811
    found = behind(read, "Moscow said no. Beijing also proposed a draft resolution of its own.", VETO)
    assert "refuted" not in {c.verdict for c in found if c.kind == "sponsorship"}


def test_text_that_others_rest_on_is_not_voted_on(read):  # noqa: F811
    text = (
        "At its session of 1974 the General Assembly called apartheid, by 125 votes to 1, with 9 abstentions, a breach of the"
        " principles of the Charter and the Universal Declaration of Human Rights."
    )
    result = read(text, date(2017, 5, 31))
    assert "refuted" not in {c.verdict for c in result.claims}
    assert not result.flags


def test_counts_of_one_of_several_amendments_are_not_those_of_the_text(read):  # noqa: F811
    text = "Before that it had turned down two amendments. One was rejected by 36 votes to 57. The other was defeated by 38 votes to 60."
    assert not [c for c in behind(read, text) if c.kind == "tally" and c.motion]


def test_counts_of_the_text_as_a_whole_are_told_from_those_of_an_amendment(read):  # noqa: F811
    text = "After an amendment had been lost by 60 votes to 71, the text as a whole passed by 93 votes to 18."
    assert ("A/RES/ES-11/7", "supported") in told(behind(read, text), "tally")


def test_this_year_comes_back_to_the_vote_of_now(read):  # noqa: F811
    published, head = EMBARGO
    lead = (published, f"{head}Last year it passed by 183 votes to 4. ")
    text = "Those voting against this year's resolution were the United States, Israel, Palau and {}."
    said = {
        who: [c.verdict for c in behind(read, text.format(who), lead) if c.kind == "vote_position"]
        for who in ("the Marshall Islands", "Micronesia")
    }
    assert said == {"the Marshall Islands": ["supported"], "Micronesia": ["refuted"]}


def test_name_with_its_initials_in_brackets_is_one_name(read):  # noqa: F811
    text = "The Federated States of Micronesia (FSM), the United Arab Emirates (UAE) and Ghana abstained."
    (claim,) = [c for c in behind(read, text) if c.kind == "vote_position"]
    assert (claim.asserted["subjects"], claim.verdict) == (["FSM", "ARE", "GHA"], "supported")


def test_end_of_a_longer_name_is_no_title(read):  # noqa: F811
    text = "It recalled the Geneva Declaration on the Peaceful Settlement of the Question of Palestine."
    assert not [c for c in behind(read, text) if c.kind == "title"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Seventeen states were absent.", "supported"),
        ("Eighteen states abstained.", "refuted"),
        ("Sixty-five states voted against.", "refuted"),
        ("Abstained: 77.", "refuted"),
    ],
)
def test_count_by_itself_is_that_of_the_one_vote_told(read, text, verdict):  # noqa: F811
    assert [c.verdict for c in behind(read, text) if c.kind == "tally"] == [verdict]


@pytest.mark.parametrize(("day", "verdict"), [("24 February", "supported"), ("14 February", "refuted")])
def test_day_in_brackets_is_the_day_before_it(read, day, verdict):  # noqa: F811
    text = f"On Monday ({day}) the UN General Assembly adopted a resolution on Ukraine by 93 votes to 18, with 65 abstentions."
    claims = [c for c in read(text, date(2025, 2, 25)).claims if c.kind == "date"]
    assert verdict in {c.verdict for c in claims}


def test_first_veto_since_a_year_is_asked_of_all_vetoes_of_the_state(read):  # noqa: F811
    lead = (
        date(2024, 2, 21),
        "The United States on Tuesday vetoed an Algerian draft in the UN Security Council on a ceasefire in Gaza. ",
    )
    said = {
        year: [
            c.verdict
            for c in behind(read, f"It was the first American veto since {year}.", lead)
            if c.kind == "comparison"
        ]
        for year in (2006, 2023)
    }
    assert said[2006] == ["refuted"]
    assert said[2023] != ["refuted"]


@pytest.mark.parametrize("text", ["India moved from abstention in October to a yes.", "Canada switched from abstention in October to support."])  # fmt: skip
def test_time_of_the_vote_left_behind_is_not_that_of_the_vote_told(read, text):  # noqa: F811
    assert ("A/RES/ES-10/22", "supported") in told(behind(read, text, GAZA), "vote_position")


def test_first_and_second_of_two_texts(read):  # noqa: F811
    lead = (
        date(2025, 2, 25),
        "The UN General Assembly on Monday adopted two texts on Ukraine. Kyiv's, ES-11/7, passed by 93 votes to 18, with 65 abstentions. "
        "The American one, ES-11/8, passed by 93 votes to 8, with 73 abstentions. ",
    )
    found = told(behind(read, "The US voted against the first and abstained on the second.", lead), "vote_position")
    assert found == [("A/RES/ES-11/7", "supported"), ("A/RES/ES-11/8", "supported")]


@pytest.mark.parametrize(
    ("text", "states", "option"),
    [
        ("Hungary was the only EU member of the 193-nation Assembly to vote against it.", "HUN", "no"),
        ("Russia, Israel and Hungary were the three countries opposing the resolution.", "RUS ISR HUN", "no"),
        ("It was backed by Norway and opposed by two other Arctic powers - Russia and the United States - that day.", "RUS USA", "no"),
    ],
)  # fmt: skip
def test_states_told_with_their_kind_are_found(read, text, states, option):  # noqa: F811
    claims = [c for c in behind(read, text) if c.kind == "vote_position"]
    mine = [c for c in claims if (c.asserted.get("subjects"), c.asserted["option"]) == (states.split(), option)]
    assert [c.motion for c in mine] == ["A/RES/ES-11/7"]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee approved a draft on Ukraine by 83 votes to 30, with 50 abstentions.",
        "A draft approved last week by 83 votes to 30 would have the Assembly deplore the war.",
    ],
)
def test_committee_that_is_not_named_is_one_all_the_same(read, text):  # noqa: F811
    published, head = WAR
    claims = [c for c in read(f"{text} {head}", published).claims if c.start < len(text)]
    assert claims
    assert "refuted" not in {c.verdict for c in claims}


def test_several_vetoes_of_before_are_not_that_of_the_day(read):  # noqa: F811
    text = "Britain, which vetoed 29 texts in its time, voted yes."
    assert "refuted" not in {c.verdict for c in behind(read, text, VETO) if c.kind == "outcome"}


def test_what_is_true_of_the_text_told_beside_is_said_of_that(read):  # noqa: F811
    text = (
        "The UN Security Council failed again on Gaza on Wednesday. First Russia and China vetoed an American draft, which had ten votes;"
        " the United Arab Emirates also voted against it, and Brazil and Mozambique abstained. A Russian text then got four votes."
    )
    found = told(read(text, date(2023, 10, 26)).claims, "vote_position")
    assert found == [("S/2023/792", "supported")] * 2


def test_states_with_many_others_of_the_organisation_act(read):  # noqa: F811
    text = "Norway and 92 other member states of the United Nations Monday voted for the text."
    assert ("A/RES/ES-11/7", "supported") in told(behind(read, text), "vote_position")
