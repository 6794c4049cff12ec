"""In which language to answer: a wish, a pin, the words, the conversation, the default."""

import pytest

from bot.asked_language import LanguageChoice, decide_language, words_language
from knowledge.languages import is_known_word
from knowledge.places import find_places
from knowledge.schema import LANGUAGES, Language


def decide(text: str, *history: str, pinned: Language | None = None, default: Language = "fi") -> LanguageChoice:
    places = find_places(text, is_known_word=is_known_word)
    return decide_language(text, places, pinned=pinned, history=history, default=default)


def language_of(text: str) -> Language | None:
    return words_language(text, find_places(text, is_known_word=is_known_word))


@pytest.mark.parametrize("default", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mitkä ovat Helsingin tavoitteet?", "fi"),
        ("Vilka är Helsingfors mål?", "sv"),
        ("What are Helsinki's goals?", "en"),
        # names are masked
        ("and Lohja?", "en"),
        ("goals Helsinki", "en"),
        ("contact Pori", "en"),
        ("What about Björneborg?", "en"),
        ("mål Helsingfors", "sv"),
        ("och Lohja?", "sv"),
        ("Hur är det i Helsinki?", "sv"),
        ("Vem är Minna Leinonen?", "sv"),
        ("Who is Juha-Pekka Lehmus?", "en"),
        ("entä Lojo?", "fi"),
        ("tavoitteet Helsingfors", "fi"),
        # a name's form is the last hint
        ("Helsingissä?", "fi"),
        ("Imatralla", "fi"),
        ("Helsingfors?", "sv"),
        ("Björneborgs?", "sv"),
        # one word
        ("tavoitteet", "fi"),
        ("mål", "sv"),
        ("goals", "en"),
        ("moi", "fi"),
        ("hej", "sv"),
        ("hello", "en"),
        # capitals throughout are no names
        ("LOHJA GOALS", "en"),
        ("VAD ÄR MÅLEN?", "sv"),
        ("MITKÄ OVAT LOHJAN TAVOITTEET?", "fi"),
    ],
)
def test_the_words_decide(text: str, language: Language, default: Language) -> None:
    choice = decide(text, default=default)
    assert (choice.language, choice.words_language, choice.question) == (language, language, text)
    assert not choice.is_foreign


@pytest.mark.parametrize(
    "text", ["UNICEF", "UNICEF?", "unicef", "Imatra?", "Imatra, Lohja", "status", "12345", "2018?"]
)
def test_what_all_languages_share_says_nothing(text: str) -> None:
    assert language_of(text) is None
    assert [decide(text, default=default).language for default in LANGUAGES] == list(LANGUAGES)
    assert decide(text, "Vilka är målen?", default="en").language == "sv"
    assert decide(text, "Vilka är målen?", "What are the goals?", "UNICEF").language == "en"
    assert not decide(text).is_foreign


def test_a_conversation_does_not_outweigh_words() -> None:
    assert decide("and Lohja?", "Vilka är målen?").language == "en"


@pytest.mark.parametrize("pinned", LANGUAGES)
def test_a_pin_outweighs_words_and_conversation(pinned: Language) -> None:
    choice = decide("Vilka är målen?", "What are the goals?", pinned=pinned)
    assert (choice.language, choice.words_language) == (pinned, "sv")
    assert decide("Imatra?", pinned=pinned).words_language == pinned
    assert decide("Imatra?", "What are the goals?", pinned=pinned).words_language == "en"


WISHES: list[tuple[str, Language, Language, str]] = [
    ("Vilka mål har Imatra? Svara på engelska", "en", "sv", "Vilka mål har Imatra?"),
    ("Svara gärna på finska: vilka mål har Imatra?", "fi", "sv", "vilka mål har Imatra?"),
    ("What are the goals of Pori? In Finnish, please", "fi", "en", "What are the goals of Pori?"),
    ("What are Pori's goals (in Swedish, please)?", "sv", "en", "What are Pori's goals?"),
    ("What are Pori's goals, in Finnish?", "fi", "en", "What are Pori's goals?"),
    ("Imatran tavoitteet, englanniksi kiitos", "en", "fi", "Imatran tavoitteet"),
    ("Vastaa ruotsiksi: mitkä ovat Porin tavoitteet?", "sv", "fi", "mitkä ovat Porin tavoitteet?"),
    ("Mitkä ovat Porin tavoitteet? På svenska, tack!", "sv", "fi", "Mitkä ovat Porin tavoitteet?"),
    ("Vad är målen? Answer in English.", "en", "sv", "Vad är målen?"),
    ("goals Imatra på finska", "fi", "en", "goals Imatra"),
]


