"""How well questions were searched for, in the standard measures of the field. The only user of ir_measures.

Recall at k has two readings. Where each of several passages answers alone, one of them is enough, and it is whether one
is among the first k: Success@k, 1 or 0. Where only all together answer, as in a comparison, it is the share of them
that is among the first k: R@k, so that two passages give 0.5 at most at 1. For a single passage the two are the same.
The reciprocal rank is that of the first passage that answers, 0 without one; nDCG@10 (gains of 1, discount log2) is 1
when all passages that answer come first.
"""

from collections.abc import Sequence

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from numpy.typing import NDArray

from evals.figures import RETRIEVAL_FIGURES
from evals.retrieval.schema import Ranked

# Where any passage is enough, and where all are needed.
_MEASURES = {
    "recall@1": (Success @ 1, R @ 1),
    "recall@5": (Success @ 5, R @ 5),
    "recall@10": (Success @ 10, R @ 10),
    "mrr": (RR, RR),
    "ndcg@10": (nDCG @ 10, nDCG @ 10),
}
_ALL = tuple({measure for measures in _MEASURES.values() for measure in measures})


def measure_questions(rankings: Sequence[Ranked]) -> NDArray[np.float64]:
    """The measures of each question, 0 to 1.

    Returns:
        Shape (questions, measures), questions in their order, measures in that of `evals.figures.RETRIEVAL_FIGURES`.

    Raises:
        ValueError: Nothing answers a question, or something was found twice for it.
    """
    judged, found = {}, {}
    for number, ranked in enumerate(rankings):
        if not ranked.relevant:
            raise ValueError(f"nothing answers question {ranked.group}")
        if len(set(ranked.found)) < len(ranked.found):
            raise ValueError(f"something was found twice for question {ranked.group}: {ranked.found}")
        judged[str(number)] = dict.fromkeys(ranked.relevant, 1)
        # The library orders by score and breaks ties by id, so no two scores may be equal.
        found[str(number)] = {passage: float(-place) for place, passage in enumerate(ranked.found)}
    values = {(value.query_id, value.measure): value.value for value in ir_measures.iter_calc(_ALL, judged, found)}
    rows = [
        [values[str(number), _MEASURES[kind.name][ranked.all_needed]] for kind in RETRIEVAL_FIGURES]
        for number, ranked in enumerate(rankings)
    ]
    return np.asarray(rows, dtype=np.float64).reshape(len(rankings), len(RETRIEVAL_FIGURES))
