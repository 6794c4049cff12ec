"""Made-up pages of real municipalities, and a bot that answers from them with a model computed by hand.

Every fact here is invented. A word of the table lies on the axis of its topic, whatever its language, and means of
zero leave the vectors as they are: a sentence about a question's topic has a cosine of 1 with it, any other of 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from bot.intents import Intent
from bot.understanding import Understanding, understand
from index import opening
from index.building import build_index
from index.centring import LanguageMeans
from index.chunking import split_document
from index.classifying import EmbeddedQuestion, LabelScore, QuestionClassifier
from index.opening import open_index
from index.retrieval import SearchIndex
from index.schema import Chunk, Hit, IndexSettings, Leg, Unit
from knowledge.schema import Document, Language
from tests.fakes import FakeEmbedder, count_words, make_document

_DIMENSION = 8
_TOPICS = (
    # goals
    "tavoitteet tavoitetta tavoite tavoitteesta tavoitteita mål målen målet goals goal "
    # what single goals are about
    "kiusaamiseen kiusaamisesta mobbning mobbningen bullying koulupihat skolgårdarna playgrounds",
    # contacts: every address ends in .example
    "example yhteyshenkilö yhteyshenkilöt yhteystiedot kontaktperson kontaktpersoner contact contacts puhelinnumero "
    "telefonnummer phone puhelin telefon mail post sähköposti sähköpostiosoite "
    "suunnittelija suunnittelijan planerare planner",
    # recognition and its dates
    "tunnustus tunnustuksen utmärkelsen utmärkelse recognition recognised aikajana tidslinje timeline",
    # survey
    "kartoitus kartoituksen kartoitukseen kartoitukset kartläggning kartläggningen survey surveys",
    # library
    "kirjasto kirjaston kirjastossa bibliotek biblioteket library",
    # nothing of the pages: see _FOREIGN_TOPIC
    "sää säätä väder vädret weather pannukakku pancakes",
    # the model
    "malli mallin mallissa modell modellen model",
)
# Such a word outweighs the topics of the turns before, which a follow-up is looked for with.
_FOREIGN_TOPIC, _FOREIGN_WEIGHT = 5, 5.0
_TABLE = {
    word: [(_FOREIGN_WEIGHT if own == _FOREIGN_TOPIC else 1.0) * (axis == own) for axis in range(_DIMENSION)]
    for own, words in enumerate(_TOPICS)
    for word in words.split()
}

KUOPIO_FI = """\
# Lapsiystävällinen Kuopio

Kuopio liittyi malliin vuonna 2017. Kuopio sai tunnustuksen 5.9.2019.

## Tavoitteet

Kuopiolla on kolme tavoitetta:

1. Koulupihat ovat turvallisia.
2. Kirjasto on auki myös sunnuntaisin.
3. Kiusaamiseen puututaan heti.

## Alkukartoitus

Kartoitukseen vastasi 240 lasta. Sivu ei kerro, paljonko rahaa kartoitus maksoi.

## Yhteystiedot

Aino Laine
suunnittelija
040 123 4567
aino.laine@kuopio.example

Eero Salmi
rehtori
040 765 4321
eero.salmi@kuopio.example
"""

KUOPIO_SV = """\
# Barnvänliga Kuopio

Kuopio gick med i modellen år 2017. Kuopio fick utmärkelsen 5.9.2019.

## Mål

Kuopio har tre mål:

1. Skolgårdarna är trygga.
2. Biblioteket är öppet också på söndagar.
3. Mobbningen stoppas genast.

## Kartläggning

Kartläggningen besvarades av 240 barn. Sidan säger inte hur mycket pengar kartläggningen kostade.

## Kontakt

Aino Laine
planerare
040 123 4567
aino.laine@kuopio.example

Eero Salmi
rektor
040 765 4321
eero.salmi@kuopio.example
"""

KUOPIO_EN = """\
# Child-friendly Kuopio

