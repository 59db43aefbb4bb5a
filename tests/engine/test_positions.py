"""How states are said to have voted, in the many ways of English: what is claimed, and what must not be."""

import pytest

from factcheck.engine.model import Article, Name, State
from factcheck.engine.text.document import read
from factcheck.engine.text.gazetteer import Gazetteer

NO, YES, ABSTAIN, ABSENT = "no", "yes", "abstain", "absent"


@pytest.mark.parametrize(
    ("text", "subjects", "option", "verdict"),
    [
        # verbs and figures of speech
        ("Washington said no to the text.", "USA", NO, "supported"),
        ("Belarus and Nicaragua stood against the resolution.", "BLR NIC", NO, "supported"),
        ("Sudan and Niger raised their hands against the motion.", "SDN NER", NO, "supported"),
        ("France and Germany gave their backing to the text.", "FRA DEU", YES, "supported"),
        ("Nigeria threw its weight behind the resolution.", "NGA", YES, "supported"),
        ("China and India were both for it.", "CHN IND", YES, "refuted"),
        ("Belarus, Russia and Sudan were the three countries which voted against the resolution.", "BLR RUS SDN", NO, "supported"),
        ("India, China and the European Union were among those who abstained from the vote.", "IND CHN", ABSTAIN, "supported"),
        ("Against voted: Belarus, Sudan.", "BLR SDN", NO, "supported"),
        ("China and India now abstained from the vote.", "CHN IND", ABSTAIN, "supported"),
        ("Belarus, instead of abstaining, voted for the first time against the text.", "BLR", NO, "supported"),
        ("Eighteen (Belarus among them) voted against the text.", "BLR", NO, "supported"),
        ("Voting against the resolution alongside Russia were Belarus and Sudan.", "BLR SDN", NO, "supported"),
        ("Belarus said no at the UN.", "BLR", NO, "supported"),
        ("India and China sat on the fence.", "IND CHN", "aside", "supported"),
        ("Syria voted neither for nor against the resolution.", "SYR", "aside", "supported"),
        ("Azerbaijan stayed away from the vote.", "AZE", ABSENT, "supported"),
        ("Azerbaijan did not take part in the vote.", "AZE", ABSENT, "supported"),
        ("Azerbaijan decided not to take part in the vote.", "AZE", ABSENT, "supported"),
        ("India decided not to vote.", "IND", "aside", "supported"),
        ("Georgia chose not to vote.", "GEO", "aside", "supported"),
        ("US envoy Dorothy Shea cast the lone dissenting vote.", "USA", NO, "supported"),
        # negation
        ("China withheld its support.", "CHN", "not_yes", "supported"),
        ("The US failed to support the text.", "USA", "not_yes", "supported"),
        ("India declined to condemn Moscow in the vote.", "IND", "not_yes", "supported"),
        ("Georgia did not vote for the resolution.", "GEO", "not_yes", "supported"),
        ("China did not oppose the resolution.", "CHN", "not_no", "supported"),
        ("Washington did not vote against it.", "USA", "not_no", "refuted"),
        # headlines
        ("US, Belarus oppose UN resolution.", "USA BLR", NO, "supported"),
        ("India abstains in UN vote.", "IND", ABSTAIN, "supported"),
        # gifts, joining, no vote cast
        ("France gave the text its full support.", "FRA", YES, "supported"),
        ("Nigeria and Türkiye joined those voting in favour.", "NGA TUR", YES, "supported"),
        ("Belarus joined the states that opposed the text.", "BLR", NO, "supported"),
        ("Azerbaijan cast no vote.", "AZE", ABSENT, "supported"),
        ("Georgia did not participate in the voting.", "GEO", ABSENT, "supported"),
        ("“No” votes came from Belarus and Eritrea.", "BLR ERI", NO, "supported"),
        ("“Yes” votes came from France and Belarus.", "FRA BLR", YES, "refuted"),
        # elided and passive
        ("With Russia and Belarus voting no, the text passed.", "RUS BLR", NO, "supported"),
        ("The text passed, with the US and Russia opposed.", "USA RUS", NO, "supported"),
        ("The text was opposed by Russia, Belarus and Eritrea.", "RUS BLR ERI", NO, "supported"),
        ("The resolution was supported by 93 countries, including France.", "FRA", YES, "supported"),
        # nouns
        ("A no vote from the United States surprised diplomats.", "USA", NO, "supported"),
        ("Opposition came from Belarus and Eritrea.", "BLR ERI", NO, "supported"),
        ("Support came from France and Germany.", "FRA DEU", YES, "supported"),
        ("India's abstention drew criticism in Kyiv.", "IND", ABSTAIN, "supported"),
        ("Niger's decision to vote against the text was a surprise.", "NER", NO, "supported"),
        ("The dissenters were Russia, Belarus and Sudan.", "RUS BLR SDN", NO, "supported"),
        # lists
        ("Against: Russia, Belarus, Sudan and Niger.", "RUS BLR SDN NER", NO, "supported"),
        ("Voting no: Belarus, Eritrea and Niger.", "BLR ERI NER", NO, "supported"),
        ("In favor: France, Germany, Nigeria.", "FRA DEU NGA", YES, "supported"),
        ("Abstained (in part): China, India.", "CHN IND", ABSTAIN, "supported"),
        ("Those voting against included Sudan and Niger.", "SDN NER", NO, "supported"),
        ("There were 18 votes against, among them those of Sudan and Niger.", "SDN NER", NO, "supported"),
        ("Eighteen countries voted against. They included Sudan and Niger.", "SDN NER", NO, "supported"),
        ("18 countries opposed it, friends of Moscow such as Eritrea and Niger among them.", "ERI NER", NO, "supported"),
        # agents
        ("Nigeria's ambassador, Sam Okoro, voted for the text.", "NGA", YES, "supported"),
        ("Ambassador Dorothy Shea of the United States voted against it.", "USA", NO, "supported"),
        ("China spoke first. It abstained.", "CHN", ABSTAIN, "supported"),
        ("The US and Russia spoke at length. Both voted against the text.", "USA RUS", NO, "supported"),
        ("According to the French mission, India abstained.", "IND", ABSTAIN, "supported"),
        ("Belarus, joined by Eritrea and Niger, voted against.", "BLR ERI NER", NO, "supported"),
        ("Russia and its close ally Belarus voted against it.", "RUS BLR", NO, "supported"),
        ("China abstained along with India.", "CHN IND", ABSTAIN, "supported"),
        ("Niger voted no while Nigeria stayed loyal.", "NER", NO, "supported"),
        ("The neighbours of Russia – Belarus and North Korea – chose to vote no.", "BLR PRK", NO, "supported"),
        ("France and Germany voted at the UN to condemn it.", "FRA DEU", YES, "supported"),
        ("Russia was among 18 countries (full list below) to vote against it.", "RUS", NO, "supported"),
        ("Besides Russia, 17 states opposed it: Belarus, Eritrea and others.", "BLR ERI", NO, "supported"),
    ],
)  # fmt: skip
def test_position_in_english_of_many_kinds_is_found(claims, text, subjects, option, verdict):
    found = claims(text, "vote_position")
    assert [(c.asserted["subjects"], c.asserted["option"], c.verdict) for c in found] == [
        (subjects.split(), option, verdict)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Russia said it would vote against the text.",
        "Diplomats expected India to abstain.",
        "Kyiv urged states to vote yes.",
        "The US is considering abstaining.",
        "Voting against it would isolate the United States.",
        "If China abstains, the text will pass.",
        "We voted against the resolution.",
        "The resolution drew no votes from Russia or Belarus.",
        "The United States opposes any such resolution.",
        "Unlike Russia, the Assembly voted for it.",
        "The US met China. They abstained from comment.",
        "All states except India voted.",
        "Congo abstained.",
    ],
)
def test_position_that_is_no_statement_about_the_record_is_not_claimed(claims, text):
    assert claims(text, "vote_position") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Against (18):\nBelarus, Eritrea and Niger", [("BLR ERI NER", NO)]),
        ("For (93):\n– France, Germany", [("FRA DEU", YES)]),
        ("Countries that abstained\n- China\n- India", [("CHN", ABSTAIN), ("IND", ABSTAIN)]),
        ("Abstaining:\nC: China\nI: India", [("CHN", ABSTAIN), ("IND", ABSTAIN)]),
        ("Where we were:\nChina, India", []),
    ],
)
def test_position_in_lines_under_a_heading_takes_its_option(claims, lines, expected):
    found = claims(lines, "vote_position")
    assert [(" ".join(c.asserted["subjects"]), c.asserted["option"]) for c in found] == expected


