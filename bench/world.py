"""What every arm shares: the workspace, its people, and the forms and cards that stand on their screens."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from adapters.slack.forms import modal
from adapters.slack.render import message
from bot.cards import Card, Form
from bot.examples import VWS
from bot.organisation import Organisation, Person, Role, read_organisation
from bot.routing import Suggestion, suggest
from bot.signals import Signal
from bot.store import Store
from bot.texts import words
from bot.views import DRAWN, following
from bot.views import help as help_
from bot.views.filing import filing_form
from bot.views.plain import plain_card
from bot.views.sight import Sight

TEAM = "T0REGIO"
TOKEN, SECRET = "xoxb-regiolijn", "a signing secret"
TEXTS = (VWS / "samples.txt").read_text(encoding="utf-8").splitlines()

_CHANNEL = re.compile(r"\{playground: ([\w-]+)\}")

Json = dict[str, Any]


def user_of(person: Person) -> str:
    """Somebody's id in the workspace: their address, spelled in what an id may hold."""
    return "U" + person.emails[0].partition("@")[0].replace(".", "0").replace("-", "1").upper()


def email_of(user: str) -> str:
    """The address in an id."""
    return user[1:].lower().replace("0", ".").replace("1", "-") + "@example.nl"


def on_slack(folder: Path, stub: str) -> dict[str, str]:
    """The settings of `serve`: the example organisation with every channel in the workspace, the store in `folder`."""
    return settled(folder, lambda name: f"{{slack: C{name.upper().replace('-', '')}}}") | {
        "REGIOLIJN_SLACK_BOT_TOKEN": TOKEN,
        "REGIOLIJN_SLACK_SIGNING_SECRET": SECRET,
        "REGIOLIJN_SLACK_API_URL": f"{stub}/api/",
    }


def settled(folder: Path, moved: Callable[[str], str]) -> dict[str, str]:
    """The settings that every platform shares; `moved` gives the YAML of a channel by its name."""
    text = (VWS / "organisation.yaml").read_text(encoding="utf-8")
    path = folder / "organisation.yaml"
    path.write_text(_CHANNEL.sub(lambda found: moved(found[1]), text), encoding="utf-8")
    return {
        "REGIOLIJN_DATABASE_URL": database(folder),
        "REGIOLIJN_ORGANISATION": str(path),
        "REGIOLIJN_PORT": "0",
    }


def database(folder: Path) -> str:
    """Where the store of a run is."""
    return f"sqlite:///{folder / 'regiolijn.db'}"


@cache
def organisation() -> Organisation:
    """The example organisation, read once a process."""
    return read_organisation(VWS / "organisation.yaml")


def liaisons() -> list[Person]:
    """Who files."""
    return [person for person in organisation().people.values() if person.roles == (Role.LIAISON,)]


def fixers() -> dict[str, Person]:
    """One fixer of each directorate that has one."""
    people = (person for person in organisation().people.values() if person.may_be(Role.FIXER))
    return {key: person for person in people for key in person.directorates}


@cache
def _guess(text: str, region: str = "") -> Suggestion:
    return suggest(text, organisation(), home_region=region or liaisons()[0].regions[0])


def a_signal(text: str = TEXTS[0], *, lead: str = "MEVA", filer: Person | None = None) -> Signal:
    """A knelpunt as it is filed."""
    filer = filer or liaisons()[0]
    guess = _guess(text, filer.regions[0])
    return Signal.file(
        id=secrets.token_hex(8),
        number=f"B-{secrets.token_hex(8)}",
        text=text,
        region=guess.region,
        region_mention=guess.region_mention,
        also_regions=guess.also_regions,
        themes=guess.themes,
        kind=guess.kind,
        urgency=guess.urgency,
        lead=lead,
        co=guess.co,
        filer=filer.key,
        because={"because": "reason.lead.chosen"},
        at=datetime.now(UTC),
    )


async def seed(store: Store, count: int) -> list[tuple[str, str]]:
    """Store signals that nobody has claimed; each as the handle of its card and the user id of who may claim it."""
    cards = []
    leads = list(fixers().items())
    for start in range(0, count, 500):
        work = store.work(now=datetime.now(UTC), organisation=organisation())
        for number in range(start, min(start + 500, count)):
            lead, fixer = leads[number % len(leads)]
            signal = a_signal(TEXTS[number % len(TEXTS)], lead=lead)
            await work.signals.save(signal)
            cards.append((work.handles.issue("card", signal.id), user_of(fixer)))
        await work.commit()
    return cards


def filled_form(handle: str, text: str = TEXTS[0]) -> Form:
    """The form of a knelpunt, filled in from a text."""
    return filing_form(
        text=text,
        guess=_guess(text),
        filer=liaisons()[0],
        organisation=organisation(),
        words=words("nl"),
        handle=handle,
    )


def next_step_form() -> Form:
    """The form that follows a claim."""
    return following.next_step_form(a_signal(), "handle", words("nl"))


def help_card() -> Card:
    """The answer to a question for help."""
    return help_.help_card(liaisons()[0], organisation(), words("nl"))


def refusal() -> Card:
    """The answer to somebody who pressed what is not theirs."""
    return plain_card("refused.right", words("nl"), number="K-2026-0001", lead="MEVA")


def card_message() -> Json:
    """The card of a signal in its channel."""
    signal = a_signal()
    sight = Sight(signal=signal, role="lead", organisation=organisation(), words=words("nl"), filed=signal.fresh[0])
    return message(DRAWN["card"](sight))


def screens(folder: Path) -> Path:
    """All that bare Bolt shows, as Slack gets it."""
    path = folder / "screens.json"
    shown = {
        "token": TOKEN,
        "secret": SECRET,
        "form": modal(filled_form("n.handle")),
        "next_step": modal(next_step_form()),
        "help": message(help_card()),
        "refused": message(refusal()),
    }
    path.write_text(json.dumps(shown), encoding="utf-8")
    return path
