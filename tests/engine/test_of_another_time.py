"""Acts of another time or of others told beside the vote, and votes so long before the article that it may be about a newer
one."""

from datetime import date

import pytest

from tests.engine.test_beside_the_vote import behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Thailand, which had always abstained before, abstained again.", [("abstain", None), ("abstain", "always")]),
        ("Bangladesh voted in favour, though it had always abstained.", [("yes", None)]),
        ("Bangladesh voted in favour when it had always abstained.", [("yes", None)]),
        ("Three states that had always abstained in previous votes voted in favour: Bangladesh, Brazil and Iraq.", [("yes", None)]),
        ("Three states that always abstained in earlier votes now voted in favour: Bangladesh, Brazil and Iraq.", [("yes", None)]),
        ("China has always abstained.", [("abstain", "always")]),
    ],
)  # fmt: skip
def test_what_was_always_done_is_not_what_was_done_now(read, words, said):  # noqa: F811
    day, head = ES114
    found = behind(read(head + words, day), head, "vote_position")
    assert sorted((c.asserted["option"], str(c.asserted.get("when"))) for c in found) == sorted(
        (option, str(when)) for option, when in said
    )
    assert "refuted" not in {c.verdict for c in found if "when" not in c.asserted}


TITLE = (
    "A dispute followed after Kenya voted against a General Assembly resolution on the territorial integrity of Ukraine, "
    "“Territorial integrity of Ukraine: defending the principles of the Charter of the United Nations”."
)


@pytest.mark.parametrize(
    ("published", "words", "verdict"),
    [
        (date(2022, 10, 20), TITLE, "refuted"),
        (date(2024, 10, 20), TITLE, "not_in_record"),  # there may be a newer text of that title
        (date(2024, 10, 20), TITLE.replace("resolution on", "resolution of October 2022 on"), "refuted"),
        (date(2024, 10, 20), TITLE.replace("resolution on", "resolution, ES-11/4, on"), "refuted"),
        (date(2024, 10, 20), f"{TITLE} It was carried by 143 votes to 5.", "refuted"),
    ],
)
def test_vote_of_long_before_is_held_against_words_only_where_the_text_tells_it(read, published, words, verdict):  # noqa: F811
    assert [c.verdict for c in read(words, published).claims if c.kind == "vote_position"] == [verdict]


def test_draft_that_would_have_the_assembly_do_something_was_voted_on_in_a_committee(read):  # noqa: F811
    text = (
        "Draft resolution II, approved on 5 October by 130 votes to 4 with 30 abstentions, would have the Assembly declare that the "
        "attempted annexation of regions of Ukraine has no validity."
    )
    claims = read(text, date(2022, 10, 14)).claims
    assert {c.kind for c in claims} >= {"date", "tally"}
    assert {c.verdict for c in claims} == {"not_in_record"}


def test_votes_that_only_their_day_points_to_are_not_named_where_the_words_are_of_another_matter(read):  # noqa: F811
    """Several texts were adopted that day, and none is about fish."""
    text = "The General Assembly voted on Monday to extend the mandate of a panel on the fisheries of small islands by three years."
    [claim] = [c for c in read(text, date(2025, 2, 25)).claims if c.kind == "outcome"]
    assert (claim.verdict, claim.events) == ("not_in_record", ())


@pytest.mark.parametrize(
    "words",
    ["Two other EU members voted against: Hungary and Slovakia.", "Three further EU states opposed the text."],
)
def test_number_of_other_members_is_not_the_number_of_members(read, words):  # noqa: F811
    day, head = ES114
    assert [c for c in behind(read(head + words, day), head, "group_position") if "n" in c.asserted] == []


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("Russia and Belarus led opposition to the measure.", []),
        ("Belarus led the campaign against the resolution.", []),
        ("Albania led the resolution in the Assembly.", [["ALB"]]),
    ],
)
def test_who_led_the_opposition_is_no_author(read, words, subjects):  # noqa: F811
    day, head = ES114
    found = behind(read(head + words, day), head, "sponsorship")
    assert [c.asserted["subjects"] for c in found] == subjects


