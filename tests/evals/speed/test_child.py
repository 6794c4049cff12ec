import sys

from evals.speed.child import run_child

_MIB = 1 << 20


def test_run_child_measures_the_command_and_not_who_starts_it() -> None:
    ballast = bytearray(400 * _MIB)
    ballast[:: 1 << 12] = bytes([1]) * len(range(0, len(ballast), 1 << 12))
    small = run_child([sys.executable, "-c", "pass"])
    large = run_child([sys.executable, "-c", "held = bytearray(100 << 20); held[::4096] = bytes([1]) * (100 << 8)"])
    assert small.exit_code == large.exit_code == 0
    assert small.peak_bytes < 100 * _MIB < large.peak_bytes < 200 * _MIB
    assert small.seconds > 0
    assert ballast[0] == 1


def test_run_child_gives_the_error_of_a_command_that_fails() -> None:
    run = run_child([sys.executable, "-c", "import sys; print('lost'); sys.exit('it does nöt work')"])
    assert run.exit_code == 1
    assert run.output.strip() == "it does nöt work"
