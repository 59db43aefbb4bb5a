"""What a text is: its sponsors, its title, its force, the body and the majority it needs."""

import pytest

from factcheck.engine.claims import titles

SPONSORS = [
    ("Ukraine tabled the text together with 50 others.", ["UKR"], "supported"),
    ("Kyiv put forward the resolution with the backing of Britain.", ["UKR"], "supported"),
    ("Ukraine put the draft forward.", ["UKR"], "supported"),
    ("The measure, brought forward by Kyiv, was debated all day.", ["UKR"], "supported"),
    ("It was penned by the Ukrainian delegation.", ["UKR"], "supported"),
    ("The draft, an initiative of Ukraine, was debated all day.", ["UKR"], "supported"),
    ("The resolution was Ukraine's initiative.", ["UKR"], "supported"),
    ("A Ukrainian-led resolution was adopted.", ["UKR"], "supported"),
    ("Spearheaded by Ukraine, the resolution was adopted.", ["UKR"], "supported"),
    ("Ukraine was the main sponsor of the text.", ["UKR"], "supported"),
    ("Ukraine brought in the resolution.", ["UKR"], "supported"),
    ("The text was tabled by Ukraine and its European allies.", ["UKR"], "supported"),
    ("Its sponsors included Ukraine, Germany and France.", ["UKR", "DEU", "FRA"], "not_in_record"),
    ("Russia proposed the resolution.", ["RUS"], "refuted"),
    ("The resolution, championed by Russia, was adopted.", ["RUS"], "refuted"),
]


@pytest.mark.parametrize(("text", "states", "verdict"), SPONSORS)
def test_sponsors_named_in_many_ways(claims, text, states, verdict):
    claim = claims(text, "sponsorship")[0]
    assert (list(claim.asserted["subjects"]), claim.verdict) == (states, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "The Russian resolution was discussed.",
        "Russia put its troops on alert before the vote.",
        "The meeting, led by Germany, ended late after the vote.",
        "Money offered by France is not part of the vote.",
    ],
)
def test_pointing_at_a_text_and_other_deeds_are_no_sponsorship(claims, text):
    assert claims(text, "sponsorship") == []


@pytest.mark.parametrize(
    ("text", "bound", "verdict"),
    [
        ("Resolution ES-11/1 was sponsored by more than 4 member states.", "more", "supported"),
        ("Resolution ES-11/1 was sponsored by more than 90 member states.", "more", "refuted"),
        ("Resolution ES-11/7 was sponsored by more than 50 member states.", "more", "not_in_record"),
        ("Resolution ES-11/1 had 5 sponsors.", "exact", "supported"),
        ("Resolution ES-11/7 had dozens of co-sponsors.", "dozens", "not_in_record"),
    ],
)
def test_number_of_sponsors_is_disproved_only_by_a_whole_list(claims, text, bound, verdict):
    claim = claims(text, "sponsorship")[0]
    assert (claim.asserted["bound"], claim.verdict) == (bound, verdict)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The EU-sponsored resolution passed.", "EU"),
        ("The draft was tabled by European states.", "EUROPEANS"),
        ("The European Union co-sponsored the draft.", "EU"),
    ],
)
def test_group_as_sponsor_is_left_open_where_the_list_is_not_whole(claims, text, group):
    claim = claims(text, "sponsorship")[0]
    assert (claim.asserted["group"], claim.verdict) == (group, "not_in_record")


def test_amendment_is_judged_by_the_amendments_of_the_text(claims):
    claim = claims("France offered amendments to it; Russia had proposed amendments to the US text.", "sponsorship")
    assert all(c.asserted["of"] == "amendment" for c in claim)
    assert {c.verdict for c in claim} == {"not_in_record"}


