"""The addresses at which Teams may be answered, whichever way another one is dressed up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.trust import trusted
from tests.teams_keys import SERVICE

STAND_IN = "http://localhost:56150/_connector"


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net",
        "https://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net/emea/5f7b1d9e-0000-4000-8000-00000000a001/",
        "https://SMBA.trafficmanager.net/emea/",
        "https://europe.botframework.com/",
        "https://a.b.botframework.com",
    ],
)
def test_teams_is_answered_where_teams_lives(url) -> None:
    assert trusted(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smba.trafficmanager.net",
        "//smba.trafficmanager.net/",
        "http://smba.trafficmanager.net/emea/",
        "https://trafficmanager.net/",
        "https://evil.trafficmanager.net/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evilsmba.trafficmanager.net/",
        "https://x.smba.trafficmanager.net/",
        "https://botframework.com/",
        "https://evilbotframework.com/",
        "https://.botframework.com/",
        "https://x.botframework.com.evil.example/",
        "https://evil.example/smba.trafficmanager.net",
        "https://evil.example#.botframework.com/",
        "https://evil.example?.botframework.com/",
        "https://evil.example\\.botframework.com/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:word@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:443/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net./",
        "https://smba.trafficmanager.net/?to=evil.example",
        "https://smba.trafficmanager.net/#x",
        "https://smba.trafficmanager.net/../x",
        "https://smba.trafficmanager.net/%2e%2e/",
        "https://smba.trafficmanager.net/\\evil.example",
        "https://smba.trafficmanager.net/\n",
        "https://smba.traffic\tmanager.net/",
        " https://smba.trafficmanager.net/",
        "https://ſmba.trafficmanager.net/",
        "https://smba。trafficmanager。net/",
        "https://smba.trafficmanager.net/" + "a" * 300,
        STAND_IN,
        "https://localhost/",
    ],
)
def test_teams_is_answered_nowhere_else(url) -> None:
    assert not trusted(url)


@pytest.mark.parametrize(
    ("url", "stand_in", "believed"),
    [
        (STAND_IN, STAND_IN, True),
        (f"{STAND_IN}/", STAND_IN, True),
        (STAND_IN, f"{STAND_IN}/", True),
        (f"{STAND_IN}/v3", STAND_IN, True),
        (SERVICE, STAND_IN, True),
        (f"{STAND_IN}s", STAND_IN, False),
        ("http://localhost:56151/_connector", STAND_IN, False),
        ("http://localhost:56150/", STAND_IN, False),
        ("http://localhost:56150/_connector/../x", STAND_IN, False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1", True),
        ("http://[::1]:1/", "http://[::1]:1", True),
        ("http://evil.example/", "http://evil.example/", False),
        ("http://localhost.evil.example/", "http://localhost", False),
        ("http://localhost:1/", "http:", False),
        ("http://localhost:1@evil.example/", "http://localhost:1", False),
        ("", "", False),
    ],
)
def test_a_stand_in_is_answered_only_where_the_setting_says(url, stand_in, believed) -> None:
    assert trusted(url, stand_in) == believed


@given(st.text(max_size=60))
def test_no_text_makes_the_list_of_addresses_stumble(url: str) -> None:
    assert not trusted(url)
    assert not trusted(f"https://{url}.example/", url)
