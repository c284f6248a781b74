"""What stops messages from arriving on Teams, in a sentence each, with the step that mends it."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.teams import address
from adapters.teams.api import Api, path
from adapters.teams.credential import NoToken
from adapters.teams.failures import Missing
from adapters.teams.references import References
from bot.conversation import Place
from bot.delivery import Fault, TryLater, Uncertain, Undeliverable

INSTALL = "Add the app to the team, with Manage team, Apps."


async def faults(api: Api, references: References, places: Sequence[Place]) -> list[Fault]:
    """Every fault of the app's token and of these places; empty when all is well."""
    try:
        await api.sign_in()
    except NoToken as refused:
        return [Fault(f"{refused.reason}.", refused.mend)]
    found = [await _fault(api, references, place) for place in places]
    return [fault for fault in found if fault is not None]


async def _fault(api: Api, references: References, place: Place) -> Fault | None:
    conversation = address.conversation(place)
    if conversation is None:
        return Fault(
            f"{place.address} is not a conversation of Teams.",
            "Ask the app in that channel: `hier` says the id that belongs in the organisation file.",
        )
    try:
        known = await references.somewhere(place)
        await api.read(known.service_url, path(conversation, "pagedmembers") + "?pageSize=50")
    except Missing as failure:
        return Fault(f"Teams does not know {conversation}: {failure.reason}.", f"Check the id. {INSTALL}")
    except Undeliverable as failure:
        return Fault(f"Teams does not let the app into {conversation}: {failure.reason}.", INSTALL)
    except (TryLater, Uncertain) as failure:
        return Fault(f"Teams did not say whether {conversation} is well ({failure.reason}).", "Try again later.")
    return None
