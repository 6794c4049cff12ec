import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from numpy.typing import NDArray

from index import building
from index.building import build_index
from index.errors import BuildError, IndexCorruptError, IndexLockedError, StoreError
from index.folder import current_generation, generation_folder, make_current, read_manifest
from index.opening import open_index
from index.preparing import Progress
from index.retrieval import SearchIndex
from index.schema import BuildReport, IndexSettings, SearchRequest
from index.store import VectorStore
from index.vectors import open_vectors
from knowledge.schema import Document
from tests.fakes import FakeEmbedder, make_document
from tests.index.asked_documents import with_questions
from tests.index.broken_builds import NEW_TEXTS, OLD_TEXTS, SETTINGS

_ROOT = Path(__file__).resolve().parents[2]
_FI = make_document("# Tavoitteet\n\nKoulu päättää asioista. Lapset mukana.", "imatra/sivu.fi")
_SV = make_document("# Mål\n\nSkolan är med.", "pori/sida.sv", municipality="Pori", title="Sida")
_EN = make_document("# Goals\n\nThe school decides.", "lohja/page.en", municipality="Lohja", title="Page")


def build(
    documents: Sequence[Document],
    folder: Path,
    embedder: FakeEmbedder | None = None,
    settings: IndexSettings = SETTINGS,
) -> BuildReport:
    return build_index(documents, folder, settings, lambda: embedder or FakeEmbedder())


def never_loaded() -> FakeEmbedder:
    pytest.fail("the model is loaded though there is nothing to embed")


def opened(folder: Path, settings: IndexSettings = SETTINGS) -> SearchIndex:
    return open_index(folder, settings, FakeEmbedder(), folder.parent / "cache")


def answers(folder: Path, settings: IndexSettings = SETTINGS) -> list[str]:
    """The texts of all passages that a search finds, sorted."""
    index = opened(folder, settings)
    try:
        hits = index.retrieve(SearchRequest(text="koulu", language="fi", top_k=100))
        return sorted(hit.chunk.text for hit in hits)
    finally:
        index.close()


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "generations").iterdir())


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return (
        report.documents_added,
        report.documents_replaced,
        report.documents_unchanged,
        report.documents_removed,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "some" / "index"


def test_a_first_build(folder: Path) -> None:
    embedder = FakeEmbedder()
    report = build([_FI, _SV, _EN], folder, embedder)
    assert counts(report) == (3, 0, 0, 0)
    assert (report.documents, report.chunks) == (3, 3)
    # Three passages and their four sentences.
    assert report.texts_embedded == len(embedder.passages) == 7
    assert "Sivu. Imatra. Tavoitteet\nKoulu päättää asioista. Lapset mukana." in embedder.passages
    assert "Sida. Björneborg. Mål\nSkolan är med." in embedder.passages
    assert report.seconds > 0
    manifest = read_manifest(folder)
    assert (manifest.documents, manifest.chunks, manifest.units, manifest.dimension) == (3, 3, 4, 16)
    assert manifest.settings == SETTINGS
    assert answers(folder) == [
        "Koulu päättää asioista. Lapset mukana.",
        "Skolan är med.",
        "The school decides.",
    ]
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith("lock")) == [
        "current",
        "generations",
    ]


def test_nothing_changed_nothing_done(folder: Path) -> None:
    build([_FI, _SV], folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name not in ("lock", "index")}
    report = build_index([_SV, _FI], folder, SETTINGS, never_loaded)
    assert counts(report) == (0, 0, 2, 0)
    assert (report.documents, report.chunks, report.texts_embedded) == (2, 2, 0)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.name not in ("lock", "index")} == before


