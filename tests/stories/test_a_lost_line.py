"""Socket Mode: the connection is lost at the worst moment, so Slack sends again what was already done. It counts once."""

from __future__ import annotations

import pytest

from tests.chat import BY_SOCKET, Chat

pytestmark = pytest.mark.parametrize("chat", [BY_SOCKET], indirect=True)

STAGE = "Zuid-Limburg: het personeelstekort in de VVT groeit, en de stage telt niet mee voor de BBL."


async def test_a_form_whose_acknowledgement_got_lost_is_filed_once(chat: Chat):
    await chat.noor.types(f"/knelpunt {STAGE}")
    chat.wire.fake.sockets.lost_acknowledgements = 2
    await chat.noor.sends()
    assert chat.wire.fake.sockets.made == 3
    await chat.exactly(
        ("#dir-meva", "Nieuw knelpunt K-2026-0001 uit Zuid-Limburg"),
        ("#regio-zuid-limburg", "K-2026-0001 is uitgezet bij MEVA"),
        ("Noor Habets", "K-2026-0001 staat bij MEVA"),
    )
    chat.noor.sees_no_form()


async def test_a_claim_whose_acknowledgement_got_lost_is_told_once(chat: Chat):
    await chat.noor.files(STAGE)
    await chat.so_far()
    chat.wire.fake.sockets.lost_acknowledgements = 1
    await chat.ruben.presses("Ik pak dit op", on="K-2026-0001")
    assert chat.wire.fake.sockets.made == 2
    await chat.exactly(
        ("edit #dir-meva", "opgepakt door Ruben Alting"),
        ("edit #regio-zuid-limburg", "opgepakt door Ruben Alting"),
        ("edit Noor Habets", "opgepakt door Ruben Alting (MEVA)"),
        ("Noor Habets", "Ruben Alting (MEVA) heeft K-2026-0001 opgepakt"),
        ("thread #dir-meva", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
        ("thread #regio-zuid-limburg", "K-2026-0001 opgepakt door Ruben Alting (MEVA)."),
    )
    assert len(chat.wire.fake.views["URUBENALTING"]) == 1


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_form_that_stood_open_while_the_connection_was_renewed_is_filed(chat: Chat, reason: str):
    await chat.noor.types(f"/knelpunt {STAGE}")
    await chat.wire.fake.sockets.leave(reason)
    await chat.wire.fake.sockets.until(lambda: chat.wire.fake.sockets.made == 2)
    await chat.noor.sends()
    await chat.channel_shows("dir-meva", STAGE)


async def test_a_private_answer_that_got_lost_is_heard_when_it_is_asked_again(chat: Chat):
    chat.wire.fake.sockets.lost_acknowledgements = 1
    await chat.ruben.types("/knelpunt help")
    await chat.exactly(("private Ruben Alting", "/knelpunt"))
