"""Waiting after failures: when it begins, how it grows, what ends it, and that memory stays bounded."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from bot.web.staff.throttling import (
    FIRST_WAIT_SECONDS,
    FORGET_AFTER_SECONDS,
    FREE_FAILURES,
    LONGEST_WAIT_SECONDS,
    LoginThrottle,
)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def fail(throttle: LoginThrottle, address: str, name: str, times: int = FREE_FAILURES) -> None:
    assert [throttle.begin(address, name) for _ in range(times)] == [0] * times


def test_the_first_attempts_are_free(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, "192.0.2.1", "anna")
    assert throttle.begin("192.0.2.1", "anna") == FIRST_WAIT_SECONDS


def test_the_wait_runs_down_and_is_rounded_up(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, "192.0.2.1", "anna")
    clock.now += 10.5
    assert throttle.begin("192.0.2.1", "anna") == 20
    clock.now += 19.4
    assert throttle.begin("192.0.2.1", "anna") == 1
    clock.now += 0.2
    assert throttle.begin("192.0.2.1", "anna") == 0


def test_it_doubles_up_to_the_longest(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, "192.0.2.1", "anna")
    waits = []
    for _ in range(40):
        waits.append(throttle.begin("192.0.2.1", "anna"))
        clock.now += waits[-1]
        assert throttle.begin("192.0.2.1", "anna") == 0
    assert waits[:7] == [30, 60, 120, 240, 480, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]
    assert set(waits[5:]) == {LONGEST_WAIT_SECONDS}


def test_trying_while_waiting_does_not_lengthen_it(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, "192.0.2.1", "anna")
    assert {throttle.begin("192.0.2.1", "anna") for _ in range(50)} == {FIRST_WAIT_SECONDS}


def test_an_address_waits_whatever_name_it_tries(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    for number in range(FREE_FAILURES):
        fail(throttle, "192.0.2.1", f"name{number}", 1)
    assert throttle.begin("192.0.2.1", "another") == FIRST_WAIT_SECONDS
    assert throttle.begin("192.0.2.2", "another") == 0


def test_a_name_waits_whatever_address_tries_it(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    for number in range(FREE_FAILURES):
        fail(throttle, f"192.0.2.{number}", "anna", 1)
    assert throttle.begin("192.0.2.9", "ANNA") == FIRST_WAIT_SECONDS
    assert throttle.begin("192.0.2.9", "maija") == 0


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("testclient", "testclient", True),
        ("", "192.0.2.1", False),
    ],
)
def test_which_addresses_are_one_client(clock: Clock, first: str, second: str, same: bool) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, first, "anna")
    assert bool(throttle.begin(second, "maija")) is same


def test_success_clears_both(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, "192.0.2.1", "anna")
    throttle.succeed("192.0.2.1", "Anna")
    fail(throttle, "192.0.2.1", "anna")
    assert throttle.begin("192.0.2.1", "anna") == FIRST_WAIT_SECONDS
    throttle.succeed("192.0.2.7", "nobody")


def test_old_failures_are_forgotten(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    fail(throttle, "192.0.2.1", "anna")
    clock.now += FORGET_AFTER_SECONDS + 1
    fail(throttle, "192.0.2.1", "anna")
    assert throttle.begin("192.0.2.1", "anna") == FIRST_WAIT_SECONDS


def test_those_who_tried_longest_ago_are_dropped(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock, max_kept=3)
    fail(throttle, "192.0.2.1", "anna")
    for number in range(2, 4):
        throttle.begin(f"192.0.2.{number}", f"name{number}")
    assert throttle.begin("192.0.2.1", "anna") > 0
    for number in range(4, 6):
        throttle.begin(f"192.0.2.{number}", f"name{number}")
    assert throttle.begin("192.0.2.1", "anna") > 0, "who tried a moment ago is remembered"
    for number in range(6, 9):
        throttle.begin(f"192.0.2.{number}", f"name{number}")
    assert throttle.begin("192.0.2.1", "anna") == 0
    assert len(throttle._addresses) == len(throttle._names) == 3


def test_many_names_do_not_push_out_an_address(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock, max_kept=3)
    fail(throttle, "192.0.2.1", "anna")
    for number in range(10):
        assert throttle.begin("192.0.2.1", f"name{number}") == FIRST_WAIT_SECONDS


def test_a_name_of_any_length_takes_little_memory(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    throttle.begin("192.0.2.1", "x" * 100_000)
    assert max(map(len, throttle._names)) < 100


def test_many_at_once_do_not_slip_through(clock: Clock) -> None:
    throttle = LoginThrottle(clock=clock)
    found: list[int] = []
    together = Barrier(20)

    def attempt(begin: Callable[[str, str], int]) -> None:
        together.wait()
        found.append(begin("192.0.2.1", "anna"))

    threads = [Thread(target=attempt, args=(throttle.begin,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0] * FREE_FAILURES + [FIRST_WAIT_SECONDS] * (20 - FREE_FAILURES)
