"""What a text says: verb and object against its operative paragraphs, its description and its title."""

from dataclasses import replace
from datetime import date

import pytest

from factcheck.engine import Article, check, prepare
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine

PARAGRAPHS = (
    "Calls for a de-escalation, an early cessation of hostilities and a peaceful resolution of the war against Ukraine",
    "Recalls its demand that the Russian Federation immediately, completely and unconditionally withdraw all of its military"
    " forces from the territory of Ukraine",
    "Deplores the full-scale invasion of Ukraine by the Russian Federation",
    "Decides to establish a register of damage",
    "Notes with concern the involvement of troops of the Democratic People's Republic of Korea",
)
RECITALS = ("Recalling its resolutions on aggression", "Condemning the killing of civilians in Bucha")


def whole(paragraphs=PARAGRAPHS, recitals=RECITALS, *, is_whole=True):
    record = engine.record()
    motions = tuple(
        replace(m, paragraphs=paragraphs, recitals=recitals, text_is_whole=is_whole) if m.key == "A/RES/ES-11/7" else m
        for m in record.motions
    )
    return prepare(replace(record, motions=motions))


@pytest.fixture(scope="module")
def indices():
    return {"whole": whole(), "some": whole(PARAGRAPHS[:1], (), is_whole=False), "none": whole((), (), is_whole=False)}


@pytest.fixture
def says(indices):
    def says(text, text_held="whole"):
        result = check(Article(LEAD + text, None, PUBLISHED), indices[text_held])
        found = [c for c in result.claims if c.kind == "provision" and c.start >= len(LEAD)]
        return found, {f.code for f in result.flags if f.start >= len(LEAD)}

    return says


SAID = [
    ("The resolution demands that Russia withdraw immediately.", "demands"),
    ("It calls for an early end to the fighting and a peaceful end to the war.", "calls for"),
    ("The resolution, which demands that Russian forces leave Ukraine, passed.", "demands"),
    ("It was a resolution demanding the withdrawal of Russian troops.", "demanding"),
    ("The text deplores Russia's invasion of Ukraine.", "deplores"),
    ("The measure condemned the invasion of Ukraine.", "condemned"),
    ("The resolution also creates a register of damage.", "creates"),
    ("The Assembly demanded that Moscow pull out its troops.", "demanded"),
    ("UN members voted to demand that Russian troops quit Ukraine.", "demand"),
    ("The resolution mentions North Korean troops.", "mentions"),
    ("The text would set up a register of damage.", "set up"),
    ("The Assembly's text, Reuters reports, calls for de-escalation.", "calls for"),
]


@pytest.mark.parametrize(("text", "verb"), SAID)
def test_provision_that_a_paragraph_has_is_supported(says, text, verb):
    found, flags = says(text)
    assert [(c.asserted["verb"], c.verdict) for c in found] == [(verb, "supported")]
    assert "content-mismatch" not in flags


def test_verbs_that_share_a_subject_are_claims_of_their_own(says):
    found, _ = says("It deplores the invasion, demands that Russian forces leave and establishes a register of damage.")
    assert [c.asserted["verb"] for c in found] == ["deplores", "demands", "establishes"]
    assert {c.verdict for c in found} == {"supported"}


@pytest.mark.parametrize("held", ["none", "some"])
def test_without_the_text_nothing_is_decided(says, held):
    found, flags = says("The resolution demands that Russia pay for the damage.", held)
    assert [c.verdict for c in found] == ["not_in_record"]
    assert flags == set()


@pytest.mark.parametrize(
    "text",
    [
        "The resolution demands that Russia pay for the damage.",
        "The resolution calls for a tribunal.",
        "The resolution condemns the killing of hostages.",
    ],
)
def test_missing_words_alone_refute_nothing(says, text):
    found, flags = says(text)
    assert [c.verdict for c in found] == ["not_in_record"]
    assert "content-mismatch" not in flags


@pytest.mark.parametrize(
    "text",
    ["The resolution imposes a ban on oil.", "The text extends the mandate of the mission.", "It lifts the ban."],
)
def test_content_mismatch_needs_the_whole_text_without_such_a_paragraph(says, text):
    assert "content-mismatch" in says(text)[1]
    assert "content-mismatch" not in says(text, "some")[1]


def test_demand_of_which_the_text_has_a_call_only_depends(says):
    found, _ = says("The resolution demands de-escalation and a peaceful resolution of the war.")
    assert [c.verdict for c in found] == ["depends"]


def test_verb_at_the_head_of_a_long_paragraph_is_that_of_all_of_it():
    paragraph = (
        "Demands that the Russian Federation reverse without delay its decisions of that day on the status of certain areas, for "
        "they are contrary to the principles of the Charter and to the obligations that all members of the Organization have taken "
        "upon themselves, and that it immediately and completely withdraw all of its military forces from Ukraine"
    )
    text = f"{LEAD}The resolution demands that Russia completely withdraw its military forces."
    [claim] = [c for c in check(Article(text, None, PUBLISHED), whole((paragraph,))).claims if c.kind == "provision"][
        -1:
    ]
    assert claim.verdict == "supported"
    assert "“Demands … " in claim.explanation


LEFT_OUT = [
    ("It does not name Hamas.", "whole", "supported"),
    ("It does not name Hamas.", "some", "not_in_record"),
    ("The resolution makes no mention of NATO.", "whole", "supported"),
    ("The text does not mention Bucha.", "whole", "refuted"),
    ("The text does not mention Bucha.", "some", "not_in_record"),
    ("It does not condemn North Korea.", "whole", "supported"),
    ("The resolution stops short of condemning Russia.", "whole", "not_in_record"),
]


@pytest.mark.parametrize(("text", "held", "verdict"), LEFT_OUT)
def test_what_is_left_out_is_told_from_the_whole_text_only(says, text, held, verdict):
    found, _ = says(text, held)
    assert [(c.asserted["negated"], c.verdict) for c in found] == [(True, verdict)]


def test_council_recommends_members_and_does_not_admit_them():
    lead = "Russia vetoed the draft S/2022/155 in the Security Council on 25 February 2022. "
    text = "It was a draft resolution to grant full membership to Kosovo."
    result = check(Article(lead + text, None, date(2022, 2, 26)), prepare(engine.record()))
    (claim,) = [c for c in result.claims if c.kind == "provision"]
    assert claim.verdict == "depends"
    assert "Article 4(2)" in claim.explanation


@pytest.mark.parametrize(("number", "verdict"), [("one amendment", "supported"), ("four amendments", "not_in_record")])
def test_number_of_amendments_is_that_of_those_carried(run, number, verdict):
    lead = "The General Assembly adopted “The path to peace” (ES-11/8) on 24 February 2025. "
    result = run(f"The majority changed the resolution with {number}.", lead=lead)
    (claim,) = [c for c in result.claims if c.kind == "provision"]
    assert claim.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "France said it would propose a resolution demanding a truce.",
        "Ukraine demanded that the vote be held.",
        "The ambassador called for peace.",
        "The resolution, backed by Germany, was approved.",
        "Russia's envoy condemned the resolution.",
        "The Assembly approved the resolution.",
    ],
)
def test_plans_deeds_of_states_and_outcomes_are_no_provisions(says, text):
    assert says(text)[0] == []


def test_words_from_the_far_ends_of_a_long_paragraph_are_not_taken_together():
    long = f"Calls for the release of hostages {'and for many other good things ' * 20} and a register of damage"
    result = check(Article(LEAD + "It calls for a hostages register.", None, PUBLISHED), whole((long,)))
    assert [c.verdict for c in result.claims if c.kind == "provision"] == ["not_in_record"]
