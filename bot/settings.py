"""Every environment variable on one page, and a plain sentence for each that is missing or wrong.

A variable's name is `REGIOLIJN_` and the field in capitals; an empty one counts as not set. `REGIOLIJN_ENV_FILE` names
a file with more of them, which the environment overrules. docs/operations.md shows the same page as a table.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict

PREFIX = "REGIOLIJN_"
ENV_FILE = f"{PREFIX}ENV_FILE"

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""What this machine calls itself."""


class FaultySettings(Exception):
    """The settings cannot be worked with; `faults` holds one sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _database(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("must start with sqlite:/// or postgresql://")
    return url


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ValueError(f"names {path}, which does not exist")
    return path


def _starting_with(start: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(start):
            raise ValueError(f"must start with {start}: another value of the app's settings may have been pasted")
        return token

    return AfterValidator(check)


def _trusted(url: str) -> str:
    """Tokens go to this address, or are believed because of it, so without TLS it may only be on this machine."""
    address = urlsplit(url)
    local = address.hostname in LOOPBACK
    if not (address.hostname and (address.scheme == "https" or (address.scheme == "http" and local))):
        raise ValueError("must be an https address, or http on this machine")
    return url


def _api(url: str) -> str:
    return _trusted(url).rstrip("/") + "/"


def _on_this_machine(url: str) -> str:
    try:
        address = urlsplit(url)
        here = address.scheme == "http" and address.hostname in LOOPBACK and address.port is not None
    except ValueError:
        here = False
    if not here:
        raise ValueError("must be an http address on this machine with a port, like http://localhost:56150/_connector")
    return url


def _guid(word: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", word):
        raise ValueError("must be an id like 1b4e28ba-2fa1-41d2-883f-0016d3cca427, as the Azure portal shows it")
    return word.lower()


def _listed(words: object) -> object:
    return tuple(word.strip() for word in words.split(",") if word.strip()) if isinstance(words, str) else words


def _capitals(word: object) -> object:
    return word.upper() if isinstance(word, str) else word


class Settings(BaseSettings):
    """What may be set, with what holds where it is not. No secret shows in a repr, a log or a sentence about it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///./var/regiolijn.db", repr=False, description="Where signals are kept: an SQLite file or PostgreSQL."
    )
    organisation: Annotated[Path, AfterValidator(_existing)] | None = Field(
        None, description="The organisation file. `serve` needs one; the demo brings its own."
    )
    host: str = Field(
        "127.0.0.1", description="The address to listen on; the demo stays on this machine whatever it says."
    )
    port: int = Field(3978, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    locale: Literal["nl", "en"] = Field("nl", description="The language for whoever has not chosen one: nl or en.")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_capitals)] = Field(
        "INFO", description="The least that is logged: DEBUG, INFO, WARNING or ERROR."
    )
    slack_bot_token: Annotated[SecretStr, _starting_with("xoxb-")] | None = Field(
        None, description="The bot's token (xoxb-...); with it, Slack is on."
    )
    slack_signing_secret: SecretStr | None = Field(
        None, description="Proves that a request comes from Slack, for HTTP; Socket Mode does without."
    )
    slack_app_token: Annotated[SecretStr, _starting_with("xapp-")] | None = Field(
        None, description="The app's token (xapp-...); with it, people come in by Socket Mode instead of HTTP."
    )
    slack_api_url: Annotated[str, AfterValidator(_api)] = Field(
        "https://slack.com/api/", description="Slack's Web API; another address only for a stand-in."
    )
    slack_team_ids: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (), description="The workspaces that may ask, with commas between; empty means the bot's own."
    )
    teams_app_id: Annotated[str, AfterValidator(_guid)] | None = Field(
        None, description="The Application (client) ID of the Azure Bot; with it, Teams is on."
    )
    teams_app_password: SecretStr | None = Field(None, description="The value of a client secret of that application.")
    teams_tenant_id: Annotated[str, AfterValidator(_guid)] | None = Field(
        None, description="The Directory (tenant) ID: who comes from another one is not answered."
    )
    teams_targeted: bool = Field(
        False, description="Private answers stand in the channel, for the asker alone, instead of in the 1:1 chat."
    )
    teams_dialogs: bool = Field(
        True, description="Forms open in a window; `False` shows them as a card, for clients without windows."
    )
    teams_stand_in: Annotated[str, AfterValidator(_on_this_machine)] | None = Field(
        None, description="The service URL of a stand-in for Teams on this machine; without an app id it is believed."
    )
    teams_login_url: Annotated[str, AfterValidator(_api)] = Field(
        "https://login.microsoftonline.com/", description="Who gives the bot its tokens; another only for a stand-in."
    )
    teams_openid_url: Annotated[str, AfterValidator(_trusted)] = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Who says which keys Teams signs with; another only for a stand-in.",
    )


