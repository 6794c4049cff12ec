"""Text -> sentences, with offsets; and a document's blocks -> the units that are embedded and quoted.

The Finnish, Swedish and English Punkt models come from inside the llama-index-core package. Their four small
files are read here and not by nltk: nltk reads only from its own data folders, which may hold another
version, and refuses files that a group may write, which installed packages often are. llama_index itself,
slow to import, is not needed. General rules then mend what the models get wrong on official prose:
abbreviations, dates, numbering, an ellipsis.
"""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import LykbotError
from knowledge.layout import MONTH
from knowledge.schema import Block, Document, Language, Span

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

_MODEL_NAMES: dict[Language, str] = {"fi": "finnish", "sv": "swedish", "en": "english"}
_MODELS_FOLDER = Path("_static/nltk_cache/tokenizers/punkt_tab")
PART_MAX_CHARS = 20_000
LONGEST_LEARNT_ABBREVIATION = 5  # letters; longer ones in the models are mostly whole words ("yhteystiedot")

# A sentence does not end after these, whatever follows.
_ABBREVIATIONS_TEXT = """
esim mm ns ts ks vrt puh matkap klo kl nk em ko ent synt toim huom prof dr tri fil hra rva vs vt os srk
t.ex bl.a dvs d.v.s tfn tel el alt kap ca f.d s.k fr.o.m t.o.m p.g.a jfr resp enl ang avs obs e.g i.e mr
mrs ms st vs cf approx dept fig
"""
# These end a sentence unless a lower-case word or a figure follows.
_CLOSING_ABBREVIATIONS_TEXT = """
jne ym yms tms ynnä jr m.m mm.m o.s.v osv m.fl mfl o.d e.d etc inc ltd co e.kr j.kr eaa
"""
# These are abbreviations before a figure only ("nro 5", "no. 5").
_BEFORE_FIGURES_TEXT = "n s v p nro nr no kpl mom vol pp sid puhelinnro art sek min max milj mrd"

_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_CLOSING_ABBREVIATIONS = frozenset(_CLOSING_ABBREVIATIONS_TEXT.split())
_BEFORE_FIGURES = frozenset(_BEFORE_FIGURES_TEXT.split())

_INITIAL = re.compile(r"(?<![\w.])[A-ZÅÄÖ]\.\Z")
_ORDINAL = re.compile(r"(?<![\w.])\d{1,2}\.\Z")
_NUMBERING = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\Z")
_RANGE_OR_DATE = re.compile(r"[–-]\s*\d|\d{1,2}\.\s?(?:\d{4}|\d{1,2}\.)|\d{1,2}\.\Z|\d{4}\b")
_MISSED_END = re.compile(
    r"(?:(?<=[^\W\d_]{3})[.!?]|(?<=\d\d\d\d)\.|(?<=[\d\w])(?:\.\.\.|…)|(?<=\s[åäöaeiouy])\.|(?<=\b[ap]\.m)\.)[”\"')\]]*(?=\s+[\"“”'(]?[A-ZÅÄÖÉ])"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# Marks that close emphasis right after the full stop belong to the sentence they close.
_CLOSING_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,3})(?=\s|\Z)")
_HARD_BREAK = re.compile(r"\\(?=[\r\n])")
_OPENING = re.compile(r"[\s\"“”'(\[–-]+")


@lru_cache(maxsize=3)
def _splitter(language: Language) -> "PunktSentenceTokenizer":
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # 1 to 2 s: only when needed

    spec = find_spec("llama_index.core")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise LykbotError("The sentence models are missing. Install llama-index-core: pip install llama-index-core.")
    folder = Path(places[0]) / _MODELS_FOLDER / _MODEL_NAMES[language]
    try:
        rows = {
            name: (folder / name).read_text(encoding="utf-8").splitlines()
            for name in ("abbrev_types.txt", "collocations.tab", "sent_starters.txt", "ortho_context.tab")
        }
    except OSError as error:
        raise LykbotError(
            f"The sentence model in {folder} cannot be read ({error}). Reinstall llama-index-core."
        ) from error
    parameters = PunktParameters()
    parameters.abbrev_types = {
        word for word in rows["abbrev_types.txt"] if not word.isalpha() or len(word) <= LONGEST_LEARNT_ABBREVIATION
    } | _ABBREVIATIONS
    parameters.collocations = {
        (first, second) for first, second in (row.split("\t") for row in rows["collocations.tab"])
    }
    parameters.sent_starters = set(rows["sent_starters.txt"])
    for word, _, context in (row.partition("\t") for row in rows["ortho_context.tab"]):
        parameters.ortho_context[word] = int(context)
    return PunktSentenceTokenizer(parameters)


