"""What the Charter and the rules of procedure say of majorities, vetoes and force: a small table, each row with where it
stands. Facts of law that hold for every vote, so they are rules of the engine and not rows of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.engine.model import Motion
from factcheck.engine.text.masking import rx


@dataclass(frozen=True, slots=True)
class Rule:
    """`says` is a sentence without its full stop; `where` names article and document."""

    name: str
    says: str
    where: str

    @property
    def fact(self) -> str:
        return f"{self.says} ({self.where})"


RECOMMENDS = Rule(
    "assembly-recommends",
    "resolutions of the General Assembly on matters of substance are recommendations, which do not bind states",
    "UN Charter, Articles 10 to 14",
)
DECIDES = Rule(
    "assembly-decides",
    "on the budget, membership, elections and its own bodies the Assembly takes decisions that take effect by themselves",
    "UN Charter, Articles 4 to 6, 17, 18 and 22",
)
RIGHTS_COUNCIL = Rule(
    "rights-council-recommends",
    "resolutions of the Human Rights Council do not bind states",
    "General Assembly resolution 60/251",
)
COUNCIL_BINDS = Rule(
    "council-binds", "members agree to carry out the decisions of the Security Council", "UN Charter, Article 25"
)
TWO_THIRDS = Rule(
    "two-thirds",
    "decisions of the Assembly on important questions take two-thirds of the members present and voting, those on other"
    " questions a majority of the members present and voting; members who abstain count as not voting",
    "UN Charter, Article 18; rules of procedure of the General Assembly, rules 83 to 86",
)
ONE_VOTE = Rule(
    "one-vote",
    "each member of the General Assembly has one vote, and there is no veto there",
    "UN Charter, Article 18",
)
NINE_VOTES = Rule(
    "nine-votes",
    "decisions of the Security Council on matters of substance take nine affirmative votes of its fifteen members and no"
    " vote against by a permanent member",
    "UN Charter, Article 27(3)",
)
PROCEDURE = Rule(
    "no-veto-on-procedure",
    "decisions of the Security Council on procedure take nine votes, and no veto applies to them",
    "UN Charter, Article 27(2)",
)
ADMISSION = Rule(
    "admission",
    "a state becomes a member by decision of the General Assembly upon the recommendation of the Security Council",
    "UN Charter, Article 4(2)",
)

_OWN_AFFAIRS = re.compile(
    r"\b(?:budget|financ(?:ing|ial)|expenses|apportionment|assessments?|appropriations?|appointments?|elections?|admission|"
    r"rights of membership|status of \w+ in the (?:united nations|general assembly|assembly|organi[sz]ation)|credentials|rules of procedure|observer status|participation of|pension|common system|"
    r"staff|conferences|calendar|mandate|terms of reference|secretariat|headquarters|capital master plan|"
    r"revitali[sz]ation|programme planning|emergency special session|statute of)\b",
    re.IGNORECASE,
)
_NO_COMMAND = re.compile(
    r"decides (?:also |further )?(?:to remain|to keep|to continue|to adjourn|to include|that it will|to review|to convene)",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"^(?:also |further |hereby )?(?:acting under [^,]{0,60}, )?decides\b", re.IGNORECASE)


def effect_of(motion: Motion) -> str:
    """The legal effect of a text: as the record states it, else by the rules above; "" where neither tells.

    An Assembly text on substance recommends. Where its title or description speaks of money, seats, elections or the
    Assembly's own organisation, it may decide, and nothing is said of it. A Council text binds where a paragraph
    decides something other than what the Council itself will do.
    """
    if motion.legal_effect:
        return motion.legal_effect
    if motion.body == "HRC":
        return "recommendation"
    if motion.body == "GA" and (motion.title or motion.description):
        return "" if _OWN_AFFAIRS.search(f"{motion.title} {motion.description}") else "recommendation"
    if motion.body == "SC" and any(_COMMAND.match(p) and not _NO_COMMAND.match(p) for p in motion.paragraphs):
        return "binding"
    return ""


GENERAL = {"GA": (False, RECOMMENDS), "HRC": (False, RIGHTS_COUNCIL), "SC": (True, COUNCIL_BINDS)}
"""Whether resolutions of a body bind as a rule, and where that stands."""

WORLD_BODY = rx(r"\b(?:world|global|un|u\.n\.|united nations|international) (?:body|organi[sz]ation|assembly|forum)\b")
