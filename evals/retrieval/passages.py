"""Measures search over a collection of passages: plain dense search, then lykbot's, leg by leg.

Plain search embeds a passage's text as it is and orders by cosine. lykbot's search is measured through its own build
and its own ranking, each leg added to the ones before.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.metrics import first_rank, found_within, score, wilson_interval
from evals.retrieval.pair_figures import ACROSS, WITHIN, pair_figures
from evals.retrieval.plain_vectors import PlainVectors, Vectors, embed_plain
from evals.retrieval.schema import (
    Collection,
    PairRanking,
    Passage,
    PassageQuestion,
    PoolScore,
    Ranked,
    Ranks,
    RetrievalReport,
    Score,
)
from evals.schema import LYKBOT, PLAIN
from index.building import build_index
from index.schema import IndexSettings, SearchRequest
from knowledge.parsing import parse_plain_text
from knowledge.schema import LANGUAGES, Document, Language, Source

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.retrieval import LegSettings, SearchIndex

Notice = Callable[[str], None]

# Passages that are looked at for each question in one language; what comes later adds next to nothing to any figure.
_DEPTH = 100
# Passages that are looked at in the pool of all languages; several of the first hits may be pieces of one passage.
_FIRST = 5
_HITS = 4 * _FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a measurement works with: a model, the index settings, the cache folder and the folder for indexes."""

    embedder: "Embedder"
    settings: IndexSettings
    cache_folder: Path
    work_folder: Path
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    name: str
    legs: "LegSettings"


def measure_collection(collection: Collection, measured: Measured) -> RetrievalReport:
    """Recall for each pair of languages, averages, gains, and what happens in the pool of all languages.

    Recall at 1 and 5, and what each part of lykbot's search gains, are `RetrievalReport.scores`; all figures of search
    are given for plain search and lykbot's alone.
    """
    started = time.monotonic()
    measured.notice(f"{len(collection.passages)} passages, {len(collection.questions)} questions; embedding")
    plain = embed_plain(
        [passage.text for passage in collection.passages],
        [question.text for question in collection.questions],
        measured.embedder,
        measured.work_folder,
    )
    documents = [to_document(passage) for passage in collection.passages]
    index_folder = measured.work_folder / f"index-{len(documents)}"
    build_index(documents, index_folder, measured.settings, lambda: measured.embedder)
    systems = [_rank_plain(collection, plain)]
    for step in _steps():
        measured.notice(f"ranking with {step.name}")
        with open_for_search(index_folder, measured, step.legs) as index:
            systems.append(_rank_with(index, collection, plain.questions, step.name))
    measured.notice("searching all languages at once")
    with open_for_search(index_folder, measured) as index:
        pool = (*_pool_plain(collection, plain), *_pool_full(collection, index))
    return RetrievalReport(
        model_id=measured.embedder.model_id,
        passages=len(collection.passages),
        questions=len(collection.questions),
        left_out=collection.left_out,
        scores=_scores([[_first_ranks(pair) for pair in system] for system in systems]),
        figures=(*pair_figures(systems[0]), *pair_figures(systems[-1])),
        pool=pool,
        seconds=time.monotonic() - started,
    )


def to_document(passage: Passage) -> Document:
    """A passage as a page of its own; its page_id is the passage's id."""
    document = Document(
        document_id=f"{passage.passage_id}.{passage.language}",
        page_id=passage.passage_id,
        title=passage.title,
        municipality=None,
        language=passage.language,
        kind="original",
        translation_of=None,
        machine_translated=False,
        source=Source(),
        text=passage.text,
        sections=parse_plain_text(passage.text),
        digest="",
    )
    fields = json.dumps(asdict(document), ensure_ascii=False, sort_keys=True)
    return replace(document, digest=hashlib.sha256(fields.encode("utf-8", errors="surrogatepass")).hexdigest())


@contextmanager
def open_for_search(
    index_folder: Path, measured: Measured, legs: "LegSettings | None" = None
) -> Iterator["SearchIndex"]:
    """An index that was just built, closed afterwards."""
    from index.opening import open_index

    index = open_index(index_folder, measured.settings, measured.embedder, measured.cache_folder, legs)
    try:
        yield index
    finally:
        index.close()


def _steps() -> tuple[_Step, ...]:
    from index.retrieval import LegSettings

    none = LegSettings(units=False, centred=False, words=False, names=False)
    return (
        _Step(name="dense with title", legs=none),
        _Step(name="+ units", legs=replace(none, units=True)),
        _Step(name="+ centred", legs=replace(none, units=True, centred=True)),
        _Step(name="+ words", legs=replace(none, units=True, centred=True, words=True)),
        _Step(name=LYKBOT, legs=LegSettings()),
    )


