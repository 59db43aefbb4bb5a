"""Sentences for each flag: some on which it fires and near misses on which it does not. They are printed in docs/flags.md
and run by the tests against the small record of tests/factories/engine.py.

Each stands behind `LEAD`, which names the vote of 24 February 2025 beyond doubt, unless it has a lead of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LEAD = (
    "The UN General Assembly on Monday adopted a resolution titled “Advancing a comprehensive, just and lasting peace in Ukraine”"
    " with 93 votes in favour, 18 against and 65 abstentions. "
)
PUBLISHED = date(2025, 2, 25)


@dataclass(frozen=True, slots=True)
class Example:
    """`text` in an article published on 25 February 2025, behind `lead`, with a headline where `title` is given."""

    text: str
    lead: str = LEAD
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    fires: tuple[Example, ...]
    silent: tuple[Example, ...]


def _of(fires: tuple[str | Example, ...], silent: tuple[str | Example, ...]) -> Examples:
    return Examples(*(tuple(e if isinstance(e, Example) else Example(e) for e in group) for group in (fires, silent)))


_BRIEF = "The UN General Assembly on Monday adopted “Advancing a comprehensive, just and lasting peace in Ukraine” (resolution ES-11/7). "
_COUNCIL = "The UN Security Council on Monday adopted resolution 2774 with 10 votes in favour and five abstentions. "
_PATH = "The UN General Assembly adopted “The path to peace” (resolution ES-11/8) on 24 February 2025. "
_LISTED = "The UN General Assembly adopted resolution 79/901 on 11 March 2024. "
_MARCH = "The UN General Assembly adopted “Aggression against Ukraine” (resolution ES-11/1) on 2 March 2022 with 141 votes in favour, 5 against and 35 abstentions. "
_VETO = "On 25 February 2022 Russia vetoed a draft (S/2022/155) in the UN Security Council with 11 votes in favour, 1 against and 3 abstentions. "

_COUNCIL = "The UN Security Council adopted resolution 2774 on 24 February 2025 with 10 votes in favour. "

EXAMPLES: Mapping[str, Examples] = {
    "direction-ambiguous": _of(
        ("The US voted alongside Russia.", Example("Diplomats were taken aback. They left early.", title="US sides with Russia at the UN")),
        ("The US voted alongside Russia. Both voted no.", "The US sided with Russia and voted against it.", "India voted alongside Russia."),
    ),
    "alignment-scope": _of(
        ("The US sided with Russia.",),
        ("The US voted alongside Russia on it.", "Belarus sided with Russia at the UN vote."),
    ),
    "single-vote-generalised": _of(
        ("After the vote it was plain that the US consistently sides with Russia.", "The vote completes the US shift toward Russia."),
        ("Belarus consistently votes with Russia on such a resolution.", "The US voted with Russia on the resolution.", "The vote is no US shift toward Russia."),
    ),
    "same-day-omitted": _of(
        ("The US voted alongside Russia.",),
        ("The US voted alongside Russia. It abstained on its own rival resolution; in the Security Council both voted yes.",),
    ),
    "position-wrong": _of(("France voted against it.",), ("France voted for it.", "India voted against it.")),
    "abstention-as-side": _of(
        ("India voted against it.", "China refused to back the resolution."), ("India abstained.", "France voted against it.")
    ),
    "group-overgeneralised": _of(
        (
            Example("Most EU members voted in favour.", _COUNCIL), Example("All EU states except France abstained, and EU members voted yes.", _COUNCIL),
            Example("Six EU countries abstained.", _COUNCIL),
        ),
        (
            Example("All EU members abstained.", _COUNCIL), Example("Four EU countries abstained.", _COUNCIL),
            Example("No EU member voted against.", _COUNCIL), "All EU members voted in favour.",
        ),
    ),
    "absent-as-abstain": _of(
        ("Georgia abstained from the vote.", Example("The vote was 93 in favour, 18 against and 82 abstentions.", _BRIEF)),
        ("Georgia did not vote.", "Syria abstained.", Example("The vote was 93 in favour, 18 against and 64 abstentions.", _BRIEF)),
    ),
    "sponsor-misattributed": _of(
        ("The resolution was drafted by Russia.",),
        ("The resolution was drafted by Ukraine.", "The resolution was tabled by Türkiye."),
    ),
    "sponsor-vote-conflict": _of(
        (Example("The resolution was sponsored by the United States.", _LISTED),), (Example("The resolution was sponsored by India.", _LISTED),)
    ),
    "tally-wrong": _of(("The vote was 93-19-65.",), ("The vote was 93-18-65.",)),
    "tally-other-event": _of(("The vote was 93-8-73, it said of resolution ES-11/7.",), ("The vote was 93-19-65, it said of resolution ES-11/7.",)),
    "tally-cherry-picked": _of(
        (Example("The resolution won 93 votes in favour.", _BRIEF), Example("Only 18 countries voted against it.", _BRIEF)),
        (
            Example("The resolution won 93 votes in favour. There were 65 abstentions.", _BRIEF),
            Example("141 countries voted in favour.", "The UN General Assembly adopted “Aggression against Ukraine” (resolution ES-11/1) on 2 March 2022. "),
        ),
    ),
    "majority-word": _of(
        ("The resolution was overwhelmingly adopted.", "Most of the world voted in favour of the resolution."),
        (
            Example("The resolution was overwhelmingly adopted.", _MARCH),
            Example("Most of the world voted in favour of the resolution.", _MARCH),
            "The resolution passed with an overwhelming majority of EU states in support.",
            Example("The Assembly voted overwhelmingly against the war.", _MARCH),
        ),
    ),
    "unanimity-overstated": _of(("The Assembly unanimously adopted the resolution.",), ("The Assembly adopted the resolution.",)),
    "isolation-overstated": _of(
        ("The vote left Russia isolated.", "Russia stood alone in voting against the resolution."),
        (Example("The vote left Russia isolated.", _VETO), "The vote did not leave Russia isolated.", Example("Russia was isolated in the vote.", _MARCH)),
    ),
    "non-binding-as-binding": _of(
        ("The resolution is legally binding.", "The General Assembly ordered Russia to leave."),
        ("The resolution demands that Russia leave. It is non-binding.",),
    ),
    "symbolic-overstated": _of(
        (Example("The purely symbolic resolution ES-11/3 was passed on 7 April 2022 by 93 votes to 24 with 58 abstentions."),),
        ("The vote was purely symbolic.",),
    ),
    "superlative-false": _of(
        ("It was the highest support of all the resolutions since the war began.", "For the first time since the war began China abstained."),
        ("It was the lowest support of all the resolutions since the war began.", "It was the first time that the United States voted against a resolution on Ukraine."),
    ),
    "trend-no-baseline": _of(
        ("Support was notably lower compared to previous votes on Ukraine.",),
        ("Support was lower than for resolution ES-11/1, the earlier vote.",),
    ),
    "bloc-by-vote": _of(
        ("Among the countries supporting Russia were its allies, including Belarus and Sudan, in the vote.",), ("Belarus and Sudan voted no.",)
    ),
    "kind-confused": _of(
        ("The Assembly rejected the resolution “The path to peace”.", Example("The Security Council adopted the draft resolution.", _VETO)),
        ("The Assembly adopted the resolution “The path to peace”.", Example("The draft resolution was rejected.", _VETO)),
    ),
    "body-confused": _of(
        (Example("", "The UN Security Council on Monday adopted resolution ES-11/7 on peace in Ukraine with 93 votes in favour and 18 against. "),),
        (Example("", "The UN General Assembly on Monday adopted resolution ES-11/7 on peace in Ukraine with 93 votes in favour and 18 against. "),
         "The Security Council adopted a resolution the same day."),
    ),
    "title-altered": _of(
        ("The text was titled “Advancing a complete, just and lasting peace in Ukraine”.",),
        ("The text was titled “Advancing a Comprehensive, Just, and Lasting Peace in Ukraine”.",),
    ),
    "coincidence-method": _of(
        ("The US voted with Russia 40 per cent of the time in 2024.",), ("Belarus voted with Russia 100 per cent of the time in 2024.",)
    ),
    "quote-altered": _of(
        ("“Peace should never be dictated to anybody,” Jane Speaker said.",), ("“Peace cannot be dictated to anybody,” Jane Speaker said.",)
    ),
    "content-mismatch": _of(
        (Example("It was a resolution condemning Russia.", _COUNCIL),),
        (Example("It was a resolution urging a lasting peace.", _COUNCIL), "It was a resolution imposing a ban on oil."),
    ),
    "date-wrong": _of(("It was adopted on 20 February 2025.",), ("It was adopted on 24 February 2025.", "Tuesday’s vote came late.")),
    "motive-without-record": _of(
        ("The US voted against the resolution to please Russia.", "India abstained because of its oil imports."),
        ("India abstained because, its envoy said, dialogue was missing.", "India abstained. The resolution passed because 93 countries voted in favour."),
    ),
    "headline-body": _of(
        (Example("The US voted alongside Russia.", title="US sides with Russia at the UN"),
         Example("India abstained from the vote.", title="India votes against UN resolution on Ukraine"),
         Example("The text is non-binding.", title="General Assembly orders Russia to leave in resolution on peace in Ukraine"),
         Example("The debate was long.", title="UN overwhelmingly adopts resolution on peace in Ukraine")),
        (Example("The US voted against it.", title="US votes against UN resolution on Ukraine"),
         Example("The text is non-binding.", title="UN adopts resolution on peace in Ukraine"),
         Example("The debate was long.", _MARCH, "UN overwhelmingly adopts resolution on aggression against Ukraine")),
    ),
    "abstention-effect": _of(
        ("In the Assembly abstentions amount to a vote against the resolution.", Example("It won 93 votes in favour, with 83 against.", _BRIEF)),
        ("65 countries abstained from the vote.", "Abstentions do not amount to a vote against the resolution."),
    ),
    "rounding": _of(
        ("Nearly 100 countries voted in favour of it.", "Half of the members abstained from the vote."),
        ("Nearly 95 countries voted in favour of it.", "About a third of the members abstained from the vote."),
    ),
}  # fmt: skip
"""By code of the flag."""
