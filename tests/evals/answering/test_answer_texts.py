import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.answering.answer_texts import holds, project_answers, split_passage
from evals.retrieval.schema import Passage


@pytest.mark.parametrize(
    ("text", "answers", "held"),
    [
        ("Rex was born in 1999.", ("1999",), True),
        ("Rex was born in 1999.", ("199",), False),
        ("Rex was born in 1999.", ("ex",), False),
        ("Rex was\nborn\u00a0in 1999.", ("born in",), True),
        ("Syntyi Äänekoskella", ("a\u0308a\u0308nekoskella",), True),
        ("(Rex) runs", ("nothing", "Rex"), True),
        ("Rex (a dog) runs", ("(a dog)",), True),
        ("It costs 5 %.", ("5 %",), True),
        ("Rex runs", (), False),
    ],
)
def test_holds(text: str, answers: tuple[str, ...], held: bool) -> None:
    assert holds(text, answers) is held


@given(before=st.text(max_size=20), answer=st.from_regex(r"[a-zåäö0-9]{1,8}", fullmatch=True))
def test_a_text_holds_the_words_it_is_made_of(before: str, answer: str) -> None:
    assert holds(f"{before} . {answer.upper()} .", (answer,))


def test_split_passage() -> None:
    passage = Passage(passage_id="fi:a", language="fi", title="", text="Kissa odottaa kuuta. Se syntyi 6.3.2018.")
    assert split_passage(passage) == ("Kissa odottaa kuuta.", "Se syntyi 6.3.2018.")


def test_a_translation_tells_the_sentence() -> None:
    own = ("Pieni kissa istuu hiljaa.", "Se odottaa kuuta.", "Kuu nousee.")
    other = ("A little cat sits in silence.", "It waits for the moon.", "The moon rises.")
    assert project_answers(("the moon",), other, own) == own[1:]
    assert project_answers(("the sun",), other, own) == ()
    assert project_answers(("silence",), other, own[:2]) == ()