def test_only_what_changed_is_embedded(folder: Path) -> None:
    build([_FI, _SV, _EN], folder)
    changed = make_document("# Tavoitteet\n\nKoulu päättää asioista. Nuoret mukana.", "imatra/sivu.fi")
    embedder = FakeEmbedder()
    report = build([changed, _SV, _EN], folder, embedder)
    assert counts(report) == (0, 1, 2, 0)
    assert sorted(embedder.passages) == [
        "Koulu päättää asioista.",
        "Nuoret mukana.",
        "Sivu. Imatra. Tavoitteet\nKoulu päättää asioista. Nuoret mukana.",
    ]
    assert report.texts_embedded == 3
    assert "Koulu päättää asioista. Nuoret mukana." in answers(folder)
    assert "Koulu päättää asioista. Lapset mukana." not in answers(folder)


def test_an_incremental_build_gives_what_one_from_scratch_gives(folder: Path, tmp_path: Path) -> None:
    changed = make_document("Yksi.\n\nKoulu päättää asioista. Uusi.\n\n- Kaksi", "imatra/sivu.fi")
    changed = with_questions(changed, {"Uusi": ["Mikä uusi?", "Kuka päättää?"], None: ["Miksi?"]})
    build([with_questions(_FI, {"Koulu": ["Kuka päättää?", "Ketkä?"]}), _SV], folder)
    build([changed, _SV, _EN], folder)
    build([changed, _SV, _EN], tmp_path / "scratch")
    left, right = (
        open_vectors(generation_folder(place, str(current_generation(place))))
        for place in (folder, tmp_path / "scratch")
    )
    for name in ("passages", "units", "unit_starts", "questions"):
        assert np.array_equal(getattr(left, name), getattr(right, name))
    assert answers(folder) == answers(tmp_path / "scratch")
    assert read_manifest(folder).corpus_digest == read_manifest(tmp_path / "scratch").corpus_digest


def test_what_is_removed_leaves_the_index(folder: Path) -> None:
    build([_FI, _SV, _EN], folder)
    embedder = FakeEmbedder()
    report = build([_FI], folder, embedder)
    assert counts(report) == (0, 0, 1, 2)
    assert (report.chunks, report.texts_embedded, embedder.passages) == (1, 0, [])
    assert answers(folder) == ["Koulu päättää asioista. Lapset mukana."]
    index = opened(folder)
    assert index.records.languages() == ("fi",)
    index.close()


def test_a_renamed_file_costs_no_embedding(folder: Path) -> None:
    build([_FI, _SV], folder)
    embedder = FakeEmbedder()
    renamed = make_document(_FI.text, "imatra/uusi-nimi.fi")
    report = build([renamed, _SV], folder, embedder)
    assert counts(report) == (1, 0, 1, 1)
    assert embedder.passages == []
    assert "Koulu päättää asioista. Lapset mukana." in answers(folder)


def test_equal_texts_are_embedded_once(folder: Path) -> None:
    embedder = FakeEmbedder()
    build([_FI, make_document(_FI.text, "imatra/kopio.fi")], folder, embedder)
    assert len(embedder.passages) == len(set(embedder.passages)) == 3
    assert len(answers(folder)) == 2


def placed(folder: Path) -> list[tuple[str, int | None, int | None]]:
    """The example questions of an index, and where they are placed."""
    index = opened(folder)
    try:
        return [(question.text, question.row, question.unit) for question in index.records.example_questions()]
    finally:
        index.close()


def test_example_questions_are_embedded_once_and_stored(folder: Path) -> None:
    first = with_questions(_FI, {"Lapset": ["Ketkä?", "Ketkä Imatralla?"], None: ["Miksi?"]})
    second = with_questions(_SV, {"Skolan": ["Vem?"], None: ["Miksi?"]})
    embedder = FakeEmbedder()
    report = build([first, second], folder, embedder)
    # Without the places they name.
    assert sorted(embedder.questions) == ["Ketkä ?", "Ketkä?", "Miksi?", "Vem?"]
    # Two passages, their three sentences, four questions.
    assert report.texts_embedded == len(embedder.passages) + len(embedder.questions) == 9
    assert placed(folder) == [
        ("Ketkä?", 0, 1),
        ("Ketkä ?", 0, 1),
        ("Miksi?", None, None),
        ("Vem?", 1, 0),
        ("Miksi?", None, None),
    ]
    vectors = open_vectors(generation_folder(folder, str(current_generation(folder)))).questions
    assert np.array_equal(vectors, FakeEmbedder().embed_queries([text for text, _, _ in placed(folder)]))


