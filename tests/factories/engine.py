"""A small record in memory for tests of the engine: real votes, with the states that the tests name.

Counts are the real ones; a roll call lists some of the states only, so `roll_complete` is false unless a test asks.
"""

from datetime import date, timedelta

from factcheck.engine.model import (
    Body,
    Counts,
    Group,
    GroupMembership,
    Motion,
    Name,
    RollCall,
    Sponsorship,
    State,
    Statement,
    VoteEvent,
)
from factcheck.engine.record import Record

_STATES = {
    "USA": ("United States", ["US", "U.S.", "USA", "America"], ["American"], ["Washington", "the White House"]),
    "RUS": ("Russia", ["Russian Federation"], ["Russian"], ["Moscow", "the Kremlin"]),
    "UKR": ("Ukraine", [], ["Ukrainian"], ["Kyiv", "Kiev"]),
    "BLR": ("Belarus", [], ["Belarusian"], ["Minsk"]),
    "PRK": ("North Korea", ["DPRK", "Democratic People's Republic of Korea"], ["North Korean"], ["Pyongyang"]),
    "SDN": ("Sudan", [], ["Sudanese"], ["Khartoum"]),
    "SSD": ("South Sudan", [], ["South Sudanese"], []),
    "IND": ("India", [], ["Indian"], ["New Delhi"]),
    "CHN": ("China", [], ["Chinese"], ["Beijing"]),
    "FRA": ("France", [], ["French"], ["Paris"]),
    "GBR": ("United Kingdom", ["UK", "Britain"], ["British"], ["London"]),
    "DEU": ("Germany", [], ["German"], ["Berlin"]),
    "SYR": ("Syria", [], ["Syrian"], ["Damascus"]),
    "ERI": ("Eritrea", [], ["Eritrean"], []),
    "NIC": ("Nicaragua", [], ["Nicaraguan"], []),
    "GEO": ("Georgia", [], ["Georgian"], ["Tbilisi"]),
    "AZE": ("Azerbaijan", [], ["Azerbaijani"], ["Baku"]),
    "NER": ("Niger", [], [], []),
    "NGA": ("Nigeria", [], ["Nigerian"], []),
    "JOR": ("Jordan", [], ["Jordanian"], ["Amman"]),
    "TUR": ("Türkiye", ["Turkey"], ["Turkish"], ["Ankara"]),
    "CIV": ("Côte d'Ivoire", ["Ivory Coast"], ["Ivorian"], []),
    "GIN": ("Guinea", [], ["Guinean"], []),
    "GNB": ("Guinea-Bissau", [], [], []),
    "COG": ("Republic of the Congo", ["Congo", "Congo-Brazzaville"], [], []),
    "COD": ("Democratic Republic of the Congo", ["Congo", "DR Congo"], [], []),
}


def states():
    return tuple(
        State(
            code,
            name,
            (
                *(Name(text) for text in nouns),
                *(Name(text, "adjective") for text in adjectives),
                *(Name(text, "metonym") for text in metonyms),
            ),
        )
        for code, (name, nouns, adjectives, metonyms) in _STATES.items()
    )


BODIES = (
    Body(
        "GA",
        "General Assembly",
        ("UN General Assembly", "U.N. General Assembly", "United Nations General Assembly", "UNGA", "Assembly"),
    ),
    Body("SC", "Security Council", ("UN Security Council", "U.N. Security Council", "UNSC", "Council")),
)


def roll(yes="", no="", abstain="", absent=""):
    options = (("yes", yes), ("no", no), ("abstain", abstain), ("absent", absent))
    return RollCall({code: option for option, codes in options for code in codes.split()})


def event(key, day, counts, votes, *, body="GA", result="adopted", members=None, **more):
    members = members or (15 if body == "SC" else 193)
    return VoteEvent(key, key, body, day, Counts(*counts), members, votes, result=result, sources=("test",), **more)


def motion(
    key,
    title="",
    *,
    body="GA",
    authors="",
    sponsors="",
    whole=False,
    kind="resolution",
    effect="recommendation",
    **more,
):
    listed = (*(Sponsorship(c, "author") for c in authors.split()), *(Sponsorship(c) for c in sponsors.split()))
    symbol = key if kind == "resolution" else ""
    return Motion(
        key,
        body,
        title,
        symbol=symbol,
        kind=kind,
        sponsors=listed,
        sponsors_complete=whole,
        legal_effect=effect,
        item=more.pop("item", "ukraine"),
        **more,
    )