def test_position_of_all_but_a_state_named_before_is_not_exclusive(claims):
    claim = claims("As well as Russia, two countries opposed it, namely Belarus and Eritrea.", "vote_position")[0]
    assert "exclusive" not in claim.asserted


def test_tally_besides_a_state_counts_it_too(claims):
    claim = claims("As well as Russia, 17 countries opposed it.", "tally")[0]
    assert (claim.asserted, claim.verdict) == ({"no": 18}, "supported")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("eSwatini and France voted yes.", ["SWZ", "FRA"]),
        ("Micronesia (Federated States of), France and Germany voted yes.", ["FSM", "FRA", "DEU"]),
        ("Congo, Holland and Burma voted yes.", ["NLD", "MMR"]),
    ],
)
def test_names_as_records_and_old_prose_write_them_keep_a_list_whole(text, codes):
    states = [
        State("SWZ", "Eswatini", (Name("eSwatini"),)), State("FSM", "Micronesia", (Name("Micronesia (Federated States of)"),)),
        *(State(code, name) for code, name in (("FRA", "France"), ("DEU", "Germany"), ("NLD", "Netherlands"), ("MMR", "Myanmar"))),
        State("COD", "DR Congo"), State("COG", "Congo-Brazzaville"),
    ]  # fmt: skip
    document = read(Article(text), Gazetteer(states, (), ()), lambda *_: [])
    [at] = [place for place, tag in document.sentences[0].masked.entities.items() if tag.tag == "L"]
    assert [s.code for s in document.sentences[0].masked.entity(at).value if not s.is_ambiguous] == codes


