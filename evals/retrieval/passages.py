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
from numpy.typing import NDArray

from evals.metrics import first_rank, found_within, score, wilson_interval
from evals.retrieval.schema import Collection, Passage, PassageQuestion, PoolScore, Ranks, RetrievalReport, Score
from index.building import build_index
from index.schema import IndexSettings, SearchRequest
from knowledge.parsing import parse_plain_text
from knowledge.schema import LANGUAGES, Document, Language, Source

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.retrieval import LegSettings, SearchIndex

Vectors = NDArray[np.float32]
Notice = Callable[[str], None]

PLAIN, FULL = "plain", "lykbot"
WITHIN, ACROSS = "within a language", "across languages"
# Passages that are looked at for each question: recall is asked at 1 and at 5.
_FIRST = 5
# Several of the first hits may be pieces of one passage.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlainVectors:
    """Shape (passages, dimension) and (questions, dimension), in the collection's order."""

    passages: Vectors
    questions: Vectors


def measure_collection(collection: Collection, measured: Measured) -> RetrievalReport:
    """Recall for each pair of languages, averages, gains, and what happens in the pool of all languages."""
    started = time.monotonic()
    measured.notice(f"{len(collection.passages)} passages, {len(collection.questions)} questions; embedding")
    plain = _embed_plain(collection, measured)
    documents = [to_document(passage) for passage in collection.passages]
    index_folder = measured.work_folder / f"index-{len(documents)}"
    build_index(documents, index_folder, measured.settings, lambda: measured.embedder)
    systems = [_plain_ranks(collection, plain)]
    for step in _steps():
        measured.notice(f"ranking with {step.name}")
        with open_for_search(index_folder, measured, step.legs) as index:
            systems.append(_index_ranks(collection, plain.questions, index, step.name))
    measured.notice("searching all languages at once")
    with open_for_search(index_folder, measured) as index:
        pool = (*_pool_plain(collection, plain), *_pool_full(collection, index))
    return RetrievalReport(
        subject="passages",
        model_id=measured.embedder.model_id,
        passages=len(collection.passages),
        questions=len(collection.questions),
        left_out=collection.left_out,
        scores=_scores(systems),
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
    from index.retrieval import open_index

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
        _Step(name=FULL, legs=LegSettings()),
    )


def _embed_plain(collection: Collection, measured: Measured) -> _PlainVectors:
    """Plain search's vectors, from the work folder when they have been made before."""
    passages = [passage.text for passage in collection.passages]
    questions = [question.text for question in collection.questions]
    embedder = measured.embedder
    identity = (embedder.model_id, embedder.query_prompt, embedder.passage_prompt, passages, questions)
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]
    path = measured.work_folder / f"plain-{key}.npz"
    if path.is_file():
        with np.load(path) as kept:
            return _PlainVectors(passages=kept["passages"], questions=kept["questions"])
    vectors = _PlainVectors(
        passages=embedder.embed_passages(passages), questions=_embed_sorted(embedder.embed_queries, questions)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, passages=vectors.passages, questions=vectors.questions)
    return vectors


def _embed_sorted(embed: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> Vectors:
    """Vectors in the order of the texts, texts of like length embedded together, which is quicker."""
    order = np.argsort([len(text) for text in texts], kind="stable")
    vectors = embed([texts[i] for i in order])
    return vectors[np.argsort(order)]


def _plain_ranks(collection: Collection, plain: _PlainVectors) -> tuple[Ranks, ...]:
    found = {}
    for language in LANGUAGES:
        members = [i for i, passage in enumerate(collection.passages) if passage.language == language]
        ids = [collection.passages[i].passage_id for i in members]
        order = np.argsort(-(plain.questions @ plain.passages[members].T), axis=1, kind="stable")[:, :_FIRST]
        found[language] = [[ids[i] for i in row] for row in order]
    return _to_ranks(PLAIN, collection, found)


def _index_ranks(collection: Collection, vectors: Vectors, index: "SearchIndex", name: str) -> tuple[Ranks, ...]:
    found: dict[Language, list[list[str]]] = {language: [] for language in LANGUAGES}
    languages = index.records.languages()
    for question, vector in zip(collection.questions, vectors, strict=True):
        request = SearchRequest(text=question.text, language=question.language)
        for language in LANGUAGES:
            # A language without passages cannot be ranked.
            rows = index.rank(request, vector, language)[:_HITS] if language in languages else ()
            found[language].append([index.records.chunk(scored.row).page_id for scored in rows])
    return _to_ranks(name, collection, found)


def _to_ranks(system: str, collection: Collection, found: dict[Language, list[list[str]]]) -> tuple[Ranks, ...]:
    """Ranks for each pair of languages that has questions and passages that answer them.

    Args:
        system: Who found.
        collection: What was asked.
        found: For each language of passages the ids found for each question, best first.
    """
    language_of = {passage.passage_id: passage.language for passage in collection.passages}
    pairs = []
    for asked_in in LANGUAGES:
        for language in LANGUAGES:
            groups, ranks = [], []
            for i, question in enumerate(collection.questions):
                relevant = [passage_id for passage_id in question.relevant if language_of[passage_id] == language]
                if question.language == asked_in and relevant:
                    groups.append(question.group)
                    ranks.append(first_rank(found[language][i], relevant))
            if groups:
                pairs.append(
                    Ranks(system=system, scope=f"{asked_in}-{language}", groups=tuple(groups), ranks=tuple(ranks))
                )
    return tuple(pairs)


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


def _pool_plain(collection: Collection, plain: _PlainVectors) -> tuple[PoolScore, ...]:
    order = np.argsort(-(plain.questions @ plain.passages.T), axis=1, kind="stable")[:, :_FIRST]
    found = [[collection.passages[i].passage_id for i in row] for row in order]
    return _pool_scores(PLAIN, collection, found)


def _pool_full(collection: Collection, index: "SearchIndex") -> tuple[PoolScore, ...]:
    return _pool_scores(FULL, collection, [_retrieve(question, index) for question in collection.questions])


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
