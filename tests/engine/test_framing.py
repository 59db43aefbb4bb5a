"""Words that weigh a vote: where they are found, and what the counts say of them."""

from datetime import date

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.flags.examples import LEAD, PUBLISHED
from tests.factories import engine

MARCH = "The UN General Assembly adopted “Aggression against Ukraine” (resolution ES-11/1) on 2 March 2022 with 141 votes in favour, 5 against and 35 abstentions. "
VETO = "On 25 February 2022 Russia vetoed a draft (S/2022/155) in the UN Security Council with 11 votes in favour, 1 against and 3 abstentions. "


@pytest.fixture(scope="module")
def framing():
    index = prepare(engine.record_with_history())

    def framing(text, lead=LEAD, published=PUBLISHED):
        result = check(Article(lead + text, None, published), index)
        return [(c.asserted["frame"], c.verdict) for c in result.claims if c.kind == "framing" and c.start >= len(lead)]

    return framing


@pytest.mark.parametrize(
    ("text", "lead", "found"),
    [
        ("The resolution was overwhelmingly adopted.", LEAD, ("overwhelming", "refuted")),
        ("The Assembly adopted the resolution overwhelmingly.", LEAD, ("overwhelming", "refuted")),
        ("The Assembly voted overwhelmingly in favour of the text.", LEAD, ("overwhelming", "refuted")),
        ("The text passed by an overwhelming majority.", LEAD, ("overwhelming", "refuted")),
        ("The resolution won overwhelming support, with an overwhelming vote.", LEAD, ("overwhelming", "refuted")),
        ("The UN overwhelmingly condemned the invasion in the resolution.", MARCH, ("overwhelming", "supported")),
        ("By a crushing majority the Assembly backed the resolution.", MARCH, ("overwhelming", "supported")),
        ("The resolution was passed by a lopsided vote.", MARCH, ("overwhelming", "supported")),
        ("The resolution was narrowly adopted.", MARCH, ("narrow", "refuted")),
        ("The text passed by a razor-thin margin.", MARCH, ("narrow", "refuted")),
        ("The text was approved by a slim majority.", LEAD, ("narrow", "depends")),
        ("Most countries voted in favour of it.", LEAD, ("most", "depends")),
        ("Most of the world voted for the resolution.", MARCH, ("most", "supported")),
        ("A clear majority of UN members backed the resolution.", MARCH, ("most", "supported")),
        ("The resolution was backed by most of the international community.", LEAD, ("most", "depends")),
        ("Most UN members voted against the resolution.", LEAD, ("most", "refuted")),
        ("Most states abstained from the vote.", LEAD, ("most", "refuted")),
        ("The vote left Russia isolated.", LEAD, ("isolated", "refuted")),
        ("Moscow was almost completely isolated in the vote.", LEAD, ("isolated", "refuted")),
        ("The vote showed Russia's growing diplomatic isolation.", LEAD, ("isolated", "refuted")),
        ("An increasingly isolated Russia voted against it.", MARCH, ("isolated", "not_in_record")),
        ("Russia found itself isolated in the vote.", VETO, ("isolated", "supported")),
        ("Russia stood alone in voting against the draft.", VETO, ("alone", "supported")),
        ("Belarus stood alone in opposing the resolution.", LEAD, ("alone", "refuted")),
        ("The abstentions amounted to a rejection of the resolution.", LEAD, ("abstention-effect", "refuted")),
        ("By abstaining, India effectively opposed the resolution.", LEAD, ("abstention-effect", "refuted")),
        ("The draft was nearly sunk by abstentions.", LEAD, ("abstention-effect", "refuted")),
        ("The vote shows that the US increasingly sides with Russia.", LEAD, ("habit", "refuted")),
        ("With the vote the US has become an ally of Russia.", LEAD, ("habit", "refuted")),
        ("After the vote the US moved into Russia's camp.", LEAD, ("habit", "refuted")),
        ("Belarus always votes with Russia, as in this vote.", LEAD, ("habit", "supported")),
        ("With it the UN voted to make peace a human right.", LEAD, ("makes-law", "depends")),
        ("The UN General Assembly has outlawed wars of aggression.", LEAD, ("makes-law", "depends")),
        ("The Assembly voted to make annexation illegal.", LEAD, ("makes-law", "depends")),
        ("The UN banned the seizure of land by force.", LEAD, ("makes-law", "depends")),
        ("It was adopted by overwhelming consensus.", MARCH, ("consensus", "depends")),
        ("The resolution was adopted by a broad consensus.", LEAD, ("consensus", "refuted")),
        ("The Assembly approved the text with a strong international consensus.", MARCH, ("consensus", "depends")),
        ("Five countries did not support the UN resolution.", MARCH, ("without-support", "depends")),
        ("Only 40 states refused to back the resolution.", MARCH, ("without-support", "depends")),
        ("Nine countries did not support it.", MARCH, ("without-support", "refuted")),
        ("On Monday the General Assembly adopted a Security Council resolution.", LEAD, ("other-body", "refuted")),
        ("The Security Council passed a General Assembly resolution.", VETO, ("other-body", "refuted")),
    ],
)  # fmt: skip
def test_word_is_found_and_measured(framing, text, lead, found):
    assert (framing(text, lead) or [None])[0] == found


@pytest.mark.parametrize(
    "text",
    [
        "An overwhelming majority of Americans supported the vote.",
        "EU members voted overwhelmingly for the resolution.",
        "The resolution drew overwhelming attention.",
        "Earlier resolutions were overwhelmingly adopted.",
        "The Assembly voted overwhelmingly against the war in one resolution after another, many times.",
        "The street is narrow, said the envoy after the vote.",
        "The vote was held in a narrow hall.",
        "Most countries that abstained from the vote are in Africa.",
        "Most of the debate on the resolution was about money.",
        "The resolution would leave Russia isolated.",
        "Ukraine hopes to see Russia isolated by the vote.",
        "The vote did not leave Russia isolated.",
        "Isolated incidents were reported after the vote.",
        "Sanctions alone do not help, France said of the resolution.",
        "Russia alone is named in the text of the resolution.",
        "There were many abstentions in the vote.",
        "Abstentions are not counted as votes against the resolution.",
        "The US voted with Russia on the resolution.",
        "The vote is a shift toward peace.",
        "France has consistently voted for the resolution.",
        "In half an hour a quarter of the budget was debated before the vote.",
    ],
)
def test_word_that_weighs_no_vote_is_left_alone(framing, text):
    assert framing(text) == []


@pytest.mark.parametrize("published", [date(2025, 2, 25), None])
def test_word_without_a_vote_in_the_record_is_no_claim(framing, published):
    assert framing("The UN overwhelmingly adopted a resolution on fisheries.", "", published) == []


@pytest.mark.parametrize(
    "text",
    [
        "The UN would make food a human right.",
        "The resolution says the blockade made life hard.",
        "Banned weapons were shown to the Assembly.",
        "The text was not adopted by a broad consensus.",
        "Diplomats spoke of a growing consensus.",
        "The resolution had two sponsors that did not vote.",
        "The General Assembly heard a Security Council report.",
        "The Assembly adopted the resolution after a Security Council veto.",
    ],
)
def test_words_of_law_consensus_and_body_that_say_nothing_of_the_vote(framing, text):
    found = {frame for frame, _ in framing(text)}
    assert not found & {"makes-law", "consensus", "without-support", "other-body"}
