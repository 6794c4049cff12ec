from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexCorruptError
from index.lexical import WordIndex, names_and_numbers, write_word_index
from knowledge.schema import Language


def make(folder: Path, texts: list[str], language: Language = "fi") -> WordIndex:
    write_word_index(folder / "words", texts, language)
    return WordIndex(folder / "words", language)


def found(index: WordIndex, text: str, top_k: int = 10) -> list[int]:
    return [match.position for match in index.search(text, top_k)]


def named(index: WordIndex, text: str, top_k: int = 10) -> list[int]:
    return [match.position for match in index.search_names(text, top_k)]


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("fi", "Nuorisovaltuustossa päätettiin asiasta.", "nuorisovaltuusto"),
        ("fi", "Lapsilla on oikeuksia.", "lapsen oikeudet"),
        ("fi", "Imatran tavoitteet", "imatra"),
        ("sv", "Barnens rättigheter i kommunerna", "barn kommun"),
        ("sv", "Målen gäller skolorna.", "mål skola"),
        ("en", "The children's goals were decided.", "child goal"),
        ("en", "She was leading the municipalities.", "municipality"),
    ],
)
def test_inflections_meet(tmp_path: Path, language: Language, text: str, question: str) -> None:
    other = {"fi": "Tie on pitkä.", "sv": "Vägen är lång.", "en": "A road is long."}[language]
    index = make(tmp_path, [other, text], language)
    assert found(index, question) == [1]


def test_letters_beyond_ascii_are_letters(tmp_path: Path) -> None:
    index = make(tmp_path, ["ala", "älä", "Åbo", "a"])
    assert found(index, "ÅBO") == [2]
    assert 0 not in found(index, "älä")


@pytest.mark.parametrize(
    ("question", "positions"),
    [
        ("Vad gäller i Imatra?", [0]),
        ("What about Imatra's goals?", [0]),
        ("Who is Virtanen?", [1]),
        ("Who is Virtasen?", [1]),
        ("When was 2018?", [1]),
        ("When was 201?", []),
        ("phone 05 617", [2]),
        ("LAVA", [3]),
        ("lava", []),
        ("Lava", []),
        ("what of nothing", []),
    ],
)
def test_names_and_numbers_meet_across_languages(tmp_path: Path, question: str, positions: list[int]) -> None:
    texts = [
        "Tavoite Imatralla on selvä.",
        "Vuonna 2018 aloitti Maija Virtanen.",
        "Puh. 05\u00a0617 0000.",
        "Teatteri LAVA esiintyy.",
    ]
    assert named(make(tmp_path, texts), question) == positions


def test_names_meet_by_five_letters(tmp_path: Path) -> None:
    index = make(tmp_path, ["Asukas Helsingissä", "Asukas Helsingforsista", "Asukas Helsinkiin", "Asukas Helena"])
    assert sorted(named(index, "in Helsingfors")) == [0, 1, 2]
    assert named(index, "in Helen") == [3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who is Anna Virtanen in Åbo?", ("Anna", "Virtanen", "Åbo")),
        ("Imatra ja Pori", ("Pori",)),
        ("LAVA ja pori", ("LAVA",)),
        ("2018 ja pori", ("2018",)),
        ("A4 on koko", ("A4",)),
        ("Puh. 050\u00a0123", ("050", "123")),
        ("", ()),
    ],
)
def test_names_and_numbers(text: str, expected: tuple[str, ...]) -> None:
    assert names_and_numbers(text) == expected


def test_more_shared_words_are_better_and_scores_positive(tmp_path: Path) -> None:
    index = make(tmp_path, ["koulu", "koulu kirjasto", "tie", "kirjasto koulu leikki"])
    matches = index.search("leikki kirjasto koulu", 10)
    assert [match.position for match in matches] == [3, 1, 0]
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_a_single_text_has_a_positive_score(tmp_path: Path) -> None:
    # Its only word is in every text: a formula that gives such words nothing would find nothing.
    (match,) = make(tmp_path, ["koulu"]).search("koulu", 5)
    assert match.score > 0


@pytest.mark.parametrize("top_k", [1, 2, 7, 50, 100])
def test_equal_scores_keep_the_order_of_the_texts(tmp_path: Path, top_k: int) -> None:
    index = make(tmp_path, ["koulu tie"] * 50 + ["koulu koulu koulu"])
    assert found(index, "koulu", top_k) == [50, *range(50)][:top_k]


def test_a_repeated_word_counts_once_in_the_question(tmp_path: Path) -> None:
    index = make(tmp_path, ["koulu tie", "kirjasto"])
    assert index.search("koulu koulu", 5) == index.search("koulu", 5)


@pytest.mark.parametrize("texts", [[], [""], ["", "– !"], ["ei nimiä"]])
def test_nothing_to_find(tmp_path: Path, texts: list[str]) -> None:
    index = make(tmp_path, texts)
    assert index.search("Imatra 2018", 5) == ()
    assert index.search_names("missä Imatra 2018", 5) == ()


def test_an_empty_question_and_top_k_0(tmp_path: Path) -> None:
    index = make(tmp_path, ["Imatra", "koulu"])
    assert index.search("", 5) == index.search("?!", 5) == index.search_names("", 5) == ()
    assert index.search("koulu", 0) == ()


def test_positions_count_texts_without_words_too(tmp_path: Path) -> None:
    assert found(make(tmp_path, ["", "koulu", "–", "koulu"]), "koulu") == [1, 3]


def test_scores_are_memory_mapped(tmp_path: Path) -> None:
    index = make(tmp_path, ["Imatra koulu", "Pori koulu"])
    for part in (index._lemmas, index._names):
        assert part is not None
        assert isinstance(part.scores["data"], np.memmap)


def _files() -> list[str]:
    return [
        "data.csc.index.npy",
        "indices.csc.index.npy",
        "indptr.csc.index.npy",
        "params.index.json",
        "vocab.index.json",
    ]


@pytest.mark.parametrize("name", _files())
@pytest.mark.parametrize("damage", ["gone", "empty", "half", "zeros"])
@pytest.mark.parametrize("part", ["lemmas", "names"])
def test_a_damaged_folder(tmp_path: Path, name: str, damage: str, part: str) -> None:
    make(tmp_path, ["Imatra koulu", "Pori tie"])
    path = tmp_path / "words" / part / name
    assert path.is_file(), sorted(entry.name for entry in path.parent.iterdir())
    data = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes({"empty": b"", "half": data[: len(data) // 2], "zeros": b"\0" * len(data)}[damage])
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        WordIndex(tmp_path / "words", "fi").search("koulu", 5)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "words").write_bytes(b"a file")
    with pytest.raises(OSError):
        write_word_index(tmp_path / "words", ["koulu"], "fi")
