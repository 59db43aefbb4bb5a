"""Is this English? A small answer by script and by the commonest words of ten languages. No Django.

It is meant for whole articles: there the commonest words are a third of the text and the languages lie far apart. A
library would name more languages, but the engine reads English only, and a wrong "English" costs nothing more than
findings that are not there. A text of a few words without any of them counts as English: a headline has none.
"""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 20_000
"""Code points that are looked at."""
SHORT = 20
"""Words below which the absence of common words says nothing."""
ENOUGH = 0.12
"""Share of common words from which a language is believed. English prose has 0.35 to 0.5 of them."""

COMMON_WORDS = {
    "en": "the of and to a in that is was for it with as on by at from be this which are were has have not but an its "
    "their they he his who or had will would been after against said than",
    "de": "der die das und in zu den von mit ist des im dem nicht ein eine auf für sich als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über war haben vor gegen",
    "fr": "le la les de des et en un une du que qui dans pour sur au aux pas est par il plus ne ce se son sa ont avec "
    "été contre cette ces mais ou sont a l d",
    "es": "el la los las de y en que un una del al por con para es se no su lo como más o pero sus le ha fue este "
    "contra entre sobre han sin",
    "it": "il lo la i gli le di e in che un una del della dei delle per con non è si da al alla ha sono come più nel "
    "nella contro anche ma su dal",
    "pt": "o a os as de e em que um uma do da dos das no na nos nas por com para não se é ao à mais como foi pelo pela "
    "contra entre também mas seu sua",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om die ook als bij door tot naar maar werd "
    "heeft uit tegen deze over nog",
    "pl": "i w na z że do nie się jest o to przez po za od dla jak który która które był była oraz przeciw już tym co",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi en ne o kadar sonra karşı ise var oldu değil",
    "sv": "och i att det som en på är av för med den till inte ett om de har var från men efter vid mot kan",
}
SCRIPTS = {
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff",
    "hi": "\u0900-\u097f",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
}
NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "tr": "Turkish",
    "sv": "Swedish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "el": "Greek",
    "he": "Hebrew",
    "ar": "Arabic",
    "fa": "Persian",
    "hi": "Hindi",
    "ko": "Korean",
    "ja": "Japanese",
    "zh": "Chinese",
    "und": "a language that was not recognised",
}

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {code: frozenset(words.split()) for code, words in COMMON_WORDS.items()}
_SCRIPTS = {code: re.compile(f"[{chars}]") for code, chars in SCRIPTS.items()}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_PERSIAN = re.compile("[پچژگ]")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of `text`, "und" where none is recognised.

    >>> language_of("The Assembly adopted the resolution by a vote of 93 to 18.")
    'en'
    >>> language_of("Генеральная Ассамблея приняла резолюцию.")
    'ru'
    """
    sample = text[:SAMPLE]
    return _by_script(sample) or _by_common_words(sample)


def unchecked_note(code: str) -> str:
    """What a reader is told about a text that was not checked."""
    return f"The text is in {NAMES.get(code, code)}. Only English is checked so far, so there are no findings."


def _by_script(text: str) -> str | None:
    """The language of the script that most letters are in; None for Latin letters."""
    counts = Counter({code: len(pattern.findall(text)) for code, pattern in _SCRIPTS.items()})
    code, count = counts.most_common(1)[0]
    if count <= len(_LATIN.findall(text)):
        return None
    if code == "zh" and counts["ja"] > count / 10:
        return "ja"
    if code == "ru" and len(_UKRAINIAN.findall(text)) > count / 100:
        return "uk"
    if code == "ar" and len(_PERSIAN.findall(text)) > count / 100:
        return "fa"
    return code


def _by_common_words(text: str) -> str:
    words = _WORD.findall(text.lower())
    hits = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    if len(words) < SHORT:
        if hits[best] < hits["en"] + 2:
            return "en"
        return best if list(hits.values()).count(hits[best]) == 1 else "und"
    return best if hits[best] >= ENOUGH * len(words) else "und"
