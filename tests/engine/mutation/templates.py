"""Sentence forms by kind of claim. At least twelve of each, in the styles that news texts use.

Fields: {S} and {s} the states at the head of a sentence and within one, {was} and {has} in their number, {t} and {T} the
text ("the resolution"), {b} the body ("the General Assembly"), {symbol}, {y} {n} {a} {x} the counts in figures, {yw} and
so on in words, {k} a count, {day} a day, {title}. None says which way others voted unless that is its claim.
"""

POSITION = {
    "yes": (
        "{S} voted in favour of {t}.",
        "{S} voted for it.",
        "{S} voted yes.",
        "Voting in favour {was} {s}.",
        "{T} was backed by {s}.",
        "Among those voting in favour {was} {s}.",
        "{S} supported {t} when it came to the vote.",
        "In favour: {s}.",
        "Delegates from {s} voted for {t}.",
        "Support came from {s}.",
        "After a long debate, {s} voted in favor.",
        "{S}, which had spoken earlier, voted in favour of {t}.",
        "In the vote on {t}, {s} voted “yes”.",
        "{S} raised {its} hand in favour of {t}.",
        "The states that voted for {t} included {s}.",
    ),
    "no": (
        "{S} voted against {t}.",
        "{S} voted no.",
        "{S} cast {a_vote} against {t}.",
        "Voting against {was} {s}.",
        "{T} was opposed by {s}.",
        "Among those voting against {was} {s}.",
        "{S} opposed {t} when it came to the vote.",
        "Against: {s}.",
        "Delegates from {s} voted against {t}.",
        "Opposition came from {s}.",
        "After a long debate, {s} voted against.",
        "{S}, which had spoken earlier, voted against {t}.",
        "In the vote on {t}, {s} voted “no”.",
        "{S} said no to {t}.",
        "The states that voted against {t} included {s}.",
    ),
    "abstain": (
        "{S} abstained.",
        "{S} abstained in the vote on {t}.",
        "Abstaining {was} {s}.",
        "Among those abstaining {was} {s}.",
        "{S} chose to abstain.",
        "Abstentions came from {s}.",
        "Abstained: {s}.",
        "Delegates from {s} abstained.",
        "After a long debate, {s} abstained.",
        "{S}, which had spoken earlier, abstained on {t}.",
        "In the vote on {t}, {s} abstained.",
        "The states that abstained included {s}.",
        "{S} {was} among those that abstained.",
    ),
    "absent": (
        "{S} did not vote.",
        "{S} {was} absent from the vote.",
        "{S} did not take part in the vote.",
        "{S} did not cast a vote on {t}.",
        "{S} did not participate in the vote on {t}.",
        "{S} skipped the vote.",
        "{S} missed the vote.",
        "{S} stayed away from the vote.",
        "Not voting: {s}.",
        "{S} {was} not present for the vote.",
        "The states that did not vote included {s}.",
        "{S} chose not to take part in the vote.",
    ),
}

HEADLINE = {
    "yes": (
        "{S} {vote_s} for UN {what}",
        "{S} {back_s} UN {what}",
        "{S} {vote_s} yes on UN {what}",
        "{S} {vote_s} in favour of UN {what}",
    ),
    "no": (
        "{S} {vote_s} against UN {what}",
        "{S} {oppose_s} UN {what}",
        "{S} {vote_s} no on UN {what}",
        "{S} {reject_s} UN {what}",
    ),
    "abstain": (
        "{S} {abstain_s} in UN vote",
        "{S} {abstain_s} on UN {what}",
        "{S} {abstain_s} from UN vote on {what}",
        "{S} {abstain_s} as UN votes on {what}",
    ),
}
"""Headlines stand over the article as its title."""