@pytest.mark.parametrize(("text", "wish", "words", "question"), WISHES)
def test_a_wish_outweighs_everything_and_is_taken_out(
    text: str, wish: Language, words: Language, question: str
) -> None:
    for pinned in (None, *LANGUAGES):
        assert decide(text, "Vilka är målen?", pinned=pinned) == LanguageChoice(
            language=wish, words_language=words, question=question
        )


@pytest.mark.parametrize("text", ["svara på svenska", "In Swedish, please!", "ruotsiksi kiitos", "(på svenska)"])
def test_a_wish_alone_leaves_no_question(text: str) -> None:
    assert decide(text, "Mitkä ovat tavoitteet?") == LanguageChoice(language="sv", words_language="fi", question="")
    assert decide(text, default="en").language == "sv"


def test_an_earlier_wish_holds_until_words_say_otherwise() -> None:
    history = ("Mitkä ovat Porin tavoitteet?", "svara på svenska")
    assert decide("Imatra?", *history).language == "sv"
    assert decide("entä Lohja?", *history).language == "fi"


FOREIGN = [
    "Was sind die Ziele von Helsinki?",
    "Welche Ziele hat die Gemeinde Imatra?",
    "Wann hat Pori die Anerkennung erhalten?",
    "Wer ist die Kontaktperson in Lohja?",
    "Quels sont les objectifs de Helsinki ?",
    "Qui est la personne à contacter à Imatra ?",
    "¿Cuáles son los objetivos de Helsinki?",
    "¿Quién es la persona de contacto en Lohja?",
    "Каковы цели Хельсинки?",
    "Кто контактное лицо в Иматре?",
    "ما هي أهداف هلسنكي؟",
    "Kto jest osobą kontaktową w Imatrze?",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_told(text: str) -> None:
    assert language_of(text) is None
    for default in LANGUAGES:
        choice = decide(text, default=default)
        assert choice.is_foreign
        assert choice.language == default
    assert decide(text, pinned="sv").language == "sv"


# The reader of a language this near understands the answer; a refusal would help less.
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hvad er målene for Helsinki?", "sv"),  # Danish
        ("Hvem er kontaktpersonen i Imatra?", "sv"),
        ("Når fikk Pori anerkjennelsen?", "sv"),  # Norwegian
        ("Hva er målene til Helsinki?", "sv"),
        ("Kui kaua tunnustus kehtib?", "fi"),  # Estonian
        ("Kes on Imatra kontaktisik?", "fi"),
    ],
)
def test_near_relatives_are_read_as_ours_when_they_share_words(text: str, language: Language) -> None:
    choice = decide(text, default="en")
    assert (choice.language, choice.is_foreign) == (language, False)


# With hardly a word in common they are other languages like any other.
@pytest.mark.parametrize("text", ["Hvor længe gælder den?", "Hvornår fik Pori anerkendelsen?"])
def test_near_relatives_are_told_when_they_share_none(text: str) -> None:
    assert decide(text, default="en").is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Are yaks related to cows?",
        "What do airsoft guns shoot?",
        "Kultane?",
        "Minna Leinonen",
        "xyzzy",
        "Vad är GDPR?",
        "koordinaattori",
        "barnkonsekvensbedömning",
    ],
)
def test_unusual_words_are_not_foreign(text: str) -> None:
    assert not decide(text).is_foreign


def test_a_wish_makes_a_foreign_question_answerable() -> None:
    choice = decide("Was sind die Ziele von Helsinki? In English, please")
    assert (choice.language, choice.is_foreign) == ("en", False)