def test_only_new_questions_are_embedded(folder: Path) -> None:
    build([with_questions(_FI, {"Lapset": ["Ketkä?", "Kuka?"]}), _SV], folder)
    embedder = FakeEmbedder()
    changed = with_questions(_FI, {"Lapset": ["Kuka?", "Kenet?"], None: ["Ketkä?", "Miksi?"]})
    report = build([changed, _SV], folder, embedder)
    assert counts(report) == (0, 1, 1, 0)
    assert (embedder.passages, sorted(embedder.questions)) == ([], ["Kenet?", "Miksi?"])
    assert report.texts_embedded == 2
    vectors = open_vectors(generation_folder(folder, str(current_generation(folder)))).questions
    assert np.array_equal(vectors, FakeEmbedder().embed_queries(["Kuka?", "Kenet?", "Ketkä?", "Miksi?"]))


def test_a_list_that_changed_makes_another_index(folder: Path) -> None:
    build([with_questions(_FI, {"Lapset": ["Kuka?"]})], folder)
    before = current_generation(folder)
    build_index([with_questions(_FI, {"Lapset": ["Kuka?"]})], folder, SETTINGS, never_loaded)
    assert current_generation(folder) == before
    # The same question, answered by another statement.
    embedder = FakeEmbedder()
    report = build([with_questions(_FI, {"Koulu": ["Kuka?"]})], folder, embedder)
    assert counts(report) == (0, 1, 0, 0)
    assert (embedder.passages, embedder.questions, report.texts_embedded) == ([], [], 0)
    assert current_generation(folder) != before
    assert placed(folder) == [("Kuka?", 0, 0)]
    # And no list any more.
    assert counts(build([_FI], folder)) == (0, 1, 0, 0)
    assert placed(folder) == []


def test_questions_go_with_their_document(folder: Path) -> None:
    build([with_questions(_FI, {"Koulu": ["Kuka?"]}), with_questions(_SV, {"Skolan": ["Vem?"]})], folder)
    embedder = FakeEmbedder()
    build([with_questions(_SV, {"Skolan": ["Vem?"]})], folder, embedder)
    assert (placed(folder), embedder.questions) == ([("Vem?", 0, 0)], [])


def test_facts_are_built_in_the_same_pass_and_swapped_with_the_index(folder: Path) -> None:
    def joined() -> list[str]:
        index = opened(folder)
        try:
            return [event.original.date_text for event in index.records.facts().events]
        finally:
            index.close()

    text = "Kunta liittyi malliin vuonna {}."
    build([make_document(text.format(2018))], folder)
    assert joined() == ["vuonna 2018"]
    during: list[list[str]] = []

    def look(progress: Progress) -> None:
        during.append(joined())

    build_index([make_document(text.format(2019))], folder, SETTINGS, FakeEmbedder, report_progress=look)
    assert during
    assert all(facts == ["vuonna 2018"] for facts in during)
    assert joined() == ["vuonna 2019"]


def test_facts_read_in_another_way_make_the_index_stale_and_embed_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([_FI, _SV], folder)
    before, digest = current_generation(folder), read_manifest(folder).corpus_digest
    monkeypatch.setattr(building, "extractors_digest", lambda: "another")
    embedder = FakeEmbedder()
    report = build([_FI, _SV], folder, embedder)
    assert counts(report) == (0, 0, 2, 0)
    assert (report.chunks, report.texts_embedded, embedder.passages) == (2, 0, [])
    assert current_generation(folder) != before
    assert read_manifest(folder).corpus_digest != digest
    assert len(answers(folder)) == 2
    build_index([_FI, _SV], folder, SETTINGS, never_loaded)


