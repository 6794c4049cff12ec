"""The dated events of an answer as a picture, in numbers: one time axis, a lane for each municipality.

A day is a point, anything longer a bar as long as the page's words leave open, and what goes on an arrow to the edge.
All lengths are in units of the picture, of which a browser's default letters have sixteen.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.phrasing import phrase
from bot.schema import Answer
from bot.web.source_cards import name_place
from bot.web.timeline_times import Stretch, TimedEvent, time_events
from bot.wording import join_words
from knowledge.schema import Language

MarkShape = Literal["point", "bar", "arrow"]

_WIDTH = 640
_MARGIN = 16
_LANE_HEADING, _ROW, _LANE_GAP, _AXIS = 30, 44, 10, 28
_LABEL_BASELINE, _SHAPE_TOP = 14, 21
_SHAPE_HEIGHT = 12
# Wider than letters of this size are on average, so that labels keep apart in any typeface.
_CHAR_WIDTH = 7.2
_LABEL_GAP = 12
_MIN_TICK_DISTANCE = 48
_MIN_BAR = 4
_TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The beginning of a year; ``label`` stands to the right of it, "" at the end of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event: a shape from ``x`` to ``x + width``, ``y`` its upper edge, and its label above it.

    A point lies in the middle. ``title`` says it all in a sentence.
    """

    shape: MarkShape
    is_plan: bool
    x: float
    y: float
    width: float
    label: str
    label_x: float
    label_y: float
    title: str

    @property
    def label_width(self) -> float:
        """How wide the label is at most."""
        return len(self.label) * _CHAR_WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The events of a municipality, below its name."""

    name: str
    top: float
    name_y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An event in words: where, when and what, ``text`` in ``language``, and the number of its source."""

    place: str
    time: str
    text: str
    language: Language
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePicture:
    """A drawn timeline.

    ``rows`` are all events in words, and ``unplaced`` those of them whose year is not told. ``shapes`` are those the
    picture has, for its legend, and ``has_plans`` whether it shows plans.
    """

    name: str
    width: float
    height: float
    axis_y: float
    shape_height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[Row, ...]
    shapes: tuple[MarkShape, ...]
    has_plans: bool


def draw_timeline(answer: Answer) -> TimelinePicture | None:
    """The picture of an answer's events; None when fewer than two of them can be placed."""
    timed = time_events(answer)
    stretches = [event.stretch for event in timed if event.stretch is not None]
    if len(stretches) < 2:
        return None
    axis = _Axis(stretches)
    language = answer.language
    groups: dict[str, list[TimedEvent]] = {}
    for event in timed:
        if event.stretch is not None:
            groups.setdefault(name_place(event.event.municipality, language), []).append(event)
    lanes: list[Lane] = []
    bottom = 0.0
    for name, events in groups.items():
        lane = _draw_lane(name, events, axis, bottom, language)
        lanes.append(lane)
        bottom = max(mark.y for mark in lane.marks) + _SHAPE_HEIGHT + _LANE_GAP
    marks = [mark for lane in lanes for mark in lane.marks]
    shapes: tuple[MarkShape, ...] = ("point", "bar", "arrow")
    places = join_words(language, list(groups))
    return TimelinePicture(
        name=phrase(language, "picture.name", places=places, start=str(axis.first), end=str(axis.last - 1)),
        width=_WIDTH,
        height=bottom + _AXIS,
        axis_y=bottom,
        shape_height=_SHAPE_HEIGHT,
        ticks=tuple(axis.ticks()),
        lanes=tuple(lanes),
        rows=tuple(_row(event, language) for event in timed),
        unplaced=tuple(_row(event, language) for event in timed if event.stretch is None),
        shapes=tuple(shape for shape in shapes if any(mark.shape == shape for mark in marks)),
        has_plans=any(mark.is_plan for mark in marks),
    )


