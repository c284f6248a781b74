"""A number that leads to its card: in a message that is posted, in a private answer, in a window and in place of a form."""

from __future__ import annotations

from urllib.parse import quote

from bot.cards import Card, Paragraph, Posted
from bot.conversation import Open, Say
from tests.adaptive import parts
from tests.teams.room import FORM, MEVA, NOOR, RUBEN, posted
from tests.teams_people import Seen


def leading(stands: Seen) -> Card:
    return Card("Week 47", (Paragraph((Posted("K-2026-0001", "teams", MEVA, stands.id), " wacht")),))


def links(shown: object) -> list[str]:
    return [part["url"] for part in parts(shown) if part["type"] == "Action.OpenUrl"]


async def test_a_number_leads_to_the_message_in_its_own_tenant_wherever_it_is_read(at, inline) -> None:
    for room in (at, inline):
        stands = await posted(room)
        about = f"tenantId={room.teams.tenant}&parentMessageId={stands.id}"
        leads_to = f"https://teams.microsoft.com/l/message/{quote(MEVA, safe='')}/{stands.id}?{about}"
        card = leading(stands)
        assert links((await posted(room, card)).card) == [leads_to]

        room.core.replies += [Say(card), Say(card), Open(FORM), Say(card)]
        await room.people.types(NOOR, "weekbericht")
        assert links(room.teams.direct(NOOR)[-1].card) == [leads_to]
        await room.people.presses(RUBEN, "Ik pak dit op", stands)
        if room is at:  # without windows a line of words answers a press
            assert links(room.people.told[RUBEN][-1].card) == [leads_to]
        await room.people.presses(RUBEN, "Ik pak dit op", stands)
        heard = await room.people.sends(RUBEN, {})
        assert links(heard.json) == [leads_to]
