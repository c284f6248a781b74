"""What an administrator uploads: valid by Microsoft's own schema, in both languages, and equal to the contents page."""

from __future__ import annotations

import json
import re
import struct
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft4Validator

from bot.handlers import CONTENTS
from bot.packing import MANIFESTS, NotPacked, pack_teams, slack_manifest
from tests.commands import regiolijn

ROOT = Path(__file__).parents[2]
APP = "7d1f9c5e-8f2a-4c11-9a53-1b5e0c2f4a77"
SCHEMAS = ROOT / "tests" / "data" / "teams"

MOST = 10
"""Commands that Teams shows in its list."""

SELDOM = ("hier", "koppel", "ontkoppel", "opgelost", "verwijder", "vertrouwelijk", "vrijgeven")
"""Left out of that list: for admins, or seldom; they work all the same, and the help names them."""


@pytest.fixture
def package(tmp_path: Path) -> dict[str, bytes]:
    out = tmp_path / "regiolijn.zip"
    pack_teams(APP, out, "https://regiolijn.vws.example/")
    with ZipFile(out) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def manifest(package: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(package["manifest.json"])


@pytest.fixture
def english(package: dict[str, bytes]) -> dict[str, str]:
    return json.loads(package["en.json"])


def faults(what: object, schema: str) -> list[str]:
    checked = Draft4Validator(json.loads((SCHEMAS / f"{schema}-1.29.schema.json").read_text(encoding="utf-8")))
    return [f"{list(fault.path)}: {fault.message[:200]}" for fault in checked.iter_errors(what)]


def test_the_package_is_valid_in_both_languages(manifest, english) -> None:
    assert faults(manifest, "manifest") == []
    assert faults(english, "localization") == []


def test_the_check_would_notice(manifest) -> None:
    assert faults({**manifest, "accentColor": "blue"}, "manifest")


def test_everything_the_manifest_names_is_in_the_package(manifest, package) -> None:
    named = {
        *manifest["icons"].values(),
        *(each["file"] for each in manifest["localizationInfo"]["additionalLanguages"]),
    }
    assert set(package) == {"manifest.json", *named}


def test_it_is_one_app_of_one_organisation(manifest) -> None:
    (bot,), (extension,) = manifest["bots"], manifest["composeExtensions"]
    assert {manifest["id"], bot["botId"], extension["botId"]} == {APP}
    assert "example.nl" not in json.dumps(manifest)
    assert manifest["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_the_same_app_is_the_same_file(tmp_path) -> None:
    pack_teams(APP, tmp_path / "one.zip")
    pack_teams(APP, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_commands_are_those_of_the_contents_page_in_both_languages(manifest, english) -> None:
    ((commands,),) = [[each["commands"] for each in bot["commandLists"]] for bot in manifest["bots"]]
    dutch = [command["title"] for command in commands]
    translated = [english[f"bots[0].commandLists[0].commands[{at}].title"] for at in range(len(commands))]
    answered = {**CONTENTS.commands, **CONTENTS.words}
    assert {answered[word] for word in dutch} == set(answered.values()) - {answered[word] for word in SELDOM}
    assert [answered[word] for word in dutch] == [answered[word] for word in translated]
    assert len(commands) <= MOST
    assert len(commands) + len(SELDOM) > MOST, "with room for all of them none is left out"
    assert all(len(each["title"]) <= 32 and len(each["description"]) <= 128 for each in commands)


def test_the_menus_ask_for_what_the_contents_page_has(manifest) -> None:
    offered = {command["id"]: command for command in manifest["composeExtensions"][0]["commands"]}
    assert set(offered) == {*CONTENTS.commands, *(f"{name}-bericht" for name in CONTENTS.message_actions)}
    assert all(command["fetchTask"] for command in offered.values())
    assert [name for name, command in offered.items() if command.get("triggers") == ["slash"]] == ["knelpunt"]
    assert [name for name, command in offered.items() if command["context"] == ["message"]] == ["knelpunt-bericht"]


def test_every_word_people_read_is_translated(manifest, english) -> None:
    paths = {"name.short", "name.full", "description.short", "description.full"}
    for path, commands in (
        ("bots[0].commandLists[0].commands", manifest["bots"][0]["commandLists"][0]["commands"]),
        ("composeExtensions[0].commands", manifest["composeExtensions"][0]["commands"]),
    ):
        paths |= {f"{path}[{at}].{word}" for at in range(len(commands)) for word in ("title", "description")}
    assert set(english) - {"$schema"} == paths


@pytest.mark.parametrize(("icon", "side", "transparent"), [("color.png", 192, False), ("outline.png", 32, True)])
def test_the_icons_have_the_size_teams_wants(package, icon, side, transparent) -> None:
    assert package[icon][:8] == b"\x89PNG\r\n\x1a\n"
    width, height, _, kind = struct.unpack(">IIBB", package[icon][16:26])
    assert (width, height, kind == 6) == (side, side, transparent)


@pytest.mark.parametrize("app_id", ["", "regiolijn", "00000000-0000-0000-0000-000000000000", f"{{{APP}}}"])
def test_something_else_than_an_app_id_is_refused_and_writes_nothing(tmp_path, app_id) -> None:
    with pytest.raises(NotPacked, match="--app-id"):
        pack_teams(app_id, tmp_path / "regiolijn.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://regiolijn.vws.example",
        "regiolijn",
        "https://",
        "https://[",
        "https://a@b",
        'https://a/"',
        "https://a/\\",
        "https://a/ b",
        "https://a\nb: c",
        "https://a/?b",
        "https://a/#b",
    ],
)
def test_only_an_https_address_is_taken(tmp_path, address) -> None:
    with pytest.raises(NotPacked, match="https"):
        pack_teams(APP, tmp_path / "regiolijn.zip", address)
    with pytest.raises(NotPacked, match="https"):
        slack_manifest(address)


def test_slack_by_http_has_the_address_and_no_socket() -> None:
    shown = slack_manifest("https://regiolijn.vws.example")
    assert "socket_mode_enabled: false" in shown
    addresses = re.findall(r"https://[^/\s]+/slack/events", shown)
    assert addresses
    assert set(addresses) == {"https://regiolijn.vws.example/slack/events"}
    assert slack_manifest() == (MANIFESTS / "slack.yaml").read_text(encoding="utf-8")


def test_an_administrator_makes_it_with_one_command(tmp_path) -> None:
    made = regiolijn("manifest", "teams", "--app-id", APP, "--out", str(tmp_path / "app.zip"))
    assert (made.exit_code, (tmp_path / "app.zip").exists()) == (0, True)
    assert "upload" in made.stdout
    refused = regiolijn("manifest", "teams", "--app-id", "x", "--out", str(tmp_path / "not.zip"))
    assert refused.exit_code == 2
    assert "--app-id" in refused.stderr
    assert regiolijn("manifest", "teams", "--app-id", APP, "--out", str(tmp_path / "no" / "x.zip")).exit_code == 2
