from dataclasses import replace

import pytest

from bot.phrasing import phrase
from bot.schema import Answer, AnswerStatus, Original
from evals.judging.answer_language import find_answer_language, is_in_language
from knowledge.schema import LANGUAGES, Language
from tests.evals.samples import sample_answer

_FINNISH = "Pori laatii vuosittain raportin, joka kuvaa lasten hyvinvoinnin tilaa. [1]"
_SWEDISH = "Björneborg gör varje år en rapport som beskriver barnens välfärd. [1]"
_ENGLISH = "Every year, Pori draws up a report that describes how children fare. [1]"
_SENTENCES: dict[Language, str] = {"fi": _FINNISH, "sv": _SWEDISH, "en": _ENGLISH}


def _answer(text: str, quote: str = "Sivu.", section: str = "Yhteystiedot") -> Answer:
    answer = sample_answer()
    citation = replace(answer.citations[0], quote=quote, section=section, original=None)
    # What an answer says of itself counts for nothing.
    return replace(answer, text=text, language="en", citations=(citation,))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (_FINNISH, "fi"),
        (_SWEDISH, "sv"),
        (_ENGLISH, "en"),
        ("- Minna Leinonen, varhaiskasvatuspäällikkö, Imatran kaupunki, puhelin 020 617 3515 [1]", "fi"),
        ("- Minna Leinonen, chef för småbarnspedagogiken, Imatra stad, tfn 020\u00a0617\u00a03515 [1]", "sv"),
        ("- Minna Leinonen, head of early childhood education, City of Imatra, phone 020 617 3515 [1]", "en"),
        ("**Lohja**\n\n- Juha-Pekka Lehmus, servicedirektör, e-post juha-pekka.lehmus@lohja.fi [1]", "sv"),
        ("Tunnustus on voimassa vuoteen 2018 [1].", "fi"),
        ("a\u0308a\u0308nesta\u0308vien ma\u0308a\u0308ra\u0308 [1]", "fi"),
    ],
)
def test_an_answer_is_in_the_language_of_its_words(text: str, language: Language) -> None:
    answer = _answer(text)
    assert find_answer_language(answer) == language
    assert [is_in_language(answer, other) for other in LANGUAGES] == [other == language for other in LANGUAGES]


@pytest.mark.parametrize(
    "text", ["Arja Kujala [1]", "020 617 3515 [1]", "**Imatra**\n\n- minna.leinonen@imatra.fi [1]", "6.3.2018 [1]", ""]
)
def test_names_and_numbers_are_in_every_language(text: str) -> None:
    answer = _answer(text)
    assert find_answer_language(answer) is None
    assert all(is_in_language(answer, language) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_one_sentence_in_another_language_is_enough(language: Language, other: Language) -> None:
    answer = _answer(f"{_SENTENCES[language]} {_SENTENCES[language]}\n\n{_SENTENCES[other]}")
    assert is_in_language(answer, language) == (language == other)


def test_a_refusal_in_another_language_is_found() -> None:
    swedish = phrase("sv", "refusal.missing_phone", pages=phrase("sv", "refusal.pages"))
    english = phrase("en", "refusal.missing_phone", pages=phrase("en", "refusal.pages"))
    answer = replace(_answer(swedish), citations=(), status=AnswerStatus.NOT_IN_SOURCES)
    assert is_in_language(answer, "sv")
    assert not is_in_language(replace(answer, text=f"{swedish} {english}"), "sv")


def test_a_fourth_language_is_none_of_the_three() -> None:
    answer = _answer("Die Stadt hat einen neuen Plan für Kinder und Jugendliche veröffentlicht. [1]")
    assert not any(is_in_language(answer, language) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_of_the_cited_passage_does_not_count(language: Language) -> None:
    quote = "Koordinaatioryhmää johtaa ”puheenjohtajana” palvelujohtaja."
    named = phrase(language, "language_name.fi")
    only = phrase(language, "in_language.fi")
    framed = phrase(language, "frame.quoted", text=quote, language=named)
    text = f"{phrase(language, 'frame.original_only', in_languages=only)}\n\n- {framed} [1]"
    assert find_answer_language(_answer(text, quote=quote)) == language
    assert is_in_language(_answer(text, quote=quote), language)
    # Quotation marks alone make nothing a quotation.
    assert is_in_language(_answer(text, quote="Jotain muuta."), language) == (language == "fi")


def test_a_quoted_card_may_have_its_lines_joined() -> None:
    quote = "Juha-Pekka Lehmus\nchef för serviceområdet för barn, ungdomar och familjer\nTel.+ 358 044 3743284"
    shown = "Juha-Pekka Lehmus, chef för serviceområdet för barn, ungdomar och familjer, Tel.+ 358 044 3743284"
    answer = _answer(f"The page on this is in another language.\n\n- “{shown}” (Swedish) [1]", quote=quote)
    assert is_in_language(answer, "en")
    assert not is_in_language(_answer(answer.text), "en")


def test_a_quotation_of_the_original_does_not_count() -> None:
    quote = "Gruppen leds av en direktör. Hon har gjort det i många år."
    answer = _answer(f"Sivu sanoo näin: ”{quote}” [1]")
    original = Original(document_id="x.sv", language="sv", quote=quote, start_char=0, end_char=len(quote))
    assert not is_in_language(answer, "fi")
    assert is_in_language(replace(answer, citations=(replace(answer.citations[0], original=original),)), "fi")


@pytest.mark.parametrize(
    "text",
    [
        "Imatra's plan of measures (LYK-toimenpidesuunnitelma) is on Imatra's page as a file. [1]",
        "The page has a link to the website Lapsiystävällinenkunta.fi. [1]",
        "Imatra works in the model Lapsiystävällinen kunta of Suomen UNICEF. [1]",
        "This stands under Miten työtä johdetaan ja seurataan on the page. [1]",
    ],
)
def test_names_in_another_language_do_not_count(text: str) -> None:
    assert is_in_language(_answer(text, section="Miten työtä johdetaan ja seurataan"), "en")
