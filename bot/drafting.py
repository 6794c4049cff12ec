"""One question into a draft: facts where it asks for facts, else the sentences of the pages that answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.composing.contacts import compose_contacts
from bot.composing.goals import GoalComposer
from bot.composing.passages import PassageComposer
from bot.composing.statements import Composer, Draft
from bot.composing.timeline import compose_timeline, is_past
from bot.expected import Expected
from bot.intents import Intent, Intents
from bot.known_answers import agree, agree_on_each, find_known_answer, find_known_answers, is_left_open, state_absences
from bot.schema import Citation, Stage
from bot.scope import is_outside, mentions_name
from bot.sought import Sought, Topic, asks_only_when, read_sought
from bot.splitting import split_sentences_roughly
from bot.understanding import Understanding
from bot.vocabulary import read_vocabulary
from index.classifying import EmbeddedQuestion, QuestionClassifier
from index.retrieval import SearchIndex
from index.schema import Hit, SearchRequest
from knowledge.expressions import find_people
from knowledge.facts.merging import FactT, Stated
from knowledge.facts.schema import EventKind, GoalOwner
from knowledge.languages import find_words
from knowledge.schema import Language

# Passages looked at for one question: about the places it names, or in all when it asks about every municipality.
_TOP_K, _TOP_K_EVERYWHERE = 10, 40
_GOAL_CONCEPTS = frozenset({"goal", "emphasis"})
# How sure examples have to be that a sentence is an order.
_SURE_ORDER = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What was made of a question: as it was read, what it asks for, the passages looked at, and the draft.

    ``resemblance`` is the cosine with the nearest example question, None where the pages have none.
    """

    understanding: Understanding
    sought: Sought
    intents: Intents
    hits: tuple[Hit, ...]
    draft: Draft
    resemblance: float | None = None


