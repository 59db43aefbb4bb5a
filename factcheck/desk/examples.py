"""Hand-made examples of every component in every state, for the style guide. No row of the record is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.messages import SUCCESS, WARNING
from django.contrib.messages.storage.base import Message

from factcheck.operations.drafting import DraftingHelper
from factcheck.record.models import Organization
from factcheck.reviews.models import EvidenceItem
from factcheck.reviews.models.assessment import Accuracy, Framing
from factcheck.web.shapes import (
    ArticleEntry,
    Choice,
    ClaimCard,
    FindingCount,
    FlagCard,
    Fragment,
    Link,
    MotionText,
    ParagraphLine,
    Passage,
    Reading,
    RollCall,
    RollFilter,
    RollGroup,
    Source,
    Sponsors,
    StateVote,
    TextPart,
    VoteLine,
)
from factcheck.web.tally import tally
from factcheck.web.words import OPTIONS, VERDICTS

HELPER = DraftingHelper("helper.example", 443, "/v1/chat/completions", True, "a-model", "", 20, False, True)
KEY = "A/RES/ES-11/7"
TITLE = "Advancing a comprehensive, just and lasting peace in Ukraine"
LONG_TITLE = (
    "Status of the autonomous administration of a very long title that goes on beyond one line: implementation of the "
    "recommendations on assistance, coordination and the follow-up to earlier decisions, including their annexes"
)
STATES = {
    "yes": (
        "Albania",
        "ALB",
        "Bosnia and Herzegovina",
        "BIH",
        "Saint Vincent and the Grenadines",
        "VCT",
        "Ukraine",
        "UKR",
    ),
    "no": (
        "Democratic People’s Republic of Korea",
        "PRK",
        "Russian Federation",
        "RUS",
        "United States of America",
        "USA",
    ),
    "abstain": ("China", "CHN", "India", "IND", "Türkiye", "TUR"),
    "absent": ("Côte d’Ivoire", "CIV", "Venezuela (Bolivarian Republic of)", "VEN"),
}


def _group(option: str, *, named: tuple[str, ...] = ()) -> RollGroup:
    names = STATES[option]
    pairs = zip(names[1::2], names[::2], strict=True)
    votes = [StateVote(code, name, option, is_named=code in named) for code, name in pairs]
    return RollGroup(option, votes, len(votes))


def _filter(**changes: Any) -> RollFilter:
    values: dict[str, Any] = {
        "action": "",
        "groups": (Choice("", "All states", True), Choice("EU", "European Union")),
        "options": tuple(Choice(code, OPTIONS[code].word) for code in STATES),
    }
    return RollFilter(**{**values, **changes})


def tallies() -> list[tuple[str, Any]]:
    """Named tallies: the Assembly, the Council, one vote short of everything, and silent records."""
    return [
        ("General Assembly, 193 members", tally({"yes": 93, "no": 18, "abstain": 65, "absent": 17}, 193)),
        ("Security Council, 15 members", tally({"yes": 10, "no": 0, "abstain": 5, "absent": 0}, 15)),
        ("Very small parts", tally({"yes": 186, "no": 2, "abstain": 3, "absent": 2}, 193)),
        ("Absences not in the record", tally({"yes": 107, "no": 12, "abstain": 51, "absent": None}, 193)),
        ("Only the yes votes known", tally({"yes": 107, "no": None, "abstain": None, "absent": None}, 193)),
        ("Nothing known", tally({}, 193)),
    ]


def roll_calls() -> list[tuple[str, RollCall]]:
    """Named roll calls: whole, filtered, without a match, partial, missing."""
    whole = tuple(_group(option) for option in STATES)
    named = _group("no", named=("USA", "RUS"))
    asked = _filter(
        name="asked",
        label="Filter with two states",
        states=(Link("Russian Federation", "?"), Link("United States", "?")),
        state_codes=("RUS", "USA"),
    )
    two = RollGroup("no", [vote for vote in named.votes if vote.is_named], 3)
    return [
        ("Whole", RollCall(whole, 12, 12, 12, True, _filter(name="whole", label="Filter the whole"))),
        ("Two states asked for", RollCall((two,), 2, 12, 12, True, asked)),
        (
            "No state fits",
            RollCall((), 0, 12, 12, True, _filter(name="none", label="Filter without a match", query="Atlantis")),
        ),
        ("Only some votes known", RollCall((replace(named, declared=12),), 3, 3, 193, False, None)),
        ("Not in the record", RollCall((), 0, 0, 193, False, None)),
    ]


def claims() -> list[ClaimCard]:
    """One card a verdict, a drafted one, one that a person marked; what depends shows its readings at once."""
    readings = (
        Reading("Fewer yes votes than on A/RES/ES-11/1, 2 March 2022", "yes", ("141 yes then, 93 yes now",)),
        Reading(
            "Fewer yes votes than on A/RES/ES-11/5, 14 November 2022",
            "no",
            ("94 yes then, 93 yes now: nearly the same",),
        ),
        Reading("Fewer yes votes than on the vote of 24 February 2026", "unknown"),
    )
    text = "The General Assembly’s record has this vote with exactly these numbers."
    cards = [
        ClaimCard(
            number,
            "Numbers of the vote",
            "93 votes in favour, 18 against and 65 abstentions",
            code,
            text,
            evidence=(Link(KEY, "", "General Assembly, 24 February 2025"),),
        )
        for number, code in enumerate(VERDICTS, start=1)
        if code != "depends"
    ]
    depends = ClaimCard(
        3,
        "Comparison",
        "clearly lower than in earlier votes",
        "depends",
        "True against four earlier votes, false against two.",
        readings,
        flags=(Link("Trend without a baseline", "#flag-3"),),
    )
    drafted = replace(cards[0], number=len(cards) + 2, is_drafted=True, can_go_back=False)
    marked = replace(cards[-1], number=len(cards) + 3, made_by="Rita Reviewer", can_go_back=False)
    folded = replace(cards[0], number=len(cards) + 4, is_folded=True, can_go_back=False)
    return [*cards[:2], depends, *cards[2:], drafted, marked, folded]


def flags() -> list[FlagCard]:
    """One card a severity."""
    roll = Link("How Russia and the United States voted", "#roll-call", "18 no")
    return [
        FlagCard(
            1,
            "direction-ambiguous",
            "high",
            "Direction not stated",
            "Says that the two voted alike, never that both voted no.",
            "Fires when two states cast the same vote and neither the sentence nor its neighbours say which way.",
            (1, 2),
            (roll,),
        ),
        FlagCard(
            2,
            "trend-no-baseline",
            "medium",
            "Trend without a baseline",
            "The earlier votes are not named; against some of them the sentence is true, against others false.",
            "",
            (3,),
        ),
        FlagCard(
            3,
            "title-altered",
            "low",
            "Title altered",
            "The quoted title differs from the record’s by one word.",
            "",
            (4,),
        ),
    ]


def passages() -> list[Passage]:
    """A headline with a flag beside it, and a sentence with overlapping claims."""
    cards = claims()
    head = (Fragment("In a sharp turn, Washington "), Fragment("backs Russia on a UN resolution", 1, (1,)))
    body = (
        Fragment("The resolution, "),
        Fragment("tabled by Ukraine", 2, (2,)),
        Fragment(", passed with "),
        Fragment("93 votes", 3),
        Fragment(" in favour", 4, (3, 4)),
        Fragment(", in the "),
        Fragment("193-member Assembly", 5, (5,)),
    )
    return [
        Passage("headline", head, cards[:1], flags()[:1]),
        Passage("body", body, cards[1:], flags()[1:], is_cut_before=True, is_cut_after=True),
    ]


def day_votes() -> list[VoteLine]:
    """Three votes of one day with two states' positions; one is reported in the article, two are left out."""

    def line(key: str, title: str, counts: tuple[int, int, int], options: str, **more: Any) -> VoteLine:
        named = {"Y": "yes", "N": "no", "A": "abstain"}
        votes = [
            StateVote(c, n, named[o])
            for c, n, o in zip(("USA", "RUS"), ("United States", "Russia"), options, strict=True)
        ]
        total = tally(dict(zip(("yes", "no", "abstain"), counts, strict=True)), None)
        values = {"symbol": key, "body": "General Assembly", "held_on": date(2025, 2, 24), "result": "adopted"}
        return VoteLine(key, title, tally=total, positions=votes, **{**values, **more})

    return [
        line(KEY, TITLE, (93, 18, 65), "NN", relation="Same", is_reported=True, is_current=True),
        line("A/RES/ES-11/8", "The path to peace", (93, 8, 73), "AN", relation="Differs", is_reported=False),
        line("S/RES/2774", LONG_TITLE, (10, 0, 5), "YY", relation="Same", is_reported=False, body="Security Council"),
    ]


