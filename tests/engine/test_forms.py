"""The forms in which papers tell who voted how, each behind a sentence that names the vote: what is said of whom, and that the
record bears it out. And words beside a vote that are about another one."""

from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.record import factfile

ES114 = (
    date(2022, 10, 13),
    "The UN General Assembly voted on Wednesday by 143 to 5, with 35 abstentions, to condemn Russia's attempted annexation of four regions of Ukraine. ",
)
EMBARGO = (
    date(2007, 10, 31),
    "The UN General Assembly on Tuesday adopted its yearly resolution on the United States embargo against Cuba by 184 votes to 4, with one abstention. ",
)
GAZA = (
    date(2023, 12, 13),
    "The UN General Assembly adopted a resolution on Tuesday demanding a humanitarian ceasefire in Gaza, with 153 votes in favour, 10 against and 23 abstentions. ",
)


@pytest.fixture(scope="module")
def index():
    return prepare(factfile.read(Path(factfile.__file__).parent / "facts").record())


@pytest.fixture
def read(index):
    def read(text, published):
        return check(Article(text, None, published), index)

    return read


@pytest.mark.parametrize(
    ("lead", "text", "said"),
    [
        (ES114, "Besides Russia, the only countries to oppose it were Belarus, North Korea, Nicaragua and Syria.", ["no:BLR,PRK,NIC,SYR"]),
        (ES114, "Apart from Russia itself, only Belarus, North Korea, Nicaragua and Syria opposed the text.", ["no:BLR,PRK,NIC,SYR"]),
        (ES114, "Opponents included Russia, Belarus and North Korea.", ["no:RUS,BLR,PRK"]),
        (ES114, "The opponents were Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "The five were Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "The five that opposed it were Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "Joining Russia in opposition were Belarus, North Korea, Nicaragua and Syria.", ["no:BLR,PRK,NIC,SYR"]),
        (ES114, "Joining Moscow in voting no were Belarus, North Korea, Nicaragua and Syria.", ["no:BLR,PRK,NIC,SYR"]),
        (ES114, "China, India and South Africa were among those that chose to abstain.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were among those who abstained.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were among the abstentions.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were among the abstainers.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were among the 35 that abstained.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were on the list of abstainers.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were in the abstaining camp.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China, India and South Africa were also among the abstaining countries.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "Among the abstainers were China, India and South Africa.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "Those abstaining included China, India and South Africa.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "The abstentions included those of China, India and South Africa.", ["abstain:CHN,IND,ZAF"]),
        (ES114, "China abstained, as did India, Pakistan and Sri Lanka.", ["abstain:CHN", "abstain:IND,PAK,LKA"]),
        (ES114, "China stuck to abstention, as did India, Pakistan and Sri Lanka.", ["abstain:CHN", "abstain:IND,PAK,LKA"]),
        (ES114, "China abstained, and so did India, Pakistan and Sri Lanka.", ["abstain:CHN", "abstain:IND,PAK,LKA"]),
        (ES114, "China opted to abstain, as did India.", ["abstain:CHN", "abstain:IND"]),
        (ES114, "Thirty-five countries abstained: China, India and Pakistan among them.", ["abstain:CHN,IND,PAK"]),
        (ES114, "Thirty-five countries abstained, China, India and Pakistan among them.", ["abstain:CHN,IND,PAK"]),
        (ES114, "Thirty-five countries, among them China, India and Pakistan, abstained.", ["abstain:CHN,IND,PAK"]),
        (ES114, "Who abstained? China and India, among others.", ["abstain:CHN,IND"]),
        (ES114, "Who voted against? Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "Brazil and Saudi Arabia moved to yes.", ["yes:BRA,SAU"]),
        (ES114, "Brazil and Saudi Arabia switched to a yes vote.", ["yes:BRA,SAU"]),
        (ES114, "Brazil and Saudi Arabia were in the yes column.", ["yes:BRA,SAU"]),
        (ES114, "In the no column stood Belarus and North Korea.", ["no:BLR,PRK"]),
        (ES114, "Nicaragua was one of the five that voted against.", ["no:NIC"]),
        (ES114, "Nicaragua was one of five countries to reject it.", ["no:NIC"]),
        (ES114, "Pretoria was one of 35 states that abstained.", ["abstain:ZAF"]),
        (ES114, "South Africa was again among the abstainers.", ["abstain:ZAF"]),
        (ES114, "Even Serbia lined up behind the text.", ["yes:SRB"]),
        (ES114, "Even Serbia backed it.", ["yes:SRB"]),
        (ES114, "Syria came out against it.", ["no:SYR"]),
        (ES114, "Syria cast one of the five votes against.", ["no:SYR"]),
        (ES114, "One of the five votes against was Syria's.", ["no:SYR"]),
        (ES114, "One of the five no votes came from Syria.", ["no:SYR"]),
        (ES114, "Kenya, Ghana, Nigeria and Senegal backed the text.", ["yes:KEN,GHA,NGA,SEN"]),
        (ES114, "Algeria, Uganda and Tanzania were in the abstaining camp.", ["abstain:DZA,UGA,TZA"]),
        (ES114, "Of South Africa's neighbours, Namibia, Mozambique, Lesotho, Eswatini and Zimbabwe abstained too, but Botswana voted in favour.", ["abstain:NAM,MOZ,LSO,SWZ,ZWE", "yes:BWA"]),
        (GAZA, "The 10 were the US, Israel, Austria, Czechia, Guatemala, Liberia, Micronesia, Nauru, Papua New Guinea and Paraguay.", ["no:USA,ISR,AUT,CZE,GTM,LBR,FSM,NRU,PNG,PRY"]),
        (GAZA, "The ten included the US, Israel, Austria and Czechia.", ["no:USA,ISR,AUT,CZE"]),
        (GAZA, "Britain and Germany stuck to abstention, as did Italy, the Netherlands and Ukraine.", ["abstain:GBR,DEU", "abstain:ITA,NLD,UKR"]),
        (GAZA, "France again voted in favour.", ["yes:FRA"]),
        (GAZA, "The only EU members to vote no were Czechia and Austria.", ["no:CZE,AUT"]),
        (GAZA, "Czechia and Austria were the EU members that voted no.", ["no:CZE,AUT"]),
        (GAZA, "Two EU states, Czechia and Austria, voted no.", ["no:CZE,AUT"]),
        (GAZA, "Within the EU, Czechia and Austria voted no.", ["no:CZE,AUT"]),
        (GAZA, "The United Kingdom abstained, followed by Germany.", ["abstain:GBR", "abstain:DEU"]),
        (EMBARGO, "Only the United States, Israel, Palau and the Marshall Islands voted no.", ["no:USA,ISR,PLW,MHL"]),
        (EMBARGO, "The four votes against came from the United States, Israel, Palau and the Marshall Islands.", ["no:USA,ISR,PLW,MHL"]),
        (EMBARGO, "Micronesia was the one to abstain.", ["abstain:FSM"]),
        (EMBARGO, "The lone abstention was Micronesia's.", ["abstain:FSM"]),
        (EMBARGO, "The single abstention came from Micronesia.", ["abstain:FSM"]),
        (EMBARGO, "Against: the United States, Israel, Palau and the Marshall Islands.", ["no:USA,ISR,PLW,MHL"]),
        (EMBARGO, "The United States, Israel, Palau and the Marshall Islands were alone in opposing it.", ["no:USA,ISR,PLW,MHL"]),
        (EMBARGO, "The United States, Israel, Palau and the Marshall Islands stood alone in voting against.", ["no:USA,ISR,PLW,MHL"]),
        (EMBARGO, "The noes came from the United States, Israel, Palau and the Marshall Islands.", ["no:USA,ISR,PLW,MHL"]),
        (EMBARGO, "Washington and its ally Israel voted in the negative.", ["no:USA,ISR"]),
        (EMBARGO, "Albania, Iraq and El Salvador were absent.", ["absent:ALB,IRQ,SLV"]),
        (EMBARGO, "Albania, Iraq and El Salvador did not cast a vote.", ["absent:ALB,IRQ,SLV"]),
        (EMBARGO, "Albania, Iraq and El Salvador failed to vote.", ["absent:ALB,IRQ,SLV"]),
        (GAZA, "The United States and Israel were joined in opposition by Austria, Czechia and Guatemala.", ["no:AUT,CZE,GTM"]),
        (GAZA, "The opponents: the United States, Israel and Austria.", ["no:USA,ISR,AUT"]),
        (GAZA, "France and Spain voted in favour, Austria against.", ["yes:FRA,ESP", "no:AUT"]),
        (GAZA, "Among those abstaining were Britain and Germany.", ["abstain:GBR,DEU"]),
        (ES114, "Besides Russia itself, the five were Belarus, North Korea, Nicaragua and Syria.", ["no:BLR,PRK,NIC,SYR"]),
        (ES114, "Five said no: Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "Brazil and Mexico voted in favour, South Africa abstained, Nicaragua against.", ["yes:BRA,MEX", "abstain:ZAF", "no:NIC"]),
        (ES114, "Among the 143 were Brazil, Turkey and Saudi Arabia.", ["yes:BRA,TUR,SAU"]),
        (ES114, "Brazil, Turkey and Saudi Arabia were among the 143.", ["yes:BRA,TUR,SAU"]),
        (ES114, "India was among the 35, while Brazil voted yes.", ["abstain:IND", "yes:BRA"]),
        (ES114, "Brazil and Serbia were among those 143.", ["yes:BRA,SRB"]),
        (ES114, "Russia, Belarus and Syria were among the five no votes.", ["no:RUS,BLR,SYR"]),
        (ES114, "The nays came from Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "- Against: 5 (Russia, Belarus, North Korea, Nicaragua, Syria)", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "- Abstaining: 35 (among them China and India)", ["abstain:CHN,IND"]),
        (ES114, "Serbia was in favour; so was Brazil.", ["yes:SRB", "yes:BRA"]),
        (ES114, "China chose to abstain, and India did likewise.", ["abstain:CHN", "abstain:IND"]),
        (ES114, "China abstained; India did so too.", ["abstain:CHN", "abstain:IND"]),
        (ES114, "China has abstained. So have India and Pakistan.", ["abstain:CHN", "abstain:IND,PAK"]),
        (ES114, "China abstained. India followed suit.", ["abstain:CHN", "abstain:IND"]),
        (ES114, "Nicaragua, on the other hand, was the only Latin American country that voted against it.", ["no:NIC"]),
        (ES114, "Nicaragua was one of just five states, including Russia, to vote against the text.", ["no:NIC"]),
        (ES114, "China, which wanted more time, was joined by India in abstaining.", ["abstain:CHN", "abstain:IND"]),
        (ES114, "China abstained for the second time and was joined by India.", ["abstain:CHN,IND"]),
        (ES114, "Who were the five? Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "No: Russia, Belarus, North Korea, Nicaragua, Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "India and Pakistan refrained from voting.", ["aside:IND,PAK"]),
        (ES114, "South Africa, Algeria, Central Africa Republic, Congo-Brazzaville and Guinea abstained.", ["abstain:ZAF,DZA,CAF,COG,GIN"]),
        (EMBARGO, "Only one country abstained, Micronesia, which has a treaty with Washington.", ["abstain:FSM"]),
        (ES114, "China and South Africa sat it out.", ["aside:CHN,ZAF"]),
        (ES114, "Brazil was in favour, Nicaragua against, and China abstained.", ["yes:BRA", "no:NIC", "abstain:CHN"]),
        (EMBARGO, "Iraq was a no-show. So were Albania and El Salvador.", ["absent:IRQ", "absent:ALB,SLV"]),
    ],
)  # fmt: skip
def test_form_is_read_and_borne_out(read, lead, text, said):
    published, head = lead
    claims = [c for c in read(head + text, published).claims if c.kind == "vote_position" and c.start >= len(head)]
    assert sorted(f"{c.asserted['option']}:{','.join(c.asserted['subjects'])}" for c in claims) == sorted(said)
    assert {c.verdict for c in claims} == {"supported"}


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        (ES114, "Opponents included Russia, Belarus and India."),
        (ES114, "The five were Russia, Belarus, North Korea, Nicaragua and Eritrea."),
        (ES114, "Joining Russia in opposition were Belarus, North Korea, Nicaragua and India."),
        (ES114, "Serbia was among the abstainers."),
        (ES114, "Among the 35 were Brazil, Turkey and Saudi Arabia."),
        (ES114, "Brazil and Mexico voted in favour, South Africa abstained, India against."),
        (GAZA, "Britain moved to yes."),
        (ES114, "Brazil was in favour; so was India."),
        (ES114, "- Against: 5 (Russia, Belarus, North Korea, Nicaragua, Eritrea)"),
        (ES114, "Brazil and India were among those 143."),
        (GAZA, "France and Germany voted in favour, Austria against."),
    ],
)
def test_form_with_a_false_name_is_refuted(read, lead, text):
    published, head = lead
    claims = [c for c in read(head + text, published).claims if c.kind == "vote_position" and c.start >= len(head)]
    assert "refuted" in {c.verdict for c in claims}


WORDS_OF_ANOTHER_VOTE = [
    # what a relative clause says of the states before it is not repeated by "so did"
    (GAZA, "Australia, Canada and Japan, which had all abstained in October, went over to the majority, and so did India."),
    # one count of two kinds
    (ES114, "In March 141 states had condemned Moscow, five backed it and 35 stood aside."),
    # the second clause has states of its own
    (EMBARGO, "Only Israel sided with Washington, and one country, Micronesia, abstained."),
    # clock times are no counts
    (GAZA, "\n\n12:14 - Against: Austria, Israel, Liberia, Nauru and others."),
    # a text that goes by its bare number, and one of its own in a clause
    (GAZA, "The others are 2712 of last November, which was carried by 12 votes with the US abstaining."),
    # another wording, another chamber, another author
    (GAZA, "An attempt to put back the word “permanent” failed: just three countries were in favour; France was against."),
    (GAZA, "In the evening, in the other chamber, a text was adopted. Britain could have stopped it. It abstained. So did France."),
    (GAZA, "The draft by Brazil and Norway had been backed on Monday by 13 members. France abstained."),
    # another day
    (GAZA, "Six weeks earlier, on October 27, Jordan had tabled a text of its own. India abstained."),
    (GAZA, "\n\nOctober 27, 2023. Jordan. Truce, 121 in favour. India abstained."),
    (GAZA, "In October it was 121 to 14, and in August 133 to 12."),
    (GAZA, "338 (October 1973): a ceasefire, fourteen votes in favour. China did not vote."),
    (GAZA, "Neither: on Syria, where only Russia and Nicaragua were opposed, and on Ukraine."),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "text"), WORDS_OF_ANOTHER_VOTE)
def test_words_about_another_vote_are_not_held_against_this_one(read, lead, text):
    published, head = lead
    result = read(head + text, published)
    assert not [c.quote for c in result.claims if c.verdict == "refuted" and c.start >= len(head)]
    assert not [f.code for f in result.flags if f.start >= len(head)]


BACKGROUND = "In March the Assembly had adopted a resolution demanding that Russia withdraw from Ukraine, by 141 votes to 5, with 35 abstentions.\n\n"


def test_new_paragraph_comes_back_to_the_vote_of_the_day(read):
    published, head = ES114
    text = f"{head}\n\n{BACKGROUND}Nicaragua voted no. Angola and Senegal voted in favour."
    claims = [c for c in read(text, published).claims if c.kind == "vote_position"]
    assert [(c.motion, c.verdict) for c in claims] == [("A/RES/ES-11/4", "supported")] * 2


def test_what_is_true_of_the_vote_before_is_not_refuted_of_the_vote_of_the_day(read):
    published, head = ES114
    text = f"{head}\n\n{BACKGROUND}Eritrea voted no. Angola and Senegal abstained."
    claims = [c for c in read(text, published).claims if c.kind == "vote_position"]
    assert len(claims) == 2 and all(c.verdict != "refuted" for c in claims)


def test_adopted_but_not_unanimously_depends(read):
    text = "The UN Security Council on Friday adopted resolution 2720 on aid to Gaza. Resolution 2720 was adopted unanimously."
    (claim,) = [c for c in read(text, date(2023, 12, 23)).claims if c.asserted.get("method") == "unanimous"]
    assert claim.verdict == "depends" and "unanimous" in claim.explanation


@pytest.mark.parametrize(
    ("text", "published", "motion"),
    [
        ("The resolution by which the United Nations asks for an end of the US embargo against Cuba was approved on Tuesday with 184 votes in favour. The four votes against came from the United States, Israel, Palau and the Marshall Islands.", date(2007, 10, 31), "A/RES/62/3"),
        ("The United States on Friday vetoed a resolution demanding a ceasefire in Gaza. Britain abstained.", date(2023, 12, 9), "S/2023/970"),
        ("The Security Council on Monday welcomed a ceasefire plan. The resolution, numbered 2735, won 14 votes. Russia abstained.", date(2024, 6, 11), "S/RES/2735"),
        ("The council met on Monday. Resolution 2735 states that the plan has three phases. It was adopted by the Security Council with 14 votes.", date(2024, 6, 11), "S/RES/2735"),
    ],
)  # fmt: skip
def test_vote_is_known_without_its_body_by_its_size_its_veto_or_its_number(read, text, published, motion):
    result = read(text, published)
    assert motion in {c.motion for c in result.claims if c.verdict == "supported"}
    assert not [c for c in result.claims if c.verdict == "refuted"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Russia used its veto in the Security Council on Friday. China, India and the United Arab Emirates abstained.", ["supported"] * 2),
        ("China used its veto in the Security Council on Friday. Russia, India and the United Arab Emirates abstained.", ["not_in_record"] * 2),
    ],
)  # fmt: skip
def test_who_vetoed_and_the_day_tell_a_vote_of_the_council(read, text, verdicts):
    assert [claim.verdict for claim in read(text, date(2022, 2, 26)).claims] == verdicts


@pytest.mark.parametrize(
    ("line", "when", "day"),
    [
        ("UNITED NATIONS, Feb. 24 — ", "today", 24),
        ("UNITED NATIONS, February 24 (AP) - ", "today", 24),
        ("NEW YORK, 25 February (Reuters) – ", "yesterday", 24),
        ("Geneva, Feb. 25 - ", "on Monday", 24),
        ("New York (Reuters), Feb 25: ", "yesterday", 24),
        ("UNITED NATIONS, Feb. 23 — ", "today", 23),
        ("", "on Monday", 24),
    ],
)
def test_today_is_the_day_of_the_date_line_which_claims_nothing(read, line, when, day):
    text = f"{line}The General Assembly adopted the Ukrainian text {when} with 93 votes in favour, 18 against and 65 abstentions."
    claims = read(text, date(2025, 2, 26)).claims
    days = [(claim.asserted["date"], claim.verdict) for claim in claims if claim.kind == "date"]
    assert days == [([f"2025-02-{day}"], "supported" if day == 24 else "not_in_record")]


@pytest.mark.parametrize("line", ["Monday, Feb. 25 - ", "Feb. 25 - ", "On February 25 - "])
def test_day_that_an_entry_begins_with_is_its_own(read, line):
    text = (
        f"{line}The General Assembly adopts the Ukrainian text with 93 votes in favour, 18 against and 65 abstentions."
    )
    claims = read(text, date(2025, 2, 26)).claims
    assert [claim.asserted["date"] for claim in claims if claim.kind == "date"] == [["2025-02-25"]]


@pytest.mark.parametrize(
    ("text", "group", "quantifier"),
    [
        ("All 27 members of the European Union were in favour.", "EU", "count"),
        ("All members of the European Union voted for the text.", "EU", "all"),
        ("Every member of NATO voted yes.", "NATO", "all"),
        ("No member of ASEAN voted no.", "ASEAN", "none"),
        ("The members of the European Union backed the text.", "EU", "bare"),
        ("Four members of the CSTO abstained.", "CSTO", "count"),
    ],
)
def test_members_of_a_group_are_the_group(read, text, group, quantifier):
    published, head = ES114
    (claim,) = [c for c in read(head + text, published).claims if c.kind == "group_position"]
    assert (claim.asserted["group"], claim.asserted["quantifier"]) == (group, quantifier)
    assert claim.verdict == "supported"


@pytest.mark.parametrize(
    "text",
    ["Hungary and Turkey, both members of NATO, voted in favour.", "Hungary, a member of the European Union, voted in favour."],
)  # fmt: skip
def test_member_that_is_named_is_not_the_group(read, text):
    published, head = ES114
    assert [c.kind for c in read(head + text, published).claims if c.start >= len(head)] == ["vote_position"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("For: 143, against: 5, abstentions: 35.", {"yes": 143, "no": 5, "abstain": 35}),
        ("In favour - 143, against - 5, abstained - 35.", {"yes": 143, "no": 5, "abstain": 35}),
        ("Against — 5.", {"no": 5}),
        ("No: 5.", {"no": 5}),
        ("- Against: 5 (Russia, Belarus, North Korea, Nicaragua, Syria)", {"no": 5}),
        ("Of the Assembly's members, 143 voted in its favour and five against.", {"yes": 143, "no": 5}),
        (
            "The text received support from 143 countries, while 35 including China and India abstained.",
            {"yes": 143, "abstain": 35},
        ),
        ("It was voted by 143 member-states, while 35 abstained and 10 did not vote.", {"abstain": 35, "absent": 10}),
        (
            "The result was 143 countries for, five - Russia, Belarus, North Korea, Nicaragua and Syria - against.",
            {"yes": 143, "no": 5},
        ),
        ("A total of 143 members of the U.N. General Assembly voted on Wednesday for a resolution.", {"yes": 143}),
        ("India was one of 35 countries abstaining.", {"abstain": 35}),
        ("35 of the 193 U.N. member nations abstained, while 10 were not present.", {"abstain": 35, "absent": 10}),
        ("The 5 that voted against a condemnation were no friends of Kyiv.", {"yes": 5}),
    ],
)
def test_counts_in_the_forms_of_tables_and_agencies(read, text, counts):
    published, head = ES114
    (claim,) = [c for c in read(head + text, published).claims if c.kind == "tally" and c.start >= len(head)]
    assert {name: claim.asserted[name] for name in counts} == counts
    assert claim.verdict == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "Five countries supported Russia by voting no.",
        "Members said Belarus had angered Ukraine by voting no.",
        "All three countries rejected the text.",
        "Members met on Wednesday to vote on two opposed projects of resolution.",
        "Nine countries negatively changed their votes.",
    ],
)
def test_words_that_count_no_votes_on_the_text(read, text):
    published, head = ES114
    claims = [c for c in read(head + text, published).claims if c.start >= len(head)]
    assert not [
        c for c in claims if c.kind == "tally" or "UKR" in c.asserted.get("subjects", ()) or c.verdict == "refuted"
    ]