BINDING = [
    ("The resolution is non-binding but carries moral weight.", False, "supported"),
    ("The text has no legal effect.", False, "supported"),
    ("The resolution, which is not legally-binding, was hailed.", False, "supported"),
    ("Such resolutions are not enforceable.", False, "supported"),
    ("The decision lacks legal strength.", False, "supported"),
    ("The resolution does not oblige Russia to leave.", False, "supported"),
    ("The vote is largely symbolic.", "symbolic", "supported"),
    ("The resolution is legally binding.", True, "refuted"),
    ("General Assembly resolutions are binding on all states.", True, "refuted"),
    ("The UN General Assembly's resolutions lack the force of law.", False, "supported"),
    ("Unlike the Security Council's, its resolutions are not binding.", False, "supported"),
    ("Unlike the Security Council, whose decisions are binding, the Assembly can only recommend.", True, "supported"),
    ("Security Council resolutions are binding under international law.", True, "supported"),
    ("Resolutions of the 193-member world body are not legally binding.", False, "supported"),
]


@pytest.mark.parametrize(("text", "said", "verdict"), BINDING)
def test_force_of_a_text_in_many_ways(claims, text, said, verdict):
    claim = claims(text, "binding")[0]
    assert (claim.asserted["binding"], claim.verdict) == (said, verdict)


BODY = [
    ("There are no vetoes in the General Assembly.", "supported"),
    ("In the General Assembly, unlike in the Security Council, nobody holds a veto.", "supported"),
    ("No state has a veto in the Security Council.", "refuted"),
    ("A Security Council resolution needs nine votes and no veto.", "supported"),
    ("Nine votes are needed for adoption in the Security Council.", "supported"),
    ("To be adopted in the Security Council a text needs 10 votes.", "refuted"),
    ("All 193 members of the General Assembly may vote.", "supported"),
    ("The 15-member council also voted.", "supported"),
    ("The 193-nation world body voted.", "supported"),
    ("The 190-nation world body voted.", "refuted"),
]


@pytest.mark.parametrize(("text", "verdict"), BODY)
def test_bodies_are_judged_by_membership_and_charter(claims, text, verdict):
    found = [c for c in claims(text, "body") if "place" not in c.asserted]
    assert found[0].verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council had called the emergency session; the veto does not apply to such votes.",
        "In the Security Council the veto does not apply on procedural matters.",
        "The Security Council put it on its agenda, and no state has a veto there in that case.",
    ],
)
def test_that_no_veto_applies_to_procedure_is_no_claim_about_the_council_as_such(claims, text):
    assert [c for c in claims(text, "body") if "veto" in c.asserted] == []


MAJORITY = [
    ("A two-thirds majority was required.", "supported"),
    ("The resolution needed a two-thirds majority of members present and voting.", "supported"),
    ("The text needed the support of two-thirds of the 193 members.", "refuted"),
    ("Such a decision takes the votes of two thirds of all member states.", "refuted"),
    ("A resolution must be approved by two-thirds of those voting.", "depends"),
    ("Resolutions require a simple majority.", "depends"),
]


@pytest.mark.parametrize(("text", "verdict"), MAJORITY)
def test_majority_needed_is_judged_by_the_charter(claims, text, verdict):
    found = [c for c in claims(text, "outcome") if "needs" in c.asserted]
    assert [c.verdict for c in found] == [verdict]
    assert "Article 18" in found[0].explanation


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("a comprehensive, just and lasting peace in Ukraine", "supported"),
        ("Advancing a Comprehensive, Just and Lasting Peace", "supported"),
        ("Advancing a lasting and just peace in Ukraine", "depends"),
        ("The Kyiv Charter", "not_in_record"),
    ],
)
def test_title_cut_short_is_true_and_a_nickname_is_left_open(claims, title, verdict):
    found = claims(f"The resolution, titled “{title}”, was adopted.", "title")
    assert [c.verdict for c in found] in ([verdict], [])


def test_title_with_an_ampersand_is_the_title(claims, flags):
    text = "The resolution, titled “Advancing a comprehensive, just & lasting peace in Ukraine”, was adopted."
    assert [c.verdict for c in claims(text, "title")] == ["supported"]
    assert "title-altered" not in flags(text)


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("fueling labor programs in defense of the center", "fuelling labour programmes in defence of the centre"),
        ("the organization of traveling neighbors", "the organisation of travelling neighbours"),
    ],
)
def test_two_spellings_of_a_title_are_one(american, british):
    assert titles._plain(american) == titles._plain(british)