def vote_lines() -> list[VoteLine]:
    amendment = VoteLine(
        KEY + "/amendment-1",
        LONG_TITLE,
        "First amendment",
        "Security Council",
        None,
        "rejected",
        "amendment",
        tally({}, 15),
    )
    vetoed = VoteLine(
        "S/2022/155",
        "Draft on the situation in Ukraine",
        "S/2022/155",
        "Security Council",
        date(2022, 2, 25),
        "vetoed",
        "draft",
        tally({"yes": 11, "no": 1, "abstain": 3, "absent": 0}, 15),
    )
    return [vetoed, amendment]


def state_votes() -> list[VoteLine]:
    """Votes as a state's page shows them: one position each."""
    return [replace(line, positions=line.positions[:1]) for line in day_votes()]


def sponsors() -> list[tuple[str, Sponsors]]:
    few = tuple(Link(name) for name in ("Albania", "Ukraine"))
    many = tuple(Link(f"State number {number}") for number in range(1, 54))
    return [
        ("Few and known", Sponsors((("Tabled by", few),), True)),
        ("Many and folded", Sponsors((("Tabled by", few), ("Sponsored by", many)), False)),
        ("Not known", Sponsors((), False)),
    ]


def sources() -> list[Source]:
    return [
        Source(
            "Roll call of A/RES/ES-11/7",
            "United Nations Digital Library",
            "https://digitallibrary.un.org/",
            date(2026, 11, 1),
        ),
        Source("Verbatim record, without an address", "United Nations", note="Read in print."),
    ]


