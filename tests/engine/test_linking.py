"""Which vote a claim is about, where the words tell several votes apart: by order, as one and another, as part of a text, by a
symbol."""

from datetime import date

import pytest

from factcheck.engine import Article, Record, check, prepare
from tests.engine.conftest import LEAD
from tests.factories import engine

TWO = (
    "The General Assembly adopted the Ukrainian text on Monday with 93 votes in favour, 18 against and 65 abstentions, and the"
    " American one with 93 votes to 8 with 73 abstentions. "
)
FIRST, SECOND, COUNCIL = "A/RES/ES-11/7", "A/RES/ES-11/8", "S/RES/2774"


def motions(result, kind, start=0):
    return [(c.motion, c.verdict) for c in result.claims if c.kind == kind and c.start >= start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the first vote, Sudan voted no. In the second, India abstained.", [FIRST, SECOND]),
        ("In the first vote Eritrea voted no; in the second it abstained.", [FIRST, SECOND]),
        ("The US voted against the former and abstained on the latter.", [FIRST, SECOND]),
        ("Russia opposed the first resolution, and on the second it also voted no.", [FIRST, SECOND]),
        ("On the second resolution, Eritrea abstained, while in the first vote the US voted no.", [SECOND, FIRST]),
        ("Syria abstained in the first of these votes.", [FIRST]),
        ("Türkiye voted in favour of the latter.", [SECOND]),
        ("On the first text India abstained, on the second Germany voted yes.", [FIRST, SECOND]),
    ],
)
def test_vote_by_its_order_is_the_one_told_in_that_place(run, text, expected):
    found = motions(run(text, lead=TWO), "vote_position", len(TWO))
    assert found == [(motion, "supported") for motion in expected]


@pytest.mark.parametrize(
    "text",
    [
        "For the first time India abstained.",
        "India abstained in the first year of the war.",
        "India's abstention came on the second day of talks; India abstained.",
    ],
)
def test_first_and_second_of_other_things_name_no_vote(run, text):
    found = motions(run(text), "vote_position", 1)
    assert {motion for motion, _ in found} == {FIRST}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US opposed one resolution and abstained on the other.", [FIRST, SECOND]),
        ("Washington ended up voting against one and abstaining on another.", [FIRST, SECOND]),
        ("Eritrea voted against one text and abstained on the other one.", [FIRST, SECOND]),
        ("The United States voted no on one and abstained on the other.", [FIRST, SECOND]),
    ],
)
def test_one_and_another_are_the_votes_on_which_the_state_did_so(run, text, expected):
    lead = "The UN General Assembly adopted two resolutions on peace in Ukraine on Monday, “The path to peace” among them. "
    found = motions(run(text, lead=lead), "vote_position", len(lead))
    assert found == [(motion, "supported") for motion in expected]


def test_one_and_another_on_which_the_state_did_neither_is_refuted_for_all(run):
    lead = "The UN General Assembly adopted two resolutions on peace in Ukraine on Monday, “The path to peace” among them. "
    found = motions(
        run("Niger backed one resolution and abstained on the other.", lead=lead), "vote_position", len(lead)
    )
    assert {verdict for _, verdict in found} == {"refuted"}


def test_amendment_shows_the_text_it_belongs_to_behind_itself(run):
    result = run("An amendment tabled by Russia was rejected by 31 votes to 71 with 59 abstentions.")
    tally = next(c for c in result.claims if c.kind == "tally" and "31" in c.quote)
    assert [e.motion for e in tally.events] == ["A/RES/ES-11/8/amendment-4", SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "A Russian bid for a secret ballot failed.",
        "The request to adjourn the meeting was rejected.",
        "A procedural motion by Belarus was defeated.",
        "Moscow's motion to postpone the vote was turned down.",
        "An amendment by Iran was voted down.",
    ],
)
def test_vote_on_a_part_that_the_record_lacks_decides_nothing_but_shows_the_text(run, text):
    claim = next(c for c in run(text).claims if c.kind == "outcome" and c.quote in text)
    assert (claim.motion, claim.verdict, [e.motion for e in claim.events]) == (None, "not_in_record", [FIRST])
    assert FIRST in claim.explanation


def committee_record():
    small = engine.record()
    later = engine.motion("A/RES/79/160", "Combating glorification of Nazism and neo-Nazism", item="", authors="RUS")
    other = engine.motion("A/RES/79/161", "Rights of the child", item="")
    day = date(2024, 12, 17)
    events = (
        engine.event("A/RES/79/160", day, (119, 53, 10, 11), engine.roll("RUS BLR IND CHN", "USA UKR FRA", "TUR", "")),
        engine.event("A/RES/79/161", day, (180, 1, 2, 10), engine.roll("RUS BLR IND CHN", "USA", "", "")),
    )
    return Record(small.states, small.bodies, small.groups, (*small.motions, later, other), (*small.events, *events))


