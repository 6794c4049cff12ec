"""Folder or file -> Documents, sorted; what cannot be read is reported by file, the rest is loaded."""

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

from knowledge.display import display_text
from knowledge.errors import DocumentError
from knowledge.example_questions import is_question_list, load_example_questions, question_list_of
from knowledge.front_matter import FrontMatter, split_front_matter
from knowledge.parsing import parse_markdown, parse_plain_text
from knowledge.reading import FileError, read_text
from knowledge.schema import LANGUAGES, Document, Language, Section

MunicipalityFinder = Callable[[str], tuple[str, ...]]
LanguageDetector = Callable[[str], Language | None]

MARKDOWN_SUFFIXES = (".md", ".markdown")
PLAIN_TEXT_SUFFIXES = (".txt",)
TITLE_WEIGHT = 3  # mentions in the body that one mention in the title outweighs
INFERRED_TITLE_MAX_CHARS = 120
SHORT_NAME_CHARS = 60  # a file or folder name: misspelt place names ("jyvaskyla") count too


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadProblem:
    """What was not loaded of a file, and what to do; ``line`` counts from 1, None when no line is to blame."""

    path: Path
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFile:
    """Where a document came from: ``body_line`` is the line of the file, from 1, on which its text begins.

    ``given`` names the front matter keys that the file has ("title", "source.url").
    """

    document_id: str
    path: Path
    body_line: int
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What a folder or file gave: documents and files by document_id, problems and skipped by path.

    ``skipped`` holds what was passed by in a folder: hidden files, READMEs, files of other formats, and lists of
    example questions without a page.
    """

    documents: tuple[Document, ...]
    problems: tuple[LoadProblem, ...]
    files: tuple[LoadedFile, ...] = ()
    skipped: tuple[Path, ...] = ()


def load_documents(
    folder_or_file: Path,
    *,
    find_municipality: MunicipalityFinder | None = None,
    detect: LanguageDetector | None = None,
) -> LoadResult:
    r"""The documents in a folder (with its subfolders) or one file; an empty folder gives none.

    Markdown and plain text in UTF-8 become NFC text with ``\n`` newlines. Invisible marks (soft hyphens,
    zero-width spaces, direction and tag marks) are taken out: ``Document.text`` is what is left. Linked
    folders are not entered. What front matter does not say comes from the file name (language), the text and,
    last, the folder name.

    Args:
        folder_or_file: What to load. A document's id is its path inside the folder; for a file, its name.
        find_municipality: Gives the official Finnish name for each place mentioned in a text.
        detect: Gives the language of a text, None when it cannot be told.

    Raises:
        DocumentError: when the path does not exist or the folder cannot be listed.
    """
    root = Path(folder_or_file)
    try:
        is_folder = stat.S_ISDIR(root.stat().st_mode)
    except OSError as error:
        raise DocumentError(
            f"{root} cannot be found ({error.strerror}). Give a folder or a file (.md, .markdown or .txt)."
        ) from error
    problems: list[LoadProblem] = []
    skipped: list[Path] = []
    if is_folder:
        names = _list_files(root, problems, skipped)
    else:
        names, reason = _name_alone(root)
        problems.extend(LoadProblem(path=root, line=None, reason=reason) for _ in reason[:1])
        root = root.parent
    finder, detector = find_municipality or _find_municipality, detect or _detect_language
    loaded: dict[str, Document] = {}
    origins: dict[str, LoadedFile] = {}
    for path in names:
        try:
            document, origin = _load_file(path, path.relative_to(root).as_posix(), finder, detector)
            if document.document_id in loaded:
                first = origins[document.document_id].path
                raise FileError(f"{path} is {document.document_id}, and so is {first}. Rename or remove one.")
        except FileError as error:
            problems.append(LoadProblem(path=path, line=error.line, reason=error.reason))
            continue
        loaded[document.document_id], origins[document.document_id] = _with_questions(document, path, problems), origin
    return LoadResult(
        documents=tuple(loaded[key] for key in sorted(loaded)),
        problems=tuple(sorted(problems, key=lambda problem: str(problem.path))),
        files=tuple(origins[key] for key in sorted(origins)),
        skipped=tuple(sorted(skipped)),
    )


def load_shipped_documents() -> tuple[Document, ...]:
    """The fact sheets that ship with lykbot, by document_id.

    Raises:
        DocumentError: when one of them cannot be read, which means the installation is broken.
    """
    with as_file(files("knowledge") / "documents") as folder:
        result = load_documents(folder)
    for problem in result.problems:
        raise DocumentError(f"{problem.path}: {problem.reason} Reinstall lykbot if you did not change this file.")
    return result.documents


def _name_alone(path: Path) -> tuple[tuple[Path, ...], str]:
    """The one path named, or none and the reason."""
    if path.name.startswith("."):
        return (), f"{path.name} is a hidden file. Rename it to load it."
    if is_question_list(path):
        return (), f"{path.name} holds example questions. Name the page they are about."
    if path.suffix.lower() not in MARKDOWN_SUFFIXES + PLAIN_TEXT_SUFFIXES:
        return (), f"{path.name} is neither Markdown nor plain text. Save it as .md or .txt."
    return (path,), ""


def _list_files(folder: Path, problems: list[LoadProblem], skipped: list[Path]) -> tuple[Path, ...]:
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        if Path(error.filename or folder) == folder:
            raise DocumentError(f"{folder} cannot be listed ({error.strerror}). Check its permissions.") from error
        reason = f"Cannot be listed ({error.strerror}). Check its permissions."
        problems.append(LoadProblem(path=Path(error.filename), line=None, reason=reason))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(place) / name for name in names]
        pages = [path for path in paths if _is_page(path)]
        taken = {*pages, *(question_list_of(page) for page in pages)}
        found.extend(pages)
        skipped.extend(path for path in paths if path not in taken)
    return tuple(sorted(found))


def _is_page(path: Path) -> bool:
    """Whether a file of a folder is loaded, by its name."""
    is_text = path.suffix.lower() in MARKDOWN_SUFFIXES + PLAIN_TEXT_SUFFIXES
    is_other = path.name.startswith(".") or path.stem.casefold() == "readme" or is_question_list(path)
    return is_text and not is_other


def _load_file(
    path: Path, relative: str, finder: MunicipalityFinder, detector: LanguageDetector
) -> tuple[Document, LoadedFile]:
    if any(unicodedata.category(character) == "Cs" for character in relative):
        # Bytes of a file name that are no UTF-8; they would go into ids, which are text.
        raise FileError("The file's name is not UTF-8. Rename the file.")
    text = read_text(path)
    split = split_front_matter(text)
    said, body = split.front_matter, split.body
    if not body.strip():
        raise FileError("Empty: there is no text in it. Write the text or remove the file.")
    parse = parse_markdown if path.suffix.lower() in MARKDOWN_SUFFIXES else parse_plain_text
    sections = parse(body)
    if all(block.kind == "noise" for section in sections for block in section.blocks):
        raise FileError("Only links, hashtags or picture credits: nothing to answer from. Remove the file.")
    page_id, named_language = _split_name(relative)
    language = _choose_language(said.language, named_language, body, detector)
    if said.kind == "translation" and said.original_language == language:
        raise FileError(f"A translation into {language} cannot have original_language {language}. Correct it.")
    title = said.title or _infer_title(body, sections)
    municipality = said.municipality
    if municipality is not None and municipality not in finder(municipality):
        meant = next(iter(finder(municipality)), None)
        hint = f"Did you mean {meant}?" if meant else "Give the official Finnish name, or null."
        raise FileError(f"municipality: {municipality} is not in the table of municipalities. {hint}", 1)
    if "municipality" not in said.given:
        municipality = _infer_municipality(title, body, page_id, finder)
    return _record(
        path, said, body, sections, page_id=page_id, language=language, title=title, municipality=municipality
    )


def _record(
    path: Path,
    said: FrontMatter,
    body: str,
    sections: tuple[Section, ...],
    *,
    page_id: str,
    language: Language,
    title: str,
    municipality: str | None,
) -> tuple[Document, LoadedFile]:
    inferred = {"municipality": "municipality" in said.given, "language": said.language, "title": said.title}
    document = Document(
        document_id=f"{page_id}.{language}",
        page_id=page_id,
        title=title,
        municipality=municipality,
        language=language,
        kind=said.kind,
        translation_of=f"{page_id}.{said.original_language}" if said.kind == "translation" else None,
        machine_translated=said.machine_translated,
        source=said.source,
        text=body,
        sections=sections,
        digest="",
        inferred=tuple(field for field, was_said in inferred.items() if not was_said),
    )
    return document, LoadedFile(document_id=document.document_id, path=path, body_line=said.body_line, given=said.given)


def _with_questions(document: Document, path: Path, problems: list[LoadProblem]) -> Document:
    """The document with the example questions beside its file, and its digest; a faulty list costs no page."""
    beside = load_example_questions(path, document.text)
    origin = question_list_of(path)
    problems.extend(LoadProblem(path=origin, line=found.line, reason=found.reason) for found in beside.problems)
    document = replace(document, example_questions=beside.questions)
    fields = json.dumps(asdict(document), ensure_ascii=False, sort_keys=True)
    return replace(document, digest=hashlib.sha256(fields.encode()).hexdigest())


def _split_name(relative: str) -> tuple[str, Language | None]:
    """The page_id and the language a file's path names: "imatra/sivu.fi.md" is "imatra/sivu" in "fi"."""
    stem = unicodedata.normalize("NFC", relative).rpartition(".")[0]
    for language in LANGUAGES:
        if stem.lower().endswith(f".{language}"):
            return stem[: -len(language) - 1], language
    return stem, None


