"""What a page shows of an answer, in the answer's own language. Everything is text; the templates escape it.

Headings are of the third level and below: a page has its own above them.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.phrasing import phrase
from bot.rendering import render_plain, render_sources, strip_controls
from bot.schema import Answer, AnswerContact, AnswerGoal, AnswerStatus
from bot.web.answer_html import AnswerBlock, ItemList, ListItem, Run, read_blocks, runs_of
from bot.web.contact_cards import Link, make_card
from bot.web.source_cards import SourceCard, make_source
from bot.web.timeline_picture import TimelinePicture, draw_timeline
from knowledge.schema import Document, Language

# More of them stand behind a line that opens.
_MAX_OPEN_SOURCES = 4
_NOTES: Mapping[AnswerStatus, str] = {
    AnswerStatus.NOT_IN_SOURCES: "answer.note_not_in_sources",
    AnswerStatus.UNKNOWN_PLACE: "answer.note_unknown_place",
    AnswerStatus.OUT_OF_SCOPE: "answer.note_out_of_scope",
    AnswerStatus.INVALID: "answer.note_invalid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """An answer as turn ``number`` of a conversation; the ids of its parts begin with "a" and that number.

    ``note`` says in few words why there is no answer, "" where there is one. ``plain_text`` is for copying: question,
    answer and sources.
    """

    number: int
    language: Language
    status: AnswerStatus
    note: str
    blocks: tuple[AnswerBlock, ...]
    sources: tuple[SourceCard, ...]
    timeline: TimelinePicture | None
    plain_text: str

    def t(self, key: str, **values: str | int) -> str:
        """A phrase in the answer's language, which need not be the page's."""
        return phrase(self.language, key, **values)

    @property
    def is_collapsed(self) -> bool:
        """Whether the sources stand behind a line that opens."""
        return len(self.sources) > _MAX_OPEN_SOURCES

    def name_marker(self, run: Run) -> str:
        """Where a marker leads, in words."""
        source = next(source for source in self.sources if source.number == run.marker)
        return self.t("answer.marker", number=source.number, page=f"{source.place}, {source.title}")


def view_answer(answer: Answer, number: int, find_document: Callable[[str], Document]) -> AnswerView:
    """What a page shows of an answer.

    Args:
        answer: The answer.
        number: Which turn of the conversation it is, from 1.
        find_document: The document of an id, for what stands around a quote.
    """
    blocks = read_blocks(answer.text, [citation.number for citation in answer.citations])
    marked = {run.marker for run in runs_of(blocks)}
    return AnswerView(
        number=number,
        language=answer.language,
        status=answer.status,
        note=_note(answer),
        blocks=_Facts(answer).attach(blocks),
        sources=tuple(
            make_source(citation, find_document, answer.language, is_marked=citation.number in marked)
            for citation in answer.citations
        ),
        timeline=draw_timeline(answer),
        plain_text=_plain_text(answer),
    )


class _Facts:
    """The contacts and goals of an answer, each for the list item that states it.

    Args:
        answer: The answer.
    """

    def __init__(self, answer: Answer) -> None:
        self._language = answer.language
        self._page_languages = {citation.number: citation.language for citation in answer.citations}
        self._contacts: dict[int, list[AnswerContact]] = defaultdict(list)
        self._goals: dict[int, deque[AnswerGoal]] = defaultdict(deque)
        for contact in answer.contacts:
            self._contacts[contact.citation].append(contact)
        for goal in answer.goals:
            self._goals[goal.citation].append(goal)

    def attach(self, blocks: Sequence[AnswerBlock]) -> tuple[AnswerBlock, ...]:
        """The blocks, each item of a list with the contact or the theme it states."""
        return tuple(
            replace(block, items=tuple(self._attach(item) for item in block.items))
            if isinstance(block, ItemList)
            else block
            for block in blocks
        )

    def _attach(self, item: ListItem) -> ListItem:
        runs = tuple(runs_of(item.blocks))
        for number in (run.marker for run in runs if run.marker is not None):
            if contact := self._take_contact(number, runs):
                links = [Link(href=run.href, text=run.text) for run in runs if run.href]
                page_language = self._page_languages[number]
                card = make_card(contact, links, language=self._language, page_language=page_language)
                return replace(item, contact=card)
            if self._goals[number]:
                theme = self._goals[number].popleft().theme
                return replace(item, theme=phrase(self._language, f"theme.{theme}") if theme else "")
        return replace(item, blocks=self.attach(item.blocks))

    def _take_contact(self, number: int, runs: Sequence[Run]) -> AnswerContact | None:
        """The contact of a citation that is named in a text, each once: one sentence may give several."""
        text = "".join(run.text for run in runs)
        hrefs = {run.href for run in runs}
        for contact in self._contacts[number]:
            is_called = contact.phone is not None and f"tel:{contact.phone}" in hrefs
            if is_called or any(part and part in text for part in (contact.name, contact.email)):
                self._contacts[number].remove(contact)
                return contact
        return None


def _note(answer: Answer) -> str:
    if answer.status is AnswerStatus.ANSWERED:
        return ""
    return phrase(answer.language, _NOTES.get(answer.status, "answer.note_failed"))


def _plain_text(answer: Answer) -> str:
    parts = [strip_controls(answer.question).strip(), render_plain(answer)]
    if answer.citations:
        parts += [phrase(answer.language, "answer.sources"), render_sources(answer)]
    return "\n\n".join(part for part in parts if part)
