"""A small record for tests of claims, and texts about it.

Two votes of one day: the whole text of the one, and a sister text of the same matter on which the United States voted
otherwise than Russia.
"""

from datetime import date

from factcheck.articles.models import ArticleVersion
from factcheck.claims.actions.checking import check_version
from factcheck.claims.models import Claim, Mention
from factcheck.claims.models.claim import FREE
from factcheck.claims.models.mention import Origin
from factcheck.engine.model import Body, Counts, Motion, Name, RollCall, Sponsorship, State, VoteEvent
from factcheck.engine.record import Record
from tests.factories import articles

DAY = date(2025, 2, 24)
TITLE = "Washington votes with Russia at the UN"
TEXT = (
    "The General Assembly on Monday adopted resolution ES-11/7. It received 93 votes in favour, 18 against and 65 "
    "abstentions. India abstained. Brazil voted against the resolution."
)
FRENCH = (
    "L'Assemblée générale a adopté lundi le texte par 93 voix contre 18, et les délégations des petits pays ont "
    "regardé le tableau avec inquiétude, car les règles qui les protègent ne sont plus sûres."
)

_STATES = {
    "BRA": "Brazil",
    "IND": "India",
    "RUS": "Russia",
    "UKR": "Ukraine",
    "USA": "United States",
}


def record(*, yes: int = 93) -> Record:
    """Another number of yes votes gives another snapshot."""
    first = {"BRA": "abstain", "IND": "abstain", "RUS": "no", "UKR": "yes", "USA": "no"}
    return Record(
        states=tuple(_state(code, name) for code, name in _STATES.items()),
        bodies=(Body("GA", "General Assembly", ("General Assembly", "UN General Assembly", "Assembly")),),
        motions=(
            Motion(
                "A/RES/ES-11/7",
                "GA",
                "Advancing a comprehensive, just and lasting peace in Ukraine",
                symbol="A/RES/ES-11/7",
                item="ukraine",
                sponsors=(Sponsorship("UKR", "author"),),
                legal_effect="recommendation",
            ),
            Motion("A/RES/ES-11/8", "GA", "The path to peace", symbol="A/RES/ES-11/8", item="ukraine"),
        ),
        events=(
            _event("A/RES/ES-11/7", Counts(yes, 18, 65, 193 - yes - 18 - 65), first),
            _event("A/RES/ES-11/8", Counts(93, 8, 73, 19), first | {"USA": "abstain"}),
        ),
    )


def _state(code: str, name: str) -> State:
    names = (Name(name), *((Name("Washington", "metonym"),) if code == "USA" else ()))
    return State(code, name, names, member_from=date(1945, 10, 24))


def _event(key: str, counts: Counts, roll: dict[str, str]) -> VoteEvent:
    return VoteEvent(key, key, "GA", DAY, counts, 193, RollCall(roll), result="adopted", sources=("test",))


def checked_version(*, is_published: bool = False, **about: object) -> ArticleVersion:
    """A version that was checked against whatever record `load_record` gives."""
    about = {"title": TITLE, "text": TEXT, "published_on": date(2025, 2, 25)} | about
    version = articles.version(is_published=is_published, **about)
    check_version(version=version, by="system")
    return version


def free_claim(words: str, *, version: ArticleVersion | None = None, claim: Claim | None = None) -> Mention:
    """A claim that a person marked and no rule reads, in a text of its own where none is given."""
    version = version or articles.version(text=f"{words}.", title="")
    start = version.checked_text.index(words)
    return Mention.objects.create(
        claim=claim or Claim.objects.create(kind=FREE, text=words),
        version=version,
        start=start,
        end=start + len(words),
        exact=words,
        origin=Origin.PERSON,
    )