def split_sentences(text: str, language: Language) -> tuple[Span, ...]:
    """The sentences of a text, in order, without white space around them.

    Offsets count from the start of ``text``; the spans do not overlap and leave out nothing but white space.
    A blank line always ends a sentence. An empty or blank text has none.

    Raises:
        LykbotError: when the sentence models are not installed.
    """
    if not text.strip():
        return ()
    splitter = _splitter(language)
    ends = {match.end() for match in _MISSED_END.finditer(text)}
    for part in _parts(text):
        stretch = text[part.start_char : part.end_char]
        ends |= {part.start_char + end for _, end in splitter.span_tokenize(stretch)} | {part.end_char}
    ends = {mark.end() if (mark := _CLOSING_EMPHASIS.match(text, end)) else end for end in ends}
    spans: list[Span] = []
    start = 0
    for end in sorted({*ends, len(text)}):
        raw = text[start:end]
        if not raw.strip():
            continue
        first = start + len(raw) - len(raw.lstrip())
        span = Span(start_char=first, end_char=start + len(raw.rstrip()))
        if spans and _belong_together(text, spans[-1], span):
            span = Span(start_char=spans.pop().start_char, end_char=span.end_char)
        spans.append(span)
        start = end
    return tuple(spans)


def _parts(text: str) -> tuple[Span, ...]:
    """The text cut at blank lines, and long stretches cut where a sentence seems to end.

    nltk gives up on a text that takes it more than five seconds.
    """
    parts: list[Span] = []
    start = 0
    for end in (*(match.end() for match in _BLANK_LINE.finditer(text)), len(text)):
        while end - start > PART_MAX_CHARS:
            limit = start + PART_MAX_CHARS
            cuts = (text.rfind(mark, start, limit) + 1 for mark in (". ", ".\n", " ", "\n"))
            cut = next((cut for cut in cuts if cut > start), limit)
            parts.append(Span(start_char=start, end_char=cut))
            start = cut
        if end > start:
            parts.append(Span(start_char=start, end_char=end))
        start = end
    return tuple(parts)


def units(document: Document, block: Block) -> tuple[Span, ...]:
    """What of a block is embedded and quoted as one, with offsets into ``document.text``.

    The sentences of a paragraph or list item; a heading, contact card or table row as a whole; nothing of
    noise.
    """
    if block.kind == "noise":
        return ()
    if block.kind in {"heading", "contact", "table_row"}:
        return (Span(start_char=block.start_char, end_char=block.end_char),)
    # Markdown's sign for a new line is white space to the reader.
    text = _HARD_BREAK.sub(" ", document.text[block.start_char : block.end_char])
    return tuple(
        Span(start_char=block.start_char + span.start_char, end_char=block.start_char + span.end_char)
        for span in split_sentences(text, document.language)
    )


def _belong_together(text: str, before: Span, after: Span) -> bool:
    """Whether two neighbouring spans are one sentence that the model cut."""
    if _BLANK_LINE.search(text, before.end_char, after.start_char):
        return False
    left, right = text[before.start_char : before.end_char], text[after.start_char : after.end_char]
    if not any(char.isalnum() for char in right) or _NUMBERING.fullmatch(left):
        return True
    first = _OPENING.sub("", right)[:1]
    if first.islower():
        return True
    if not left.endswith("."):
        return False
    word = left.rsplit(None, 1)[-1].strip("(\"'“”[").removesuffix(".").casefold()
    if word in _ABBREVIATIONS or _INITIAL.search(left):
        return True
    if first.isdigit() and word in _CLOSING_ABBREVIATIONS | _BEFORE_FIGURES:
        return True
    return bool(_ORDINAL.search(left) and (MONTH.match(right) or _RANGE_OR_DATE.match(right)))
