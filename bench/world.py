"""What every arm shares: the workspace, its people, and the forms and cards that stand on their screens."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from adapters.slack.forms import modal
from adapters.slack.render import message
from bot.cards import Card
from bot.examples import VWS
from bot.organisation import Organisation, Person, Role, read_organisation
from bot.routing import suggest
from bot.signals import Signal
from bot.store import Store
from bot.texts import words
from bot.views import DRAWN
from bot.views.filing import filing_form
from bot.views.following import next_step_form
from bot.views.help import help_card
from bot.views.plain import plain_card
from bot.views.sight import Sight

TEAM = "T0REGIO"
TOKEN, SECRET = "xoxb-regiolijn", "a signing secret"
TEXTS = (VWS / "samples.txt").read_text(encoding="utf-8").splitlines()

Json = dict[str, Any]


def user_of(person: Person) -> str:
    """Somebody's id in the workspace: their address, spelled in what an id may hold."""
    return "U" + person.emails[0].partition("@")[0].replace(".", "0").replace("-", "1").upper()


def email_of(user: str) -> str:
    """The address in an id."""
    return user[1:].lower().replace("0", ".").replace("1", "-") + "@example.nl"


def organisation_on_slack(folder: Path) -> Path:
    """The example organisation with every channel in the workspace."""
    text = (VWS / "organisation.yaml").read_text(encoding="utf-8")
    moved = re.sub(r"\{playground: ([\w-]+)\}", lambda found: f"{{slack: C{found[1].upper().replace('-', '')}}}", text)
    path = folder / "organisation.yaml"
    path.write_text(moved, encoding="utf-8")
    return path


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


def a_signal(text: str = TEXTS[0], *, lead: str = "MEVA") -> Signal:
    """A knelpunt as it is filed."""
    filer = liaisons()[0]
    guess = suggest(text, organisation(), home_region=filer.regions[0])
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


def form_view(handle: str = "n.handle") -> Json:
    """The form of a knelpunt as Slack gets it, filled in from a text."""
    filer, speech = liaisons()[0], words("nl")
    guess = suggest(TEXTS[0], organisation(), home_region=filer.regions[0])
    form = filing_form(
        text=TEXTS[0], guess=guess, filer=filer, organisation=organisation(), words=speech, handle=handle
    )
    return modal(form)


def next_step_view() -> Json:
    """The form that follows a claim."""
    return modal(next_step_form(a_signal(), "handle", words("nl")))


def help_message() -> Json:
    """The private answer to a question for help."""
    return message(help_card(liaisons()[0], organisation(), words("nl")))


def refusal_message() -> Json:
    """The private answer to somebody who pressed what is not theirs."""
    return message(plain_card("refused.right", words("nl"), number="K-2026-0001", lead="MEVA"))


def card_message() -> Json:
    """The card of a signal in its channel."""
    sight = Sight(signal=a_signal(), role="lead", organisation=organisation(), words=words("nl"))
    card: Card = DRAWN["card"](sight)
    return message(card)