def record():
    """Votes on Ukraine from 2022 to 2025, with the three votes of 24 February 2025 and two amendments."""
    west = "FRA GBR DEU UKR"
    motions = (
        motion("A/RES/ES-11/1", "Aggression against Ukraine", sponsors="USA FRA GBR DEU UKR", whole=True),
        motion("A/RES/ES-11/3", "Suspension of the rights of membership of the Russian Federation in the Human Rights Council", sponsors="USA UKR", effect="decision"),
        motion("A/RES/ES-11/6", "Principles of the Charter of the United Nations underlying a comprehensive, just and lasting peace in Ukraine", sponsors="USA FRA GBR DEU UKR", whole=True),
        motion("A/RES/ES-11/7", "Advancing a comprehensive, just and lasting peace in Ukraine", authors="UKR"),
        motion("A/RES/ES-11/8", "The path to peace", authors="USA"),
        motion("A/RES/ES-11/8/amendment-1", kind="amendment", parent="A/RES/ES-11/8"),
        motion("A/RES/ES-11/8/amendment-4", kind="amendment", parent="A/RES/ES-11/8"),
        motion(
            "S/RES/2774", body="SC", authors="USA", effect="disputed", text_is_whole=True,
            paragraphs=("Implores a swift end to the conflict and further urges a lasting peace between Ukraine and the Russian Federation",),
        ),
        motion("S/2022/155", body="SC", authors="USA", sponsors="", kind="draft", effect="none"),
    )  # fmt: skip
    feb24 = date(2025, 2, 24)
    events = (
        event("A/RES/ES-11/1", date(2022, 3, 2), (141, 5, 35, 12), roll(f"USA {west} GEO NGA TUR", "RUS BLR PRK SYR ERI", "IND CHN SDN NIC", "AZE")),
        event("A/RES/ES-11/3", date(2022, 4, 7), (93, 24, 58, 18), roll(f"USA {west}", "RUS BLR PRK SYR ERI CHN NIC", "IND SDN NGA", "AZE")),
        event("A/RES/ES-11/6", date(2023, 2, 23), (141, 7, 32, 13), roll(f"USA {west} GEO", "RUS BLR PRK SYR ERI NIC", "IND CHN SDN", "AZE")),
        event(
            "A/RES/ES-11/7", feb24, (93, 18, 65, 17),
            roll(f"{west} NGA TUR", "USA RUS BLR PRK SDN ERI NIC NER", "IND CHN SYR", "GEO AZE"),
        ),
        event("A/RES/ES-11/8", feb24, (93, 8, 73, 19), roll("FRA GBR DEU TUR NGA", "RUS BLR PRK SDN NIC NER", "USA UKR IND CHN SYR GEO ERI", "AZE")),
        event("A/RES/ES-11/8/amendment-1", feb24, (60, 18, 81, None), None),
        event("A/RES/ES-11/8/amendment-4", feb24, (31, 71, 59, None), None, result="rejected"),
        event("S/RES/2774", feb24, (10, 0, 5, 0), roll("USA RUS CHN DZA GUY PAK PAN KOR SLE SOM", "", "FRA GBR DNK GRC SVN"), body="SC", roll_complete=True),
        event("S/2022/155", date(2022, 2, 25), (11, 1, 3, 0), roll("USA FRA GBR", "RUS", "CHN IND"), body="SC", result="vetoed", vetoed_by=("RUS",)),
    )  # fmt: skip
    groups = (
        Group(
            "EU",
            "European Union",
            ("EU",),
            tuple(GroupMembership(code) for code in ["FRA", "DEU", "DNK", "GRC", "SVN"]),
        ),
    )
    return Record(states(), BODIES, groups, motions, events)


def record_with_history():
    """The small record with forty more votes of the General Assembly in the year before 24 February 2025, so that percentiles
    and agreement over twelve months say something: the median vote has 4 no votes, Russia and Belarus always vote alike, and
    the United States and Russia vote alike about as often as chance would have it. A/RES/79/901 has a sponsor that voted no. Somebody said one sentence."""
    small = record()
    first = date(2024, 3, 4)
    against = (0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 8, 10, 14, 30, 49) * 2
    ways = ("yes yes", "no yes", "abstain no", "no no", "yes no", "no abstain", "abstain yes", "yes abstain")
    motions, events = [], []
    for number, no in enumerate(against):
        key, (usa, rus) = f"A/RES/79/{900 + number}", ways[number % len(ways)].split()
        votes = RollCall({"USA": usa, "RUS": rus, "BLR": rus, "FRA": "yes", "IND": "yes"})
        motions.append(motion(key, item="", sponsors="USA IND" if number == 1 else ""))
        day = first + timedelta(days=7 * number)
        events.append(event(key, day, (160 - 2 * no, no, 10 + no, 23), votes))
    said = Statement("Jane Speaker", "FRA", date(2025, 2, 24), "Peace cannot be dictated to anybody.", True)
    motions, events = (*small.motions, *motions), (*small.events, *events)
    return Record(small.states, small.bodies, small.groups, motions, events, statements=(said,))
