"""Claims proposed from outside: what the text does not bear out is dropped, and nothing of the engine's own changes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.engine import Article, check, prepare, to_json
from factcheck.engine.proposals import LIMIT, PROPOSABLE, Proposal
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine


def proposal(text, quote, kind, **asserted):
    start = (LEAD + text).index(quote)
    return Proposal(start, start + len(quote), quote, kind, asserted)


@pytest.fixture
def drafted(index):
    """The drafted claims for proposals on `text` behind the lead; the engine's own are as without, to the byte."""

    def drafted(text, *proposals, published=PUBLISHED):
        article = Article(LEAD + text, None, published)
        result = check(article, index, proposals)
        own = json.loads(to_json(result))
        own["claims"] = [claim for claim in own["claims"] if not claim.get("drafted")]
        assert json.dumps(own, ensure_ascii=False) == to_json(check(article, index))
        return [claim for claim in result.claims if claim.drafted]

    return drafted


# (kind, text, quote, asserted, verdict): sentences whose claims the rules do not find by themselves
ADMITTED = [
    ("vote_position", "India parked its vote in the middle column.", "India parked its vote in the middle column.", {"subjects": ["IND"], "option": "abstain"}, "supported"),
    ("vote_position", "For India the red light came on at the Assembly.", "For India the red light came on", {"subjects": ["IND"], "option": "no"}, "refuted"),
    ("vote_position", "The Assembly board glowed red beside Washington and Moscow.", "The Assembly board glowed red beside Washington and Moscow.", {"subjects": ["USA", "RUS"], "option": "no"}, "supported"),
    ("vote_alignment", "At the UN, Washington walked hand in hand with Moscow.", "Washington walked hand in hand with Moscow", {"subjects": ["USA", "RUS"], "with": ["RUS"], "relation": "same"}, "depends"),
    ("tally", "On the Assembly board 93 lights were green and 18 were red.", "93 lights were green and 18 were red", {"yes": 93, "no": 18}, "supported"),
    ("tally", "On the Assembly board more than 90 lights were green.", "more than 90 lights were green", {"yes": 90}, "supported"),
    ("outcome", "With that the gavel of the Assembly fell and the paper sailed through.", "the paper sailed through", {"outcome": "adopted"}, "supported"),
    ("sponsorship", "Kyiv was the mother of the Assembly text.", "Kyiv was the mother of the Assembly text", {"subjects": ["UKR"], "role": "author"}, "supported"),
    ("date", "The Assembly said its piece on 24 February 2025.", "The Assembly said its piece on 24 February 2025.", {"date": ["2025-02-24"]}, "supported"),
    ("group_position", "On the Assembly board the EU glowed green.", "the EU glowed green", {"group": "EU", "option": "yes", "quantifier": "all"}, "not_in_record"),
    ("binding", "The Assembly text is a mere expression of opinion.", "The Assembly text is a mere expression of opinion", {"binding": False}, "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "quote", "asserted", "verdict"), ADMITTED)
def test_proposal_that_the_text_bears_out_is_judged_and_marked(drafted, kind, text, quote, asserted, verdict):
    [claim] = drafted(text, proposal(text, quote, kind, **asserted))
    assert (claim.id, claim.kind, claim.quote, claim.verdict) == ("d1", kind, quote, verdict)
    assert {name: claim.asserted[name] for name in asserted} == asserted
    assert claim.motion == "A/RES/ES-11/7"
    assert claim.explanation


def test_proposal_of_a_number_takes_the_word_before_it_from_the_text(drafted):
    [claim] = drafted(ADMITTED[5][1], proposal(ADMITTED[5][1], ADMITTED[5][2], "tally", yes=90))
    assert claim.asserted == {"yes": 90, "approximate": {"yes": "more than"}}


def test_proposal_of_a_day_may_name_it_by_itself(drafted):
    text = "The Assembly said its piece on 24 February 2025."
    [claim] = drafted(text, proposal(text, text, "date", date="2025-02-24"))
    assert claim.asserted == {"date": ["2025-02-24"]}


def test_proposal_in_a_quotation_is_attributed(drafted):
    text = "“India parked its vote in the middle column at the UN,” Ukraine said."
    [claim] = drafted(
        text,
        proposal(
            text, "India parked its vote in the middle column", "vote_position", subjects=["IND"], option="abstain"
        ),
    )
    assert claim.asserted["attributed"] == "UKR"


INDIA = "India parked its vote in the middle column at the UN on 24 February 2025 with 93 others."
POSITION = {"subjects": ["IND"], "option": "abstain"}
# (text, quote, kind, asserted): each is not borne out by the words of its own sentence
DROPPED = {
    "state not named": (INDIA, INDIA, "vote_position", {"subjects": ["BRA"], "option": "abstain"}),
    "state of the next sentence": (INDIA + " China watched.", INDIA, "vote_position", {"subjects": ["CHN"], "option": "abstain"}),
    "one state too many": (INDIA, INDIA, "vote_position", {"subjects": ["IND", "CHN"], "option": "abstain"}),
    "state that may be two": ("Congo parked its vote at the UN.", "Congo parked its vote", "vote_position", {"subjects": ["COD"], "option": "abstain"}),
    "state twice": (INDIA, INDIA, "vote_position", {"subjects": ["IND", "IND"], "option": "abstain"}),
    "no state": (INDIA, INDIA, "vote_position", {"subjects": [], "option": "abstain"}),
    "state as text": (INDIA, INDIA, "vote_position", {"subjects": "IND", "option": "abstain"}),
    "option unknown": (INDIA, INDIA, "vote_position", {"subjects": ["IND"], "option": "maybe"}),
    "option missing": (INDIA, INDIA, "vote_position", {"subjects": ["IND"]}),
    "slot unknown": (INDIA, INDIA, "vote_position", POSITION | {"verdict": "refuted"}),
    "motion given": (INDIA, INDIA, "vote_position", POSITION | {"motion": "A/RES/ES-11/8"}),
    "kind not proposable": (INDIA, INDIA, "framing", {"measure": "overwhelming"}),
    "kind unknown": (INDIA, INDIA, "motive", {"subjects": ["IND"]}),
    "number not said": (INDIA, INDIA, "tally", {"abstain": 65}),
    "number of a day": (INDIA, INDIA, "tally", {"yes": 24}),
    "number said of others": (INDIA.replace("93 others", "another 93"), "another 93", "tally", {"yes": 93}),
    "number once, twice meant": (INDIA, "with 93 others", "tally", {"yes": 93, "no": 93}),
    "number as a truth": ("One light was green at the UN.", "One light was green", "tally", {"yes": True}),
    "number as text": (INDIA, INDIA, "tally", {"yes": "93"}),
    "other word before the number": (INDIA, INDIA, "tally", {"yes": 93, "approximate": {"yes": "nearly"}}),
    "no count": (INDIA, INDIA, "tally", {}),
    "day not said": (INDIA, INDIA, "date", {"date": "2025-02-25"}),
    "day that is none": (INDIA, INDIA, "date", {"date": "2025-02-30"}),
    "symbol not said": (INDIA, INDIA, "symbol", {"symbol": "A/RES/ES-11/8"}),
    "title not said": (INDIA, INDIA, "title", {"title": "The path to peace in Ukraine"}),
    "group not said": (INDIA, INDIA, "group_position", {"group": "EU", "option": "yes", "quantifier": "all"}),
    "sponsor not named": (INDIA, INDIA, "sponsorship", {"subjects": ["USA"], "role": "author"}),
    "veto of one not named": ("The UN text met its end.", "The UN text met its end", "outcome", {"outcome": "vetoed", "vetoed_by": ["RUS"]}),
    "alignment with oneself": (INDIA, INDIA, "vote_alignment", {"subjects": ["IND"], "with": ["IND"], "relation": "same"}),
    "wish": ("India would park its vote in the middle column at the UN.", "India would park its vote in the middle column", "vote_position", POSITION),
    "wish before the words": ("It would be India in the middle column at the UN.", "India in the middle column", "vote_position", POSITION),
    "question": ("Was it India in the middle column at the UN?", "Was it India in the middle column at the UN?", "vote_position", POSITION),
    "negation": ("India did not park its vote in the middle column at the UN.", "India did not park its vote in the middle column", "vote_position", POSITION),
    "negation long before the words": ("Not one delegate in the long history of the UN recalls that India parked its vote.", "India parked its vote", "vote_position", POSITION),
    "denial long before the words": ("At the UN officials denied with growing anger and again on Monday that India parked its vote.", "India parked its vote", "vote_position", POSITION),
    "denial behind the words": ("India parked its vote at the UN, its envoy told reporters, which was untrue.", "India parked its vote", "vote_position", POSITION),
    "condition behind the words": ("India parked its vote at the UN, if one may believe the papers of the day.", "India parked its vote", "vote_position", POSITION),
    "negation before the words": ("It was not India in the middle column at the UN.", "India in the middle column", "vote_position", POSITION),
    "amendment": ("India saw the amendment sail through at the UN.", "the amendment sail through", "outcome", {"outcome": "adopted"}),
    "not of the United Nations": ("The Bundestag met. India parked its vote in the middle column.", "India parked its vote in the middle column.", "vote_position", POSITION),
}  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "kind", "asserted"), DROPPED.values(), ids=DROPPED)
def test_proposal_that_the_text_does_not_bear_out_is_dropped(drafted, text, quote, kind, asserted):
    assert drafted(text, proposal(text, quote, kind, **asserted)) == []


