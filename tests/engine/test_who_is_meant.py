"""Who acted and who is left out: members excepted behind the verb, states that are only an adjective, verbs that tell of no vote."""

import pytest

from tests.engine.test_beside_the_vote import JERUSALEM, behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401

OTHERS = "Croatia, the Czech Republic, Hungary, Latvia, Poland and Romania"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (f"All EU members voted for the text, except {OTHERS}.", "supported"),
        (f"All EU members backed the resolution (except for {OTHERS}).", "supported"),
        (f"Every EU member supported it, with the exception of {OTHERS}.", "supported"),
        (f"All EU members voted for the text, save {OTHERS}, which abstained.", "supported"),
        ("All EU members voted for the text, except Hungary, which abstained, and Croatia, the Czech Republic, Latvia, Poland and Romania.", "supported"),
        ("All EU members voted for the text, except Hungary.", "refuted"),
        ("All EU members voted for the text.", "refuted"),
        ("No EU member abstained, except Hungary.", "refuted"),
        (f"No EU member abstained apart from {OTHERS}.", "supported"),
    ],
)  # fmt: skip
def test_members_excepted_behind_the_verb_are_left_out(read, words, verdict):  # noqa: F811
    day, lead = JERUSALEM
    (claim,) = behind(read(lead + words, day), lead, "group_position")
    assert claim.verdict == verdict


@pytest.mark.parametrize(
    "words",
    [
        "Thirty-five states, mainly US allies, abstained.",
        "Some French partners, however, abstained.",
        "Countries that trade with Germany, France and Italy abstained.",
        "Allies of Brazil, Kenya and France, abstained.",
        "The two partners of Brazil, Kenya and France abstained.",
        "Brazil nearly abstained.",
        "Kenya all but voted against it.",
        "Brazil did not support sanctions.",
        "Brazil refused to back the embargo on oil.",
        "Kenya did not oppose trade with Moscow.",
        "At the IAEA, Kenya abstained.",
        "At a summit in Jakarta, Kenya opposed the declaration.",
        "Days earlier, in Geneva, Brazil abstained.",
        "Hours earlier Kenya had abstained.",
        "Brazil has abstained before.",
        "A slim majority in Africa voted for it.",
        "On the same day India abstained on a text about food, and China opposed it.",
        "On the same day India abstained on a text about food. China opposed it. So did Brazil.",
    ],
)
def test_no_state_is_accused_by_words_that_tell_of_no_vote_of_its_own(read, words):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    assert not [c.quote for c in result.claims if c.verdict == "refuted" and c.start >= len(lead)]
    assert not [f.code for f in result.flags if f.start >= len(lead)]


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("India did not support the resolution.", "not_yes"),
        ("India did not support it.", "not_yes"),
        ("India did not back the US-drafted text and said so.", "not_yes"),
        ("India refused to endorse the text.", "not_yes"),
        ("India did not oppose the resolution.", "not_no"),
    ],
)
def test_what_a_state_did_not_do_to_the_text_is_its_side(read, words, option):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "vote_position")
    assert (claim.asserted["option"], claim.verdict) == (option, "supported")


def test_the_vote_told_of_before_is_meant_again_once_it_is_named(read):  # noqa: F811
    day, lead = ES114
    words = (
        "India abstained on a text about food. China opposed it. China voted against the resolution on the annexation."
    )
    found = behind(read(lead + words, day), lead, "vote_position")
    assert [c.verdict for c in found] == ["not_in_record", "not_in_record", "refuted"]


def test_a_new_paragraph_is_about_the_vote_of_the_article(read):  # noqa: F811
    day, lead = ES114
    words = "India abstained on a text about food.\n\nChina voted against it."
    found = behind(read(lead + words, day), lead, "vote_position")
    assert [c.verdict for c in found] == ["not_in_record", "refuted"]


@pytest.mark.parametrize(
    "words",
    [
        "It is binding on no one.",
        "The text binds nobody.",
        "Never before had so many voted against Russia.",
        "It is not the first time that India abstained.",
        "For the first time since March, Senegal voted yes.",
        "Brazil votes with Russia half the time.",
        "Russia's allies voted no.",
    ],
)
def test_words_that_say_less_than_they_seem_to_accuse_nobody(read, words):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    assert not [c.quote for c in result.claims if c.verdict == "refuted" and c.start >= len(lead)]
    assert not [f.code for f in result.flags if f.start >= len(lead)]


@pytest.mark.parametrize(
    "words", ["For the first time, India abstained on the matter.", "Nicaragua voted no for the first time."]
)
def test_a_first_time_that_was_none_is_still_found(read, words):  # noqa: F811
    day, lead = ES114
    assert "refuted" in {c.verdict for c in behind(read(lead + words, day), lead, "comparison")}
