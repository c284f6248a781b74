"""The settings page: what holds by itself, and one plain sentence for everything that is missing or wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import PREFIX, FaultySettings, Settings, read_settings

Set = Callable[..., None]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Set:
    """An environment with nothing of ours in it but what is put there."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def put(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"{PREFIX}{name}", value)

    return put


def faults(*, serving: bool = False) -> list[str]:
    with pytest.raises(FaultySettings) as refused:
        read_settings(serving=serving)
    return refused.value.faults


SLACK = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5"}
TEAMS = {
    "TEAMS_APP_ID": "1B4E28BA-2fa1-41d2-883f-0016d3cca427",
    "TEAMS_APP_PASSWORD": "a-client-secret",
    "TEAMS_TENANT_ID": "c56a4180-65aa-42ec-a945-5fd21dec0538",
}
PORTAL = "must be an id like 1b4e28ba-2fa1-41d2-883f-0016d3cca427, as the Azure portal shows it."
HERE = "must be an http address on this machine with a port, like http://localhost:56150/_connector."


def test_with_nothing_set_a_safe_start_is_possible(put: Set) -> None:
    settings = read_settings()
    assert settings.database_url == "sqlite:///./var/regiolijn.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert (settings.locale, settings.log_level) == ("nl", "INFO")
    assert settings.slack_bot_token is None


def test_serving_asks_for_an_organisation_and_a_platform(put: Set) -> None:
    assert faults(serving=True) == [
        "REGIOLIJN_ORGANISATION is missing: name the organisation file.",
        "No platform is set: REGIOLIJN_SLACK_BOT_TOKEN turns Slack on, REGIOLIJN_TEAMS_APP_ID turns Teams on.",
    ]


def test_a_complete_set_is_taken_over(put: Set) -> None:
    Path("vws.yaml").touch()
    put(ORGANISATION="vws.yaml", LOG_LEVEL="debug", PORT="8080", SLACK_TEAM_IDS="T0123, T0456", **SLACK)
    settings = read_settings(serving=True)
    assert settings.organisation == Path("vws.yaml")
    assert (settings.log_level, settings.port, settings.slack_team_ids) == ("DEBUG", 8080, ("T0123", "T0456"))
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1-secret"


def test_the_environment_overrules_the_file(put: Set) -> None:
    Path("settings.env").write_text("REGIOLIJN_PORT=4000\nREGIOLIJN_LOCALE=en\nPATH_OF_OTHERS=fine\n")
    put(ENV_FILE="settings.env", PORT="5000")
    settings = read_settings()
    assert (settings.port, settings.locale) == (5000, "en")


def test_an_empty_value_counts_as_not_set(put: Set) -> None:
    put(PORT="", SLACK_BOT_TOKEN="", ORGANISATION="", ENV_FILE="")
    assert read_settings() == Settings()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "not text"])
def test_a_file_that_cannot_be_read_is_named(put: Set, content: bytes | None) -> None:
    if content:
        Path("x.env").write_bytes(content)
    put(ENV_FILE="x.env")
    assert faults() == ["REGIOLIJN_ENV_FILE names x.env, which cannot be read as text."]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "must be a whole number from 0 to 65535."),
        ("PORT", "70000", "must be a whole number from 0 to 65535."),
        ("LOCALE", "fr", "must be nl or en."),
        ("LOG_LEVEL", "LOUD", "must be DEBUG, INFO, WARNING or ERROR."),
        ("DATABASE_URL", "mysql://host/db", "must start with sqlite:/// or postgresql://."),
        ("ORGANISATION", "nowhere.yaml", "names nowhere.yaml, which does not exist."),
        ("SLACK_API_URL", "http://slack.example/api/", "must be an https address, or http on this machine."),
        ("SLACK_API_URL", "https://", "must be an https address, or http on this machine."),
        ("TEAMS_TENANT_ID", "vws.onmicrosoft.com", PORTAL),
        ("TEAMS_STAND_IN", "http://stand-in.example:56150", HERE),
        ("TEAMS_STAND_IN", "http://127.0.0.1", HERE),
        ("TEAMS_STAND_IN", "http://127.0.0.1:port", HERE),
        ("TEAMS_STAND_IN", "https://127.0.0.1:56150", HERE),
        ("TEAMS_LOGIN_URL", "http://login.example", "must be an https address, or http on this machine."),
        ("TEAMS_OPENID_URL", "http://login.example/keys", "must be an https address, or http on this machine."),
        ("TEAMS_DIALOGS", "perhaps", "must be true or false."),
        ("TEAMS_TARGETED", "perhaps", "must be true or false."),
    ],
)
def test_a_wrong_value_is_one_sentence(put: Set, name: str, value: str, sentence: str) -> None:
    put(**{name: value})
    assert faults() == [f"REGIOLIJN_{name} {sentence}"]


def test_a_stand_in_on_this_machine_may_do_without_tls(put: Set) -> None:
    put(SLACK_API_URL="http://127.0.0.1:8888/api")
    assert read_settings().slack_api_url == "http://127.0.0.1:8888/api/"


def test_every_fault_is_told_at_once(put: Set) -> None:
    put(PORT="x", LOCALE="fr", SLACK_APP_TOKEN="xapp-1", COLOUR="blue")
    assert [sentence.split()[0] for sentence in faults()] == [
        "REGIOLIJN_PORT",
        "REGIOLIJN_LOCALE",
        "REGIOLIJN_COLOUR",
        "REGIOLIJN_SLACK_APP_TOKEN",
    ]


