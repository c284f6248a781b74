"""The manifest asks for what the room needs, offers what it answers, and stays within what Slack takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from adapters.slack.checks import NEEDED
from adapters.slack.door import PATH
from adapters.slack.uploads import SCOPE
from bot.handlers import CONTENTS
from tests.fake_slack import NEEDS, OPTIONAL, READS, SCOPES

MANIFESTS = Path(__file__).parents[2] / "manifests"
ROOM = Path(__file__).parents[2] / "adapters" / "slack"
METHOD = re.compile(r'"((?:apps|auth|chat|conversations|files|team|users|views)\.[A-Za-z.]+)"')

LOOKED_AT_WHERE_ALLOWED: tuple[str, ...] = ()
SCOPE_OF = {
    "apps.connections.open": (),  # the app's own token
    "auth.test": (),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": LOOKED_AT_WHERE_ALLOWED,
    "conversations.info": LOOKED_AT_WHERE_ALLOWED,
    "conversations.open": ("im:write",),
    "conversations.replies": LOOKED_AT_WHERE_ALLOWED,
    "files.completeUploadExternal": (SCOPE,),
    "files.getUploadURLExternal": (SCOPE,),
    "users.info": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "views.open": (),
    "views.push": (),
}
NEEDS_A_WORKSPACE = {"conversations.create", "conversations.list", "users.conversations", "users.list"}
"""Methods for which Slack asks the token of a whole organisation for a `team_id` (its own list, October 2026)."""

MANIFEST: dict[str, Any] = YAML(typ="safe").load(MANIFESTS / "slack.yaml")


def shortcuts(kind: str) -> set[str]:
    """The ids of the entries of one kind."""
    return {entry["callback_id"] for entry in MANIFEST["features"]["shortcuts"] if entry["type"] == kind}


def test_the_scopes_are_those_the_room_checks_and_the_fake_asks_for() -> None:
    asked = MANIFEST["oauth_config"]["scopes"]
    assert set(NEEDED) == SCOPES
    assert set(asked["bot"]) == SCOPES | OPTIONAL
    assert set(asked["bot_optional"]) == OPTIONAL == {SCOPE}
    looking = {"conversations.info", "conversations.history", "conversations.replies"}
    assert {scope for method, scope in NEEDS.items() if method not in READS & looking} <= set(asked["bot"])


def test_the_scopes_are_those_of_the_calls_the_room_makes() -> None:
    """One too few and a call is refused; one too many and an administrator rightly asks why."""
    called = {method for path in ROOM.glob("*.py") for method in METHOD.findall(path.read_text(encoding="utf-8"))}
    assert called - set(SCOPE_OF) == set(), "a call of which nobody wrote down what it takes"
    used = {scope for method in called for scope in SCOPE_OF[method]} | {"commands"}
    assert used == set(MANIFEST["oauth_config"]["scopes"]["bot"])
    assert called & NEEDS_A_WORKSPACE == set(), "an organisation's token would be refused"


def test_every_scope_is_explained() -> None:
    page = (MANIFESTS / "README.md").read_text(encoding="utf-8")
    assert [scope for scope in MANIFEST["oauth_config"]["scopes"]["bot"] if f"`{scope}`" not in page] == []


def test_what_it_offers_is_answered() -> None:
    assert {entry["command"].removeprefix("/") for entry in MANIFEST["features"]["slash_commands"]} == set(
        CONTENTS.commands
    )
    assert shortcuts("message") == set(CONTENTS.message_actions)
    assert shortcuts("global") == {f"/{command}" for command in CONTENTS.commands}


def test_no_two_shortcuts_share_an_id() -> None:
    assert not shortcuts("message") & shortcuts("global"), "an id names one entry of the app"


def test_people_can_be_written_to() -> None:
    """Slack refuses a message to somebody with `messages_tab_disabled` where the app shows no such tab."""
    home = MANIFEST["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, False)
    assert "`messages_tab_disabled`" in (MANIFESTS / "README.md").read_text(encoding="utf-8")


def test_every_address_is_the_one_door() -> None:
    addresses = {MANIFEST["settings"]["interactivity"]["request_url"]}
    addresses |= {entry["url"] for entry in MANIFEST["features"]["slash_commands"]}
    assert addresses == {f"https://regiolijn.example.nl{PATH}"}


def test_it_is_for_socket_mode_and_the_page_says_how_to_choose() -> None:
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    page = (MANIFESTS / "README.md").read_text(encoding="utf-8")
    wanted = [f"`socket_mode_enabled: {choice}`" for choice in ("true", "false")] + ["`connections:write`"]
    assert [word for word in wanted if word not in page] == []
    assert page.index("### Socket Mode") < page.index("### HTTP"), "what asks least of a functional manager comes first"


def test_its_words_fit() -> None:
    about = MANIFEST["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert all(
        len(entry["name"]) <= 24 and len(entry["description"]) <= 150 for entry in MANIFEST["features"]["shortcuts"]
    )


def test_an_organisation_can_install_it() -> None:
    assert MANIFEST["settings"]["org_deploy_enabled"] is True
