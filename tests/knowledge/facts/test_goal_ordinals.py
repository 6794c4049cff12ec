import pytest

from knowledge.facts.goal_ordinals import ordinal_goals
from tests.fakes import make_document


def found(text: str, language: str = "en") -> list[list[tuple[int | None, str]]]:
    document = make_document(text, f"raisio/page.{language}")
    return [
        [(goal.number, text[goal.start_char : goal.end_char]) for goal in stated.goals]
        for section in document.sections
        for stated in ordinal_goals(document, section)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Ensimmäinen tavoite on, että {}. Tavoitteista toinen on {}."),
        ("fi", "Kaupungin ensimmäinen tavoite: {}. Toisena tavoitteena on {}."),
        ("sv", "Det första målet är att {}. Det andra målet gäller {}."),
        ("sv", "Kommunens första mål är {}. Kommunens andra mål är {}."),
        ("en", "The first of the goals concerns {}. The second goal of the city is to {}."),
        ("en", "The first goal is {}. The last goal is that {}."),
    ],
)
def test_ordinals_with_their_noun(language: str, text: str) -> None:
    assert found(text.format("kulttuuri", "musiikki"), language) == [[(1, "kulttuuri."), (2, "musiikki.")]]


def test_words_that_open_sentences_count_where_goals_are_spoken_of() -> None:
    text = "Firstly, safety. Secondly, voice."
    assert found(text) == []
    assert found("Raisio has set goals. " + text) == [[(1, "safety."), (2, "voice.")]]
    assert found("Raisio has set goals. First aid matters. Second homes do, too.") == []


def test_what_becomes_of_goals_and_lone_ordinals_count_nothing() -> None:
    assert found("The first goal was reached. The second goal was reached.") == []
    assert found("The first goal is safety.") == []
    assert found("Only the first, the second and the fifth goal are numbered. The second prize is nice.") == []


def test_sentences_between_fill_the_places_left_by_theme() -> None:
    text = "The first goal is voice. Bullying ends. Friends matter. Feedback is read. The fourth goal is safety."
    assert found(text) == [
        [(1, "voice."), (None, "Bullying ends. Friends matter."), (None, "Feedback is read."), (4, "safety.")]
    ]


def test_sentences_after_fill_what_is_missing_of_the_number() -> None:
    text = "We have three goals. The first goal is voice. The second goal is safety. Bullying ends. Feedback is read."
    assert found(text) == [[(1, "voice."), (2, "safety."), (None, "Bullying ends.")]]


def test_sentences_between_neighbours_belong_to_the_first() -> None:
    assert found("The first goal is voice. It matters. The second goal is safety.") == [[(1, "voice."), (2, "safety.")]]


def test_the_first_goal_may_say_how_many_there_are() -> None:
    text = "The first of our three goals is to be safe. Secondly, we listen. Finally, hobbies are free."
    assert found(text) == [[(1, "be safe."), (2, "we listen."), (None, "Finally, hobbies are free.")]]
