"""How a vote ended, in the many ways prose says it: what is found, and what is not a statement about the record."""

import pytest

from factcheck.engine import Article
from factcheck.engine.check import detect
from factcheck.engine.text.document import read


@pytest.fixture
def outcomes(index):
    def outcomes(text):
        document = read(Article(text), index.gazetteer, index.titles.find)
        return [(d.asserted["outcome"], d.about) for d in detect(document) if d.kind == "outcome"]

    return outcomes


@pytest.mark.parametrize(
    ("text", "outcome", "about"),
    [
        ("The UN General Assembly adopted a resolution on food aid.", "adopted", "whole"),
        ("UN General Assembly adopts resolution on food aid", "adopted", "whole"),
        ("UN votes to suspend France from rights body", "adopted", "whole"),
        ("UN condemns attack on Georgia", "adopted", "whole"),
        ("The UN Security Council has extended the mission's mandate by a year.", "adopted", "whole"),
        ("The Security Council on Friday renewed its peacekeeping operation for six months.", "adopted", "whole"),
        ("On Tuesday the General Assembly stripped Belarus of its seat.", "adopted", "whole"),
        ("The Security Council kept the inquiry going for another year.", "adopted", "whole"),
        ("The General Assembly gave its approval to the text.", "adopted", "whole"),
        ("In the General Assembly the draft sailed through.", "adopted", "whole"),
        ("The text got through the Security Council in the end.", "adopted", "whole"),
        ("The measure was approved by the UN General Assembly.", "adopted", "whole"),
        ("Washington won a Security Council vote on its text.", "adopted", "whole"),
        ("A huge majority of states has condemned the embargo at the UN.", "adopted", "whole"),
        ("The General Assembly rejected the resolution.", "rejected", "whole"),
        ("The UN Security Council failed to adopt the draft.", "rejected", "whole"),
        ("The Security Council voted down the proposal.", "rejected", "whole"),
        ("The draft before the Security Council fell two votes short.", "rejected", "whole"),
        ("The resolution failed to win the nine votes it needed in the Security Council.", "rejected", "whole"),
        ("At the UN the motion did not gather enough support.", "rejected", "whole"),
        ("In the Assembly the text missed the required two-thirds majority.", "rejected", "whole"),
        ("The United States failed to get the Assembly to approve its resolution.", "rejected", "whole"),
        ("Russia vetoed the draft in the Security Council.", "vetoed", "whole"),
        ("China used its veto to block the Security Council resolution.", "vetoed", "whole"),
        ("The Security Council text was killed by a Russian veto.", "vetoed", "whole"),
        ("A US veto blocked the Security Council draft.", "vetoed", "whole"),
        ("Russian and Chinese vetoes sank the text in the Security Council.", "vetoed", "whole"),
        ("Two amendments offered by France were not adopted by the Assembly.", "rejected", "amendment"),
        ("The General Assembly rejected an amendment by Belarus.", "rejected", "amendment"),
        ("France's amendment on the wording did not get enough support in the Assembly.", "rejected", "amendment"),
        ("The Assembly accepted three amendments to the text.", "adopted", "amendment"),
        ("New language was written into the UN resolution.", "adopted", "amendment"),
        ("A Russian bid for a secret ballot at the General Assembly failed.", "rejected", "procedural"),
        ("The Security Council rejected a motion to postpone the vote.", "rejected", "procedural"),
        ("The Third Committee of the UN General Assembly adopted the draft.", "adopted", "committee"),
    ],
)
def test_outcome_in_prose_is_found(outcomes, text, outcome, about):
    assert (outcome, about) in outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council condemned the attack in a press statement.",
        "The General Assembly would adopt the resolution if the amendments were dropped.",
        "The UN Security Council is expected to vote on the draft on Friday.",
        "The Security Council could reject the draft.",
        "Diplomats urged the General Assembly to adopt the resolution.",
        "The Council of Europe expelled Russia.",
        "The president of the General Assembly condemned the attack.",
        "The United States has threatened to veto the Security Council draft.",
        "France has no plan to use its veto in the Security Council.",
        "The UN General Assembly has adopted dozens of resolutions on the matter.",
        "The UN resolution failed in its intent, the minister said.",
        "Libya has had its membership of the Human Rights Council suspended before.",
        "Russia was expelled from the UN Human Rights Council.",
        "The power of veto belongs to five members of the Security Council.",
        "The city council adopted a resolution on parking near the UN.",
    ],
)
def test_sentence_that_says_no_outcome_gives_none(outcomes, text):
    assert outcomes(text) == []


def test_not_adopted_is_never_read_as_adopted(outcomes):
    assert outcomes("In the UN Security Council the draft was not adopted.") == [("rejected", "whole")]


def test_not_unanimous_is_no_claim_of_unanimity(claims):
    (found,) = claims("The Assembly adopted the resolution, though far from unanimously.", "outcome")
    assert "method" not in found.asserted
