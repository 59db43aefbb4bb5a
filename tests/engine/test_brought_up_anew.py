"""A text that a sentence brings up anew, behind the vote that an article tells of, is another one: nothing is decided of it by that
vote. And the body of another vote."""

import pytest

from tests.engine.test_beside_the_vote import behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("India voted against a text on fishing.", "vote_position"),
        ("A draft on refugees was opposed by India.", "vote_position"),
        ("Kenya abstained on a resolution about trade in ivory.", "vote_position"),
        ("Brazil sided with Russia on a text calling for talks on debt.", "vote_alignment"),
        ("Cuba tabled a draft on sugar.", "sponsorship"),
        ("All EU members voted against a text on debt.", "group_position"),
        ("A draft on fishing was rejected.", "outcome"),
        ("A Cuban draft was rejected.", "outcome"),
        ("A resolution to condemn Ukraine was voted down.", "outcome"),
        ("A proposal by Mexico failed.", "outcome"),
        ("A draft on fishing passed unanimously.", "outcome"),
        ("A resolution on fishing was binding.", "binding"),
    ],
)
def test_a_text_on_something_else_is_another_vote(read, words, kind):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    (claim,) = behind(result, lead, kind)
    assert claim.verdict == "not_in_record"
    assert not [flag for flag in result.flags if flag.start >= len(lead)]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("India abstained on a resolution on the annexation.", "supported"),
        ("India voted against a resolution on the annexation.", "refuted"),
        ("India voted against the text.", "refuted"),
        ("India voted against it, after a debate on fishing.", "refuted"),
        ("Brazil voted against a text that condemned the annexation of Ukrainian regions.", "refuted"),
    ],
)
def test_a_text_told_of_in_the_same_words_is_the_same(read, words, verdict):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "vote_position")
    assert claim.verdict == verdict


def test_the_first_sentence_brings_up_its_own_vote(read):  # noqa: F811
    day, lead = ES114
    text = "Brazil voted against a United Nations resolution on fishing rights on Wednesday. " + lead
    assert "refuted" not in {c.verdict for c in read(text, day).claims if c.kind == "outcome"}


@pytest.mark.parametrize(
    "words",
    ["The only state that voted with Russia in the Security Council was China.", "Gabon had abstained in the Security Council."],
)  # fmt: skip
def test_a_body_beside_the_one_told_is_that_of_another_vote(read, words):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    assert "refuted" not in {c.verdict for c in behind(result, lead, "body")}
    assert "body-confused" not in {flag.code for flag in result.flags}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Unlike countries such as Belarus, China abstained.", ["CHN"]),
        ("In contrast to partners like Syria, China abstained.", ["CHN"]),
        ("After talks with states such as Syria, India abstained.", ["IND"]),
        ("Countries like China and India abstained.", ["CHN", "IND"]),
        ("Germany voted for it, though some states, like China and India, abstained.", ["CHN", "IND"]),
        ("Together with countries like India, China abstained.", None),
    ],
)
def test_states_that_stand_for_more_of_their_sort(read, words, codes):  # noqa: F811
    day, lead = ES114
    found = [c.asserted["subjects"] for c in behind(read(lead + words, day), lead, "vote_position") if c.asserted["option"] == "abstain"]  # fmt: skip
    assert found == ([codes] if codes else [])
