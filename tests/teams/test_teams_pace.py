"""As fast as Teams allows and not faster: four windows for a conversation, one for everything together."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.pace import CONVERSATION, EVERYTHING, MOST, Pace
from bot.delivery import TryLater

MEVA = "19:meva@thread.tacv2"


class Clock:
    """Time as a value; half seconds add up exactly."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock)


def waits(pace: Pace, conversation: str = MEVA) -> timedelta:
    """How long the conversation must wait now; zero when the message went."""
    try:
        pace.send(conversation)
    except TryLater as later:
        return later.after or timedelta.max
    return timedelta(0)


def test_seven_messages_go_at_once_and_the_eighth_waits_for_the_second_to_end(pace, clock) -> None:
    assert [waits(pace) for _ in range(8)] == [timedelta(0)] * 7 + [timedelta(seconds=1)]
    clock.now += 0.5
    assert waits(pace) == timedelta(seconds=0.5)
    clock.now += 0.5
    assert waits(pace) == timedelta(0)


def test_eight_in_two_seconds(pace, clock) -> None:
    for _ in range(7):
        pace.send(MEVA)
    clock.now += 1
    pace.send(MEVA)
    assert waits(pace) == timedelta(seconds=1)


def test_sixty_in_half_a_minute(pace, clock) -> None:
    for _ in range(60):
        pace.send(MEVA)
        clock.now += 0.25
    assert waits(pace) == timedelta(seconds=15)


def test_eighteen_hundred_in_an_hour(pace, clock) -> None:
    for _ in range(1800):
        pace.send(MEVA)
        clock.now += 0.5
    assert waits(pace) == timedelta(seconds=2700)


def test_another_conversation_does_not_wait(pace) -> None:
    for _ in range(7):
        pace.send(MEVA)
    assert waits(pace, "a:noor") == timedelta(0)


def test_fifty_calls_a_second_for_everything_together_reading_included(pace, clock) -> None:
    for number in range(49):
        pace.send(f"a:{number}")
    pace.read()
    assert waits(pace, "a:another") == timedelta(seconds=1)
    clock.now += 1
    assert waits(pace, "a:another") == timedelta(0)


def test_what_somebody_waits_for_is_never_held_up_and_the_rest_makes_room(pace, clock) -> None:
    for _ in range(60):
        pace.read()
        pace.send(MEVA, awaited=True)
    assert waits(pace) == timedelta(seconds=30)
    assert waits(pace, "a:another") == timedelta(seconds=1)


def test_what_had_to_wait_is_not_counted(pace, clock) -> None:
    for _ in range(20):
        waits(pace)
    clock.now += 2
    assert [waits(pace) for _ in range(7)] == [timedelta(0)] * 7


def test_a_clock_that_jumps_back_holds_nobody_up(pace, clock) -> None:
    for _ in range(7):
        pace.send(MEVA)
    clock.now -= 3600
    assert waits(pace) == timedelta(0)


def test_who_has_been_silent_longest_is_forgotten(pace, clock) -> None:
    for _ in range(7):
        pace.send(MEVA)
    clock.now += 0.25
    for number in range(MOST):
        clock.now += 0.25  # so that everything together keeps its pace
        pace.send(f"a:{number}")
    assert len(pace._conversations) == MOST
    assert MEVA not in pace._conversations


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([0, 0.0625, 0.25, 1, 20])), max_size=300))
def test_no_window_ever_holds_more_than_it_may(steps: list[tuple[str, float]]) -> None:
    clock = Clock()
    pace = Pace(clock)
    sent: dict[str, deque[float]] = {"a": deque(), "b": deque(), "all": deque()}
    for conversation, pause in steps:
        clock.now += pause
        if wait := waits(pace, conversation):
            clock.now += wait.total_seconds()
            assert not waits(pace, conversation), "as long as it says is long enough"
        for name, windows in ((conversation, CONVERSATION), ("all", EVERYTHING)):
            sent[name].append(clock.now)
            for span, most in windows:
                assert sum(moment > clock.now - span for moment in sent[name]) <= most