def test_proposal_on_a_text_like_those_dropped_is_admitted_where_it_is_right(drafted):
    """What `DROPPED` refuses is refused for the reason given."""
    assert len(drafted(INDIA, proposal(INDIA, INDIA, "vote_position", **POSITION))) == 1
    assert len(drafted(INDIA, proposal(INDIA, "with 93 others", "tally", yes=93))) == 1


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (1, 0, INDIA), (0, 1, INDIA), (-1, 0, INDIA), (0, 10**9, INDIA), (10**30, 10**30, INDIA), (0, 0, INDIA + "x"),
        (0, 0, INDIA.lower()), (0, 0, INDIA.replace(" ", "\u00a0", 1)), (0, 0, ""), (0, 0, " "),
    ],
)  # fmt: skip
def test_proposal_whose_place_and_words_differ_is_dropped(drafted, start, end, quote):
    first = len(LEAD)
    assert drafted(INDIA, Proposal(first + start, first + len(INDIA) + end, quote, "vote_position", POSITION)) == []


def test_proposal_over_two_sentences_is_dropped(drafted):
    text = "India parked its vote at the UN. China watched."
    assert drafted(text, proposal(text, text, "vote_position", **POSITION)) == []


@pytest.mark.parametrize("option", ["abstain", "no", "yes"])
def test_proposal_on_what_the_engine_found_is_dropped(drafted, option):
    text = "India abstained on the resolution."
    assert drafted(text, proposal(text, text, "vote_position", subjects=["IND"], option=option)) == []


