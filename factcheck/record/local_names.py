"""Names of states, bodies, groups and languages in the language of the page.

The record names them in English. States of today have the names that CLDR gives them, which Babel brings; what CLDR
does not know (states that are no more, bodies, groups) or calls otherwise than the United Nations do stands in the
catalogue. A name without a translation stays English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from django.utils.translation import get_language, gettext, gettext_noop

IN_THE_CATALOGUE = (
    gettext_noop("permanent members of the Security Council"),
    gettext_noop("European Union"),
    gettext_noop("NATO"),
    gettext_noop("Group of Seven"),
    gettext_noop("BRICS"),
    gettext_noop("Group of Twenty"),
    gettext_noop("Arab League"),
    gettext_noop("African Union"),
    gettext_noop("Association of Southeast Asian Nations"),
    gettext_noop("Gulf Cooperation Council"),
    gettext_noop("Organisation of Islamic Cooperation"),
    gettext_noop("Non-Aligned Movement"),
    gettext_noop("Nordic countries"),
    gettext_noop("Baltic states"),
    gettext_noop("Collective Security Treaty Organization"),
    gettext_noop("Mercosur"),
    gettext_noop("African Group"),
    gettext_noop("Asia-Pacific Group"),
    gettext_noop("Eastern European Group"),
    gettext_noop("Latin American and Caribbean Group"),
    gettext_noop("Western European and Others Group"),
    gettext_noop("Americas"),
    gettext_noop("Europe"),
    gettext_noop("Africa"),
    gettext_noop("Asia"),
    gettext_noop("Oceania"),
    gettext_noop("General Assembly"),
    gettext_noop("Security Council"),
    gettext_noop("Human Rights Council"),
    gettext_noop("Commission on Human Rights"),
    gettext_noop("Economic and Social Council"),
    gettext_noop("Soviet Union"),
    gettext_noop("Czechoslovakia"),
    gettext_noop("East Germany"),
    gettext_noop("West Germany"),
    gettext_noop("Yugoslavia"),
    gettext_noop("Serbia and Montenegro"),
    gettext_noop("North Yemen"),
    gettext_noop("South Yemen"),
    gettext_noop("Zanzibar"),
    gettext_noop("Tanganyika"),
    gettext_noop("United Arab Republic"),
    gettext_noop("Federation of Malaya"),
    gettext_noop("Palestine"),
    gettext_noop("Myanmar"),
    gettext_noop("North Korea"),
    gettext_noop("South Korea"),
    gettext_noop("Democratic Republic of the Congo"),
    gettext_noop("Republic of the Congo"),
)


def local_name(code: str | None, name: str) -> str:
    """`name`, as the record has it, in the language that is active. `code` is ISO 3166-1 alpha-3 for states."""
    language = (get_language() or "en").split("-")[0]
    if language == "en":
        return name
    found = gettext(name)
    return found if found != name else _territories(language).get(code or "", name)


@cache
def _territories(language: str) -> dict[str, str]:
    """Names of today's states by their three letters."""
    names = Locale.parse(language).territories
    aliases = get_global("territory_aliases")
    return {
        code: names[two[0]]
        for code, two in aliases.items()
        if len(code) == 3 and code.isalpha() and len(two) == 1 and two[0] in names
    }


LANGUAGES = (
    "ar", "zh", "fr", "ru", "es", "am", "az", "be", "bg", "bn", "bs", "cs", "da", "de", "el", "et", "fa", "fi", "ha",
    "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "lt", "lv", "mk", "ms", "my", "ne",
    "nl", "no", "pl", "ps", "pt", "ro", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur",
    "uz", "vi",
)  # fmt: skip
"""Languages beside English that words can be quoted in (ISO 639): those of the United Nations, then others."""


def language_name(code: str) -> str:
    """ "French", "français": the name in the language that is active."""
    names = Locale.parse((get_language() or "en").split("-")[0]).languages
    return str(names.get(code, code))


def in_order(names: Mapping[str, str]) -> dict[str, str]:
    """Code to name, by name. The record gives them in the order of its English."""
    return dict(sorted(names.items(), key=lambda pair: sorting(pair[1])))


def sorting(name: str) -> str:
    """The name without accents in small letters: Türkiye stands under T, Côte d’Ivoire under C."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
