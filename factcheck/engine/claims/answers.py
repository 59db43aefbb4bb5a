"""Alignment told as a question and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import alignment_words as w
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.text.document import Document, Sentence

KIND = "vote_alignment"


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "Who sided with Russia? North Korea, Belarus and Syria.": the states that the question asks for stand in the answer."""
    line = w.ANSWER.match(sentence.masked.text)
    if line is None or sentence.index == 0:
        return
    before = document.sentences[sentence.index - 1]
    question = w.QUESTION.match(before.masked.text)
    if question is None:
        return
    codes, targets = (
        g.codes_of(sentence.masked.entity(line.start("l"))),
        g.codes_of(before.masked.entity(question.start("t"))),
    )
    subjects = [code for code in codes if code not in targets]
    if subjects and targets:
        option = w.stated_direction(before.masked.text)
        asserted: dict[str, Any] = {
            "subjects": [*subjects, *targets],
            "with": targets,
            "relation": "same",
            "scope": "event",
        }
        asserted |= {"option": option} if option else {}
        meta = {"wording": "joined", "subject": subjects, "targets": targets}
        yield Draft(KIND, sentence, before.start, sentence.end, asserted, place=line.start("l"), meta=meta)
