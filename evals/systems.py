"""The systems that are measured: lykbot and the plain pipeline, over all pages or those in one language."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.settings import Settings
from evals.running import Ask, Round
from evals.schema import ALL_VERSIONS, LYKBOT, PLAIN, Case, Pages
from evals.sections import VersionedPages
from index.building import build_index
from index.model_identity import BUNDLED_MODEL
from knowledge.schema import LANGUAGES, Document, Language

if TYPE_CHECKING:
    from bot.answering import Bot
    from index.embedding import Embedder


@dataclass(frozen=True, slots=True, kw_only=True)
class Systems:
    """What the systems of a run share.

    ``settings`` name the index that is measured, ``pages`` its documents; ``work_folder`` takes the indexes that are
    made for measuring; ``stack`` closes what was opened.
    """

    settings: Settings
    embedder: "Embedder"
    pages: VersionedPages
    work_folder: Path
    notice: Callable[[str], None]
    stack: ExitStack

    def open_lykbot(self) -> "Bot":
        """A bot over the index that is measured."""
        return self._open_bot(self.settings)

    def rounds(self, cases: Sequence[Case], *, with_plain: bool, per_pair: bool) -> tuple[Round, ...]:
        """Who is to be asked what.

        Args:
            cases: All cases.
            with_plain: Whether the plain pipeline is asked as well.
            per_pair: Whether cases that have an answer are also asked of the pages in each other language alone.
        """
        selections: list[tuple[Pages, tuple[Case, ...]]] = [(ALL_VERSIONS, tuple(cases))]
        if per_pair:
            selections += [(language, self._answerable_from(cases, language)) for language in LANGUAGES]
        openers: list[tuple[str, Callable[[Pages], Ask]]] = [(LYKBOT, self._ask_lykbot)]
        if with_plain:
            openers.append((PLAIN, self._ask_plain))
        return tuple(
            Round(system=system, pages=pages, cases=asked, open=partial(opener, pages))
            for system, opener in openers
            for pages, asked in selections
            if asked
        )

    def _answerable_from(self, cases: Sequence[Case], language: Language) -> tuple[Case, ...]:
        """Cases in other languages whose sections all exist in a language."""
        return tuple(
            case
            for case in cases
            if case.passages
            and case.language != language
            and all(
                any(placed.document.language == language for placed in self.pages.find(reference, case.language))
                for reference in case.passages
            )
        )

    def _documents(self, pages: Pages) -> tuple[Document, ...]:
        """The documents of a selection, each as if it were the only version of its page."""
        if pages == ALL_VERSIONS:
            return self.pages.documents
        return tuple(
            replace(document, kind="original", translation_of=None)
            for document in self.pages.documents
            if document.language == pages
        )

    def _ask_lykbot(self, pages: Pages) -> Ask:
        if pages == ALL_VERSIONS:
            return self.open_lykbot().answer
        self.notice(f"building an index of the pages in {pages} alone ...")
        # Never on somebody's Chroma server.
        index = replace(self.settings.index, store_url=None)
        settings = replace(self.settings, index_dir=self.work_folder / f"index-{pages}", index=index)
        build_index(self._documents(pages), settings.index_dir, settings.index, lambda: self.embedder)
        return self._open_bot(settings).answer

    def _ask_plain(self, pages: Pages) -> Ask:
        from evals.plain_baseline import PlainPipeline

        self.notice(f"building the plain pipeline ({pages}) ...")
        settings = self.settings
        model_folder = Path(settings.index.model) if settings.index.model else settings.cache_dir / BUNDLED_MODEL
        folder = self.stack.enter_context(TemporaryDirectory(prefix="lykbot-plain-", ignore_cleanup_errors=True))
        pipeline = PlainPipeline(self._documents(pages), model_folder, Path(folder))
        self.stack.callback(pipeline.close)
        return pipeline.answer

    def _open_bot(self, settings: Settings) -> "Bot":
        from bot.answering import Bot
        from bot.intents import learn_intents
        from index.opening import open_index

        index = open_index(settings.index_dir, settings.index, self.embedder, settings.cache_dir)
        self.stack.callback(index.close)
        classifier = learn_intents(index, settings.cache_dir)
        return Bot(index, classifier=classifier, default_language=settings.default_language)


def read_pages(settings: Settings) -> VersionedPages:
    """The documents of the index that the settings name, read without loading any model.

    Raises:
        IndexMissingError: There is none.
        IndexMismatchError: It was built with other settings.
        IndexCorruptError: It is damaged.
    """
    from index.folder import check_settings, generation_folder, read_manifest
    from index.records import Records

    manifest = read_manifest(settings.index_dir)
    check_settings(manifest, settings.index, settings.index_dir)
    records = Records(generation_folder(settings.index_dir, manifest.generation) / "records.sqlite")
    try:
        return VersionedPages([records.document(summary.document_id) for summary in records.documents()])
    finally:
        records.close()


@contextmanager
def open_systems(
    settings: Settings, pages: VersionedPages, work_folder: Path, notice: Callable[[str], None]
) -> Iterator[Systems]:
    """Gives the systems over the index that the settings name.

    Args:
        settings: Name the index.
        pages: Its documents.
        work_folder: Where indexes of pages in one language go; they are kept for the next time.
        notice: Told in a few words what is being done.

    Raises:
        ModelError: The embedding model cannot be loaded.
    """
    from bot.assembly import make_embedder

    notice("loading the model ...")
    with ExitStack() as stack:
        yield Systems(
            settings=settings,
            embedder=make_embedder(settings),
            pages=pages,
            work_folder=work_folder,
            notice=notice,
            stack=stack,
        )