@pytest.mark.parametrize(
    "settings",
    [
        replace(SETTINGS, max_chunk_tokens=19),
        replace(SETTINGS, model="org/other"),
        replace(SETTINGS, query_prompt="kysymys: "),
        replace(SETTINGS, passage_prompt="teksti: "),
    ],
)
def test_other_settings_embed_everything_again(folder: Path, settings: IndexSettings) -> None:
    build([_FI, _SV], folder)
    embedder = FakeEmbedder()
    report = build([_FI, _SV], folder, embedder, settings)
    assert counts(report) == (2, 0, 0, 0)
    assert report.texts_embedded == 5
    assert read_manifest(folder).settings == settings
    assert len(answers(folder, settings)) == 2


def test_progress_names_every_stage_and_counts(folder: Path) -> None:
    seen: list[Progress] = []
    build_index([_FI, _SV], folder, SETTINGS, FakeEmbedder, report_progress=seen.append)
    stages = list(dict.fromkeys(progress.stage for progress in seen))
    assert stages[:2] == ["split", "embed"]
    assert {"store fi", "store sv"} <= set(stages)
    embedding = [(progress.done, progress.total) for progress in seen if progress.stage == "embed"]
    assert (embedding[0], embedding[-1]) == ((0, 5), (5, 5))


def test_nothing_to_index(folder: Path) -> None:
    with pytest.raises(BuildError, match="no readable document was found; an existing index stays"):
        build_index([], folder, SETTINGS, never_loaded)
    assert not folder.exists()


def test_headings_alone_are_nothing_and_the_old_index_stays(folder: Path) -> None:
    build([_FI], folder)
    with pytest.raises(BuildError, match="headings only; an existing index stays"):
        build([make_document("# Vain otsikko")], folder)
    assert answers(folder) == ["Koulu päättää asioista. Lapset mukana."]
    assert generations(folder) == [current_generation(folder)]