@pytest.mark.parametrize(
    "text",
    [
        "The UN General Assembly's Third Committee adopted Russia's draft resolution on the glorification of Nazism on Tuesday. Ukraine voted against it.",
        "Russia's text against glorification of Nazism went through the Third Committee. The US and Ukraine voted against the resolution at the UN.",
        "The UN adopted a resolution on combating glorification of neo-Nazism in the Third Committee. France opposed it.",
    ],
)
def test_committee_vote_shows_the_later_vote_of_the_assembly_and_decides_nothing(text):
    result = check(Article(text, None, date(2024, 11, 13)), prepare(committee_record()))
    found = [c for c in result.claims if c.kind in ("outcome", "vote_position", "tally")]
    assert len(found) >= 2
    assert {c.verdict for c in found} == {"not_in_record"}
    assert {tuple(e.motion for e in c.events) for c in found} == {("A/RES/79/160",)}


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday, by 119 votes to 53 with 10 abstentions, the UN General Assembly adopted the resolution on the glorification of Nazism passed last month by the Third Committee.",
        "The UN General Assembly voted 119 to 53 on Tuesday, with 10 abstentions, to adopt a draft on the glorification of Nazism approved in November by its Third Committee.",
    ],
)
def test_text_that_came_from_a_committee_is_voted_on_by_the_assembly(text):
    result = check(Article(text, None, date(2024, 12, 18)), prepare(committee_record()))
    assert [(c.motion, c.verdict) for c in result.claims if c.kind == "tally"] == [("A/RES/79/160", "supported")]


def test_committee_vote_on_a_matter_that_never_came_to_the_assembly_shows_none():
    text = "The UN General Assembly's Third Committee adopted a draft resolution on fisheries. France voted against it."
    result = check(Article(text, None, date(2024, 11, 13)), prepare(committee_record()))
    assert {c.events for c in result.claims if c.kind != "body"} == {()}


@pytest.mark.parametrize(
    "text",
    [
        "The United States suffered a setback: it failed to get the Assembly to approve its resolution.",
        "Washington lost: it did not manage to persuade the Assembly to adopt its text.",
    ],
)
def test_its_resolution_is_that_of_the_state_that_acts(run, text):
    found = motions(run(text, lead=TWO), "outcome", len(TWO))
    assert found
    assert {motion for motion, _ in found} == {SECOND}


CUBA = "Necessity of ending the economic embargo against Cuba"


def series_record():
    small = engine.record()
    texts = [
        engine.motion("A/RES/79/7", CUBA, item="", authors="SYR", draft="A/79/L.6"),
        engine.motion("A/RES/80/4", CUBA, item="", authors="SYR", draft="A/80/L.6"),
    ]
    rolls = [engine.roll("FRA CHN IND", "USA", "UKR", ""), engine.roll("FRA CHN IND", "USA UKR", "", "")]
    events = [
        engine.event("A/RES/79/7", date(2024, 10, 30), (187, 2, 1, 3), rolls[0]),
        engine.event("A/RES/80/4", date(2025, 10, 29), (165, 7, 12, 9), rolls[1]),
    ]
    return Record(small.states, small.bodies, small.groups, (*small.motions, *texts), (*small.events, *events))


@pytest.mark.parametrize(
    ("text", "verdict", "flagged"),
    [
        ("Syria submitted the draft, a document under the symbol A/79/L.6.", "depends", True),
        ("The draft, A/79/L.6, was submitted by Syria.", "depends", True),
        ("The draft was A/80/L.6, submitted by Syria.", "supported", False),
        ("Last year's text, A/79/L.6, had more support.", "supported", False),
        ("The earlier resolution A/RES/79/7 was much the same.", "supported", False),
        ("The text follows A/RES/79/7.", "supported", False),
        ("In 2024 the Assembly adopted resolution A/RES/79/7.", "supported", False),
        ("Like A/RES/79/7, the text is not binding.", "supported", False),
    ],
)
def test_symbol_of_an_earlier_text_may_be_a_slip_for_the_one_spoken_of(text, verdict, flagged):
    lead = f"The UN General Assembly on 29 October 2025 adopted the resolution “{CUBA}” by 165 votes to 7 with 12 abstentions. "
    result = check(Article(lead + text, None, date(2025, 10, 31)), prepare(series_record()))
    assert [c.verdict for c in result.claims if c.kind == "symbol"] == [verdict]
    assert ("title-altered" in {f.code for f in result.flags}) is flagged
    assert "refuted" not in {c.verdict for c in result.claims}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Such a decision needs the votes of two-thirds of the Assembly's members.", (FIRST,)),
        ("The resolution needed a two-thirds majority of those voting.", (FIRST,)),
    ],
)
def test_rule_of_majority_shows_the_vote_it_is_said_of(run, text, events):
    claim = next(c for c in run(text).claims if "needs" in c.asserted)
    assert tuple(e.motion for e in claim.events) == events


