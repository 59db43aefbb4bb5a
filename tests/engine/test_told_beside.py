"""What press reports tell beside a vote and in its words: supporters of a state, a court's rulings, the end of a mandate, the
vetoes of many years. None of it is a claim about the vote, and none is called false."""

from datetime import date

import pytest

from factcheck.engine import Article, check
from factcheck.engine.check import detect
from factcheck.engine.text.document import read as document
from tests.engine.test_beside_the_vote import behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("It was backed by many states and opposed by Russia and its supporters including Belarus and Syria.", "vote_position"),
        ("The five votes cast against the resolution came from Russia, Belarus, Syria, North Korea and Nicaragua.", "sponsorship"),
        ("Even Russia's traditional ally Serbia voted against it.", "vote_position"),
        ("Wednesday's result follows a vote in the Security Council on 30 September 2022.", "date"),
        ("The Council's mission in the region was extended to 31 October 2023.", "date"),
        ("Russia rejects the autonomy proposal, and Ukraine supports the peace plan.", "vote_position"),
        ("Out of 36 drafts on the matter, 34 were vetoed by the United States.", "outcome"),
        ("The International Court of Justice is the UN's highest court. Its decisions are binding.", "binding"),
        ("The vote is a message, urging states to regard UN demands as binding.", "binding"),
        ("The text did not get the overwhelming support its backers wanted.", "framing"),
        ("Paris stressed its backing of Ukraine despite growing calls for talks.", "comparison"),
        ("The only time that the United States did not use its veto was in 1972.", "comparison"),
        ("Cuba did not vote in favour of the embargo for the first time.", "comparison"),
        ("The Security Council draft demanding a truce got ten votes on 30 September.", "outcome"),
        ("The Assembly adopted the text by a large margin just after it rejected a draft on fishing.", "outcome"),
    ],
)  # fmt: skip
def test_what_is_told_beside_the_vote_is_not_held_against_it(read, words, kind):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    assert not {claim.verdict for claim in behind(result, lead, kind)} & {"refuted", "depends"}
    assert not [flag for flag in result.flags if flag.start >= len(lead)]


@pytest.mark.parametrize(
    ("title", "verdicts"),
    [
        ("UN overwhelmingly rejects Russia's annexation move", {"supported"}),
        ("General Assembly rejects resolution on annexation", {"refuted"}),
        ("How Russia used its veto at the Security Council", set()),
    ],
)
def test_a_headline_that_rejects_a_deed_tells_of_a_text_against_it(index, title, verdicts):  # noqa: F811
    day, lead = ES114
    claims = check(Article(lead, title, day), index).claims
    found = [c.verdict for c in claims if c.section == "headline" and c.kind == "outcome"]
    assert set(found) == verdicts


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Five states -- Russia, Belarus, Syria, North Korea and Nicaragua -- voted against it.", "supported"),
        ("Five states -- Russia, Belarus, Syria, North Korea and France -- voted against it.", "refuted"),
        ("Five states—Russia, Belarus, Syria, North Korea and Nicaragua—voted against it.", "supported"),
    ],
)
def test_two_hyphens_are_a_dash(read, words, verdict):  # noqa: F811
    day, lead = ES114
    assert {claim.verdict for claim in behind(read(lead + words, day), lead, "vote_position")} == {verdict}


@pytest.mark.parametrize(("count", "verdict"), [(96, "supported"), (94, "not_in_record"), (100, "not_in_record"), (60, "refuted")])  # fmt: skip
def test_states_join_a_text_until_the_vote(read, count, verdict):  # noqa: F811
    lead = "The UN General Assembly on Wednesday adopted resolution ES-11/1 by 141 votes to 5 with 35 abstentions. "
    words = f"The resolution was co-sponsored by {count} states."
    (claim,) = behind(read(lead + words, date(2022, 3, 3)), lead, "sponsorship")
    assert claim.verdict == verdict


@pytest.mark.parametrize(
    "mark", ["'", "’", "`", "´"],
)  # fmt: skip
def test_any_apostrophe_makes_an_owner(read, mark):  # noqa: F811
    day, lead = ES114
    words = f"A hundred and forty-three of the Assembly{mark}s 193 members voted in favour."
    assert {claim.verdict for claim in behind(read(lead + words, day), lead, "tally")} == {"supported"}