def _rank_plain(collection: Collection, plain: PlainVectors) -> tuple[PairRanking, ...]:
    found = {}
    for language in LANGUAGES:
        members = [i for i, passage in enumerate(collection.passages) if passage.language == language]
        ids = [collection.passages[i].passage_id for i in members]
        order = np.argsort(-(plain.questions @ plain.passages[members].T), axis=1, kind="stable")[:, :_DEPTH]
        found[language] = [[ids[i] for i in row] for row in order]
    return _pair(PLAIN, collection, found)


def _rank_with(index: "SearchIndex", collection: Collection, vectors: Vectors, system: str) -> tuple[PairRanking, ...]:
    found: dict[Language, list[list[str]]] = {language: [] for language in LANGUAGES}
    languages = index.records.languages()
    for question, vector in zip(collection.questions, vectors, strict=True):
        request = SearchRequest(text=question.text, language=question.language)
        for language in LANGUAGES:
            # A language without passages cannot be ranked.
            rows = index.rank(request, vector, language) if language in languages else ()
            pages = dict.fromkeys(index.records.chunk(scored.row).page_id for scored in rows)
            found[language].append(list(pages)[:_DEPTH])
    return _pair(system, collection, found)


def _pair(system: str, collection: Collection, found: dict[Language, list[list[str]]]) -> tuple[PairRanking, ...]:
    """What was found for each pair of languages that has questions and passages that answer them.

    Args:
        system: Who found.
        collection: What was asked.
        found: For each language of passages the ids found for each question, best first.
    """
    language_of = {passage.passage_id: passage.language for passage in collection.passages}
    pairs = []
    for asked_in in LANGUAGES:
        for language in LANGUAGES:
            ranked = []
            for question, ids in zip(collection.questions, found[language], strict=True):
                relevant = tuple(i for i in question.relevant if language_of[i] == language)
                if question.language == asked_in and relevant:
                    ranked.append(Ranked(group=question.group, found=tuple(ids), relevant=relevant))
            if ranked:
                pairs.append(PairRanking(system=system, asked_in=asked_in, language=language, ranked=tuple(ranked)))
    return tuple(pairs)


def _first_ranks(pair: PairRanking) -> Ranks:
    return Ranks(
        system=pair.system,
        scope=pair.scope,
        groups=tuple(ranked.group for ranked in pair.ranked),
        ranks=tuple(first_rank(ranked.found, ranked.relevant) for ranked in pair.ranked),
    )


def _scores(systems: Sequence[Sequence[Ranks]]) -> tuple[Score, ...]:
    """Scores pair by pair and then on average, plain search first in each."""
    plain = systems[0]
    scores = [
        score(ranks.scope, [ranks], None if system is plain else [plain[i]])
        for i in range(len(plain))
        for system in systems
        for ranks in [system[i]]
    ]
    for scope in (WITHIN, ACROSS):
        pairs = [i for i, ranks in enumerate(plain) if _is_within(ranks) == (scope == WITHIN)]
        if pairs:
            against = [plain[i] for i in pairs]
            scores += [
                score(scope, [system[i] for i in pairs], None if system is plain else against) for system in systems
            ]
    return tuple(scores)


def _is_within(ranks: Ranks) -> bool:
    asked_in, _, language = ranks.scope.partition("-")
    return asked_in == language


def _pool_plain(collection: Collection, plain: PlainVectors) -> tuple[PoolScore, ...]:
    order = np.argsort(-(plain.questions @ plain.passages.T), axis=1, kind="stable")[:, :_FIRST]
    found = [[collection.passages[i].passage_id for i in row] for row in order]
    return _pool_scores(PLAIN, collection, found)


def _pool_full(collection: Collection, index: "SearchIndex") -> tuple[PoolScore, ...]:
    return _pool_scores(LYKBOT, collection, [_retrieve(question, index) for question in collection.questions])


def _retrieve(question: PassageQuestion, index: "SearchIndex") -> list[str]:
    hits = index.retrieve(SearchRequest(text=question.text, language=question.language, top_k=_HITS))
    return list(dict.fromkeys(hit.chunk.page_id for hit in hits))[:_FIRST]


def _pool_scores(system: str, collection: Collection, found: Sequence[Sequence[str]]) -> tuple[PoolScore, ...]:
    language_of = {passage.passage_id: passage.language for passage in collection.passages}
    scores = []
    for language in LANGUAGES:
        asked = [i for i, question in enumerate(collection.questions) if question.language == language]
        shown = [language_of[passage_id] == language for i in asked for passage_id in found[i]]
        ranks = [first_rank(found[i], collection.questions[i].relevant) for i in asked]
        if asked and shown:
            scores.append(
                PoolScore(
                    system=system,
                    language=language,
                    questions=len(asked),
                    same_language_share=sum(shown) / len(shown),
                    recall_at_5=wilson_interval(int(found_within(ranks, _FIRST).sum()), len(ranks)),
                )
            )
    return tuple(scores)