def test_habit_and_change_show_the_votes_they_rest_on(run):
    result = run("The US, which had voted for earlier texts, voted against. It was a shift from its earlier positions.")
    before = next(c for c in result.claims if "when" in c.asserted)
    assert {"A/RES/ES-11/1", "A/RES/ES-11/6"} <= {e.motion for e in before.events}
    assert before.motion == FIRST


def test_relative_clause_on_another_vote_is_a_claim_of_its_own(run):
    lead = "On 2 March 2022 the UN General Assembly adopted “Aggression against Ukraine” by 141 votes to 5 with 35 abstentions. "
    result = run("India, which had abstained in the Security Council on 25 February 2022, abstained.", lead=lead)
    found = {c.quote: (c.motion, c.verdict) for c in result.claims if c.kind == "vote_position"}
    assert found == {
        "which had abstained in the Security Council on 25 February 2022": ("S/2022/155", "supported"),
        "India, which had abstained in the Security Council on 25 February 2022, abstained": (
            "A/RES/ES-11/1",
            "supported",
        ),
    }


E1, E3, E7, E8 = "A/RES/ES-11/1", "A/RES/ES-11/3", "A/RES/ES-11/7", "A/RES/ES-11/8"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On A/RES/ES-11/1 India abstained, and on A/RES/ES-11/7 China abstained.", [E1, E7]),
        ("India abstained on A/RES/ES-11/1 and the United States voted against A/RES/ES-11/7.", [E1, E7]),
        ("India, which abstained on A/RES/ES-11/1, did not vote against A/RES/ES-11/7.", [E7, E1]),
        ("Germany voted for A/RES/ES-11/7; on A/RES/ES-11/1 it voted in favour as well.", [E7, E1]),
        ("Syria voted against A/RES/ES-11/1, but abstained on A/RES/ES-11/8.", [E1, E8]),
        ("Eritrea opposed A/RES/ES-11/7 while India abstained on A/RES/ES-11/8.", [E7, E8]),
        ("The United States backed A/RES/ES-11/3, whereas it abstained on A/RES/ES-11/8.", [E3, E8]),
        ("India abstained at the Assembly on 7 April 2022 (93-24-58); in 2025 it adopted A/RES/ES-11/8.", [E3]),
    ],
)
def test_each_claim_is_about_the_vote_named_for_it(run, text, expected):
    found = motions(run("The General Assembly voted. " + text), "vote_position", 1)
    assert [(motion, verdict) for motion, verdict in found] == [(motion, "supported") for motion in expected]


def test_counts_beside_each_name_are_those_of_that_vote(run):
    text = (
        "The General Assembly adopted A/RES/ES-11/7 (93-18-65), A/RES/ES-11/8 (93-8-73) and A/RES/ES-11/1 (141-5-35)."
    )
    assert motions(run(text, lead=""), "tally") == [(key, "supported") for key in (E7, E8, E1)]


def test_counts_and_day_of_another_vote_before_a_semicolon_are_not_those_of_the_one_named_behind_it(run):
    text = (
        "India abstained at the General Assembly on 7 April 2022 (93-24-58); on 24 February 2025 the Assembly adopted"
        " A/RES/ES-11/8 by 93-8-73."
    )
    result = run(text, lead="")
    assert {claim.verdict for claim in result.claims} <= {"supported"} and not result.flags


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Who sided with Russia in voting against it? North Korea, Belarus and Sudan.", "supported"),
        ("Who did Trump join in siding with Russia? North Korea, Belarus, Syria and Sudan.", "refuted"),
        ("Which countries voted with Washington? Belarus, Nicaragua and Niger.", "supported"),
        ("And who stood with Moscow? Belarus and North Korea.", "supported"),
        ("Which states voted alongside the US? France and Germany.", "refuted"),
    ],
)
def test_question_and_its_answer_are_one_claim(run, text, verdict):
    found = [c for c in run(text).claims if c.kind == "vote_alignment"]
    assert [(c.quote, c.motion, c.verdict) for c in found] == [(text, FIRST, verdict)]


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Who abstained? China, India and Syria.", "abstain"),
        ("Which countries voted against it? Belarus, Sudan and Niger.", "no"),
    ],
)
def test_states_that_answer_a_question_voted_as_it_asks(run, text, option):
    found = [c for c in run(text).claims if c.kind == "vote_position"]
    assert [(c.asserted["option"], c.verdict) for c in found] == [(option, "supported")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In February 2025 the Security Council adopted resolution 2774.", ["supported"]),
        ("A few months ago, an envoy recalled, the Council took its position by adopting Resolution 2774.", []),
        ("In 2025, an envoy recalled, the Council took its position by adopting Resolution 2774.", ["supported"]),
        ("Resolution 2774 was adopted by the Council in February 2025.", ["supported"]),
        ("In 2019 the Security Council adopted resolution 2774.", ["not_in_record"]),
        ("In 2019 the Council recalled having adopted resolution 2774.", []),
        ("In 2026 the Council, which had adopted resolution 2774, met again.", []),
    ],
)
def test_month_or_year_of_a_text_named_by_its_symbol(run, text, found):
    dated = [c for c in run(text, lead="", published=date(2026, 3, 1)).claims if c.kind == "date"]
    assert [c.verdict for c in dated] == found


