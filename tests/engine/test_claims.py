"""Each kind of claim: what is found in prose, and what the record says of it."""

import pytest


def one(found):
    assert len(found) == 1, [(c.quote, c.verdict) for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "subjects", "option", "verdict"),
    [
        ("India abstained.", ["IND"], "abstain", "supported"),
        ("India, keeping to its line, abstained.", ["IND"], "abstain", "supported"),
        ("Washington voted against it.", ["USA"], "no", "supported"),
        ("The United States voted in favour of it.", ["USA"], "yes", "refuted"),
        ("India and China were among the 65 countries that abstained.", ["IND", "CHN"], "abstain", "supported"),
        ("Among the states that abstained were India and China.", ["IND", "CHN"], "abstain", "supported"),
        (
            "Eighteen were against: Russia, Belarus and North Korea among them.",
            ["RUS", "BLR", "PRK"],
            "no",
            "supported",
        ),
        ("18 voted against (including Russia, Belarus and Sudan).", ["RUS", "BLR", "SDN"], "no", "supported"),
        ("Georgia did not vote.", ["GEO"], "absent", "supported"),
        ("Georgia abstained.", ["GEO"], "abstain", "refuted"),
        ("Syria did not vote.", ["SYR"], "absent", "depends"),
        ("The American delegation cast a negative vote.", ["USA"], "no", "supported"),
        ("China refused to back the resolution.", ["CHN"], "not_yes", "supported"),
        ("France refused to back the resolution.", ["FRA"], "not_yes", "refuted"),
        ("Germany supported the text.", ["DEU"], "yes", "supported"),
        ("Only Russia and Belarus voted against it.", ["RUS", "BLR"], "no", "refuted"),
        ("Türkiye, which borders the Black Sea, voted yes.", ["TUR"], "yes", "supported"),
        ("China and 64 other countries abstained.", ["CHN"], "abstain", "supported"),
        ("China abstained, and so did India.", ["CHN"], "abstain", "supported"),
        ("The “no” votes came from Russia, Belarus and Nicaragua.", ["RUS", "BLR", "NIC"], "no", "supported"),
    ],
)
def test_vote_position_in_prose_is_judged_by_the_roll_call(claims, text, subjects, option, verdict):
    claim = claims(text, "vote_position")[0]
    assert (claim.asserted["subjects"], claim.asserted["option"], claim.verdict) == (subjects, option, verdict)
    assert claim.motion == "A/RES/ES-11/7"


@pytest.mark.parametrize(
    "text",
    [
        "The United States would vote against it.",
        "India is expected to abstain.",
        "Russia threatened to vote against the text.",
        "Countries close to Russia abstained.",
        "The European Parliament voted on Tuesday; France voted against the budget.",
        "France supported Ukraine with money.",
        "Atrocities were reported from Ukraine, with 93 countries voting in favour.",
        "93 voted in favour of the text as proposed by the United States while 18 voted against.",
        "Congo abstained.",
    ],
)
def test_vote_position_not_said_of_the_record_is_not_claimed(claims, text):
    assert claims(text, "vote_position") == []


def test_vote_position_as_did_gives_the_second_state_the_same_option(claims):
    found = claims("China abstained, and so did India.", "vote_position")
    assert [(c.asserted["subjects"], c.verdict) for c in found] == [(["CHN"], "supported"), (["IND"], "supported")]


def test_vote_position_with_one_wrong_state_is_refuted_and_names_it(claims):
    claim = one(claims("Russia, Belarus and India voted against it.", "vote_position"))
    assert claim.verdict == "refuted"
    assert "India abstained" in claim.explanation


def test_vote_position_of_state_outside_the_roll_call_is_not_in_record(claims):
    assert one(claims("South Sudan abstained.", "vote_position")).verdict == "not_in_record"


def test_vote_position_in_other_body_of_the_day_is_linked_there(claims):
    claim = one(claims("In the Security Council that day, France abstained.", "vote_position"))
    assert (claim.motion, claim.verdict) == ("S/RES/2774", "supported")


@pytest.mark.parametrize(
    ("text", "relation", "scope", "verdict"),
    [
        ("The US sided with Russia.", "same", "bare", "depends"),
        ("The US voted alongside Russia.", "same", "event", "supported"),
        ("The US sided with Russia and voted against the text.", "same", "event", "supported"),
        ("India voted with Russia.", "same", "event", "refuted"),
        ("France broke with the United States on the UN vote.", "opposed", "bare", "supported"),
        ("Belarus joined Russia in voting against it.", "same", "event", "supported"),
        ("The US backed Russia on the UN resolution.", "same", "bare", "depends"),
        ("France and Germany voted together.", "same", "event", "supported"),
        ("Seventeen countries joined the United States in voting against it.", "same", "event", "supported"),
    ],
)
def test_vote_alignment_has_the_readings_its_words_admit(claims, text, relation, scope, verdict):
    claim = one(claims(text, "vote_alignment"))
    if "others" in claim.asserted:
        # eighteen voted no: seventeen and the United States; the test's roll call is not complete, so this stays open
        assert claim.verdict == "not_in_record"
        return
    assert (claim.asserted["relation"], claim.asserted["scope"], claim.verdict) == (relation, scope, verdict)