def test_whose_allies_voted_is_not_one_of_them(read):  # noqa: F811
    day, head = ES114
    found = read(
        head + "In all, 143 countries supported the resolution, including Russian allies Serbia and Hungary.", day
    ).claims
    assert not [c for c in found if "RUS" in c.asserted.get("subjects", ())]
    found = read(head + "It was supported by 143 countries, including China's neighbors Laos and Nepal.", day).claims
    assert not [c for c in found if "CHN" in c.asserted.get("subjects", ())]


def test_vote_that_was_nearly_unanimous_was_not_said_to_be_unanimous(read):  # noqa: F811
    day, head = ES114
    for words in ("In a near-unanimous vote the Assembly adopted it.", "It was adopted by an almost unanimous vote."):
        found = behind(read(head + words, day), head, "outcome")
        assert all("method" not in c.asserted for c in found)


def test_short_name_of_a_state_in_a_title_is_its_name(read):  # noqa: F811
    text = (
        "The General Assembly adopted resolution 50/10, “The necessity of ending the economic, commercial and financial embargo "
        "imposed by the U.S. against Cuba”, in November 1995."
    )
    result = read(text, date(1995, 11, 4))
    assert [c.verdict for c in result.claims if c.kind == "title"] == ["supported"]
    assert result.flags == ()


@pytest.mark.parametrize(
    "words",
    [
        "Kenya voted with 142 others in favour of the resolution.",
        "Kenya stood with 142 other countries in support of the resolution.",
    ],
)
def test_others_that_a_state_voted_with_are_counted_without_it(read, words):  # noqa: F811
    day, head = ES114
    assert behind(read(head + words, day), head, "tally") == []


def test_states_within_the_counts_of_an_amendment_voted_on_it(read):  # noqa: F811
    day, head = ES114
    words = "An amendment was rejected by a vote of 4 in favour (France, Germany, Italy and Spain) to 105 against (Ghana and Kenya)."
    found = behind(read(head + words, day), head, "vote_position")
    assert [c.verdict for c in found] == ["not_in_record", "not_in_record"]


def test_who_may_not_vote_at_all_has_no_motive(read):  # noqa: F811
    day, head = ES114
    for words in (
        "Georgia did not take part in the vote because it was in arrears.",
        "Georgia did not vote because it had lost its vote over unpaid dues.",
    ):
        assert "motive-without-record" not in {f.code for f in read(head + words, day).flags}
    assert "motive-without-record" in {
        f.code for f in read(head + "China abstained because it feared for trade.", day).flags
    }


@pytest.mark.parametrize(
    ("then", "verdict"), [("in March of 2005", "not_in_record"), ("in 2005", "not_in_record"), ("at last", "refuted")]
)
def test_vote_told_at_the_head_at_another_time_is_not_the_one_named_after_it(read, then, verdict):  # noqa: F811
    text = (
        f"The UN Security Council took the matter up {then}. The resolution passed by a vote of 11-0, with four abstentions.\n\n"
        "On June 10, 2024 the UN Security Council adopted Resolution 2735 (2024), which welcomes the new ceasefire proposal."
    )
    told = [
        c.verdict for c in read(text, date(2024, 6, 12)).claims if c.kind == "tally" and c.asserted.get("yes") == 11
    ]
    assert told == [verdict]


@pytest.mark.parametrize("more", ["more", "further", "additional"])
def test_votes_that_were_still_missing_are_not_the_rule(read, more):  # noqa: F811
    text = f"In the Security Council the draft needed three {more} votes to pass."
    assert not [c for c in read(text, date(2022, 10, 14)).claims if "threshold" in c.asserted]
    text = "In the Security Council the draft needed three votes to pass."
    assert [c.verdict for c in read(text, date(2022, 10, 14)).claims if "threshold" in c.asserted] == ["refuted"]


def test_count_greater_than_the_body_is_of_another_vote(read):  # noqa: F811
    text = (
        "The General Assembly on Tuesday overwhelmingly demanded a ceasefire in Gaza. The resolution, similar to one the United States "
        "vetoed in the Security Council on December 8, received 153 votes in favour, 10 against and 23 abstentions."
    )
    found = [(c.motion, c.verdict) for c in read(text, date(2023, 12, 13)).claims if c.kind == "tally"]
    assert found == [("A/RES/ES-10/22", "supported")]