class _Axis:
    """Years on the width of the picture, ``first`` to the beginning of ``last``.

    Args:
        stretches: What it has room for, at least one; what goes on gets a year more to do so.
    """

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.first = math.floor(min(stretch.start for stretch in stretches))
        self.last = math.ceil(max(stretch.end + (1 if stretch.is_open else 0) for stretch in stretches))
        self._year = (_WIDTH - 2 * _MARGIN) / (self.last - self.first)

    def x(self, time: float) -> float:
        return round(_MARGIN + (time - self.first) * self._year, 1)

    def ticks(self) -> Iterator[Tick]:
        """The years that are written, as many as do not touch, and the end of the axis."""
        step = next((step for step in _TICK_STEPS if step * self._year >= _MIN_TICK_DISTANCE), _TICK_STEPS[-1])
        for year in range(math.ceil(self.first / step) * step, self.last, step):
            # One too near to the end would reach beyond it.
            has_room = self.x(self.last) - self.x(year) >= _MIN_TICK_DISTANCE - _MARGIN
            yield Tick(x=self.x(year), label=str(year) if has_room else "")
        yield Tick(x=self.x(self.last), label="")


def _draw_lane(name: str, events: Sequence[TimedEvent], axis: _Axis, top: float, language: Language) -> Lane:
    """A lane whose marks and labels stand in as many rows as they need to keep apart."""
    marks: list[Mark] = []
    ends: list[float] = []
    for event in events:
        if event.stretch is None:
            continue
        label, title = _label(event, language), _title(event, name, language)
        x, width = _span(event.stretch, axis)
        label_width = len(label) * _CHAR_WIDTH
        label_x = max(min(x, _WIDTH - _MARGIN - label_width), _MARGIN)
        start, end = min(x, label_x), max(x + width, label_x + label_width)
        row = next((i for i, taken in enumerate(ends) if taken + _LABEL_GAP <= start), len(ends))
        ends[row : row + 1] = [end]
        row_top = top + _LANE_HEADING + row * _ROW
        marks.append(
            Mark(
                shape=_shape(event.stretch),
                is_plan=event.event.is_plan,
                x=x,
                y=row_top + _SHAPE_TOP,
                width=width,
                label=label,
                label_x=round(label_x, 1),
                label_y=row_top + _LABEL_BASELINE,
                title=title,
            )
        )
    return Lane(name=name, top=top, name_y=top + _LANE_HEADING - 8, marks=tuple(marks))


def _shape(stretch: Stretch) -> MarkShape:
    return "arrow" if stretch.is_open else "point" if stretch.is_day else "bar"


def _span(stretch: Stretch, axis: _Axis) -> tuple[float, float]:
    """Where the shape of a stretch begins, and how wide it is."""
    start, end = axis.x(stretch.start), axis.x(axis.last if stretch.is_open else stretch.end)
    if stretch.is_day:
        return round((start + end - _SHAPE_HEIGHT) / 2, 1), _SHAPE_HEIGHT
    return start, round(max(end - start, _MIN_BAR), 1)


def _label(event: TimedEvent, language: Language) -> str:
    words = _what(event, event.kind, language)
    label = f"{event.time}: {words}" if words else event.time
    most = int((_WIDTH - 2 * _MARGIN) / _CHAR_WIDTH) - len(f"[{event.event.citation}] ")
    return f"[{event.event.citation}] {label if len(label) <= most else label[: most - 1] + '…'}"


def _title(event: TimedEvent, place: str, language: Language) -> str:
    return phrase(
        language, "picture.mark", number=str(event.event.citation), place=place, time=event.time, text=event.text
    ) + (f" ({phrase(language, 'event.plan')})" if event.event.is_plan else "")


def _what(event: TimedEvent, words: str, language: Language) -> str:
    plan = phrase(language, "event.plan") if event.event.is_plan else ""
    return f"{words} ({plan})" if words and plan else words or plan


def _row(event: TimedEvent, language: Language) -> Row:
    plan = f" ({phrase(language, 'event.plan')})" if event.event.is_plan else ""
    return Row(
        place=name_place(event.event.municipality, language),
        time=event.time + plan,
        text=event.text,
        language=event.language,
        number=event.event.citation,
    )