def test_position_names_two_congos_and_koreas_only_where_the_words_do(claims):
    both = claims("Both Congos voted yes.", "vote_position")[0]
    told = claims("Congo, France and DR Congo voted yes.", "vote_position")[0]
    assert both.asserted["subjects"] == ["COD", "COG"]
    assert told.asserted["subjects"] == ["COG", "FRA", "COD"]


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        ("India abstained.", None),
        ("He said that India abstained.", True),
        ("“India abstained,” the French envoy said.", "FRA"),
        ("According to the French mission, India abstained.", "FRA"),
    ],
)
def test_position_said_by_someone_is_theirs_and_judged_by_content(claims, text, attributed):
    claim = claims(text, "vote_position")[0]
    assert (claim.asserted.get("attributed"), claim.verdict) == (attributed, "supported")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Russia voted against both resolutions.", "supported"),
        ("The United States voted against both resolutions.", "refuted"),
        ("China abstained in both votes.", "supported"),
    ],
)
def test_position_in_both_votes_asks_the_twin_of_the_day(claims, text, verdict):
    assert claims(text, "vote_position")[0].verdict == verdict


@pytest.mark.parametrize(
    ("text", "when", "verdict"),
    [
        ("India has always abstained on such texts.", "always", "supported"),
        ("China has always abstained on such texts.", "always", "depends"),
        ("The US, which had voted for earlier texts, voted against.", "before", "supported"),
        ("Azerbaijan had voted for earlier texts.", "before", "not_in_record"),
    ],
)
def test_position_over_time_asks_the_earlier_votes(claims, text, when, verdict):
    claim = next(c for c in claims(text, "vote_position") if "when" in c.asserted)
    assert (claim.asserted["when"], claim.verdict) == (when, verdict)


def test_position_with_loose_number_of_others_depends_on_that_number(claims):
    claim = claims("China, India and a handful of other countries abstained.", "vote_position")[0]
    assert claim.verdict == "depends"
    assert "65 states abstained in all" in claim.explanation


@pytest.mark.parametrize(
    ("text", "quantifier", "verdict"),
    [
        ("All EU members voted in favour.", "all", "not_in_record"),
        ("EU members except Germany voted in favour.", "bare", "not_in_record"),
        ("None of the EU members voted against.", "none", "not_in_record"),
        ("Two of the EU countries voted in favour.", "count", "not_in_record"),
    ],
)
def test_group_position_needs_the_whole_roll_call(claims, text, quantifier, verdict):
    claim = claims(text, "group_position")[0]
    assert (claim.asserted["quantifier"], claim.verdict) == (quantifier, verdict)