TALLY = (
    "The vote was {y}-{n}-{a}.",
    "The vote was {y} to {n} with {a} {abstentions}.",
    "The result was {y} in favour, {n} against and {a} {abstentions}.",
    "{Yw} states voted in favour, {nw} against and {aw} abstained.",
    "{y} countries voted for {t}, {n} against it and {a} abstained.",
    "{symbol} received {y} votes in favour, {n} against and {a} {abstentions}.",
    "There were {y} votes in favour, {n} against and {a} {abstentions}.",
    "The tally stood at {y} in favor, {n} opposed and {a} abstaining.",
    "With {y} in favour, {n} against and {a} {abstentions}, the vote was over within minutes.",
    "The count was {y} votes for, {n} votes against, {a} {abstentions}.",
    "In the vote, {a} states abstained, {n} voted against and {y} in favour.",
    "The text drew {yw} votes in favour, {nw} against and {aw} {abstentions}.",
    "Member states voted {y}-{n} on {t}, with {a} {abstentions}.",
    "The vote on {t} was {y} yes, {n} no and {a} {abstentions}.",
)
ONE_COUNT = {
    "yes": (
        "{K} states voted in favour.",
        "{K} countries supported {t}.",
        "There were {k} votes in favour.",
        "{K} members voted yes.",
    ),
    "no": (
        "{K} states voted against.",
        "{K} countries opposed {t}.",
        "There were {k} votes against.",
        "{K} members voted no.",
    ),
    "abstain": (
        "{K} states abstained.",
        "There were {k} abstentions.",
        "{K} countries abstained from the vote.",
        "{K} members abstained.",
    ),
    "absent": ("{K} states did not vote.", "{K} members did not vote.", "{K} countries did not take part in the vote."),
}
WITH_MEMBERS = {
    "yes": ("{S} and {others} other states voted in favour.", "{S} {was} among {k} states that voted in favour."),
    "no": ("{S} and {others} other states voted against.", "{S} {was} among {k} states that voted against."),
    "abstain": ("{S} and {others} other states abstained.", "{S} {was} among {k} states that abstained."),
}

DATE_EXACT = (
    "The vote was held on {day}.",
    "The vote took place on {day}.",
    "The vote on {t} came on {day}.",
    "The vote on {symbol} was taken on {day}.",
    "On {day}, {b} voted on {symbol}.",
    "{B} voted on {t} on {day}.",
    "Member states voted on {symbol} on {day}.",
    "{symbol} was put to the vote in {b} on {day}; the vote was held on {day}.",
    "It was on {day} that {b} voted on {t}.",
    "{B} voted on {day}.",
)
DATE_NAMED = (
    "The vote was held on {day}.",
    "The vote took place on {day}.",
    "The vote on {t} was held on {day}.",
    "The vote on {symbol} was taken on {day}.",
    "The vote on {t} took place on {day}.",
    "On {day}, {b} voted on {symbol}.",
    "{B} voted on {symbol} on {day}.",
    "Member states voted on {symbol} on {day}.",
    "It was on {day} that {b} voted on {symbol}.",
    "The voting took place on {day}.",
    "The vote was taken on {day}.",
    "The vote came on {day}.",
)
"""Forms that say by themselves which vote is meant: what a wrong day may be held against."""
DATE_WEEKDAY = (
    "The vote took place on {day}.",
    "The vote was held on {day}.",
    "{day}'s vote came after a long debate.",
)

SPONSOR = (
    "{T} was sponsored by {s}.",
    "{T} was co-sponsored by {s}.",
    "{S} sponsored {t}.",
    "{S} co-sponsored {t}.",
    "Among the sponsors of {t} {was} {s}.",
    "{S} {was} among the sponsors of {t}.",
    "The sponsors of {t} included {s}.",
    "{T}, co-sponsored by {s}, runs to a few pages.",
    "{S} {was} a sponsor of {t}.",
    "{S} had co-sponsored {t}.",
    "Co-sponsored by {s}, {t} runs to a few pages.",
    "The co-sponsors included {s}.",
    "{S} {was} one of the co-sponsors.",
)
AUTHOR = (
    "{T} was drafted by {s}.",
    "{T} was tabled by {s}.",
    "{S} drafted {t}.",
    "{S} tabled {t}.",
    "{T} was introduced by {s}.",
    "{T}, drafted by {s}, runs to a few pages.",
    "{S} submitted {t}.",
    "{S} put forward {t}.",
    "{T} was put forward by {s}.",
    "{T} was proposed by {s}.",
    "Drafted by {s}, {t} runs to a few pages.",
    "{T} was presented by {s}.",
)

GROUP_WHO = {
    "all": ("All {G}", "All {G}", "Every one of the {G}", "All of the {G}"),
    "most": ("Most {G}", "Most of the {G}", "A majority of {G}"),
    "none": ("None of the {G}", "Not one of the {G}"),
    "count": ("{K} {G}", "{K} of the {G}"),
}
GROUP_DID = {
    "yes": ("voted in favour of {t}", "backed {t}", "voted for {t}", "supported {t}", "voted yes"),
    "no": ("voted against {t}", "opposed {t}", "voted no", "rejected {t}"),
    "abstain": ("abstained", "abstained in the vote on {t}"),
}

