"""What extraction got right and wrong, as lines to read."""

from collections.abc import Iterator, Sequence

from evals.extraction.figures import FIGURE_LABELS
from evals.extraction.schema import (
    ExtractionFigures,
    ExtractionReport,
    LabelledContact,
    LabelledEvent,
    LabelledGoal,
    PageFaults,
    PageScore,
)
from evals.extraction.scoring import has_right_kind, has_right_plan, has_right_role, has_right_theme
from evals.reporting.shares import NOTHING, FigureLookup, interval, percent_of
from evals.schema import LYKBOT, Figure
from knowledge.display import display_text

_MOST_CHARS = 60


def describe_extraction(report: ExtractionReport) -> tuple[str, ...]:
    """A report in lines: a table of figures for each split and for all, then the faults of each page that has some."""
    return tuple(_describe(report))


def list_faults(score: PageScore) -> PageFaults:
    """What is wrong on a page: "-" was missed, "+" is not so, "~" was found and is wrong in part."""
    return PageFaults(
        page=score.page,
        faults=(*_contact_faults(score), *_event_faults(score), *_goal_faults(score), *_place_fault(score)),
    )


def _describe(report: ExtractionReport) -> Iterator[str]:
    yield "shares in percent; the 95 % intervals (Wilson) count pages, not facts"
    for part in report.parts:
        yield ""
        yield from _table(part)
    for page in report.faults:
        if page.faults:
            yield ""
            yield page.page
            yield from (f"  {fault}" for fault in page.faults)


def _table(part: ExtractionFigures) -> Iterator[str]:
    figures = FigureLookup(part.figures)
    languages = figures.scopes("language")
    yield _row(f"{part.split or 'all'}: {part.pages} pages", [*languages, "all"], "interval", "count")
    for name, label in FIGURE_LABELS.items():
        whole = figures.find(LYKBOT, name)
        if whole is not None:
            shares = [percent_of(figures.find(LYKBOT, name, "language", code)) for code in languages]
            yield _row(label, [*shares, percent_of(whole)], interval(whole.estimate), _count(whole))


def _row(label: str, shares: Sequence[str], interval_text: str, count: str) -> str:
    return f"{label:<30} {' '.join(f'{share:>6}' for share in shares)}  {interval_text:>11}  {count:>9}"


def _count(figure: Figure) -> str:
    return f"{figure.count:.0f}/{figure.total}"


def _contact_faults(score: PageScore) -> Iterator[str]:
    yield from (f"- {_contact(contact)}" for contact in score.contacts.missed)
    yield from (f"+ {_contact(contact)}" for contact in score.contacts.extra)
    for match in score.contacts.matched:
        if not has_right_role(match):
            yield f"~ {_contact(match.found)}: the role is {match.expected.role or NOTHING}"


def _event_faults(score: PageScore) -> Iterator[str]:
    yield from (f"- {_event(event)}" for event in score.events.missed)
    yield from (f"+ {_event(event)}" for event in score.events.extra)
    for match in score.events.matched:
        if not has_right_kind(match):
            yield f"~ {_event(match.found)}: it is {match.expected.kind}"
        if not has_right_plan(match):
            yield f"~ {_event(match.found)}: it is {'a plan' if match.expected.is_plan else 'no plan'}"


def _goal_faults(score: PageScore) -> Iterator[str]:
    yield from (f"- {_goal(goal)}" for goal in score.goals.missed)
    yield from (f"+ {_goal(goal)}" for goal in score.goals.extra)
    for match in score.goals.matched:
        if not has_right_theme(match):
            yield f"~ {_goal(match.found)}: its theme is {match.expected.theme or NOTHING}"


def _place_fault(score: PageScore) -> Iterator[str]:
    if not score.municipality_is_right:
        yield "~ the municipality is wrong"


def _contact(contact: LabelledContact) -> str:
    parts = (contact.name or NOTHING, contact.role or NOTHING, *contact.phones, *contact.emails)
    return f"contact {', '.join(map(display_text, parts))}"


def _event(event: LabelledEvent) -> str:
    dates = "–".join(filter(None, (event.date, event.end_date))) + ("–" if event.is_open else "")
    time = ", ".join(filter(None, (dates, event.duration)))
    return f"event {time}, {event.kind}{', plan' if event.is_plan else ''}: {_short(event.near)}"


def _goal(goal: LabelledGoal) -> str:
    return f"goal of {goal.owner} {goal.number}, {goal.theme or NOTHING}: {_short(goal.text)}"


def _short(text: str) -> str:
    shown = display_text(text)
    return shown if len(shown) <= _MOST_CHARS else shown[: _MOST_CHARS - 1].rstrip() + "…"
