"""Words, dictionary forms and languages of texts in Finnish, Swedish and English."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st

from knowledge import languages
from knowledge.languages import (
    detect_language,
    find_words,
    guess_language,
    is_known_in,
    is_known_word,
    lemmas,
    lemmatise,
    looks_foreign,
)
from knowledge.schema import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("?! … – 😀", []),
        ("Mitkä ovat Helsingin tavoitteet?", ["Mitkä", "ovat", "Helsingin", "tavoitteet"]),
        ("Helsinki's and Pori’s goals", ["Helsinki's", "and", "Pori’s", "goals"]),
        ("'tis the children' s", ["tis", "the", "children", "s"]),
        ("6.3.2018", ["6", "3", "2018"]),
        ("child-friendly e-post a_b", ["child", "friendly", "e", "post", "a", "b"]),
        ("Åbo, Ähtäri, Öja", ["Åbo", "Ähtäri", "Öja"]),
        ("040\u00a0123", ["040", "123"]),
        ("цели 目标", ["цели", "目标"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in find_words(text)] == words


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    position = 0
    for word in find_words(text):
        assert position <= word.start_char < word.end_char <= len(text)
        assert text[word.start_char : word.end_char] == word.text
        position = word.end_char


@pytest.mark.parametrize(
    ("language", "word", "lemma"),
    [
        ("fi", "Tavoitteita", "tavoite"),
        ("fi", "kunnan", "kunta"),
        ("fi", "hyväksyttiin", "hyväksyä"),
        # Compounds no dictionary has: their tail is inflected.
        ("fi", "lapsivaikutusten", "lapsivaikutus"),
        ("fi", "koordinaatioryhmää", "koordinaatioryhmä"),
        ("fi", "varhaiskasvatuspäällikön", "varhaiskasvatuspäällikkö"),
        ("fi", "lapsibudjetoinnin", "lapsibudjetointi"),
        ("fi", "LAPSIYSTÄVÄLLISYYSASIOISTA", "lapsiystävällisyysasia"),
        ("sv", "målen", "mål"),
        ("sv", "kommunernas", "kommun"),
        ("sv", "tyngdpunkterna", "tyngdpunkt"),
        ("sv", "barnkonsekvensbedömningar", "barnkonsekvensbedömning"),
        ("sv", "samordningsgruppens", "samordningsgrupp"),
        ("sv", "Kontaktpersonens", "kontaktperson"),
        ("en", "goals", "goal"),
        ("en", "Municipalities'", "municipality"),
        ("en", "children's", "child"),
        ("en", "Helsinki’s", "helsinki"),
        ("en", "studies", "study"),
        # English writes compounds apart: an unknown word is taken as it is.
        ("en", "childrights", "childrights"),
        ("fi", "xyzzyä", "xyzzyä"),
        ("sv", "Xyzzy", "xyzzy"),
        ("fi", "2018", "2018"),
        ("en", "A1", "a1"),
        ("sv", "å", "å"),
    ],
)
def test_dictionary_form(language: Language, word: str, lemma: str) -> None:
    assert lemmatise(word, language) == lemma


def test_lemmas_keep_order_and_repetition() -> None:
    assert lemmas("Kunnan tavoite, kunnan tavoitteet 2", "fi") == ("kunta", "tavoite", "kunta", "tavoite", "2")
    assert lemmas("…", "sv") == ()


@given(st.text(min_size=1, max_size=12).filter(lambda text: len(find_words(text)) == 1), st.sampled_from(LANGUAGES))
def test_a_dictionary_form_is_never_empty_and_always_lower_case(text: str, language: Language) -> None:
    (word,) = find_words(text)
    lemma = lemmatise(word.text, language)
    assert lemma
    assert lemma == lemma.casefold()


@pytest.mark.parametrize(
    ("word", "languages"),
    [("Kunnissa", {"fi"}), ("kommunerna", {"sv"}), ("children", {"en"}), ("PLAN", {"sv", "en"}), ("xyzzy", set())],
)
def test_which_dictionaries_have_a_word(word: str, languages: set[Language]) -> None:
    assert {language for language in LANGUAGES if is_known_in(word, language)} == languages
    assert is_known_word(word) is bool(languages)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kunta sai tunnustuksen keväällä, ja työ jatkuu.", "fi"),
        ("Kommunen fick utmärkelsen i våras, och arbetet fortsätter.", "sv"),
        ("The municipality was recognised in spring, and the work goes on.", "en"),
    ],
)
def test_language_of_a_text(text: str, language: Language) -> None:
    assert detect_language(text) == language
    guess = guess_language(text)
    assert guess is not None
    assert guess.language == language
    assert 0.9 < guess.confidence <= 1.0
    assert not looks_foreign(text)


@pytest.mark.parametrize("text", ["", "  \n", "123 456", "?!", "😀", "цели"])
def test_no_language_without_words_of_our_letters(text: str) -> None:
    assert guess_language(text) is None
    assert detect_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Wann hat die Gemeinde die Anerkennung erhalten?",
        "Quels sont les objectifs de la commune ?",
        "¿Cuánto dura el reconocimiento?",
        "Каковы цели этого города?",
        "ما هي أهداف المدينة؟",
        "Millal sai linn tunnustuse ja kui kaua see kehtib?",
    ],
)
def test_foreign_languages(text: str) -> None:
    assert looks_foreign(text)


@pytest.mark.parametrize("text", ["", "12", "?"])
def test_nothing_is_not_foreign(text: str) -> None:
    assert not looks_foreign(text)


# Neither is offered to the detector: they are too near to Swedish to be told apart from a short question in it.
@pytest.mark.parametrize(
    "text", ["Kommunen har fået anerkendelsen, og børnene er glade.", "Kommunen har fått anerkjennelsen i fjor."]
)
def test_danish_and_norwegian_count_as_swedish(text: str) -> None:
    assert detect_language(text) == "sv"
    assert not looks_foreign(text)


def test_importing_loads_no_dictionary() -> None:
    code = "import sys, knowledge.languages; sys.exit(any(name in sys.modules for name in ('simplemma', 'lingua')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_several_threads_load_a_dictionary_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: set[str] = set()
    loads: list[str] = []
    start = Barrier(4)

    def is_known(word: str, language: str, low_memory: bool) -> bool:
        if language not in loaded:
            loads.append(language)
            # Long enough for the other threads to come by.
            time.sleep(0.1)
            loaded.add(language)
        return True

    def ask(word: str) -> bool:
        start.wait()
        return is_known_in(word, "fi")

    monkeypatch.setattr(simplemma, "is_known", is_known)
    languages._load_dictionary.cache_clear()
    is_known_in.cache_clear()
    try:
        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(ask, ("yksi", "kaksi", "kolme", "neljä")))
    finally:
        languages._load_dictionary.cache_clear()
        is_known_in.cache_clear()
    assert loads == ["fi"]