DIRECTION = {
    "yes": (
        "{S} joined {r} in voting for {t}.",
        "{S} voted with {r} in favour of {t}.",
        "{S} sided with {r} and voted in favour.",
        "{S} voted alongside {r} for {t}.",
        "{S} joined {r} in supporting {t}.",
    ),
    "no": (
        "{S} joined {r} in voting against {t}.",
        "{S} voted with {r} against {t}.",
        "{S} sided with {r} and voted against.",
        "{S} voted alongside {r} against {t}.",
        "{S} joined {r} in opposing {t}.",
    ),
    "abstain": (
        "{S} joined {r} in abstaining.",
        "{S} sided with {r} and abstained.",
        "Like {r}, {s} abstained.",
    ),
}
ALIGNED = (
    "{S} voted with {r} on {t}.",
    "{S} voted alongside {r} on {t}.",
    "{S} voted the same way as {r} on {t}.",
    "{S} and {r} voted together on {t}.",
    "{S} and {r} voted the same way on {t}.",
    "{S} and {r} were on the same side in the vote on {t}.",
    "In the vote on {t}, {s} voted with {r}.",
    "In the vote, {s} and {r} voted alike.",
    "{S} voted in line with {r} on {t}.",
    "On {t}, {s} voted alongside {r}.",
    "{S} followed {r} in voting on {t}.",
    "{S} voted in tandem with {r} on {t}.",
)
OPPOSED = (
    "{S} broke with {r} in the vote on {t}.",
    "{S} split from {r} in the vote on {t}.",
    "{S} parted ways with {r} in the vote on {t}.",
    "{S} diverged from {r} in the vote on {t}.",
)

BODY = (
    "The vote on {symbol} was held in {b}.",
    "{B} adopted {symbol}.",
    "{B} passed {symbol}.",
    "{symbol} was adopted by {b}.",
    "{symbol} was passed by {b}.",
    "{B} approved {symbol}.",
    "{B} endorsed {symbol}.",
    "{symbol} was approved by {b}.",
    "In the end, {b} adopted {symbol}.",
    "After the debate {b} passed {symbol}.",
    "{symbol} was endorsed by {b}.",
    "It was {b} that adopted {symbol}.",
)

ADOPTED = (
    "{B} adopted {t}.",
    "{B} passed {t}.",
    "{B} approved {t}.",
    "{T} was adopted.",
    "{T} was passed.",
    "{T} passed.",
    "{T} was approved.",
    "{T} was adopted by {b}.",
    "In the end {b} adopted {t}.",
    "The adoption of {t} followed a long debate.",
    "{B} endorsed {t}.",
    "{T} was passed by {b}.",
    "After the debate, {t} was adopted.",
)
REJECTED = (
    "{B} rejected {t}.",
    "{T} was rejected.",
    "{T} failed to pass.",
    "{T} was not adopted.",
    "{B} failed to adopt {t}.",
    "{T} was defeated.",
    "{B} voted down {t}.",
    "{T} was voted down.",
    "{B} did not adopt {t}.",
    "In the end {t} was rejected.",
    "{T} failed.",
    "{T} did not pass.",
)
VETOED = (
    "{S} vetoed {t}.",
    "{T} was vetoed by {s}.",
    "{T} was blocked by a veto from {s}.",
    "{S} used {its} veto to block {t}.",
    "{S} cast a veto.",
    "A veto by {s} killed {t}.",
    "{S} blocked {t} with {its} veto.",
    "{S} exercised {its} veto.",
    "{T} fell to a veto by {s}.",
    "{S} used {its} veto power against {t}.",
    "{S} has vetoed {t}.",
    "After {s} vetoed {t}, delegates left the chamber.",
)

TITLE = (
    "{T} is titled “{title}”.",
    "{T} is entitled “{title}”.",
    "{T}, titled “{title}”, runs to a few pages.",
    "{T}, entitled “{title}”, runs to a few pages.",
    "{T} has the title “{title}”.",
    "{T} is called “{title}”.",
    "The resolution titled “{title}” runs to a few pages.",
    "{T} bears the title “{title}”.",
    "{T} is headed “{title}”.",
    "Entitled “{title}”, {t} runs to a few pages.",
    'The text is titled "{title}".',
    "The text is named “{title}”.",
)

SYMBOL = (
    "The text is {symbol}.",
    "{symbol} has been printed in six languages.",
    "Delegates left after the vote on {symbol}.",
    "The vote on {symbol} was the last item of the day.",
    "{symbol} was adopted.",
    "States voted on {symbol}.",
)

UNANIMOUS = (
    "{T} was adopted unanimously.",
    "{B} adopted {t} unanimously.",
    "{B} unanimously adopted {t}.",
    "{T} was passed unanimously.",
    "{B} unanimously approved {t}.",
    "{T} was unanimously adopted by {b}.",
)
