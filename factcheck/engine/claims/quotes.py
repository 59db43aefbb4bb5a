"""`quote`: quoted words of a named speaker. Quote(speaker, words), against the statements in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Reading, Statement, VoteEvent
from factcheck.engine.series import fold_title
from factcheck.engine.text.document import Document, Sentence

KIND = "quote"
SHORTEST = 4
"""Words from which quoted words may be somebody's statement and not a term."""
LONGEST = 120
ALIKE = 0.6
"""Share of the quoted words that a statement must have, in order, to be the one that is quoted."""

_QUOTED = re.compile(r"[“\"]([^“”\"]{10,900})[”\"]")
_PIECES = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]{0,40}\])\s*")
_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")
_HE_SAID = re.compile(
    r"\b(?:he|she) (?:said|says|stated|added|told|wrote|posted|noted|declared|argued|insisted|warned)\b", re.IGNORECASE
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Quoted words, with the names that may be the speaker's: those of the sentence, or before it where it says "he said".

    Known misses: quotations that run over several sentences; speakers named by their office only.
    """
    if "“" not in sentence.text and '"' not in sentence.text:
        return
    titles = {e.start for _, e in sentence.masked.within(0, len(sentence.masked.text), "Q")}
    for match in _QUOTED.finditer(sentence.text):
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        if start in titles or not SHORTEST <= len(match[1].split()) <= LONGEST:
            continue
        outside = sentence.text[: match.start()] + " " + sentence.text[match.end() :]
        names = _NAME.findall(outside)
        if _HE_SAID.search(outside) or not names:
            names += [
                n for s in reversed(document.near(sentence, before=3, after=0)[:-1]) for n in _NAME.findall(s.text)
            ]
        if names:
            meta = {"names": frozenset(n.lower().removesuffix("'s").removesuffix("’s") for n in names)}
            yield Draft(KIND, sentence, start, end, {"words": match[1].strip(" ,")}, "none", meta=meta)


def is_known(draft: Draft, index: Index) -> bool:
    """Whether the record has a statement of one of the speakers named that is like the words quoted."""
    return _closest(draft, index) is not None


def _closest(draft: Draft, index: Index) -> Statement | None:
    said = fold_title(draft.asserted["words"])
    best: tuple[float, Statement] | None = None
    for statement in index.statements:
        surname = statement.speaker.rsplit(" ", 1)[-1].lower()
        if surname not in draft.meta["names"]:
            continue
        share = _share(said, fold_title(statement.text))
        if share >= ALIKE and (best is None or share > best[0]):
            best = (share, statement)
    return best[1] if best else None


def _share(said: tuple[str, ...], real: tuple[str, ...]) -> float:
    """Share of the shorter of the two whose words stand in both in the same order."""
    blocks = SequenceMatcher(None, said, real[: 8 * LONGEST], autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks) / min(len(said), len(real)) if said and real else 0.0


def _words(text: str) -> tuple[str, ...]:
    """Folded words; of names only the beginning, since they are written in several ways ("Zelensky", "Zelenskyy")."""
    shortened = _NAME.sub(lambda m: m.group()[:6] if len(m.group()) > 6 else m.group(), text)
    return fold_title(shortened)


def _is_run_of(words: str, text: str) -> bool:
    """Whether every piece between marks of omission is a run of words of the text, the pieces in order."""
    real, at = _words(text), 0
    for piece in _PIECES.split(words):
        part = _words(piece)
        place = next((i for i in range(at, len(real) - len(part) + 1) if real[i : i + len(part)] == part), None)
        if place is None:
            return False
        at = place + len(part)
    return True


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """As `judge_alone`: no vote bears on what was said."""
    return judge_alone(draft, index, document)


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """True when the words are a run of the statement's, after folding case, accents and punctuation; false when they are
    not and the record has the speaker's very words. Where it has them at second hand only, nothing is decided."""
    statement = _closest(draft, index)
    if statement is None:
        return Judgement((Reading("the words as stated", None, {}),), (), ("the record has no such statement",))
    same = _is_run_of(draft.asserted["words"], statement.text)
    holds = True if same else False if statement.is_verbatim else None
    day = f" on {statement.spoken_on.day} {statement.spoken_on:%B %Y}" if statement.spoken_on else ""
    how = "" if statement.is_verbatim else ", as reported at second hand"
    fact = f"the record has {statement.speaker} saying{day}{how}: “{statement.text}”"
    ref = f"{statement.speaker}@{statement.spoken_on or ''}"
    record = {"speaker": statement.speaker, "text": statement.text, "is_verbatim": statement.is_verbatim}
    return Judgement(
        (Reading("the words as stated", holds, record),), (Evidence("statement", ref, statement.source),), (fact,)
    )
