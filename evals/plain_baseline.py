"""The pipeline a developer gets from the documentation of llama-index: a peer to measure beside ours.

Its reader, its splitter, Chroma, its index, the three nearest nodes, their text as the answer. What the documentation
leaves at its default is left there: nodes of 1,024 tokens (as its own tokenizer counts; the bundled model reads the
first 512 of its own), 20 of them shared with the next, the path of the file in front of the text that is embedded,
Chroma's distance. Three choices are made for it:

- The embedding model is ours, with its prompts ("query: ", "passage: "). HuggingFaceEmbedding leaves out those that a
  model folder names, and puts empty ones in their place, unless they are given as its two instructions. They are given.
- The path in front of a text is the one inside the folder of pages, "imatra/page.fi.md". By default it is absolute,
  and the name of a temporary folder would move the figures.
- It runs on the processor, as ours does.

There is no language model, so nothing refuses, nothing reads the conversation so far, and an answer is in the
language of the pages that were found.
"""

import io
import json
import logging
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.citing import MARKER, cite_document
from bot.schema import Answer, AnswerStatus, Citation, Question, StageSeconds
from bot.settings import DEFAULT_LANGUAGE
from evals.errors import EvaluationError
from knowledge.languages import detect_language
from knowledge.schema import Document

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import Document as ReadDocument
    from llama_index.core.schema import TextNode

TOP_K = 3
# What a query engine of llama-index says when it has found no node.
NOTHING_FOUND = "Empty Response"

_PROMPTS_FILE = "config_sentence_transformers.json"
_SUFFIX = ".md"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNode:
    """A node as it was found: its text, the document it was cut from, and where in it the splitter says it starts."""

    document: Document
    text: str
    start_char: int | None


class PlainPipeline:
    """The documented pipeline over some documents.

    Args:
        documents: What it answers from; their texts become files that its reader reads.
        model_folder: The embedding model, as a sentence-transformers folder.
        work_folder: Where a folder for the files and for Chroma is made; who owns it removes it.

    Raises:
        EvaluationError: The extra ``evals`` is not installed, or the folder holds no model that can be loaded.
    """

    def __init__(self, documents: Sequence[Document], model_folder: Path, work_folder: Path) -> None:
        try:
            import chromadb
            from chromadb.config import Settings
            from llama_index.core import StorageContext, VectorStoreIndex
            from llama_index.vector_stores.chroma import ChromaVectorStore
        except ImportError as error:
            raise _not_installed(error) from error
        embed_model = _load_model(model_folder)
        work_folder.mkdir(parents=True, exist_ok=True)
        # One of its own each, so that two pipelines never share a collection.
        folder = Path(tempfile.mkdtemp(prefix="plain-", dir=work_folder)).absolute()
        pages = folder / "pages"
        self._documents = _write_files(documents, pages)
        # The reader makes an error of a folder without files.
        read = _read_files(pages) if documents else []
        self._client: ClientAPI = chromadb.PersistentClient(
            str(folder / "chroma"), settings=Settings(anonymized_telemetry=False)
        )
        vector_store = ChromaVectorStore(chroma_collection=self._client.get_or_create_collection("quickstart"))
        index = VectorStoreIndex.from_documents(
            read, storage_context=StorageContext.from_defaults(vector_store=vector_store), embed_model=embed_model
        )
        self._retriever: BaseRetriever = index.as_retriever(similarity_top_k=TOP_K)

    def answer(self, question: Question) -> Answer:
        """The text of the three nodes nearest to the question; the questions before it are not looked at."""
        started = time.perf_counter()
        nodes = self._retrieve(question.text)
        retrieved = time.perf_counter()
        answer = compose_answer(question, nodes)
        composed = time.perf_counter()
        return replace(answer, seconds=StageSeconds(retrieve=retrieved - started, compose=composed - retrieved))

    def close(self) -> None:
        """Lets go of Chroma's files; afterwards the pipeline must not be used."""
        # The client can be closed; the interface it is known by does not say so.
        self._client.close()  # type: ignore[attr-defined]

    def _retrieve(self, text: str) -> tuple[FoundNode, ...]:
        # What a splitter makes of a text is text nodes; a retriever promises less.
        nodes = (cast("TextNode", found.node) for found in self._retriever.retrieve(text))
        return tuple(
            FoundNode(
                document=self._documents[node.metadata["file_path"]], text=node.text, start_char=node.start_char_idx
            )
            for node in nodes
        )


