"""One key for every wording of a proposition."""

import pytest

from factcheck.claims.canonical import LENGTH, canonical_key

KEY = "A/RES/ES-11/7"


@pytest.mark.parametrize(
    ("kind", "asserted", "key"),
    [
        ("vote_position", {"subjects": ["USA"], "option": "no"}, "vote_position|A/RES/ES-11/7|USA|no"),
        ("vote_position", {"subjects": ["USA", "BLR"], "option": "no"}, "vote_position|A/RES/ES-11/7|BLR,USA|no"),
        ("tally", {"yes": 93, "no": 18, "abstain": None}, "tally|A/RES/ES-11/7||no=18;yes=93"),
        ("binding", {"binding": False}, "binding|A/RES/ES-11/7||binding=false"),
        ("title", {"title": "A|B", "words": ["x"]}, 'title|A/RES/ES-11/7||title=A|B;words=["x"]'),
    ],
)
def test_key_is_kind_motion_subjects_and_what_is_asserted(kind, asserted, key):
    assert canonical_key(kind, KEY, asserted) == key


def test_key_does_not_depend_on_the_order_of_subjects_or_slots():
    one = canonical_key("vote_alignment", KEY, {"subjects": ["USA", "RUS"], "relation": "same"})
    other = canonical_key("vote_alignment", KEY, {"relation": "same", "subjects": ["RUS", "USA"]})
    assert one == other


def test_key_of_voting_alike_does_not_depend_on_who_voted_with_whom():
    keys = {
        relation: {
            canonical_key("vote_alignment", KEY, {"subjects": ["RUS", "USA"], "with": [code], "relation": relation})
            for code in ("RUS", "USA")
        }
        for relation in ("same", "opposed")
    }
    assert [len(keys[relation]) for relation in ("same", "opposed")] == [1, 2]


@pytest.mark.parametrize("motion", [None, ""])
def test_key_without_a_motion_is_none(motion):
    assert canonical_key("vote_position", motion, {"subjects": ["USA"], "option": "no"}) is None


def test_key_of_a_very_long_claim_fits_and_stays_apart():
    keys = {canonical_key("title", KEY, {"title": "x" * 5_000 + end}) for end in "ab"}
    assert len(keys) == 2
    assert all(len(key) <= LENGTH for key in keys)