def test_vote_alignment_bare_names_each_reading(claims):
    readings = {r.reading: r.holds for r in one(claims("Washington sided with Moscow.", "vote_alignment")).readings}
    assert readings["linked event"] is True
    assert readings["all of the day's votes on the item"] is False
    assert readings["sister body that day"] is True
    assert readings["agreement above chance over twelve months"] is None


@pytest.mark.parametrize(
    "text",
    [
        "France sided with Germany in parliament.",
        "The US backed Russia's economy.",
        "Belarus had supported Russia in Assembly votes.",
    ],
)
def test_vote_alignment_outside_a_vote_is_not_claimed(claims, text):
    assert claims(text, "vote_alignment") == []


@pytest.mark.parametrize(
    ("text", "counts", "verdict"),
    [
        ("The tally was 93-18-65.", {"yes": 93, "no": 18, "abstain": 65}, "supported"),
        ("It passed by 93 votes to 18 with 65 abstentions.", {"yes": 93, "no": 18, "abstain": 65}, "supported"),
        ("It received 93 votes in favour.", {"yes": 93}, "supported"),
        ("Eighteen countries voted against and sixty-five abstained.", {"no": 18, "abstain": 65}, "supported"),
        ("The result: 65 abstentions, 18 against, 93 in favour.", {"yes": 93, "no": 18, "abstain": 65}, "supported"),
        ("More than 90 countries voted in favour.", {"yes": 90}, "supported"),
        ("More than 100 countries voted in favour.", {"yes": 100}, "refuted"),
        ("Nearly 68 countries abstained from the vote.", {"abstain": 68}, "supported"),
        ("The vote was 93-19-65.", {"yes": 93, "no": 19, "abstain": 65}, "refuted"),
        ("Of the 193 members of the body, 17 did not vote.", {"absent": 17}, "supported"),
        ("It passed with 93 of its 193 members in favour.", {"yes": 93}, "supported"),
        ("China and 64 other countries abstained.", {"abstain": 65}, "supported"),
    ],
)
def test_tally_in_any_order_is_judged_by_the_counts(claims, text, counts, verdict):
    claim = one(claims(text, "tally"))
    said = {option: claim.asserted[option] for option in ("yes", "no", "abstain", "absent") if option in claim.asserted}
    assert (said, claim.verdict) == (counts, verdict)


def test_tally_with_one_wrong_count_is_refuted_there_only(claims):
    found = claims("It had 93 votes in favour, 20 against and 65 abstentions.", "tally")
    assert [(c.verdict, c.quote) for c in found] == [
        ("supported", "93 votes in favour"),
        ("refuted", "20 against"),
        ("supported", "65 abstentions"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was tabled by 50 countries.",
        "The text needed 97 votes in favour.",
        "Moscow could win only four countries against the resolution.",
        "Three of those four countries voted against an earlier text.",
        "It fell behind previous resolutions, which had over 140 votes in favour.",
        "Not every resolution on the war passed with 140 votes.",
        "The war has cost 18 billion against 65 before.",
    ],
)
def test_tally_of_other_numbers_is_not_claimed(claims, text):
    assert claims(text, "tally") == []


@pytest.mark.parametrize(
    ("text", "outcome", "verdict"),
    [
        ("The Assembly adopted the resolution.", "adopted", "supported"),
        ("The resolution was rejected.", "rejected", "refuted"),
        ("The text passed.", "adopted", "supported"),
        ("The General Assembly rejected the resolution.", "rejected", "refuted"),
        ("Despite its adoption, the war went on after the vote.", "adopted", "supported"),
    ],
)
def test_outcome_is_judged_by_the_result(claims, text, outcome, verdict):
    claim = one(claims(text, "outcome"))
    assert (claim.asserted["outcome"], claim.verdict) == (outcome, verdict)


def test_outcome_veto_names_who_cast_it(claims):
    lead = "On 25 February 2022 the UN Security Council voted on a draft on Ukraine, S/2022/155. "
    assert one(claims("Russia vetoed it.", "outcome", lead=lead)).verdict == "supported"
    assert one(claims("China vetoed it.", "outcome", lead=lead)).verdict == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        "If the resolution is adopted, talks may start.",
        "The text could be rejected.",
        "Past resolutions were adopted.",
        "It failed to convince France to adopt the resolution.",
    ],
)
def test_outcome_that_is_no_fact_is_not_claimed(claims, text):
    assert claims(text, "outcome") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The text was tabled by Ukraine and its European allies.", "supported"),
        ("The Ukraine-drafted resolution drew applause.", "supported"),
        ("It was drafted by Russia, the resolution.", "refuted"),
        ("The resolution was tabled by India.", "refuted"),
        ("The resolution was sponsored by India.", "not_in_record"),
        ("The resolution was tabled by Türkiye.", "not_in_record"),
    ],
)
def test_sponsorship_is_refuted_only_where_the_record_is_able_to(claims, text, verdict):
    assert one(claims(text, "sponsorship")).verdict == verdict