Kuopio joined the model in 2017. Kuopio received the recognition on 5 September 2019.

## Goals

Kuopio has three goals:

1. The playgrounds are safe.
2. The library is open on Sundays as well.
3. Bullying is stopped at once.

## Survey

The survey was answered by 240 children. The page does not say how much money the survey cost.

## Contacts

Aino Laine
planner
040 123 4567
aino.laine@kuopio.example

Eero Salmi
principal
040 765 4321
eero.salmi@kuopio.example
"""

# The Finnish version says more than the Swedish original: the versions part.
VAASA_SV = """\
# Barnvänliga Vasa

Vasa fick utmärkelsen i mars 2021.

## Mål

Vasa har två mål:

- Mobbningen stoppas i varje skola.
- Bussresan är gratis för barn.

## Kontakt

Siv Holm
planerare
050 111 2222
siv.holm@vasa.example
"""

VAASA_FI = """\
# Lapsiystävällinen Vaasa

Vaasa sai tunnustuksen maaliskuussa 2021.

Juhlaa vietettiin torilla.

## Tavoitteet

Vaasalla on kaksi tavoitetta:

- Kiusaamiseen puututaan joka koulussa.
- Bussimatka on lapsille maksuton.

## Yhteystiedot

Siv Holm
suunnittelija
050 111 2222
siv.holm@vasa.example
"""

# In Finnish only, and with nobody to contact. Mänttä-Vilppula and Rauma have no pages.
SALO_FI = """\
# Lapsiystävällinen Salo

Salo sai tunnustuksen kesällä 2022. Raumalta käytiin katsomassa Salon kartoitus.

## Tavoitteet

Salolla on yksi tavoite:

- Lapset suunnittelevat leikkipuistot itse.
"""

MODEL_FI = """\
# Lapsiystävällinen kunta

Malli on UNICEFin. Malli maksaa kunnalle 500 euroa.

## Tunnustus

Tunnustus on voimassa neljä vuotta.
"""

MODEL_SV = """\
# Barnvänlig kommun

Modellen är UNICEFs. Modellen kostar kommunen 500 euro.

## Utmärkelsen

Utmärkelsen gäller i fyra år.
"""

MODEL_EN = """\
# Child-Friendly Municipality

The model is UNICEF's. The model costs a municipality 500 euros.

## Recognition