def test_those_who_are_for_a_state_may_be_for_the_text_or_against_it(read):
    published, head = ES114
    said = {text: c.verdict for text in ("5 countries supported Russia.", "143 countries supported Ukraine.", "9 countries supported Russia.")
            for c in read(head + text, published).claims if c.kind == "tally" and c.start >= len(head)}  # fmt: skip
    assert list(said.values()) == ["supported", "supported", "not_in_record"]


def test_news_of_the_day_comes_before_the_vote_it_is_compared_with(read):
    text = (
        "The UN General Assembly has backed a call for a ceasefire in Gaza, with 153 countries in favour. The UK abstained.\n\n"
        "That is far more than for a resolution of 27 October on a humanitarian truce, which was passed by 120-14 with 45 abstentions."
    )
    claims = read(text, date(2023, 12, 12)).claims
    assert [(c.verdict, c.motion) for c in claims if c.kind == "vote_position"] == [("supported", "A/RES/ES-10/22")]


def test_three_counts_of_a_vote_are_its_own_beside_those_of_one_that_is_not_there(read):
    published, _ = ES114
    text = (
        "The UN General Assembly adopted two resolutions on Wednesday. The one on Ukraine got 143 votes in favour, 5 against and 35 abstentions,"
        " and the one on whales got 101 votes in favour, 7 against and 61 abstentions."
    )
    tallies = [(c.asserted["yes"], c.verdict) for c in read(text, published).claims if c.kind == "tally"]
    assert tallies == [(143, "supported"), (101, "not_in_record")]


def test_of_a_group_including_so_many_is_at_least_so_many(read):
    published, head = GAZA
    (claim,) = [
        c
        for c in read(head + "Twenty-three countries abstained, including seven EU states.", published).claims
        if c.kind == "group_position"
    ]
    assert claim.verdict == "depends"
