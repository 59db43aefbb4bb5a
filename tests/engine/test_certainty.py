"""What is false is called so only where the words are tied to the vote and nothing raises a doubt (linking/certain, ties, doubts)."""

from datetime import date

import pytest

from factcheck.engine import Article, check, prepare
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine

MARCH = "The UN General Assembly adopted “Aggression against Ukraine” (resolution ES-11/1) on 2 March 2022 with 141 votes in favour, 5 against and 35 abstentions. "
DAY = "The UN General Assembly voted on peace in Ukraine on Monday. "
"""No name and no counts: only day, body and subject point to the vote."""


@pytest.fixture(scope="module")
def read():
    index = prepare(engine.record_with_history())

    def read(text, lead=LEAD, published=PUBLISHED):
        result = check(Article(lead + text, None, published), index)
        said = [c for c in result.claims if c.start >= len(lead)]
        return {c.verdict for c in said}, {f.code for f in result.flags if f.start >= len(lead)}, said

    return read


@pytest.mark.parametrize(
    "text",
    [
        # bodies outside the United Nations
        "House Resolution 77, which condemns the text, passed 342-80.",
        "Republicans and Democrats in Washington voted 300-100 against it.",
        "The city council voted 9-3 for it.",
        "Shareholders rejected the proposal with 80 votes against.",
        # other times
        "At the time, India had voted against the resolution.",
        "In the past India voted against such a text.",
        # other texts, several, parts
        "India voted against a similar resolution.",
        "India voted against the earlier draft.",
        "India voted against several resolutions.",
        "India voted against two separate paragraphs of the text.",
        "Ten states voted against an operative paragraph.",
        # what was planned
        "Diplomats expected that India would vote against it.",
        "India had threatened to vote against the text.",
        # counts beside other states, or of a region
        "The 16 that voted against the resolution alongside the US and Russia were small states.",
        "Fifteen African countries abstained from the vote.",
        "Only Eritrea and Sudan, among African countries, voted against it.",
        "Eritrea and Sudan were the only African countries that voted against it.",
        "Hungary was the only EU country that voted against it.",
        "All BRICS members except Ethiopia and Egypt, which voted for it, abstained or stayed away.",
        "Among Asian states only North Korea voted against it.",
        # "abstained" from other things than voting
        "China, a Moscow ally which has abstained from criticising the war, voted with 64 others.",
        # headings of lists
        "Against: Belarus, Sudan. Abstained: China, India.",
        # other states before the verb
        "India abstained on the symbolic text and the US joined Russia in voting against it.",
        "China, with its long relationship with Moscow, and India, whose leader backs peace, abstained.",
        # efforts to change a text, and a verb across a clause about another vote
        "A request from Canada to add a paragraph on hostages to the resolution failed.",
        "Sudan, which abstained on Friday in the Security Council, voted “yes”.",
        # states that stayed away, counted in other words
        "There were 65 abstentions and 17 no-shows.",
        # some members of a council
        "The other ten members of the Security Council are elected for two-year terms and have no veto.",
        # what must not be asked of a rule
        "The vote took place with ten of the body's 15 members in the room.",
    ],
)
def test_what_may_be_about_something_else_is_not_called_false(read, text):
    verdicts, flags, said = read(text)
    assert "refuted" not in verdicts, said
    assert not flags & {"position-wrong", "tally-wrong", "abstention-as-side", "group-overgeneralised", "kind-confused", "date-wrong"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The Assembly rejected a text on hunger.", LEAD + "Delegates spoke for hours. The hall was full. "),
        ("The Council voted 13-2 to allow food aid.", LEAD + "Delegates spoke for hours. The hall was full. "),
        ("The text was rejected.", DAY + "Delegates spoke for hours. The hall was full. "),
        ("It failed to pass.", DAY + "Delegates spoke for hours. The hall was full. "),
    ],
)
def test_an_end_is_called_false_only_of_a_vote_that_the_words_name(read, text, lead):
    assert "refuted" not in read(text, lead)[0]


@pytest.mark.parametrize(
    "text",
    [
        "The Assembly rejected it.",
        "The resolution failed to pass.",
        "India voted against the text.",
        "It passed with 99 votes in favour.",
        "Russia, China and France voted against it.",
    ],
)
def test_what_is_false_of_a_vote_just_named_is_called_so(read, text):
    assert "refuted" in read(text)[0]


def test_words_behind_a_vote_told_in_passing_may_be_about_either(read):
    text = "In March 2022 the Assembly adopted “Aggression against Ukraine” with 141 votes in favour, 5 against and 35 abstentions. Among those that abstained was Sudan, and Belarus abstained too."
    verdicts, _, said = read(text)
    assert "refuted" not in verdicts, said


def test_counts_of_a_vote_that_the_record_lacks_hold_the_rest_back(read):
    text = "A year later 150 countries were in favour of a like text, 22 against and 11 abstained. Sudan was among those in favour. India voted against it."
    assert "refuted" not in read(text)[0]


def test_figures_of_larger_bodies_are_no_counts(read):
    assert [c for c in read("The measure passed 342-80.")[2] if c.kind == "tally"] == []


def test_a_held_back_claim_says_why(read):
    _, _, said = read("India, which abstained in the Security Council in March, voted against it.")
    held = [c for c in said if c.kind == "vote_position"]
    assert {c.verdict for c in held} == {"not_in_record"}
    assert any("two votes of the same states" in c.explanation for c in held), [c.explanation for c in held]