def test_text_that_is_extended_is_another_one_than_that_which_extends_it(read):  # noqa: F811
    text = (
        "The UN Security Council on Saturday adopted a text on aid to Syria, extending resolution 2165 for a year, "
        "with 12 votes in favour. Russia, China and the Dominican Republic abstained."
    )
    claims = read(text, date(2020, 7, 12)).claims
    assert not [c for c in claims if c.verdict in ("refuted", "depends")]


def test_side_of_earlier_votes_is_no_side_of_this_one(read):  # noqa: F811
    day, lead = ES114
    result = read(lead + "India abstained. Previously, India always voted against the resolution.", day)
    assert "abstention-as-side" not in {flag.code for flag in result.flags}


def test_comparison_names_the_vote_it_is_made_with(claims):
    (claim,) = claims("That is far lower than the 141 votes a similar resolution received in 2023.", "comparison")
    assert claim.verdict == "supported"
    lead = "The UN General Assembly on Monday adopted the resolution on Ukraine with 93 votes in favour, 18 against and 65 abstentions"
    words = " - significantly lower than the 141 votes a similar resolution received in 2023."
    assert [c.verdict for c in claims(words, "comparison", lead=lead)] == ["supported"]


@pytest.mark.parametrize(
    "words",
    [
        "The 193-member General Assembly voted 100 to 11 to call the referendum in Crimea invalid.",
        "The 193-nation General Assembly voted 100 to 11 to call the referendum in Crimea invalid.",
    ],
)
def test_assembly_that_is_told_by_its_size_is_no_parliament(read, words):  # noqa: F811
    claims = read(words + " Another 58 countries abstained.", date(2014, 3, 28)).claims
    assert {c.verdict for c in claims if c.kind == "tally"} == {"supported"}


@pytest.mark.parametrize("what", ["after rejecting a Canadian amendment", "after voting down an amendment by Canada"])
def test_counts_beside_an_amendment_that_went_before_are_those_of_the_text(read, what):  # noqa: F811
    words = f"The UN General Assembly adopted the resolution on Gaza by a vote of 120-14 with 45 abstentions {what}."
    claims = read(words, date(2023, 10, 28)).claims
    assert {c.motion for c in claims if c.kind == "tally"} == {"A/RES/ES-10/21"}


def test_headline_is_about_the_vote_that_is_told_first(index):  # noqa: F811
    text = (
        "The UN General Assembly adopted Ukraine's resolution on Monday by 93-18 with 65 abstentions, compared with 141-7 "
        "and 32 abstentions two years ago. Diplomats left the hall soon after the vote."
    )
    claims = check(Article(text, "UN adopts resolution on Ukraine", date(2025, 2, 25)), index).claims
    assert {c.motion for c in claims if c.section == "headline"} == {"A/RES/ES-11/7"}


def test_what_the_vote_is_set_against_is_not_gone_on_about(read):  # noqa: F811
    text = (
        "The UN General Assembly adopted the resolution against the embargo on Cuba on Tuesday by 184-4 with one abstention. "
        "That was one vote more than last year's vote of 183-4. Voting against it were the United States, Israel, Palau and "
        "the Marshall Islands."
    )
    result = read(text, date(2007, 10, 31))
    assert {c.motion for c in result.claims if c.kind == "vote_position"} == {"A/RES/62/3"}


@pytest.mark.parametrize("words", ["stepped up sanctions against Iran", "tightened its sanctions on North Korea", "imposed sanctions on Iran"])  # fmt: skip
def test_sanctions_are_stepped_up_by_a_text(index, words):  # noqa: F811
    article = Article(f"The UN Security Council unanimously {words} on Monday.", None, date(2017, 9, 12))
    (draft,) = [d for d in detect(document(article, index.gazetteer, index.titles.find)) if d.kind == "outcome"]
    assert draft.asserted["outcome"] == "adopted"


@pytest.mark.parametrize(
    "others", ["14 other nations", "14 other Moscow-friendly nations", "14 other Asian and African states"]
)
def test_other_states_are_no_other_text(claims, others):
    words = f"The United States joined Russia and {others} to vote against a U.N. resolution condemning the aggression in Ukraine."
    found = claims(words, "provision")
    assert {c.motion for c in found} <= {"A/RES/ES-11/7"} and found
