from evals.figures import ANSWER_FIGURES, FIGURES, RETRIEVAL_FIGURES


def test_every_name_is_used_once() -> None:
    assert len(FIGURES) == len(ANSWER_FIGURES) + len(RETRIEVAL_FIGURES)


def test_a_reader_gets_a_sentence_for_each() -> None:
    assert all(kind.label and kind.says and kind.per for kind in FIGURES.values())