@pytest.mark.parametrize(
    ("text", "body"),
    [("The 15-member council also voted.", "SC"), ("The 47-member council in Geneva voted too.", "HRC")],
)
def test_the_size_tells_which_council_is_meant(read, text, body):
    assert [c.asserted["body"] for c in read(text)[2] if c.kind == "body"] == [body]


def test_a_draft_not_adopted_by_the_council_was_not_adopted(read):
    lead = "On 25 February 2022 Russia vetoed a draft (S/2022/155) in the UN Security Council with 11 votes in favour, 1 against and 3 abstentions. "
    verdicts, _, said = read("The draft has not been adopted by the Security Council.", lead, date(2022, 2, 26))
    assert "refuted" not in verdicts, said


def test_resolutions_of_the_council_bind_unlike_those_of_the_assembly(read):
    text = "Unlike resolutions passed in the Security Council, which are legally binding, the General Assembly has no power to enforce its texts."
    verdicts, flags, said = read(text)
    assert "refuted" not in verdicts, said
    assert "non-binding-as-binding" not in flags


def test_who_did_not_vote_abstained_where_the_text_says_so(read):
    said = read("India was one of 65 countries that did not vote (abstained).")[2]
    assert {c.verdict for c in said if c.kind == "vote_position"} <= {"supported"}


@pytest.mark.parametrize(
    ("text", "published", "quote"),
    [
        (
            "Two votes of 2022 went differently. On 7 April the General Assembly suspended Russia from the Human Rights Council. Resolution ES-11/3 received 93 votes in favour and 24 against, with 58 abstentions. China voted against it. India voted against it too.\n\nOn 2 March the Assembly had adopted resolution ES-11/1 by 141 votes to 5, with 35 abstentions.",
            "2022-05-20", "India voted against",
        ),
        (
            "On 2 March the Assembly adopted resolution ES-11/1 by 141 votes to 5. India voted for the resolution.\n\nResolution ES-11/3, on 7 April, had 93 votes in favour and 24 against. Belarus voted for it.",
            "2022-05-20", "Belarus voted for",
        ),
        (
            "The General Assembly adopted resolution ES-11/1 on 2 March by 141 votes to 5, with 35 abstentions. It met because the Security Council could not act. On 25 February Russia vetoed a draft there. The Council's count was 11 in favour and 1 against, with 4 abstentions.",
            "2022-03-03", "4 abstentions",
        ),
    ],
)  # fmt: skip
def test_words_that_go_on_about_a_vote_just_named_are_held_against_it_though_the_text_tells_of_others(
    text, published, quote
):
    found = check(Article(text, None, date.fromisoformat(published)), prepare(engine.record())).claims
    claims = [c for c in found if c.quote.startswith(quote)]
    assert [c.verdict for c in claims] == ["refuted"]


@pytest.mark.parametrize(
    ("text", "kind", "asserted"),
    [
        ("India was one of 65 abstentions.", "tally", {"abstain": 65}),
        ("Sudan was one of only 18 votes against it.", "tally", {"no": 18}),
        ("France was one of 24 EU members that backed the text.", "group_position", {"n": 24, "option": "yes"}),
        (
            "The US voted with Russia, Belarus, Sudan and 14 other countries on Monday against the text.",
            "vote_alignment",
            {"option": "no"},
        ),
    ],
)
def test_the_second_number_counts_those_of_whom_one_is_named(read, text, kind, asserted):
    claims = [c for c in read(text)[2] if c.kind == kind]
    assert [{key: c.asserted.get(key) for key in asserted} for c in claims] == [asserted], claims


@pytest.mark.parametrize(
    "text",
    [
        "France was one of the EU members that backed the text.",
        "These were the EU members that abstained: Austria and Slovakia.",
    ],
)
def test_a_clause_that_picks_some_of_a_group_says_nothing_of_the_group(read, text):
    assert "group_position" not in {c.kind for c in read(text)[2]}


def test_what_is_smaller_than_something_else_is_no_vote(read):
    text = "The majority of states were opposed to an attack on a country of its smaller neighbours, with 93 of 193 nations voting for the text."
    assert "comparison" not in {c.kind for c in read(text)[2]}


def test_a_draft_is_a_states_own_until_it_is_amended(read):
    lead = "On 24 February 2025 the UN General Assembly adopted “The path to peace” (resolution ES-11/8). "
    assert not read("The United States had proposed a text without those words.", lead)[1]


@pytest.mark.parametrize(
    "text",
    [
        "A veto by France killed the text.",
        "The resolution was blocked by a veto from China.",
        "The text fell to a veto by the United Kingdom.",
        "Russia exercised its veto.",
    ],
)
def test_a_veto_told_of_an_adopted_text_in_the_words_of_a_noun_is_false(read, text):
    lead = "On 24 February 2025 the UN Security Council adopted resolution S/RES/2774 by 10 votes to 0 with 5 abstentions. "
    assert "refuted" in read(text, lead)[0]


def test_a_state_and_so_many_others_are_one_more(read):
    assert "supported" in read("India and 64 other states abstained.")[0]
    assert "refuted" in read("India and 63 other states abstained.")[0]


def test_a_tally_that_exceeds_the_members_by_a_slip_is_still_one(read):
    assert {c.asserted.get("abstain") for c in read("The vote was 93-18-85.")[2] if c.kind == "tally"} == {85}