def test_an_unknown_setting_gets_the_nearest_name(put: Set) -> None:
    put(DATABSE_URL="sqlite:///x.db", COLOUR="blue")
    assert faults() == [
        "REGIOLIJN_COLOUR is not a setting: take it out.",
        "REGIOLIJN_DATABSE_URL is not a setting: did you mean REGIOLIJN_DATABASE_URL?",
    ]


def test_a_bot_token_alone_leaves_no_way_in(put: Set) -> None:
    put(SLACK_BOT_TOKEN="xoxb-1")
    [sentence] = faults()
    assert sentence == (
        "REGIOLIJN_SLACK_BOT_TOKEN is set without REGIOLIJN_SLACK_APP_TOKEN, for Socket Mode, or "
        "REGIOLIJN_SLACK_SIGNING_SECRET, for HTTP: Slack needs one of them."
    )


@pytest.mark.parametrize(
    "proof", [{"SLACK_APP_TOKEN": "xapp-1"}, {"SLACK_SIGNING_SECRET": "abc"}], ids=["socket", "http"]
)
def test_a_bot_token_and_one_way_in_are_enough(put: Set, proof: dict[str, str]) -> None:
    put(SLACK_BOT_TOKEN="xoxb-1", **proof)
    assert read_settings().slack_bot_token is not None


@pytest.mark.parametrize(
    ("name", "value"), [("SLACK_SIGNING_SECRET", "abc"), ("SLACK_APP_TOKEN", "xapp-1")], ids=["http", "socket"]
)
def test_a_proof_without_a_bot_token_is_half_a_platform(put: Set, name: str, value: str) -> None:
    put(**{name: value})
    assert faults() == [f"REGIOLIJN_{name} is set without REGIOLIJN_SLACK_BOT_TOKEN: Slack needs both."]


def test_teams_alone_is_a_platform(put: Set) -> None:
    Path("vws.yaml").touch()
    put(ORGANISATION="vws.yaml", **TEAMS)
    settings = read_settings(serving=True)
    assert settings.teams_app_id == "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
    assert settings.slack_bot_token is None


@pytest.mark.parametrize("missing", ["TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"])
@pytest.mark.parametrize("stand_in", [{}, {"TEAMS_STAND_IN": "http://127.0.0.1:56150"}], ids=["real", "stand-in"])
def test_an_app_id_alone_is_half_a_platform(put: Set, missing: str, stand_in: dict[str, str]) -> None:
    put(**{name: value for name, value in TEAMS.items() if name != missing}, **stand_in)
    assert faults() == [f"REGIOLIJN_TEAMS_APP_ID is set without REGIOLIJN_{missing}: Teams needs both."]


def test_an_empty_app_id_beside_its_password_is_refused(put: Set) -> None:
    put(**{**TEAMS, "TEAMS_APP_ID": ""})
    assert faults() == ["REGIOLIJN_TEAMS_APP_PASSWORD is set without REGIOLIJN_TEAMS_APP_ID: Teams needs both."]


def test_an_app_id_of_another_shape_is_named_and_not_repeated(put: Set) -> None:
    put(**{**TEAMS, "TEAMS_APP_ID": "a-client-secret"})
    assert faults() == [f"REGIOLIJN_TEAMS_APP_ID {PORTAL}"]


def test_a_stand_in_for_teams_is_believed_on_this_machine(put: Set) -> None:
    Path("vws.yaml").touch()
    put(ORGANISATION="vws.yaml", TEAMS_STAND_IN="http://localhost:56150/_connector")
    assert read_settings(serving=True).teams_stand_in == "http://localhost:56150/_connector"


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "regiolijn.example"])  # noqa: S104
def test_a_stand_in_is_never_believed_from_elsewhere(put: Set, host: str) -> None:
    put(TEAMS_STAND_IN="http://127.0.0.1:56150", HOST=host)
    [sentence] = faults()
    assert sentence == (
        "REGIOLIJN_TEAMS_STAND_IN without REGIOLIJN_TEAMS_APP_ID believes whoever asks: "
        f"REGIOLIJN_HOST must be 127.0.0.1, not {host}."
    )


def test_a_stand_in_that_proves_itself_may_be_anywhere(put: Set) -> None:
    put(TEAMS_STAND_IN="http://127.0.0.1:56150", HOST="0.0.0.0", **TEAMS)  # noqa: S104
    assert read_settings().teams_stand_in == "http://127.0.0.1:56150"


def test_a_token_in_the_wrong_place_is_noticed_and_not_repeated(put: Set) -> None:
    put(SLACK_BOT_TOKEN="xapp-secret", SLACK_APP_TOKEN="xoxb-secret", SLACK_SIGNING_SECRET="8f742231b10e8888")
    told = faults()
    assert [sentence.split(":")[0] for sentence in told] == [
        "REGIOLIJN_SLACK_BOT_TOKEN must start with xoxb-",
        "REGIOLIJN_SLACK_APP_TOKEN must start with xapp-",
    ]
    assert "secret" not in "".join(told)


def test_no_secret_shows(put: Set) -> None:
    put(DATABASE_URL="postgresql://regiolijn:s3cret@host/db", **SLACK, **TEAMS)
    shown = repr(read_settings()) + str(read_settings())
    assert "s3cret" not in shown
    assert not any(value in shown for value in [*SLACK.values(), TEAMS["TEAMS_APP_PASSWORD"]])


def test_the_page_in_the_documentation_is_this_page() -> None:
    operations = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = [line for line in operations.splitlines() if line.startswith(f"| `{PREFIX}")]
    assert rows == [
        f"| `{PREFIX}{name.upper()}` | {f'`{field.default}`' if field.default else '-'} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