The recognition is valid for four years.
"""

KUOPIO, VAASA, SALO, MODEL = "kuopio/sivu", "vaasa/sivu", "salo/sivu", "unicef/malli"


class WordClassifier(QuestionClassifier):
    """Tells what a question is about by the first of some words in it; nothing of one that has none."""

    def __init__(self, words: Mapping[str, Intent], probability: float = 0.9) -> None:
        self._words = words
        self._probability = probability

    def classify(self, question: EmbeddedQuestion, language: Language) -> tuple[LabelScore, ...]:
        found = next((intent for word, intent in self._words.items() if word in question.text.casefold()), None)
        if found is None:
            return (LabelScore(label=Intent.MODEL.value, probability=1.0),)
        rest = LabelScore(label=Intent.MODEL.value, probability=1 - self._probability)
        return (LabelScore(label=found.value, probability=self._probability), rest)


# For the questions of these tests; a goal about something before goals, for the first word counts.
INTENT_WORDS: Mapping[str, Intent] = {
    "kiusaami": Intent.GOAL_ABOUT, "mobbning": Intent.GOAL_ABOUT, "bullying": Intent.GOAL_ABOUT,
    "mallin tavoit": Intent.MODEL_GOALS, "modellens mål": Intent.MODEL_GOALS, "model's goals": Intent.MODEL_GOALS,
    "tavoit": Intent.GOALS, "mål": Intent.GOALS, "goal": Intent.GOALS,
    "yhtey": Intent.CONTACT, "kontakt": Intent.CONTACT, "contact": Intent.CONTACT,
    "pancake": Intent.OFF_SUBJECT, "weather": Intent.OFF_SUBJECT, "väd": Intent.OFF_SUBJECT,
    "pirate": Intent.STEERING,
}  # fmt: skip


def make_sheet(text: str, document_id: str, municipality: str | None, translation_of: str | None = None) -> Document:
    """A page; its title is its first heading."""
    title = text.split("\n", 1)[0].lstrip("# ")
    return make_document(text, document_id, municipality=municipality, title=title, translation_of=translation_of)


def all_sheets() -> tuple[Document, ...]:
    """The pages of Kuopio and the model in three languages, of Vaasa in two that part, of Salo in Finnish."""
    return (
        make_sheet(KUOPIO_FI, f"{KUOPIO}.fi", "Kuopio"),
        make_sheet(KUOPIO_SV, f"{KUOPIO}.sv", "Kuopio", f"{KUOPIO}.fi"),
        make_sheet(KUOPIO_EN, f"{KUOPIO}.en", "Kuopio", f"{KUOPIO}.fi"),
        make_sheet(VAASA_SV, f"{VAASA}.sv", "Vaasa"),
        make_sheet(VAASA_FI, f"{VAASA}.fi", "Vaasa", f"{VAASA}.sv"),
        make_sheet(SALO_FI, f"{SALO}.fi", "Salo"),
        make_sheet(MODEL_FI, f"{MODEL}.fi", None),
        make_sheet(MODEL_SV, f"{MODEL}.sv", None, f"{MODEL}.fi"),
        make_sheet(MODEL_EN, f"{MODEL}.en", None, f"{MODEL}.fi"),
    )


@contextmanager
def open_sheets(documents: Sequence[Document], folder: Path, *, max_chunk_tokens: int = 200) -> Iterator[SearchIndex]:
    """A real index of pages, open for searching, with the model by hand."""
    embedder = FakeEmbedder(_TABLE, dimension=_DIMENSION)
    settings = IndexSettings(max_chunk_tokens=max_chunk_tokens)
    means = LanguageMeans(means=np.zeros((3, 3, _DIMENSION), dtype=np.float32))
    build_index(documents, folder / "index", settings, lambda: embedder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "measure_means", lambda embedder, cache: means)
        index = open_index(folder / "index", settings, embedder, folder / "cache")
    try:
        yield index
    finally:
        index.close()


def make_hits(
    document: Document,
    cosines: Mapping[str, float],
    *,
    examples: Mapping[str, float] | None = None,
    max_tokens: int = 200,
    first_rank: int = 1,
) -> tuple[Hit, ...]:
    """A page's passages as hits in the page's order; a unit's cosine is that of the first words found in it, else 0.

    ``examples`` says the same way how probable a unit is to answer by example questions.
    """
    hits = []
    for rank, chunk in enumerate(split_document(document, count_words, max_tokens), start=first_rank):
        texts = [chunk.unit_text(unit) for unit in chunk.units]
        scores = tuple(_number_of(text, cosines) for text in texts)
        hits.append(
            Hit(
                chunk=chunk,
                score=max(scores),
                rank=rank,
                legs=(Leg.DENSE,),
                unit_scores=scores,
                example_shares=tuple(_number_of(text, examples or {}) for text in texts),
            )
        )
    return tuple(hits)


def find_unit(chunks: Sequence[Chunk], words: str) -> tuple[Chunk, Unit]:
    """The one unit that holds some words, with its chunk."""
    ((chunk, unit),) = [(chunk, unit) for chunk in chunks for unit in chunk.units if words in chunk.unit_text(unit)]
    return chunk, unit


def read_question(text: str, *, default: Language = "en", history: tuple[str, ...] = ()) -> Understanding:
    """What the bot makes of a question."""
    return understand(text, pinned=None, history=history, default=default)


def _number_of(text: str, numbers: Mapping[str, float]) -> float:
    return next((number for words, number in numbers.items() if words in text), 0.0)