COUNCIL = "The UN Security Council on Monday adopted resolution 2774 with 10 votes in favour and five abstentions. "


@pytest.mark.parametrize(
    ("text", "quantifier", "verdict"),
    [
        ("All EU members abstained.", "all", "supported"),
        ("Every EU country voted for it.", "all", "refuted"),
        ("EU members abstained.", "bare", "supported"),
        ("None of the EU states voted against.", "none", "supported"),
        ("No EU country abstained.", "none", "refuted"),
        ("Most EU members voted in favour.", "most", "refuted"),
        ("EU countries except France voted in favour.", "bare", "refuted"),
        ("Four of the EU countries abstained.", "count", "supported"),
        ("Only three EU states abstained.", "count", "refuted"),
        ("Five countries abstained, including four EU states.", "count", "supported"),
    ],
)
def test_group_position_is_judged_by_its_members_on_the_day(claims, text, quantifier, verdict):
    claim = claims(text, "group_position", lead=COUNCIL)[0]
    assert (claim.asserted["quantifier"], claim.verdict, claim.motion) == (quantifier, verdict, "S/RES/2774")


@pytest.mark.parametrize(
    ("text", "group", "verdict"),
    [
        ("European nations abstained.", "european nations", "supported"),
        ("Small island countries abstained.", "small island countries", "not_in_record"),
        ("Its closest allies abstained.", "closest allies", "not_in_record"),
        ("Its European allies voted for the text.", "european allies", "not_in_record"),
    ],
)
def test_group_that_no_list_closes_is_a_position_of_states_not_named(claims, text, group, verdict):
    claim = claims(text, "vote_position", lead=COUNCIL)[0]
    assert claims(text, "group_position", lead=COUNCIL) == []
    assert (claim.asserted["group"], claim.asserted["quantifier"]) == (group, "bare")
    assert (claim.verdict, claim.motion) == (verdict, "S/RES/2774")


def test_group_position_of_nobody_left_is_not_decided(claims):
    text = "All EU members except France, Germany, Denmark, Greece and Slovenia abstained."
    assert {c.verdict for c in claims(text, "group_position", lead=COUNCIL)} <= {"not_in_record", "supported"}


@pytest.mark.parametrize(
    "text",
    [
        "EU members would abstain.",
        "Diplomats expected most EU members to abstain.",
        "France abstained, to the surprise of EU members.",
        "The five EU members spoke of the vote against terror.",
    ],
)
def test_group_position_that_is_no_statement_about_the_record_is_not_claimed(claims, text):
    assert claims(text, "group_position", lead=COUNCIL) == []


@pytest.mark.parametrize(
    ("text", "n", "verdict"),
    [
        ("The US joined 17 others in voting against it.", 18, "supported"),
        ("The US joined 18 others in voting against it.", 19, "refuted"),
        ("The US sided with Russia and 16 other countries in voting against it.", 18, "supported"),
        ("The US aligned itself with Russia and 16 further nations against the resolution.", 18, "supported"),
        ("Belarus was one of 18 countries to vote against the text.", 18, "supported"),
        ("India was one of 18 countries to vote against the text.", 18, "refuted"),
        ("Niger was one of 20 countries to vote against the text.", 20, "refuted"),
        ("France and two other African countries abstained.", 3, "refuted"),
    ],
)
def test_count_of_a_state_and_others_adds_up(claims, text, n, verdict):
    claim = claims(text, "count")[0]
    assert (claim.asserted["n"], claim.verdict) == (n, verdict)


def test_count_of_others_in_company_is_no_tally_of_its_own(claims):
    text = "The US aligned itself with Russia and 16 further nations against the resolution."
    assert claims(text, "tally") == []