def test_proposals_against_each_other_are_all_dropped(drafted):
    ways = [proposal(INDIA, INDIA, "vote_position", subjects=["IND"], option=option) for option in ("abstain", "no")]
    assert drafted(INDIA, *ways) == []


def test_proposals_twice_are_one_and_order_does_not_matter(drafted):
    text = INDIA + " Washington and Moscow saw the red light at the UN."
    each = [
        proposal(text, INDIA, "vote_position", **POSITION),
        proposal(
            text, "Washington and Moscow saw the red light", "vote_position", subjects=["USA", "RUS"], option="no"
        ),
    ]
    one_way = drafted(text, *each, *each)
    assert [claim.id for claim in one_way] == ["d1", "d2"]
    assert one_way == drafted(text, *reversed(each))


def test_proposal_of_what_was_admitted_is_admitted_again(drafted):
    """What is stored of a drafted claim is enough to judge it again."""
    for kind, text, quote, asserted, _verdict in ADMITTED:
        [first] = drafted(text, proposal(text, quote, kind, **asserted))
        stored = json.loads(json.dumps(dict(first.asserted)))
        [again] = drafted(text, Proposal(first.start, first.end, first.quote, kind, stored))
        assert again == first


def test_proposals_past_the_limit_are_not_looked_at(drafted):
    bad = Proposal(0, 1, "no", "vote_position", {})
    good = proposal(INDIA, INDIA, "vote_position", **POSITION)
    assert len(drafted(INDIA, *[bad] * (LIMIT - 1), good)) == 1
    assert drafted(INDIA, *[bad] * LIMIT, good) == []


def test_proposals_do_not_raise_flags(index):
    """A flag is about what the rules found."""
    text = "The Assembly board glowed red beside India."
    article = Article(LEAD + text, None, PUBLISHED)
    result = check(article, index, [proposal(text, text, "vote_position", subjects=["IND"], option="no")])
    assert [claim.verdict for claim in result.claims if claim.drafted] == ["refuted"]
    assert result.flags == check(article, index).flags


def test_every_proposable_kind_is_a_kind_of_the_engine_and_says_its_slots():
    from factcheck.engine.claims import BY_NAME

    assert set(PROPOSABLE) <= set(BY_NAME)
    for name, kind in PROPOSABLE.items():
        told = kind.slots - {"attributed", "approximate", "scope"} - ({"subjects"} if name == "outcome" else set())
        assert all(slot in kind.about for slot in told), name


INDEX = prepare(engine.record())
FUZZED = LEAD + INDIA + " Washington and Moscow saw 18 red lights at the UN; EU members looked on."
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["IND", "USA", "EU", "yes", "no", "same", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
SLOTS = sorted({slot for kind in PROPOSABLE.values() for slot in kind.slots})


@st.composite
def proposals(draw):
    start = draw(st.integers(len(LEAD) - 5, len(FUZZED)))
    end = draw(st.integers(start, len(FUZZED)))
    kind = draw(st.sampled_from(sorted(PROPOSABLE)))
    known = PROPOSABLE[kind]
    names = [*known.required, *draw(st.lists(st.sampled_from(sorted(known.slots)), max_size=3))]
    return Proposal(start, end, FUZZED[start:end], kind, {name: draw(JSON) for name in names})


@settings(max_examples=150, deadline=None)
@given(st.lists(proposals(), max_size=5))
def test_proposals_of_any_shape_never_raise_and_change_nothing_else(given_):
    article = Article(FUZZED, None, date(2025, 2, 25))
    result = check(article, INDEX, given_)
    assert [c for c in result.claims if not c.drafted] == list(check(article, INDEX).claims)