class Drafter:
    """Drafts answers from an open index.

    Args:
        index: Where facts and passages are found.
        classifier: What a question is about, by example.
        passages: What makes statements of passages.
    """

    def __init__(
        self, index: SearchIndex, classifier: QuestionClassifier | None, passages: Composer | None = None
    ) -> None:
        self._index = index
        self._classifier = classifier
        self._facts = index.records.facts()
        self._goals = GoalComposer(index.records.document)
        self._passages = passages or PassageComposer(index.records.section)

    def draft(
        self, understanding: Understanding, places: tuple[str, ...], start_stage: Callable[[Stage], None]
    ) -> Drafted:
        """What answers a question.

        Args:
            understanding: The question.
            places: The municipalities it is about, of those that have pages; () for any.
            start_stage: Told "retrieve" and "compose", for the clock.
        """
        start_stage("retrieve")
        texts = [understanding.search_text]
        if understanding.stands_alone and understanding.question != understanding.search_text:
            texts.append(understanding.question)
        # A follow-up is read with what it leaves out, and by itself where it says something.
        embedded, *alone = self._index.embed(texts)
        intents = self._read_intents((embedded, *alone), understanding.words_language)
        by_itself = self._read_intents(alone or (embedded,), understanding.words_language)
        reading = self._index.read_examples(self._request(understanding, places), embedded)
        if is_outside(understanding, by_itself, reading.nearest):
            return Drafted(
                understanding=understanding,
                sought=Sought(topic=Topic.PASSAGES),
                intents=by_itself,
                hits=(),
                draft=Draft(statements=()),
                resemblance=reading.nearest,
            )
        drafted = self._draft(understanding, places, embedded, intents, start_stage)
        if not understanding.inherited_places:
            return drafted
        is_new_topic = understanding.stands_alone and not understanding.refers_back
        if not self._names_something_else(understanding, drafted.hits) and (
            drafted.draft.statements or not is_new_topic
        ):
            return drafted
        # The place came from an earlier turn and does not answer: the question may be a general one.
        general = replace(understanding, places=(), inherited_places=False)
        again = self._draft(general, (), embedded, intents, start_stage)
        return again if again.draft.statements else drafted

    def _names_something_else(self, understanding: Understanding, hits: Sequence[Hit]) -> bool:
        """Whether a question names something that pages do, but none of those of the place it inherits."""
        names = [term for term in understanding.key_terms if term.is_name]
        if not names or mentions_name(names, hits):
            return False
        request = SearchRequest(text=understanding.question, language=understanding.words_language, top_k=_TOP_K)
        return mentions_name(names, self._index.retrieve(request))

    def finds_order(self, text: str, language: Language) -> bool:
        """Whether a sentence of a text of several gives the assistant orders, as far as examples tell."""
        sentences = [s.strip() for s in split_sentences_roughly(text) if find_words(s)]
        if len(sentences) < 2:
            return False
        return any(
            self._read_intents((embedded,), language).share(Intent.STEERING) >= _SURE_ORDER
            for embedded in self._index.embed(sentences)
        )

    def rests_on_old_plan(self, citations: Sequence[Citation], today: date) -> bool:
        """Whether an answer cites a plan for a time that has gone by."""
        cited = {(citation.document_id, citation.start_char) for citation in citations}
        return any(
            event.is_plan and is_past(event, today) and (event.document_id, event.start_char) in cited
            for stated in self._facts.events
            for event in stated.statements
        )

    def _read_intents(self, readings: Sequence[EmbeddedQuestion], language: Language) -> Intents:
        classifier = self._classifier
        return Intents() if classifier is None else Intents(*(classifier.classify(one, language) for one in readings))

    def _draft(
        self,
        understanding: Understanding,
        places: tuple[str, ...],
        embedded: EmbeddedQuestion,
        intents: Intents,
        start_stage: Callable[[Stage], None],
    ) -> Drafted:
        request = self._request(understanding, places)
        hits = self._index.retrieve(request, embedded)
        reading = self._index.read_examples(request, embedded)
        start_stage("compose")
        sought = read_sought(understanding, intents)
        asks_of_page = bool(places) or sought.topic is Topic.PASSAGES
        # Examples of what a page leaves open are many where it tells of a step: the step's own time is no such thing.
        is_open = is_left_open(understanding, hits, reading) and not asks_only_when(understanding, sought)
        if asks_of_page and is_open:
            draft = Draft(statements=())
        else:
            draft = self._compose(understanding, sought, intents, places, embedded, hits)
        return Drafted(
            understanding=understanding,
            sought=sought,
            intents=intents,
            hits=hits,
            draft=draft,
            resemblance=reading.nearest,
        )

    def _compose(
        self,
        understanding: Understanding,
        sought: Sought,
        intents: Intents,
        places: tuple[str, ...],
        embedded: EmbeddedQuestion,
        hits: tuple[Hit, ...],
    ) -> Draft:
        """Facts where they answer, what examples know, else sentences of the passages."""
        known = find_known_answer(understanding, hits)
        draft = Draft(statements=())
        if not understanding.must_mention:
            draft = self._from_facts(understanding, sought, places, embedded)
        if understanding.asks_who_lacks:
            having = {statement.group for statement in draft.statements} | set(understanding.excluded_places)
            asked = [place for place in self._index.records.municipalities() if place not in having]
            absences = state_absences(hits, asked, understanding.language)
            draft = Draft(statements=absences) if absences else draft
        if sought.topic is not Topic.CONTACTS and understanding.ordinal is None:
            draft = agree(draft, known) if known is not None else draft
            draft = agree_on_each(draft, find_known_answers(understanding, hits, places), understanding.language)
        if not draft.statements and (known is not None or not self._is_settled(sought, understanding, places)):
            # Without goals of its own a page may still speak of them, in these words.
            needed = _GOAL_CONCEPTS if sought.topic is Topic.GOALS and not sought.is_about_one else frozenset()
            # "When does Oulu talk to the guests?" names a contact's words without asking for one.
            expected = Expected.ANYTHING if understanding.expected is Expected.CONTACT else understanding.expected
            draft = self._passages.compose(
                replace(understanding, cues=intents.cues, needs=needed, expected=expected), hits
            )
        return self._say_what_pages_lack(draft, understanding, hits) if len(places) > 1 else draft

    def _request(self, understanding: Understanding, places: tuple[str, ...]) -> SearchRequest:
        return SearchRequest(
            text=understanding.search_text,
            language=understanding.words_language,
            municipalities=self._index.records.municipalities() if understanding.everywhere else places,
            top_k=_TOP_K_EVERYWHERE if understanding.everywhere or len(places) > 1 else _TOP_K,
        )

    def _say_what_pages_lack(self, draft: Draft, understanding: Understanding, hits: tuple[Hit, ...]) -> Draft:
        """The draft with what pages say themselves of not telling, for those that do not tell."""
        if not draft.places_without:
            return draft
        absences = state_absences(hits, draft.places_without, understanding.language)
        told = {statement.group for statement in absences}
        without = tuple(place for place in draft.places_without if place not in told)
        return replace(draft, statements=(*draft.statements, *absences), places_without=without)

    def _from_facts(
        self, understanding: Understanding, sought: Sought, places: tuple[str, ...], embedded: EmbeddedQuestion
    ) -> Draft:
        if sought.topic is Topic.CONTACTS:
            if self._names_somebody_else(understanding, embedded):
                return Draft(statements=())
            holders = self._having(self._facts.contacts, understanding)
            return compose_contacts(understanding, self._facts, places or holders)
        if sought.topic is Topic.TIMELINE:
            holders = self._having(self._facts.events, understanding)
            return compose_timeline(understanding, sought, self._facts, places or holders)
        if sought.topic is Topic.GOALS:
            return self._goals.compose(
                understanding, sought, self._facts, self._goal_places(understanding, sought, places)
            )
        return Draft(statements=())

    def _names_somebody_else(self, understanding: Understanding, embedded: EmbeddedQuestion) -> bool:
        """Whether a question names somebody whom the pages name and who is no contact, in capitals or not."""
        names = " ".join(c.original.name for c in self._facts.contacts if c.original.name is not None)
        known = read_vocabulary(names, understanding.words_language)
        asked = [t for t in understanding.key_terms if not t.concepts and not known.mentions(t.lemma, t.concepts)]
        request = SearchRequest(text=embedded.text, language=understanding.words_language, top_k=_TOP_K)
        hits = self._index.retrieve(request, embedded) if asked else ()
        named = " ".join(name for hit in hits for name in find_people(hit.chunk.text, hit.chunk.language))
        others = read_vocabulary(named, understanding.words_language)
        return any(others.mentions(term.lemma, term.concepts) == 1.0 for term in asked)

    def _goal_places(
        self, understanding: Understanding, sought: Sought, places: tuple[str, ...]
    ) -> Sequence[str | None]:
        """Whose goals: of the places named, of all for a question about all or about a theme, else the model's."""
        if places:
            return places
        lists = self._facts.goal_lists
        if sought.goal_owner is GoalOwner.MODEL:
            holders = [goals.municipality for goals in lists if goals.owner is GoalOwner.MODEL]
            return sorted(holders, key=lambda place: place is not None)[:1]
        named = dict.fromkeys(goals.municipality for goals in lists if goals.municipality is not None)
        return tuple(place for place in named if place not in understanding.excluded_places)

    def _having(self, facts: Sequence[Stated[FactT]], understanding: Understanding) -> tuple[str, ...]:
        """The municipalities whose pages state facts of a kind, but those a question excludes."""
        holders = {fact.page_municipality for fact in facts if fact.page_municipality is not None}
        return tuple(sorted(holders - set(understanding.excluded_places)))

    def _is_settled(self, sought: Sought, understanding: Understanding, places: tuple[str, ...]) -> bool:
        """Whether facts are the last word.

        They are for contacts, which the pages were read for, and where a page tells of such an event but not its time.
        """
        if sought.topic is Topic.CONTACTS:
            return True
        if sought.topic is not Topic.TIMELINE or not sought.event_kinds or not places:
            return False
        kinds = {event.original.kind for event in self._facts.events if event.page_municipality in places}
        return bool(kinds & sought.event_kinds) or (EventKind.RECOGNISED in sought.event_kinds and bool(kinds))
