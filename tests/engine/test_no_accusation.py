"""Sentences as reporters write them that are true, or are about something else than the vote linked: none may be refuted."""

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.check import detect
from factcheck.engine.text.document import read
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine

VETO = "On 25 February 2022 Russia vetoed a draft (S/2022/155) in the UN Security Council with 11 votes in favour, 1 against and 3 abstentions. "
MARCH = "The UN General Assembly adopted “Aggression against Ukraine” (resolution ES-11/1) on 2 March 2022 with 141 votes in favour, 5 against and 35 abstentions. "
RIGHTS = "The UN General Assembly voted on 7 April 2022 to suspend Russia from the Human Rights Council, by 93 votes to 24 with 58 abstentions. "
BOTH = (
    LEAD
    + "On the same day it adopted “The path to peace” (A/RES/ES-11/8) with 93 votes in favour, 8 against and 73 abstentions. "
)


@pytest.fixture(scope="module")
def accused():
    index = prepare(engine.record_with_history())

    def accused(text, lead=LEAD, published=PUBLISHED):
        result = check(Article(lead + text, None, published), index)
        return [(c.kind, c.quote) for c in result.claims if c.verdict == "refuted" and c.start >= len(lead)]

    return accused


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        # a body, or a state, that failed at something
        ("The Security Council, which failed in three attempts to agree on a text, stayed out of it.", LEAD),
        ("The Council, which failed at its second try to act, met again.", LEAD),
        ("The Security Council failed in two efforts to agree.", LEAD),
        ("The United States was disappointed: it failed to get the Assembly to back its text without changes.", BOTH),
        # numbers that are no counts of this vote
        ("Two texts failed to get the minimum nine “yes” votes required for approval.", LEAD),
        ("A draft needs nine votes in favour and no veto.", VETO),
        ("At least nine votes were needed in favour, without a veto from China, France or Russia.", VETO),
        ("Eleven of the Security Council's 15 members backed the draft.", VETO),
        ("Eleven out of the Council's 15 members were in favour of it.", VETO),
        ("More than half of the 193 UN member states failed to support the resolution.", LEAD),
        ("“Almost half” of the UN's 193 members did not support the resolution, he said.", LEAD),
        ("Fewer than half the 193 member states voted for the resolution.", LEAD),
        ("That fell below expectations of around 110 to 120 votes.", LEAD),
        ("Diplomats had predicted 110 votes in favour.", LEAD),
        ("Kyiv had hoped for 100 “yes” votes.", LEAD),
        ("At the time, only five countries were against it.", LEAD),
        ("Back then 141 countries had voted in favour.", LEAD),
        # members of a body are not the body
        ("Eleven Security Council members voted in favour of the draft.", VETO),
        ("All other members of the 15-member Security Council backed the resolution or abstained.", VETO),
        # what something needs, or may become, has not happened
        ("An application needs to be approved by the Security Council.", LEAD),
        ("The text must be adopted by the Security Council first.", LEAD),
        ("The draft failed to win enough votes in favour for its adoption.", VETO),
        ("For the resolution to pass, a two-thirds majority of votes was needed.", RIGHTS),
        ("The votes of those who abstained are not taken into account.", RIGHTS),
        # amendments and efforts to change a text
        ("Canada tried to add an amendment to the text, but it failed for want of two thirds.", LEAD),
        ("An effort by Russia to water down the resolution was rejected.", LEAD),
        ("A Russian bid to postpone the vote on the text failed.", LEAD),
        ("Belarus wanted to amend the document. The proposal of the Belarusian side was rejected.", LEAD),
        ("During the debate on the text prepared by Ukraine, Russia proposed amending the document.", LEAD),
        # names beside each other that are no list, and places that are no states
        ("After a vote on the draft tabled by Ukraine, Russia's ambassador spoke.", LEAD),
        ("People in Nigeria have strongly opposed it.", LEAD),
        ("European Union countries were divided on the resolution, with only Hungary voting against.", LEAD),
        ("Two permanent members of the Security Council opposed the resolution - Russia and the United States.", LEAD),
        ("Only Belarus and Sudan sided with Russia and 15 others in opposing the resolution.", LEAD),
        # a seat in a body is not a vote in it
        ("The United Nations has suspended Russia's membership in the Human Rights Council.", RIGHTS),
        ("It stripped Russia of its seat on the Human Rights Council.", RIGHTS),
        # days that are kept or come back
        ("The Assembly voted to mark the day of peace on July 11 annually.", LEAD),
        ("It voted to designate March 3 as the international day of peace.", LEAD),
        ("On 4 February the Council of the Russian Federation approved the annexation.", LEAD),
        # other bodies, other things that do not bind
        ("The permanent members have a veto in the Council, but no veto in the general assembly.", LEAD),
        ("The Assembly voted to ask the Court for a non-binding advisory opinion.", RIGHTS),
        ("The resolution has little binding force.", LEAD),
        ("Had it failed, Kyiv would have lost face.", LEAD),
        ("It was the highest number of votes against Russia since the invasion.", MARCH),
        # another text of the same day
        ("Another resolution, “The path to peace”, passed with 93 votes in favour; 8 voted against it and 73 abstained.", LEAD),
        ("The resolution was sponsored by the United Kingdom.", LEAD),
    ],
)  # fmt: skip
def test_nothing_true_is_refuted(accused, text, lead):
    assert accused(text, lead) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The resolution failed to pass.", "outcome"),
        ("The General Assembly rejected the resolution.", "outcome"),
        ("It passed with 99 votes in favour.", "tally"),
        ("It was adopted with 93 votes in favour, 12 against and 65 abstentions.", "tally"),
        ("Belarus and Sudan voted for the resolution.", "vote_position"),
        ("The vote was held on 20 February 2025.", "date"),
        ("The resolution is legally binding.", "binding"),
    ],
)
def test_what_is_false_is_still_refuted(accused, text, kind):
    assert kind in {found for found, _ in accused(text)}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The General Assembly voted 19-17 against the motion.", {"yes": 17, "no": 19}),
        ("The UN rights body voted 24-9 to reject the draft.", {"yes": 9, "no": 24}),
        ("The Assembly voted 19-17 for the motion.", {"yes": 19, "no": 17}),
    ],
)
def test_figures_before_against_are_the_votes_against(index, text, counts):
    found = [d for d in detect(read(Article(text), index.gazetteer, index.titles.find)) if d.kind == "tally"]
    assert [dict(d.asserted) for d in found] == [counts]