@pytest.mark.parametrize(
    "text",
    [
        "Spearheaded by Palestine, it was adopted.",
        "The Palestinian-drafted resolution passed.",
        "The Palestinians introduced the resolution.",
        "The text was tabled by the State of Palestine.",
        "The draft was proposed by the Palestinian mission.",
    ],
)
def test_observer_as_author_is_a_claim_that_no_list_of_members_denies(run, text):
    found = [c for c in run(text).claims if c.kind == "sponsorship"]
    assert [(c.asserted["subjects"], c.verdict) for c in found] == [(["PSE"], "not_in_record")]


def test_talk_of_palestinians_makes_nobody_an_author(run):
    text = "The resolution was introduced for the Palestinians by Jordan. Aid was offered by Palestinian doctors."
    assert ["PSE"] not in [c.asserted.get("subjects") for c in run(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2023, 141 countries backed the text, while Georgia voted yes.", [("A/RES/ES-11/6", "supported")]),
        ("In 2023, Georgia voted in favour.", [("A/RES/ES-11/6", "supported")]),
        ("In 2023 the US, a sponsor of the text, voted in favour.", [("A/RES/ES-11/6", "supported")]),
        (
            "In 2023, Syria voted against it, but on Monday it abstained.",
            [("A/RES/ES-11/6", "supported"), (FIRST, "supported")],
        ),
        (
            "The US voted against the move, having voted in favour in two previous Assembly votes.",
            [(FIRST, "supported")] * 2,
        ),
    ],
)
def test_time_that_opens_a_sentence_holds_for_all_of_it(run, text, expected):
    found = motions(run(text), "vote_position", len(LEAD))
    assert found == expected


def test_vote_on_both_texts_shows_the_other_one_too(run):
    claim = next(c for c in run("Russia and Belarus opposed both resolutions.").claims if "votes" in c.asserted)
    assert (claim.verdict, {e.motion for e in claim.events}) == ("supported", {FIRST, SECOND})


def test_verb_of_the_assembly_by_itself_is_a_vote(run):
    lead = "The U.N. General Assembly on Monday called for peace in Ukraine. "
    result = run("“Advancing a comprehensive, just and lasting peace in Ukraine” had 93 votes in favour.", lead=lead)
    assert ("outcome", FIRST, "supported") in {(c.kind, c.motion, c.verdict) for c in result.claims}


def test_votes_as_a_noun_adopt_nothing(run):
    text = "China voted in earlier Assembly votes condemning the invasion."
    assert not [c for c in run(text).claims if c.kind == "outcome" and "votes condemning" in c.quote]


@pytest.mark.parametrize(
    ("text", "unknown", "known"),
    [
        (
            "The UN's Third Committee adopted a draft resolution on the glorification of Nazism. 100 states voted in favour, 50 against. The US voted against it.",
            3,
            0,
        ),
        (
            "The Third Committee of the UN backed a text on the glorification of Nazism. Ukraine opposed it. On 17 December 2024 the General Assembly adopted resolution A/RES/79/160. China voted in favour.",
            2,
            2,
        ),
        (
            "On 17 December 2024 the UN General Assembly adopted resolution A/RES/79/160. The Third Committee had approved the draft in November. China voted in favour of the text.",
            1,
            2,
        ),
    ],
)
def test_claims_behind_a_vote_in_committee_are_about_it_until_a_body_is_named(text, unknown, known):
    result = check(Article(text, None, date(2024, 12, 18)), prepare(committee_record()))
    found = [c.verdict for c in result.claims if c.kind in ("outcome", "tally", "vote_position")]
    assert (found.count("not_in_record"), found.count("supported")) == (unknown, known)
    assert "refuted" not in found