WANTED = {
    "port": "must be a whole number from 0 to 65535",
    "locale": "must be nl or en",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR",
    "teams_targeted": "must be true or false",
    "teams_dialogs": "must be true or false",
}
"""What a value must be, where pydantic's own words are not for the person who set it."""


def read_settings(*, serving: bool = False) -> Settings:
    """The settings of this process; `serving` also asks for what `serve` and `work` cannot do without.

    Raises FaultySettings with every fault at once.
    """
    file = os.environ.get(ENV_FILE) or None
    given = _given(file)
    faults = [
        *_unknown(given),
        *_contradictions_of_slack(given),
        *_contradictions_of_teams(given),
        *(_missing(given) if serving else ()),
    ]
    try:
        settings = Settings(_env_file=file, _env_file_encoding="utf-8")
    except ValidationError as error:
        raise FaultySettings([*_wrong(error), *faults]) from None
    faults += _exposed(settings)
    if faults:
        raise FaultySettings(faults)
    return settings


def _given(file: str | None) -> set[str]:
    """The names of ours that have a value, in capitals."""
    values: dict[str, str | None] = {}
    if file:
        try:
            Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise FaultySettings([f"{ENV_FILE} names {file}, which cannot be read as text."]) from None
        values.update(DotEnvSettingsSource(Settings, env_file=file).env_vars)
    values.update(os.environ)
    return {name.upper() for name, value in values.items() if value and name.upper().startswith(PREFIX)}


def _wrong(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_input=False, include_url=False):
        field = str(fault["loc"][0])
        said = fault["msg"].removeprefix("Value error, ")
        yield f"{PREFIX}{field.upper()} {WANTED.get(field, said)}."


def _unknown(given: Collection[str]) -> Iterator[str]:
    known = {"ENV_FILE", *(field.upper() for field in Settings.model_fields)}
    for name in sorted({name.removeprefix(PREFIX) for name in given} - known):
        nearest = get_close_matches(name, sorted(known), n=1)
        yield f"{PREFIX}{name} is not a setting: " + (
            f"did you mean {PREFIX}{nearest[0]}?" if nearest else "take it out."
        )


def _contradictions_of_slack(given: Collection[str]) -> Iterator[str]:
    token, secret, app = (f"{PREFIX}SLACK_{name}" for name in ("BOT_TOKEN", "SIGNING_SECRET", "APP_TOKEN"))
    if token in given and not {secret, app} & set(given):
        yield f"{token} is set without {app}, for Socket Mode, or {secret}, for HTTP: Slack needs one of them."
    for name in (secret, app):
        if name in given and token not in given:
            yield f"{name} is set without {token}: Slack needs both."


def _contradictions_of_teams(given: Collection[str]) -> Iterator[str]:
    app, password, tenant = (f"{PREFIX}TEAMS_{name}" for name in ("APP_ID", "APP_PASSWORD", "TENANT_ID"))
    if app in given:
        for name in (password, tenant):
            if name not in given:
                yield f"{app} is set without {name}: Teams needs both."
    elif password in given:
        yield f"{password} is set without {app}: Teams needs both."


def _exposed(settings: Settings) -> Iterator[str]:
    """A stand-in proves nothing, so nobody else may be able to speak to us."""
    if settings.teams_stand_in and not settings.teams_app_id and settings.host not in LOOPBACK:
        yield (
            f"{PREFIX}TEAMS_STAND_IN without {PREFIX}TEAMS_APP_ID believes whoever asks: "
            f"{PREFIX}HOST must be 127.0.0.1, not {settings.host}."
        )


def _missing(given: Collection[str]) -> Iterator[str]:
    if f"{PREFIX}ORGANISATION" not in given:
        yield f"{PREFIX}ORGANISATION is missing: name the organisation file."
    if not {f"{PREFIX}SLACK_BOT_TOKEN", f"{PREFIX}TEAMS_APP_ID", f"{PREFIX}TEAMS_STAND_IN"} & set(given):
        yield f"No platform is set: {PREFIX}SLACK_BOT_TOKEN turns Slack on, {PREFIX}TEAMS_APP_ID turns Teams on."
