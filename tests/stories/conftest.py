"""A story is not about how fast a machine is: because it is busy nobody is a stranger, and nothing is said in another way."""

import pytest

import adapters.slack.deliver
import adapters.slack.permalink
import adapters.teams.deliver
from adapters.slack.replies import Replies

LONG = 60.0


@pytest.fixture(autouse=True)
def a_busy_machine_is_no_silent_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who somebody is, where a message stands and that a window opens is waited for longer than people would wait."""
    monkeypatch.setattr(adapters.slack.deliver, "READ", LONG)
    monkeypatch.setattr(adapters.teams.deliver, "READ", LONG)
    monkeypatch.setattr(adapters.slack.permalink, "WITHIN", LONG)
    monkeypatch.setitem(Replies.__init__.__kwdefaults__, "budget", LONG)
