"""English or not: never a wrong alarm on English, an honest name for others."""

import pytest

from factcheck.articles.language import NAMES, language_of, unchecked_note
from tests.factories.articles import TEXT

OTHERS = {
    "de": "Die Generalversammlung nahm den Text am Montag mit 93 Stimmen an, und zwar gegen den Widerstand der "
    "Vereinigten Staaten, die sich damit auf einer Seite mit Russland fanden.",
    "fr": "L'Assemblée a adopté le texte par 93 voix contre 18, et les délégations des petits pays ont regardé le "
    "tableau avec inquiétude, car les règles qui les protègent ne sont plus sûres.",
    "es": "La Asamblea aprobó el texto con 93 votos a favor y 18 en contra, y los delegados de los países pequeños "
    "miraron el tablero con preocupación por las reglas que los protegen.",
    "it": "L'Assemblea ha approvato il testo con 93 voti a favore e 18 contrari, e i delegati dei paesi piccoli hanno "
    "guardato il tabellone con preoccupazione per le regole che non sono più sicure.",
    "pt": "A Assembleia aprovou o texto com 93 votos a favor e 18 contra, e os delegados dos países pequenos olharam "
    "para o painel com preocupação, pois as regras não são mais seguras.",
    "nl": "De Algemene Vergadering nam de tekst op maandag aan met 93 stemmen voor en 18 tegen, en dat is voor het "
    "eerst dat de Verenigde Staten aan de kant van Rusland stonden.",
    "pl": "Zgromadzenie przyjęło tekst w poniedziałek i nie było to zaskoczeniem, bo od początku wojny jest w nim "
    "większość, która stoi po stronie Ukrainy, ale tym razem nie ze wszystkimi.",
    "ru": "Генеральная Ассамблея приняла резолюцию 93 голосами.",
    "uk": "Генеральна Асамблея ухвалила резолюцію щодо України, її підтримали 93 країни.",
    "ar": "اعتمدت الجمعية العامة القرار بأغلبية الأصوات.",
    "fa": "مجمع عمومی این قطعنامه را پذیرفت و چند کشور گفتند که پشت آن می‌ایستند.",
    "zh": "联合国大会以九十三票赞成通过了这项决议。",
    "ja": "国連総会はこの決議を採択しました。",
    "ko": "유엔 총회는 결의안을 채택했다.",
    "el": "Η Γενική Συνέλευση ενέκρινε το ψήφισμα.",
    "he": "העצרת הכללית אימצה את ההחלטה.",
    "hi": "महासभा ने प्रस्ताव पारित किया।",
}


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "India abstains",
        "UN vote: 93-18-65",
        "",
        "The Assembly said: " + TEXT + " « L'Assemblée a adopté le texte », a dit le délégué.",
        "Vereinte Nationen vote",
    ],
)
def test_language_of_english_or_of_a_few_words_is_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_language_of_another_language_is_named(code, text):
    assert language_of(text) == code
    assert NAMES[code] in unchecked_note(code)


def test_language_that_nobody_knows_is_undetermined():
    assert language_of("lorem ipsum dolor sit amet " * 10) == "und"
    assert "not recognised" in unchecked_note("und")


def test_language_of_a_cyrillic_quotation_in_an_english_article_is_english():
    assert language_of(TEXT * 3 + OTHERS["ru"]) == "en"