LAST_YEAR = "The UN General Assembly adopted “Principles of the Charter of the United Nations underlying a comprehensive, just and lasting peace in Ukraine” (resolution ES-11/6) on 23 February 2023 with 141 votes in favour, 7 against and 32 abstentions. "


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Last year, only Belarus, Russia, Syria, North Korea and Eritrea opposed the text.", LAST_YEAR),
        ("The Senate voted on Friday to rebuke the United Nations for the resolution.", LEAD),
        ("Lawmakers on Thursday rejected a motion against the UN resolution.", LEAD),
        ("The European amendments to it were blocked by a Russian veto.", VETO),
        ("The request to wait was denied by Russian vetoes in the Security Council.", VETO),
        ("Five states abstained in the Security Council, but no vetoes were heard of.", LEAD),
        ("The Assembly also condemned the Feb. 20 attack on the port.", LEAD),
        ("The General Assembly passed the resolution 93–18 with 65 abstentions.", LEAD),
    ],
)  # fmt: skip
def test_other_votes_and_days_are_not_this_one(accused, text, lead):
    assert accused(text, lead) == []


@pytest.fixture(scope="module")
def answers():
    """Verdicts and codes of flags behind a lead that names a vote."""
    index = prepare(engine.record_with_history())

    def answers(text, lead=LEAD, published=PUBLISHED):
        result = check(Article(lead + text, None, published), index)
        return (
            {claim.verdict for claim in result.claims if claim.start >= len(lead)},
            {flag.code for flag in result.flags if flag.start >= len(lead)},
        )

    return answers


@pytest.mark.parametrize(
    "text",
    [
        # an act spoken of, not told
        "Ukraine's foreign minister said that voting against the resolution would reward the invader.",
        "France's envoy warned that abstaining from the vote meant looking away.",
        # the count leaves out a state named before it
        "Russia found 17 other “no” votes.",
        "Russia could muster only 17 other votes against.",
        # what others did with other texts, or at other times
        "Russia had earlier vetoed two drafts in the Security Council.",
        "Since 2014 the Security Council has rejected several texts on Ukraine.",
        "Russia had vetoed a similar draft in the Security Council.",
        "The other members of the Council voted in favour of the draft.",
        "Had the Assembly rejected the text, Kyiv would have tried again.",
        "The Assembly rejected three Russian proposals to amend the text.",
        # a number beside the vote's, of another year
        "It won 93 votes in favour (down from 141 in 2022), 18 against and 65 abstentions.",
        # negation that comes first
        "Neither the court's opinion nor the Assembly's text is binding.",
        "The opinion and the resolution, neither of which is legally binding, were welcomed in Kyiv.",
        # states that do a thing at home
        "Today 112 member states have abolished the death penalty.",
        # those who changed sides
        "Two African states voted in favour for the first time.",
        # a parliament
        "The House on Monday voted 342-80 to censure the Assembly for the resolution.",
        # a day of a vote on procedure
        "On Friday India voted to reject a request for a secret ballot.",
    ],
)
def test_what_is_said_of_another_vote_or_of_no_vote_is_not_refuted(answers, text):
    verdicts, flags = answers(text)
    assert "refuted" not in verdicts
    assert not flags & {"position-wrong", "tally-wrong", "abstention-as-side", "kind-confused", "date-wrong", "non-binding-as-binding"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("India stayed neutral in voting on the resolution.", "supported"),
        ("Russia stayed neutral in voting on the resolution.", "refuted"),
        ("94 countries voted in favour, 18 - against, 65 - abstained.", "refuted"),
        ("India voted against the text.", "refuted"),
        ("The Assembly rejected the text.", "refuted"),
    ],
)
def test_what_is_false_of_the_vote_spoken_of_is_still_refuted(answers, text, verdict):
    assert verdict in answers(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "93 countries backed the text, while 18 countries including the US and Russia voted against.",
        "93 states were in favour; the United States and Russia, along with Israel and 15 other nations, voted against it.",
    ],
)
def test_a_count_told_with_names_between_is_told(answers, text):
    lead = "The UN General Assembly on Monday adopted “Advancing a comprehensive, just and lasting peace in Ukraine”. "
    assert "tally-cherry-picked" not in answers(text, lead)[1]