def compose_answer(question: Question, nodes: Sequence[FoundNode]) -> Answer:
    """The nodes' text in their order, each line with its node's marker; "Empty Response" without any text.

    ``language`` is the question's, though nothing makes the text be in it.
    """
    language = question.language or detect_language(question.text) or DEFAULT_LANGUAGE
    # An empty page makes a node without text, which can neither answer nor be cited.
    shown = [node for node in nodes if node.text.strip()]
    if not shown:
        return Answer(question=question.text, language=language, status=AnswerStatus.NOT_IN_SOURCES, text=NOTHING_FOUND)
    return Answer(
        question=question.text,
        language=language,
        status=AnswerStatus.ANSWERED,
        text="\n\n".join(_mark(node.text, number) for number, node in enumerate(shown, 1)),
        citations=tuple(_cite(node, number) for number, node in enumerate(shown, 1)),
    )


def _mark(text: str, number: int) -> str:
    """The text with a marker after each line; what looks like a marker in it is escaped, other markup stays."""
    escaped = MARKER.sub(r"\\[\1\\]", text)
    return "\n".join(f"{line.rstrip()} [{number}]" if line.strip() else "" for line in escaped.split("\n"))


def _cite(node: FoundNode, number: int) -> Citation:
    document = node.document
    start = document.text.find(node.text, node.start_char or 0)
    cited = cite_document(
        document, number, section=_section_at(document, start), quote=node.text, start_char=max(start, 0)
    )
    # No quote stands at 0 to 0: one that is not found there counts as not valid.
    return cited if start >= 0 else replace(cited, end_char=0)


def _section_at(document: Document, start_char: int) -> str:
    """The last heading at or before a character, the document's title when there is none."""
    headings = [s.heading_path[-1] for s in document.sections if s.heading_path and s.start_char <= start_char]
    return headings[-1] if headings else document.title


def _write_files(documents: Sequence[Document], folder: Path) -> dict[str, Document]:
    """Writes each document's text to a file named after its id; the documents by the file's path in the folder."""
    written = {}
    for document in documents:
        name = f"{document.document_id}{_SUFFIX}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # As bytes: newlines stay as they are on every system.
        path.write_bytes(document.text.encode("utf-8", errors="replace"))
        written[name] = document
    return written


def _read_files(folder: Path) -> "list[ReadDocument]":
    from llama_index.core import SimpleDirectoryReader

    # It warns, at every file, that readers of formats we do not give it are missing.
    logging.getLogger("llama_index.core.readers.file.base").setLevel(logging.ERROR)
    reader = SimpleDirectoryReader(
        str(folder),
        recursive=True,
        # The work folder may lie in a hidden one, where the reader would find nothing.
        exclude_hidden=False,
        file_metadata=lambda path: {"file_path": Path(path).relative_to(folder).as_posix()},
    )
    return reader.load_data()


# Several pipelines of a run share the model, as ours do.
@lru_cache(maxsize=1)
def _load_model(folder: Path) -> "BaseEmbedding":
    try:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    except ImportError as error:
        raise _not_installed(error) from error
    if not folder.is_dir():
        raise EvaluationError(
            f"{folder} is no folder; the plain pipeline needs the embedding model as one: `lykbot build` writes that "
            "of the bundled model, and LYKBOT_EMBEDDING_MODEL may name another folder"
        )
    prompts = _read_prompts(folder)
    try:
        # transformers draws a bar while it reads the weights.
        with redirect_stderr(io.StringIO()):
            return HuggingFaceEmbedding(
                model_name=str(folder),
                query_instruction=prompts.get("query"),
                text_instruction=prompts.get("document") or prompts.get("passage"),
                # Else a folder of its own is made in the user's home.
                cache_folder=str(folder.parent),
                device="cpu",
                local_files_only=True,
            )
    except (OSError, ValueError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise EvaluationError(
            f"the plain pipeline cannot load the embedding model in {folder} ({reason}); delete the folder if it is "
            "that of the bundled model, it is written anew"
        ) from error


def _read_prompts(folder: Path) -> dict[str, str]:
    """The prompts of a model folder by their names; none when it does not name any."""
    path = folder / _PROMPTS_FILE
    if not path.is_file():
        return {}
    try:
        prompts = json.loads(path.read_bytes()).get("prompts")
    except (ValueError, AttributeError) as error:
        raise EvaluationError(f"{path} is not a model's settings in JSON; restore the model folder") from error
    return dict(prompts or {})


def _not_installed(error: ImportError) -> EvaluationError:
    return EvaluationError(
        f"the plain pipeline needs llama-index with Chroma and sentence-transformers ({error}): "
        "`pip install lykbot[evals]`"
    )