@pytest.mark.parametrize(
    ("text", "relation", "verdict"),
    [
        ("France voted with the EU on the UN resolution.", "same", "supported"),
        ("France broke ranks with the EU in the UN vote.", "opposed", "refuted"),
        ("The US parted ways with the EU in the Council vote.", "opposed", "supported"),
        ("The US opposed its European allies in the vote.", "opposed", "supported"),
        ("China voted with European nations in the vote.", "same", "not_in_record"),
        ("In the vote we opposed our allies.", "opposed", "not_in_record"),
    ],
)
def test_alignment_with_a_group_is_with_most_of_its_members(claims, text, relation, verdict):
    claim = claims(text, "vote_alignment", lead=COUNCIL)[0]
    assert (claim.asserted["relation"], claim.verdict, claim.motion) == (relation, verdict, "S/RES/2774")


@pytest.mark.parametrize(
    ("text", "subjects", "verdict"),
    [
        ("The others behind Washington were Niger and Sudan.", "NER SDN USA", "supported"),
        ("The others behind Washington were Niger and India.", "NER IND USA", "refuted"),
        ("Washington found itself alone with Belarus in opposing it.", "USA BLR", "supported"),
        ("Niger mirrored Washington's vote.", "NER USA", "supported"),
        ("China spoke. It sided with India in abstaining.", "CHN IND", "supported"),
        ("Belarus and Niger were the only countries to vote with the US against it.", "BLR NER USA", "not_in_record"),
        ("Belarus was among the handful of countries to back Russia in the vote.", "BLR RUS", "supported"),
        ("The US sided with Russia, while 93 states voted in favour.", "USA RUS", "depends"),
        ("Our country sided with Russia and India against the resolution.", "RUS IND", "refuted"),
        ("Our country sided with Russia and Belarus against the resolution.", "RUS BLR", "not_in_record"),
    ],
)
def test_alignment_in_more_words_is_found(claims, text, subjects, verdict):
    claim = claims(text, "vote_alignment")[0]
    assert (claim.asserted["subjects"], claim.verdict) == (subjects.split(), verdict)


def test_only_those_who_joined_another_are_not_said_to_be_the_only_ones_against(claims):
    (claim,) = claims("Only Belarus, Syria and Eritrea joined Russia in voting against it.", "vote_position")[:1]
    assert "exclusive" not in claim.asserted


@pytest.mark.parametrize(
    "text", ["In Africa, it seems only Sudan abstained.", "Of the Asian countries, just India and China abstained."]
)
def test_only_of_a_region_is_no_list_of_the_world(claims, text):
    assert all("exclusive" not in c.asserted for c in claims(text, "vote_position"))


@pytest.mark.parametrize(
    "text",
    [
        "All members but Belarus supported the text.",
        "Every country but the United States voted in favour of it.",
        "Everyone but Russia voted for the resolution.",
    ],
)
def test_position_of_an_exception_is_not_that_of_the_rest(claims, text):
    assert claims(text, "vote_position") == []


@pytest.mark.parametrize(
    "text", ["The resolution was rejected by Belarus.", "The text was backed by France.", "The draft was approved only by the US."]
)  # fmt: skip
def test_what_single_states_did_is_no_end_of_the_vote(claims, text):
    assert claims(text, "outcome") == []


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The text was backed by France and opposed by Belarus.", (["BLR"], NO, "supported")),
        ("The text was backed by France and opposed by India.", (["IND"], NO, "refuted")),
        ("France voted for the text and Niger against it.", (["NER"], NO, "supported")),
        ("France voted for it, Belarus against.", (["BLR"], NO, "supported")),
    ],
)
def test_second_state_of_a_sentence_has_its_own_vote(claims, text, second):
    found = [(c.asserted["subjects"], c.asserted["option"], c.verdict) for c in claims(text, "vote_position")]
    assert found == [(["FRA"], YES, "supported"), second]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("India did not vote.", "depends"),
        ("India did not cast a vote.", "depends"),
        ("India cast no vote on the text.", "depends"),
        ("Unlike China, which had been expected to abstain, India did not vote.", "depends"),
        ("China abstained and India did not vote.", "refuted"),
        ("India skipped the vote.", "refuted"),
        ("India was absent.", "refuted"),
        ("India did not take part in the vote.", "refuted"),
        ("France did not vote.", "refuted"),
    ],
)
def test_who_abstains_may_be_said_not_to_have_voted(claims, text, verdict):
    found = {c.asserted["option"]: c.verdict for c in claims(text, "vote_position")}
    assert found["absent"] == verdict