def texts() -> list[tuple[str, MotionText]]:
    parts = [ParagraphLine("(a)", "", "To open the first road;"), ParagraphLine("(b)", "", "To open the second;")]
    preamble = (ParagraphLine("", "Recalling", " its earlier resolutions,"), ParagraphLine("", "Noting", " a report,"))
    operative = (
        ParagraphLine("1.", "Calls upon", " all States:", parts=parts),
        ParagraphLine("2.", "Decides", " to remain seized of the matter."),
    )
    in_short = (
        ParagraphLine("1.", "", "Asks for two roads to be opened"),
        ParagraphLine("", "", "remain seized of the matter", is_quoted=True),
    )
    heading = TextPart("heading", (ParagraphLine("II", "", "Roads"),))
    whole = (TextPart("preamble", preamble), heading, TextPart("operative", operative[:1], operative[1:]))
    return [
        ("Text and fact file", MotionText(whole, sources()[0], in_short)),
        ("Fact file alone", MotionText(in_short=in_short)),
    ]


def entries() -> list[ArticleEntry]:
    found = (FindingCount("supported", 12), FindingCount("depends", 2), FindingCount("not_checkable", 1))
    return [
        ArticleEntry(
            "Washington backs Moscow on a UN resolution",
            "#",
            "Demonstration outlet",
            date(2025, 2, 25),
            found,
            5,
            4,
            ("Direction not stated", "Same-day votes left out"),
        ),
        ArticleEntry(LONG_TITLE, "#", "", None, (), is_published=False),
    ]


def wordings() -> list[SimpleNamespace]:
    """Verdicts as a list of them reads them: one as it was published, one corrected and in doubt."""
    outlet = SimpleNamespace(outlet=SimpleNamespace(name="The Harbour Street Ledger"))
    mention = SimpleNamespace(version=SimpleNamespace(article=outlet))
    day = datetime(2025, 3, 3, 9, tzinfo=UTC)
    return [
        SimpleNamespace(
            claim_text=text, accuracy=accuracy, framing=framing, number=number, published_at=day, mention=mention,
            verdict=SimpleNamespace(slug="an-example", is_doubted=number > 1, published_at=day),
        )
        for text, accuracy, framing, number in (
            ("India abstained", 5, "", 1),
            (f"The vote on “{LONG_TITLE}” was unanimous", 1, "missing_context", 2),
        )
    ]  # fmt: skip


def statements() -> list[EvidenceItem]:
    """In a document, and said to the newsroom in another language."""
    brazil = Organization(code="BRA", name="Brazil", classification="state")
    return [
        EvidenceItem(
            words="We abstain, for the text leaves out who began.",
            speaker="Ana Lima",
            role="Permanent Representative",
            state=brazil,
            said_on=date(2025, 2, 24),
            symbol="A/ES-11/PV.21",
            note="The explanation of the vote.",
        ),
        EvidenceItem(
            words="Nous nous sommes abstenus.",
            language="fr",
            translation="We abstained.",
            speaker="A spokesperson of the mission",
            said_on=date(2025, 3, 3),
            told="mail",
        ),
    ]


def guide() -> dict[str, Any]:
    """The whole context of desk/styleguide.html."""
    return {
        "options": list(OPTIONS),
        "verdicts": list(VERDICTS.values()),
        "severities": ("high", "medium", "low"),
        "tallies": tallies(),
        "rolls": roll_calls(),
        "passages": passages(),
        "day_votes": day_votes(),
        "vote_lines": vote_lines(),
        "state_votes": state_votes(),
        "sponsors": sponsors(),
        "sources": sources(),
        "texts": texts(),
        "entries": entries(),
        "ratings": [*((accuracy, "") for accuracy in Accuracy), *((None, framing) for framing in Framing)],
        "wordings": wordings(),
        "statements": statements(),
        "states": ("United States", "Russia"),
        "levels": ("info", "success", "warning", "error"),
        "said": (Message(SUCCESS, "Stored."), Message(WARNING, "It waits for a second editor.")),
        "icons": (
            "check",
            "cross",
            "fork",
            "silence",
            "opinion",
            "arrow-up",
            "arrow-right",
            "close",
            "warning",
            "info",
        ),
    }
