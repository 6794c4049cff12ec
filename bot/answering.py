"""The path from a question to its answer, top to bottom."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.checking import check
from bot.citing import Cited, cite, escape_markdown, write_text
from bot.composing.passages import PassageComposer
from bot.composing.refusal import (
    example_questions,
    join_words,
    note_unknown_place,
    say_not_in_sources,
    say_out_of_scope,
    say_unknown_place,
)
from bot.composing.statements import Composer, Draft, Statement, state
from bot.patterns import find_pattern
from bot.phrasing import phrase
from bot.schema import MAX_QUESTION_CHARS, Answer, AnswerStatus, Original, Question, StageSeconds
from bot.scope import is_about_the_subject
from bot.understanding import Understanding, clean_question, name_terms, understand
from index.retrieval import SearchIndex
from index.schema import Chunk, Hit, SearchRequest, Unit
from knowledge.expressions import find_people
from knowledge.languages import detect_language, find_words
from knowledge.places import place_name
from knowledge.schema import Language

_log = logging.getLogger(__name__)
# Passages looked at for one question: about the places it names, or in all when it asks about every municipality.
_TOP_K, _TOP_K_EVERYWHERE = 10, 40


@dataclass(slots=True)
class _Clock:
    """Wall time by stage, and the answer's language once that is decided."""

    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = "understand"
    language: Language | None = None
    _since: float = field(default_factory=time.perf_counter)

    def start(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self._since
        self.stage, self._since = stage, now

    def stop(self) -> StageSeconds:
        self.start(self.stage)
        return StageSeconds(**self.seconds)


class Bot:
    """Answers questions from an open index.

    Args:
        index: Where passages are found.
        composer: What makes statements of them; sentences as they stand by default.
        default_language: The language of an answer when neither the question nor the conversation tells.
    """

    def __init__(
        self, index: SearchIndex, *, composer: Composer | None = None, default_language: Language = "fi"
    ) -> None:
        self._index = index
        self._records = index.records
        self._composer = composer or PassageComposer(self._records.section)
        self._default_language = default_language

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that have pages, by their official names."""
        return self._records.municipalities()

    def answer(self, question: Question) -> Answer:
        """The answer to a question. A fault on the way is logged and becomes a ``failed_`` status, never an error."""
        clock = _Clock()
        try:
            answer = self._answer(question, clock)
        except Exception:
            # The one place where everything is caught: a visitor gets a sentence, the log gets the reason.
            _log.exception("answering failed while trying to %s", clock.stage)
            spoken = clock.language or question.language or detect_language(clean_question(question.text))
            language = spoken or self._default_language
            status = AnswerStatus(f"failed_{clock.stage}")
            answer = self._refuse(question, language, status, phrase(language, "failed.any"))
        return replace(answer, seconds=clock.stop())

    def _answer(self, question: Question, clock: _Clock) -> Answer:
        text = clean_question(question.text)
        invalid = self._find_invalid(question, text)
        if invalid is not None:
            return invalid
        understanding = understand(
            text, pinned=question.language, history=question.history, default=self._default_language
        )
        language = clock.language = understanding.language
        if understanding.is_foreign:
            return self._refuse(question, language, AnswerStatus.INVALID, phrase(language, "invalid.foreign"))
        if understanding.is_steering:
            return self._say_out_of_scope(question, language)
        known = tuple(place for place in understanding.places if place in self.municipalities)
        unknown = tuple(place for place in understanding.places if place not in known)
        if unknown and not known:
            # Other municipalities' pages may mention it: only sentences that do can answer.
            understanding = replace(understanding, places=(), must_mention=unknown)
        if understanding.refers_back and question.history:
            understanding = self._resolve_person(understanding, question)

        clock.start("retrieve")
        hits = self._retrieve(understanding, known)

        clock.start("compose")
        cited = self._compose(understanding, hits, known)
        if not cited.statements and understanding.inherited_places:
            # The place came from an earlier turn and does not answer: the question may be a general one.
            general = replace(understanding, places=(), inherited_places=False)
            cited = self._compose(general, self._retrieve(general, ()), ())
        if cited.statements:
            return self._write(question, understanding, cited, unknown if known else ())
        if understanding.must_mention:
            sentence = say_unknown_place(language, unknown, self.municipalities)
            return self._refuse(question, language, AnswerStatus.UNKNOWN_PLACE, sentence)
        if not is_about_the_subject(understanding, hits):
            return self._say_out_of_scope(question, language)
        sentence = say_not_in_sources(language, understanding.expected, known, _topics(hits, language))
        return self._refuse(question, language, AnswerStatus.NOT_IN_SOURCES, sentence)

    def _find_invalid(self, question: Question, text: str) -> Answer | None:
        language = question.language or self._default_language
        if not find_words(text):
            example = example_questions(language, self.municipalities)[0]
            sentence = phrase(language, "invalid.blank", example=example)
        elif len(text) > MAX_QUESTION_CHARS:
            sentence = phrase(language, "invalid.too_long", chars=len(text), most=MAX_QUESTION_CHARS)
        else:
            return None
        return self._refuse(question, language, AnswerStatus.INVALID, sentence)

    def _resolve_person(self, understanding: Understanding, question: Question) -> Understanding:
        """The understanding with the person a pronoun stands for, when the answer to the turn before names just one."""
        before = self.answer(Question(text=question.history[-1], history=question.history[:-1]))
        names = dict.fromkeys(
            name for citation in before.citations for name in find_people(citation.quote, citation.language)
        )
        if len(names) != 1:
            return understanding
        (name,) = names
        return replace(understanding, key_terms=(*understanding.key_terms, *name_terms(name)))

    def _retrieve(self, understanding: Understanding, places: tuple[str, ...]) -> tuple[Hit, ...]:
        request = SearchRequest(
            text=understanding.search_text,
            language=understanding.words_language,
            municipalities=places,
            top_k=_TOP_K_EVERYWHERE if understanding.everywhere or len(places) > 1 else _TOP_K,
        )
        return self._index.retrieve(request)

    def _compose(self, understanding: Understanding, hits: tuple[Hit, ...], places: tuple[str, ...]) -> Cited:
        draft: Draft = self._composer.compose(understanding, hits)
        statements = [self._translate(statement, understanding.language) for statement in draft.statements]
        cited = cite(statements, self._records.document, self._find_original)
        return check(cited, self._records.document, places)

    def _write(self, question: Question, understanding: Understanding, cited: Cited, unknown: Sequence[str]) -> Answer:
        language = understanding.language
        text = write_text(
            cited.statements,
            name_group=lambda place: place_name(place, language) if place else phrase(language, "frame.model"),
            name_single_group=not understanding.places and cited.statements[0].statement.group is not None,
            quote=lambda quoted, original: phrase(
                language, "frame.quoted", text=quoted, language=phrase(language, f"language_name.{original}")
            ),
        )
        foreign = dict.fromkeys(s.statement.chunk.language for s in cited.statements if s.statement.is_quoted)
        if foreign:
            names = join_words(language, [phrase(language, f"language_name.{name}") for name in foreign])
            text = f"{phrase(language, 'frame.original_only', languages=names)}\n\n{text}"
        if unknown:
            text = f"{text}\n\n{note_unknown_place(language, unknown)}"
        return Answer(
            question=question.text,
            language=language,
            status=AnswerStatus.ANSWERED,
            text=text,
            citations=cited.citations,
        )

    def _translate(self, statement: Statement, language: Language) -> Statement:
        """The statement from the page's version in the answer's language, where there is one."""
        other = self._records.aligned_unit(statement.chunk, statement.unit, language)
        return statement if other is None else state(other.chunk, other.unit, language)

    def _find_original(self, chunk: Chunk, unit: Unit) -> Original | None:
        """The passage a translated unit was made from; None for an original, or where there is none."""
        document = self._records.document(chunk.document_id)
        if document.translation_of is None:
            return None
        languages = {version.document_id: version.language for version in self._records.page_versions(chunk.page_id)}
        # A translation may be in the index without what it was made from.
        if document.translation_of not in languages:
            return None
        other = self._records.aligned_unit(chunk, unit, languages[document.translation_of])
        if other is None:
            return None
        return Original(
            document_id=other.chunk.document_id,
            language=other.chunk.language,
            quote=other.chunk.unit_text(other.unit),
            start_char=other.unit.start_char,
            end_char=other.unit.end_char,
        )

    def _say_out_of_scope(self, question: Question, language: Language) -> Answer:
        sentence = say_out_of_scope(language, self.municipalities)
        return self._refuse(question, language, AnswerStatus.OUT_OF_SCOPE, sentence)

    def _refuse(self, question: Question, language: Language, status: AnswerStatus, text: str) -> Answer:
        return Answer(question=question.text, language=language, status=status, text=text)


def _topics(hits: Sequence[Hit], language: Language) -> tuple[str, ...]:
    """What the nearest passages are about, by their headings, where those are in the asker's language."""
    return tuple(
        dict.fromkeys(
            escape_markdown(hit.chunk.heading_path[-1])
            for hit in hits
            if hit.chunk.language == language
            and len(hit.chunk.heading_path) > 1
            and not find_pattern("absence", language).search(hit.chunk.heading_path[-1])
        )
    )