def _choose_language(said: Language | None, named: Language | None, body: str, detector: LanguageDetector) -> Language:
    if said and named and said != named:
        raise FileError(f"The front matter says language: {said}, the file name says {named}. Correct one.", 1)
    language = said or named or detector(display_text(body[:20_000]))
    if language is None:
        raise FileError('Its language cannot be told. Name it so: "page.fi.txt", or add front matter with language.')
    return language


def _infer_title(body: str, sections: tuple[Section, ...]) -> str:
    """The first heading, else the beginning of the first text."""
    blocks = [block for section in sections for block in section.blocks if block.kind != "noise"]
    first = next((block for block in blocks if block.kind == "heading"), blocks[0] if blocks else None)
    text = body[first.start_char : first.end_char] if first else body
    line = display_text(text if first and first.kind == "heading" else text.strip().split("\n")[0])
    if len(line) <= INFERRED_TITLE_MAX_CHARS:
        return line
    return line[:INFERRED_TITLE_MAX_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _infer_municipality(title: str, body: str, page_id: str, finder: MunicipalityFinder) -> str | None:
    """The place mentioned most, title first; among equals, or when none is, the one the path names."""
    votes = Counter(finder(body))
    for name in finder(title):
        votes[name] += TITLE_WEIGHT
    hints = [name for part in reversed(page_id.split("/")) for name in finder(re.sub(r"[\W_]+", " ", part))]
    top = max(votes.values(), default=0)
    leading = [name for name, count in votes.items() if count == top]
    return next((name for name in hints if name in leading or not leading), leading[0] if leading else None)


def _find_municipality(text: str) -> tuple[str, ...]:
    from knowledge.places import find_places  # reads its table: only when there is something to load

    mentions = find_places(text)
    return tuple(mention.municipality for mention in mentions if mention.exact or len(text) <= SHORT_NAME_CHARS)


def _detect_language(text: str) -> Language | None:
    from knowledge.languages import detect_language  # slow to import

    return detect_language(text)
