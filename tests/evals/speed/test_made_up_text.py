from random import Random

import pytest

from evals.speed.made_up_text import make_up_question, make_up_text
from knowledge.schema import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_make_up_text(language: Language) -> None:
    text = make_up_text(Random(1), language, 3)
    assert text == make_up_text(Random(1), language, 3)
    assert text != make_up_text(Random(2), language, 3)
    sentences = text.removesuffix(".").split(". ")
    assert len(sentences) == 3
    for sentence in sentences:
        words = sentence.split()
        assert 9 <= len(words) <= 19
        assert sum(word.isdigit() for word in words) == 1


def test_languages_have_words_of_their_own() -> None:
    texts = [set(make_up_text(Random(1), language, 50).split()) for language in LANGUAGES]
    assert len(texts[0] & texts[2]) < len(texts[0]) / 2


def test_make_up_question() -> None:
    question = make_up_question(Random(1), "sv")
    assert question.endswith("?")
    assert question[-2].isdigit()
    assert len(question.split()) == 9