def test_a_foreign_folder_is_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(IndexCorruptError, match=r"thesis.docx"):
        build([_FI], folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.docx"]


def test_a_file_in_the_folders_place(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"")
    with pytest.raises(BuildError, match=r"cannot be written \(Not a directory\).*--index"):
        build([_FI], folder)


@pytest.mark.parametrize(
    "name", ["records.sqlite", "passages.npy", "questions.npy", "manifest.json", "words-fi/lemmas/vocab.index.json"]
)
def test_a_damaged_index_is_built_from_scratch(folder: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    build([_FI, _SV], folder)
    damaged = str(current_generation(folder))
    path = generation_folder(folder, damaged) / name
    path.write_bytes(path.read_bytes()[:-5])
    report = build([_FI, _SV], folder)
    assert counts(report) == (2, 0, 0, 0)
    assert report.texts_embedded == 5
    assert "building from scratch" in caplog.text
    assert len(answers(folder)) == 2
    assert generations(folder) == sorted([damaged, str(current_generation(folder))])


def test_a_pointer_that_is_damaged(folder: Path) -> None:
    build([_FI], folder)
    (folder / "current").write_bytes(b"\0" * 20)
    assert counts(build([_FI], folder)) == (1, 0, 0, 0)
    assert len(answers(folder)) == 1
    assert generations(folder) == [current_generation(folder)]


def test_one_generation_stays_for_those_who_read_it(folder: Path) -> None:
    names = []
    for documents in ([_FI], [_FI, _SV], [_FI, _SV, _EN]):
        build(documents, folder)
        names.append(str(current_generation(folder)))
    assert generations(folder) == sorted(names[1:])


# --- Other processes ---


def test_a_second_builder_is_told_who_holds_the_index(folder: Path) -> None:
    build([_FI], folder)
    refused: list[str] = []

    def build_meanwhile(progress: Progress) -> None:
        with pytest.raises(IndexLockedError) as caught:
            build([_SV], folder)
        refused.append(str(caught.value))

    build_index([_FI, _EN], folder, SETTINGS, FakeEmbedder, report_progress=build_meanwhile)
    assert f"is being built by process {os.getpid()} on {socket.gethostname()} since 20" in refused[0]
    assert "wait for it to finish, or stop it" in refused[0]
    assert answers(folder) == ["Koulu päättää asioista. Lapset mukana.", "The school decides."]
    assert not (folder / "lock-holder.txt").exists()


def test_a_holder_without_a_name(folder: Path) -> None:
    folder.mkdir(parents=True)
    with FileLock(folder / "lock"), pytest.raises(IndexLockedError, match="is being built by another process"):
        build([_FI], folder)
    build([_FI], folder)


def test_the_lock_of_another_process_counts(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "lock-holder.txt").write_text("process 7 on kone since now\n", encoding="utf-8")
    script = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(folder / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(IndexLockedError, match="is being built by process 7 on kone since now"):
            build([_FI], folder)
        other.communicate("", timeout=20)
    build([_FI], folder)


def test_searching_goes_on_during_a_build_and_after(folder: Path) -> None:
    build([_FI, _SV], folder)
    reader = opened(folder)
    request = SearchRequest(text="koulu", language="fi", top_k=9)
    before = reader.retrieve(request)
    during = []

    def search(progress: Progress) -> None:
        during.append(reader.retrieve(request))
        assert len(answers(folder)) == 2

    build_index([_EN], folder, SETTINGS, FakeEmbedder, report_progress=search)
    assert len(during) > 3
    assert all(hits == before for hits in during)
    assert reader.retrieve(request) == before
    assert answers(folder) == ["The school decides."]
    reader.close()


# --- Builds that fail ---


@pytest.mark.parametrize("error", [RuntimeError("the model fails"), KeyboardInterrupt()])
def test_a_build_that_fails_leaves_the_old_index(folder: Path, error: BaseException) -> None:
    build([_FI], folder)

    class Failing(FakeEmbedder):
        def embed_passages(
            self, texts: Sequence[str], advance: Callable[[int], None] | None = None
        ) -> NDArray[np.float32]:
            raise error

    with pytest.raises(type(error)):
        build([_FI, _SV], folder, Failing())
    assert generations(folder) == [current_generation(folder)]
    assert answers(folder) == ["Koulu päättää asioista. Lapset mukana."]
    assert counts(build([_FI, _SV], folder)) == (1, 0, 1, 0)


def test_an_interrupt_after_the_switch_keeps_the_new_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([_FI], folder)

    def interrupted(index_folder: Path, generation: str) -> None:
        make_current(index_folder, generation)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(building, "make_current", interrupted)
        build([_SV], folder)
    assert answers(folder) == ["Skolan är med."]


_KILLED_BEFORE = [
    "split",
    "embed start",
    "embed end",
    "after write_vectors",
    "after write_records",
    "store en",
    "store fi",
    "before write_manifest",
    "after write_manifest",
]
_KILLED_AFTER = ["after make_current"]
_FILE_LIMITS_BYTES = [1, 40, 1000, 5000, 20_000, 50_000, 100_000, 170_000]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, str]]:
    """An old index for each trial, the trial already over, and its outcome."""
    root = tmp_path_factory.mktemp("broken")
    build([make_document(text, document_id) for document_id, text in OLD_TEXTS.items()], root / "old")
    names = [*_KILLED_BEFORE, *_KILLED_AFTER, *(str(limit) for limit in _FILE_LIMITS_BYTES)]
    trials = []
    for number, name in enumerate(names):
        shutil.copytree(root / "old", root / str(number) / "index")
        limit = int(name) if name.isdigit() else 0
        trials.append({"folder": str(root / str(number) / "index"), "kill_at": name, "file_limit_bytes": limit})
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.broken_builds"],
        cwd=_ROOT,
        input=json.dumps(trials),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)

    def trial(name: str) -> tuple[Path, str]:
        number = names.index(name)
        return root / str(number) / "index", str(outcomes[number])

    return trial


