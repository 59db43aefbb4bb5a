"""More sentence forms, by slot: clauses that share a sentence, denials, whole lists, bounds, exceptions, headlines, bodies.

Fields are those of `templates`; {r} is a second state or list of states.
"""

# Without the word for a vote ("decided not to participate") it may be talks or a summit that a state stayed away from.
POSITION = {
    "yes": (
        "The result was clear, with {s} voting in favour.",
        "{S} cast {a_vote} in favour of {t}.",
        "Votes in favour were cast by {s}.",
        "“Yes” votes came from {s}.",
        "{S} joined those voting in favour.",
        "Voting yes {was} {s}.",
        "{S}, to nobody's surprise, voted in favour of {t}.",
        "{S} gave {t} {its} support.",
        "{T} was supported by {s}.",
        "{T} was endorsed by {s}.",
        "{S} {was} among the states that backed {t}.",
        "{S} {was} in favour of {t}.",
        "The states in favour included {s}.",
        "When the vote was called, {s} voted for {t}.",
        "{S} {has} voted in favour of {t}.",
        "Ambassadors of {s} voted for {t}.",
    ),
    "no": (
        "The result was clear, with {s} voting against.",
        "The chamber was divided, with {s} opposed.",
        "Votes against were cast by {s}.",
        "“No” votes came from {s}.",
        "{S} joined those voting against.",
        "Voting no {was} {s}.",
        "{S}, to nobody's surprise, voted against {t}.",
        "{S} rejected {t}.",
        "{T} was rejected by {s}.",
        "{S} {was} among the states that opposed {t}.",
        "{S} {was} against {t}.",
        "The states against included {s}.",
        "When the vote was called, {s} voted against {t}.",
        "{S} {has} voted against {t}.",
        "Dissent came from {s}.",
        "Ambassadors of {s} voted against {t}.",
    ),
    "abstain": (
        "The result was clear, with {s} abstaining.",
        "{S} opted to abstain.",
        "{S} decided to abstain on {t}.",
        "Abstentions were cast by {s}.",
        "{S} joined those abstaining.",
        "{S}, to nobody's surprise, abstained.",
        "{S} {was} among the states that abstained on {t}.",
        "The states abstaining included {s}.",
        "When the vote was called, {s} abstained.",
        "{S} {has} abstained in the vote on {t}.",
        "Ambassadors of {s} abstained.",
    ),
    "absent": (
        "{S} did not participate in the voting.",
        "{S} boycotted the vote.",
        "{S} opted not to take part in the vote.",
        "{S} did not vote on {t}.",
        "{S} {was} not in the room for the vote.",
        "{S}, to nobody's surprise, did not vote.",
        "Absent {was} {s}.",
        "Absent: {s}.",
        "Did not vote: {s}.",
        "{S} decided not to participate in the vote.",
        "{S} cast no vote on {t}.",
    ),
}

DENIED = {
    "not_yes": (
        "{S} did not vote for {t}.",
        "{S} did not vote in favour of {t}.",
        "{S} did not support {t}.",
        "{S} did not back {t}.",
        "{S} failed to support {t}.",
        "{S} refused to back {t}.",
        "{S} declined to support {t}.",
        "{S} withheld {its} support.",
        "{S} didn't vote for {t}.",
        "{S} refused to vote for {t}.",
        "{S} stopped short of backing {t}.",
        "{S} declined to endorse {t}.",
    ),
    "not_no": (
        "{S} did not vote against {t}.",
        "{S} did not oppose {t}.",
        "{S} didn't vote against {t}.",
        "{S} declined to oppose {t}.",
        "{S} did not reject {t}.",
        "{S} refused to vote against {t}.",
        "{S} chose not to oppose {t}.",
        "{S} did not vote no.",
        "{S} refused to oppose {t}.",
        "{S} declined to vote against {t}.",
        "{S} didn't oppose {t}.",
        "{S} opted not to vote against {t}.",
    ),
}

