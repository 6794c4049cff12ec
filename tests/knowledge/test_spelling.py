"""Slips of the pen, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.spelling import is_misspelling, near_words


@pytest.mark.parametrize(
    ("word", "intended"),
    [
        ("tavote", "tavoite"),  # dropped
        ("tavooite", "tavoite"),  # added
        ("tavaite", "tavoite"),  # changed
        ("taviote", "tavoite"),  # swapped
        ("utmärkelsn", "utmärkelse"),
        ("recogniton", "recognition"),
        ("malen", "målen"),
        ("kordinatioryhmä", "koordinaatioryhmä"),  # two in a long word
    ],
)
def test_slips(word: str, intended: str) -> None:
    assert is_misspelling(word, intended)


@pytest.mark.parametrize(
    ("word", "intended"),
    [
        ("tavoite", "tavoite"),  # no slip at all
        ("", "tavoite"),
        ("tavoite", ""),
        ("", ""),
        ("navoite", "tavoite"),  # another first letter
        ("tavte", "tavoite"),  # two in a short word
        ("kunta", "kulta-aika"),
        ("kordinatioryma", "koordinaatioryhmä"),  # four
    ],
)
def test_other_words(word: str, intended: str) -> None:
    assert not is_misspelling(word, intended)


@given(st.text(max_size=12), st.text(max_size=12))
def test_either_may_be_the_slip(one: str, other: str) -> None:
    assert is_misspelling(one, other) is is_misspelling(other, one)


@given(st.text(alphabet="abåäö", min_size=2, max_size=12), st.data())
def test_one_dropped_letter_is_a_slip(word: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(min_value=1, max_value=len(word) - 1))
    assert is_misspelling(word[:position] + word[position + 1 :], word)


def test_near_words_with_their_edits() -> None:
    candidates = ("imatra", "imatran", "lohja", "imatralle")
    assert dict(near_words("imtara", candidates, 2)) == {"imatra": 1, "imatran": 2}
    assert near_words("imatra", candidates, 0) == (("imatra", 0),)
    assert near_words("imatra", (), 2) == ()