_OLD_ANSWERS = ["Koulu päättää asioista. Lapset mukana.", "Skolan är med."]


def rebuild(folder: Path) -> BuildReport:
    return build([make_document(text, document_id) for document_id, text in NEW_TEXTS.items()], folder)


@pytest.mark.parametrize("kill_at", _KILLED_BEFORE)
def test_killed_while_building(broken: Callable[[str], tuple[Path, str]], kill_at: str) -> None:
    folder, outcome = broken(kill_at)
    assert outcome == "signal 9"
    assert len(generations(folder)) == 2
    assert answers(folder) == _OLD_ANSWERS
    kept = current_generation(folder)
    report = rebuild(folder)
    assert counts(report) == (1, 0, 1, 1)
    assert "Goal number 7 is here." in " ".join(answers(folder))
    # What the killed build left is gone; the index that was in force stays for its readers.
    assert generations(folder) == sorted([str(kept), str(current_generation(folder))])


@pytest.mark.parametrize("kill_at", _KILLED_AFTER)
def test_killed_when_the_new_index_is_in_force(broken: Callable[[str], tuple[Path, str]], kill_at: str) -> None:
    folder, outcome = broken(kill_at)
    assert outcome == "signal 9"
    assert "Goal number 7 is here." in " ".join(answers(folder))
    assert rebuild(folder).texts_embedded == 0


@pytest.mark.parametrize("limit_bytes", _FILE_LIMITS_BYTES)
def test_a_full_disk(broken: Callable[[str], tuple[Path, str]], limit_bytes: int) -> None:
    folder, outcome = broken(str(limit_bytes))
    assert outcome.startswith("BuildError: "), outcome
    assert "free some disk space" in outcome
    assert "an existing index is untouched" in outcome
    assert generations(folder) == [current_generation(folder)]
    assert answers(folder) == _OLD_ANSWERS
    assert counts(rebuild(folder)) == (1, 0, 1, 1)


# --- A Chroma server ---


def collections(url: str, generation: str) -> tuple[str, ...]:
    with VectorStore(Path("unused"), generation, url) as store:
        return store.languages()


def test_a_server_keeps_the_collections_of_two_generations(folder: Path, chroma_url: str) -> None:
    settings = replace(SETTINGS, store_url=chroma_url)
    names = []
    for documents in ([_FI], [_FI, _SV], [_FI, _SV, _EN]):
        build(documents, folder, settings=settings)
        names.append(str(current_generation(folder)))
    assert [collections(chroma_url, name) for name in names] == [(), ("fi", "sv"), ("en", "fi", "sv")]
    embedded = folder.parent / "embedded"
    build([_FI, _SV, _EN], embedded)
    assert answers(folder, settings) == answers(embedded)
    assert not (generation_folder(folder, names[-1]) / "chroma").exists()


def test_a_failed_build_takes_its_collections_from_the_server(
    folder: Path, chroma_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def fail(generation: Path, manifest: object) -> None:
        started.append(generation.name)
        assert collections(chroma_url, generation.name) == ("fi",)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "write_manifest", fail)
    with pytest.raises(BuildError, match=r"cannot be written \(No space left on device\)"):
        build([_FI], folder, settings=replace(SETTINGS, store_url=chroma_url))
    assert collections(chroma_url, started[0]) == ()


def test_a_server_that_is_gone(folder: Path) -> None:
    build([_FI], folder)
    with pytest.raises(StoreError, match="LYKBOT_CHROMA_URL"):
        build([_FI], folder, settings=replace(SETTINGS, store_url="http://127.0.0.1:1"))
    assert len(answers(folder)) == 1
    assert generations(folder) == [current_generation(folder)]
