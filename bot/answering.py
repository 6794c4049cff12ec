"""The path from a question to its answer, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from bot.citing import escape_markdown
from bot.composing.refusal import (
    example_questions,
    say_not_in_sources,
    say_out_of_scope,
    say_unknown_place,
)
from bot.composing.statements import Composer
from bot.drafting import Drafted, Drafter
from bot.intents import load_examples
from bot.key_terms import name_terms
from bot.patterns import find_pattern
from bot.phrasing import phrase
from bot.respelling import Respeller
from bot.schema import (
    MAX_QUESTION_CHARS,
    Answer,
    AnswerStatus,
    Question,
    Stage,
    StageSeconds,
)
from bot.scope import is_about_the_subject
from bot.splitting import split_question
from bot.understanding import Understanding, clean_question, restore_capitals, understand
from bot.writing_answers import AnswerWriter
from index.classifying import QuestionClassifier
from index.records import Records
from index.retrieval import SearchIndex
from index.schema import Hit
from knowledge.expressions import find_people
from knowledge.languages import detect_language, find_words
from knowledge.schema import Language

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Clock:
    """Wall time by stage, and the answer's language once that is decided.

    A stage that has taken ``limit_seconds`` ends the answer at the next step, with the status that names it.
    """

    report_stage: Callable[[Stage], None]
    limit_seconds: float
    seconds: dict[str, float] = field(default_factory=dict)
    stage: Stage = "understand"
    language: Language | None = None
    _since: float = field(default_factory=time.perf_counter)

    def start(self, stage: Stage) -> None:
        self._count()
        if self.seconds[self.stage] > self.limit_seconds:
            raise TimeoutError(f"{self.seconds[self.stage]:.1f} s is longer than a stage may take")
        if stage != self.stage:
            self.stage = stage
            self.report_stage(stage)

    def stop(self) -> StageSeconds:
        self._count()
        return StageSeconds(**self.seconds)

    def _count(self) -> None:
        now = time.perf_counter()
        self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self._since
        self._since = now


class Bot:
    """Answers questions from an open index.

    Args:
        index: Where facts and passages are found.
        classifier: What a question is about, by example; without one only its words tell.
        composer: What makes statements of passages; sentences as they stand by default.
        default_language: The language of an answer when neither the question nor the conversation tells.
        find_today: The day it is, to tell plans for a time that has gone by.
        stage_seconds: How long a stage may take before the answer is given up.
    """

    def __init__(
        self,
        index: SearchIndex,
        *,
        classifier: QuestionClassifier | None = None,
        composer: Composer | None = None,
        default_language: Language = "fi",
        find_today: Callable[[], date] = date.today,
        stage_seconds: float = 60.0,
    ) -> None:
        self.index = index
        self._records = index.records
        self._drafter = Drafter(index, classifier, composer)
        self._writer = AnswerWriter(index.records)
        self._respeller = Respeller(chain(index.records.texts(), (example.text for example in load_examples())))
        self._default_language = default_language
        self._find_today = find_today
        self._stage_seconds = stage_seconds

    def close(self) -> None:
        """Lets go of the index's files; nothing can be asked any more."""
        self.index.close()

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that have pages, by their official names."""
        return self._records.municipalities()

    @property
    def records(self) -> Records:
        """The pages that answers rest on."""
        return self._records

    def answer(
        self,
        question: Question,
        report_stage: Callable[[Stage], None] = lambda stage: None,
        report_draft: Callable[[Drafted], None] = lambda drafted: None,
    ) -> Answer:
        """The answer to a question. A fault on the way is logged and becomes a ``failed_`` status, never an error.

        Args:
            question: What is asked.
            report_stage: Told about every stage that begins after the first; a question of two parts has some twice.
            report_draft: Given what was made of each part of the question.
        """
        clock = _Clock(report_stage=report_stage, limit_seconds=self._stage_seconds)
        try:
            answer = self._answer(question, clock, report_draft)
        except Exception:
            # The one place where everything is caught: a visitor gets a sentence, the log gets the reason.
            _log.exception("answering failed while trying to %s", clock.stage)
            spoken = clock.language or question.language or detect_language(clean_question(question.text))
            language = spoken or self._default(question)
            status = AnswerStatus(f"failed_{clock.stage}")
            answer = self._refuse(question, language, status, phrase(language, "failed.any"))
        return replace(answer, seconds=clock.stop())

    def _answer(self, question: Question, clock: _Clock, report_draft: Callable[[Drafted], None]) -> Answer:
        text = self._read(question.text)
        invalid = self._find_invalid(question, text)
        if invalid is not None:
            return invalid
        question = replace(question, history=tuple(self._read(turn) for turn in question.history))
        whole = understand(text, pinned=question.language, history=question.history, default=self._default(question))
        language = clock.language = whole.language
        if whole.is_foreign:
            return self._refuse(question, language, AnswerStatus.INVALID, phrase(language, "invalid.foreign"))
        if whole.is_steering:
            return self._say_out_of_scope(question, language)
        clock.start("retrieve")
        if self._drafter.finds_order(text, whole.words_language):
            return self._say_out_of_scope(question, language)

        drafts: list[Drafted] = []
        for part in self._split(whole, question):
            drafts.append(self._draft(_with_names(part, drafts), question, clock))
            report_draft(drafts[-1])
        cited = self._writer.cite(drafts, language)
        if not cited.statements:
            return self._decline(question, drafts[0])
        is_old = self._drafter.rests_on_old_plan(cited.citations, self._find_today())
        return self._writer.write(question, drafts, cited, rests_on_old_plan=is_old)

    def _default(self, question: Question) -> Language:
        return question.page_language or self._default_language

    def _read(self, text: str) -> str:
        """A question as it was meant: cleaned, slips put right, capitals where they belong."""
        return restore_capitals(self._respeller.respell(clean_question(text)), self.municipalities)

    def _find_invalid(self, question: Question, text: str) -> Answer | None:
        language = question.language or self._default(question)
        if not find_words(text):
            example = example_questions(language, self.municipalities)[0]
            sentence = phrase(language, "invalid.blank", example=example)
        elif len(text) > MAX_QUESTION_CHARS:
            sentence = phrase(language, "invalid.too_long", chars=len(text), most=MAX_QUESTION_CHARS)
        else:
            return None
        return self._refuse(question, language, AnswerStatus.INVALID, sentence)

    def _split(self, whole: Understanding, question: Question) -> tuple[Understanding, ...]:
        """The things a question asks, each understood after those before it; most ask one thing."""
        parts = split_question(whole.question, whole.words_language)
        if len(parts) == 1:
            return (whole,)
        understood = []
        for i, part in enumerate(parts):
            one = understand(
                part,
                pinned=whole.language,
                history=(*question.history, *parts[:i]),
                default=whole.words_language,
            )
            # A municipality named in any part is meant in those that name none.
            places = one.places if one.places and not one.inherited_places else whole.places or one.places
            understood.append(
                replace(one, places=places, inherited_places=False, everywhere=one.everywhere or whole.everywhere)
            )
        return tuple(understood)

    def _draft(self, understanding: Understanding, question: Question, clock: _Clock) -> Drafted:
        known = tuple(place for place in understanding.places if place in self.municipalities)
        unknown = tuple(place for place in understanding.places if place not in known)
        if unknown and not known:
            # Other municipalities' pages may mention it: only sentences that do can answer.
            understanding = replace(understanding, places=(), must_mention=unknown)
        if understanding.refers_back and question.history:
            understanding = self._resolve_person(understanding, question)
        return self._drafter.draft(understanding, known, clock.start)

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

    def _decline(self, question: Question, drafted: Drafted) -> Answer:
        """Why there is no answer."""
        understanding, language = drafted.understanding, drafted.understanding.language
        if understanding.must_mention:
            sentence = say_unknown_place(language, understanding.must_mention, self.municipalities)
            return self._refuse(question, language, AnswerStatus.UNKNOWN_PLACE, sentence)
        if not is_about_the_subject(
            understanding, drafted.hits, drafted.intents, drafted.sought.topic, drafted.resemblance
        ):
            return self._say_out_of_scope(question, language)
        known = tuple(place for place in understanding.places if place in self.municipalities)
        sentence = say_not_in_sources(language, understanding.expected, known, _topics(drafted.hits, language))
        if drafted.draft.remark:
            sentence = f"{sentence} {drafted.draft.remark}"
        return self._refuse(question, language, AnswerStatus.NOT_IN_SOURCES, sentence)

    def _say_out_of_scope(self, question: Question, language: Language) -> Answer:
        sentence = say_out_of_scope(language, self.municipalities)
        return self._refuse(question, language, AnswerStatus.OUT_OF_SCOPE, sentence)

    def _refuse(self, question: Question, language: Language, status: AnswerStatus, text: str) -> Answer:
        return Answer(question=question.text, language=language, status=status, text=text)


def _with_names(understanding: Understanding, before: Sequence[Drafted]) -> Understanding:
    """A further part of a question with the person of the part before it ("May I call her? Which number?").

    One that names its own topic has its own persons, unless it refers back ("When did she join?").
    """
    names_topic = any(term.names_topic for term in understanding.key_terms)
    if not before or (names_topic and not understanding.refers_back):
        return understanding
    if any(term.is_name for term in understanding.key_terms):
        return understanding
    names = tuple(term for term in before[-1].understanding.key_terms if term.is_name)
    return replace(understanding, key_terms=(*understanding.key_terms, *names))


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