TWO = {
    ("yes", "no"): (
        "{S} voted in favour, while {r} voted against.",
        "{S} backed {t} and {r} opposed it.",
        "{S} voted yes; {r} voted no.",
        "{T} was backed by {s} and opposed by {r}.",
        "{S} supported {t}, but {r} voted against it.",
        "{S} voted for {t} and {r} against it.",
        "Whereas {s} voted for {t}, {r} voted against.",
    ),
    ("yes", "abstain"): (
        "{S} voted in favour, while {r} abstained.",
        "{S} backed {t}; {r} abstained.",
        "{S} voted for {t}, with {r} abstaining.",
        "{S} supported {t}, but {r} abstained.",
    ),
    ("no", "abstain"): (
        "{S} voted against, while {r} abstained.",
        "{S} opposed {t}; {r} abstained.",
        "{S} voted against {t}, with {r} abstaining.",
        "{S} voted no and {r} abstained.",
    ),
    ("no", "yes"): (
        "{S} voted against, while {r} voted in favour.",
        "{S} opposed {t}, but {r} supported it.",
        "{T} was opposed by {s} and supported by {r}.",
    ),
    ("abstain", "absent"): (
        "{S} abstained, while {r} did not vote.",
        "{S} abstained and {r} did not take part in the vote.",
    ),
}
"""Two clauses: the second is the one made false."""

ONLY = {
    "yes": (
        "Only {s} voted in favour.",
        "{S} {was} the only {state} to vote for {t}.",
        "The only {state} to vote in favour {was} {s}.",
        "{S} alone voted in favour.",
    ),
    "no": (
        "Only {s} voted against.",
        "{S} {was} the only {state} to vote against {t}.",
        "The only {state} to vote against {was} {s}.",
        "{S} alone voted against.",
    ),
    "abstain": (
        "Only {s} abstained.",
        "{S} {was} the only {state} to abstain.",
        "The only {state} that abstained {was} {s}.",
        "{S} alone abstained.",
    ),
}

BOUND = {
    "more than": (-1, "More than {k}"),
    "at least": (0, "At least {k}"),
    "fewer than": (1, "Fewer than {k}"),
    "over": (-2, "Over {k}"),
}
"""A word, how far the number behind it is from the count where the words are true, and the head of the sentence."""
BOUND_DID = {
    "yes": ("states voted in favour.", "countries supported {t}.", "members voted for {t}."),
    "no": ("states voted against.", "countries opposed {t}.", "members voted no."),
    "abstain": ("states abstained.", "countries abstained from the vote.", "members abstained."),
}

EXCEPT = (
    "All {G} except {s} {did}.",
    "All {G} except for {s} {did}.",
    "All {G} apart from {s} {did}.",
    "All {G} other than {s} {did}.",
    "All {G}, with the exception of {s}, {did}.",
    "Every one of the {G} except {s} {did}.",
    "All {G} but {s} {did}.",
    "All {G} bar {s} {did}.",
)

GROUP_OTHERS = ("{T} was opposed by all {G}.", "{T} was backed by all {G}.")

HEADLINE = {
    "yes": ("{C} back UN {what}", "{C} vote for UN {what}", "UN {what}: {C} vote in favour"),
    "no": ("{C} vote against UN {what}", "{C} oppose UN {what}", "UN {what}: {C} vote no"),
    "abstain": ("{C} abstain in UN vote", "{C} abstain on UN {what}", "UN {what}: {C} abstain"),
}
"""Headlines that name two or more states with commas alone: {C}."""
HEADLINE_ENDED = {
    "adopted": (
        "UN {short} adopts {what}",
        "UN {short} passes {what}",
        "UN {short} approves {what}",
        "{What} adopted in UN {short}",
        "UN {short} backs {what} after debate",
    ),
    "failed": (
        "UN {short} rejects {what}",
        "UN {short} fails to adopt {what}",
        "UN {short} votes down {what}",
        "{What} rejected in UN {short}",
        "UN {short} fails to pass {what}",
    ),
}

SIZE = (
    "The {n}-member {short} met in New York.",
    "The {n}-member {short} then moved to the next item.",
    "The {n}-nation {short} adjourned after the vote.",
    "The {short}'s {n} members had two hours to speak.",
    "All {n} members of the {short} were invited to the vote.",
)
