"""The layout of timelines, in numbers that can be computed by hand: 608 units of years between margins of 16."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schema import AnswerEvent
from bot.web.timeline_picture import TimelinePicture, draw_timeline
from tests.bot.web.made_answers import make_answer, make_event


def draw(*events: AnswerEvent) -> TimelinePicture:
    picture = draw_timeline(make_answer("", events=events, language="en"))
    assert picture is not None
    return picture


@pytest.mark.parametrize(
    "events",
    [[], [make_event("2016")], [make_event("2016"), make_event("202X-12")], [make_event("2016"), make_event(None)]],
)
def test_a_single_date_makes_no_picture(events: Sequence[AnswerEvent]) -> None:
    assert draw_timeline(make_answer("", events=events)) is None


def test_years_are_bars_as_wide_as_a_year() -> None:
    picture = draw(make_event("2016"), make_event("2019"))
    (lane,) = picture.lanes
    first, last = lane.marks
    assert (first.shape, first.x, first.width) == ("bar", 16, 152)
    assert (last.x, last.width) == (16 + 3 * 152, 152)
    assert [(tick.x, tick.label) for tick in picture.ticks] == [
        (16, "2016"), (168, "2017"), (320, "2018"), (472, "2019"), (624, ""),
    ]  # fmt: skip


def test_a_day_is_a_point_in_its_place() -> None:
    picture = draw(make_event("2016"), make_event("2017-07-02", precision="day"))
    point = picture.lanes[0].marks[1]
    # Noon of day 183 of 365 is the middle of the year.
    assert (point.shape, point.x + point.width / 2) == ("point", 16 + 1.5 * 304)
    assert picture.shapes == ("point", "bar")


def test_month_and_season_are_shorter_bars() -> None:
    month, season, year = draw(make_event("2016-07"), make_event("2016-autumn"), make_event("2017")).lanes[0].marks
    assert (month.x, round(month.width)) == (168, 25)
    assert round(season.width) == 76
    assert year.width == 304


def test_what_goes_on_reaches_the_edge() -> None:
    picture = draw(make_event("2016", date_text="since 2016"), make_event("2017"))
    arrow = picture.lanes[0].marks[0]
    assert (arrow.shape, arrow.x, arrow.x + arrow.width) == ("arrow", 16, 624)
    # Even where nothing later is told, it goes on beyond its year.
    alone = draw(make_event("2016", date_text="since 2016"), make_event("2016"))
    assert [tick.label for tick in alone.ticks] == ["2016", "2017", ""]


def test_lanes_by_municipality_in_the_order_of_the_answer() -> None:
    picture = draw(make_event("2018", municipality="Pori"), make_event("2016"), make_event("2017", municipality="Pori"))
    assert [lane.name for lane in picture.lanes] == ["Pori", "Kemi"]
    assert picture.lanes[0].top == 0
    assert picture.lanes[1].top > max(mark.y for mark in picture.lanes[0].marks)
    assert picture.axis_y < picture.height
    assert picture.name == "Timeline of 2016–2018: Pori and Kemi. The same follows as a table."


def test_labels_and_titles_say_it_in_words() -> None:
    picture = draw(
        make_event("2018-03-06", precision="day", kind="recognised", citation=12),
        make_event("2021-summer", kind="recognition_possible", is_plan=True),
    )
    mark, plan = picture.lanes[0].marks
    assert mark.label == "[12] 6 March 2018: recognition received"
    assert mark.title == "[12] Kemi, 6 March 2018: Jotakin tapahtui."
    assert plan.label == "[1] summer 2021: recognition possible (as planned)"
    assert (mark.is_plan, plan.is_plan, picture.has_plans) == (False, True, True)


def test_dates_without_a_whole_year_are_named_and_not_placed() -> None:
    picture = draw(
        make_event("2016"), make_event("XXXX-09-07", is_plan=True), make_event("202X-12"), make_event("2017")
    )
    assert [row.time for row in picture.unplaced] == ["7 September (as planned)", "December 202…"]
    assert len(picture.lanes[0].marks) == 2
    assert [row.time for row in picture.rows] == ["2016", "7 September (as planned)", "December 202…", "2017"]


def test_labels_near_the_edge_stay_inside() -> None:
    last = draw(make_event("2016"), make_event("2023-12-31", precision="day", kind="recognised")).lanes[0].marks[1]
    assert last.label_x + last.label_width <= 624.1
    assert last.label_x < last.x


dates = st.one_of(
    st.integers(1, 9998).map(lambda year: f"{year:04d}"),
    st.integers(2014, 2026).map(str),
    st.tuples(st.integers(2014, 2026), st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02d}"),
    st.tuples(st.integers(2014, 2026), st.integers(1, 12), st.integers(1, 28)).map(
        lambda parts: f"{parts[0]}-{parts[1]:02d}-{parts[2]:02d}"
    ),
)
any_events = st.builds(
    make_event,
    dates,
    kind=st.sampled_from(["other", "recognised", "recognition_possible"]),
    is_plan=st.booleans(),
    date_text=st.sampled_from(["silloin", "since 2016"]),
    municipality=st.sampled_from(["Kemi", "Pori", None]),
    citation=st.integers(1, 120),
)


@given(events=st.lists(any_events, min_size=2, max_size=12))
def test_nothing_overlaps_and_all_is_inside(events: list[AnswerEvent]) -> None:
    picture = draw(*events)
    marks = [mark for lane in picture.lanes for mark in lane.marks]
    assert len(marks) == len(events)
    for mark in marks:
        # A point at the very edge reaches into the margin.
        assert mark.x >= 9 and mark.x + mark.width <= 631
        assert mark.label_x >= 16 and mark.label_x + mark.label_width <= 624.1
        assert 0 < mark.label_y < mark.y < picture.axis_y
    for one, other in combinations(marks, 2):
        if one.y == other.y:
            ends = sorted(
                (min(mark.x, mark.label_x), max(mark.x + mark.width, mark.label_x + mark.label_width))
                for mark in (one, other)
            )
            assert ends[0][1] < ends[1][0]
    for before, after in zip(picture.ticks, picture.ticks[1:], strict=False):
        assert not before.label or after.x - before.x >= 32
