"""The tenant on Teams that every arm shares: its people, its app, and what the arms need to know of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bench import world
from bot.organisation import Person
from tests import teams_keys

APP, TENANT, SECRET = teams_keys.APP, teams_keys.TENANT, "a client secret"
METADATA, KEYS = teams_keys.METADATA, teams_keys.KEYS


def entra(person: Person) -> str:
    """Somebody's id in the tenant."""
    return str(uuid5(NAMESPACE_URL, person.key))


def service_url(stub: str) -> str:
    """The address that stands in every activity."""
    return f"{stub}/emea/"


def pages(folder: Path) -> Path:
    """What the stand-in of Microsoft shows: the key that tokens here are signed with, and who everybody is."""
    path = folder / "pages.json"
    people = {entra(person): person.emails[0] for person in world.organisation().people.values()}
    path.write_text(json.dumps({"keys": [teams_keys.public(teams_keys.FIRST)], "people": people}), encoding="utf-8")
    return path


def authorization(stub: str) -> str:
    """The header of the Bot Connector: like Microsoft's own, its token serves for an hour."""
    return f"Bearer {teams_keys.token(at=time.time(), serviceurl=service_url(stub))}"


def on_teams(folder: Path, stub: str) -> dict[str, str]:
    """The settings of `serve`: the example organisation with every channel in the tenant, the store in `folder`."""
    return world.settled(folder, lambda name: f"{{teams: '19:{name}@thread.tacv2'}}") | {
        "REGIOLIJN_TEAMS_APP_ID": APP,
        "REGIOLIJN_TEAMS_APP_PASSWORD": SECRET,
        "REGIOLIJN_TEAMS_TENANT_ID": TENANT,
        "REGIOLIJN_TEAMS_STAND_IN": service_url(stub),
        "REGIOLIJN_TEAMS_LOGIN_URL": f"{stub}/login/",
        "REGIOLIJN_TEAMS_OPENID_URL": f"{stub}{METADATA}",
    }