def test_sponsorship_with_complete_list_refutes_a_state_outside_it(claims):
    lead = "The General Assembly adopted “Aggression against Ukraine” (ES-11/1) on 2 March 2022 by 141 votes to 5. "
    assert one(claims("The resolution was co-sponsored by India.", "sponsorship", lead=lead)).verdict == "refuted"
    assert one(claims("The resolution was co-sponsored by France.", "sponsorship", lead=lead)).verdict == "supported"


def test_title_is_folded_and_a_changed_one_depends(claims):
    quoted = "The text is called “Advancing a Comprehensive, Just, and Lasting Peace in Ukraine”."
    altered = "The text is called “Restoring a comprehensive, just and lasting peace in Ukraine”."
    assert one(claims(quoted, "title", lead="")).verdict == "supported"
    assert one(claims(altered, "title", lead="")).verdict == "depends"


def test_symbol_in_the_record_is_supported_and_another_is_not_in_it(claims):
    assert one(claims("See resolution ES-11/1 on the vote.", "symbol")).verdict == "supported"
    assert one(claims("See resolution ES-11/99 on the vote.", "symbol")).verdict == "not_in_record"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Monday’s vote came late.", "supported"),
        ("It was adopted on 24 February 2025.", "supported"),
        ("It was adopted on 20 February 2025.", "refuted"),
        ("Tuesday’s vote came late.", "not_in_record"),
        ("Thursday’s vote came late.", "refuted"),
    ],
)
def test_date_said_of_the_vote_is_judged_with_a_day_to_spare_for_weekdays(claims, text, verdict):
    assert one(claims(text, "date")).verdict == verdict


def test_date_of_something_else_is_not_claimed(claims):
    assert claims("On Sunday the president said that the vote was fair.", "date") == []


def test_body_that_a_text_is_about_is_not_the_body_that_voted(claims):
    assert claims("It adopted a resolution on Russia's seat in the Security Council.", "body") == []


def test_body_size_is_the_membership(claims):
    assert one(claims("The 193-member General Assembly met.", "body")).verdict == "supported"
    assert one(claims("The 190-member General Assembly met to vote.", "body")).verdict == "refuted"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The resolution is non-binding.", "supported"),
        ("The resolution is legally binding.", "refuted"),
        ("General Assembly resolutions are not legally binding.", "supported"),
        ("Unlike Security Council decisions, General Assembly resolutions are non-binding.", "supported"),
        ("The resolution orders Russia to leave.", "depends"),
    ],
)
def test_binding_follows_the_legal_effect(claims, text, verdict):
    assert one(claims(text, "binding")).verdict == verdict


def test_comparison_without_baseline_names_the_votes_on_both_sides(claims):
    claim = one(claims("Support was notably lower compared to previous votes on Ukraine.", "comparison"))
    assert claim.verdict == "depends"
    assert {r.reading: r.holds for r in claim.readings} == {
        "against A/RES/ES-11/1": True,
        "against A/RES/ES-11/3": False,
        "against A/RES/ES-11/6": True,
    }
    assert "A/RES/ES-11/1 (141 yes)" in claim.explanation
    assert "A/RES/ES-11/3 (93 yes)" in claim.explanation


def test_comparison_with_named_baseline_is_decided(claims):
    claim = one(claims("Support was lower than for resolution ES-11/1, the earlier vote.", "comparison"))
    assert claim.verdict == "supported"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Germany voted against the war.", "supported"),
        ("Germany voted against the resolution.", "refuted"),
        ("Russia voted against the war.", "supported"),
        ("India voted against the war.", "refuted"),
    ],
)
def test_vote_against_a_thing_that_is_no_text_may_be_a_vote_for_a_text_against_it(claims, text, verdict):
    assert one(claims(text, "vote_position")).verdict == verdict


def test_prevented_adoption_by_consensus_is_no_claim_that_it_was_unanimous(flags):
    text = "Russia voted against it, which prevented the resolution from being adopted by consensus."
    assert "unanimity-overstated" not in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "The resolution was not passed by consensus but by a recorded vote.",
        "The resolution was not adopted unanimously.",
        "The resolution did not get the overwhelming support that its backers wanted.",
        "Kyiv has seen most UN votes against Russia.",
        "The veto halted its adoption.",
    ],
)
def test_falling_short_of_a_hope_is_no_outcome(claims, text):
    assert "refuted" not in {c.verdict for c in claims(text, "outcome")}


def test_an_accusation_of_siding_is_no_alignment(claims):
    assert claims("Georgia, which the US has accused of siding with Russia, did not vote.", "vote_alignment") == []


def test_earlier_stance_told_in_an_aside_does_not_move_the_vote(claims):
    found = one(claims("The United States, departing from its earlier votes, voted against it.", "vote_position"))
    assert found.verdict == "supported"
    assert "when" not in found.asserted
